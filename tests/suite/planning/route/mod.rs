//! Day routes: what holds for any day, tried on days drawn at random, and worked cases.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Outcome};
use rounds::planning::matrix::{Matrix, Source};
use rounds::planning::route::{Break, Day, Overtime, Route, Stop, Value, Why, Window, check, evaluate, route};

mod checks;
mod reasons;
mod replans;
mod solve;
mod timetables;

/// A matrix of so many points on a line, a hundred seconds and metres apart.
fn on_a_line(points: usize) -> Matrix {
    let away =
        (0..points * points).map(|cell| 100 * (cell / points).abs_diff(cell % points) as u32).collect::<Vec<_>>();
    Matrix::new(points, away.clone(), away, Source::Given).unwrap()
}

/// A must at a point, ten seconds long.
fn must(point: usize) -> Stop {
    Stop { point: Some(point), service: 10, windows: Vec::new(), value: Value::Must, locked: None }
}

fn worth(point: usize, value: u32) -> Stop {
    Stop { value: Value::Worth(value), ..must(point) }
}

fn open(opens: u32, closes: u32, mut stop: Stop) -> Stop {
    stop.windows.push(Window { opens, closes });
    stop
}

/// A day that starts and ends at point 0.
fn day(until: u32, stops: Vec<Stop>) -> Day {
    Day { start: Some(0), end: Some(0), until, stops, ..Day::default() }
}

fn plan(day: &Day, matrix: &Matrix, hint: &[usize], iterations: u64) -> Outcome<Route, Why> {
    let limits = Limits { iterations, seed: 1, stop: &mut || false, progress: &mut |_| () };
    route(day, matrix, hint, limits)
}

/// The least cost of all orders of all subsets of the stops that can be kept: the slow and sure way.
fn exhaustive(day: &Day, matrix: &Matrix) -> Option<i64> {
    fn go(day: &Day, matrix: &Matrix, order: &mut Vec<usize>, best: &mut Option<i64>) {
        let route = evaluate(day, matrix, order);
        if check(day, matrix, &route).is_ok() {
            let cost = route.cost.total();
            *best = Some(best.map_or(cost, |best| best.min(cost)));
        }
        for stop in 0..day.stops.len() {
            if !order.contains(&stop) {
                order.push(stop);
                go(day, matrix, order, best);
                order.pop();
            }
        }
    }
    let mut best = None;
    go(day, matrix, &mut Vec::new(), &mut best);
    best
}

fn a_window() -> impl Strategy<Value = Window> {
    (0_u32..1500, 0_u32..600).prop_map(|(opens, long)| Window { opens, closes: opens + long })
}

fn a_stop(points: usize) -> impl Strategy<Value = Stop> {
    let value = prop_oneof![Just(Value::Must), (0_u32..600).prop_map(Value::Worth)];
    let locked = prop::option::weighted(0.2, 0_u32..3);
    (0..points, 0_u32..120, prop::collection::vec(a_window(), 0..3), value, locked).prop_map(
        |(point, service, windows, value, locked)| Stop { point: Some(point), service, windows, value, locked },
    )
}

fn a_break() -> impl Strategy<Value = Break> {
    (a_window(), 0_u32..200).prop_map(|(starts, length)| Break { starts, length })
}

/// Points in a square, ways between them as the crow flies or with anything up to a minute more there or back.
fn a_matrix(points: usize) -> impl Strategy<Value = Matrix> {
    let places = prop::collection::vec((0_i32..300, 0_i32..300), points);
    (places, prop::collection::vec(0_u32..60, points * points), any::<bool>()).prop_map(
        move |(places, more, crooked)| {
            let away = |cell: usize| {
                let ((ax, ay), (bx, by)) = (places[cell / points], places[cell % points]);
                let air = f64::from((ax - bx).pow(2) + (ay - by).pow(2)).sqrt().ceil() as u32;
                if crooked { air + more[cell] } else { air }
            };
            let seconds: Vec<u32> = (0..points * points).map(away).collect();
            Matrix::new(points, seconds.clone(), seconds, Source::Given).unwrap()
        },
    )
}

/// A day of up to so many stops, most of which can be kept at least in part.
fn a_day(stops: usize, breaks: usize) -> impl Strategy<Value = (Day, Matrix)> {
    let points = 6;
    let ends = (prop::option::weighted(0.8, 0..points), prop::option::weighted(0.8, 0..points));
    let hours = (0_u32..200, 600_u32..2400, 0_u32..300, 0_u32..4);
    let stops = prop::collection::vec(a_stop(points), 0..=stops);
    let breaks = prop::collection::vec(a_break(), 0..=breaks);
    (ends, hours, stops, breaks, a_matrix(points)).prop_map(
        |((start, end), (from, until, most, weight), stops, breaks, matrix)| {
            let overtime = Overtime { most, weight };
            (Day { start, end, from, until, overtime, stops, breaks }, matrix)
        },
    )
}
