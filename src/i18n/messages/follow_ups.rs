//! Words of Follow-ups.

messages! {
    appointment: "appointment", "预约";
    next_step: "next step", "下一步";
    birthday: "birthday", "生日";
    group_overdue: "Overdue", "已逾期";
    group_today: "Today", "今天";
    group_week: "Next seven days", "七天内";
    group_later: "Later", "以后";
    group_undated: "No date", "未定日期";
    group_put_off: "Put off", "已推后";
    days_late(days: i64): "{days}d late", "逾{days}天";
    today: "today", "今天";
    put_off_because(reason: &str): "put off: {reason}", "推后：{reason}";
    put_off_until(day: &str): "put off until {day}", "推后到 {day}";
    col_when: "When", "日期";
    col_kind: "What", "类别";
    col_text: "About", "内容";
    due_of(n: usize): "{n} due", "待办 {n}";
    empty(key: &str): "Nothing to follow up. What you promise on a visit comes here; {key} goes back to the route.", "没有待办。拜访中答应的事会列在这里。按 {key} 回到线路。";
    ask_put_off: "Put off until when?", "推后到哪天？";
    ask_put_off_why: "Why? (may be empty)", "为什么推后？（可留空）";
    ask_appointment: "Appointment: when, and what for?", "预约：什么时候，什么事？";
    ask_rearrange: "Appointment: when then?", "预约改到什么时候？";
    ask_outcome: "How did the appointment go?", "预约结果如何？";
    agreed_hint: "fri 10:30 new counter", "周五 10:30 看柜台";
    not_agreed: "It begins with a day: fri 10:30 new counter", "请先写日期：周五 10:30 看柜台";
    did_step(text: &str): "Done: {text}", "已办：{text}";
    did_put_off(name: &str, day: &str): "{name}: put off until {day}", "{name}：推后到 {day}";
    did_settle(name: &str, how: &str): "Appointment at {name}: {how}", "{name} 的预约：{how}";
    did_appoint(name: &str, when: &str): "Appointment at {name}: {when}", "已约 {name}：{when}";
    did_rearrange(name: &str, when: &str): "Appointment at {name} moved to {when}", "{name} 的预约改到 {when}";
    birthdays_pass: "A birthday passes by itself; a call is logged with the quick log", "生日会自动过去；问候可用快记登记";
    cannot_put_off: "Appointments move to another time, birthdays do not move", "预约请改时间，生日不能推后";
    only_appointments: "Only an appointment goes one way or another; this is done or put off", "只有预约才有结果；此项请办结或推后";
    about_follow_ups: "Print what is to be followed up, by date", "按日期列出待办";
}
