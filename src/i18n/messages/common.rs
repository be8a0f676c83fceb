//! Words that several screens share.

messages! {
    product: "Rounds", "巡访";
        comma: ", ", "、";
        hours_and_minutes(hours: i64, minutes: i64): "{hours} h {minutes} min", "{hours}小时{minutes}分钟";
    whole_hours(hours: i64): "{hours} h", "{hours}小时";
    separator: " · ", " · ";
    working_day_of(at: i64, of: i64): "working day {at}/{of}", "第{at}/{of}个工作日";
    rest_day: "rest day", "休息日";
    on_leave: "on leave", "休假";
    not_published(year: i32): "holidays of {year} not published yet", "{year}年假期尚未公布";
    tab_today: "Today", "今日";
    tab_overdue: "Overdue", "逾期";
    tab_stock: "Stock", "缺货";
    tab_accounts: "Accounts", "客户";
    tab_accounts_short: "Accts", "客户";
    tab_plan: "Plan", "计划";
    tab_follow_ups: "Follow-ups", "待办";
    tab_follow_ups_short: "To do", "待办";
    tab_board: "Board", "看板";
    tab_settings: "Settings", "设置";
    tab_settings_short: "Setup", "设置";
    redating(left: usize): "re-dating: {left} accounts left", "正在重算到期日：还剩{left}个客户";
    too_small(width: u16, height: u16): "Window too small ({width}×{height}); 40×12 needed", "窗口太小（{width}×{height}），至少 40×12";
    undo_hint(key: &str): "{key} undo", "{key} 撤销";
    notices: "What was said", "提示记录";
    nothing_said: "Nothing was said yet", "还没有提示";
    language_name: "English", "中文";
    nothing: "nothing", "无";
    marked(n: usize): "{n} marked", "已标记{n}个";
    filtered(text: &str, n: usize): "find: {text} ({n})", "查找：{text}（{n}）";
    filter_off(key: &str): "{key} shows all", "{key} 显示全部";
}
