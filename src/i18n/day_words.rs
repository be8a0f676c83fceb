//! Days as people type them: `today`, `fri`, `+3`, `12-3`, `2026-12-03`, `今天`, `下周一`, `12月3日`, `月底`. A weekday is the next such
//! day, today excluded. A month and day without a year is the next one to come.

use chrono::{Datelike, Duration, NaiveDate, Weekday};

/// What stands between two days.
pub const UNTIL: char = '至';

/// What stands between two times, or two numbers of days.
pub const THROUGH: [char; 6] = ['-', '–', '—', '~', '～', UNTIL];

/// The day that is meant, seen from today; none if the words are not understood.
pub fn parse(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = narrow(words.trim()).to_lowercase();
    relative(&text, today)
        .or_else(|| weekday(&text).map(|day| next(today, day)))
        .or_else(|| this_week(&text, today))
        .or_else(|| next_week(&text, today))
        .or_else(|| day_of_month(&text, today))
        .or_else(|| date(&text, today))
}

/// The day that is meant where the past is meant: a weekday is the last such day, a month and day the last one gone by.
pub fn parse_past(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = narrow(words.trim()).to_lowercase();
    let with_year = pieces(&text).count() >= 3;
    relative(&text, today).or_else(|| weekday(&text).map(|day| last(today, day))).or_else(|| {
        let day = date(&text, today)?;
        if day <= today || with_year {
            return Some(day);
        }
        (1..9).find_map(|years| day.with_year(day.year() - years)) // 29 February: more than one
    })
}

/// A day, or the days from one through another: `12-24..12-26`, `10月1日至10月7日`.
pub fn parse_span(words: &str, today: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    match words.split_once("..").or_else(|| words.split_once(['至', '到'])) {
        Some((first, last)) => {
            let first = parse(first, today)?;
            parse(last, first).filter(|last| first <= *last).map(|last| (first, last))
        }
        None => parse(words, today).map(|day| (day, day)),
    }
}

fn narrow(text: &str) -> String {
    text.chars().map(super::text::narrow).collect()
}

fn relative(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let days = match text {
        "today" | "tod" | "今天" | "今日" => 0,
        "tomorrow" | "tom" | "明天" | "明日" | "明早" | "明晚" => 1,
        "后天" => 2,
        "大后天" => 3,
        "yesterday" | "yes" | "昨天" | "昨日" => -1,
        "前天" => -2,
        "月底" | "month end" | "end of month" | "eom" => return last_of_month(today),
        "周末" | "weekend" => return Some(next(today, Weekday::Sat)),
        "下周" | "next week" => return Some(next(today, Weekday::Mon)),
        _ => {
            let (sign, rest) = match text.split_at_checked(1).unwrap_or((text, "")) {
                ("+", rest) => (1, rest),
                ("-", rest) => (-1, rest),
                _ => return later(text, today),
            };
            let number = rest.strip_suffix('w').or_else(|| rest.strip_suffix('周'));
            let (number, unit) = match number {
                Some(number) => (number, 7),
                None => (rest.trim_end_matches(['d', '天']), 1),
            };
            sign * unit * count(number)?
        }
    };
    today.checked_add_signed(Duration::try_days(days)?)
}

/// How many days or weeks: not less than none, at most as many as ten years have days.
fn count(number: &str) -> Option<i64> {
    number.parse().ok().filter(|count| (0..=3660).contains(count))
}

/// `本周五`, `这周五`: that day of this week, if it has not gone by.
fn this_week(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let name = ["这个", "本", "这"].iter().find_map(|prefix| text.strip_prefix(prefix))?;
    let ahead = i64::from(weekday(name)?.num_days_from_monday()) - i64::from(today.weekday().num_days_from_monday());
    (ahead >= 0).then(|| today + Duration::days(ahead))
}

/// `5号`: the next such day of a month, today excluded.
fn day_of_month(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let number: u32 = text.strip_suffix('号')?.parse().ok().filter(|day| (1..=31).contains(day))?;
    today.iter_days().skip(1).take(62).find(|day| day.day() == number)
}

/// A small number in digits or Chinese.
fn small(number: &str) -> Option<i64> {
    let at = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"].iter().position(|name| *name == number);
    at.map(|at| at as i64 + 1).or_else(|| (number == "两").then_some(2)).or_else(|| count(number))
}

/// `3天后`, `三天后`, `2周后`
fn later(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.strip_suffix('后')?;
    let (number, unit) = match text.strip_suffix('周') {
        Some(number) => (number, 7),
        None => (text.strip_suffix('天')?, 1),
    };
    today.checked_add_signed(Duration::try_days(small(number)? * unit)?)
}

fn weekday(text: &str) -> Option<Weekday> {
    let number = ["周", "星期", "礼拜"].iter().find_map(|prefix| text.strip_prefix(prefix));
    if let Some(number) = number {
        let at = ["一", "二", "三", "四", "五", "六", "日"].iter().position(|name| *name == number);
        let at =
            at.or_else(|| (number == "天").then_some(6)).or_else(|| number.parse::<usize>().ok()?.checked_sub(1))?;
        return Weekday::try_from(u8::try_from(at).ok()?).ok();
    }
    if text.len() >= 3 { text.parse().ok() } else { None }
}

