//! Words of looking after the database: copies, going back to one, the doctor.

messages! {
    about_restore: "Put a copy in the database's place, or list the copies there are", "用备份替换数据库；不写文件则列出现有备份";
    about_completions: "Print completions for a shell", "输出命令行补全脚本";
    about_man: "Print the manual page", "输出手册页";
    arg_copy: "The copy; without it the copies there are are listed", "备份文件；不写则列出现有备份";
    arg_shell: "bash, zsh, fish, elvish or powershell", "bash、zsh、fish、elvish 或 powershell";

    no_daily_backup(why: &str): "No backup was made today: {why}", "今天没有备份：{why}";
    no_room: "the disk is full. Make room; until then there is no copy of today.", "磁盘已满。请腾出空间，否则今天没有备份。";

    full: "the disk is full", "磁盘已满";
    err_backup_failed(path: &str, why: &str): "{path} could not be written: {why}. Make room, or choose another place; the database is as it was.", "{path} 未能写入：{why}。请腾出空间或换个位置；数据库没有改动。";
    restored(path: &str, accounts: u64, visits: u64): "Restored from {path}: accounts: {accounts}, visits: {visits}", "已从 {path} 恢复：客户{accounts}个，拜访{visits}次";
    restored_kept(path: &str): "What was there before is kept as {path}", "原来的数据库保留为 {path}";
    err_restore_copy(why: &str): "{why} The database was not touched; rounds restore lists the copies there are.", "{why}数据库没有改动；rounds restore 可列出现有备份。";
    restore_not_ours(path: &str): "{path} is no copy of a Rounds database.", "{path} 不是巡访数据库的备份。";
    restore_itself(path: &str): "{path} is the database itself.", "{path} 就是当前数据库。";
    restore_damaged(path: &str, why: &str): "{path} is damaged: {why}.", "{path} 已损坏：{why}。";
    restore_other(path: &str, why: &str): "{path}: {why}.", "{path}：{why}。";
    err_restore_in_use(path: &str): "{path} is open. Leave Rounds in every window, then restore again; nothing was changed.", "{path} 正在使用。请在所有窗口退出巡访后再恢复；没有任何改动。";
    err_restore_stranger(path: &str): "{path} is not a Rounds database and was left as it is. Move it away, then restore again.", "{path} 不是巡访的数据库，未作改动。请先移开它，再恢复。";
    err_restore_failed(path: &str, why: &str): "{path} could not be replaced: {why}. It stands as it was.", "{path} 未能替换：{why}。原文件保持不变。";
    err_restored_faults(n: usize): "The copy is in place, but faults were found: {n}. rounds doctor names them.", "备份已就位，但发现{n}个问题。用 rounds doctor 查看。";
    no_backups(folder: &str): "There are no copies yet, neither in {folder} nor beside the database. One is made each day on which Rounds is opened; rounds backup FILE makes one now.", "还没有备份：{folder} 里和数据库旁边都没有。每天打开巡访时会自动备份；rounds backup 文件 可立即备份。";
    or_restore: "rounds restore lists the copies there are.", "rounds restore 可列出现有备份。";

    head_kind: "Kind", "种类";
    head_size: "Size", "大小";
    head_accounts: "Accounts", "客户";
    head_visits: "Visits", "拜访";
    head_file: "File", "文件";
    head_check: "Check", "检查";
    head_found: "Found", "结果";
    kind_daily: "daily", "每日";
    kind_replaced: "replaced", "被替换";
    kind_migration: "before an update", "升级前";
    unreadable: "cannot be read", "无法读取";

    check_database: "database", "数据库";
    check_log: "log", "日志";
    check_configuration: "configuration", "配置";
    check_themes: "own themes", "自定配色";
    check_theme: "theme", "配色";
    check_backups: "backups", "备份";
    check_newest: "newest backup", "最近备份";
    check_schema: "schema", "结构版本";
    check_size: "size", "大小";
    check_wal: "write-ahead log", "预写日志";
    check_integrity: "integrity", "完整性";
    check_cadence: "cadence", "周期";
    check_stale: "to be re-dated", "待重算";
    to_redate(n: usize): "{n} accounts, by the next session", "{n}个客户，下次打开时继续";
    check_counted: "counted days", "工作日计数";
    check_search: "search", "搜索";
    check_queues: "stock queues", "缺货排队";
    check_permissions: "permissions", "权限";
    check_folder: "folder", "文件夹";
    check_link: "link", "链接";
    check_file_system: "file system", "文件系统";
    check_free: "free space", "剩余空间";
    state_fault: "FAULT", "故障";
    state_warning: "warning", "注意";
    sound: "sound", "完好";
    not_there(path: &str): "{path} (not there)", "{path}（不存在）";
    newest_none: "none yet", "还没有";
    newest_today(day: &str): "{day}, today", "{day}，今天";
    newest_age(day: &str, days: i64): "{day}, days ago: {days}", "{day}，{days}天前";
    schema_of(found: i64, known: i64): "{found}, this program knows {known}", "{found}，本程序支持到{known}";
    wal_large(size: &str): "{size}: more than 64 MB. Somebody holds a read open; leave Rounds everywhere, then it is folded in.", "{size}：超过 64 MB。有程序一直占着读取；在所有窗口退出巡访后会并回。";
    mode_open(mode: &str): "{mode}: others can read it; chmod 600 shuts it", "{mode}：他人可读；用 chmod 600 关闭";
    folder_open(mode: &str): "{mode}: anybody may rename or replace files here; chmod 700 shuts it", "{mode}：任何人都能替换这里的文件；用 chmod 700 关闭";
    link_to(path: &str): "the file is a link to {path}", "这个文件是指向 {path} 的链接";
    network(kind: &str): "{kind} is a network file system: a database in use there can be damaged. Keep it on a disk of this machine.", "{kind} 是网络文件系统：在上面使用数据库可能损坏。请放在本机磁盘上。";
    little_room(size: &str): "{size}: too little for a copy", "{size}：不够做一次备份";
}
