//! The best split of a handful of points, found by looking at every one.

use super::ground::{Ground, Parts, Score};
use super::median::median;

/// Splits that are looked at, at most.
const MOST: usize = 20_000;
/// Points, at most.
const MOST_POINTS: usize = 14;

/// The best split, if there are few enough to look at all.
pub fn exact(ground: &Ground) -> Option<(Parts, Score)> {
    if ground.points() > MOST_POINTS {
        return None;
    }
    let mut many = 1_usize;
    for _ in 0..ground.points() {
        many = many.checked_mul(ground.seats()).filter(|many| *many <= MOST)?;
    }
    let mut parts = Parts { seat: vec![0; ground.points()], centre: vec![0; ground.seats()] };
    let mut best: Option<(Score, Parts)> = None;
    for number in 0..many {
        let mut rest = number;
        for seat in &mut parts.seat {
            *seat = (rest % ground.seats()) as u16;
            rest /= ground.seats();
        }
        let allowed = |(point, seat): (usize, &u16)| ground.allows(point, usize::from(*seat));
        if !parts.seat.iter().enumerate().all(allowed) || parts.moved(ground) > ground.most_moved {
            continue;
        }
        for (seat, members) in parts.members().iter().enumerate() {
            parts.centre[seat] = median(ground, members, 0, members.len());
        }
        let score = parts.score(ground);
        if best.as_ref().is_none_or(|(least, _)| score < *least) {
            best = Some((score, parts.clone()));
        }
    }
    best.map(|(score, parts)| (parts, score))
}
