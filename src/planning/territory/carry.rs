//! Load carried from seats that have too much to those that have room, along the cheapest chains of seats, one point for each step
//! (successive shortest paths, Busacker and Gowen 1960, with whole points for flow). Over many seats it does at once what exchanges
//! between neighbours take long for, and moves little more than even loads need.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::ground::{FAR, Ground, NONE, Parts};
use super::median::median;
use crate::planning::limits::Watch;

/// Candidates for a centre.
const CANDIDATES: usize = 6;
/// Times that centres follow and loads are carried once more.
const ROUNDS: usize = 2;

/// What a chain is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// From a seat above its band to one with room.
    Relieve,
    /// From a seat with something to spare to one below its band.
    Fill,
}

/// Chains that count as one iteration.
const CHAINS: usize = 16;

/// Evens a split out, as far as iterations go. Bands are nearly met afterwards, not strictly.
pub fn carry(ground: &Ground, parts: &mut Parts, watch: &mut Watch, cost: i64) {
    let limited = ground.most_moved < ground.points();
    for _ in 0..ROUNDS {
        let mut carrier = Carrier::new(ground, parts);
        if !limited {
            carrier.settle();
        }
        carrier.offer_all();
        for aim in [Aim::Relieve, Aim::Fill] {
            for nth in 0..ground.points() {
                if watch.is_told() || nth % CHAINS == 0 && !watch.goes_on(cost) || !carrier.step(aim) {
                    break;
                }
            }
        }
        for (seat, members) in parts.members().iter().enumerate() {
            parts.centre[seat] = median(ground, members, parts.centre[seat], CANDIDATES);
        }
    }
}

/// A point that would go from one seat to another, by what a unit of it costs more there.
type Offer = Reverse<(i32, u32)>;

/// Points on their way.
struct Carrier<'a> {
    ground: &'a Ground,
    parts: &'a mut Parts,
    load: Vec<i64>,
    moved: usize,
    /// The way from each point to each centre, a row for each point.
    ways: Vec<u32>,
    /// From each seat to each: who would go. Whoever has gone meanwhile is passed over when it comes up.
    offers: Vec<BinaryHeap<Offer>>,
}

impl<'a> Carrier<'a> {
    fn new(ground: &'a Ground, parts: &'a mut Parts) -> Self {
        let seats = ground.seats();
        let mut ways = vec![0; ground.points() * seats];
        for (point, row) in ways.chunks_exact_mut(seats).enumerate() {
            for (seat, way) in row.iter_mut().enumerate() {
                *way = ground.way(point, seat, parts.centre[seat] as usize);
            }
        }
        let mut load = ground.base.clone();
        for (point, seat) in parts.seat.iter().enumerate() {
            load[usize::from(*seat)] += ground.load[point];
        }
        let moved = parts.moved(ground);
        Self { ground, parts, load, moved, ways, offers: vec![BinaryHeap::new(); seats * seats] }
    }

    /// Every point goes where it costs least, whatever the loads.
    fn settle(&mut self) {
        for point in 0..self.ground.points() {
            let seats = self.ground.seats();
            let row = &self.ways[point * seats..(point + 1) * seats];
            let own = usize::from(self.parts.seat[point]);
            let best = (0..seats).min_by_key(|seat| (row[*seat], *seat != own)).unwrap_or(own);
            if row[best] < FAR {
                self.go(point, best);
            }
        }
    }

    fn go(&mut self, point: usize, to: usize) {
        let from = usize::from(self.parts.seat[point]);
        self.load[from] -= self.ground.load[point];
        self.load[to] += self.ground.load[point];
        self.moved = (self.moved + usize::from(self.ground.leaves(point, to)))
            .saturating_sub(usize::from(self.ground.leaves(point, from)));
        self.parts.seat[point] = to as u16;
    }

    fn offer_all(&mut self) {
        let seats = self.ground.seats();
        let mut offers: Vec<Vec<Offer>> = vec![Vec::new(); seats * seats];
        for point in 0..self.ground.points() {
            let from = usize::from(self.parts.seat[point]);
            self.offers_of(point).for_each(|(to, offer)| offers[from * seats + to].push(offer));
        }
        self.offers = offers.into_iter().map(BinaryHeap::from).collect();
    }

