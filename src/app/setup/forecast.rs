//! What a change of the rules would do, before it is made: how many accounts would be overdue, on their last day, in their window, and how
//! many working days the months to come would have.

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::cadence::State;
use crate::domain::calendar::Calendar;
use crate::domain::record::{Key, Kind, Record, holiday_year_id};
use crate::store::{BookRow, Reference, Result, Store};

use super::super::policy::Policy;
use super::super::who::Who;

/// How many accounts stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Past their window.
    pub overdue: usize,
    /// On the last day of it.
    pub last_day: usize,
    /// In it, before its last day.
    pub in_window: usize,
    /// Before it.
    pub early: usize,
}

/// The due list now and then.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    /// How many accounts were looked at.
    pub accounts: usize,
    /// As the rules are.
    pub now: Tally,
    /// As they would be.
    pub then: Tally,
    /// How many accounts would stand elsewhere.
    pub moved: usize,
    /// Months whose working days change: the first of the month, how many it has and would have.
    pub months: Vec<(NaiveDate, i64, i64)>,
}

impl Tally {
    fn count(&mut self, state: State) {
        match state {
            State::Overdue { .. } => self.overdue += 1,
            State::LastDay => self.last_day += 1,
            State::InWindow { .. } => self.in_window += 1,
            State::Early { .. } => self.early += 1,
            State::Never | State::Paused { .. } | State::NoCadence => {}
        }
    }
}

/// What becomes of these accounts under other rules.
pub fn forecast(rows: &[BookRow], now: &Policy, then: &Policy, today: NaiveDate) -> Forecast {
    let mut found = Forecast { accounts: rows.len(), ..Forecast::default() };
    for row in rows {
        let [before, after] = [now, then].map(|policy| policy.line(row.clone(), today).standing.state);
        found.now.count(before);
        found.then.count(after);
        found.moved += usize::from(before != after);
    }
    found.months = months(&now.calendar, &then.calendar, today);
    found
}

/// The months whose working days differ: this one, the eleven before and the twenty-four to come.
pub fn months(now: &Calendar, then: &Calendar, today: NaiveDate) -> Vec<(NaiveDate, i64, i64)> {
    let first = today.with_day(1).and_then(|first| first.checked_sub_months(Months::new(11)));
    let all = (0..36).filter_map(|n| first?.checked_add_months(Months::new(n)));
    all.map(|month| (month, now.of_month(month).1, then.of_month(month).1)).filter(|(_, a, b)| a != b).collect()
}

/// The reference data with one record as it would become; none: it would go.
pub fn changed(reference: &Reference, key: Key, after: Option<&Record>) -> Reference {
    let mut then = reference.clone();
    match key.kind {
        Kind::Tier => then.tiers.retain(|it| it.id.0 != key.id),
        Kind::HolidayYear => then.holidays.retain(|it| holiday_year_id(it.year) != key.id),
        Kind::Leave => then.leave.retain(|it| it.id.0 != key.id),
        _ => {}
    }
    match after {
        Some(Record::Tier(it)) => then.tiers.push(it.clone()),
        Some(Record::HolidayYear(it)) => then.holidays.push(it.clone()),
        Some(Record::Leave(it)) => then.leave.push(it.clone()),
        _ => {}
    }
    then
}

/// The same for every account of the people the viewer sees.
pub fn read(store: &dyn Store, who: &Who, key: Key, after: Option<&Record>) -> Result<Forecast> {
    let viewer = who.viewer();
    let reference = store.reference(viewer)?;
    let mut rows = Vec::new();
    for rep in store.reps(viewer)? {
        rows.extend(store.book(viewer, rep.id, who.today)?);
    }
    let then = Policy::new(&changed(&reference, key, after));
    Ok(forecast(&rows, &Policy::new(&reference), &then, who.today))
}
