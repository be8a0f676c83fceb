//! Business days: 04:00 to 04:00 in somebody's zone, through clock changes and across the date line.

use chrono::{DateTime, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use rounds::domain::day::{Span, business_day, instant, merged};

use super::{day, span, spans};

fn zone(name: &str) -> Tz {
    name.parse().unwrap()
}

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_business_day_starts_at_four_in_the_morning() {
    let table = [
        ("Asia/Shanghai", "2026-03-09T19:59:59Z", "2026-03-09"), // 03:59:59 on the 10th
        ("Asia/Shanghai", "2026-03-09T20:00:00Z", "2026-03-10"), // 04:00
        ("Asia/Shanghai", "2026-03-10T15:59:59Z", "2026-03-10"), // midnight to come
        ("Asia/Shanghai", "2026-03-10T18:00:00Z", "2026-03-10"), // 02:00: still the evening before
        ("Asia/Shanghai", "2025-12-31T19:00:00Z", "2025-12-31"), // the year's last business day
        ("Asia/Shanghai", "2024-02-29T18:00:00Z", "2024-02-29"), // 02:00 on 1 March
        ("Asia/Kathmandu", "2026-03-09T22:14:59Z", "2026-03-09"), // UTC+05:45
        ("Asia/Kathmandu", "2026-03-09T22:15:00Z", "2026-03-10"),
        // One instant, three days, around the date line.
        ("Pacific/Kiritimati", "2026-03-10T14:30:00Z", "2026-03-11"), // 04:30 on the 11th
        ("Pacific/Niue", "2026-03-10T14:30:00Z", "2026-03-09"),       // 03:30 on the 10th
        ("Europe/London", "2026-03-10T14:30:00Z", "2026-03-10"),
        // New York springs forward on 2026-03-08 at 02:00 and falls back on 2026-11-01 at 02:00.
        ("America/New_York", "2026-03-08T07:59:59Z", "2026-03-07"), // 03:59:59 summer time
        ("America/New_York", "2026-03-08T08:00:00Z", "2026-03-08"),
        ("America/New_York", "2026-11-01T08:59:59Z", "2026-10-31"), // 03:59:59 winter time
        ("America/New_York", "2026-11-01T09:00:00Z", "2026-11-01"),
    ];
    for (name, at, expected) in table {
        assert_eq!(business_day(utc(at), zone(name)), day(expected), "{name} {at}");
    }
}

#[test]
fn wall_clock_times_on_a_business_day() {
    let table = [
        ("Asia/Shanghai", "2026-03-10", "09:30", "2026-03-10T01:30:00Z"),
        ("Asia/Shanghai", "2026-03-10", "04:00", "2026-03-09T20:00:00Z"),
        ("Asia/Shanghai", "2026-03-10", "03:59", "2026-03-10T19:59:00Z"), // the small hours after it
        ("Asia/Shanghai", "2026-03-10", "00:00", "2026-03-10T16:00:00Z"),
        // Skipped: 02:00–03:00 on 2026-03-29 in Berlin, in the small hours of the 28th. The first instant after the gap.
        ("Europe/Berlin", "2026-03-28", "01:59", "2026-03-29T00:59:00Z"),
        ("Europe/Berlin", "2026-03-28", "02:00", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-03-28", "02:15", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-03-28", "02:59", "2026-03-29T01:00:00Z"),
        ("Europe/Berlin", "2026-03-28", "03:00", "2026-03-29T01:00:00Z"),
        // Half an hour is skipped on Lord Howe: 02:00–02:30 on 2026-10-04.
        ("Australia/Lord_Howe", "2026-10-03", "02:10", "2026-10-03T15:30:00Z"),
        // Repeated: 02:00–03:00 on 2026-10-25 in Berlin. The earlier one.
        ("Europe/Berlin", "2026-10-24", "02:30", "2026-10-25T00:30:00Z"),
        ("Europe/Berlin", "2026-10-24", "03:00", "2026-10-25T02:00:00Z"),
        // Helsinki skips 03:00–04:00, the last hour of the business day: the first instant after it is the next day's first.
        ("Europe/Helsinki", "2026-03-28", "03:30", "2026-03-29T01:00:00Z"),
        // Samoa skipped the whole of 2011-12-30 to cross the date line.
        ("Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T10:00:00Z"),
        ("Pacific/Apia", "2011-12-29", "23:59", "2011-12-30T09:59:00Z"),
        ("Pacific/Apia", "2011-12-31", "04:00", "2011-12-30T14:00:00Z"),
    ];
    for (name, on, time, expected) in table {
        let time: NaiveTime = format!("{time}:00").parse().unwrap();
        assert_eq!(instant(day(on), time, zone(name)), utc(expected), "{name} {on} {time}");
    }
}

proptest! {
    /// Whatever the clock shows, writing it down and reading it back gives the day it was; only an hour that was shown twice is
    /// read as the first of the two.
    #[test]
    fn day_and_wall_clock_lead_back_to_the_instant(
        name in prop::sample::select(vec![
            "Asia/Shanghai", "Europe/Berlin", "Europe/Helsinki", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
            "Pacific/Kiritimati", "Pacific/Niue", "Asia/Kathmandu", "America/St_Johns", "Africa/Casablanca",
        ]),
        seconds in 1_262_304_000_i64..1_893_456_000, // 2010 to 2030
    ) {
        let (zone, at) = (zone(name), DateTime::from_timestamp(seconds, 0).unwrap());
        let today = business_day(at, zone);
        let local = at.with_timezone(&zone).naive_local();
        let found = instant(today, local.time(), zone);
        prop_assert_eq!(found.with_timezone(&zone).naive_local(), local);
        prop_assert!(found <= at);
        prop_assert_eq!(business_day(found, zone), today);
    }

    #[test]
    fn business_days_follow_one_another(
        name in prop::sample::select(vec!["Asia/Shanghai", "Europe/Helsinki", "America/New_York", "Pacific/Kiritimati"]),
        seconds in 1_262_304_000_i64..1_893_456_000,
    ) {
        let (zone, at) = (zone(name), DateTime::from_timestamp(seconds, 0).unwrap());
        let (today, later) = (business_day(at, zone), business_day(at + Duration::hours(24), zone));
        prop_assert!((0..=2).contains(&(later - today).num_days()), "{} then {}", today, later);
        let four: NaiveTime = NaiveTime::from_hms_opt(4, 0, 0).unwrap();
        let begins = instant(today, four, zone);
        prop_assert_eq!(business_day(begins, zone), today);
        prop_assert_eq!(business_day(begins - Duration::seconds(1), zone), today.pred_opt().unwrap());
    }

    #[test]
    fn merging_spans_keeps_exactly_their_days(
        raw in prop::collection::vec((0_i64..60, prop::option::weighted(0.9, -3_i64..15)), 0..8),
    ) {
        let at = |offset: i64| day("2026-02-01") + Duration::days(offset);
        let raw: Vec<Span> = raw
            .into_iter()
            .map(|(first, length)| Span { first: at(first), last: length.map(|length| at(first + length)) })
            .collect();
        let all = merged(raw.clone());
        for day in (0..90).map(at) {
            let covered = |spans: &[Span]| spans.iter().any(|span| span.contains(day));
            prop_assert_eq!(covered(&raw), covered(&all), "{}", day);
        }
        for pair in all.windows(2) {
            prop_assert!(pair[0].end().succ_opt().unwrap() < pair[1].first, "{:?} touches {:?}", pair[0], pair[1]);
        }
    }
}

#[test]
fn spans_that_touch_become_one() {
    let table: [(&[&str], &[&str]); 5] = [
        (&["2026-03-01..2026-03-03", "2026-03-04..2026-03-05"], &["2026-03-01..2026-03-05"]),
        (&["2026-03-04..2026-03-05", "2026-03-01..2026-03-02"], &["2026-03-01..2026-03-02", "2026-03-04..2026-03-05"]),
        (&["2026-03-01..2026-03-09", "2026-03-02..2026-03-03"], &["2026-03-01..2026-03-09"]),
        (&["2026-03-01..", "2026-03-02..2026-03-03"], &["2026-03-01.."]),
        (&["2026-03-05..2026-03-03"], &[]),
    ];
    for (before, after) in table {
        assert_eq!(merged(spans(before)), spans(after), "{before:?}");
    }
}

#[test]
fn a_span_holds_its_first_and_its_last_day() {
    let week = span("2026-03-02..2026-03-06");
    let held = |span: Span, texts: [&str; 4]| texts.map(|text| span.contains(day(text)));
    assert_eq!(held(week, ["2026-03-01", "2026-03-02", "2026-03-06", "2026-03-07"]), [false, true, true, false]);
    assert_eq!(
        held(span("2026-03-02.."), ["2026-03-01", "2026-03-02", "2026-03-07", "2226-01-01"]),
        [false, true, true, true]
    );
    assert_eq!(span("2026-03-02..").end(), NaiveDate::MAX);
}
