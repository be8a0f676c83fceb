//! What an account takes in four weeks: calls at the middle of its window, their length, and the way to each. An estimate, the same
//! whoever looks after it, so that loads can be added up before anybody has a route.

use crate::domain::account::Account;
use crate::domain::cadence::Unit;
use crate::domain::place::Place;
use crate::planning::spacing::spacing;
use crate::planning::travel::{GUESSED_SECONDS, Travel};

use crate::app::policy::Policy;

/// Days of four weeks: those that are worked, holidays left out of account, and all.
const WORKING_DAYS: f64 = 20.0;
const CALENDAR_DAYS: f64 = 28.0;

/// A way between two calls of a day is taken to be as long as the one to the fourth nearest account: of the shops of a street every second
/// or third is due on one day.
const NEIGHBOUR: usize = 4;

/// Seconds that each account takes in four weeks; none for those that nobody expects at an interval.
pub fn four_weeks(accounts: &[Account], policy: &Policy) -> Vec<u64> {
    let placed: Vec<Place> =
        accounts.iter().filter_map(|account| account.place.and_then(|it| Place::new(it.lat, it.lon))).collect();
    let mut ways = spacing(&placed, NEIGHBOUR).into_iter();
    let travel = Travel::default();
    let mut way = |account: &Account| match account.place.and_then(|it| Place::new(it.lat, it.lon)) {
        Some(_) => ways.next().unwrap_or(0.0) * travel.circuity * 3.6 / travel.kmh,
        None => f64::from(GUESSED_SECONDS),
    };
    let mut seconds = |account: &Account| {
        let call = f64::from(policy.minutes_of(account.tier, account.minutes) * 60);
        (visits(account, policy) * (call + way(account))).round() as u64
    };
    accounts.iter().map(&mut seconds).collect()
}

/// Visits in four weeks, if each falls into the middle of the window.
fn visits(account: &Account, policy: &Policy) -> f64 {
    let own = account.own_window.as_ref().map(|own| own.window);
    let Some(cadence) = policy.cadence_of(account.tier, own) else { return 0.0 };
    let days = match cadence.unit {
        Unit::Working => WORKING_DAYS,
        Unit::Calendar => CALENDAR_DAYS,
    };
    days / f64::midpoint(f64::from(cadence.window.min), f64::from(cadence.window.max))
}
