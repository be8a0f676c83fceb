//! What all instances of a single tour have: what is to be planned, the ways, and how the cost is counted. How they are written is the
//! business of each format.

use crate::planning::matrix::Matrix;
use crate::planning::route::{Cost, Day, LAST, Stop, Value};

/// An instance of a single tour.
#[derive(Clone, Debug, PartialEq)]
pub struct Tour {
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
            Self::Way { scale } => cost.travel as f64 / scale,
            Self::Score { weight, all, start } => {
                start as f64 + all as f64 - cost.lost as f64 / f64::from(weight.max(1))
            }
            Self::WayAndPrizes => (cost.travel + cost.lost) as f64,
        }
    }
}

pub(super) fn stop(point: usize, value: Value) -> Stop {
    Stop { point: Some(point), service: 0, windows: Vec::new(), value, locked: None }
}

/// A closed tour from the first node through all others.
pub(super) fn tour(points: usize) -> Day {
    Day {
        start: Some(0),
        end: Some(0),
        until: LAST,
        stops: (1..points).map(|at| stop(at, Value::Must)).collect(),
        ..Day::default()
    }
}

/// What a point of score is worth in units of the way: so much that one more point is worth a long way about.
pub(super) fn worth(ways: &[u32], scores: &[u32]) -> u32 {
    let mean = |list: &[u32]| list.iter().map(|it| f64::from(*it)).sum::<f64>() / list.len().max(1) as f64;
    ((100.0 * mean(ways) / mean(scores).max(1.0)).ceil() as u32).clamp(1, 1 << 20)
}
