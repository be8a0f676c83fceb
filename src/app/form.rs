//! Forms: a few named values asked for together, as plain data. Who opens one gets it back with what was typed in; what is wrong with a value
//! that the form cannot know is said by opening it again.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::account::{Birthday, Opening};
use crate::domain::day::Span;
use crate::exchange::import::values;
use crate::i18n::{Lang, birthdays, day_words};

/// Values asked for together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// What it is about, in the language of the session.
    pub title: String,
    /// Under which name what is typed is kept until it is saved: the same for the same question.
    pub name: String,
    /// What is asked for.
    pub entries: Vec<Entry>,
    /// What is wrong: which entry, and why.
    pub fault: Option<Fault>,
}

/// What is wrong with a form: which entry, and why, in words.
pub type Fault = (usize, String);

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: String,
    /// What can be written there, shown while it is empty.
    pub hint: String,
    /// The value.
    pub value: Value,
    /// The value as it is saved: goes with the form wherever it is shown again.
    pub saved: Value,
}

/// A value as typed or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A line of text, of this kind.
    Text(Kind, String),
    /// One of several.
    One(Vec<String>, usize),
    /// Any of several.
    Some(Vec<(String, bool)>),
}

/// What a line of text has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything.
    Any,
    /// Anything but nothing.
    Needed,
    /// Nothing, or a whole number from here to there.
    Number(u32, u32),
    /// Nothing, or a number with a fraction, not negative.
    Decimal,
    /// Nothing, or a day.
    Day,
    /// A time of day.
    Time,
    /// Nothing, or opening hours: `9:00-12:00, 14:00-20:00`.
    Hours,
    /// Nothing, or days and spans of days: `2026-10-01..2026-10-07, 12-25`.
    Days,
    /// Nothing, or a place: `31.2304, 121.4737`.
    Place,
    /// Nothing, or a birthday: `1980-02-29`, `02-29`, `lunar 8-15`.
    Birthday,
}

impl Form {
    /// A form without entries yet.
    pub fn new(title: impl Into<String>, name: impl Into<String>) -> Self {
        Self { title: title.into(), name: name.into(), entries: Vec::new(), fault: None }
    }

    /// The same with a line of text more.
    #[must_use]
    pub fn line(self, label: impl Into<String>, kind: Kind, text: impl Into<String>) -> Self {
        self.with(label.into(), Value::Text(kind, text.into()))
    }

    /// The same with a choice more.
    #[must_use]
    pub fn one(self, label: impl Into<String>, options: Vec<String>, chosen: usize) -> Self {
        self.with(label.into(), Value::One(options, chosen))
    }

    /// The same with a choice more of none of these or one; `chosen` counts without none.
    #[must_use]
    pub fn one_or(
        self,
        label: impl Into<String>,
        none: &str,
        options: impl IntoIterator<Item = String>,
        chosen: Option<usize>,
    ) -> Self {
        let options = std::iter::once(none.to_owned()).chain(options).collect();
        self.one(label, options, chosen.map_or(0, |at| at + 1))
    }

    /// The same with several marks more.
    #[must_use]
    pub fn some(self, label: impl Into<String>, options: Vec<(String, bool)>) -> Self {
        self.with(label.into(), Value::Some(options))
    }

    /// The same with a hint at the last entry.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        if let Some(last) = self.entries.last_mut() {
            last.hint = hint.into();
        }
        self
    }

    /// The text of an entry, without blanks around it.
    pub fn text(&self, at: usize) -> &str {
        match self.entries.get(at).map(|entry| &entry.value) {
            Some(Value::Text(_, text)) => text.trim(),
            _ => "",
        }
    }

    /// The number of an entry, if one was typed.
    pub fn number(&self, at: usize) -> Option<u32> {
        self.text(at).parse().ok()
    }

    /// Which option of an entry is chosen.
    pub fn chosen(&self, at: usize) -> usize {
        match self.entries.get(at).map(|entry| &entry.value) {
            Some(Value::One(_, chosen)) => *chosen,
            _ => 0,
        }
    }

    /// Which option of a choice of none or one is chosen, counted without none.
    pub fn chosen_or(&self, at: usize) -> Option<usize> {
        self.chosen(at).checked_sub(1)
    }

    /// Which options of an entry are marked.
    pub fn marks(&self, at: usize) -> Vec<bool> {
        match self.entries.get(at).map(|entry| &entry.value) {
            Some(Value::Some(options)) => options.iter().map(|(_, marked)| *marked).collect(),
            _ => Vec::new(),
        }
    }

    /// The same, to be shown again because of a fault.
    #[must_use]
    pub fn with_fault(mut self, at: usize, why: impl Into<String>) -> Self {
        self.fault = Some((at, why.into()));
        self
    }

    /// Whether anything is typed that is not saved.
    pub fn is_changed(&self) -> bool {
        self.entries.iter().any(Entry::is_touched)
    }

    /// Whether an entry differs from what is saved.
    pub fn is_touched(&self, at: usize) -> bool {
        self.entries.get(at).is_some_and(Entry::is_touched)
    }

    /// Takes the saved values.
    pub fn start_over(&mut self) {
        for entry in &mut self.entries {
            entry.value.clone_from(&entry.saved);
        }
    }

    fn with(mut self, label: String, value: Value) -> Self {
        self.entries.push(Entry { label, hint: String::new(), saved: value.clone(), value });
        self
    }
}

impl Entry {
    /// Whether it differs from what is saved.
    pub fn is_touched(&self) -> bool {
        self.value != self.saved
    }
}

