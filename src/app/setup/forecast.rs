//! What a change of the rules would do, before it is made: how many accounts would be overdue, on their last day, in their window, and how
//! many working days the months to come would have.

use std::mem::discriminant;

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
        found.moved += usize::from(discriminant(&before) != discriminant(&after));
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::cadence::{Level, Unit, Window};
    use crate::domain::calendar::{HolidayYear, shipped_holidays};
    use crate::domain::ids::{AccountId, TierId};
    use crate::domain::tier::{Tier, shipped_tiers};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// An account of tier A that was last touched on a day.
    fn row(tier: TierId, last: Option<&str>) -> BookRow {
        BookRow {
            account: AccountId(Uuid::nil()),
            name: String::new(),
            other_name: String::new(),
            code: String::new(),
            address: String::new(),
            place: None,
            rep: None,
            tier: Some(tier),
            beat: None,
            minutes: None,
            added: day("2026-01-01"),
            last: last.map(day),
            own_window: None,
            pauses: Vec::new(),
            closures: Vec::new(),
            matter_due: None,
            matters: 0,
            complaint: false,
            care: None,
            hours: Vec::new(),
            requests: 0,
            goods: false,
            appointment: None,
            planned: None,
            visiting: None,
        }
    }

    fn reference() -> Reference {
        let mut n = 0;
        let tiers = shipped_tiers(|| {
            n += 1;
            TierId(Uuid::from_u128(n))
        });
        Reference { tiers, holidays: shipped_holidays(), ..Reference::default() }
    }

    /// Tier A in another window.
    fn with(reference: &Reference, min: u32, max: u32, unit: Unit) -> Tier {
        let mut tier = reference.tiers[0].clone();
        let cadence = tier.cadences.get_mut(&Level::Rep).unwrap();
        (cadence.window, cadence.unit) = (Window { min, max }, unit);
        tier
    }

    #[test]
    fn a_tier_in_another_window_moves_the_accounts_of_that_tier() {
        let reference = reference();
        let [a, b] = [0, 1].map(|at| reference.tiers[at].id);
        // Friday; 1, 3, 4, 5 and 8 working days ago, never, and one of another tier.
        let today = day("2026-11-20");
        let lasts = ["2026-11-19", "2026-11-17", "2026-11-16", "2026-11-13", "2026-11-10"];
        let mut rows: Vec<BookRow> = lasts.iter().map(|last| row(a, Some(last))).collect();
        rows.extend([row(a, None), row(b, Some("2026-11-10"))]);
        let tally = |overdue, last_day, in_window, early| Tally { overdue, last_day, in_window, early };
        let now = tally(1, 1, 3, 1);
        for (min, max, unit, then, moved) in [
            (3, 5, Unit::Working, now, 0),
            (2, 4, Unit::Working, tally(2, 1, 2, 1), 2),
            (1, 3, Unit::Working, tally(3, 1, 2, 0), 4),
            (3, 5, Unit::Calendar, tally(2, 0, 3, 1), 1),
            (10, 20, Unit::Working, tally(0, 0, 1, 5), 4),
        ] {
            let key = Key::new(Kind::Tier, a.0);
            let changed = changed(&reference, key, Some(&with(&reference, min, max, unit).into()));
            let found = forecast(&rows, &Policy::new(&reference), &Policy::new(&changed), today);
            assert_eq!((found.accounts, found.now), (7, now));
            assert_eq!((found.then, found.moved), (then, moved), "{min}–{max} {unit:?}");
            assert_eq!(found.months, []);
        }
    }

    #[test]
    fn a_year_moves_accounts_and_the_working_days_of_its_months() {
        let reference = reference();
        let today = day("2026-11-20");
        let rows = [row(reference.tiers[0].id, Some("2026-11-13"))];
        let mut year = reference.holidays.iter().find(|it| it.year == 2026).unwrap().clone();
        year.off.extend([day("2026-11-18"), day("2026-12-25"), day("2026-12-26")]);
        let key = Key::new(Kind::HolidayYear, holiday_year_id(2026));
        let then = changed(&reference, key, Some(&year.into()));
        let found = forecast(&rows, &Policy::new(&reference), &Policy::new(&then), today);
        assert_eq!((found.now.last_day, found.then.in_window, found.moved), (1, 1, 1));
        // The 26th is a Saturday anyway.
        assert_eq!(found.months, [(day("2026-11-01"), 21, 20), (day("2026-12-01"), 23, 22)]);
        let gone = changed(&reference, key, None);
        assert!(!gone.holidays.iter().any(|it: &HolidayYear| it.year == 2026));
        let months = months(&Policy::new(&reference).calendar, &Policy::new(&gone).calendar, today);
        assert!(months.contains(&(day("2026-10-01"), 18, 22)), "{months:?}");
    }
}
