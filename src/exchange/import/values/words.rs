//! Words for what a shop is, whether it is open, what a person does there; and telephones.

use crate::domain::account::{ContactRole, Segment};
use crate::domain::touch::TouchKind;

use super::half;

const SEGMENTS: [(Segment, &[&str]); 4] = [
    (
        Segment::Large,
        &["large", "大型", "大店", "超市", "大型超市", "商超", "卖场", "连锁", "supermarket", "hypermarket", "chain"],
    ),
    (
        Segment::Night,
        &[
            "night",
            "night venue",
            "娱乐",
            "娱乐场所",
            "夜场",
            "酒店",
            "餐饮",
            "宾馆",
            "酒吧",
            "ktv",
            "hotel",
            "restaurant",
            "bar",
            "club",
        ],
    ),
    (
        Segment::Medium,
        &[
            "medium",
            "中型",
            "中店",
            "便利店",
            "烟酒店",
            "烟酒",
            "专卖店",
            "convenience",
            "convenience store",
            "specialist",
            "market",
        ],
    ),
    (
        Segment::Small,
        &["small", "小型", "小店", "食杂店", "杂货店", "小卖部", "报刊亭", "其他", "grocery", "kiosk", "other"],
    ),
];

const ROLES: [(ContactRole, &[&str]); 7] = [
    (
        ContactRole::Owner,
        &["owner", "boss", "proprietor", "老板", "老板娘", "店主", "业主", "法人", "负责人", "经营者"],
    ),
    (ContactRole::Manager, &["manager", "store manager", "店长", "经理", "主管"]),
    (ContactRole::Clerk, &["clerk", "staff", "cashier", "assistant", "店员", "营业员", "收银员", "收银", "员工"]),
    (ContactRole::Driver, &["driver", "司机", "送货员"]),
    (ContactRole::Storekeeper, &["storekeeper", "warehouse", "库管", "仓管", "保管", "仓库"]),
    (ContactRole::Bookkeeper, &["bookkeeper", "accountant", "会计", "出纳", "财务"]),
    (ContactRole::Family, &["family", "家属", "家人", "儿子", "女儿", "父亲", "母亲", "妻子", "丈夫"]),
];

const TOUCH_KINDS: [(TouchKind, &[&str]); 3] = [
    (TouchKind::Routine, &["routine", "visit", "ordinary", "常规", "例行", "日常", "常规拜访", "日常拜访"]),
    (TouchKind::Stay, &["stay", "驻店", "蹲点", "深度拜访", "驻点"]),
    (TouchKind::CounterDay, &["counter-day", "counter day", "站柜", "站柜台", "站店"]),
];

const OPEN: &[&str] = &[
    "open",
    "active",
    "normal",
    "ok",
    "enabled",
    "yes",
    "正常",
    "营业",
    "营业中",
    "在营",
    "正常营业",
    "开业",
    "有效",
    "启用",
    "在售",
];

const SHUT: &[&str] = &[
    "closed",
    "inactive",
    "suspended",
    "paused",
    "disabled",
    "retired",
    "discontinued",
    "no",
    "歇业",
    "停业",
    "关闭",
    "关店",
    "关门",
    "已关闭",
    "暂停",
    "暂停营业",
    "停用",
    "注销",
    "无效",
    "装修",
    "休业",
    "倒闭",
    "停售",
    "退市",
];

/// What kind of shop.
pub fn segment(cell: &str) -> Option<Segment> {
    one_of(&SEGMENTS, cell)
}

/// What somebody does there.
pub fn role(cell: &str) -> Option<ContactRole> {
    one_of(&ROLES, cell)
}

/// What kind of visit.
pub fn touch_kind(cell: &str) -> Option<TouchKind> {
    one_of(&TOUCH_KINDS, cell)
}

/// Whether it is open, or sold.
pub fn is_open(cell: &str) -> Option<bool> {
    let word = half(cell);
    let word = word.trim();
    if OPEN.contains(&word) { Some(true) } else { SHUT.contains(&word).then_some(false) }
}

const YES: &[&str] = &["yes", "y", "true", "1", "x", "是", "对", "有", "√", "✓"];

const NO: &[&str] = &["no", "n", "false", "0", "否", "不", "无", "×"];

/// Yes or no.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    let word = half(cell);
    let word = word.trim();
    if YES.contains(&word) { Some(true) } else { NO.contains(&word).then_some(false) }
}

fn one_of<T: Copy>(table: &[(T, &[&str])], cell: &str) -> Option<T> {
    let word = half(cell);
    table.iter().find(|(_, words)| words.contains(&word.trim())).map(|(value, _)| *value)
}

/// A telephone number. One that a spreadsheet made a number of gets its digits back (`1.38E+10` is a number of which most are lost: none).
pub fn phone(cell: &str) -> Option<String> {
    let text: String = cell.chars().map(super::half_width).collect();
    let text = text.trim();
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let Some((mantissa, exponent)) = digits.split_once(['e', 'E']) else { return Some(digits.to_owned()) };
    let (Ok(exponent), Some((whole, decimals))) = (exponent.parse::<usize>(), mantissa.split_once('.')) else {
        return Some(digits.to_owned());
    };
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(all_digits(whole) && all_digits(decimals) && whole.len() == 1) {
        return Some(digits.to_owned());
    }
    // Zeros at the end are not written: at least eight decimals show that nothing was cut.
    (decimals.len() <= exponent && decimals.len() >= 8.min(exponent))
        .then(|| format!("{whole}{decimals}{}", "0".repeat(exponent.min(20).saturating_sub(decimals.len()))))
}
