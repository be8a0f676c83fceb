//! Words of planning.

messages! {
    about_solve: "Plan a benchmark instance (TSPLIB, time windows, orienteering, road matrix, day, periodic routes, capacitated medians, shops as CSV)", "求解基准算例（TSPLIB、时间窗、定向、路网矩阵、当日线路、周期线路、容量中位、CSV 门店）";
    arg_instance: "The instance", "算例文件";
    arg_iterations: "Iterations; the same number and seed give the same plan everywhere", "迭代次数；次数与种子相同，结果处处相同";
    arg_cpu_ms: "Milliseconds of processor time instead", "改为限定处理器时间（毫秒）";
    arg_seed: "What all draws come from", "随机种子";
    arg_matrix: "Take the ways from this file instead", "改用此文件中的路程";
    arg_reps: "Among how many reps shops are split", "门店分给几名业务员";
    arg_tolerance: "How far a workload may be from the mean, in percent (5 unless told otherwise)", "工作量可偏离均值的百分比，默认 5";
    err_reps: "Say among how many reps the shops are split: --reps N", "请指定分给几名业务员：--reps N";
    err_not_here(option: &str): "{option} has no meaning for this kind of instance", "此类算例不适用 {option}";
    arg_solve_json: "The whole plan as JSON on the second line", "第二行以 JSON 输出完整方案";
    fault_unknown: "none of the known formats: TSPLIB, time windows, orienteering, periodic routes, capacitated medians, shops as CSV, road matrix or day as JSON", "不是已知格式：TSPLIB、时间窗、定向、周期线路、容量中位、CSV 门店、JSON 路网矩阵或当日线路";
    fault_missing(what: &str): "{what} is missing", "缺少 {what}";
    fault_unsupported(what: &str, value: &str): "{what} {value} is not supported", "不支持 {what} {value}";
    fault_value(text: &str): "{text} is not a number that can be used", "{text} 不是可用的数字";
    fault_number(line: usize, text: &str): "line {line}: {text} is not a number that can be used", "第{line}行：{text} 不是可用的数字";
    fault_count(expected: usize, found: usize): "{found} numbers instead of {expected}", "应有{expected}个数字，实有{found}个";
    fault_places(expected: usize, found: usize): "{found} places instead of {expected}", "应有{expected}个地点，实有{found}个";
    fault_line(line: usize, expected: usize, found: usize): "line {line}: {found} values instead of {expected}", "第{line}行：应有{expected}个值，实有{found}个";
    fault_differs(line: usize): "line {line}: limits that differ from those before are not supported", "第{line}行：不支持前后不同的上限";
    fault_capacity: "the demand is more than the capacity", "需求超过容量";
    fault_no_ways: "these are no ways between points", "其中没有各点之间的路程";
    fault_json(why: &str): "not a road matrix or a day as JSON: {why}", "不是 JSON 路网矩阵或当日线路：{why}";
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
