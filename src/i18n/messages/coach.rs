//! Lessons in the status line: one key each, and what it is good for.

messages! {
    lesson(key: &str, why: &str): "{key} {why}", "{key} {why}";
    check_in: "checks in at the selected shop: its clock starts", "在选中的客户签到，开始计时";
    quick_log: "writes a whole visit in one line, with a preview as you type", "一行写完一次拜访，边写边预览";
    fill: "fills an empty day with those who wait most and lie near", "用最急且顺路的客户排满空白日";
    undo: "takes back whatever you did last; nothing asks whether you are sure", "撤销上一步，所以不会反复问您是否确定";
    close_day: "closes the day: what was not done rolls on, is left or goes to a colleague", "收工：未完成的顺延、留待或转交同事";
    explain: "says why an account stands where it stands", "说明客户为什么排在这里";
    find: "finds by name, pinyin, initials, telephone, code or address", "按名称、拼音、首字母、电话、编码或地址查找";
    done: "ends the selected one: answered, kept or carried out", "办结所选：已答复、如约或已办";
    open_number: "opens the rows that a number is made of", "打开构成这个数字的明细";
}