fn next(today: NaiveDate, day: Weekday) -> NaiveDate {
    let ahead = (7 + i64::from(day.num_days_from_monday()) - i64::from(today.weekday().num_days_from_monday())) % 7;
    today + Duration::days(if ahead == 0 { 7 } else { ahead })
}

/// The last such day, today excluded.
fn last(today: NaiveDate, day: Weekday) -> NaiveDate {
    next(today - Duration::days(8), day)
}

/// `下周一`, `next mon`: that day of the week that begins next Monday.
fn next_week(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let name = match text.strip_prefix("下个").or_else(|| text.strip_prefix("下")) {
        Some(rest) => rest.to_owned(),
        None => text.strip_prefix("next ")?.to_owned(),
    };
    let monday = next(today, Weekday::Mon);
    Some(monday + Duration::days(i64::from(weekday(&name)?.num_days_from_monday())))
}

fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let numbers: Option<Vec<u32>> = pieces(text).map(|part| part.parse().ok()).collect();
    match numbers?.as_slice() {
        [year @ 1900..=9999, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        [month, day] => (today.year()..today.year() + 9)
            .filter_map(|year| NaiveDate::from_ymd_opt(year, *month, *day))
            .find(|found| *found >= today),
        _ => None,
    }
}

/// The year, month and day of a date as it is typed.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.trim_end_matches(['日', '号']).split(['-', '/', '.', '年', '月'])
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(u32::from(day.num_days_in_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn days_as_people_type_them() {
        let friday = d("2026-11-20");
        for (words, expected) in [
            ("today", "2026-11-20"),
            ("今天", "2026-11-20"),
            ("tomorrow", "2026-11-21"),
            ("后天", "2026-11-22"),
            ("fri", "2026-11-27"),
            ("Friday", "2026-11-27"),
            ("sat", "2026-11-21"),
            ("周六", "2026-11-21"),
            ("星期天", "2026-11-22"),
            ("周五", "2026-11-27"),
            ("下周五", "2026-11-27"),
            ("下周日", "2026-11-29"),
            ("next mon", "2026-11-23"),
            ("+3", "2026-11-23"),
            ("+3d", "2026-11-23"),
            ("+2w", "2026-12-04"),
            ("3天后", "2026-11-23"),
            ("2周后", "2026-12-04"),
            ("12-3", "2026-12-03"),
            ("12/3", "2026-12-03"),
            ("12月3日", "2026-12-03"),
            ("3月1号", "2027-03-01"),
            ("2-29", "2028-02-29"),
            ("2026-12-03", "2026-12-03"),
            ("2026年12月3日", "2026-12-03"),
            ("月底", "2026-11-30"),
            ("本周五", "2026-11-20"),
            ("这周日", "2026-11-22"),
            ("下个周三", "2026-11-25"),
            ("周末", "2026-11-21"),
            ("下周", "2026-11-23"),
            ("next week", "2026-11-23"),
            ("明早", "2026-11-21"),
            ("三天后", "2026-11-23"),
            ("两周后", "2026-12-04"),
            ("5号", "2026-12-05"),
            ("30号", "2026-11-30"),
            ("＋３", "2026-11-23"),
        ] {
            assert_eq!(parse(words, friday), Some(d(expected)), "{words}");
        }
        for words in [
            "",
            "someday",
            "13-1",
            "2-30",
            "+",
            "+x",
            "周八",
            "本周四",
            "32号",
            "1",
            "f",
            "下",
            "+999999999999",
            "--999999999999",
            "-999999999999天后",
            "+-3",
        ] {
            assert_eq!(parse(words, friday), None, "{words}");
        }
    }

    #[test]
    fn days_gone_by() {
        let friday = d("2026-11-20");
        for (words, expected) in [
            ("yesterday", "2026-11-19"),
            ("昨天", "2026-11-19"),
            ("-2", "2026-11-18"),
            ("fri", "2026-11-13"),
            ("周三", "2026-11-18"),
            ("11-18", "2026-11-18"),
            ("12-3", "2025-12-03"),
            ("2026-11-02", "2026-11-02"),
            ("2026年12月3日", "2026-12-03"),
            ("12月3日", "2025-12-03"),
            ("2-29", "2024-02-29"),
        ] {
            assert_eq!(parse_past(words, friday), Some(d(expected)), "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_words_are_too_strange(any in ".*", likely in "[-+下周]{0,2}[0-9]{0,13}[-/.年月天周dw]{0,2}[0-9]{0,5}[天后日号]{0,2}") {
            let friday = d("2026-11-20");
            for words in [any, likely] {
                let _ = (parse(&words, friday), parse_past(&words, friday));
            }
        }
    }
}