    /// Where a point could go from where it is. What has no load carries none.
    fn offers_of(&self, point: usize) -> impl Iterator<Item = (usize, Offer)> + use<'_> {
        let seats = self.ground.seats();
        let row = &self.ways[point * seats..(point + 1) * seats];
        let own = usize::from(self.parts.seat[point]);
        let free = self.ground.fixed[point] == NONE && self.ground.load[point] > 0 && row[own] < FAR;
        let others = row.iter().enumerate().filter(move |(to, way)| free && *to != own && **way < FAR);
        others.map(move |(to, way)| (to, Reverse((way.cast_signed() - row[own].cast_signed(), point as u32))))
    }

    /// The point that would go from one seat to another at least cost.
    fn best(&mut self, from: usize, to: usize) -> Option<(i32, usize)> {
        let heap = &mut self.offers[from * self.ground.seats() + to];
        while let Some(Reverse((cost, point))) = heap.peek() {
            if usize::from(self.parts.seat[*point as usize]) == from {
                return Some((*cost, *point as usize));
            }
            heap.pop();
        }
        None
    }

    /// Carries along the cheapest chain; whether there was one.
    fn step(&mut self, aim: Aim) -> bool {
        let Some(chain) = self.chain(aim) else { return false };
        let away = |(point, to): &(usize, usize)| self.ground.leaves(*point, *to);
        let was_away = |(point, _): &(usize, usize)| away(&(*point, usize::from(self.parts.seat[*point])));
        let (come, gone) = (chain.iter().filter(|it| was_away(it)).count(), chain.iter().filter(|it| away(it)).count());
        if gone > come && self.moved + gone - come > self.ground.most_moved {
            return false;
        }
        let seats = self.ground.seats();
        for (point, to) in chain {
            self.go(point, to);
            let offers: Vec<(usize, Offer)> = self.offers_of(point).collect();
            for (next, offer) in offers {
                self.offers[to * seats + next].push(offer);
            }
        }
        true
    }

    /// The cheapest chain: points, and where each goes (Dijkstra 1959; a step that saves something counts as free).
    fn chain(&mut self, aim: Aim) -> Option<Vec<(usize, usize)>> {
        let seats = self.ground.seats();
        let above = |seat: usize| self.load[seat] > self.ground.band[seat].1;
        let below = |seat: usize| self.load[seat] < self.ground.band[seat].0;
        let wanted = |seat: usize| if aim == Aim::Relieve { above(seat) } else { below(seat) };
        if !(0..seats).any(wanted) {
            return None;
        }
        let begins: Vec<bool> = match aim {
            Aim::Relieve => (0..seats).map(above).collect(),
            Aim::Fill => (0..seats).map(|seat| self.load[seat] > self.ground.band[seat].0).collect(),
        };
        let mut dear: Vec<i64> = begins.iter().map(|begins| if *begins { 0 } else { i64::MAX }).collect();
        let mut came: Vec<Option<(usize, usize)>> = vec![None; seats];
        let mut done = vec![false; seats];
        loop {
            let seat =
                (0..seats).filter(|seat| !done[*seat] && dear[*seat] < i64::MAX).min_by_key(|seat| dear[*seat])?;
            done[seat] = true;
            if let Some((_, point)) = came[seat] {
                let load = self.load[seat] + self.ground.load[point];
                let ends = match aim {
                    Aim::Relieve => load <= self.ground.band[seat].1,
                    Aim::Fill => self.load[seat] < self.ground.band[seat].0,
                };
                if ends {
                    let mut chain = Vec::new();
                    let mut at = seat;
                    while let Some((from, point)) = came[at] {
                        chain.push((point, at));
                        at = from;
                    }
                    return Some(chain);
                }
            }
            for to in 0..seats {
                if done[to] || begins[to] {
                    continue;
                }
                let Some((cost, point)) = self.best(seat, to) else { continue };
                let spares = self.load[seat] - self.ground.load[point] >= self.ground.band[seat].0;
                let through = dear[seat] + i64::from(cost.max(0));
                if through < dear[to] && (!begins[seat] || aim == Aim::Relieve || spares) {
                    (dear[to], came[to]) = (through, Some((seat, point)));
                }
            }
        }
    }
}
