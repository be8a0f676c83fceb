//! When a visit was, as people write it: `2026-11-20`, `11-20 9:10`, `昨天 9:10-9:45`. The day is a business day: times before 04:00
//! belong to the night after it.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::day::instant;
use crate::domain::touch::Touch;
use crate::i18n::day_words;

use super::form;

/// A day, and times where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The business day.
    pub day: NaiveDate,
    /// From when.
    pub start: Option<DateTime<Utc>>,
    /// To when, not before `start`.
    pub end: Option<DateTime<Utc>>,
}

impl When {
    /// When a touch was.
    pub fn of(touch: &Touch) -> Self {
        Self { day: touch.day, start: touch.start, end: touch.end }
    }

    /// What is meant, seen from today; none if it is not understood.
    pub fn parse(text: &str, today: NaiveDate, zone: Tz) -> Option<Self> {
        let text = text.trim().replace('：', ":");
        if let Some(day) = day_words::parse_past(&text, today) {
            return Some(Self { day, start: None, end: None });
        }
        let (day, times) = text.rsplit_once(|c: char| c.is_whitespace())?;
        let day = day_words::parse_past(day, today)?;
        let (start, end) = match times.split_once(day_words::THROUGH) {
            None => (clock(times)?, None),
            Some((start, end)) => (clock(start)?, Some(clock(end)?)),
        };
        let start = instant(day, start, zone);
        let end = end.map(|end| instant(day, end, zone));
        // Past midnight, and past the hour at which a business day starts.
        let end = end.map(|end| if end < start { end + Duration::days(1) } else { end });
        Some(Self { day, start: Some(start), end })
    }

    /// As it is typed; times are shown to the minute.
    pub fn text(self, zone: Tz) -> String {
        let time = |at: DateTime<Utc>| at.with_timezone(&zone).format("%H:%M").to_string();
        match (self.start, self.end) {
            (None, _) => self.day.to_string(),
            (Some(start), None) => format!("{} {}", self.day, time(start)),
            (Some(start), Some(end)) => format!("{} {}-{}", self.day, time(start), time(end)),
        }
    }
}

fn clock(text: &str) -> Option<NaiveTime> {
    text.contains(':').then(|| form::time(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Option<String> {
        let friday = "2026-11-20".parse().unwrap();
        When::parse(text, friday, chrono_tz::Asia::Shanghai).map(|when| when.text(chrono_tz::Asia::Shanghai))
    }

    #[test]
    fn days_and_times_as_people_write_them() {
        for (text, expected) in [
            ("2026-11-18", "2026-11-18"),
            ("yesterday", "2026-11-19"),
            ("昨天 9:10", "2026-11-19 09:10"),
            ("11-18 9:10-9:45", "2026-11-18 09:10-09:45"),
            ("2026-11-18 9：10—9：45", "2026-11-18 09:10-09:45"),
            ("today 22:30-0:15", "2026-11-20 22:30-00:15"),
            ("today 3:30-4:15", "2026-11-20 03:30-04:15"),
        ] {
            assert_eq!(parse(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "someday", "9:10", "today 25:00", "today 9:10-", "today 9", "today 9:10-x", "x 9:10"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_night_ends_on_the_day_it_began() {
        let friday: NaiveDate = "2026-11-20".parse().unwrap();
        let when = When::parse("today 22:30-0:15", friday, chrono_tz::Asia::Shanghai).unwrap();
        assert_eq!(when.day, friday);
        assert_eq!((when.end.unwrap() - when.start.unwrap()).num_minutes(), 105);
    }

    proptest::proptest! {
        #[test]
        fn no_words_are_too_strange(any in ".*", likely in "(today|昨天|11-2) ?[0-9:：-]{0,11}") {
            let _ = (parse(&any), parse(&likely));
        }
    }
}
