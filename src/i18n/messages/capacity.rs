//! Words of what a book asks for, and what the hours hold.

messages! {
    title: "What your shops ask for on a working day", "每个工作日需要的拜访量";
    about: "Each shop at the middle of its window, over the next four weeks.", "按每家窗口的中点，看今后四周。";
    span(middle: &str, unit: &str): "{middle} {unit}", "{middle} {unit}";
    part(tier: &str, accounts: u32, span: &str, visits: &str, minutes: u32, spent: &str): "{tier}  {accounts} ÷ {span} = {visits} visits × {minutes} min = {spent}", "{tier}  {accounts}家 ÷ {span} = {visits} 次 × {minutes} 分钟 = {spent}";
    together(visits: &str, spent: &str): "Together {visits} visits, {spent} in shops", "合计 {visits} 次，在店 {spent}";
    ways(each: &str, all: &str, day: &str): "{all} on the way: {each} min each, estimated, as on the route of {day}", "路上 {all}：每次 {each} 分钟（估算，按 {day} 的线路）";
    no_ways: "Ways are left out: there is no route to take them from", "未计路程：没有线路可参照";
    hours(hours: &str): "Your working day holds {hours} without lunch", "每天工时 {hours}（不含午休）";
    too_much(over: &str, times: &str): "It does not fit: {over} too much a day, {times} times what there is. Longer windows, shorter visits, fewer shops or help would resolve it.", "排不下：每天多出 {over}，是工时的 {times} 倍。可放宽窗口、缩短时长、减少客户或请人分担。";
    fits(left: &str): "It fits, and {left} are left", "排得下，余 {left}";
    warning(visits: &str, asked: &str, held: &str, key: &str): "{visits} visits a day are asked for, {asked}; your hours hold {held} · {key} shows the sum", "每天需 {visits} 次拜访，{asked}；工时 {held} · 按 {key} 看明细";
}
