//! Words of what leaves the program: the log, files, the digest.

messages! {
    about_log: "Print who did what, newest first", "输出操作记录，最近的在前";
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
}
