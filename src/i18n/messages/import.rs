//! What can be wrong with a file to import or with the configuration: what it is, and what to do about it.

messages! {
    file_io(why: &str): "the file cannot be read: {why}. Check the path and that it may be read.", "文件无法读取：{why}。请检查路径和权限。";
    file_empty: "the file is empty. The first line has to name the columns, each line after it is one shop.", "文件是空的。第一行应为列名，之后每行一家店。";
    file_header(why: &str): "the first line cannot be read: {why}", "第一行无法读取：{why}";
    file_no_name(found: &str): "no column holds the name of the shop; the file has: {found}. Say which one it is with --map name=COLUMN.", "没有店名列；文件中有：{found}。请用 --map name=列名 指定。";
    file_half_a_place(field: &str): "{field} alone is not a place. Name the other column too, for example --map lon=COLUMN.", "只有 {field} 不足以定位。请同时指定另一列，例如 --map lon=列名。";
    file_no_column(column: &str, found: &str): "there is no column “{column}”; the file has: {found}. Write it as it stands in the first line.", "没有“{column}”这一列；文件中有：{found}。请照第一行的写法填写。";
    file_bad_mapping(given: &str): "“{given}” is not of the form field=column. For example --map name=trade_name.", "“{given}”不是 字段=列名 的形式，例如 --map name=门店名称。";
    file_no_field(given: &str, fields: &str): "“{given}” is not a field; the fields are: {fields}", "没有“{given}”这个字段；可用字段：{fields}";
    no_tier(code: &str): "there is no tier “{code}”. Use the code or the name of a tier, or leave it empty.", "没有等级“{code}”。请填等级编码或名称，或留空。";
    no_rep(code: &str): "there is no rep “{code}”. Add the rep first, or correct the code.", "没有业务员“{code}”。请先添加，或改正编码。";

    row_not_utf8: "the text is not UTF-8. In the spreadsheet choose “Save as” and the type “CSV UTF-8”.", "文字不是 UTF-8。请在表格软件中另存为“CSV UTF-8”。";
    row_ragged(found: usize, expected: usize): "{found} cells where the header has {expected}. Put a cell that holds the delimiter in quotation marks.", "有{found}格，而表头有{expected}格。含分隔符的格子请加引号。";
    row_open_quote: "a quotation mark is opened and never closed. Close it, or write it twice if it belongs to the text.", "引号没有配对。请补上，或在引号属于内容时写两次。";
    row_no_name: "the name is empty. Give the shop a name, or remove the line.", "店名为空。请填写店名，或删去此行。";
    row_place(lat: &str, lon: &str): "“{lat}, {lon}” is not a place. Latitude is −90 to 90, longitude −180 to 180; leave both empty if unknown.", "“{lat}, {lon}”不是坐标。纬度 −90 到 90，经度 −180 到 180；不知道就都留空。";
    row_date(text: &str): "“{text}” is not a date. Write it like 2026-02-13, or leave it empty.", "“{text}”不是日期。请写成 2026-02-13，或留空。";
    row_future(day: &str): "the last visit, {day}, has not come yet.", "上次拜访 {day} 还没有到。";
    row_visit_by_nobody: "a last visit, but no rep who made it. Name the rep in the row, or give one for all with --rep CODE.", "有上次拜访，但没有业务员。请在行中写明，或用 --rep 编码 统一指定。";

    config_unknown(key: &str): "“{key}” is not a setting", "没有“{key}”这项设置";
    config_nearest(key: &str, nearest: &str): "“{key}” is not a setting; did you mean “{nearest}”?", "没有“{key}”这项设置；是不是“{nearest}”？";
    config_value(key: &str, why: &str): "{key}: {why}", "{key}：{why}";
    config_syntax(why: &str): "this is not TOML: {why}", "不是有效的 TOML:{why}";
    key_chord(command: &str, chord: &str): "keys, {command}: “{chord}” is not a key. Write j, J, ctrl-s, alt-x, shift-tab, enter, f5, pgdn or space.", "按键 {command}：“{chord}”不是按键。可写 j、J、ctrl-s、alt-x、shift-tab、enter、f5、pgdn、space。";
    key_command(command: &str): "keys: there is no command “{command}”", "按键：没有命令“{command}”";
    key_conflict(chord: &str, first: &str, second: &str): "keys: {chord} is wanted by both “{first}” and “{second}”", "按键：{chord} 同时用于“{first}”和“{second}”";
}
