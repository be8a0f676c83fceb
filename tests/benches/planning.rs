//! How the planners grow: the same number of iterations for ever more stops, accounts and days, on invented places. The numbers beside the
//! times are iterations in a second.
#![allow(clippy::expect_used)]

use divan::Bencher;
use divan::counter::ItemsCount;
use rounds::domain::place::Place;
use rounds::planning::limits::Limits;
use rounds::planning::matrix::Matrix;
use rounds::planning::route::{self, Overtime, Stop, Value, Window};
use rounds::planning::seed::Draws;
use rounds::planning::travel::Travel;
use rounds::planning::weeks::{self, Account, Problem, Rhythm, Start, weeks};

fn main() {
    divan::main();
}

/// Places in and around a town of twelve kilometres, the last one in its middle.
fn places(count: usize, seed: u64) -> Vec<Option<Place>> {
    let mut draws = Draws::new(seed);
    let mut at = |middle: f64| middle + (draws.below(12_000) as f64 - 6_000.0) / 111_000.0;
    let place = |_| Place::new(at(30.25), at(120.15));
    (0..count).map(place).chain([Place::new(30.25, 120.15)]).collect()
}

fn limits<'a>(
    iterations: u64,
    stop: &'a mut dyn FnMut() -> bool,
    progress: &'a mut dyn FnMut(rounds::planning::limits::Progress),
) -> Limits<'a> {
    Limits { iterations, seed: 7, stop, progress }
}

/// A day with so many stops, of which a third have hours.
fn day(count: usize) -> (route::Day, Matrix) {
    let mut draws = Draws::new(count as u64);
    let stop = |point| Stop {
        point: Some(point),
        service: 900,
        windows: if point % 3 == 0 {
            let opens = 30_600 + draws.below(4) as u32 * 3_600;
            vec![Window { opens, closes: opens + 4 * 3_600 }]
        } else {
            Vec::new()
        },
        value: Value::Worth(3_600),
        locked: None,
    };
    let stops = (0..count).map(stop).collect();
    let overtime = Overtime { most: 3_600, weight: 3 };
    let asked = route::Day {
        start: Some(count),
        end: Some(count),
        from: 30_600,
        until: 63_000,
        overtime,
        stops,
        breaks: Vec::new(),
    };
    (asked, Matrix::estimated(&places(count, 3), Travel::default()))
}

/// Four weeks of so many accounts, tiers as in a usual book.
fn book(count: usize) -> (Problem, Matrix) {
    let days: Vec<weeks::Day> =
        (0..28).map(|day| if day % 7 < 5 { weeks::Day::working(8 * 3_600, 0) } else { weeks::Day::OFF }).collect();
    let mut number = Vec::new();
    let mut counted = 0;
    for day in &days {
        counted += u32::from(day.works);
        number.push(counted);
    }
    let mut draws = Draws::new(count as u64);
    let account = |point| {
        let (min, max, service, factor, rank) = match draws.below(20) {
            0 => (3, 5, 1_800, 150, 0),
            1..5 => (7, 10, 1_200, 120, 1),
            _ => (14, 30, 900, 100, 2),
        };
        let since = draws.below(max as usize) as u32;
        let rhythm = Rhythm {
            min,
            max,
            target: u32::midpoint(min, max),
            number: number.clone(),
            since: Some(number.iter().map(|day| day + since).collect()),
            pauses: Vec::new(),
        };
        Account { point: Some(point), service, factor, rank, rhythm: Some(rhythm), ..Account::default() }
    };
    let accounts = (0..count).map(account).collect();
    let problem = Problem { days, accounts, start: Some(count), end: Some(count), weights: weeks::Weights::default() };
    (problem, Matrix::estimated(&places(count, 5), Travel::default()))
}

const ROUTE: u64 = 2_000;

#[divan::bench(args = [20, 50, 100, 200, 500, 1_000], sample_count = 5)]
fn a_day_with_hours_and_values(bencher: Bencher, stops: usize) {
    let (asked, matrix) = day(stops);
    bencher
        .counter(ItemsCount::new(ROUTE))
        .bench_local(|| route::route(&asked, &matrix, &[], limits(ROUTE, &mut || false, &mut |_| ())));
}

#[divan::bench(args = [20, 50, 100, 200, 500, 1_000], sample_count = 5)]
fn a_plain_order(bencher: Bencher, stops: usize) {
    let (mut asked, matrix) = day(stops);
    (asked.until, asked.overtime) = (1 << 31, Overtime::default());
    for stop in &mut asked.stops {
        (stop.windows, stop.value) = (Vec::new(), Value::Must);
    }
    bencher
        .counter(ItemsCount::new(ROUTE))
        .bench_local(|| route::route(&asked, &matrix, &[], limits(ROUTE, &mut || false, &mut |_| ())));
}

const WEEKS: u64 = 4_000;

#[divan::bench(args = [70, 150, 250, 400], sample_count = 5)]
fn four_weeks(bencher: Bencher, accounts: usize) {
    let (problem, matrix) = book(accounts);
    bencher
        .counter(ItemsCount::new(WEEKS))
        .bench_local(|| weeks(&problem, &matrix, Start::Scratch, limits(WEEKS, &mut || false, &mut |_| ())));
}

/// Iterations of a first plan of so many accounts, which is to take some milliseconds.
fn first(accounts: usize) -> u64 {
    36_000 / accounts.max(70) as u64
}

#[divan::bench(args = [70, 150, 250, 400], sample_count = 20)]
fn the_first_plan_of_four_weeks(bencher: Bencher, accounts: usize) {
    let (problem, matrix) = book(accounts);
    bencher
        .bench_local(|| weeks(&problem, &matrix, Start::Scratch, limits(first(accounts), &mut || false, &mut |_| ())));
}
