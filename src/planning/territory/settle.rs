//! Lloyd's turns under balance: every point goes to the seat whose way plus price is least, prices rise where a seat has too much and
//! fall where it has too little, and centres follow their points. The prices are the multipliers of the bands (a subgradient ascent,
//! Held, Wolfe and Crowder 1974); they carry load over many seats at once, which exchanges between neighbours cannot.

use super::ground::{FAR, Ground, NONE, Parts};
use super::median::median;
use crate::planning::limits::Watch;

/// Turns taken.
const TURNS: usize = 200;
/// Centres follow in every so-manieth turn.
const RECENTRE: usize = 2;
/// The first step of a price, as a share of the mean way, for a load that is out by one mean load.
const STEP: f64 = 0.1;
/// Candidates for a centre.
const CANDIDATES: usize = 6;

/// What keeps points with seats that are too full, and draws them to those that are too empty.
#[derive(Clone, Copy, Default)]
struct Price {
    too_full: f64,
    too_empty: f64,
}

impl Price {
    fn whole(self) -> i32 {
        (self.too_full - self.too_empty).clamp(-f64::from(FAR / 2), f64::from(FAR / 2)) as i32
    }
}

/// Settles a split. Bands are nearly met afterwards, not strictly. Each turn counts as an iteration.
pub fn settle(ground: &Ground, parts: &mut Parts, watch: &mut Watch, cost: i64) {
    let (points, seats) = (ground.points(), ground.seats());
    let mut ways = vec![0; points * seats];
    for seat in 0..seats {
        fill(ground, &mut ways, seat, parts.centre[seat]);
    }
    let mean_way = parts.score(ground).cost as f64 / ground.weight.iter().sum::<i64>().max(1) as f64;
    let mean_load = ground.load.iter().sum::<i64>().max(1) as f64 / seats as f64;
    let mut prices = vec![Price::default(); seats];
    for turn in 0..TURNS {
        if watch.is_told() || !watch.goes_on(cost) {
            return;
        }
        let load = assign(ground, parts, &ways, &prices);
        let step = STEP * mean_way / mean_load * (TURNS - turn) as f64 / TURNS as f64;
        for (seat, price) in prices.iter_mut().enumerate() {
            let (least, most) = ground.band[seat];
            price.too_full = (price.too_full + step * (load[seat] - most) as f64).max(0.0);
            price.too_empty = (price.too_empty + step * (least - load[seat]) as f64).max(0.0);
        }
        if turn % RECENTRE == RECENTRE - 1 {
            for (seat, members) in parts.members().iter().enumerate() {
                let centre = median(ground, members, parts.centre[seat], CANDIDATES);
                if centre != parts.centre[seat] {
                    parts.centre[seat] = centre;
                    fill(ground, &mut ways, seat, centre);
                }
            }
        }
    }
}

/// Writes the ways to one centre.
fn fill(ground: &Ground, ways: &mut [u32], seat: usize, centre: u32) {
    for (point, row) in ways.chunks_exact_mut(ground.seats()).enumerate() {
        row[seat] = ground.way(point, seat, centre as usize);
    }
}

/// Gives every point to the seat that is cheapest at these prices; the loads.
fn assign(ground: &Ground, parts: &mut Parts, ways: &[u32], prices: &[Price]) -> Vec<i64> {
    let prices: Vec<i32> = prices.iter().map(|price| price.whole()).collect();
    let mut load = ground.base.clone();
    for (point, row) in ways.chunks_exact(prices.len()).enumerate() {
        let mut best = (i32::MAX, NONE);
        for (seat, (way, price)) in row.iter().zip(&prices).enumerate() {
            let dear = way.cast_signed() + price;
            // Prices may not outbid a ban.
            if *way < FAR && dear < best.0 {
                best = (dear, seat as u16);
            }
        }
        if best.1 != NONE {
            parts.seat[point] = best.1;
        }
        load[usize::from(parts.seat[point])] += ground.load[point];
    }
    load
}
