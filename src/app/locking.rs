//! Stops that are locked in their place: who stands before one comes before it whatever is planned, who stands behind it after it. The
//! planner knows that as ranks; by hand everything can be moved.

use crate::planning::limits::{Limits, Outcome, Progress};
use crate::planning::matrix::Matrix;
use crate::planning::route::{self, Route, Stop, Why, Window};

use super::thinking::Signal;

/// The ranks of stops in their present order, of which some are locked: a locked one has a rank of its own, those between two share one.
/// Without a lock nobody has any.
pub(super) fn ranks(locked: &[bool]) -> Vec<Option<u32>> {
    if !locked.contains(&true) {
        return vec![None; locked.len()];
    }
    let mut rank = 0;
    let ranked = |is_locked: &bool| {
        let own = rank + u32::from(*is_locked);
        rank += 2 * u32::from(*is_locked);
        Some(own)
    };
    locked.iter().map(ranked).collect()
}

/// Puts a stop into an order at a place, or as near to it as locks let it.
pub(super) fn insert(order: &mut Vec<usize>, stop: usize, place: usize, stops: &[Stop]) {
    let rank = stops[stop].locked;
    let other = |at: &usize| stops[*at].locked;
    let first = order.iter().rposition(|at| rank.is_some() && other(at).is_some_and(|other| Some(other) < rank));
    let end = order.iter().position(|at| rank.is_some() && other(at) > rank);
    let place = place.min(end.unwrap_or(order.len())).max(first.map_or(0, |at| at + 1));
    order.insert(place, stop);
}

/// A day in order, everybody on it.
pub(super) struct Found {
    /// All stops.
    pub order: Vec<usize>,
    /// What the planner says of it.
    pub outcome: Outcome<Route, Why>,
}

/// Looks for the best order of a day whose stops all stay on it: who cannot be reached in time stands where their own time is, or, open too
/// short, behind all others, as far as locks let them.
pub(super) fn in_order(asked: &route::Day, matrix: &Matrix, hint: &[usize], limits: Limits) -> Found {
    let outcome = route::route(asked, matrix, hint, limits);
    let visits = &outcome.best.visits;
    let mut order: Vec<usize> = visits.iter().map(|visit| visit.stop).collect();
    let own = |at: usize| match asked.stops[at].windows[..] {
        [Window { opens, closes }] if opens == closes => i64::from(opens),
        _ => i64::MAX,
    };
    for missed in &outcome.best.left_out {
        let next = visits.iter().find(|visit| visit.begins >= own(*missed)).map(|visit| visit.stop);
        let place = next.and_then(|next| order.iter().position(|at| *at == next)).unwrap_or(order.len());
        insert(&mut order, *missed, place, &asked.stops);
    }
    Found { order, outcome }
}

/// An order that the day could have, were some of its stops not locked.
pub(super) struct Unlocked {
    /// Which stops.
    pub stops: Vec<usize>,
    /// The order.
    pub order: Vec<usize>,
}

/// More locks than these are not tried one by one.
const MOST_TRIED: usize = 8;

/// How often [`unlocked`] looks for an order.
pub(super) fn tries(locked: &[bool]) -> u64 {
    match locked.iter().filter(|it| **it).count() {
        0 => 0,
        1 => 1,
        some if some <= MOST_TRIED => some as u64 + 1,
        _ => 1,
    }
}

/// What there would be to win without locks: by the one of them that costs most, and by all. `found` is the best order with them, `done` of
/// `of` iterations are done.
pub(super) fn unlocked(
    (asked, locked): (&route::Day, &[bool]),
    matrix: &Matrix,
    found: &[usize],
    (each, done, of): (u64, u64, u64),
    signal: &Signal,
) -> Vec<Unlocked> {
    let all: Vec<usize> = (0..locked.len()).filter(|at| locked[*at]).collect();
    let mut done = done;
    let mut without = |freed: &[usize]| {
        let locked: Vec<bool> = (0..locked.len()).map(|at| locked[at] && !freed.contains(&at)).collect();
        let mut day = asked.clone();
        for (stop, rank) in day.stops.iter_mut().zip(ranks(&locked)) {
            stop.locked = rank;
        }
        let limits = Limits {
            iterations: each,
            seed: 1,
            stop: &mut || signal.is_stopped(),
            progress: &mut |progress: Progress| signal.tell(done + progress.done, of),
        };
        let Found { order, outcome } = in_order(&day, matrix, found, limits);
        done += each;
        (outcome.cost, Unlocked { stops: freed.to_vec(), order })
    };
    let singly = if all.len() <= MOST_TRIED { &all[..] } else { &[] };
    let best = singly.iter().map(|stop| without(&[*stop])).min_by_key(|(cost, _)| *cost);
    let mut orders: Vec<Unlocked> = best.map(|(_, unlocked)| unlocked).into_iter().collect();
    if all.len() > 1 {
        orders.push(without(&all).1);
    }
    orders
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planning::route::Value;

    #[test]
    fn locked_stops_have_ranks_of_their_own_and_those_between_share_one() {
        let of = |text: &str| ranks(&text.chars().map(|it| it == 'L').collect::<Vec<_>>());
        let some = |ranks: &[u32]| ranks.iter().copied().map(Some).collect::<Vec<_>>();
        assert_eq!(of("..."), [None; 3]);
        assert_eq!(of("..L.LL."), some(&[0, 0, 1, 2, 3, 5, 6]));
        assert_eq!(of("L."), some(&[1, 2]));
    }

    #[test]
    fn nobody_is_put_across_a_lock() {
        let stop = |locked| Stop { point: None, service: 0, windows: Vec::new(), value: Value::Must, locked };
        let stops: Vec<Stop> = ranks(&[false, false, true, false, false]).into_iter().map(stop).collect();
        let put = |order: &[usize], at: usize, place: usize| {
            let mut order = order.to_vec();
            insert(&mut order, at, place, &stops);
            order
        };
        assert_eq!(put(&[1, 2, 4, 3], 0, 4), [1, 0, 2, 4, 3]);
        assert_eq!(put(&[1, 2, 4, 3], 0, 0), [0, 1, 2, 4, 3]);
        assert_eq!(put(&[1, 0, 2, 4], 3, 0), [1, 0, 2, 3, 4]);
        assert_eq!(put(&[1, 0, 4, 3], 2, 4), [1, 0, 2, 4, 3]);
    }
}
