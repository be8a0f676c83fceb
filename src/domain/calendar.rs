//! Which days are working days: weekends, public holidays and make-up working days (调休). A year whose holidays have not been decreed
//! falls back to weekends, and can be told from one that has.
//!
//! Counting is arithmetic on ordinals (how many working days lie on or before a day), so a span of years costs the same as a week.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Duration, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The days of one year that differ from the weekend rule, as decreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayYear {
    /// The year.
    pub year: i32,
    /// Days off: public holidays, whatever weekday they fall on.
    pub off: Vec<NaiveDate>,
    /// Days worked although they fall on a weekend.
    pub working: Vec<NaiveDate>,
}

/// A working calendar.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    published: BTreeSet<i32>,
    /// Days that differ from "Monday to Friday", sorted, each with the sum of all differences up to and including it.
    exceptions: Vec<(NaiveDate, i64)>,
}

impl Calendar {
    /// The calendar of these decrees. Of two for one year the later in the list wins, as a whole; where a year's decree names days of
    /// its neighbour (31 December off for the new year's sake), the later year wins.
    pub fn new(years: &[HolidayYear]) -> Self {
        let decrees: BTreeMap<i32, &HolidayYear> = years.iter().map(|year| (year.year, year)).collect();
        let mut working = BTreeMap::new();
        for year in decrees.values() {
            working.extend(year.off.iter().map(|day| (*day, false)));
            working.extend(year.working.iter().map(|day| (*day, true)));
        }
        let mut sum = 0;
        let exceptions = working
            .into_iter()
            .filter(|(day, works)| weekday_works(*day) != *works)
            .map(|(day, works)| {
                sum += if works { 1 } else { -1 };
                (day, sum)
            })
            .collect();
        Self { published: years.iter().map(|year| year.year).collect(), exceptions }
    }

    /// Whether this year's holidays are known; if not, only weekends are rest days.
    pub fn is_published(&self, year: i32) -> bool {
        self.published.contains(&year)
    }

    /// Whether people work on this day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        self.ordinal(day) > self.ordinal(day - Duration::days(1))
    }

    /// The next working day after this one.
    pub fn next_working(&self, day: NaiveDate) -> NaiveDate {
        let mut next = day + Duration::days(1);
        while !self.is_working(next) {
            next += Duration::days(1);
        }
        next
    }

    /// The last working day before this one.
    pub fn previous_working(&self, day: NaiveDate) -> NaiveDate {
        let mut previous = day - Duration::days(1);
        while !self.is_working(previous) {
            previous -= Duration::days(1);
        }
        previous
    }

    /// Working days of the month up to and including this day, and in the whole month.
    pub fn of_month(&self, day: NaiveDate) -> (i64, i64) {
        let before = day - Duration::days(i64::from(day.day()));
        let last = before + Duration::days(i64::from(day.num_days_in_month()));
        (self.ordinal(day) - self.ordinal(before), self.ordinal(last) - self.ordinal(before))
    }

    /// How many working days lie on or before this day, counted from a fixed Monday long ago. Differences of two ordinals count days.
    pub fn ordinal(&self, day: NaiveDate) -> i64 {
        let days = i64::from(day.num_days_from_ce()) - 1; // 0001-01-01 was a Monday
        let by_weekday = days.div_euclid(7) * 5 + (days.rem_euclid(7) + 1).min(5);
        let known = self.exceptions.partition_point(|(exception, _)| *exception <= day);
        by_weekday + if known == 0 { 0 } else { self.exceptions[known - 1].1 }
    }
}

fn weekday_works(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The years that ship with the program. One line a year and kind: `2026 off 01-01..01-03 …`, `2026 work 01-04 …`.
const SHIPPED: &str = include_str!("holidays.txt");

/// The public holidays of mainland China that ship with the program, year by year.
pub fn shipped_holidays() -> Vec<HolidayYear> {
    let mut years: Vec<HolidayYear> = Vec::new();
    for line in SHIPPED.lines() {
        let mut words = line.split_whitespace();
        let (Some(year), Some(kind)) = (words.next().and_then(|word| word.parse().ok()), words.next()) else {
            continue;
        };
        if years.last().is_none_or(|last| last.year != year) {
            years.push(HolidayYear { year, off: Vec::new(), working: Vec::new() });
        }
        let Some(decree) = years.last_mut() else { continue };
        let days = if kind == "off" { &mut decree.off } else { &mut decree.working };
        for word in words {
            let (first, last) = word.split_once("..").unwrap_or((word, word));
            let date = |text: &str| NaiveDate::parse_from_str(&format!("{year}-{text}"), "%Y-%m-%d");
            if let (Ok(first), Ok(last)) = (date(first), date(last)) {
                days.extend(first.iter_days().take_while(|day| *day <= last));
            }
        }
    }
    years
}
