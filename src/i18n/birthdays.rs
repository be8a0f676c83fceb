//! Birthdays as they are written: `1980-02-29`, `02-29`, and by the lunar calendar `lunar 8-15`, `农历八月十五`.

use super::Lang;

/// A birthday as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The year of birth, if it is told.
    pub year: Option<i32>,
    /// The month.
    pub month: u8,
    /// The day of the month.
    pub day: u8,
    /// Whether month and day are those of the lunar calendar.
    pub lunar: bool,
}

const MONTHS: [&str; 12] = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// As it is typed. What reads birthdays reads it as the same again.
pub fn text(lang: Lang, it: Written) -> String {
    match (lang, it.lunar, it.year) {
        (_, false, Some(year)) => format!("{year}-{:02}-{:02}", it.month, it.day),
        (_, false, None) => format!("{:02}-{:02}", it.month, it.day),
        (Lang::En, true, Some(year)) => format!("lunar {year}-{}-{}", it.month, it.day),
        (Lang::En, true, None) => format!("lunar {}-{}", it.month, it.day),
        (Lang::Zh, true, Some(year)) => format!("农历{year}年{}", lunar_day(it)),
        (Lang::Zh, true, None) => format!("农历{}", lunar_day(it)),
    }
}

/// `八月十五`
fn lunar_day(it: Written) -> String {
    let digit = |n: u8| DIGITS.get(usize::from(n).wrapping_sub(1)).map(char::to_string).unwrap_or_default();
    let month = MONTHS.get(usize::from(it.month).wrapping_sub(1)).copied().unwrap_or_default();
    let day = match it.day {
        10 => "初十".to_owned(),
        20 => "二十".to_owned(),
        30 => "三十".to_owned(),
        1..=9 => format!("初{}", digit(it.day)),
        11..=19 => format!("十{}", digit(it.day - 10)),
        _ => format!("二十{}", digit(it.day % 10)),
    };
    format!("{month}月{day}")
}