impl Kind {
    /// Whether a text is of this kind, seen from a day.
    pub fn takes(self, text: &str, today: NaiveDate) -> bool {
        let text = text.trim();
        match self {
            Self::Any => true,
            Self::Needed => !text.is_empty(),
            Self::Time => time(text).is_some(),
            _ if text.is_empty() => true,
            Self::Number(least, most) => text.parse().is_ok_and(|number| (least..=most).contains(&number)),
            Self::Decimal => text.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0),
            Self::Day => day_words::parse(text, today).is_some(),
            Self::Hours => hours(text).is_some(),
            Self::Days => days(text, today).is_some(),
            Self::Place => place(text).is_some(),
            Self::Birthday => birthday(text).is_some(),
        }
    }
}

/// A time of day: `9:00`, `0900`, `9：30`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('：', ":");
    let (hour, minute) = match text.split_once(':') {
        Some((hour, minute)) => (hour.to_owned(), minute.to_owned()),
        None if text.len() == 4 => (text.get(..2)?.to_owned(), text.get(2..)?.to_owned()),
        None => (text, "0".to_owned()),
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// Opening hours, in order.
pub fn hours(text: &str) -> Option<Vec<Opening>> {
    if text.trim().is_empty() { Some(Vec::new()) } else { values::hours::hours(&text.replace('、', ",")) }
}

/// Opening hours as they are written.
pub fn hours_text(hours: &[Opening]) -> String {
    hours.iter().map(Opening::to_string).collect::<Vec<_>>().join(", ")
}

/// The items of a list typed in one line.
pub fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；']).map(str::trim).filter(|item| !item.is_empty())
}

/// Days and spans of days, in order.
pub fn days(text: &str, today: NaiveDate) -> Option<Vec<Span>> {
    let span = |part: &str| day_words::parse_span(part, today).map(|(first, last)| Span::new(first, last));
    let mut all = items(text).map(span).collect::<Option<Vec<Span>>>()?;
    all.sort_unstable();
    Some(all)
}

/// Days and spans of days as they are written.
pub fn days_text(spans: &[Span]) -> String {
    let one = |span: &Span| match span.last {
        Some(last) if last == span.first => span.first.to_string(),
        Some(last) => format!("{}..{last}", span.first),
        None => format!("{}..", span.first),
    };
    spans.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// A birthday.
pub fn birthday(text: &str) -> Option<Birthday> {
    values::birthdays::birthday(text)
}

/// A birthday as it is written.
pub fn birthday_text(lang: Lang, birthday: Option<Birthday>) -> String {
    let written = |it: Birthday| birthdays::Written { year: it.year, month: it.month, day: it.day, lunar: it.lunar };
    birthday.map(|it| birthdays::text(lang, written(it))).unwrap_or_default()
}

/// A place: latitude, then longitude, in degrees.
pub fn place(text: &str) -> Option<crate::domain::place::Place> {
    let (lat, lon) = text.split_once([',', '，', ' '])?;
    crate::domain::place::Place::new(lat.trim().parse().ok()?, lon.trim().parse().ok()?)
}

/// A place as it is written.
pub fn place_text(place: Option<crate::domain::place::Place>) -> String {
    // Six digits are a hand's breadth.
    let digits = |degrees: f64| format!("{degrees:.6}").trim_end_matches('0').trim_end_matches('.').to_owned();
    place.map(|place| format!("{}, {}", digits(place.lat), digits(place.lon))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn friday() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn what_is_taken_and_what_is_not() {
        for (kind, good, bad) in [
            (Kind::Needed, &["x"][..], &["", "  "][..]),
            (Kind::Number(1, 30), &["", "1", "30"], &["0", "31", "x", "-1"]),
            (Kind::Decimal, &["", "1.5", "0"], &["-1", "nan", "x"]),
            (Kind::Day, &["", "fri", "12-3", "2026-12-03"], &["someday"]),
            (Kind::Time, &["8:30", "0830", "8", "17：30"], &["", "25:00", "8:61", "noon"]),
            (Kind::Hours, &["", "9:00-12:00, 14:00-20:00", "9-12、14-20"], &["9:00", "9:00-12:00, 11:00-13:00"]),
            (Kind::Days, &["", "12-25", "2026-12-24..2026-12-26, 1-2"], &["x", "2026-12-26..2026-12-24"]),
            (Kind::Place, &["", "31.2304, 121.4737", "31.2，121.4"], &["31.2", "91, 10", "x, y"]),
            (
                Kind::Birthday,
                &["", "1980-02-29", "02-29", "农历八月十五", "lunar 8-15", "腊月三十"],
                &["1981-02-29", "2-30", "农历8-31", "八月", "soon"],
            ),
        ] {
            for text in good {
                assert!(kind.takes(text, friday()), "{kind:?} {text:?}");
            }
            for text in bad {
                assert!(!kind.takes(text, friday()), "{kind:?} {text:?}");
            }
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let all = hours("14:00-20:00, 9:00-12:00").unwrap();
        assert_eq!(hours_text(&all), "09:00-12:00, 14:00-20:00");
        assert_eq!(hours(&hours_text(&all)), Some(all));
        let spans = days("12-24..12-26, 2027-01-02", friday()).unwrap();
        assert_eq!(days(&days_text(&spans), friday()), Some(spans));
        let here = place("31.23, 121.47");
        assert_eq!(place(&place_text(here)), here);
    }

    proptest::proptest! {
        #[test]
        fn a_birthday_that_is_written_is_read_again(
            year in proptest::option::of(1900..=2100_i32),
            month in 1..=12_u8,
            day in 1..=31_u8,
            lunar: bool,
        ) {
            let there = Birthday::new(year, month, day, lunar);
            for lang in Lang::ALL.into_iter().filter(|_| there.is_some()) {
                let text = birthday_text(lang, there);
                proptest::prop_assert_eq!(birthday(&text), there, "{}", text);
            }
        }
    }
}
