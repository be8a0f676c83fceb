//! The solver against exhaustive search, against itself, and against what it promises.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Stopped};
use rounds::planning::route::{Cost, Day, Reason, Why, check, evaluate, route};

use super::{Matrix, Source, a_day, a_matrix, day, exhaustive, plan, worth};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn few_stops_are_planned_as_well_as_can_be((day, matrix) in a_day(5, 2)) {
        let outcome = plan(&day, &matrix, &[], 0);
        prop_assert_eq!(outcome.stopped, Stopped::Proven);
        match exhaustive(&day, &matrix) {
            Some(best) => {
                prop_assert_eq!(check(&day, &matrix, &outcome.best), Ok(outcome.best.cost));
                prop_assert_eq!(outcome.cost, best);
            }
            None => prop_assert!(outcome.best.visits.is_empty()),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn eight_stops_are_planned_as_well_as_can_be((day, matrix) in a_day(8, 1)) {
        let outcome = plan(&day, &matrix, &[], 0);
        if let Some(best) = exhaustive(&day, &matrix) {
            prop_assert_eq!(outcome.cost, best);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_plan_passes_the_check_and_costs_what_it_says((day, matrix) in a_day(40, 3), iterations in 0_u64..200) {
        let outcome = plan(&day, &matrix, &[], iterations);
        prop_assert_eq!(outcome.cost, outcome.best.cost.total());
        if evaluate(&day, &matrix, &[]).is_on_time() {
            prop_assert_eq!(check(&day, &matrix, &outcome.best), Ok(outcome.best.cost));
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_plan((day, matrix) in a_day(30, 1)) {
        prop_assert_eq!(plan(&day, &matrix, &[], 100), plan(&day, &matrix, &[], 100));
    }

    #[test]
    fn a_cancel_at_any_time_leaves_a_plan((day, matrix) in a_day(30, 1), after in 0_u32..8) {
        let mut asked = 0;
        let mut stop = || {
            asked += 1;
            asked > after
        };
        let limits = Limits { iterations: 1000, seed: 3, stop: &mut stop, progress: &mut |_| () };
        let outcome = route(&day, &matrix, &[], limits);
        if evaluate(&day, &matrix, &[]).is_on_time() {
            prop_assert_eq!(check(&day, &matrix, &outcome.best), Ok(outcome.best.cost));
        }
    }

    #[test]
    fn more_iterations_never_cost_more_than_the_hint((day, matrix) in a_day(25, 1)) {
        let first = plan(&day, &matrix, &[], 50);
        let second = plan(&day, &matrix, &first.best.order(), 50);
        prop_assert!(second.cost <= first.cost, "{} then {}", first.cost, second.cost);
    }

    #[test]
    fn one_more_must_never_makes_the_day_shorter((day, matrix) in (a_day(5, 0), a_matrix(6)).prop_map(metric)) {
        let all = exhaustive(&day, &matrix).unwrap();
        let fewer = Day { stops: day.stops[1..].to_vec(), ..day };
        prop_assert!(exhaustive(&fewer, &matrix).unwrap() <= all);
    }
}

#[test]
fn a_better_quarter_far_away_is_found_though_no_single_stop_is_worth_the_way() {
    // Forty stops on either side of the start, and time for one side. Those on the right are worth more.
    let place = |point: usize| match point {
        0 => 0,
        1..=40 => -1000 - 10 * point as i64,
        _ => 600 + 10 * point as i64,
    };
    let away: Vec<u32> = (0..81 * 81).map(|cell| place(cell / 81).abs_diff(place(cell % 81)) as u32).collect();
    let matrix = Matrix::new(81, away.clone(), away, Source::Given).unwrap();
    let stops = (1..81).map(|point| super::Stop { service: 0, ..worth(point, if point > 40 { 1500 } else { 1000 }) });
    let day = day(2 * 1400, stops.collect());
    let left: Vec<usize> = (0..40).collect();
    let outcome = plan(&day, &matrix, &left, 5_000);
    assert_eq!(outcome.cost, 2 * 1400 + 40 * 1000);
    assert!(outcome.best.visits.iter().all(|visit| visit.stop >= 40));
}

#[test]
fn what_is_said_of_many_who_are_left_out_is_what_the_timetable_says() {
    let (matrix, open) = (super::on_a_line(30), |at: usize| super::open(0, 300 + 100 * at as u32, worth(at, 5000)));
    let day = day(2_000, (1..30).map(open).collect());
    let outcome = plan(&day, &matrix, &[], 200);
    let mut seen = 0;
    for note in &outcome.notes {
        let Why::LeftOut { stop, reason, price: Some(price) } = note else { continue };
        // Some place in the order costs just that, and none that keeps the hours is left unless it is said to cost too much.
        let order = outcome.best.order();
        let with = |at: usize| {
            let mut order = order.clone();
            order.insert(at, *stop);
            evaluate(&day, &matrix, &order).cost
        };
        let costs: Vec<_> = (0..=order.len()).map(with).collect();
        let same = |cost: &&Cost| {
            (cost.travel - outcome.best.cost.travel, cost.late) == (price.travel, price.late + price.overtime)
        };
        assert!(costs.iter().any(|cost| same(&cost)), "{stop} {price:?}");
        assert_eq!(costs.iter().any(|cost| cost.late == 0), *reason == Reason::LowerValue);
        seen += 1;
    }
    assert!(seen > 5, "{seen}");
}

/// The day with all stops as musts at any time, on ways that are never shorter round about.
fn metric(((mut day, _), matrix): ((Day, super::Matrix), super::Matrix)) -> (Day, super::Matrix) {
    (day.until, day.breaks) = (1 << 30, Vec::new());
    day.stops.push(super::must(1));
    for stop in &mut day.stops {
        (stop.value, stop.locked) = (super::Value::Must, None);
        stop.windows.clear();
    }
    let points = matrix.len();
    let mut seconds: Vec<u32> = (0..points * points).map(|cell| matrix.seconds(cell / points, cell % points)).collect();
    for via in 0..points {
        for cell in 0..points * points {
            let round = seconds[cell / points * points + via] + seconds[via * points + cell % points];
            seconds[cell] = seconds[cell].min(round);
        }
    }
    let metric = super::Matrix::new(points, seconds.clone(), seconds, super::Source::Given).unwrap();
    (day, metric)
}
