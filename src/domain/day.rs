//! Days: which business day an instant belongs to, and spans of days. Instants are UTC, business dates are plain dates; a date never
//! moves once it is written, whatever zone its reader sits in.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::{GapInfo, Tz};
use serde::{Deserialize, Serialize};

/// The hour at which a business day starts: a call at 02:00 still belongs to the evening before.
pub const DAY_STARTS_AT_HOUR: i64 = 4;

/// The business day of an instant in a zone.
pub fn business_day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    (at.with_timezone(&zone).naive_local() - Duration::hours(DAY_STARTS_AT_HOUR)).date()
}

/// What times of one business day are ordered by: those before it starts are of the night after it.
pub fn in_order(time: NaiveTime) -> (bool, NaiveTime) {
    (time < NaiveTime::MIN + Duration::hours(DAY_STARTS_AT_HOUR), time)
}

/// The instant of a wall-clock time on a business day: times before 04:00 belong to the calendar day after. In the hour that a clock
/// change skips, the first instant after it; in the hour it repeats, the earlier one.
pub fn instant(day: NaiveDate, time: NaiveTime, zone: Tz) -> DateTime<Utc> {
    let (before_start, _) = in_order(time);
    let local = if before_start { day + Duration::days(1) } else { day }.and_time(time);
    let after_gap = || GapInfo::new(&local, &zone).and_then(|gap| gap.end);
    local.and_local_timezone(zone).earliest().or_else(after_gap).map_or_else(|| local.and_utc(), |found| found.to_utc())
}

/// Days from `first` through `last`, both counted; without `last`, until further notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, if one is known.
    pub last: Option<NaiveDate>,
}

impl Span {
    /// From the first day through the last.
    pub const fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self { first, last: Some(last) }
    }

    /// The last day, or the end of all days.
    pub fn end(self) -> NaiveDate {
        self.last.unwrap_or(NaiveDate::MAX)
    }

    /// Whether the day lies in the span.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.end()
    }
}

/// The same days as sorted spans that neither touch nor overlap; spans that end before they begin are dropped.
pub fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.first <= span.end());
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(before) if before.end().succ_opt().is_none_or(|next| span.first <= next) => {
                if span.end() > before.end() {
                    before.last = span.last;
                }
            }
            _ => out.push(span),
        }
    }
    out
}
