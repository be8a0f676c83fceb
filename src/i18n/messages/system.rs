//! Errors, the command line, and what the program says of itself. An error says what happened, what was kept, and what to do.

messages! {
    err_refused(why: &str): "Not done: {why}. Nothing was changed.", "未执行：{why}。没有任何改动。";
    err_changed_since(by: &str, at: &str): "Not undone: {by} changed the same at {at}. Nothing was changed.", "未撤销：{by} 在 {at} 改过同一处。没有任何改动。";
    err_busy: "The database is busy. What you typed is kept; try again in a moment.", "数据库正忙。您输入的内容已保留，请稍后重试。";
    err_full: "The disk is full. What you typed is kept; make room and try again.", "磁盘已满。您输入的内容已保留，请腾出空间后重试。";
    err_disk(why: &str): "The disk failed: {why}; nothing was saved. What you typed is kept; see to the disk and try again.", "磁盘出错：{why}；未保存。您输入的内容已保留，请检查磁盘后重试。";
    err_read_only(why: &str): "The database cannot be written ({why}). What you typed is kept on the screen.", "数据库不可写（{why}）。您输入的内容仍在屏幕上。";
    err_cannot_open(why: &str): "The database cannot be opened: {why}", "无法打开数据库：{why}";
    err_not_ours(path: &str): "{path} is not a Rounds database; it was left as it is. Choose another file with --db.", "{path} 不是巡访的数据库，未作改动。请用 --db 指定其他文件。";
    err_in_the_way(path: &str): "{path} is there already and is not an earlier copy, or is open; it was left as it is. Choose another name.", "{path} 已存在，且不是以前的备份或正在使用，未作改动。请换一个文件名。";
    err_too_new(found: i64, known: i64): "The database was written by a newer Rounds (version {found}, this one knows {known}). Nothing was changed; install the newer program.", "数据库由更新版本的巡访写入（版本 {found}，本程序支持到 {known}）。没有任何改动，请安装新版本。";
    err_corrupt(why: &str): "The database is damaged: {why}. Stop writing and go back to a backup; rounds restore lists them.", "数据库已损坏：{why}。请停止写入并恢复备份，rounds restore 可列出备份。";
    err_unknown_outcome: "It is not known whether this was saved. What you typed is kept: look whether it is there before you do it again.", "尚不确定是否已保存。您输入的内容已保留：再做一次之前，请先看看是否已在。";
    err_internal(why: &str): "A fault of the program: {why}. Your data is as it was.", "程序故障：{why}。您的数据保持原样。";
    err_not_allowed: "This is not yours to see or change.", "您无权查看或修改。";
    err_nothing_to_undo: "There is nothing to undo there.", "没有可撤销的内容。";

    refused_missing: "it is not there any more", "记录已不存在";
    refused_exists: "it exists already", "记录已存在";
    refused_in_use: "other data rests on it", "有其他数据依赖它";
    refused_was_met: "this person was met on a visit, which would no longer know whom", "有拜访记录见到过此人，不能删除";
    refused_code_taken(code: &str): "the code {code} is taken", "编码 {code} 已被占用";
    refused_visiting: "a visit is already open there", "该客户已有进行中的拜访";
    refused_not_open: "this visit is not open any more", "这次拜访已结束";
    refused_ends_before_start: "the visit would end before it began", "结束时间早于开始时间";
    refused_future(day: &str): "{day} has not come yet", "{day} 还没有到";
    refused_satisfaction: "satisfaction is 1 to 5", "满意度为1到5";
    refused_closed: "this stop has ended already", "该拜访点已有结果";
    refused_past(day: &str): "{day} has passed", "{day} 已经过去";
    refused_other_route: "this stop is on another route by now", "该拜访点已在别的线路上";
    refused_same_route: "it is on that route already", "已在那条线路上";
    refused_no_step: "no next step is open there", "那里没有待办的下一步";
    refused_answered: "this was answered already", "此事已答复";
    refused_settled: "this appointment is settled already", "该预约已结";
    refused_not_paused: "this account is not paused", "该客户未暂停";
    refused_window: "a window needs min ≤ max", "窗口下限不能大于上限";
    refused_span: "it would end before it begins", "结束早于开始";
    refused_no_actor: "somebody has to do this", "需要指定操作人";
    refused_fields: "these values cannot stand there", "这些值不能填在这里";
    refused_key_taken: "this key is known already", "该密钥已登记";
    refused_revoked: "this key was revoked, which is final", "该密钥已吊销，不能恢复";
    refused_no_code: "a code is needed", "需要填写编码";
    refused_units: "each unit needs a name of its own, and a pack holds at least 2", "每个单位要有自己的名称，包装至少含2个";
    refused_hours: "opening hours must be in order and not overlap", "营业时间须按先后填写，不能重叠";
    refused_team: "a team cannot be under itself", "班组不能隶属于自己";
    refused_merge: "these two cannot become one", "这两个客户不能合并";
    refused_went: "this account was joined with another meanwhile", "这个客户已并入另一个客户";
    refused_void: "this visit is void already", "这次拜访已作废";
    refused_not_your_visit: "this visit is somebody else's", "这次拜访不是您的";
    refused_not_yours: "this account is not yours", "不是您的客户";
}
