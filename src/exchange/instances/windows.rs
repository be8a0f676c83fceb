//! Tours with time windows: the number of nodes, the matrix, then for each node when it opens and closes. The depot's window is the day's. Service
//! that is written into the ways is part of them, as the literature counts it.

use super::tours::{Measure, Tour, tour};
use super::{Fault, count, matrix, rows, whole};
use crate::planning::route::{Day, Window};

/// Ten thousandths of a unit: the finest that the collections write.
const SCALE: f64 = 10_000.0;

/// Reads one.
pub(super) fn read(text: &str) -> Result<Tour, Fault> {
    let rows = rows(text).collect::<Result<Vec<_>, _>>()?;
    let all: Vec<f64> = rows.into_iter().flat_map(|row| row.numbers).collect();
    let points = count(*all.first().ok_or(Fault::Unknown)?)?;
    let expected = 1 + points * points + 2 * points;
    if all.len() < expected {
        return Err(Fault::Count { expected, found: all.len() });
    }
    let (ways, times) = all[1..].split_at(points * points);
    let scaled = |number: &f64| whole(number * SCALE);
    let mut day = Day { until: scaled(&times[1])?, ..tour(points) };
    for (stop, at) in day.stops.iter_mut().zip(1..) {
        stop.windows = vec![Window { opens: scaled(&times[2 * at])?, closes: scaled(&times[2 * at + 1])? }];
    }
    let ways = ways.iter().map(scaled).collect::<Result<_, _>>()?;
    Ok(Tour { day, matrix: matrix(points, ways)?, measure: Measure::Way { scale: SCALE } })
}
