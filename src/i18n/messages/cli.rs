//! Words of the command line.

messages! {
    about: "A field-sales rep's day in the terminal: the route, whom you have neglected, visits in seconds", "终端里的外勤拜访:当日线路、逾期客户、几秒记下一次拜访";
    about_demo: "Open a lifelike territory; no real data is touched", "打开一个仿真的辖区,不触碰真实数据";
    about_import: "Import a shop list (UTF-8 CSV) into a database without accounts", "把客户表(UTF-8 CSV)导入没有客户的数据库";
    about_today: "Print the route of a day", "输出某天的线路";
    about_overdue: "Print the accounts by urgency", "按紧急程度输出客户";
    about_timeline: "Print what happened at an account", "输出某个客户的往来";
    about_doctor: "Check the database and name every fault", "检查数据库并指出每个问题";
    about_backup: "Write a copy of the database that can be opened by itself", "备份数据库为一个可独立打开的文件";
    arg_db: "Database file [default: your data folder; ROUNDS_DB]", "数据库文件 [默认在用户数据目录;ROUNDS_DB]";
    arg_lang: "Language: en or zh-CN [default: configuration, then your locale]", "语言:en 或 zh-CN [默认取配置,再取系统语言]";
    arg_as: "The rep, by code", "业务员编码";
    arg_now: "Pretend it is this time and stand still, for scripts and tests: 2026-11-20T09:00", "假定当前时间并停住,供脚本和测试:2026-11-20T09:00";
    arg_config: "Configuration file [default: your configuration folder; ROUNDS_CONFIG]", "配置文件 [默认在用户配置目录;ROUNDS_CONFIG]";
    arg_theme: "Theme: default, dark or mono", "配色:default、dark 或 mono";
    arg_file: "The file", "文件";
    arg_map: "Read a field from this column, repeatable: name=trade_name, address=street+city", "指定字段所在的列,可重复:name=trade_name、address=street+city";
    arg_tier: "Tier of rows that name none", "未写等级的行所用的等级";
    arg_rep: "Rep of rows that name none; made if there is no rep yet", "未写业务员的行归谁;还没有业务员时新建";
    arg_json: "As JSON", "输出 JSON";
    arg_csv: "As CSV", "输出 CSV";
    arg_day: "The day: 2026-11-20, fri, +1", "日期:2026-11-20、周五、+1";
    arg_account: "The account: code, or a part of its name", "客户:编码或名称的一部分";

    err_not_a_terminal: "Rounds needs a terminal for its screens. Try: rounds today", "巡访的界面需要终端。可用:rounds today";
    err_dumb: "This terminal cannot show screens (TERM is missing or dumb). Try: rounds today", "此终端无法显示界面(TERM 缺失或为 dumb)。可用:rounds today";
    err_not_here: "The screens do not run on this system yet. Try: rounds today", "界面尚不支持此系统。可用:rounds today";
    err_terminal(why: &str): "The terminal cannot be used: {why}", "终端无法使用:{why}";
    err_io(path: &str, why: &str): "{path}: {why}", "{path}:{why}";
    err_no_home: "No data folder is known (HOME is not set). Name a file with --db.", "找不到数据目录(未设置 HOME)。请用 --db 指定文件。";
    err_no_folder(path: &str, folder: &str): "{path}: there is no such folder as {folder}. Make it, or choose another file with --db.", "{path}:文件夹不存在:{folder}。请先建立文件夹,或用 --db 指定其他文件。";
    err_at(path: &str, why: &str): "{path}: {why}", "{path}:{why}";
    err_no_rep(code: &str, list: &str): "There is no rep “{code}”. There are: {list}", "没有业务员“{code}”。现有:{list}";
    err_which_rep(list: &str): "Say who you are with --as CODE. There are: {list}", "请用 --as 编码 说明您是谁。现有:{list}";
    err_nobody: "Nobody is in this database yet. Start rounds, or import a list with --rep CODE.", "数据库里还没有人。请先启动 rounds,或导入时加 --rep 编码。";
    err_has_accounts: "This database has accounts already; nothing was imported. Import into a new file with --db.", "数据库里已有客户,没有导入。请用 --db 导入到新文件。";
    err_lang(tag: &str): "“{tag}” is not a language here: en or zh-CN", "没有“{tag}”这种语言:en 或 zh-CN";
    err_now(text: &str): "“{text}” is not a time: write 2026-11-20T09:00", "“{text}”不是时间:请写 2026-11-20T09:00";
    err_day(text: &str): "“{text}” is not a day: write 2026-11-20, fri or +1", "“{text}”不是日期:请写 2026-11-20、周五 或 +1";
    err_theme(name: &str, list: &str): "There is no theme “{name}”. There are: {list}", "没有配色“{name}”。现有:{list}";
    err_no_account(words: &str): "No account is found by “{words}”", "找不到客户“{words}”";
    err_many_accounts(words: &str, list: &str): "“{words}” fits several accounts: {list}", "“{words}”对应多个客户:{list}";
    config_problem(path: &str, what: &str): "Configuration {path}: {what}", "配置 {path}:{what}";

    import_used(list: &str): "Columns read: {list}", "读取的列:{list}";
    import_unused(list: &str): "Columns not read: {list}", "未读取的列:{list}";
    import_row(line: u64, what: &str): "line {line}: {what}", "第{line}行:{what}";
    import_more(n: usize): "… and {n} more lines", "……另有{n}行";
    import_done(good: usize, bad: usize, seconds: &str): "{good} accounts imported, {bad} rows refused, in {seconds} s", "已导入{good}个客户,{bad}行未导入,用时{seconds}秒";
    import_new_rep(code: &str): "New rep: {code}", "新建业务员:{code}";
    import_for(code: &str): "Rows without a rep go to {code}", "未写业务员的行归 {code}";
    doctor_good: "No fault found", "未发现问题";
    doctor_faults(n: usize): "Faults found: {n}", "{n}个问题";
    backup_done(path: &str): "Copied to {path}", "已备份到 {path}";
    parting(path: &str): "Rounds met a fault of its own and has stopped. What was typed is kept; the log is {path}", "巡访出现程序故障,已停止。输入的内容已保留;日志在 {path}";
    parting_no_log: "Rounds met a fault of its own and has stopped. What was typed is kept.", "巡访出现程序故障,已停止。输入的内容已保留。";

    head_at: "At", "时间";
    head_name: "Account", "客户";
    head_code: "Code", "编码";
    head_tier: "Tier", "级";
    head_days: "Since", "间隔";
    head_window: "Window", "窗口";
    head_unit: "Days", "计法";
    head_state: "State", "状态";
    head_fate: "Stop", "拜访";
    head_flags: "Flags", "标";
    head_score: "Score", "紧急";
    head_last: "Last", "上次";
    head_day: "Day", "日期";
    head_what: "What", "事项";
    head_who: "Who", "谁";
    head_text: "Text", "内容";
}
