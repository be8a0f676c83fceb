//! Days as people and programs write them.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::half;

/// Which of day and month stands first where the year stands last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 7/3/2026 is the seventh of March.
    Dmy,
    /// 3/7/2026 is the seventh of March.
    Mdy,
}

impl DateOrder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Dmy, Self::Mdy];
}

impl std::fmt::Display for DateOrder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Dmy => "7/3/2026 = 2026-03-07",
            Self::Mdy => "3/7/2026 = 2026-03-07",
        })
    }
}

/// What the dates of a column say about their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    dmy: bool,
    mdy: bool,
}

impl Evidence {
    /// Looks at one more cell.
    pub fn see(&mut self, cell: &str, today: NaiveDate) {
        match parts(cell) {
            Some(Parts::Open(first, second, year)) => match only_order(first, second, year, today) {
                Some(DateOrder::Dmy) => self.dmy = true,
                Some(DateOrder::Mdy) => self.mdy = true,
                None => {}
            },
            Some(Parts::Whole(..) | Parts::Serial(_)) | None => {}
        }
    }

    /// The order, if all that says something says the same.
    pub fn order(self) -> Option<DateOrder> {
        match (self.dmy, self.mdy) {
            (true, false) => Some(DateOrder::Dmy),
            (false, true) => Some(DateOrder::Mdy),
            _ => None,
        }
    }
}

/// Why a cell is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// It is not written like one, or there is no such day.
    None,
    /// It could be two days.
    Either,
}

/// A day: `2026-02-13`, `2026/2/13`, `2026.2.13`, `2026年2月13日`, `20260213`, an Excel serial (46066), or with the year last where the
/// order of day and month is known or only one is possible. A time behind it is passed over.
pub fn date(cell: &str, order: Option<DateOrder>, today: NaiveDate) -> Result<NaiveDate, NoDate> {
    match parts(cell).ok_or(NoDate::None)? {
        Parts::Whole(year, month, day) => ymd(year, month, day).ok_or(NoDate::None),
        Parts::Serial(days) => serial(days).ok_or(NoDate::None),
        Parts::Open(first, second, year) => {
            let of = |order| match order {
                DateOrder::Dmy => ymd(year.full(), second, first),
                DateOrder::Mdy => ymd(year.full(), first, second),
            };
            match only_order(first, second, year, today).or(order) {
                Some(order) => of(order).ok_or(NoDate::None),
                None if first == second && !may_begin_with_year(first, year, today) => {
                    of(DateOrder::Dmy).ok_or(NoDate::None)
                }
                None if of(DateOrder::Dmy).is_none() && of(DateOrder::Mdy).is_none() => Err(NoDate::None),
                None => Err(NoDate::Either),
            }
        }
    }
}

/// The year of a date that ends with it.
#[derive(Clone, Copy)]
enum Year {
    Four(u32),
    Two(u32),
}

impl Year {
    fn full(self) -> u32 {
        match self {
            Self::Four(year) => year,
            Self::Two(year) => 2000 + year,
        }
    }
}

enum Parts {
    /// Year, month, day.
    Whole(u32, u32, u32),
    /// Two numbers and a year behind them.
    Open(u32, u32, Year),
    /// Days since 1899-12-30.
    Serial(u32),
}

fn parts(cell: &str) -> Option<Parts> {
    let text = half(cell);
    let text = text.trim();
    // A time stands behind a blank, a T or the last mark of a Chinese date.
    let day = text.split([' ', 't', '日', '号']).next()?;
    let numbers: Vec<&str> = day.split(['-', '/', '.', '年', '月']).collect();
    let number = |at: usize| numbers.get(at).filter(|it| it.bytes().all(|byte| byte.is_ascii_digit()))?.parse().ok();
    let len = |at: usize| numbers.get(at).map_or(0, |it| it.len());
    match numbers.len() {
        1 if len(0) == 8 => {
            let whole: u32 = number(0)?;
            Some(Parts::Whole(whole / 10_000, whole / 100 % 100, whole % 100))
        }
        1 | 2 if len(0) == 5 => Some(Parts::Serial(number(0)?)),
        3 if len(0) == 4 && len(1) <= 2 && len(2) <= 2 => Some(Parts::Whole(number(0)?, number(1)?, number(2)?)),
        3 if len(0) <= 2 && len(1) <= 2 && len(2) == 4 => {
            Some(Parts::Open(number(0)?, number(1)?, Year::Four(number(2)?)))
        }
        // With hyphens it is as likely a year without its century that stands first.
        3 if len(0) <= 2 && len(1) <= 2 && len(2) == 2 && !day.contains('-') => {
            Some(Parts::Open(number(0)?, number(1)?, Year::Two(number(2)?)))
        }
        _ => None,
    }
}

/// The only order in which two numbers and a year are a day, if there is only one.
fn only_order(first: u32, second: u32, year: Year, today: NaiveDate) -> Option<DateOrder> {
    if second > 12 && first <= 12 {
        return Some(DateOrder::Mdy);
    }
    (first > 12 && second <= 12 && !may_begin_with_year(first, year, today)).then_some(DateOrder::Dmy)
}

/// Whether the first of three numbers may be a year, as in 26/3/7.
fn may_begin_with_year(first: u32, year: Year, today: NaiveDate) -> bool {
    matches!(year, Year::Two(last) if first > 12 && last <= 31) && 2000 + first as i32 <= today.year()
}

fn ymd(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    if (1900..10_000).contains(&year) { NaiveDate::from_ymd_opt(year as i32, month, day) } else { None }
}

/// The day of an Excel serial of the 1900 system, from 1954 to 2119.
fn serial(days: u32) -> Option<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    if (20_000..80_000).contains(&days) { start.checked_add_days(Days::new(days.into())) } else { None }
}
