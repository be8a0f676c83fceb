//! The stored days agree with the state that is computed when read: "overdue" is `last_day < today`.

use chrono::NaiveDate;
use proptest::prelude::*;
use rounds::domain::cadence::{Clock, DayCount, Due, State, Unit, due, standing};

use super::counting::{Book, a_book, a_window, at};
use super::{Case, day, shipped, span};

fn due_of(case: &Case, today: &str) -> (String, String) {
    let calendar = shipped();
    let count = DayCount::new(case.unit, &calendar, &case.closures, &case.pauses, &case.leave);
    let clock = Clock { last: case.last, pauses: case.pauses.clone() };
    let Due { opens, last_day } = due(&clock, Some(case.window), &count, day(today));
    let said = |day: Option<NaiveDate>| day.map_or("none".to_owned(), |day| day.to_string());
    (said(opens), said(last_day))
}

#[test]
fn when_a_key_account_opens_and_when_it_is_due() {
    let seen = || Case::key("2026-03-02");
    let table = [
        ("ordinary week", seen(), "2026-03-02", ("2026-03-05", "2026-03-09")),
        // The last day is the last calendar day that is not overdue: the Sunday after the Friday on which max is reached.
        ("due on a Friday", Case::key("2026-03-06"), "2026-03-06", ("2026-03-11", "2026-03-15")),
        ("Spring Festival", Case::key("2026-02-13"), "2026-02-13", ("2026-02-25", "2026-02-27")),
        ("calendar days", Case::key("2026-02-13").calendar_days(), "2026-02-13", ("2026-02-16", "2026-02-18")),
        ("pause in force", seen().paused(&["2026-03-04..2026-03-12"]), "2026-03-05", ("2026-03-16", "2026-03-18")),
        (
            "overdue, then paused",
            seen().paused(&["2026-03-16..2026-03-19"]),
            "2026-03-17",
            ("2026-03-20", "2026-03-22"),
        ),
        ("back on a Saturday", seen().paused(&["2026-03-16..2026-03-20"]), "2026-03-21", ("2026-03-21", "2026-03-23")),
        ("pause without end", seen().paused(&["2026-03-04.."]), "2026-03-05", ("none", "none")),
        ("closed for good", seen().closed(&["2026-03-06.."]), "2026-03-05", ("2026-03-05", "none")),
    ];
    for (what, case, today, (opens, last_day)) in table {
        assert_eq!(due_of(&case, today), (opens.to_owned(), last_day.to_owned()), "{what}");
    }
    let mut never = seen();
    never.last = None;
    assert_eq!(due_of(&never, "2026-03-02"), ("none".to_owned(), "none".to_owned()));
}

#[test]
fn a_shop_shut_for_good_after_a_pause_is_never_overdue_again() {
    let case = Case::key("2026-03-02").paused(&["2026-03-16..2026-03-19"]).closed(&["2026-03-20.."]);
    assert_eq!(due_of(&case, "2026-03-17"), ("2026-03-20".to_owned(), "none".to_owned()));
    assert_eq!(case.says("2026-06-01"), "day 5, last day");
}

/// Books in which every pause has begun by `today`.
fn begun(book: Book, today: NaiveDate) -> Book {
    let pauses = book.pauses.into_iter().filter(|pause| pause.first <= today).collect();
    Book { pauses, ..book }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn overdue_and_open_from_the_stored_days_on(
        book in a_book(), window in a_window(), last in 0_i64..100, since in 0_i64..100,
    ) {
        let (calendar, last, today) = (shipped(), at(last), at(last + since));
        let book = begun(book, today);
        let (count, clock) = (book.count(&calendar), Clock { last: Some(last), pauses: book.pauses.clone() });
        let stored = due(&clock, Some(window), &count, today);
        for day in today.iter_days().take(121).filter(|day| !book.is_paused(*day)) {
            let found = standing(&clock, Some(window), &count, day);
            let overdue = matches!(found.state, State::Overdue { .. });
            prop_assert_eq!(overdue, stored.last_day.is_some_and(|last_day| day > last_day), "{}: {:?}, {:?}", day, found, stored);
            let open = found.days >= Some(window.min);
            prop_assert_eq!(open, stored.opens.is_some_and(|opens| day >= opens), "{}: {:?}, {:?}", day, found, stored);
            // Time passing rewrites nothing.
            prop_assert_eq!(due(&clock, Some(window), &count, day), stored, "seen from {}", day);
        }
    }

    #[test]
    fn a_pause_to_come_can_only_put_the_true_days_later(
        book in a_book(), window in a_window(), last in 0_i64..100, since in 0_i64..100,
    ) {
        let (calendar, last, today) = (shipped(), at(last), at(last + since));
        let (count, clock) = (book.count(&calendar), Clock { last: Some(last), pauses: book.pauses.clone() });
        let stored = due(&clock, Some(window), &count, today);
        for day in today.iter_days().take(121).filter(|day| !book.is_paused(*day)) {
            let found = standing(&clock, Some(window), &count, day);
            if matches!(found.state, State::Overdue { .. }) {
                prop_assert!(stored.last_day.is_some_and(|last_day| last_day < day), "{}: {:?}, {:?}", day, found, stored);
            }
        }
    }
}

#[test]
fn no_cadence_has_no_days_to_store() {
    let calendar = shipped();
    let clock = Clock { last: Some(day("2026-03-02")), pauses: vec![span("2026-03-04..2026-03-05")] };
    let count = DayCount::new(Unit::Working, &calendar, &[], &clock.pauses, &[]);
    assert_eq!(due(&clock, None, &count, day("2026-03-10")), Due::default());
}
