//! Words of the end of a day.

messages! {
    title: "End of the day", "收工";
    title_forgotten: "Days that were never closed", "还没有收工的日子";
    done(done: usize, of: usize): "{done} of {of} done", "完成 {done}/{of}";
    ended(count: usize): "{count} skipped", "跳过 {count}";
    left: "left to its window", "留给周期";
    rolled(day: &str): "to {day}", "改到 {day}";
    handed(name: &str, day: &str): "to {name}, {day}", "交给{name}，{day}";
    skipped: "skipped", "跳过";
    skipped_because(reason: &str): "skipped: {reason}", "跳过：{reason}";
    still_visiting: "being visited: it ends with the visit", "拜访中，随签退结束";
    ask_colleague: "Who goes?", "交给谁？";
    no_colleague: "There is no colleague in your team yet", "班组里还没有同事";
    nothing_open(done: usize, of: usize): "Every stop of this day has ended: {done} of {of} done", "当日拜访点都已有结果：完成 {done}/{of}";
    only_visiting(name: &str): "Check out of {name} first; everything else has ended", "请先签退 {name}，其余都已有结果";
    did_close(day: &str, done: usize, of: usize, key: &str): "{day} closed, {done} of {of} done; {key} shows the report", "{day}已收工，完成 {done}/{of}，按 {key} 看日报";
    did_close_days(days: usize): "Closed: {days} days", "已收工 {days} 天";
}
