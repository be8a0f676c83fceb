//! Pauses: days on which nobody should come are not counted, and nobody comes back to an account that is overdue.
//!
//! March 2026 has no holidays: the 2nd is a Monday, the 7th and 8th a weekend.

use super::{Case, day};

/// A key account (3–5 days) last seen on Monday 2 March.
fn seen() -> Case {
    Case::key("2026-03-02")
}

fn check(case: &Case, table: &[(&str, &str)]) {
    for (today, expected) in table {
        assert_eq!(case.says(today), *expected, "{today}");
    }
}

#[test]
fn paused_days_are_not_counted() {
    check(
        &seen().paused(&["2026-03-04..2026-03-12"]),
        &[
            ("2026-03-03", "day 1, early, opens in 2"),
            ("2026-03-04", "paused until 2026-03-13"),
            ("2026-03-12", "paused until 2026-03-13"),
            ("2026-03-13", "day 2, early, opens in 1"),
            ("2026-03-16", "day 3, in window, 2 left"),
            ("2026-03-18", "day 5, last day"),
            ("2026-03-19", "day 6, overdue by 1"),
        ],
    );
}

#[test]
fn an_overdue_account_comes_back_on_its_last_day_and_goes_on_from_there() {
    check(
        &seen().paused(&["2026-03-16..2026-03-19"]),
        &[
            ("2026-03-15", "day 9, overdue by 4"),
            ("2026-03-16", "paused until 2026-03-20"),
            ("2026-03-20", "day 5, last day"),
            ("2026-03-21", "day 5, last day"),
            ("2026-03-23", "day 6, overdue by 1"),
            ("2026-03-24", "day 7, overdue by 2"),
        ],
    );
    check(
        &seen().calendar_days().paused(&["2026-03-10..2026-03-20"]),
        &[
            ("2026-03-09", "day 7, overdue by 2"),
            ("2026-03-21", "day 5, last day"),
            ("2026-03-22", "day 6, overdue by 1"),
        ],
    );
}

#[test]
fn a_pause_that_begins_on_the_last_day_or_the_day_before() {
    let on_the_last_day = seen().paused(&["2026-03-09..2026-03-11"]);
    check(&on_the_last_day, &[("2026-03-12", "day 5, last day"), ("2026-03-13", "day 6, overdue by 1")]);
    let after_it = seen().paused(&["2026-03-10..2026-03-11"]);
    check(&after_it, &[("2026-03-12", "day 5, last day"), ("2026-03-13", "day 6, overdue by 1")]);
}

#[test]
fn a_pause_that_ends_before_a_rest_day() {
    let through_friday = "2026-03-16..2026-03-20";
    check(
        &seen().paused(&[through_friday]), // overdue when it began
        &[
            ("2026-03-20", "paused until 2026-03-21"),
            ("2026-03-21", "day 5, last day"), // Saturday
            ("2026-03-23", "day 5, last day"), // Monday, the first counted day
            ("2026-03-24", "day 6, overdue by 1"),
        ],
    );
    check(
        &Case::key("2026-03-11").paused(&[through_friday]), // two days old when it began
        &[
            ("2026-03-21", "day 2, early, opens in 1"),
            ("2026-03-23", "day 3, in window, 2 left"),
            ("2026-03-24", "day 4, in window, 1 left"),
        ],
    );
}

#[test]
fn a_closure_or_leave_right_after_a_pause_puts_off_the_first_counted_day() {
    let closed = seen().paused(&["2026-03-16..2026-03-18"]).closed(&["2026-03-17..2026-03-24"]);
    let on_leave = seen().paused(&["2026-03-16..2026-03-18"]).on_leave(&["2026-03-17..2026-03-24"]);
    for case in [closed, on_leave] {
        check(
            &case,
            &[
                ("2026-03-19", "day 5, last day"),
                ("2026-03-24", "day 5, last day"),
                ("2026-03-25", "day 5, last day"),
                ("2026-03-26", "day 6, overdue by 1"),
            ],
        );
    }
}

#[test]
fn a_touch_during_a_pause_is_the_new_last_touch() {
    let case = Case::key("2026-03-11").paused(&["2026-03-04..2026-03-17"]);
    check(
        &case,
        &[
            ("2026-03-12", "paused until 2026-03-18"),
            ("2026-03-18", "day 1, early, opens in 2"),
            ("2026-03-20", "day 3, in window, 2 left"),
        ],
    );
    let on_its_last_day = Case::key("2026-03-17").paused(&["2026-03-04..2026-03-17"]);
    check(&on_its_last_day, &[("2026-03-18", "day 1, early, opens in 2")]);
}

