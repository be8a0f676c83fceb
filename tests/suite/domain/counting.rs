//! Counting against an oracle that walks day by day.

use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use rounds::domain::cadence::{Clock, DayCount, State, Unit, Window, standing};
use rounds::domain::calendar::Calendar;
use rounds::domain::day::Span;

use super::{day, shipped};

/// Day 0 of everything generated: the festivals of autumn 2025 and of 2026 lie ahead.
pub fn at(offset: i64) -> NaiveDate {
    day("2025-09-01") + Duration::days(offset)
}

pub fn a_span() -> impl Strategy<Value = Span> {
    (-10_i64..200, 0_i64..25).prop_map(|(first, length)| Span::new(at(first), at(first + length)))
}

pub fn some_spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(a_span(), 0..4)
}

pub fn a_unit() -> impl Strategy<Value = Unit> {
    prop::sample::select(vec![Unit::Working, Unit::Calendar])
}

pub fn a_window() -> impl Strategy<Value = Window> {
    (0_u32..8, 0_u32..8).prop_filter_map("empty window", |(min, more)| Window::new(min, min + more))
}

/// All that days are counted by.
#[derive(Clone, Debug)]
pub struct Book {
    pub unit: Unit,
    pub closures: Vec<Span>,
    pub pauses: Vec<Span>,
    pub leave: Vec<Span>,
}

impl Book {
    pub fn count<'a>(&self, calendar: &'a Calendar) -> DayCount<'a> {
        DayCount::new(self.unit, calendar, &self.closures, &self.pauses, &self.leave)
    }

    pub fn is_paused(&self, day: NaiveDate) -> bool {
        self.pauses.iter().any(|pause| pause.contains(day))
    }

    /// The definition of a counted day.
    fn counts(&self, calendar: &Calendar, day: NaiveDate) -> bool {
        let within = |spans: &[Span]| spans.iter().any(|span| span.contains(day));
        let worked = || calendar.is_working(day) && !within(&self.leave);
        !within(&self.closures) && !within(&self.pauses) && (self.unit == Unit::Calendar || worked())
    }
}

pub fn a_book() -> impl Strategy<Value = Book> {
    (a_unit(), some_spans(), some_spans(), some_spans()).prop_map(|(unit, closures, pauses, leave)| Book {
        unit,
        closures,
        pauses,
        leave,
    })
}

proptest! {
    #[test]
    fn days_between_and_the_nth_day_are_those_found_by_walking(book in a_book(), after in 0_i64..200, length in 0_i64..200) {
        let calendar = shipped();
        let (count, after, through) = (book.count(&calendar), at(after), at(after + length));
        let counted: Vec<NaiveDate> = after
            .iter_days()
            .skip(1)
            .take_while(|day| *day <= through)
            .filter(|day| book.counts(&calendar, *day))
            .collect();
        prop_assert_eq!(count.between(after, through), counted.len() as i64);
        prop_assert_eq!(count.between(through, after), 0);
        for (n, day) in (1..).zip(&counted) {
            prop_assert_eq!(count.nth_after(after, n), Some(*day), "number {}", n);
        }
        prop_assert_eq!(count.nth_after(after, 0), Some(after));
    }

    /// The clock as its rule is told, one day after the other.
    #[test]
    fn a_standing_is_what_ticking_day_by_day_gives(
        book in a_book(), window in a_window(), last in 0_i64..150, length in 0_i64..150,
    ) {
        let calendar = shipped();
        let (last, count) = (at(last), book.count(&calendar));
        let clock = Clock { last: Some(last), pauses: book.pauses.clone() };
        let (mut days, mut resuming) = (0, false);
        for today in last.iter_days().take(length as usize + 1) {
            if book.is_paused(today) {
                resuming = today != last || book.is_paused(today + Duration::days(1));
                let state = standing(&clock, Some(window), &count, today).state;
                prop_assert!(matches!(state, State::Paused { .. }), "{}: {:?}", today, state);
                continue;
            }
            if resuming {
                days = days.min(window.max);
            }
            if today > last && book.counts(&calendar, today) {
                days = if resuming { (days + 1).min(window.max) } else { days + 1 };
                resuming = false;
            }
            let found = standing(&clock, Some(window), &count, today);
            prop_assert_eq!(found.days, Some(days), "{}", today);
            let by = days.checked_sub(window.max).filter(|by| *by > 0);
            prop_assert_eq!(by.is_some(), found.state == State::Overdue { by: by.unwrap_or(0) }, "{}: {:?}", today, found);
        }
    }
}

#[test]
fn where_no_day_counts_there_is_no_nth_day() {
    let calendar = shipped();
    let shut = [Span { first: day("2026-03-01"), last: None }];
    let count = DayCount::new(Unit::Calendar, &calendar, &shut, &[], &[]);
    assert_eq!(count.nth_after(day("2026-02-26"), 2), Some(day("2026-02-28")));
    assert_eq!(count.nth_after(day("2026-02-26"), 3), None);
}

#[test]
fn absurd_distances_have_an_answer_and_do_not_overflow() {
    let calendar = shipped();
    let count = DayCount::new(Unit::Calendar, &calendar, &[], &[], &[]);
    assert_eq!(count.nth_after(day("2026-02-26"), i64::from(u32::MAX)), None);
    assert_eq!(count.nth_after(day("2026-02-26"), i64::MAX), None);
    assert_eq!(count.nth_after(NaiveDate::MAX, 1), None);
}
