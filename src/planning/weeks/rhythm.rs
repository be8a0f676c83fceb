//! How an account's days are counted through the plan: what of the cadence rules (calendars, closures, pauses, leave) a solver needs, as
//! plain numbers for each day.

use std::hash::Hash;

use chrono::{Days, NaiveDate};

use crate::domain::cadence::{Clock, DayCount, Window, standing};
use crate::domain::day::merged;

/// A cadence seen from the days of a plan, which are numbered from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rhythm {
    /// Counted days after a touch before which a visit is too early.
    pub min: u32,
    /// Counted days after which it is overdue.
    pub max: u32,
    /// The gap that is aimed at, in counted days.
    pub target: u32,
    /// For each day the counted days from the first day of the plan through it. Days that do not count repeat the number before.
    pub number: Vec<u32>,
    /// For each day the counted days since the last touch before the plan, if nothing happens until then; none if never touched.
    pub since: Option<Vec<u32>>,
    /// Pauses within the plan, as first and last day, sorted and apart. Their days are not counted, and when one is over the count is at
    /// most `max` and goes on from there.
    pub pauses: Vec<(usize, usize)>,
}

impl Rhythm {
    /// The rhythm of a cadence from a day on, for so many days. The target is the middle of the window, rounded down.
    pub fn of(window: Window, count: &DayCount<'_>, clock: &Clock, first: NaiveDate, days: usize) -> Self {
        let eve = first.pred_opt().unwrap_or(first);
        let dates: Vec<NaiveDate> = (0..days as u64).filter_map(|day| first.checked_add_days(Days::new(day))).collect();
        let since = clock
            .last
            .is_some()
            .then(|| dates.iter().map(|date| standing(clock, Some(window), count, *date).days.unwrap_or(0)).collect());
        let place = |date: NaiveDate| (date - first).num_days();
        let pauses = merged(clock.pauses.clone());
        let within = pauses.iter().filter(|pause| pause.end() >= first && place(pause.first) < days as i64);
        let pauses = within.map(|it| (place(it.first).max(0) as usize, place(it.end()).min(days as i64 - 1) as usize));
        Self {
            min: window.min,
            max: window.max,
            target: u32::midpoint(window.min, window.max),
            number: dates.iter().map(|date| u32::try_from(count.between(eve, *date)).unwrap_or(0)).collect(),
            since,
            pauses: pauses.collect(),
        }
    }

    /// Whether the numbers make sense for a plan of so many days.
    pub fn is_sound(&self, days: usize) -> bool {
        let lists = self.number.len() == days && self.since.as_ref().is_none_or(|since| since.len() == days);
        let rising = |list: &[u32]| list.windows(2).all(|pair| pair[0] <= pair[1]);
        lists && self.min <= self.max && self.max > 0 && rising(&self.number)
    }

    /// Counted days from a visit (none: the last touch before the plan) to a later day. Who was never touched is as if the target were
    /// reached when the plan begins.
    pub fn gap(&self, from: Option<usize>, to: usize) -> u32 {
        let Some(from) = from else {
            let waited = || self.target + self.number[to] - self.number[0];
            return self.since.as_ref().map_or_else(waited, |since| since[to]);
        };
        let run = |after: usize, to: usize, free: u32| (self.number[to] - self.number[after]).saturating_sub(free);
        let (mut after, mut carried, mut free) = (from, 0, 0);
        for (_, last) in self.pauses.iter().filter(|(_, last)| from <= *last && *last < to) {
            let reached = carried + run(after, *last, free);
            (after, carried, free) = (*last, reached.min(self.max), u32::from(reached >= self.max));
        }
        carried + run(after, to, free)
    }

    /// Counted days that nobody has come when the plan is over, as of its last day.
    pub fn rest(&self, from: Option<usize>) -> u32 {
        self.number.len().checked_sub(1).map_or(0, |last| self.gap(from, last))
    }
}
