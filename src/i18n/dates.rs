//! Dates, times and numbers as people read them.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::Lang;

/// `Fri` / `周五`
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    const ZH: [&str; 7] = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let at = day.num_days_from_monday() as usize;
    match lang {
        Lang::En => EN[at],
        Lang::Zh => ZH[at],
    }
}

/// `F` / `五`
pub fn weekday_initial(lang: Lang, day: Weekday) -> &'static str {
    let name = weekday(lang, day);
    let last = name.char_indices().next_back().map_or(0, |(at, _)| at);
    match lang {
        Lang::En => &name[..1],
        Lang::Zh => &name[last..],
    }
}

fn month(day: NaiveDate) -> &'static str {
    const EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    EN[day.month0() as usize]
}

/// `Nov 2026` / `2026年11月`
pub fn month_of(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::En => format!("{} {}", month(day), day.year()),
        Lang::Zh => format!("{}年{}月", day.year(), day.month()),
    }
}

/// `Nov` / `11月`
pub fn month_short(lang: Lang, day: NaiveDate) -> String {
    match lang {
        Lang::En => month(day).to_owned(),
        Lang::Zh => format!("{}月", day.month()),
    }
}

/// `20 Nov` / `11月20日`, with the year where it is not this one.
pub fn day(lang: Lang, day: NaiveDate, today: NaiveDate) -> String {
    let here = match lang {
        Lang::En => format!("{} {}", day.day(), month(day)),
        Lang::Zh => format!("{}月{}日", day.month(), day.day()),
    };
    match (lang, day.year() == today.year()) {
        (_, true) => here,
        (Lang::En, false) => format!("{here} {}", day.year()),
        (Lang::Zh, false) => format!("{}年{here}", day.year()),
    }
}

/// `Fri 20 Nov` / `11月20日 周五`
pub fn week_day(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let (weekday, day) = (weekday(lang, date.weekday()), day(lang, date, today));
    match lang {
        Lang::En => format!("{weekday} {day}"),
        Lang::Zh => format!("{day} {weekday}"),
    }
}

/// `Fri` within the coming week, else `4 Dec`; `周五`, `12月4日`.
pub fn week_day_short(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let ahead = (date - today).num_days();
    if (1..7).contains(&ahead) { weekday(lang, date.weekday()).to_owned() } else { day(lang, date, today) }
}

/// `Fri 20 Nov 2026` / `2026年11月20日 周五`
pub fn full_day(lang: Lang, date: NaiveDate) -> String {
    let weekday = weekday(lang, date.weekday());
    match lang {
        Lang::En => format!("{weekday} {} {} {}", date.day(), month(date), date.year()),
        Lang::Zh => format!("{}年{}月{}日 {weekday}", date.year(), date.month(), date.day()),
    }
}

/// `08:30`
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// `18.4` kilometres, one decimal.
pub fn kilometres(metres: u64) -> String {
    format!("{:.1}", metres as f64 / 1000.0)
}
