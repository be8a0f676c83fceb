//! How many visits a book asks for on a working day.

use rounds::domain::cadence::Unit;
use rounds::domain::capacity::{Group, Period, visits_per_working_day};

use super::{day, shipped, window};

fn a_and_b(unit: Unit) -> [Group; 2] {
    [Group { accounts: 60, window: window(3, 5), unit }, Group { accounts: 150, window: window(7, 10), unit }]
}

const FIVE_DAY_WEEK: Period = Period { calendar_days: 7, working_days: 5 };

#[test]
fn sixty_a_and_150_b_ask_for_more_than_a_day_holds() {
    let per_day = |unit| format!("{:.1}", visits_per_working_day(&a_and_b(unit), FIVE_DAY_WEEK).unwrap());
    assert_eq!(per_day(Unit::Working), "32.6");
    assert_eq!(per_day(Unit::Calendar), "45.7");
}

#[test]
fn units_may_be_mixed_and_an_empty_book_asks_for_nothing() {
    let [a, _] = a_and_b(Unit::Working);
    let [_, b] = a_and_b(Unit::Calendar);
    let per_day = visits_per_working_day(&[a, b], FIVE_DAY_WEEK).unwrap();
    assert!((per_day - (60.0 / 4.0 + 150.0 / 8.5 * 1.4)).abs() < 1e-9, "{per_day}");
    assert_eq!(visits_per_working_day(&[], FIVE_DAY_WEEK).map(f64::to_bits), Some(0.0_f64.to_bits()));
}

#[test]
fn the_period_is_counted_on_the_calendar() {
    // February 2026: 28 days, of which Spring Festival leaves 16.
    let february = Period::of(&shipped(), day("2026-02-01"), day("2026-02-28"));
    assert_eq!(february, Period { calendar_days: 28, working_days: 16 });
    let [_, b] = a_and_b(Unit::Calendar);
    let per_day = visits_per_working_day(&[b], february).unwrap();
    assert!((per_day - 150.0 / 8.5 * 28.0 / 16.0).abs() < 1e-9, "{per_day}");
}

#[test]
fn a_period_in_which_nobody_works_holds_no_visits_at_all() {
    let festival = Period::of(&shipped(), day("2026-02-15"), day("2026-02-23"));
    assert_eq!(festival.working_days, 0);
    assert_eq!(visits_per_working_day(&a_and_b(Unit::Calendar), festival), None);
}
