//! Which copies are kept: those of the last days, then one for each week, then one for each month. Only days go in and out; nothing here
//! touches a file.

use chrono::{Datelike, NaiveDate};

/// How many copies of each kind are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keep {
    /// Days.
    pub days: usize,
    /// Weeks before those days.
    pub weeks: usize,
    /// Months before those weeks.
    pub months: usize,
}

/// The days whose copies can go. Days without a copy are not counted, so that time away from the program costs no copy; the newest of a
/// week or month stands for it. Copies of days to come, made by a clock that was wrong, are left alone.
pub fn expired(copies: &[NaiveDate], today: NaiveDate, keep: Keep) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = copies.iter().copied().filter(|day| *day <= today).collect();
    days.sort_unstable();
    days.dedup();
    days.reverse();
    let mut older = days.split_off(keep.days.max(1).min(days.len()));
    let mut gone = Vec::new();
    for (period, most) in [(week as fn(NaiveDate) -> (i32, u32), keep.weeks), (month, keep.months)] {
        let mut kept = Vec::new();
        let mut rest = Vec::new();
        for day in older {
            if kept.last() == Some(&period(day)) {
                gone.push(day);
            } else if kept.len() < most {
                kept.push(period(day));
            } else {
                rest.push(day);
            }
        }
        older = rest;
    }
    gone.extend(older);
    gone.sort_unstable();
    gone
}

fn week(day: NaiveDate) -> (i32, u32) {
    (day.iso_week().year(), day.iso_week().week())
}

fn month(day: NaiveDate) -> (i32, u32) {
    (day.year(), day.month())
}
