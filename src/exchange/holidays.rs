//! Holiday files: the decreed days of a year as JSON, `{"year": 2026, "days": [{"date": "2026-01-01", "isOffDay": true}, …]}`, the form in which
//! they are published for mainland China. A file is taken whole or not at all, with the reason; nothing here decides what it changes.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::domain::calendar::HolidayYear;

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not there.
    #[error("there is no such file")]
    Missing,
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// It is larger than a year can be.
    #[error("it is too large to be a year of holidays")]
    TooLarge,
    /// It is not of this form.
    #[error("line {0} is not as a holiday file has it")]
    Form(usize),
    /// There is no such year.
    #[error("{0} is no year")]
    Year(i64),
    /// It names no day.
    #[error("it has no days")]
    NoDays,
    /// This is no day.
    #[error("'{0}' is no day")]
    Day(String),
    /// The day belongs to another year.
    #[error("{0} is not in the year")]
    OtherYear(NaiveDate),
    /// The day is said to be both.
    #[error("{0} is both a day off and a working day")]
    Both(NaiveDate),
}

#[derive(Deserialize)]
struct File {
    year: i64,
    days: Vec<Day>,
}

#[derive(Deserialize)]
struct Day {
    date: String,
    #[serde(rename = "isOffDay")]
    is_off_day: bool,
}

/// No year needs more bytes.
pub const LARGEST: usize = 1 << 20;

/// Reads a file.
pub fn parse(bytes: &[u8]) -> Result<HolidayYear, Fault> {
    if bytes.len() > LARGEST {
        return Err(Fault::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let file: File = serde_json::from_slice(bytes).map_err(|error| Fault::Form(error.line()))?;
    let year = i32::try_from(file.year).ok().filter(|year| (1900..=2200).contains(year));
    let year = year.ok_or(Fault::Year(file.year))?;
    let mut days = BTreeMap::new();
    for Day { date, is_off_day } in file.days {
        let day: NaiveDate = date.parse().map_err(|_| Fault::Day(date.chars().take(20).collect()))?;
        if !belongs(day, year) {
            return Err(Fault::OtherYear(day));
        }
        if days.insert(day, is_off_day).is_some_and(|before| before != is_off_day) {
            return Err(Fault::Both(day));
        }
    }
    if days.is_empty() {
        return Err(Fault::NoDays);
    }
    let those = |off: bool| days.iter().filter(move |(_, is_off)| **is_off == off).map(|(day, _)| *day).collect();
    Ok(HolidayYear { year, off: those(true), working: those(false) })
}

/// Whether a decree of a year may name this day: one of the year, or of the days around its ends, which a new year's decree reaches over.
pub fn belongs(day: NaiveDate, year: i32) -> bool {
    day.year() == year || (day.year() == year - 1 && day.month() == 12) || (day.year() == year + 1 && day.month() == 1)
}
