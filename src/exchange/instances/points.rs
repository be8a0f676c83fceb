//! Orienteering by points: the budget and the number of paths, then for each point its place and its score. The first point is the start,
//! the second the end.

use super::tours::{Measure, Tour, stop, worth};
use super::{Fault, Row, count, matrix, rows, whole};
use crate::planning::route::{Day, Value};

/// Thousandths of a unit; ways are rounded down, so that what the budget holds exactly fits.
const SCALE: f64 = 1_000.0;

/// Reads one.
pub(super) fn read(text: &str) -> Result<Tour, Fault> {
    let mut rows = rows(text);
    let head = rows.next().ok_or(Fault::Unknown)??.of(2)?.numbers;
    let of_three = |row: Result<Row, Fault>| row?.of(3).map(|row| row.numbers);
    let rows = rows.map(of_three).collect::<Result<Vec<_>, _>>()?;
    let points = count(rows.len() as f64)?;
    if points < 2 {
        return Err(Fault::Count { expected: 2, found: points });
    }
    let way = |(a, b): (&Vec<f64>, &Vec<f64>)| whole(((a[0] - b[0]).hypot(a[1] - b[1]) * SCALE).floor());
    let pairs = rows.iter().flat_map(|from| rows.iter().map(move |to| (from, to)));
    let ways = pairs.map(way).collect::<Result<Vec<u32>, _>>()?;
    let scores = rows.iter().map(|row| whole(row[2])).collect::<Result<Vec<u32>, _>>()?;
    let weight = worth(&ways, &scores);
    let day = Day {
        start: Some(0),
        end: Some(1),
        until: whole((head[0] * SCALE).floor())?,
        stops: (2..points).map(|at| stop(at, Value::Worth(scores[at].saturating_mul(weight)))).collect(),
        ..Day::default()
    };
    let all = scores[2..].iter().map(|score| u64::from(*score)).sum();
    Ok(Tour { day, matrix: matrix(points, ways)?, measure: Measure::Score { weight, all, start: 0 } })
}
