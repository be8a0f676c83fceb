//! Birthdays as people write them: `1980-02-29`, `02-29`, `2月29日`, and by the lunar calendar `lunar 8-15`, `农历八月十五`. Whether there
//! is such a day is judged elsewhere.

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

const LUNAR: [&str; 4] = ["农历", "阴历", "旧历", "lunar"];
const MONTHS: [&str; 12] = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"];
const DIGITS: [char; 9] = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/// What is meant; none if it is not understood.
pub fn parse(text: &str) -> Option<Written> {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let text: String = text.trim().chars().map(narrow).collect::<String>().to_lowercase();
    let mut lunar = false;
    let mut rest = text;
    for word in LUNAR {
        if let Some((before, after)) = rest.split_once(word) {
            (lunar, rest) = (true, format!("{before}{after}"));
            break;
        }
    }
    let rest = rest.trim().trim_end_matches(['日', '号']);
    let pieces: Vec<&str> = rest.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let (year, month, day) = match pieces[..] {
        [month, day] => (None, month, day),
        [year, month, day] => (Some(year.parse().ok().filter(|year| (1900..=2100).contains(year))?), month, day),
        _ => return None,
    };
    // Names that only the lunar calendar has.
    lunar |= ["正", "冬", "腊"].contains(&month) || day.starts_with(['初', '廿']);
    Some(Written { year, month: month_number(month)?, day: number(day)?, lunar })
}

fn month_number(text: &str) -> Option<u8> {
    let named = MONTHS.iter().position(|name| *name == text);
    named.and_then(|at| u8::try_from(at + 1).ok()).or_else(|| number(text))
}

/// `8`, `08`, `八`, `初八`, `十八`, `二十八`, `廿八`, `三十`.
fn number(text: &str) -> Option<u8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let digit = |c: char| DIGITS.iter().position(|it| *it == c).and_then(|at| u8::try_from(at + 1).ok());
    let chars: Vec<char> = text.chars().collect();
    match chars[..] {
        ['十'] | ['初', '十'] => Some(10),
        [one] | ['初', one] => digit(one),
        ['十', one] => Some(10 + digit(one)?),
        ['廿', one] => Some(20 + digit(one)?),
        [tens, '十'] => Some(10 * digit(tens)?),
        [tens, '十', one] => Some(10 * digit(tens)? + digit(one)?),
        _ => None,
    }
}

/// As it is typed; read again it is the same.
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
        _ => format!("廿{}", digit(it.day % 10)),
    };
    format!("{month}月{day}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn birthdays_as_people_write_them() {
        for (words, year, month, day, lunar) in [
            ("1980-02-29", Some(1980), 2, 29, false),
            ("02-29", None, 2, 29, false),
            ("2/29", None, 2, 29, false),
            ("２－２９", None, 2, 29, false),
            ("2月29日", None, 2, 29, false),
            ("1980年2月29号", Some(1980), 2, 29, false),
            ("八月十五", None, 8, 15, false),
            ("lunar 8-15", None, 8, 15, true),
            ("Lunar 1980-8-15", Some(1980), 8, 15, true),
            ("农历八月十五", None, 8, 15, true),
            ("阴历8月15", None, 8, 15, true),
            ("农历8-15", None, 8, 15, true),
            ("1980年农历八月十五", Some(1980), 8, 15, true),
            ("农历1980年正月初一", Some(1980), 1, 1, true),
            ("腊月廿三", None, 12, 23, true),
            ("冬月初十", None, 11, 10, true),
            ("农历十二月三十", None, 12, 30, true),
            ("农历十一月二十八", None, 11, 28, true),
        ] {
            assert_eq!(parse(words), Some(Written { year, month, day, lunar }), "{words}");
        }
        for words in ["", "农历", "8", "x-y", "1-2-3", "1899-1-1", "2101-1-1", "1-2-3-4", "八月", "初一", "月月", "-"]
        {
            assert_eq!(parse(words), None, "{words}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_again(year in proptest::option::of(1900..=2100_i32), month in 1..=12_u8, day in 1..=30_u8, lunar: bool) {
            let written = Written { year, month, day, lunar };
            for lang in Lang::ALL {
                proptest::prop_assert_eq!(parse(&text(lang, written)), Some(written), "{}", text(lang, written));
            }
        }

        #[test]
        fn no_words_are_too_strange(any in ".*", likely in "(农历|lunar )?[0-9一二十廿初正年月日/-]{0,9}") {
            let _ = (parse(&any), parse(&likely));
        }
    }
}
