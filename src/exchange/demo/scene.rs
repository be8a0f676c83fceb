//! The when of a demo territory: its days, its calendar, and instants on them.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::calendar::{Calendar, shipped_holidays};
use crate::domain::day::{business_day, instant};
use crate::domain::ids::Ids;

/// How many days of history there are.
const DAYS: i64 = 120;

/// Now, the days around it, and what identities are made from.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    pub(super) now: DateTime<Utc>,
    pub(super) zone: Tz,
    /// The business day of now.
    pub(super) today: NaiveDate,
    /// The day before the first visit, on which everything is set up.
    pub(super) opening: NaiveDate,
    pub(super) calendar: Calendar,
    seed: u64,
}

impl Scene {
    pub(super) fn new(now: DateTime<Utc>, zone: Tz, seed: u64) -> Self {
        let today = business_day(now, zone);
        let calendar = Calendar::new(&shipped_holidays());
        Self { now, zone, today, opening: today - Duration::days(DAYS + 1), calendar, seed }
    }

    /// Whether people work today.
    pub(super) fn works_today(&self) -> bool {
        self.calendar.is_working(self.today)
    }

    /// Today, or the next working day if today is a rest day: the day whose route matters.
    pub(super) fn route_day(&self) -> NaiveDate {
        if self.works_today() { self.today } else { self.calendar.next_working(self.today) }
    }

    /// The working day after the route's.
    pub(super) fn next_day(&self) -> NaiveDate {
        self.calendar.next_working(self.route_day())
    }

    /// The n-th working day before today.
    pub(super) fn back(&self, n: i64) -> NaiveDate {
        (0..n).fold(self.today, |day, _| self.calendar.previous_working(day))
    }

    /// The n-th working day after a day.
    pub(super) fn after(&self, day: NaiveDate, n: i64) -> NaiveDate {
        (0..n).fold(day, |day, _| self.calendar.next_working(day))
    }

    /// A time on a business day.
    pub(super) fn at(&self, day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
        instant(day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default(), self.zone)
    }

    /// The wall-clock time of an instant.
    pub(super) fn time(&self, at: DateTime<Utc>) -> NaiveTime {
        at.with_timezone(&self.zone).time()
    }

    /// A source of identities; each kind of record has its own, so that they rise with the time within a kind.
    pub(super) fn ids(&self, kind: u64) -> Ids {
        Ids::new(self.seed.wrapping_mul(31).wrapping_add(kind))
    }
}
