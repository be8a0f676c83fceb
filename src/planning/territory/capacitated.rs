//! The capacitated p-median problem, the common yardstick for what lies under a split: choose p of some points as medians and give every
//! point to one of them, so that no median has more demand than its capacity and Σ distance is least. Here it is solved by the same
//! search as territories, with the capacity as the upper end of every band.

use super::ground::{Ground, NONE, Rounding};
use super::search::{Begin, search};
use crate::planning::limits::{Limits, Outcome};

/// Longest side of the plane in units of the search: squares of it are exact in double precision.
const SIDE: f64 = 40_000_000.0;

/// How distances are measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Distances {
    /// Euclidean, as they are. Costs are in thousandths.
    Real,
    /// Euclidean, rounded down to whole numbers. Coordinates must be whole numbers.
    Floor,
}

/// A problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Capacitated {
    /// Where the points are.
    pub points: Vec<[f64; 2]>,
    /// What each point asks for.
    pub demand: Vec<u64>,
    /// How many medians there are.
    pub medians: usize,
    /// How much demand each median can have.
    pub capacity: u64,
    /// How distances are measured.
    pub distances: Distances,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The median of each point, which is a point too.
    pub median: Vec<usize>,
    /// Demand above capacity, over all medians: 0 if the answer is one.
    pub above: u64,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsolvable {
    /// Not as many demands as points.
    Lengths,
    /// No points, no medians, or more medians than points.
    Medians,
    /// A coordinate is not a number, or not a whole one where that is asked for; or all of them span too much.
    Coordinates {
        /// Which point.
        point: usize,
    },
    /// All medians together cannot have all demand, or one point asks for more than a median can have.
    Capacity,
}

/// Solves a problem; the cost of the outcome is Σ distance, in thousandths if distances are real.
pub fn solve(problem: &Capacitated, limits: &mut Limits) -> Result<Outcome<Assigned, Unsolvable>, Unsolvable> {
    let ground = ground(problem)?;
    let found = search(&ground, Begin::Afresh, limits);
    let median = found.parts.seat.iter().map(|seat| found.parts.centre[usize::from(*seat)] as usize).collect();
    let best = Assigned { median, above: found.score.outside.unsigned_abs() };
    let cost = cost(problem, &best);
    Ok(Outcome { best, cost, stopped: found.stopped, iterations: found.iterations, notes: Vec::new() })
}

/// Checks an answer: as many medians as asked for or fewer, none above its capacity; the cost, worked out afresh.
pub fn check(problem: &Capacitated, answer: &Assigned) -> Option<i64> {
    let n = problem.points.len();
    let mut load = vec![0; n];
    for (demand, median) in problem.demand.iter().zip(&answer.median) {
        *load.get_mut(*median)? += demand;
    }
    let mut medians = answer.median.clone();
    medians.sort_unstable();
    medians.dedup();
    let fits = load.iter().all(|load| *load <= problem.capacity) && medians.len() <= problem.medians;
    (fits && answer.median.len() == n).then(|| cost(problem, answer))
}

fn cost(problem: &Capacitated, answer: &Assigned) -> i64 {
    let way = |(point, median): (&[f64; 2], &usize)| {
        let [dx, dy] = [0, 1].map(|axis| point[axis] - problem.points[*median][axis]);
        (dx * dx + dy * dy).sqrt()
    };
    let ways = problem.points.iter().zip(&answer.median).map(way);
    match problem.distances {
        Distances::Real => (ways.fold(0.0, |sum, way| sum + way) * 1000.0).round() as i64,
        Distances::Floor => ways.map(|way| way as i64).sum(),
    }
}

fn ground(problem: &Capacitated) -> Result<Ground, Unsolvable> {
    let n = problem.points.len();
    if problem.demand.len() != n {
        return Err(Unsolvable::Lengths);
    }
    if problem.medians == 0 || problem.medians > n || problem.medians >= usize::from(NONE) {
        return Err(Unsolvable::Medians);
    }
    let floor = problem.distances == Distances::Floor;
    let bad = |point: &[f64; 2]| {
        point.iter().any(|number| {
            number.is_nan() || number.abs() > 1e12 || floor && (number.fract() != 0.0 || number.abs() > SIDE)
        })
    };
    if let Some(point) = problem.points.iter().position(bad) {
        return Err(Unsolvable::Coordinates { point });
    }
    let all: u128 = problem.demand.iter().map(|demand| u128::from(*demand)).sum();
    let fits = all <= u128::from(problem.capacity) * problem.medians as u128 && all < 1 << 40;
    if !fits || problem.demand.iter().any(|demand| *demand > problem.capacity) {
        return Err(Unsolvable::Capacity);
    }
    let first = problem.points[0];
    let span =
        problem.points.iter().flatten().zip(first.iter().cycle()).map(|(a, b)| (a - b).abs()).fold(1.0, f64::max);
    let scale = if floor { 1.0 } else { (SIDE / span).min(1000.0) };
    let at = |point: &[f64; 2]| [0, 1].map(|axis| ((point[axis] - first[axis]) * scale).round() as i32);
    Ok(Ground {
        at: problem.points.iter().map(at).collect(),
        load: problem.demand.iter().map(|demand| demand.cast_signed()).collect(),
        weight: vec![1; n],
        group: vec![0; n],
        fixed: vec![NONE; n],
        present: vec![NONE; n],
        serves: vec![1; problem.medians],
        base: vec![0; problem.medians],
        band: vec![(0, problem.capacity.min(1 << 40).cast_signed()); problem.medians],
        stay: 0,
        most_moved: usize::MAX,
        rounding: if floor { Rounding::Down } else { Rounding::Nearest },
    })
}
