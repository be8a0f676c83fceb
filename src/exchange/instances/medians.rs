//! Capacitated medians, in two formats. That of Lorena and Senne says points and medians first, then for each point its place, the most
//! that it can have as a median, and its demand; lengths are as they are. That of the OR-Library (Beasley 1990) says its number and the
//! best known value, then points, medians and the capacity, then for each point its number, place and demand; lengths are rounded down.

use super::{Fault, MOST_POINTS, Row, rows};
use crate::planning::territory::capacitated::{Capacitated, Distances};

/// Largest amount that is taken.
const MOST: f64 = 1e9;

/// Reads one.
pub(super) fn read(text: &str) -> Result<Capacitated, Fault> {
    let mut rows = rows(text).collect::<Result<Vec<Row>, _>>()?.into_iter();
    let mut next = || rows.next().ok_or(Fault::Unknown);
    let (first, second) = (next()?, next()?);
    let is_library = second.numbers.len() == 3;
    let (head, rest): (Row, Vec<Row>) = if is_library {
        (second, rows.collect())
    } else {
        (first.of(2)?, std::iter::once(second).chain(rows).collect())
    };
    let points = head.whole(0, 1.0, MOST_POINTS)? as usize;
    let medians = head.whole(1, 1.0, head.numbers[0])? as usize;
    if rest.len() != points {
        return Err(Fault::Places { expected: points, found: rest.len() });
    }
    let rest = rest.into_iter().map(|row| row.of(4)).collect::<Result<Vec<Row>, _>>()?;
    let place = usize::from(is_library);
    let bound = |row: &Row, at| row.whole(at, 0.0, MOST).map(u64::from);
    let capacity = match rest.first() {
        _ if is_library => bound(&head, 2)?,
        Some(row) => bound(row, 2)?,
        None => 0,
    };
    let mut problem = Capacitated {
        points: Vec::with_capacity(points),
        demand: Vec::with_capacity(points),
        medians,
        capacity,
        distances: if is_library { Distances::Floor } else { Distances::Real },
    };
    for row in rest {
        if !is_library && bound(&row, 2)? != capacity {
            return Err(Fault::Differs { line: row.line });
        }
        for at in [place, place + 1] {
            let number = row.numbers[at];
            if number.abs() > MOST || is_library && (number.fract() != 0.0 || number.abs() > 1e7) {
                return Err(row.fault(at));
            }
        }
        problem.points.push([row.numbers[place], row.numbers[place + 1]]);
        problem.demand.push(bound(&row, 3)?);
    }
    let fits = problem.demand.iter().sum::<u64>() <= capacity * medians as u64;
    if !fits || problem.demand.iter().any(|demand| *demand > capacity) {
        return Err(Fault::Capacity);
    }
    Ok(problem)
}
