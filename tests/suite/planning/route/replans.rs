//! Planning again: what nobody touched keeps its order, and each move says what it gains.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Outcome, Stopped};
use rounds::planning::route::{Route, Why, check, evaluate, replan};

use super::{Day, Matrix, a_day, day, must, on_a_line, plan, worth};

fn again(day: &Day, matrix: &Matrix, present: &[usize], threshold: u32) -> Outcome<Route, Why> {
    let limits = Limits { iterations: 400, seed: 1, stop: &mut || false, progress: &mut |_| () };
    replan(day, matrix, present, threshold, limits)
}

fn moves(outcome: &Outcome<Route, Why>) -> Vec<(usize, usize, usize, i64)> {
    let move_of = |note: &Why| match note {
        Why::Moved { stop, from, to, gain } => Some((*stop, *from, *to, *gain)),
        _ => None,
    };
    outcome.notes.iter().filter_map(move_of).collect()
}

/// Twelve stops along a line, with one of them visited last.
fn with_one_forgotten() -> (Day, Matrix, Vec<usize>) {
    let stops = (1..=12).map(must).collect();
    let day = Day { end: None, ..day(10_000, stops) };
    (day, on_a_line(13), vec![0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 2])
}

#[test]
fn an_order_that_is_good_stays() {
    let (day, matrix, _) = with_one_forgotten();
    let present: Vec<usize> = (0..12).collect();
    let outcome = again(&day, &matrix, &present, 60);
    assert_eq!((outcome.best.order(), moves(&outcome)), (present, vec![]));
}

#[test]
fn a_stop_is_moved_if_that_gains_enough_and_the_gain_is_said() {
    let (day, matrix, present) = with_one_forgotten();
    let outcome = again(&day, &matrix, &present, 900);
    assert_eq!(outcome.best.order(), (0..12).collect::<Vec<_>>());
    assert_eq!(moves(&outcome), [(2, 11, 2, 900)]);
    let outcome = again(&day, &matrix, &present, 901);
    assert_eq!((outcome.best.order(), moves(&outcome)), (present, vec![]));
}

#[test]
fn nothing_is_moved_once_somebody_says_stop() {
    let (day, matrix, present) = with_one_forgotten();
    let limits = Limits { iterations: 400, seed: 1, stop: &mut || true, progress: &mut |_| () };
    let outcome = replan(&day, &matrix, &present, 60, limits);
    assert_eq!((outcome.best.order(), outcome.stopped), (present, Stopped::Told));
}

#[test]
fn a_new_stop_comes_in_and_a_closed_one_goes_out_without_a_move() {
    let (mut day, matrix, _) = with_one_forgotten();
    let (present, new): (Vec<usize>, usize) = ((0..12).filter(|stop| *stop != 5).collect(), 5);
    day.stops[8].windows.push(super::Window { opens: 2, closes: 1 });
    let outcome = again(&day, &matrix, &present, 60);
    assert_eq!(outcome.best.order(), [0, 1, 2, 3, 4, new, 6, 7, 9, 10, 11]);
    assert_eq!((outcome.best.left_out.as_slice(), moves(&outcome)), (&[8][..], vec![]));
}

#[test]
fn after_a_late_start_those_that_still_fit_keep_their_order() {
    let (mut day, matrix, _) = with_one_forgotten();
    day.from = 9_400;
    let outcome = again(&day, &matrix, &(0..12).collect::<Vec<_>>(), 60);
    assert_eq!((outcome.best.order(), outcome.best.back), ((0..5).collect(), 9_950));
}

#[test]
fn a_stop_of_the_present_order_is_not_left_out_for_a_small_gain() {
    // There is time for one of two neighbours.
    let day = day(415, vec![worth(2, 1000), worth(2, 1050)]);
    assert_eq!(again(&day, &on_a_line(4), &[0], 60).best.order(), [0]);
    assert_eq!(again(&day, &on_a_line(4), &[0], 40).best.order(), [1]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn no_threshold_no_stop_moved((day, matrix) in a_day(20, 1), seed in any::<u64>()) {
        let optional = |stop: super::Stop| match stop.value {
            super::Value::Must => super::Stop { locked: None, value: super::Value::Worth(1000), ..stop },
            super::Value::Worth(_) => super::Stop { locked: None, ..stop },
        };
        let day = Day { stops: day.stops.into_iter().map(optional).collect(), ..day };
        prop_assume!(evaluate(&day, &matrix, &[]).is_on_time());
        let present = plan(&day, &matrix, &[], seed % 30).best.order();
        let outcome = again(&day, &matrix, &present, u32::MAX);
        prop_assert_eq!(check(&day, &matrix, &outcome.best), Ok(outcome.best.cost));
        // Only what no length of a way outweighs, such as a must that fits again, gains that much.
        prop_assert!(moves(&outcome).iter().all(|(_, _, _, gain)| *gain > i64::from(u32::MAX)));
        let outcome = again(&day, &matrix, &present, 1);
        prop_assert_eq!(check(&day, &matrix, &outcome.best), Ok(outcome.best.cost));
        prop_assert!(outcome.cost <= evaluate(&day, &matrix, &present).cost.total());
    }
}
