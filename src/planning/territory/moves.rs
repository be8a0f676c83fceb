//! What changes hands, in an order in which each move can be accepted by itself: first what must move, then always from the giver and to
//! the taker whose workloads are furthest apart, the account that comes nearest by it first.

use std::collections::BTreeMap;

use super::intake::seconds;
use super::{Account, Moved, Picture, Reason, Seat};

/// Lists the moves from the present to a split, each with the workloads it meets and leaves.
pub fn moves(
    accounts: &[Account],
    seats: &[Seat],
    plane: &[Option<[i32; 2]>],
    seat: &[Option<usize>],
    (before, after): (&Picture, &Picture),
    total: i64,
) -> Vec<Moved> {
    let mut load: Vec<u64> = before.territories.iter().map(|territory| territory.seconds).collect();
    let mean = total.unsigned_abs() / seats.len().max(1) as u64;
    let metres = |at: usize, from: Option<usize>, to: usize| {
        let far = |centre: Option<usize>| Some(distance(plane[at]?, plane[centre?]?));
        Some(far(after.territories[to].centre)? - far(before.territories[from?].centre)?)
    };
    let mut list = Vec::new();
    let mut record = |load: &mut Vec<u64>, account: usize, from: Option<usize>, to: usize| {
        let work = seconds(&accounts[account]).unsigned_abs();
        let giver = from.map(|from| (load[from], load[from] - work));
        let taker = (load[to], load[to] + work);
        let metres = metres(account, from, to);
        let reason = match giver {
            None => Reason::NoRep,
            Some(_) if from.is_some_and(|from| !seats[from].serves.has(accounts[account].group)) => Reason::NotServed,
            Some(_) if metres.is_some_and(|metres| metres < 0) => Reason::Nearer,
            Some((has, _)) if has > mean => Reason::Relief,
            Some(_) if taker.0 < mean => Reason::Filling,
            Some(_) => Reason::Room,
        };
        if let Some(from) = from {
            load[from] -= work;
        }
        load[to] += work;
        list.push(Moved { account, from, to, metres, giver, taker, reason });
    };
    let mut waiting: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let from = account.present.filter(|seat| *seat < seats.len());
        let Some(to) = seat[at].filter(|to| from != Some(*to)) else { continue };
        match from.filter(|from| seats[*from].serves.has(account.group)) {
            Some(from) => waiting.entry((from, to)).or_default().push(at),
            None => record(&mut load, at, from, to),
        }
    }
    for ((from, to), some) in &mut waiting {
        // Taken from the end.
        some.sort_by_key(|at| std::cmp::Reverse((metres(*at, Some(*from), *to), *at)));
    }
    let apart = |load: &[u64], (from, to): &(usize, usize)| i128::from(load[*from]) - i128::from(load[*to]);
    while let Some(pair) = waiting.keys().max_by_key(|pair| (apart(&load, pair), std::cmp::Reverse(**pair))).copied() {
        match waiting.get_mut(&pair).and_then(Vec::pop) {
            Some(at) => record(&mut load, at, Some(pair.0), pair.1),
            None => drop(waiting.remove(&pair)),
        }
    }
    list
}

fn distance(a: [i32; 2], b: [i32; 2]) -> i64 {
    let [dx, dy] = [0, 1].map(|axis| f64::from(a[axis]) - f64::from(b[axis]));
    ((dx * dx + dy * dy).sqrt() + 0.5) as i64
}
