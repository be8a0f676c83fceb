//! Capacity honesty: how many visits a book asks for on a working day, so that the program can say when a day does not hold them,
//! instead of stretching intervals in silence.

use chrono::NaiveDate;

use super::cadence::{Unit, Window};
use super::calendar::Calendar;

/// Accounts that are due at the same interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// How many accounts.
    pub accounts: u32,
    /// Their window.
    pub window: Window,
    /// Which days it counts.
    pub unit: Unit,
}

/// How much of a period is worked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// All days.
    pub calendar_days: i64,
    /// Those that are worked.
    pub working_days: i64,
}

impl Period {
    /// The days from `first` through `last`.
    pub fn of(calendar: &Calendar, first: NaiveDate, last: NaiveDate) -> Self {
        let eve = first.pred_opt().unwrap_or(first);
        Self { calendar_days: (last - eve).num_days(), working_days: calendar.ordinal(last) - calendar.ordinal(eve) }
    }
}

/// Visits demanded on each working day of the period, if every account is seen at the midpoint of its window: Σ n / midpoint, where
/// tiers that count calendar days weigh calendar days ÷ working days. None if nobody works in the period.
pub fn visits_per_working_day(groups: &[Group], period: Period) -> Option<f64> {
    if period.working_days <= 0 {
        return None;
    }
    let days_per_working_day = period.calendar_days as f64 / period.working_days as f64;
    let demand = |group: &Group| {
        let midpoint = f64::midpoint(f64::from(group.window.min), f64::from(group.window.max));
        let visits = f64::from(group.accounts) / midpoint;
        match group.unit {
            Unit::Working => visits,
            Unit::Calendar => visits * days_per_working_day,
        }
    };
    Some(groups.iter().map(demand).fold(0.0, |sum, visits| sum + visits))
}
