//! Public holidays and make-up working days, year by year.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate, Weekday};
use proptest::prelude::*;
use rounds::domain::calendar::{Calendar, HolidayYear, shipped_holidays};

use super::{day, shipped, span};

/// The decrees, written out by hand: every holiday with its edges, every make-up day.
const OFF: &[(&str, &str)] = &[
    ("New Year 2025", "2025-01-01"),
    ("Spring Festival 2025", "2025-01-28..2025-02-04"),
    ("Qingming 2025", "2025-04-04..2025-04-06"),
    ("Labour Day 2025", "2025-05-01..2025-05-05"),
    ("Dragon Boat 2025", "2025-05-31..2025-06-02"),
    ("National Day and Mid-Autumn 2025", "2025-10-01..2025-10-08"),
    ("New Year 2026", "2026-01-01..2026-01-03"),
    ("Spring Festival 2026", "2026-02-15..2026-02-23"),
    ("Qingming 2026", "2026-04-04..2026-04-06"),
    ("Labour Day 2026", "2026-05-01..2026-05-05"),
    ("Dragon Boat 2026", "2026-06-19..2026-06-21"),
    ("Mid-Autumn 2026", "2026-09-25..2026-09-27"),
    ("National Day 2026", "2026-10-01..2026-10-07"),
];

const MADE_UP: &[&str] = &[
    "2025-01-26",
    "2025-02-08",
    "2025-04-27",
    "2025-09-28",
    "2025-10-11", //
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
];

fn off_days() -> BTreeSet<NaiveDate> {
    let days = |text| span(text).first.iter_days().take_while(move |day| span(text).contains(*day));
    OFF.iter().flat_map(|(_, text)| days(text)).collect()
}

