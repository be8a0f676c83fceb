//! How often a shop is visited, as other systems and people write it, as a window of counted days.

use crate::domain::cadence::{Unit, Window};

use super::{chinese, half, numbers};

/// Words for once in a period: how many periods, and which.
const EVERY: [(&str, u32, Period); 18] = [
    ("daily", 1, Period::Day),
    ("biweekly", 2, Period::Week),
    ("fortnightly", 2, Period::Week),
    ("weekly", 1, Period::Week),
    ("monthly", 1, Period::Month),
    ("quarterly", 3, Period::Month),
    ("每天", 1, Period::Day),
    ("每日", 1, Period::Day),
    ("每周", 1, Period::Week),
    ("每星期", 1, Period::Week),
    ("每月", 1, Period::Month),
    ("每季", 3, Period::Month),
    ("一周", 1, Period::Week),
    ("双周", 2, Period::Week),
    ("隔周", 2, Period::Week),
    ("半月", 2, Period::Week),
    ("月", 1, Period::Month),
    ("周", 1, Period::Week),
];

/// A longer window means nothing.
const LONGEST: u32 = 1000;

#[derive(Clone, Copy, PartialEq)]
enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    fn days(self, unit: Unit) -> f64 {
        match (self, unit) {
            (Self::Day, _) => 1.0,
            (Self::Week, Unit::Working) => 5.0,
            (Self::Week, Unit::Calendar) => 7.0,
            (Self::Month, Unit::Working) => 21.0,
            (Self::Month, Unit::Calendar) => 30.0,
        }
    }

    fn of(word: &str) -> Option<Self> {
        match word.trim().trim_end_matches('s') {
            "d" | "day" | "天" | "日" => Some(Self::Day),
            "w" | "wk" | "week" | "周" | "星期" | "礼拜" => Some(Self::Week),
            "m" | "month" | "mo" | "月" | "个月" => Some(Self::Month),
            _ => None,
        }
    }
}

/// A window of days counted by `unit`. Two numbers are the window: `7-10`, `7~10天`, `7至10`. Anything else says how many days lie between two
/// visits at most: `14`, `10天一次`, `2/week`, `每周两次`, `每两周一次`, `weekly`, `every 10 days`; the window then opens after seven tenths of
/// them, as that of the shipped tier of 7 to 10 does. A week has 5 working days and a month 21, or 7 and 30 of the calendar.
pub fn window(cell: &str, unit: Unit) -> Option<Window> {
    let text = half(cell);
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((min, max)) = two_numbers(&text) {
        return Window::new(min, max).filter(|window| window.max <= LONGEST);
    }
    let days = between(&text, unit)?;
    let max = days.ceil();
    (1.0..=f64::from(LONGEST))
        .contains(&max)
        .then(|| Window { min: (max * 0.7).round().max(1.0) as u32, max: max as u32 })
}

/// Two numbers with a dash or the like between them, and at most the word for days behind.
fn two_numbers(text: &str) -> Option<(u32, u32)> {
    let body = text.trim_end_matches(['天', '日']).trim_end_matches("days").trim();
    let (first, second) = body.split_once(['-', '~', '–', '—', '至', '到', '～'])?;
    let number = |part: &str| part.trim().trim_end_matches(['天', '日']).parse::<u32>().ok();
    Some((number(first)?, number(second)?))
}

/// Days between two visits.
fn between(text: &str, unit: Unit) -> Option<f64> {
    let body = text.trim_end_matches("拜访").trim();
    if let Ok(days) = body.trim_end_matches('天').trim_end_matches("days").trim().parse::<u32>() {
        return Some(f64::from(days));
    }
    // "2/week", "2x per week", "2 times a month", "3次/月".
    for mark in ["/", " per ", " a ", " an ", " each "] {
        if let Some((times, period)) = body.split_once(mark) {
            let times = times.trim().trim_end_matches(['x', '次']).trim_end_matches("times").trim();
            let times = if times == "once" {
                1
            } else if times == "twice" {
                2
            } else {
                number(times)?
            };
            return per(times, Period::of(period)?.days(unit));
        }
    }
    if let Some(rest) = body.strip_prefix("once ").unwrap_or(body).strip_prefix("every ") {
        let count = numbers(rest).first().copied();
        let word = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        let every = if rest.starts_with("other ") { Some(2) } else { count };
        let word = word.trim_start_matches("other ");
        return Some(f64::from(every.unwrap_or(1)) * Period::of(word)?.days(unit));
    }
    chinese_words(body, unit)
}

/// `每周两次`, `每两周一次`, `10天一次`, `每10天`, `月访2次`, and the words alone.
fn chinese_words(body: &str, unit: Unit) -> Option<f64> {
    if let Some((_, periods, period)) = EVERY.iter().find(|(word, ..)| *word == body) {
        return Some(f64::from(*periods) * period.days(unit));
    }
    let (head, times) = match body.strip_suffix('次') {
        Some(head) => {
            let at = head.char_indices().rev().take_while(|(_, c)| is_number(*c)).last()?.0;
            (head[..at].trim_end_matches(['访', '拜']), number(&head[at..])?)
        }
        None => (body, 1),
    };
    if let Some((_, periods, period)) = EVERY.iter().find(|(word, ..)| *word == head) {
        return per(times, f64::from(*periods) * period.days(unit));
    }
    let counted = head.trim_start_matches('每');
    let split = counted.find(|c| !is_number(c))?;
    let periods = number(&counted[..split])?;
    per(times, f64::from(periods) * Period::of(&counted[split..])?.days(unit))
}

fn per(times: u32, days: f64) -> Option<f64> {
    (times > 0).then(|| days / f64::from(times))
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二两三四五六七八九十".contains(c)
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().or_else(|| chinese(text))
}