#[test]
fn a_touch_after_a_pause_has_nothing_to_do_with_it() {
    let paused = Case::key("2026-03-18").paused(&["2026-03-04..2026-03-17"]);
    check(&paused, &[("2026-03-18", "day 0, early, opens in 3"), ("2026-03-25", "day 5, last day")]);
}

#[test]
fn each_of_several_pauses_gives_the_last_day_back_once() {
    check(
        &seen().paused(&["2026-03-11..2026-03-12", "2026-03-18..2026-03-19"]),
        &[
            ("2026-03-10", "day 6, overdue by 1"),
            ("2026-03-13", "day 5, last day"),
            ("2026-03-16", "day 6, overdue by 1"),
            ("2026-03-17", "day 7, overdue by 2"),
            ("2026-03-20", "day 5, last day"),
            ("2026-03-23", "day 6, overdue by 1"),
        ],
    );
}

#[test]
fn pauses_that_overlap_touch_or_only_have_a_weekend_between_are_one() {
    let table: [&[&str]; 6] = [
        &["2026-03-04..2026-03-17"],
        &["2026-03-04..2026-03-17", "2026-03-06..2026-03-10"],
        &["2026-03-04..2026-03-12", "2026-03-10..2026-03-17"],
        &["2026-03-04..2026-03-12", "2026-03-13..2026-03-17"],
        &["2026-03-04..2026-03-13", "2026-03-16..2026-03-17"], // Friday, Monday
        &["2026-03-13..2026-03-17", "2026-03-04..2026-03-12"], // entered in any order
    ];
    for pauses in table {
        let case = seen().paused(pauses);
        assert_eq!(case.says("2026-03-18"), "day 2, early, opens in 1", "{pauses:?}");
        assert_eq!(case.says("2026-03-19"), "day 3, in window, 2 left", "{pauses:?}");
    }
}

#[test]
fn the_first_day_back_is_that_of_the_pauses_together() {
    let case = seen().paused(&["2026-03-04..2026-03-12", "2026-03-10..2026-03-17"]);
    assert_eq!(case.says("2026-03-11"), "paused until 2026-03-18");
    let until_further_notice = seen().paused(&["2026-03-04..2026-03-12", "2026-03-13.."]);
    assert_eq!(until_further_notice.says("2026-03-11"), "paused");
}

#[test]
fn a_pause_until_further_notice_has_no_end() {
    let case = seen().paused(&["2026-03-04.."]);
    check(&case, &[("2026-03-03", "day 1, early, opens in 2"), ("2026-03-04", "paused"), ("2036-03-04", "paused")]);
}

#[test]
fn a_pause_to_come_changes_nothing_until_it_begins() {
    let (plain, case) = (seen(), seen().paused(&["2026-03-12..2026-03-20", "2026-03-25.."]));
    for today in ["2026-03-02", "2026-03-05", "2026-03-09", "2026-03-11"] {
        assert_eq!(case.says(today), plain.says(today), "{today}");
    }
}

#[test]
fn a_closure_inside_or_across_a_pause_takes_no_day_twice() {
    let inside = seen().paused(&["2026-03-04..2026-03-12"]).closed(&["2026-03-05..2026-03-06"]);
    assert_eq!(inside.says("2026-03-13"), "day 2, early, opens in 1");
    let across_its_start = seen().paused(&["2026-03-05..2026-03-12"]).closed(&["2026-03-03..2026-03-06"]);
    assert_eq!(across_its_start.says("2026-03-13"), "day 1, early, opens in 2");
}

#[test]
fn over_spring_festival_with_its_make_up_days() {
    // Seen on Tuesday 10 February; paused over the festival's first days; back on Saturday the 21st, work starts on the 24th.
    let case = Case::key("2026-02-10").paused(&["2026-02-13..2026-02-20"]);
    check(
        &case,
        &[
            ("2026-02-12", "day 2, early, opens in 1"),
            ("2026-02-21", "day 2, early, opens in 1"),
            ("2026-02-24", "day 3, in window, 2 left"),
            ("2026-02-28", "day 7, overdue by 2"), // a made-up Saturday
        ],
    );
}

#[test]
fn never_touched_stays_never() {
    let mut case = seen().paused(&["2026-03-04..2026-03-12"]);
    case.last = None;
    check(&case, &[("2026-03-03", "never"), ("2026-03-04", "paused until 2026-03-13"), ("2026-03-13", "never")]);
    assert_eq!(case.on(day("2026-03-04")).days, None);
}
