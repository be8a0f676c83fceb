//! Who is left out, why, and what it would cost; what is said of input that makes no sense.

use proptest::prelude::*;
use rounds::planning::limits::Stopped;
use rounds::planning::matrix::UNREACHABLE;
use rounds::planning::route::{Break, Price, Reason, Stop, Value, Why, check, evaluate};

use super::{Day, Matrix, Source, Window, a_day, day, must, on_a_line, open, plan, worth};

fn reasons(day: &Day, matrix: &Matrix) -> Vec<(usize, Reason, Option<Price>)> {
    let left_out = |note: Why| match note {
        Why::LeftOut { stop, reason, price } => Some((stop, reason, price)),
        _ => None,
    };
    plan(day, matrix, &[], 100).notes.into_iter().filter_map(left_out).collect()
}

fn price(travel: i64, overtime: i64, late: i64) -> Price {
    Price { travel, overtime, late }
}

#[test]
fn each_reason_with_its_price() {
    let mut matrix: Vec<u32> = (0..36_usize).map(|cell| 100 * (cell / 6).abs_diff(cell % 6) as u32).collect();
    for other in 0..5 {
        matrix[other * 6 + 5] = UNREACHABLE;
    }
    let matrix = Matrix::new(6, matrix, vec![0; 36], Source::Given).unwrap();
    let table = [
        (Stop { point: None, ..must(1) }, Reason::NoPlace, None),
        (open(5, 4, must(1)), Reason::NeverOpen, None),
        (must(5), Reason::Unreachable, None),
        (must(77), Reason::Unreachable, None),
        (open(0, 90, must(1)), Reason::WindowClosed, Some(price(0, 0, 10))),
        (Stop { service: 1000, ..must(1) }, Reason::NoTime, Some(price(0, 700, 0))),
        (worth(3, 199), Reason::LowerValue, Some(price(200, 0, 0))),
    ];
    for (stop, reason, price) in table {
        // There is a must at point 2, and time for the way to point 3 and 100 seconds more.
        let day = day(710, vec![must(2), stop]);
        assert_eq!(reasons(&day, &matrix), [(1, reason, price)], "{reason:?}");
        assert_eq!(plan(&day, &matrix, &[], 0).best.order(), [0], "the rest is planned: {reason:?}");
    }
}

#[test]
fn a_lock_may_keep_somebody_out() {
    let mut day = day(1000, vec![open(0, 110, must(1)), open(200, 300, must(2))]);
    (day.stops[0].locked, day.stops[1].locked) = (Some(2), Some(1));
    assert_eq!(reasons(&day, &on_a_line(3)), [(1, Reason::Locked, Some(price(200, 0, 0)))]);
}

#[test]
fn appointments_and_pinned_times_are_kept() {
    let mut stops: Vec<Stop> = (1..=20).map(|point| worth(point, 10_000)).collect();
    stops[4] = Stop { windows: vec![Window::at(2_000)], ..must(5) };
    stops[17] = Stop { windows: vec![Window::at(1_000)], ..must(18) };
    let day = day(6_000, stops);
    let plan = plan(&day, &on_a_line(21), &[], 500).best;
    let begins = |stop: usize| plan.visits.iter().find(|visit| visit.stop == stop).map(|visit| visit.begins);
    assert_eq!((begins(4), begins(17)), (Some(2_000), None), "point 18 is 1,800 seconds away");
    assert_eq!(check(&day, &on_a_line(21), &plan), Ok(plan.cost));
}

#[test]
fn nothing_to_do_is_a_plan() {
    let outcome = plan(&Day::default(), &on_a_line(0), &[3], 10);
    assert_eq!((outcome.best.visits.len(), outcome.cost, outcome.stopped), (0, 0, Stopped::Proven));
    assert_eq!(outcome.notes, []);
}

#[test]
fn a_day_that_cannot_be_kept_even_without_a_stop_says_so() {
    for day in [Day { end: Some(2), ..day(150, vec![must(1)]) }, Day { from: 500, ..day(400, vec![must(1)]) }] {
        let outcome = plan(&day, &on_a_line(3), &[], 10);
        assert_eq!((outcome.best.order(), outcome.best.left_out.as_slice()), (vec![], &[0][..]));
        assert_eq!(outcome.notes[0], Why::Impossible);
    }
}

