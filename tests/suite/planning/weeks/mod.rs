//! The weeks of a rep: what holds for any input, tried on input drawn at random, and worked cases.

use proptest::prelude::*;
use rounds::planning::limits::{Limits, Outcome};
use rounds::planning::matrix::{Matrix, Source};
use rounds::planning::weeks::{Account, Day, Plan, Problem, Rhythm, Start, Weights, Why, weeks};

mod bad_input;
mod changes;
mod checks;
mod counting;
mod periodic;
mod solve;

/// A matrix of so many points on a line, a hundred seconds and metres apart.
fn on_a_line(points: usize) -> Matrix {
    let away: Vec<u32> =
        (0..points * points).map(|cell| 100 * (cell / points).abs_diff(cell % points) as u32).collect();
    Matrix::new(points, away.clone(), away, Source::Given).unwrap()
}

/// Monday to Friday at work for so many seconds, from a Monday on.
fn work_days(days: usize, seconds: u32) -> Vec<Day> {
    (0..days).map(|day| if day % 7 < 5 { Day::working(seconds, 0) } else { Day::OFF }).collect()
}

/// A rhythm of the working days among these days, last touched so many of them before the first.
fn rhythm(days: &[Day], min: u32, max: u32, since: u32) -> Rhythm {
    let mut worked = 0;
    let number: Vec<u32> = days
        .iter()
        .map(|day| {
            worked += u32::from(day.works);
            worked
        })
        .collect();
    let since = Some(number.iter().map(|number| number + since).collect());
    Rhythm { min, max, target: u32::midpoint(min, max), number, since, pauses: Vec::new() }
}

/// An account at a point, with calls of ten minutes.
fn account(point: usize, rhythm: Rhythm) -> Account {
    Account { point: Some(point), service: 600, rhythm: Some(rhythm), factor: 100, ..Account::default() }
}

/// Days from point 0 and back.
fn problem(days: Vec<Day>, accounts: Vec<Account>) -> Problem {
    Problem { days, accounts, start: Some(0), end: Some(0), weights: Weights::default() }
}

fn plan(problem: &Problem, matrix: &Matrix, from: Start<'_>, iterations: u64) -> Outcome<Plan, Why> {
    weeks(problem, matrix, from, Limits { iterations, seed: 1, stop: &mut || false, progress: &mut |_| () })
}

const POINTS: usize = 6;

fn a_day() -> impl Strategy<Value = Day> {
    prop_oneof![
        1 => Just(Day::OFF),
        3 => (1_500_u32..6_000, 0_u32..1_200).prop_map(|(seconds, overtime)| Day::working(seconds, overtime)),
    ]
}

fn a_rhythm(days: usize) -> impl Strategy<Value = Option<Rhythm>> {
    let window = (1_u32..6, 0_u32..6, 0_u32..4);
    let counts = (0_u32..2, prop::collection::vec(any::<bool>(), days), prop::option::weighted(0.8, 0_u32..9));
    let pause = prop::option::weighted(0.3, (0..days, 0_usize..4));
    let rhythm = (window, counts, pause).prop_map(move |((min, more, off), (first, steps, since), pause)| {
        let pauses: Vec<(usize, usize)> =
            pause.iter().map(|(first, long)| (*first, (first + long).min(days - 1))).collect();
        let mut reached = first;
        let number: Vec<u32> = (0..days)
            .map(|day| {
                let paused = pauses.iter().any(|(first, last)| (*first..=*last).contains(&day));
                reached += u32::from(steps[day] && day > 0 && !paused);
                reached
            })
            .collect();
        let since = since.map(|since| number.iter().map(|number| number + since).collect());
        let max = min + more;
        Rhythm { min, max, target: (min + off).min(max), number, since, pauses }
    });
    prop::option::weighted(0.9, rhythm)
}

fn an_account(days: usize) -> impl Strategy<Value = Account> {
    let point = prop::option::weighted(0.95, 0..POINTS);
    let dates = (prop::collection::vec(0..days, 0..4), prop::collection::vec(0..days + 2, 0..3));
    (point, 0_u32..900, a_rhythm(days), dates, 50_u32..200, 0_u32..3).prop_map(
        |(point, service, rhythm, (barred, fixed), factor, rank)| {
            let rare = if rank == 0 { fixed } else { Vec::new() };
            Account { point, service, rhythm, barred, fixed: rare, factor, rank }
        },
    )
}

/// Points in a square, ways between them as the crow flies or with anything up to a minute more there or back.
fn a_matrix() -> impl Strategy<Value = Matrix> {
    let places = prop::collection::vec((0_i32..500, 0_i32..500), POINTS);
    (places, prop::collection::vec(0_u32..60, POINTS * POINTS)).prop_map(|(places, more)| {
        let away = |cell: usize| {
            let ((ax, ay), (bx, by)) = (places[cell / POINTS], places[cell % POINTS]);
            f64::from((ax - bx).pow(2) + (ay - by).pow(2)).sqrt().ceil() as u32 + more[cell]
        };
        let seconds: Vec<u32> = (0..POINTS * POINTS).map(away).collect();
        Matrix::new(POINTS, seconds.clone(), seconds, Source::Given).unwrap()
    })
}

/// Some days and accounts, with days off, closures, pauses, fixed visits and accounts never touched.
fn a_problem() -> impl Strategy<Value = (Problem, Matrix)> {
    (1_usize..15).prop_flat_map(|days| {
        let ends = (prop::option::weighted(0.8, 0..POINTS), prop::option::weighted(0.8, 0..POINTS));
        let accounts = prop::collection::vec(an_account(days), 0..9);
        (prop::collection::vec(a_day(), days), accounts, ends, a_matrix()).prop_map(
            |(days, accounts, (start, end), matrix)| {
                (Problem { days, accounts, start, end, weights: Weights::default() }, matrix)
            },
        )
    })
}
