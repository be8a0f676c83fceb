//! Words of routes as files and of links to maps.

messages! {
    about_route: "Write the route of a day or of several for other programs: GPX, GeoJSON, calendar, links", "把一天或几天的线路输出给其他程序：GPX、GeoJSON、日历、链接";
    arg_format: "gpx (navigation), geojson (maps), ics (calendar) or txt (a link for each stop)", "gpx（导航）、geojson（地图）、ics（日历）或 txt（每个拜访点一个链接）";
    arg_output: "Write to this new file; - or nothing: to the screen", "写入这个新文件；- 或不写则输出到屏幕";
    arg_to: "Through this day", "到这一天为止";
    name(rep: &str, days: &str): "{rep}: route of {days}", "{rep}：{days}线路";
    span(from: &str, to: &str): "{from} to {to}", "{from}至{to}";
    stops(n: usize): "{n} stops", "{n}个拜访点";
    left_out(n: usize): "without {n} that have no place on the map", "{n}家没有坐标，未列入";
    written(path: &str, what: &str): "Written to {path}: {what}", "已写入 {path}：{what}";
    err_span(most: i64): "The last day is before the first, or more than {most} days are asked for", "结束日期早于开始日期，或超过{most}天";
    err_there(path: &str): "{path} is there already and was left as it is. Choose another name.", "{path} 已存在，未作改动。请换一个文件名。";
    ask_file: "Write the route to", "线路写入文件";
    file_hint: ".ics calendar, .gpx navigation, .geojson map, .txt links", ".ics 日历，.gpx 导航，.geojson 地图，.txt 链接";
    file_kind: "End the name with .ics, .gpx, .geojson or .txt", "文件名请以 .ics、.gpx、.geojson 或 .txt 结尾";
    link_title(name: &str): "Map link of {name}", "{name} 的地图链接";
    link_copied: "The first line is copied", "已复制第一行";
    link_no_place(name: &str): "{name} has no place on the map", "{name} 没有坐标";
}
