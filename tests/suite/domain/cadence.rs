//! Counted days and the states they mean.

use rounds::domain::cadence::{Clock, DayCount, Level, State, Unit, Window, standing, state_in};
use rounds::domain::tier::shipped_tiers;

use super::{Case, day, said, shipped, window};

#[test]
fn the_worked_case_of_the_spring_festival() {
    // Key account, last seen Friday 2026-02-13, 3-5 days. Saturday 14th is a make-up day, 15th to 23rd is Spring Festival.
    let account = Case::key("2026-02-13");
    assert_eq!(account.says("2026-02-24"), "day 2, early, opens in 1");
    assert_eq!(account.calendar_days().says("2026-02-24"), "day 11, overdue by 6");
}

#[test]
fn key_account_day_by_day_over_an_ordinary_week_and_a_weekend() {
    let account = Case::key("2026-03-02"); // a Monday
    let table = [
        ("2026-03-02", "day 0, early, opens in 3"),
        ("2026-03-03", "day 1, early, opens in 2"),
        ("2026-03-04", "day 2, early, opens in 1"),
        ("2026-03-05", "day 3, in window, 2 left"),
        ("2026-03-06", "day 4, in window, 1 left"),
        ("2026-03-07", "day 4, in window, 1 left"), // Saturday and Sunday change nothing
        ("2026-03-08", "day 4, in window, 1 left"),
        ("2026-03-09", "day 5, last day"),
        ("2026-03-10", "day 6, overdue by 1"),
        ("2026-03-13", "day 9, overdue by 4"),
        ("2026-03-15", "day 9, overdue by 4"),
    ];
    for (today, expected) in table {
        assert_eq!(account.says(today), expected, "{today}");
    }
}

#[test]
fn every_boundary_of_the_shipped_windows() {
    let table = [
        (3, 5, 0, "early, opens in 3"),
        (3, 5, 2, "early, opens in 1"),
        (3, 5, 3, "in window, 2 left"),
        (3, 5, 4, "in window, 1 left"),
        (3, 5, 5, "last day"),
        (3, 5, 6, "overdue by 1"),
        (7, 10, 6, "early, opens in 1"),
        (7, 10, 7, "in window, 3 left"),
        (7, 10, 9, "in window, 1 left"),
        (7, 10, 10, "last day"),
        (7, 10, 11, "overdue by 1"),
        (14, 30, 13, "early, opens in 1"),
        (14, 30, 14, "in window, 16 left"),
        (14, 30, 30, "last day"),
        (14, 30, 31, "overdue by 1"),
        // min = max: there is no "in window"
        (5, 5, 4, "early, opens in 1"),
        (5, 5, 5, "last day"),
        (5, 5, 6, "overdue by 1"),
        // min = 0: never too early
        (0, 1, 0, "in window, 1 left"),
        (0, 1, 1, "last day"),
    ];
    for (min, max, days, expected) in table {
        let state = state_in(window(min, max), days);
        let standing = rounds::domain::cadence::Standing { state, days: None, window: None };
        assert_eq!(said(&standing), expected, "{min}-{max}, day {days}");
    }
}

#[test]
fn a_window_needs_its_bounds_in_order() {
    assert_eq!(Window::new(5, 3), None);
    assert_eq!(Window::new(0, 0), None);
    assert_eq!(Window::new(5, 5).map(Window::length), Some(1));
    assert_eq!(Window::new(14, 30).map(Window::length), Some(16));
}

#[test]
fn the_tiers_that_ship() {
    let shipped = shipped_tiers(|| uuid::Uuid::nil().into());
    let rows: Vec<_> = shipped
        .iter()
        .map(|tier| {
            let cadence = tier.cadences[&Level::Rep];
            (tier.code.as_str(), cadence.window.min, cadence.window.max, tier.minutes, tier.factor)
        })
        .collect();
    assert_eq!(rows, [("A", 3, 5, 30, 1.5), ("B", 7, 10, 20, 1.2), ("C", 14, 30, 15, 1.0)]);
    for tier in &shipped {
        assert_eq!(tier.cadences.len(), 1, "{}: no cadence for supervisors and managers", tier.code);
        let cadence = tier.cadences[&Level::Rep];
        assert_eq!((cadence.unit, cadence.phone_counts, cadence.chat_counts), (Unit::Working, false, false));
    }
}

#[test]
fn never_touched_and_no_cadence_have_no_days() {
    let calendar = shipped();
    let count = DayCount::new(Unit::Working, &calendar, &[], &[], &[]);
    let untouched = Clock::default();
    let touched = Clock { last: Some(day("2026-03-02")), ..Clock::default() };
    let today = day("2026-03-10");

    let never = standing(&untouched, Some(window(3, 5)), &count, today);
    assert_eq!((never.state, never.days, never.over()), (State::Never, None, None));
    for clock in [&untouched, &touched] {
        let none = standing(clock, None, &count, today);
        assert_eq!((none.state, none.days, none.over()), (State::NoCadence, None, None));
    }
    let known = standing(&touched, Some(window(3, 5)), &count, today);
    assert_eq!(known.over(), Some(1));
    assert_eq!(standing(&touched, Some(window(3, 5)), &count, day("2026-03-03")).over(), Some(-4));
}

