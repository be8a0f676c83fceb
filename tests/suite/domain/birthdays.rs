//! Birthdays by both calendars, on days that anybody can look up.

use rounds::domain::birthday::{Ahead, Birthday};

use super::day;

fn falls(birthday: Birthday, from: &str, days: u64) -> Option<String> {
    Ahead::new(day(from), days).falls(birthday).map(|day| day.to_string())
}

#[test]
fn birthdays_fall_on_the_days_that_calendars_say() {
    let solar = |month, day| Birthday::new(Some(1980), month, day, false).unwrap();
    let lunar = |month, day| Birthday::new(None, month, day, true).unwrap();
    let table = [
        (solar(11, 27), "2026-11-20", "2026-11-27"),
        (solar(11, 20), "2026-11-20", "2026-11-20"),
        (solar(1, 2), "2026-12-30", "2027-01-02"),
        (solar(2, 29), "2027-02-25", "2027-02-28"),
        (solar(2, 29), "2028-02-25", "2028-02-29"),
        // New Year, the Lantern Festival, Dragon Boat, Mid-Autumn and Double Ninth of 2026.
        (lunar(1, 1), "2026-02-10", "2026-02-17"),
        (lunar(1, 15), "2026-02-25", "2026-03-03"),
        (lunar(5, 5), "2026-06-15", "2026-06-19"),
        (lunar(8, 15), "2026-09-20", "2026-09-25"),
        (lunar(9, 9), "2026-10-10", "2026-10-18"),
        // The last month of that year has 29 days: New Year's Eve is 5 February 2027.
        (lunar(12, 30), "2027-02-01", "2027-02-05"),
    ];
    for (birthday, from, falls_on) in table {
        assert_eq!(falls(birthday, from, 14).as_deref(), Some(falls_on), "{birthday:?}");
        assert_eq!(falls(birthday, from, 0), None);
    }
    assert_eq!(falls(solar(11, 27), "2026-11-20", 7), None, "the seventh day after is the eighth of the row");
    // 2025 had a leap sixth month, from 25 July: a birthday falls once.
    assert_eq!(falls(lunar(6, 10), "2025-06-25", 60).as_deref(), Some("2025-07-04"));
    assert_eq!(falls(lunar(6, 10), "2025-07-25", 29), None);
}
