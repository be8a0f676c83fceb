//! Words of the report of a day.

messages! {
    title(day: &str, rep: &str): "Report of {day} · {rep}", "{day} 日报 · {rep}";
    planned(done: usize, of: usize): "{done} of {of} planned visits done", "计划 {of} 家，完成 {done} 家";
    unplanned(count: usize): "unplanned: {count}", "计划外 {count} 家";
    ordered(quantity: &str, visits: usize): "orders: {quantity} in base units at {visits}", "订货 {quantity}（基本单位，{visits} 家）";
    in_shops(time: &str): "{time} in shops", "在店 {time}";
    way_by(km: &str, source: &str): "{km} km by {source}", "按{source} {km} 公里";
    way(km: &str): "{km} km estimated", "估算 {km} 公里";
    visits(count: usize): "Visits: {count}", "拜访：{count}";
    open(count: usize): "Still open: {count}", "尚未签退：{count}";
    attempted(count: usize): "Nobody met: {count}", "空访：{count}";
    calls(count: usize): "Calls and messages: {count}", "电话和消息：{count}";
    not_done(count: usize): "Not done: {count}", "未完成：{count}";
    raised(count: usize): "Undertaken: {count}", "新增事项：{count}";
    answered(count: usize): "Answered: {count}", "已答复：{count}";
    asked(count: usize): "Asked for: {count}", "缺货登记：{count}";
    about_report: "Print what became of a day: visits, what was not done, what was promised and asked for", "输出一天的日报：拜访、未完成、承诺、缺货登记";
    arg_day: "Of this day, not of today: 2026-11-20, fri, yesterday, -1", "指定日期：2026-11-20、周五、昨天、-1";
    arg_markdown: "As Markdown", "输出为 Markdown";
    ask_file: "Into which new file?", "存到哪个新文件？";
    written(path: &str): "Written: {path}", "已存：{path}";
    not_written(path: &str, why: &str): "{path} was not written: {why}", "{path} 未写入：{why}";
    file_there(path: &str): "{path} is there already; choose another name", "{path} 已存在，请换个名字";
    copied(lines: usize): "Sent to the clipboard of your terminal: lines: {lines}", "已送往终端剪贴板：{lines} 行";
    too_long: "Too long for the clipboard of a terminal; write it to a file: rounds report > report.txt", "超出终端剪贴板的长度，请写入文件：rounds report > report.txt";
}
