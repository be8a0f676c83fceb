//! Benchmark instances, as their collections write them, in the words of the planners: so that anybody can check what is claimed of them.
//! The format is told from the text itself: TSPLIB (symmetric, asymmetric, orienteering with scores), orienteering by points, tours with
//! time windows, and the JSON of road matrices and of days.

mod days;
mod points;
mod tsplib;
mod windows;

use crate::planning::matrix::{Matrix, Source};
use crate::planning::route::{Cost, Day, Stop, Value};

/// An instance of a single tour.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// What is to be planned. A stop's point is the node's place in the file, counted from 0.
    pub day: Day,
    /// The ways.
    pub matrix: Matrix,
    /// How its literature counts.
    pub measure: Measure,
}

/// How the cost of a plan is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure {
    /// Length of the way, in units of the file.
    Way {
        /// Units of the matrix for one of the file.
        scale: f64,
        /// What the file's matrix adds to each tour, such as service times written into it.
        folded: f64,
    },
    /// Sum of the scores that are collected: more is better.
    Score {
        /// Value of one point of score.
        weight: u32,
        /// All that could be collected on the way.
        all: u64,
        /// The score of the start, which is always collected.
        start: u64,
    },
    /// Seconds on the way and the prizes that are lost.
    WayAndPrizes,
}

impl Measure {
    /// The cost of a plan as the instance's literature gives it.
    pub fn of(self, cost: &Cost) -> f64 {
        match self {
            Self::Way { scale, folded } => cost.travel as f64 / scale - folded,
            Self::Score { weight, all, start } => {
                start as f64 + all as f64 - cost.lost as f64 / f64::from(weight.max(1))
            }
            Self::WayAndPrizes => (cost.travel + cost.lost) as f64,
        }
    }
}

/// Why a file is no instance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// None of the known formats.
    #[error("none of the known formats: TSPLIB, time windows, orienteering, road matrix or day as JSON")]
    Unknown,
    /// Something is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// Something is not supported.
    #[error("{what} {value:?} is not supported")]
    Unsupported {
        /// What.
        what: &'static str,
        /// What stands there.
        value: String,
    },
    /// A number cannot be read, or is negative or too large.
    #[error("line {line}: {text:?} is not a number that can be used")]
    Number {
        /// Counted from 1.
        line: usize,
        /// What stands there.
        text: String,
    },
    /// There are too few numbers, or too many.
    #[error("{found} numbers instead of {expected}")]
    Count {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// It is not JSON of a known form.
    #[error("{0}")]
    Json(String),
}

/// Reads an instance.
pub fn read(text: &str) -> Result<Instance, Fault> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).ok_or(Fault::Unknown)?;
    if first.starts_with('{') {
        return days::read(text);
    }
    if text.lines().any(|line| line.trim_start().starts_with("DIMENSION")) {
        return tsplib::read(text);
    }
    match first.split_whitespace().count() {
        1 => windows::read(text),
        2 => points::read(text),
        _ => Err(Fault::Unknown),
    }
}

/// All numbers of a text, line by line; what follows a `#` is a remark.
fn numbers(text: &str) -> impl Iterator<Item = Result<Vec<f64>, Fault>> + '_ {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default()));
    lines.filter(|(_, line)| !line.trim().is_empty()).map(|(line, text)| {
        let number = |word: &str| match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(Fault::Number { line, text: word.to_owned() }),
        };
        text.split_whitespace().map(number).collect()
    })
}

/// A count that is written as a number; more than a matrix of these would hold is none.
fn count(number: f64) -> Result<usize, Fault> {
    let fits = (1.0..=10_000.0).contains(&number) && number.fract() == 0.0;
    if fits { Ok(number as usize) } else { Err(Fault::Number { line: 1, text: number.to_string() }) }
}

/// A length in whole units; negative or too large ones are refused.
fn whole(number: f64) -> Result<u32, Fault> {
    let fits = (0.0..f64::from(u32::MAX / 2)).contains(&number);
    if fits { Ok(number.round() as u32) } else { Err(Fault::Number { line: 0, text: number.to_string() }) }
}

fn stop(point: usize, value: Value) -> Stop {
    Stop { point: Some(point), service: 0, windows: Vec::new(), value, locked: None }
}

/// A matrix of given numbers, which are the lengths as well.
fn matrix(points: usize, ways: Vec<u32>) -> Result<Matrix, Fault> {
    let found = ways.len();
    Matrix::new(points, ways.clone(), ways, Source::Given).ok_or(Fault::Count { expected: points * points, found })
}

/// A closed tour from the first node through all others.
fn tour(points: usize) -> Day {
    Day {
        start: Some(0),
        end: Some(0),
        until: crate::planning::route::LAST,
        stops: (1..points).map(|at| stop(at, Value::Must)).collect(),
        ..Day::default()
    }
}

/// What a point of score is worth in units of the way: so much that one more point is worth a long way about.
fn worth(ways: &[u32], scores: &[u32]) -> u32 {
    let mean = |list: &[u32]| list.iter().map(|it| f64::from(*it)).sum::<f64>() / list.len().max(1) as f64;
    ((100.0 * mean(ways) / mean(scores).max(1.0)).ceil() as u32).clamp(1, 1 << 20)
}
