//! Benchmark instances, as their collections write them, in the words of the planners: so that anybody can check what is claimed of them.
//! The format is told from the text itself: TSPLIB (symmetric, asymmetric, orienteering with scores), orienteering by points, tours with
//! time windows, the JSON of road matrices and of days, periodic routes, capacitated medians, and shops with workloads as CSV.

mod days;
mod medians;
mod periods;
mod points;
mod shops;
mod tours;
mod tsplib;
mod windows;

pub use periods::{Periods, Place};
pub use shops::Shops;
pub use tours::{Measure, Tour};

use crate::planning::matrix::{Matrix, Source};
use crate::planning::territory::capacitated::Capacitated;

/// The most points of an instance: more than a matrix of them would hold is none.
const MOST_POINTS: f64 = 10_000.0;

/// An instance of one of the families.
#[derive(Clone, Debug, PartialEq)]
pub enum Instance {
    /// A single tour.
    Tour(Tour),
    /// Routes of several days: the periodic vehicle routing problem.
    Periods(Periods),
    /// Medians that can have so much each.
    Medians(Capacitated),
    /// Shops to be split into territories.
    Shops(Shops),
}

/// Why a file is no instance.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// None of the known formats.
    #[error(
        "none of the known formats: TSPLIB, time windows, orienteering, periodic routes, capacitated medians, shops as CSV, road matrix or day as JSON"
    )]
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
    /// There are too few places, or too many.
    #[error("{found} places instead of {expected}")]
    Places {
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A line has too few numbers, or too many.
    #[error("line {line}: {found} numbers instead of {expected}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// A limit is not the same as before.
    #[error("line {line}: limits that differ are not supported")]
    Differs {
        /// Counted from 1.
        line: usize,
    },
    /// The demand is more than there is room for.
    #[error("the demand is more than the capacity")]
    Capacity,
    /// It is not JSON of a known form.
    #[error("{0}")]
    Json(String),
}

/// Reads an instance.
pub fn read(text: &str) -> Result<Instance, Fault> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines().next().ok_or(Fault::Unknown)?;
    if first.starts_with('{') {
        return days::read(text).map(Instance::Tour);
    }
    if text.lines().any(|line| line.trim_start().starts_with("DIMENSION")) {
        return tsplib::read(text).map(Instance::Tour);
    }
    if first.contains(',') {
        return shops::read(text).map(Instance::Shops);
    }
    let widths: Vec<usize> = lines().take(3).map(|line| line.split_whitespace().count()).collect();
    match widths[..] {
        [1, ..] => windows::read(text).map(Instance::Tour),
        [2, 4, ..] | [2, 3, 4] => medians::read(text).map(Instance::Medians),
        [2, ..] => points::read(text).map(Instance::Tour),
        [4, ..] if first.starts_with(|c: char| c.is_ascii_digit()) => periods::read(text).map(Instance::Periods),
        _ => Err(Fault::Unknown),
    }
}

/// The numbers of a line.
struct Row {
    /// Counted from 1.
    line: usize,
    numbers: Vec<f64>,
}

impl Row {
    /// The row, if it has so many numbers.
    fn of(self, expected: usize) -> Result<Self, Fault> {
        let found = self.numbers.len();
        if found == expected { Ok(self) } else { Err(Fault::Line { line: self.line, expected, found }) }
    }

    /// A number that is a whole one between bounds.
    fn whole(&self, at: usize, least: f64, most: f64) -> Result<u32, Fault> {
        let number = self.numbers[at];
        let fits = (least..=most).contains(&number) && number.fract() == 0.0;
        if fits { Ok(number as u32) } else { Err(self.fault(at)) }
    }

    /// What is wrong with this number.
    fn fault(&self, at: usize) -> Fault {
        Fault::Number { line: self.line, text: self.numbers[at].to_string() }
    }
}

/// All numbers of a text, line by line; what follows a `#` is a remark.
fn rows(text: &str) -> impl Iterator<Item = Result<Row, Fault>> + '_ {
    let lines = text.lines().enumerate().map(|(at, line)| (at + 1, line.split('#').next().unwrap_or_default()));
    lines.filter(|(_, line)| !line.trim().is_empty()).map(|(line, text)| {
        let number = |word: &str| match word.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(Fault::Number { line, text: word.to_owned() }),
        };
        Ok(Row { line, numbers: text.split_whitespace().map(number).collect::<Result<_, _>>()? })
    })
}

/// A count that is written as a number.
fn count(number: f64) -> Result<usize, Fault> {
    let fits = (1.0..=MOST_POINTS).contains(&number) && number.fract() == 0.0;
    if fits { Ok(number as usize) } else { Err(Fault::Number { line: 1, text: number.to_string() }) }
}

/// A length in whole units; negative or too large ones are refused.
fn whole(number: f64) -> Result<u32, Fault> {
    let fits = (0.0..f64::from(u32::MAX / 2)).contains(&number);
    if fits { Ok(number.round() as u32) } else { Err(Fault::Number { line: 0, text: number.to_string() }) }
}

/// A matrix of given numbers, which are the lengths as well.
fn matrix(points: usize, ways: Vec<u32>) -> Result<Matrix, Fault> {
    let found = ways.len();
    Matrix::new(points, ways.clone(), ways, Source::Given).ok_or(Fault::Count { expected: points * points, found })
}
