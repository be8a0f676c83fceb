//! Words of forms.

messages! {
    needed: "this cannot be empty", "不能为空";
    number_between(least: u32, most: u32): "a whole number from {least} to {most}", "请填{least}到{most}之间的整数";
    not_a_number: "a number, such as 1.5", "请填数字，如 1.5";
    not_a_time: "a time, such as 08:30", "请填时间，如 08:30";
    not_hours: "hours in order, such as 9:00-12:00, 14:00-20:00", "请按先后填写，如 9:00-12:00、14:00-20:00";
    not_days: "days, such as 12-25, 2026-10-01..2026-10-07", "请填日期，如 12-25、2026-10-01..2026-10-07";
    not_a_place: "latitude, longitude, such as 31.23, 121.47", "请填纬度、经度，如 31.23, 121.47";
    restored(key: &str): "what you typed here before is back; {key} takes the saved values", "已恢复上次没保存的内容；{key} 换回已保存的";
    left_kept: "not saved; what you typed waits there for next time", "尚未保存；输入的内容留到下次";
}
