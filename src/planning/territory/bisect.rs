//! The first split: seats and points are halved by straight cuts, again and again, until one seat is left (recursive partitioning,
//! Kalcsics, Nickel and Schröder 2005). Every part gets its share of the load, so far-off towns get as many seats as they can fill.

use super::ground::Ground;
use crate::planning::limits::Watch;
use crate::planning::seed::Draws;

/// Directions in which points are put into a row before they are cut: sixteenths of a half turn, nearly.
const DIRECTIONS: [[i64; 2]; 8] = [[1, 0], [0, 1], [1, 1], [1, -1], [2, 1], [1, 2], [2, -1], [1, -2]];

/// Splits points among seats, each seat getting a load in proportion to its aim. Without draws every cut halves the seats and the best
/// direction is taken; with draws the halves are unequal and fewer directions are looked at, which gives other splits to choose from. Once told to stop it looks at one
/// direction only.
pub fn bisect(
    ground: &Ground,
    points: &mut [u32],
    seats: &[usize],
    aim: &[i64],
    (draws, watch): (&mut Option<&mut Draws>, &mut Watch),
    give: &mut dyn FnMut(u32, usize),
) {
    if let [seat] = seats {
        for point in points {
            give(*point, *seat);
        }
        return;
    }
    if seats.is_empty() || points.is_empty() {
        return;
    }
    let third = seats.len() / 3;
    let half = match draws {
        Some(draws) if third > 0 => third + draws.below(seats.len() - 2 * third + 1),
        _ => seats.len() / 2,
    };
    let (left, right) = seats.split_at(half.clamp(1, seats.len() - 1));
    let aims = |seats: &[usize]| seats.iter().map(|seat| i128::from(aim[*seat].max(1))).sum::<i128>();
    let (of_left, of_all) = (aims(left), aims(seats));
    let skipped = draws.as_mut().map_or(0, |draws| draws.bits() as u8 & draws.bits() as u8);
    let best = (0..DIRECTIONS.len())
        .take(if watch.is_told() { 0 } else { DIRECTIONS.len() })
        .filter(|nth| skipped >> nth & 1 == 0)
        .map(|nth| {
            let (row, cut) = cut(ground, points, DIRECTIONS[nth], of_left, of_all);
            (spread(ground, &row[..cut]) + spread(ground, &row[cut..]), row, cut)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let (row, at) = best.map_or_else(|| cut(ground, points, DIRECTIONS[0], of_left, of_all), |(_, row, at)| (row, at));
    points.copy_from_slice(&row);
    let (a, b) = points.split_at_mut(at);
    bisect(ground, a, left, aim, (draws, watch), give);
    bisect(ground, b, right, aim, (draws, watch), give);
}

/// The points in a row, and where the row is cut so that the first part has its share of the load.
fn cut(ground: &Ground, points: &[u32], [dx, dy]: [i64; 2], share: i128, of: i128) -> (Vec<u32>, usize) {
    let mut row = points.to_vec();
    row.sort_unstable_by_key(|point| {
        let [x, y] = ground.at[*point as usize];
        (i64::from(x) * dx + i64::from(y) * dy, *point)
    });
    let load = |point: &u32| i128::from(ground.load[*point as usize]);
    let total: i128 = row.iter().map(load).sum();
    let mut sum = 0;
    let over = |point: &u32| {
        sum += load(point);
        sum * of > total * share
    };
    let at = row.iter().position(over).unwrap_or(row.len());
    (row, at)
}

/// Σ weight × distance to the middle.
fn spread(ground: &Ground, points: &[u32]) -> f64 {
    let (mut all, mut x, mut y) = (0.0, 0.0, 0.0);
    for point in points {
        let weight = ground.weight[*point as usize] as f64;
        let [px, py] = ground.at[*point as usize].map(f64::from);
        all += weight;
        x += weight * px;
        y += weight * py;
    }
    if all <= 0.0 {
        return 0.0;
    }
    let middle = [(x / all) as i32, (y / all) as i32];
    let way =
        |point: &u32| ground.weight[*point as usize] as f64 * f64::from(ground.distance_to(*point as usize, middle));
    points.iter().map(way).sum()
}
