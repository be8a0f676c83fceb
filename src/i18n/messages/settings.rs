//! Words of the settings: sections, columns, forms, and what a change would do.

messages! {
    section_tiers: "Tiers", "等级";
    section_urgency: "Urgency", "紧急度";
    section_calendar: "Calendar", "日历";
    section_leave: "Leave", "休假";
    section_products: "Products", "单品";
    section_beats: "Beats", "固定片";
    section_people: "People", "人员";
    section_teams: "Teams", "班组";
    section_look: "Look", "外观";
    section_keys: "Keys", "按键";

    about_tiers: "how often an account is due, at each level of visitor", "客户多久该拜访一次，按拜访人级别";
    about_urgency: "what makes an account come first, in points", "哪些因素让客户排在前面，按分计";
    about_calendar: "public holidays and make-up working days", "法定节假日和调休上班日";
    about_leave: "days away; without cover they count for no working-day tier", "休假日；无人代班时不计入工作日频次";
    about_products: "what is sold, in which units", "所售单品及其单位";
    about_beats: "accounts that are visited together", "一起拜访的客户片区";
    about_people: "who visits, where and when", "谁去拜访、在哪里、什么时间";
    about_teams: "who leads whom", "班组与隶属关系";
    about_look: "for you alone, at once", "只对您生效，立即生效";
    about_keys: "for you alone, at once; a changed key is marked", "只对您生效，立即生效；改过的有标记";

    leaders_change: "a leader changes these", "由主管修改";
    only_own: "only your own can be changed", "只能修改自己的";

    empty_leave(key: &str): "No leave is entered. Press {key} to say when you are away.", "还没有休假。按 {key} 登记休假日期。";
    empty_products(key: &str): "There are no products yet. Press {key} to add what you sell.", "还没有单品。按 {key} 添加所售单品。";
    empty_beats(key: &str): "There are no beats yet. Press {key} to name a set of accounts.", "还没有固定片。按 {key} 为一片客户命名。";
    empty_teams(key: &str): "There are no teams yet. Press {key} to add one.", "还没有班组。按 {key} 添加。";
    empty_read: "There is nothing here yet; a leader sets it up.", "这里还没有内容，由主管设置。";

    col_code: "Code", "编码";
    col_name: "Name", "名称";
    col_rank: "Rank", "顺序";
    col_minutes: "Min", "分钟";
    col_factor: "Factor", "系数";
    col_term: "Term", "因素";
    col_points: "Points", "分值";
    col_year: "Year", "年份";
    col_state: "State", "状态";
    col_off: "Off", "休";
    col_make_up: "Make-up", "调休";
    col_working: "Working", "工作日";
    col_who: "Who", "人员";
    col_from: "From", "开始";
    col_to: "To", "结束";
    col_cover: "Cover", "代班";
    col_units: "Units", "单位";
    col_aliases: "Also called", "别名";
    col_accounts: "Accounts", "客户数";
    col_other: "Other language", "另一语言";
    col_role: "Role", "角色";
    col_team: "Team", "班组";
    col_territory: "Territory", "辖区";
    col_hours: "Hours", "工作时间";
    col_home: "Home", "起点";
    col_parent: "Under", "隶属";
    col_people: "People", "人数";
    col_setting: "Setting", "设置项";
    col_choice: "Choice", "选项";
    col_command: "Command", "命令";
    col_keys: "Keys", "按键";

    level_rep: "Rep", "客户经理";
    level_supervisor: "Supervisor", "主管";
    level_manager: "Manager", "经理";
    role_rep: "rep", "客户经理";
    role_supervisor: "supervisor", "主管";
    role_manager: "manager", "经理";
    role_administrator: "administrator", "管理员";
    unit_working: "working", "工作日";
    unit_calendar: "calendar", "自然日";

    name_en: "Name, English", "英文名称";
    name_zh: "Name, Chinese", "中文名称";
    name_needed: "a name in one language is needed", "至少填一种语言的名称";
    code_taken(code: &str): "the code {code} is taken", "编码 {code} 已被占用";
    nobody: "nobody", "无";

    tier_title(code: &str): "Tier {code}", "等级 {code}";
    tier_new: "A new tier", "新等级";
    rank: "Rank", "顺序";
    minutes: "Minutes of a call", "拜访分钟数";
    factor: "Factor of urgency", "紧急系数";
    of_level_window(level: &str): "{level}: window", "{level}：窗口";
    of_level_unit(level: &str): "{level}: counts", "{level}：计日";
    of_level_counts(level: &str): "{level}: also counts", "{level}：也算触达";
    window_hint: "such as 3-5; empty: no cadence", "如 3-5；留空为无周期";
    not_a_window: "days from and to, such as 3-5", "请填起止天数，如 3-5";
    weight_cadence: "A window's length past its opening", "超过窗口起点一个窗口长";
    weight_matter_due: "A matter is due today", "有事项今日到期";
    weight_matter_overdue: "A matter is overdue", "有事项已逾期";
    weight_complaint: "A complaint is open", "有投诉未处理";
    weight_appointment: "An appointment today", "今日有预约";

    published: "published", "已公布";
    not_published: "not published: weekends only", "未公布：只按周末";
    year_title(year: i32): "Holidays of {year}", "{year}年节假日";
    days_off: "Days off", "放假日";
    days_hint(year: i32): "such as {year}-10-01..{year}-10-07, {year}-05-01", "如 {year}-10-01..{year}-10-07、{year}-05-01";
    make_up: "Make-up working days", "调休上班日";
    make_up_hint(year: i32): "such as {year}-02-14, {year}-10-10", "如 {year}-02-14、{year}-10-10";
    year_needed: "a year is needed", "请填年份";
    year_stays: "this form is of one year; add another for the other", "此表单只管这一年；其他年份请另外新增";
    day_elsewhere(day: &str, year: i32): "{day} is not in {year}", "{day} 不在{year}年";
    day_both(day: &str): "{day} is both a day off and a working day", "{day} 既是放假日又是上班日";
    file_title: "Holidays from a file", "从文件导入节假日";
    file_path: "File", "文件";
    file_hint: "its name; JSON with year and days", "文件名；含 year 和 days 的 JSON";
    file_missing: "there is no such file", "没有这个文件";
    file_unreadable(why: &str): "it cannot be read: {why}", "无法读取：{why}";
    file_too_large: "it is too large to be a year of holidays", "文件太大，不像一年的节假日";
    file_form(line: usize): "line {line} is not as a holiday file has it: year, days with date and isOffDay", "第{line}行不是节假日文件的格式：应有 year、days，每天含 date 和 isOffDay";
    file_year(year: i64): "{year} is no year", "{year} 不是年份";
    file_no_days: "it has no days", "文件里没有日期";
    file_day(text: &str): "'{text}' is no day", "“{text}”不是日期";
    file_other_year(day: &str): "{day} is not in the file's year", "{day} 不在文件所述年份";

    leave_title: "Leave", "休假";
    first_day: "First day", "第一天";
    first_day_hint: "such as 12-24, mon, +3", "如 12-24、下周一、+3";
    last_day: "Last day", "最后一天";
    last_day_hint: "empty: until further notice", "留空：直到另行通知";
    first_day_needed: "the first day is needed", "请填第一天";
    ends_before: "it would end before it begins", "结束早于开始";
    covers_self: "who is away cannot cover", "休假的人不能代班";
    open_end: "open", "未定";

    product_new: "A new product", "新单品";
    aliases: "Also called", "别名";
    aliases_hint: "short names, with commas between", "简称，用逗号隔开";
    unit: "Base unit", "基本单位";
    unit_hint: "such as pack, bottle", "如 包、瓶";
    packs: "Packs", "包装";
    packs_hint: "such as carton=10, case=500", "如 条=10, 件=500";
    not_packs: "each pack with its number, such as carton=10, case=500; at least 2", "每种包装写明数量，如 条=10, 件=500；至少为2";
    units_alike: "each unit needs a name of its own", "每个单位要有自己的名称";
    sold: "sold", "在售";
    retired: "no longer sold", "停售";

    beat_title: "Beat", "固定片";
    team_title: "Team", "班组";
    team_circle: "a team cannot be under itself", "班组不能隶属于自己";
    no_team: "none", "无";
    rep_new: "Somebody new", "新人员";
    territory_en: "Territory, English", "辖区英文名";
    territory_zh: "Territory, Chinese", "辖区中文名";
    home: "Day starts at", "每日起点";
    home_hint: "latitude, longitude; empty: the first account", "纬度、经度；留空为第一个客户";
    hours: "Working hours", "工作时间";
    lunch: "Minutes of lunch", "午休分钟数";
    zone: "Time zone", "时区";
    no_zone(text: &str): "{text} is no time zone; write Asia/Shanghai", "{text} 不是时区；请写如 Asia/Shanghai";
    one_span: "from and to, such as 8:30-17:30", "请填起止时间，如 8:30-17:30";
    rep_code_hint: "the name to log in with", "登录用的名字";
    not_yourself: "You cannot remove yourself.", "不能删除自己。";

    language_name: "English", "中文";
    look_language: "Language", "语言";
    look_theme: "Theme", "配色";
    look_glyphs: "Marks", "符号";
    glyphs_unicode: "lines and dots", "线条和圆点";
    glyphs_ascii: "plain ASCII", "纯 ASCII";
    glyphs_are(set: &str): "Marks: {set}", "符号：{set}";
    own_key: "own", "自定";

    record_now(keys: &str): "Now: {keys}", "现在：{keys}";
    record_press: "Press the new key.", "请按新的按键。";
    record_free(key: &str): "{key} is free.", "{key} 可用。";
    record_own(key: &str): "{key} does this already.", "{key} 已经是这个命令。";
    record_text(key: &str): "{key} is text where this works; press one with ctrl or a function key.", "此处 {key} 会当作文字，请用 ctrl 组合键或功能键。";
    record_taken(key: &str, command: &str): "{key} is a key of: {command}. It would lose it.", "{key} 现在用于：{command}。它将失去此键。";
    record_needed(key: &str, command: &str): "{key} is the only key of: {command}. Give that one another first.", "{key} 是此命令唯一的键：{command}。请先给它换一个。";
    record_take(key: &str, back: &str): "{key} takes it, {back} leaves, any other key tries again.", "{key} 确定，{back} 离开，按其他键重试。";
    key_given(key: &str, command: &str): "{key}: {command}", "{key}：{command}";
    key_reset(command: &str): "Shipped keys again: {command}", "已恢复默认按键：{command}";
    keys_unreadable: "Your own keys cannot be read and are not in force; choose them anew under Settings.", "无法读取您的自定义按键，暂未生效；请在设置里重新选择。";

    forecast_title(what: &str): "What this would do: {what}", "这样改的结果：{what}";
    forecast_accounts(accounts: usize, moved: usize): "{accounts} accounts looked at, {moved} would stand elsewhere.", "共看了{accounts}个客户，其中{moved}个状态会变。";
    forecast_now: "now", "现在";
    forecast_then: "then", "之后";
    forecast_overdue: "overdue", "逾期";
    forecast_last_day: "last day", "最后一天";
    forecast_in_window: "in window", "窗口内";
    forecast_early: "early", "未到窗口";
    forecast_month(month: &str, now: i64, then: i64): "{month}: {now} working days, then {then}", "{month}：工作日{now}天，之后{then}天";
    forecast_same: "No month of the coming two years changes.", "今后两年各月工作日不变。";
    forecast_touches: "Calls and chats so far are not in this estimate.", "此前的电话和微信未计入估算。";
    forecast_enter(key: &str, back: &str): "{key} makes the change, {back} goes back to the form.", "{key} 确认修改，{back} 返回表单。";

    did_add(what: &str): "{what} added", "已添加 {what}";
    did_save(what: &str): "{what} saved", "已保存 {what}";
    did_remove(what: &str): "{what} removed", "已删除 {what}";
    did_add_rep(name: &str, code: &str): "{name} added, to start with --as {code}", "已添加{name}，启动时用 --as {code}";
    in_use(what: &str, why: &str): "{what} stays: {why}.", "{what} 不能删除：{why}。";
    beat_in_use(accounts: usize): "{accounts} accounts are on it", "有{accounts}个客户在这一片";
    team_in_use: "people or teams belong to it", "有人员或班组隶属于它";
    what_tier(code: &str): "tier {code}", "等级 {code}";
    what_weights: "urgency", "紧急度";
    what_year(year: i32): "holidays of {year}", "{year}年节假日";
    what_leave(who: &str): "leave of {who}", "{who} 的休假";

    holidays_done(year: i32, off: usize, make_up: usize): "{year}: {off} days off and {make_up} make-up working days taken over.", "{year}年：已导入放假日{off}天、调休上班日{make_up}天。";
    holidays_same(year: i32): "{year} is in the calendar as it stands in the file; nothing was changed.", "{year}年与文件一致，没有改动。";
}
