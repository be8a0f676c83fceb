//! Words of Today, Overdue and the account page.

messages! {
    col_plan: "Plan", "计划";
    col_account: "Account", "客户";
    col_tier: "Tier", "等级";
    col_since: "Since", "间隔";
    col_window(unit: &str): "Window, {unit}", "窗口（{unit}）";
    col_flags: "Flags", "标";
    col_state: "State", "状态";
    col_planned: "Planned", "已安排";
    col_score: "Score", "紧急";
    col_last: "Last", "上次";
    col_address: "Address", "地址";

    done_of(done: usize, total: usize): "{done}/{total} done", "已完成 {done}/{total}";
    overdue_of(n: usize): "{n} overdue", "逾期 {n}";
    summary_by(km: &str, source: &str, back: &str): "{km} km by {source} · back {back}", "按{source} {km} 公里 · 预计 {back} 返回";
    no_road(ways: usize): "no road for {ways} ways: 5 min guessed each", "{ways}段无路可走：每段暂按5分钟";
    summary(km: &str, back: &str): "{km} km estimated · back {back}", "估算 {km} 公里 · 预计 {back} 返回";
    shut(name: &str, time: &str): "{name} will be shut, closes {time}", "{name} 届时已关门（{time}）";
    pinned_late(name: &str, time: &str): "late for {name}, {time}", "赶不上 {name} {time}";
    summary_over(minutes: u32): "{minutes} min over the day", "超出工时 {minutes} 分钟";
    unknown_places(n: usize): "{n} without a place on the map", "{n}家没有坐标";

    today_empty(key: &str): "No stops on this day. {key} fills it from overdue and due accounts.", "当日没有拜访点。按 {key} 用逾期和到期客户排满。";
    today_empty_rest(day: &str, key: &str): "A rest day. Press {key} to go to the next working day, {day}", "休息日。按 {key} 前往下一个工作日 {day}";
    other_day(today: &str, key: &str): "today is {today} · {key} goes there", "今天是 {today} · {key} 返回";
    today_empty_past: "Nothing was planned or done on this day.", "这一天没有计划，也没有拜访。";
    overdue_empty(key: &str): "Nobody is overdue or due. {key} goes back to the route.", "没有逾期或到期的客户。按 {key} 回到线路。";
    overdue_no_accounts(key: &str): "No accounts yet. Leave with {key} and import a list: rounds import FILE.csv", "还没有客户。按 {key} 退出后导入：rounds import FILE.csv";
    found_nothing: "No match", "没有符合的内容";

    group_overdue(tier: &str): "Overdue {tier}", "逾期 {tier}";
    group_overdue_none: "Overdue", "逾期";
    group_last_day: "Last day", "最后一天";
    group_in_window: "In window", "窗口期内";
    group_never: "Never touched", "从未拜访";
    group_early: "Too early", "未到窗口";
    group_paused: "Paused", "暂停";
    group_no_cadence: "No cadence", "无周期";

    due_day_today: "today", "今天";

    birthday_on(day: &str): "birthday {day}", "{day}生日";
    owe: "You owe them", "我方承诺";
    entrusted: "They asked for", "托办";
    complained: "They complain", "投诉";
    promised_on(day: &str): "since {day}", "{day}提出";
    due_today: "due today", "今日到期";
    due_on(day: &str): "due {day}", "{day}到期";
    overdue_since(day: &str): "overdue since {day}", "{day}到期，已逾期";
    no_date: "no date", "未定日期";
    appointment_at(day: &str, time: &str): "Appointment {day} {time}", "预约 {day} {time}";
    this_time: "This time", "这次";
    last_visit(day: &str): "Last: {day}", "上次：{day}";
    visit_before(day: &str): "Before: {day}", "上上次：{day}";
    minutes(n: i64): "{n} min", "{n}分钟";
    satisfied(n: u8): "satisfied {n}", "满意度{n}";
    no_visits_yet: "Nobody has been here yet.", "还没有人来过。";
    own_window(min: u32, max: u32, reason: &str): "own window {min}–{max}: {reason}", "单独窗口 {min}–{max}：{reason}";
    window_is(min: u32, max: u32, unit: &str): "window {min}–{max} {unit}", "窗口 {min}–{max} {unit}";
    days_since(n: u32): "{n}d since the last", "已隔{n}天";
    tier_is(tier: &str): "tier {tier}", "{tier}级";
    no_tier: "no tier", "未定级";
    paused_because(reason: &str): "paused: {reason}", "暂停：{reason}";

    timeline: "Timeline", "往来";
    timeline_end: "that is all", "没有更多了";
    answered_on(day: &str): "answered {day}", "{day}已答复";
    still_open: "open", "未结";
    not_visited: "not visited", "未拜访";
    appointment_word: "appointment", "预约";
    met(names: &str): "met {names}", "见到{names}";
    joint: "joint visit", "协访";
    late_word: "entered late", "补录";
    attempted_word: "met nobody", "空访";
    next_is(text: &str): "next: {text}", "下一步：{text}";
    why_title(name: &str): "Why {name}?", "为什么是 {name}？";
}
