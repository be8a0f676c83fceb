//! One day's arrivals. One kilometre takes one minute here; ways are a second longer at most, from rounding up.

use chrono::NaiveTime;
use proptest::prelude::*;
use rounds::domain::account::Opening;
use rounds::domain::people::Hours;
use rounds::planning::timetable::{self, Call, Day, Progress, Timetable};

use super::{KM_A_MINUTE, a_day, a_place, a_time, call, day_from_home, km, time};

fn timetable(day: &Day, calls: &[Call<'_>]) -> Timetable {
    timetable::timetable(day, calls, &KM_A_MINUTE)
}

/// "08:40 08:55 back 09:10", to the minute; true times marked with `*`, unknown ones `?`.
fn said(table: &Timetable) -> String {
    let arrivals = table.arrivals.iter().map(|arrival| {
        let at = arrival.at.map_or("?".to_owned(), |at| at.format("%H:%M").to_string());
        format!("{at}{} ", if arrival.estimated || arrival.at.is_none() { "" } else { "*" })
    });
    let back = table.back.map_or("never".to_owned(), |back| back.format("%H:%M").to_string());
    format!("{}back {back}", arrivals.collect::<String>())
}

fn done(place: Call<'static>, start: Option<&str>, end: Option<&str>) -> Call<'static> {
    Call { hours: &[], progress: Progress::Done { start: start.map(time), end: end.map(time) }, ..place }
}

fn open(place: Call<'static>, start: &str) -> Call<'static> {
    Call { hours: &[], progress: Progress::Open { start: time(start) }, ..place }
}

#[test]
fn a_day_from_home_and_back() {
    let calls = [call(km(10.0, 0.0), 30), call(km(15.0, 0.0), 20), call(km(3.0, 0.0), 15)];
    let found = timetable(&day_from_home(), &calls);
    assert_eq!(said(&found), "08:40 09:15 09:47 back 10:05");
    assert!((30_000..30_004).contains(&found.metres), "{}", found.metres);
    assert_eq!((found.minutes_over, found.guessed), (0, false));
    let (metres, seconds): (Vec<_>, Vec<_>) = found.arrivals.iter().map(|it| (it.leg.metres, it.leg.seconds)).unzip();
    for (leg, km) in metres.iter().zip([10, 5, 12]) {
        assert!(leg.abs_diff(km * 1000) <= 1, "{metres:?}");
    }
    assert!(seconds.iter().zip([600, 300, 720]).all(|(leg, expected): (&u32, u32)| leg.abs_diff(expected) <= 1));
}

#[test]
fn without_a_home_the_day_starts_and_ends_at_the_first_stop() {
    let day = Day { home: None, ..day_from_home() };
    let calls = [call(km(10.0, 0.0), 30), call(km(15.0, 0.0), 20)];
    let found = timetable(&day, &calls);
    assert_eq!(said(&found), "08:30 09:05 back 09:30");
    assert!((10_000..10_003).contains(&found.metres), "{}", found.metres);
    let alone = timetable(&day, &calls[..1]);
    assert_eq!((said(&alone).as_str(), alone.metres, alone.guessed), ("08:30 back 09:00", 0, false));
}

#[test]
fn a_stop_begins_at_its_own_time_or_as_soon_after_as_can_be() {
    for (pinned, expected) in [
        (Some("10:00"), "08:40 10:00 back 10:35"), // waits
        (Some("09:00"), "08:40 09:15 back 09:50"), // too late for it
        (None, "08:40 09:15 back 09:50"),
    ] {
        let second = Call { pinned: pinned.map(time), ..call(km(15.0, 0.0), 20) };
        assert_eq!(said(&timetable(&day_from_home(), &[call(km(10.0, 0.0), 30), second])), expected, "{pinned:?}");
    }
    let there = Call { pinned: Some(time("10:00")), ..open(call(km(10.0, 0.0), 30), "08:45") };
    assert_eq!(said(&timetable(&day_from_home(), &[there])), "08:45* back 09:25", "who is there is there");
}

#[test]
fn no_stops_no_day() {
    assert_eq!(timetable(&day_from_home(), &[]), Timetable::default());
}

#[test]
fn lunch_comes_before_the_first_stop_that_would_start_at_noon_or_later() {
    let table = [
        // minutes at the first stop, reached at 08:40; the second is five minutes on
        (195, "08:40 13:00 back 13:35"), // would start at 12:00:00 and a rounded-up second: lunch first
        (194, "08:40 11:59 back 12:34"), // starts in time: no lunch before it, and nothing after it
        (240, "08:40 13:45 back 14:20"),
    ];
    for (minutes, expected) in table {
        let calls = [call(km(10.0, 0.0), minutes), call(km(15.0, 0.0), 20)];
        assert_eq!(said(&timetable(&day_from_home(), &calls)), expected, "{minutes} minutes");
    }
    let late = Day { hours: Hours { start: time("13:00"), ..Hours::default() }, ..day_from_home() };
    let calls = [call(km(0.0, 0.0), 30), call(km(0.0, 0.0), 30)];
    assert_eq!(said(&timetable(&late, &calls)), "14:00 14:30 back 15:00", "once");
    let none = Day { hours: Hours { lunch: 0, ..late.hours }, ..late };
    assert_eq!(said(&timetable(&none, &calls)), "13:00 13:30 back 14:00");
}

#[test]
fn minutes_over_the_end_of_the_day_are_rounded_up() {
    let at_home = |minutes| [call(km(0.0, 0.0), minutes)];
    let table = [(540, 0), (541, 1), (600, 60)];
    for (minutes, over) in table {
        assert_eq!(timetable(&day_from_home(), &at_home(minutes)).minutes_over, over, "{minutes}");
    }
    let calls = [call(km(0.02, 0.0), 540)]; // a little over a second each way
    assert_eq!(timetable(&day_from_home(), &calls).minutes_over, 1);
}

#[test]
fn hours_may_run_past_midnight() {
    let hours = Hours { start: time("18:00"), end: time("02:00"), lunch: 0 };
    let day = Day { hours, ..day_from_home() };
    let calls = [call(km(0.0, 0.0), 300), call(km(0.0, 0.0), 150), call(km(0.0, 0.0), 60)];
    let found = timetable(&day, &calls);
    assert_eq!((said(&found).as_str(), found.minutes_over), ("18:00 23:00 01:30 back 02:30", 30));
}

#[test]
fn what_is_over_keeps_its_true_times_and_the_rest_goes_on_from_there() {
    let (a, b, c) = (call(km(10.0, 0.0), 30), call(km(15.0, 0.0), 20), call(km(3.0, 0.0), 15));
    let today = |at| Day { from: Some(time(at)), ..day_from_home() };
    let table = [
        // On a day that is not today nothing waits for the clock.
        (day_from_home(), [done(a, Some("09:10"), Some("09:30")), b, c], "09:10* 09:35 10:07 back 10:25"),
        // An unknown end: as long as planned.
        (day_from_home(), [done(a, Some("09:10"), None), b, c], "09:10* 09:45 10:17 back 10:35"),
        // A visit of today without any time does not move the day.
        (day_from_home(), [done(a, None, None), b, c], "? 08:35 09:07 back 09:25"),
        (today("10:00"), [done(a, Some("09:10"), Some("09:30")), b, c], "09:10* 10:05 10:37 back 10:55"),
        // Out of order: the rep went to the third stop first.
        (today("09:00"), [a, b, done(c, Some("08:33"), Some("08:50"))], "09:07 09:42 08:33* back 10:17"),
        // Where the rep is: until the planned length is over, or now if that has passed.
        (today("09:20"), [open(a, "09:10"), b, c], "09:10* 09:45 10:17 back 10:35"),
        (today("10:20"), [open(a, "09:10"), b, c], "09:10* 10:25 10:57 back 11:15"),
        // Nothing begun: no earlier than now.
        (today("07:50"), [a, b, c], "08:40 09:15 09:47 back 10:05"),
        (today("09:00"), [a, b, c], "09:10 09:45 10:17 back 10:35"),
    ];
    for (day, calls, expected) in table {
        let found = timetable(&day, &calls);
        assert_eq!(said(&found), expected, "{:?} {calls:?}", day.from);
        let third_first = matches!(calls[2].progress, Progress::Done { .. });
        assert_eq!(found.order, if third_first { [2, 0, 1] } else { [0, 1, 2] }, "as it was and will be gone");
    }
}

#[test]
fn time_that_has_passed_since_the_last_visit_may_have_been_the_lunch() {
    let home = |minutes| call(km(0.0, 0.0), minutes);
    let morning = done(home(20), Some("11:20"), Some("11:40"));
    let table = [
        ("11:45", "11:20* 11:45 back 12:15"), // still in time to start before noon
        ("12:00", "11:20* 12:40 back 13:10"), // lunch until 12:40
        ("12:30", "11:20* 12:40 back 13:10"),
        ("12:50", "11:20* 12:50 back 13:20"),
        ("15:00", "11:20* 15:00 back 15:30"),
    ];
    for (now, expected) in table {
        let day = Day { from: Some(time(now)), ..day_from_home() };
        assert_eq!(said(&timetable(&day, &[morning, home(30)])), expected, "at {now}");
    }
    let after_noon = done(home(20), Some("12:10"), Some("12:20"));
    let day = Day { from: Some(time("12:30")), ..day_from_home() };
    assert_eq!(said(&timetable(&day, &[after_noon, home(30)])), "12:10* 12:30 back 13:00", "it was before that visit");
}

#[test]
fn a_day_that_is_done_grows_no_longer_while_it_is_looked_at() {
    let day = Day { from: Some(time("23:30")), ..day_from_home() };
    let over = done(call(km(10.0, 0.0), 30), Some("16:00"), Some("16:20"));
    let found = timetable(&day, &[over]);
    assert_eq!((said(&found).as_str(), found.minutes_over), ("16:00* back 16:30", 0));
    let more = timetable(&day, &[over, call(km(10.0, 0.0), 5)]);
    assert_eq!(said(&more), "16:00* 23:30 back 23:45");
}

#[test]
fn stops_that_are_not_on_the_map_are_guessed_and_are_no_short_cut() {
    let calls = [call(None, 30), call(km(20.0, 0.0), 20)];
    let found = timetable(&day_from_home(), &calls);
    assert_eq!(said(&found), "08:35 09:25 back 10:05");
    assert_eq!(found.arrivals.iter().map(|it| it.leg.guessed).collect::<Vec<_>>(), [true, true]);
    assert!(found.guessed);
    let near = [call(None, 30), call(km(1.0, 0.0), 20)];
    assert_eq!(said(&timetable(&day_from_home(), &near)), "08:35 09:10 back 09:31");
    let nowhere = Day { home: None, ..day_from_home() };
    assert_eq!(said(&timetable(&nowhere, &[call(None, 30), call(None, 20)])), "08:30 09:05 back 09:30");
}

fn some_calls() -> impl Strategy<Value = Vec<Call<'static>>> {
    let progress = prop_oneof![
        4 => Just(Progress::Planned),
        1 => a_time().prop_map(|start| Progress::Open { start }),
        2 => (prop::option::of(a_time()), prop::option::of(a_time())).prop_map(|(start, end)| Progress::Done { start, end }),
    ];
    prop::collection::vec((a_place(), 0_u32..200, progress), 0..12).prop_map(|calls| {
        calls
            .into_iter()
            .map(|(place, minutes, progress)| Call { place, minutes, pinned: None, hours: &[], progress })
            .collect()
    })
}

proptest! {
    #[test]
    fn true_times_stay_and_totals_add_up(day in a_day(), calls in some_calls()) {
        let found = timetable(&day, &calls);
        prop_assert_eq!(found.arrivals.len(), calls.len());
        prop_assert_eq!(found.back.is_none(), calls.is_empty());
        for (arrival, call) in found.arrivals.iter().zip(&calls) {
            match call.progress {
                Progress::Planned => prop_assert!(arrival.estimated && arrival.at.is_some()),
                Progress::Open { start } => prop_assert_eq!((arrival.at, arrival.estimated), (Some(start), false)),
                Progress::Done { start, .. } => prop_assert_eq!((arrival.at, arrival.estimated), (start, false)),
            }
        }
        let there: u64 = found.arrivals.iter().map(|arrival| u64::from(arrival.leg.metres)).sum();
        prop_assert!(found.metres >= there);
    }

    /// Planned stops follow one another: each starts when the one before is over and the way is done, later only by the lunch.
    #[test]
    fn planned_stops_leave_time_for_visits_ways_and_one_lunch(
        calls in prop::collection::vec((a_place(), 0_u32..60), 1..8),
        lunch in 0_u32..90,
    ) {
        let hours = Hours { lunch, ..Hours::default() };
        let calls: Vec<Call<'static>> = calls.into_iter().map(|(place, minutes)| call(place, minutes)).collect();
        let found = timetable(&Day { hours, ..day_from_home() }, &calls);
        let since_start = |at: NaiveTime| (at - hours.start).num_seconds();
        let (mut free, mut lunches) = (0, 0);
        for (arrival, call) in found.arrivals.iter().zip(&calls) {
            let at = since_start(arrival.at.unwrap());
            let waited = at - free - i64::from(arrival.leg.seconds);
            let would_start_after_noon = free + i64::from(arrival.leg.seconds) >= since_start(time("12:00"));
            let expected = if would_start_after_noon && lunches == 0 { i64::from(lunch) * 60 } else { 0 };
            prop_assert_eq!(waited, expected);
            lunches += i64::from(would_start_after_noon);
            free = at + i64::from(call.minutes) * 60;
        }
    }
}

#[test]
fn a_shut_shop_is_waited_for_and_one_that_does_not_open_again_is_not() {
    let open = |from: &str, to: &str| Opening { from: time(from), to: time(to) };
    let (day, noon) = ([open("09:00", "17:00")], [open("08:00", "08:30"), open("11:00", "17:00")]);
    let (over, late) = ([open("06:00", "07:00")], [open("22:00", "02:00")]);
    let table: [(&[Opening], &str); 6] = [
        (&[], "08:40 back 09:10"),
        (&day, "09:00 back 09:30"),
        (&noon, "11:00 back 11:30"),
        (&over, "08:40 back 09:10"),
        // Before four in the morning is the night of the same day.
        (&late, "22:00 back 22:30"),
        (&[day[0], noon[1]], "09:00 back 09:30"),
    ];
    for (hours, expected) in table {
        let there = Call { hours, ..call(km(10.0, 0.0), 20) };
        let day = Day { hours: Hours { lunch: 0, ..Hours::default() }, ..day_from_home() };
        assert_eq!(said(&timetable(&day, &[there])), expected, "{hours:?}");
        // Its own time comes first: who asked to be visited then will open.
        let pinned = Call { pinned: Some(time("08:45")), ..there };
        assert_eq!(said(&timetable(&day, &[pinned])), "08:45 back 09:15", "{hours:?}");
    }
}