#[test]
fn month_ends_leap_days_and_year_ends_in_calendar_days() {
    let table = [
        ("2026-01-30", "2026-02-01", 2),
        ("2026-02-27", "2026-03-01", 2),
        ("2024-02-28", "2024-03-01", 2), // over 2024-02-29
        ("2024-02-29", "2024-03-01", 1),
        ("2028-02-28", "2028-02-29", 1),
        ("2028-02-29", "2028-03-05", 5),
        ("2025-12-31", "2026-01-01", 1),
        ("2025-12-29", "2026-01-04", 6),
        ("2024-02-29", "2025-02-28", 365),
        ("2024-02-28", "2025-02-28", 366),
    ];
    for (last, today, days) in table {
        let standing = Case::key(last).calendar_days().on(day(today));
        assert_eq!(standing.days, Some(days), "{last} to {today}");
    }
}

#[test]
fn month_ends_leap_days_and_year_ends_in_working_days() {
    let table = [
        ("2024-02-28", "2024-03-01", 2), // Thursday 2024-02-29 is worked
        ("2024-02-29", "2024-03-04", 2), // Friday, weekend, Monday
        ("2028-02-28", "2028-02-29", 1),
        ("2028-02-29", "2028-03-06", 4),
        ("2025-12-31", "2026-01-04", 1), // three days off, then Sunday the 4th is a make-up day
        ("2025-12-31", "2026-01-05", 2),
        ("2025-09-26", "2025-09-28", 1), // Sunday made up before National Day
        ("2025-09-30", "2025-10-09", 1), // National Day and Mid-Autumn, eight days
        ("2025-10-09", "2025-10-11", 2), // Saturday made up after it
        ("2026-09-30", "2026-10-08", 1),
        ("2026-12-31", "2027-01-01", 1), // 2027 is not published: a Friday like any other
    ];
    for (last, today, days) in table {
        let standing = Case::key(last).on(day(today));
        assert_eq!(standing.days, Some(days), "{last} to {today}");
    }
}

#[test]
fn closures_count_in_neither_unit_leave_only_stops_working_days() {
    // Monday 2nd to Monday 16th March 2026: ten working days, fourteen calendar days.
    let seen = || Case::key("2026-03-02");
    let days = |case: Case| case.on(day("2026-03-16")).days;
    let three_days = ["2026-03-04..2026-03-06"];
    let over_a_weekend = ["2026-03-06..2026-03-09"]; // two working days of four
    assert_eq!((days(seen()), days(seen().calendar_days())), (Some(10), Some(14)));
    assert_eq!(
        (days(seen().closed(&three_days)), days(seen().calendar_days().closed(&three_days))),
        (Some(7), Some(11))
    );
    assert_eq!(
        (days(seen().closed(&over_a_weekend)), days(seen().calendar_days().closed(&over_a_weekend))),
        (Some(8), Some(10))
    );
    assert_eq!(
        (days(seen().on_leave(&three_days)), days(seen().calendar_days().on_leave(&three_days))),
        (Some(7), Some(14))
    );
}

#[test]
fn a_day_is_left_out_once_however_many_reasons_it_has() {
    let case = Case::key("2026-03-02")
        .closed(&["2026-03-04..2026-03-06", "2026-03-05..2026-03-09"])
        .on_leave(&["2026-03-06..2026-03-10", "2026-03-07..2026-03-08"]);
    // Left: Tuesday 3rd, Wednesday 11th to Friday 13th, Monday 16th.
    assert_eq!(case.on(day("2026-03-16")).days, Some(5));
}

#[test]
fn leave_before_the_touch_or_after_today_changes_nothing() {
    let case = Case::key("2026-03-02").on_leave(&["2026-02-25..2026-03-02", "2026-03-17..2026-03-20"]);
    assert_eq!(case.on(day("2026-03-16")).days, Some(10));
}

#[test]
fn after_a_hand_over_the_present_reps_leave_applies_to_the_whole_span() {
    // Last seen by the former rep on the 2nd, handed over on the 12th. Counting knows one rep: the present one.
    let present = Case::key("2026-03-02").on_leave(&["2026-03-04..2026-03-06"]);
    let former = Case::key("2026-03-02");
    assert_eq!(present.says("2026-03-09"), "day 2, early, opens in 1");
    assert_eq!(former.says("2026-03-09"), "day 5, last day");
}

#[test]
fn a_rest_day_changes_no_state_in_a_working_day_tier() {
    let account = Case::key("2026-02-06").closed(&["2026-03-11..2026-03-12"]);
    for offset in 1..60 {
        let today = day("2026-02-06") + chrono::Duration::days(offset);
        let closed = (day("2026-03-11")..=day("2026-03-12")).contains(&today);
        if closed || !shipped().is_working(today) {
            assert_eq!(account.on(today).state, account.on(today.pred_opt().unwrap()).state, "{today}");
        }
    }
}

#[test]
fn a_touch_dated_after_today_is_day_0() {
    assert_eq!(Case::key("2026-03-10").on(day("2026-03-09")).days, Some(0));
}
