//! Words of what leaves the program: the log, files, the digest.

messages! {
    about_log: "Write a visit down in one line, or print who did what, newest first", "用一行记录拜访；不写则输出操作记录，最近的在前";
    arg_log_account: "Only what was about this account: code, or a part of its name", "只看某个客户：编码或名称的一部分";
    arg_since: "Only from this day on: 2026-11-20, fri, -7", "只看这一天以来：2026-11-20、周五、-7";
    arg_limit: "At most so many [default: 100]", "最多多少条 [默认 100]";

    head_when: "When", "时间";
    head_records: "Records", "记录";
    undone: "undone", "已撤销";
    undo_of(deed: &str): "undo: {deed}", "撤销：{deed}";
    redo_of(deed: &str): "redo: {deed}", "恢复：{deed}";
    set_up: "set-up", "初始设置";
    accounts(n: u32): "accounts: {n}", "{n}个客户";

    about_accounts: "Print the accounts that fit some words, or all of them", "输出符合词语的客户，或全部客户";
    arg_words: "A part of name, pinyin, initials, code, licence, telephone or address", "名称、拼音、首字母、编码、许可证号、电话或地址的一部分";
    arg_most: "At most so many [default: 1000]", "最多多少个 [默认 1000]";
    more_accounts(shown: usize, total: usize): "shown: {shown} of {total}; --limit shows more", "显示{shown}个，共{total}个；--limit 可显示更多";
    head_place: "Address", "地址";

    about_export: "Write a list as CSV, JSON or vCard; it can be imported again", "导出列表为 CSV、JSON 或 vCard，可再导入";
    arg_what: "accounts, contacts, visits, touches, matters, appointments, products, stops, requests, arrivals, tellings or fulfilments", "accounts（客户）、contacts（联系人）、visits（拜访）、touches（全部触达）、matters（事项）、appointments（预约）、products（单品）、stops（拜访点）、requests（缺货登记）、arrivals（到货）、tellings（告知）或 fulfilments（交货）";
    arg_from: "From this day on: 2026-11-20, mon, -7", "从这一天起：2026-11-20、周一、-7";
    arg_to: "To this day", "到这一天为止";
    arg_bom: "With a byte order mark, for Excel", "带 BOM，供 Excel 使用";
    arg_vcard: "Contacts as vCard 4.0", "联系人输出为 vCard 4.0";
    arg_output: "Write to this file, not to the screen", "写入文件，不输出到屏幕";
    arg_all: "Everything in the database, not only what you can see", "数据库里的全部，不限于您能看到的";
    exported(n: u64, path: &str): "Written to {path}: {n}", "已写入 {path}：{n}条";
    err_no_day(what: &str): "{what} have no day: leave out --from and --to", "{what} 没有日期：请去掉 --from 和 --to";
    err_vcard: "Only contacts can be vCards", "只有 contacts 可以输出为 vCard";
    err_over_database(path: &str): "{path} is a database; it was left as it is. Choose another name.", "{path} 是数据库，未作改动。请换一个文件名。";
    err_not_written(path: &str, why: &str): "{path} was not written: {why}", "{path} 未能写入：{why}";

    about_digest: "Print what matters today, for a login or a morning mail", "输出今日要点，可用于登录提示或早间邮件";
    arg_html: "As a page for a mail", "输出可邮寄的网页";
    digest_no_route: "Route: none yet", "线路：还没有安排";
    digest_route(stops: usize): "Route: {stops} stops", "线路：{stops}个拜访点";
    digest_done(done: usize): "{done} done", "已完成{done}个";
    digest_back(time: &str): "back about {time}", "约{time}返回";
    digest_over(minutes: u32): "{minutes} min too long", "超出{minutes}分钟";
    digest_none_overdue: "Nobody is overdue", "没有逾期客户";
    digest_overdue(n: usize): "Overdue: {n}", "逾期：{n}个";
    digest_last_day(n: usize): "Last day ({n}): ", "最后一天（{n}）：";
    digest_matters(n: usize): "Matters due ({n}): ", "到期事项（{n}）：";
    digest_appointments(n: usize): "Appointments ({n}): ", "预约（{n}）：";
    digest_open(n: usize): "Open visits ({n}): ", "进行中的拜访（{n}）：";
    digest_drafts(n: usize): "Drafts ({n}): ", "草稿（{n}）：";
    digest_joint: ", ", "、";
    digest_more(n: usize): " … and {n} more", "……另有{n}个";
}