#[test]
fn numbers_at_their_limits_are_borne() {
    let far = Matrix::new(2, vec![0, u32::MAX - 1, u32::MAX - 1, 0], vec![u32::MAX; 4], Source::Given).unwrap();
    let stop = Stop { service: u32::MAX, ..open(u32::MAX, u32::MAX, worth(1, u32::MAX)) };
    let mut day = day(u32::MAX, vec![stop, must(1)]);
    (day.from, day.overtime.most, day.overtime.weight) = (u32::MAX, u32::MAX, u32::MAX);
    day.breaks = vec![Break { starts: Window::at(u32::MAX), length: u32::MAX }; 5];
    assert!(plan(&day, &far, &[], 10).best.visits.is_empty());
    day.from = 0;
    assert!(plan(&day, &far, &[], 10).best.visits.is_empty());
}

#[test]
fn many_shops_at_one_point_and_guessed_places_are_said() {
    let stops: Vec<Stop> = (0..6).map(|_| must(1)).collect();
    let outcome = plan(&day(10_000, stops), &on_a_line(2), &[], 10);
    assert_eq!((outcome.best.visits.len(), outcome.cost), (6, 200));
    assert_eq!(outcome.notes, [Why::OnePoint { stops: (0..6).collect() }]);
    let places = [super::super::km(0.0, 0.0), None];
    let matrix = Matrix::estimated(&places, rounds::planning::travel::Travel::default());
    assert_eq!(plan(&day(10_000, vec![must(1)]), &matrix, &[], 10).notes, [Why::Guessed { stop: 0 }]);
}

#[test]
fn breaks_that_cannot_be_are_said() {
    let mut day = day(10_000, vec![must(1)]);
    day.from = 500;
    let at = |opens, closes| Break { starts: Window { opens, closes }, length: 60 };
    day.breaks = vec![at(0, 499), at(700, 600), at(600, 900), at(650, 900), at(700, 900), at(800, 900)];
    let outcome = plan(&day, &on_a_line(2), &[], 10);
    assert_eq!(outcome.notes, [0, 1, 5].map(|nth| Why::BreakLeftOut { nth }));
}

#[test]
fn long_waiting_and_overtime_are_said() {
    let mut day = day(1_000, vec![open(2_000, 3_000, must(1))]);
    day.overtime.most = 3_000;
    let outcome = plan(&day, &on_a_line(2), &[], 10);
    let waiting = Why::Waiting { stop: 0, seconds: 1_900 };
    assert_eq!(outcome.notes, [waiting, Why::Overtime { seconds: 1_110 }]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn reasons_are_true((day, matrix) in a_day(16, 1)) {
        let outcome = plan(&day, &matrix, &[], 200);
        prop_assume!(outcome.best.is_on_time());
        let order = outcome.best.order();
        let with = |stop: usize| (0..=order.len()).map(move |at| (stop, at));
        let tried = |day: &Day, (stop, at): (usize, usize)| {
            let mut order = order.clone();
            order.insert(at, stop);
            evaluate(day, &matrix, &order)
        };
        let fits = |day: &Day, stop: usize| with(stop).any(|place| check(day, &matrix, &tried(day, place)).is_ok());
        let said: Vec<usize> = outcome.notes.iter().filter_map(|note| match note {
            Why::LeftOut { stop, .. } => Some(*stop),
            _ => None,
        }).collect();
        prop_assert_eq!(&said, &outcome.best.left_out);
        for note in &outcome.notes {
            let Why::LeftOut { stop, reason, price } = note else { continue };
            prop_assert_eq!(fits(&day, *stop), *reason == Reason::LowerValue, "{:?}", note);
            match reason {
                Reason::LowerValue => {
                    let cheapest = with(*stop).map(|place| tried(&day, place));
                    let cheapest = cheapest.filter(|route| check(&day, &matrix, route).is_ok()).map(|route| route.cost);
                    let cheapest = cheapest.map(|cost| cost.travel + cost.overtime_cost).min().unwrap();
                    let Value::Worth(value) = day.stops[*stop].value else { panic!("a must that fits") };
                    let now = outcome.best.cost.travel + outcome.best.cost.overtime_cost;
                    prop_assert!(cheapest - now >= i64::from(value));
                    let said = price.map(|price| price.travel + price.overtime * i64::from(day.overtime.weight));
                    prop_assert_eq!(said, Some(cheapest - now));
                }
                Reason::WindowClosed => {
                    let mut open = day.clone();
                    open.stops[*stop].windows.clear();
                    open.stops[*stop].locked = None;
                    prop_assert!(fits(&open, *stop));
                }
                _ => {}
            }
        }
    }
}
