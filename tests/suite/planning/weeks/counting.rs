//! The numbers of a rhythm are those of the cadence rules.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rounds::domain::cadence::{Clock, DayCount, Unit, Window, standing};
use rounds::domain::calendar::{Calendar, shipped_holidays};
use rounds::domain::day::Span;
use rounds::planning::weeks::Rhythm;

fn date(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 2, 2).unwrap() + Days::new(day)
}

fn a_span() -> impl Strategy<Value = Span> {
    (0_u64..60, 0_u64..9).prop_map(|(first, long)| Span::new(date(first), date(first + long)))
}

proptest! {
    #[test]
    fn gaps_are_the_days_of_the_rules(
        (min, more) in (1_u32..6, 0_u32..8),
        unit in prop::sample::select(vec![Unit::Working, Unit::Calendar]),
        (closures, pauses, leave) in
            (prop::collection::vec(a_span(), 0..2), prop::collection::vec(a_span(), 0..3), prop::collection::vec(a_span(), 0..2)),
        last in prop::option::of(0_u64..20),
    ) {
        let calendar = Calendar::new(&shipped_holidays());
        let window = Window::new(min, min + more).unwrap();
        let count = DayCount::new(unit, &calendar, &closures, &pauses, &leave);
        let clock = Clock { last: last.map(date), pauses: pauses.clone() };
        let rhythm = Rhythm::of(window, &count, &clock, date(20), 28);
        prop_assert!(rhythm.is_sound(28));
        for to in 0..28 {
            let by_rule = standing(&clock, Some(window), &count, date(20 + to as u64)).days;
            prop_assert_eq!(last.map(|_| rhythm.gap(None, to)), by_rule);
            for from in 0..=to {
                let touched = Clock { last: Some(date(20 + from as u64)), pauses: pauses.clone() };
                let by_rule = standing(&touched, Some(window), &count, date(20 + to as u64)).days;
                prop_assert_eq!(Some(rhythm.gap(Some(from), to)), by_rule, "from {} to {}", from, to);
            }
        }
    }
}
