//! Words of planning.

messages! {
    looking(percent: u64): "Looking for the best order, {percent}%", "正在优化顺序，{percent}%";
    broke_off: "Planning broke off; the route is as it was.", "规划中断，线路保持原样。";
    too_few: "Fewer than two stops are still to come", "待访的拜访点不足两个";
    changed_meanwhile(key: &str): "The route has changed meanwhile. Press {key} again.", "线路刚有变动，请再按一次 {key}。";
    best_already: "There is no shorter order: this one is proven to be the best", "已是最佳顺序（已验证）";
    no_better: "No better order was found", "没有找到更好的顺序";
    in_order(gain: &str): "A better order: {gain}", "已优化顺序：{gain}";
    km_less(km: &str): "{km} km less", "少走{km}公里";
    km_more(km: &str): "{km} km more", "多走{km}公里";
    sooner(minutes: i64): "back {minutes} min sooner", "早{minutes}分钟返回";
    later(minutes: i64): "back {minutes} min later", "晚{minutes}分钟返回";
    less_late(stops: i64): "{stops} reached in time again", "{stops}家恢复准时";
    more_late(stops: i64): "{stops} reached too late", "{stops}家赶不上定时";
    missed(names: &str): "{names} cannot be reached while open or at the time pinned", "{names}赶不上营业或定时";
    moved(name: &str, gain: &str): "Moved {name}: {gain}", "已移动 {name}：{gain}";
}
