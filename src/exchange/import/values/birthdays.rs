//! Birthdays, by the solar calendar or the lunar one.

use crate::domain::account::Birthday;

use super::{chinese, half};

/// What says that a day is one of the lunar calendar.
const LUNAR: [&str; 6] = ["农历", "阴历", "旧历", "农", "lunar", "(l)"];

/// What says that it is not.
const SOLAR: [&str; 5] = ["公历", "阳历", "新历", "solar", "gregorian"];

/// A birthday: `1980-05-12`, `5-12`, `5月12日`, `农历五月十二`, `农历1980年腊月初三`, `lunar 5/12`.
pub fn birthday(cell: &str) -> Option<Birthday> {
    let mut text = half(cell);
    let lunar = LUNAR.iter().any(|mark| text.contains(mark));
    for mark in LUNAR.iter().chain(&SOLAR) {
        text = text.replace(mark, "");
    }
    // Brackets stood round the mark; months with a leap one before them are not told apart.
    let text = text.replace(['(', ')', '闰', ' '], "").replace(['年', '月', '/', '.'], "-");
    let text = text.trim_end_matches(['日', '号']).trim_matches('-');
    let parts: Vec<&str> = text.split('-').collect();
    let (year, month, day) = match parts[..] {
        [month, day] => (None, month, day),
        [year, month, day] if year.len() == 4 => (Some(year.parse().ok()?), month, day),
        [whole] if whole.len() == 8 && whole.is_ascii() => (Some(whole[..4].parse().ok()?), &whole[4..6], &whole[6..]),
        _ => return None,
    };
    if year.is_some_and(|year: i32| !(1880..2200).contains(&year)) {
        return None;
    }
    // The names of months and days are those of the lunar calendar.
    let named = day.starts_with('初') || month == "正" || month == "腊" || month == "冬";
    Birthday::new(year, number(month)?, number(day)?, lunar || named)
}

fn number(text: &str) -> Option<u8> {
    match text {
        "正" => return Some(1),
        "冬" => return Some(11),
        "腊" => return Some(12),
        _ => {}
    }
    let text = text.trim_start_matches('初');
    text.parse().ok().or_else(|| chinese(text).and_then(|number| u8::try_from(number).ok()))
}
