//! Words of the map of a day.

messages! {
    col_number: "No", "序";
    scale_km(n: u32): "{n} km", "{n} 公里";
    scale_m(n: u32): "{n} m", "{n} 米";
    from_stop(km: &str, number: usize): "est. {km} km from {number}", "距{number}号约{km}公里";
    from_home(km: &str): "est. {km} km from home", "距住处约{km}公里";
    start: "the day starts here", "当日起点";
    no_place: "no place on the map", "没有坐标";
    no_stops: "No stops on this day", "当日没有拜访点";
    no_places(field: &str, open: &str, edit: &str): "No stop of this day has a place on the map. Import the list again with columns lat and lon, or open a shop with {open}, edit it with {edit} and fill in “{field}”, for example 30.2625, 120.1895.", "当日的拜访点都没有坐标。可以重新导入带“纬度”“经度”两列的表格，或按 {open} 打开客户、按 {edit} 编辑，填写“{field}”，例如 30.2625, 120.1895。";
}