fn made_up() -> BTreeSet<NaiveDate> {
    MADE_UP.iter().map(|text| day(text)).collect()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[test]
fn every_day_of_2025_and_2026_is_as_decreed() {
    let (calendar, off, made_up) = (shipped(), off_days(), made_up());
    for today in day("2025-01-01").iter_days().take(365 * 2) {
        let works = made_up.contains(&today) || !(is_weekend(today) || off.contains(&today));
        assert_eq!(calendar.is_working(today), works, "{today} {}", today.weekday());
    }
}

#[test]
fn working_days_of_whole_years_and_of_months() {
    let calendar = shipped();
    let in_year = |year: i32| {
        let last = |year| NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        calendar.ordinal(last(year)) - calendar.ordinal(last(year - 1))
    };
    // 261 weekdays in each year, less holidays on weekdays, plus made-up days.
    assert_eq!((in_year(2025), in_year(2026)), (248, 248));

    let table = [
        ("2026-02-24", (12, 16)), // Spring Festival month: 2–6, 9–14, 24
        ("2026-02-28", (16, 16)),
        ("2026-02-01", (0, 16)),
        ("2026-01-01", (0, 21)),
        ("2026-10-31", (18, 18)),
        ("2025-10-09", (1, 18)),
        ("2024-02-29", (21, 21)),
        ("2028-02-29", (21, 21)),
    ];
    for (today, expected) in table {
        assert_eq!(calendar.of_month(day(today)), expected, "{today}");
    }
}

#[test]
fn the_working_day_before_and_after() {
    let calendar = shipped();
    let table = [
        ("2026-02-13", "2026-02-12", "2026-02-14"), // Friday, then a made-up Saturday
        ("2026-02-14", "2026-02-13", "2026-02-24"), // over Spring Festival
        ("2026-02-20", "2026-02-14", "2026-02-24"),
        ("2026-02-24", "2026-02-14", "2026-02-25"),
        ("2025-12-31", "2025-12-30", "2026-01-04"), // over the year's end
        ("2026-09-30", "2026-09-29", "2026-10-08"),
        ("2026-03-07", "2026-03-06", "2026-03-09"), // an ordinary weekend
    ];
    for (today, before, after) in table {
        assert_eq!(calendar.previous_working(day(today)), day(before), "before {today}");
        assert_eq!(calendar.next_working(day(today)), day(after), "after {today}");
    }
}

#[test]
fn a_year_that_is_not_published_says_so_and_has_only_weekends() {
    let calendar = shipped();
    assert_eq!([2024, 2025, 2026, 2027].map(|year| calendar.is_published(year)), [false, true, true, false]);
    for today in day("2027-01-01").iter_days().take(365) {
        assert_eq!(calendar.is_working(today), !is_weekend(today), "{today}");
    }
}

#[test]
fn of_two_decrees_for_a_year_the_later_in_the_list_replaces_the_whole_other() {
    let decree = |off: &[&str], working: &[&str]| HolidayYear {
        year: 2027,
        off: off.iter().map(|text| day(text)).collect(),
        working: working.iter().map(|text| day(text)).collect(),
    };
    let first = decree(&["2026-12-31", "2027-01-04"], &["2027-01-09"]);
    let second = decree(&["2027-01-05"], &[]);
    let calendar = Calendar::new(&[first, second]);
    let worked = ["2026-12-31", "2027-01-04", "2027-01-05", "2027-01-09"].map(|text| calendar.is_working(day(text)));
    assert_eq!(worked, [true, true, false, false]);
}

#[test]
fn a_decree_may_name_days_of_the_year_before_whatever_the_order_of_the_list() {
    // As for New Year 2023, which began on 2022-12-31; here the eve is a Thursday.
    let eve = HolidayYear { year: 2027, off: vec![day("2026-12-31"), day("2027-01-01")], working: Vec::new() };
    let mut years = shipped_holidays();
    years.push(eve);
    for _ in 0..2 {
        let calendar = Calendar::new(&years);
        assert!(!calendar.is_working(day("2026-12-31")));
        assert!(!calendar.is_working(day("2026-10-01")), "the rest of 2026 stands");
        years.reverse();
    }
}

proptest! {
    #[test]
    fn ordinals_months_and_neighbours_agree_with_walking_day_by_day(
        offset in 0_i64..1500,
        length in 0_i64..400,
        off in prop::collection::vec(0_i64..1500, 0..30),
        working in prop::collection::vec(0_i64..1500, 0..30),
    ) {
        let at = |offset: i64| day("2024-01-01") + chrono::Duration::days(offset);
        // One decree a year, as people publish them.
        let years: Vec<HolidayYear> = (2024..=2028)
            .map(|year| {
                let of_year = |days: &[i64]| days.iter().map(|it| at(*it)).filter(|it| it.year() == year).collect();
                HolidayYear { year, off: of_year(&off), working: of_year(&working) }
            })
            .collect();
        let calendar = Calendar::new(&years);
        let works = |day: NaiveDate| {
            let named = |days: &[i64]| days.iter().any(|it| at(*it) == day);
            named(&working) || (!named(&off) && !is_weekend(day))
        };
        let worked = |from: NaiveDate, through: NaiveDate| {
            from.iter_days().skip(1).take_while(|it| *it <= through).filter(|it| works(*it)).count() as i64
        };
        let (first, last) = (at(offset), at(offset + length));
        prop_assert_eq!(calendar.ordinal(last) - calendar.ordinal(first), worked(first, last));
        prop_assert_eq!(calendar.is_working(last), works(last));
        let next = last.iter_days().skip(1).find(|it| works(*it)).unwrap();
        prop_assert_eq!(calendar.next_working(last), next);
        let previous = (1..400).map(|back| last - chrono::Duration::days(back)).find(|it| works(*it)).unwrap();
        prop_assert_eq!(calendar.previous_working(last), previous);
        let eve = last.with_day(1).unwrap().pred_opt().unwrap();
        let end = last.iter_days().take_while(|it| it.month() == last.month()).last().unwrap();
        prop_assert_eq!(calendar.of_month(last), (worked(eve, last), worked(eve, end)));
    }
}
