//! What can be wrong with a file to import or with the configuration: what it is, and what to do about it.

messages! {
    file_io(why: &str): "the file cannot be read: {why}. Check the path and that it may be read.", "文件无法读取：{why}。请检查路径和权限。";
    file_empty: "the file is empty. The first line has to name the columns, each line after it is one row.", "文件是空的。第一行应为列名，之后每行一条。";
    file_foreign: "this is no spreadsheet. Save the list as CSV or XLSX.", "这不是表格文件。请另存为 CSV 或 XLSX。";
    file_old: "this is an old .xls workbook. Save it as .xlsx or CSV.", "这是旧的 .xls 文件。请另存为 .xlsx 或 CSV。";
    file_encrypted: "the workbook has a password. Save it without one.", "工作簿设有密码。请另存为不加密的文件。";
    file_damaged(why: &str): "the workbook cannot be read: {why}. Open it in a spreadsheet and save it anew.", "工作簿无法读取：{why}。请用表格软件打开后重新保存。";
    file_no_sheet(wanted: &str, found: &str): "there is no sheet “{wanted}”; the workbook has: {found}", "没有工作表“{wanted}”；文件中有：{found}";
    file_no_encoding(given: &str): "there is no encoding “{given}”. For example utf-8, gb18030, big5, utf-16le.", "没有编码“{given}”。例如 utf-8、gb18030、big5、utf-16le。";
    file_under_way: "another import is going on. Wait until it is done, or stop it. One that was cut off can be gone on with or taken back after a minute.", "另一次导入正在进行。请等它完成，或先停止它。中断的导入一分钟后可以继续或退回。";
    file_changed: "the file was changed since the import began. Take back what is in, and import it anew.", "文件在导入开始后被改过。请先退回已导入的部分，再重新导入。";
    file_over(path: &str): "the refused rows would take the place of {path}; it was left as it is. Choose another name for them.", "未导入的行会覆盖 {path}，该文件未作改动。请为这些行换一个文件名。";
    file_cancelled: "the import was stopped", "导入已停止";
    file_header(why: &str): "the first line cannot be read: {why}", "第一行无法读取：{why}";
    file_no_name(found: &str): "no column holds the name; the file has: {found}. Say which one it is with --map name=COLUMN.", "没有名称列；文件中有：{found}。请用 --map name=列名 指定。";
    file_missing(field: &str, found: &str): "no column holds the {field}; the file has: {found}. Say which one it is with --map {field}=COLUMN.", "没有 {field} 列；文件中有：{found}。请用 --map {field}=列名 指定。";
    file_half_a_place(field: &str): "{field} alone is not a place. Name the other column too, for example --map lon=COLUMN.", "只有 {field} 不足以定位。请同时指定另一列，例如 --map lon=列名。";
    file_no_column(column: &str, found: &str): "there is no column “{column}”; the file has: {found}. Write it as it stands in the header.", "没有“{column}”这一列；文件中有：{found}。请照表头的写法填写。";
    file_bad_mapping(given: &str): "“{given}” is not of the form field=column. For example --map name=trade_name.", "“{given}”不是 字段=列名 的形式，例如 --map name=门店名称。";
    file_no_field(given: &str, fields: &str): "“{given}” is not a field; the fields are: {fields}", "没有“{given}”这个字段；可用字段：{fields}";
    file_field_of_other(field: &str, fields: &str): "such a list has no {field}; its fields are: {fields}", "这种表没有 {field} 字段；可用字段：{fields}";
    file_no_kind(given: &str): "“{given}” is not a kind of list; there are accounts, products, contacts and visits", "没有“{given}”这种表；可用：accounts（客户）、products（商品）、contacts（联系人）、visits（拜访）";
    file_no_datum(given: &str): "“{given}” is not a system of coordinates; there are wgs84, gcj02 and bd09", "没有坐标系“{given}”；可用：wgs84、gcj02、bd09";
    file_no_dates(given: &str): "“{given}” is not an order; write dmy or mdy", "“{given}”不是日期顺序；请写 dmy（日月年）或 mdy（月日年）";
    no_tier(code: &str): "there is no tier “{code}”. Use the code or the name of a tier, or leave it empty.", "没有等级“{code}”。请填等级编码或名称，或留空。";
    no_rep(code: &str): "there is no rep “{code}”. Add the rep first, or correct the code.", "没有业务员“{code}”。请先添加，或改正编码。";

    row_not_text: "some letters cannot be read. Name the file's encoding with --encoding, or save it as “CSV UTF-8”.", "有文字无法识别。请用 --encoding 指明编码，或另存为“CSV UTF-8”。";
    row_too_long: "it is larger than a megabyte. Look for a quotation mark that is not closed.", "此行超过1 MB。请检查是否有未配对的引号。";
    row_ragged(found: usize, expected: usize): "{found} cells where the header has {expected}. Put a cell that holds the delimiter in quotation marks.", "有{found}格，而表头有{expected}格。含分隔符的格子请加引号。";
    row_open_quote: "a quotation mark is opened and never closed. Close it, or write it twice if it belongs to the text.", "引号没有配对。请补上，或在引号属于内容时写两次。";
    row_no_name: "the name is empty. Give it a name, or remove the line.", "名称为空。请填写名称，或删去此行。";
    row_place(lat: &str, lon: &str): "“{lat}, {lon}” is not a place. Latitude is −90 to 90, longitude −180 to 180; leave both empty if unknown.", "“{lat}, {lon}”不是坐标。纬度 −90 到 90，经度 −180 到 180；不知道就都留空。";
    row_date(text: &str): "“{text}” is not a date. Write it like 2026-02-13, or leave it empty.", "“{text}”不是日期。请写成 2026-02-13，或留空。";
    row_either_date(text: &str): "“{text}” could be two dates. Write it like 2026-02-13, or say which comes first with --dates dmy or --dates mdy.", "“{text}”可能是两个日期。请写成 2026-02-13，或用 --dates dmy（日月年）或 --dates mdy（月日年）说明。";
    row_future(day: &str): "the visit, {day}, has not come yet.", "拜访日期 {day} 还没有到。";
    row_time(text: &str): "“{text}” is not a time. Write it like 09:30, or leave it empty.", "“{text}”不是时间。请写成 09:30，或留空。";
    row_ends_before_start: "the visit ends before it begins. Correct the times.", "结束时间早于开始时间。请改正。";
    row_frequency(text: &str): "“{text}” does not say how often. Write it like 7-10, 2/week or every 14 days, or leave it empty.", "“{text}”不是拜访频次。请写成 7-10、每周两次 或 14天一次，或留空。";
    row_units(text: &str): "“{text}”: units need different names, and a pack at least 2 of the unit. For example box=24.", "“{text}”：单位名称不能相同，一包至少为2个基本单位，例如 箱=24。";
    row_no_account(text: &str): "no account is “{text}”. Import the account first, or correct the row.", "没有客户“{text}”。请先导入该客户，或改正此行。";
    row_several_accounts(text: &str): "several accounts are “{text}”. Add the code, or the address.", "有多个客户是“{text}”。请补上编码或地址。";
    row_visit_by_nobody: "a visit, but no rep who made it. Name the rep in the row, or give one for all with --rep CODE.", "有拜访，但没有业务员。请在行中写明，或用 --rep 编码 统一指定。";
    row_no_product(text: &str): "no product is “{text}”. Import the product first, or correct the row.", "没有单品“{text}”。请先导入该单品，或改正此行。";
    row_quantity(text: &str): "“{text}” is not a quantity: a whole number above 0, like 5 or 2 with its unit.", "“{text}”不是数量，请写大于 0 的整数，可带单位。";
    row_no_unit(product: &str, unit: &str, units: &str): "{product} does not come in “{unit}”, but in {units}.", "{product} 没有单位“{unit}”，可用：{units}。";
    row_no_team(text: &str): "there is no team “{text}”. Correct the row, or leave it empty.", "没有班组“{text}”。请改正，或留空。";
    row_not_yet(day: &str): "the day, {day}, has not come yet.", "日期 {day} 还没有到。";
    row_nobodys: "no rep whose it is. Name the rep in the row, or give one for all with --rep CODE.", "没有写明业务员。请在行中写明，或用 --rep 编码 统一指定。";

    note_passed_over: "no row of its own (the header again, or a sum): passed over", "不是数据行（重复的表头或合计），已略过";
    note_repeated(first: u64): "in line {first} already: taken once, as it stands there", "第{first}行已有，只按该行导入一次";
    note_same_code(code: &str): "the code {code} stands at another shop too: both kept", "编码 {code} 也用于另一家店，两家都保留";
    note_twins(name: &str): "“{name}” stands at the same address under another code too: kept apart; --join-licences makes them one", "“{name}”在同一地址另有编码，分开保留；可用 --join-licences 合并";
    note_joined(name: &str): "“{name}” at the same address under another code: one account with several codes", "“{name}”在同一地址另有编码，已合为一个客户";
    note_several(name: &str): "several accounts could be “{name}”: kept as a new one", "有多个客户可能是“{name}”，作为新客户保留";
    note_differs(field: &str, there: &str, file: &str): "{field}: the account says “{there}”, the file “{file}”", "{field}：库中为“{there}”，文件中为“{file}”";
    note_not_read(field: &str, text: &str): "{field}: “{text}” was not understood and left out", "{field}：“{text}”无法识别，未导入";
    note_over: "it has ended: left out, only what is open comes in", "已结束，未导入；只导入未结束的";
    note_the_rest(quantity: u32): "part of it was handed over: the rest comes in, {quantity} in base units", "已交一部分，只导入余下的 {quantity}（基本单位）";
    note_shared_point(rows: u64, place: &str): "{rows} shops of different addresses stand on one point, {place}: perhaps nobody knew better", "{rows}家不同地址的店共用一个坐标 {place}，可能只是占位";

    config_unknown(key: &str): "“{key}” is not a setting", "没有“{key}”这项设置";
    config_nearest(key: &str, nearest: &str): "“{key}” is not a setting; did you mean “{nearest}”?", "没有“{key}”这项设置；是不是“{nearest}”？";
    config_value(key: &str, why: &str): "{key}: {why}", "{key}：{why}";
    config_syntax(why: &str): "this is not TOML: {why}", "不是有效的 TOML:{why}";
    key_chord(command: &str, chord: &str): "keys, {command}: “{chord}” is not a key. Write j, J, ctrl-s, alt-x, shift-tab, enter, f5, pgdn or space.", "按键 {command}：“{chord}”不是按键。可写 j、J、ctrl-s、alt-x、shift-tab、enter、f5、pgdn、space。";
    key_command(command: &str): "keys: there is no command “{command}”", "按键：没有命令“{command}”";
    key_conflict(chord: &str, first: &str, second: &str): "keys: {chord} is wanted by both “{first}” and “{second}”", "按键：{chord} 同时用于“{first}”和“{second}”";
}
