//! Ruin and recreate for the real day: stretches of the route are taken out and put back where they serve best, and what is kept is
//! decided by simulated annealing ("slack induction by string removals", Christiaens and Vanden Berghe 2020, cut down to one route and
//! widened by stops that may be left out).

use super::line::{BLINK, Line};
use super::model::Model;
use super::plan::MUST;
use crate::planning::anneal::Cooling;
use crate::planning::limits::Watch;
use crate::planning::seed::Draws;

/// A search that can be looked at between its iterations.
pub struct Ruin<'a, const L: usize> {
    model: &'a Model,
    draws: Draws,
    now: Line<L>,
    /// Nodes that are not in the route.
    pool: Vec<u32>,
    best: Vec<u32>,
    best_cost: i64,
    /// How often a must was found missing. Whoever is missing most often comes first (the sum of absences, as in the paper), so that musts
    /// which shut each other out take turns until all fit.
    absences: Vec<i64>,
    cooling: Cooling,
    /// The nodes near each node, the nearest first.
    near: Vec<Vec<u32>>,
    marked: Vec<bool>,
    taken: Vec<u32>,
}

/// Cost of a must's absence while searching; its absences multiply it.
const ABSENCE: i64 = 1 << 32;

impl<'a, const L: usize> Ruin<'a, L> {
    /// A search from an order of nodes: as much of it as can be kept in that order, and then whoever else fits.
    pub fn new(model: &'a Model, hint: &[usize], seed: u64) -> Self {
        let mut now = Line::empty(model);
        let mut waits = vec![true; model.len()];
        let mut pool = Vec::new();
        for node in hint {
            if !std::mem::take(&mut waits[*node]) {
                continue;
            }
            let mut longer = now.clone();
            longer.nodes.insert(now.nodes.len() - 1, *node as u32);
            longer.rebuild(model);
            if longer.holds() { now = longer } else { pool.push(*node as u32) }
        }
        pool.extend((0..model.len() as u32).filter(|node| waits[*node as usize]));
        let mut search = Self {
            model,
            draws: Draws::new(seed),
            best: Vec::new(),
            best_cost: i64::MAX,
            absences: vec![1; model.len()],
            cooling: Cooling::new(1, HEAT, HALVINGS),
            near: (0..model.len()).map(|node| model.nearest(node, NEAR)).collect(),
            marked: vec![false; model.len()],
            taken: Vec::new(),
            now,
            pool,
        };
        search.fill();
        search.cooling = search.cooling();
        search.keep_if_best();
        search
    }

    /// The best order found.
    pub fn best(&self) -> Vec<usize> {
        self.best.iter().map(|node| *node as usize).collect()
    }

    /// Searches until the watch says that it is over.
    pub fn run(&mut self, watch: &mut Watch) {
        if self.model.len() == 0 {
            return;
        }
        let (mut kept, mut kept_pool) = (self.now.clone(), self.pool.clone());
        while watch.goes_on(self.best_cost) {
            if self.pool.len() > GUESTS && self.draws.below(OUTINGS) == 0 {
                self.set_out();
            } else {
                self.take_out();
            }
            self.put_back();
            let before = kept.cost(self.model) + self.absence(&kept_pool);
            let after = self.now.cost(self.model) + self.absence(&self.pool);
            for node in &self.pool {
                if self.model.value[*node as usize] == MUST {
                    self.absences[*node as usize] = (self.absences[*node as usize] + 1).min(1 << 20);
                }
            }
            if after < before + self.cooling.spark(&mut self.draws, watch.share()) {
                self.keep_if_best();
                kept.clone_from(&self.now);
                kept_pool.clone_from(&self.pool);
            } else {
                self.now.clone_from(&kept);
                self.pool.clone_from(&kept_pool);
            }
        }
        self.complete();
    }

    /// Lets everybody into the best plan who pays for it there. A short search may leave somebody out whom nobody tried in it.
    fn complete(&mut self) {
        self.now.nodes.splice(1..self.now.nodes.len() - 1, self.best.iter().copied());
        self.now.rebuild(self.model);
        self.pool = (0..self.model.len() as u32).filter(|node| !self.best.contains(node)).collect();
        let mut waiting = usize::MAX;
        while self.pool.len() < waiting {
            waiting = self.pool.len();
            self.fill();
        }
        self.keep_if_best();
    }

    /// Tries everybody who is left out, in order, until nobody fits any more.
    fn fill(&mut self) {
        let waiting = std::mem::take(&mut self.pool);
        for node in waiting {
            self.put(node as usize, self.model.value[node as usize], usize::MAX);
        }
    }

    /// Puts a node where it serves best, or into the pool if it fits nowhere for less than `below`.
    fn put(&mut self, node: usize, below: i64, blink: usize) {
        match self.now.best_slot(self.model, node, below, blink) {
            Some(slot) => self.now.insert(self.model, node, slot.at),
            None => self.pool.push(node as u32),
        }
    }

    fn absence(&self, pool: &[u32]) -> i64 {
        let cost = |node: &u32| match self.model.value[*node as usize] {
            MUST => ABSENCE * self.absences[*node as usize],
            value => value,
        };
        pool.iter().map(cost).sum()
    }

    fn keep_if_best(&mut self) {
        let lost: i64 = self.pool.iter().map(|node| self.model.value[*node as usize]).sum();
        let cost = self.now.cost(self.model) + lost;
        if cost < self.best_cost {
            self.best_cost = cost;
            self.best.clear();
            self.best.extend_from_slice(&self.now.nodes[1..self.now.nodes.len() - 1]);
        }
    }

    /// Cooling from what a change of the route typically costs: part of a leg or, where values are far above all ways because the time is
    /// what is short, several values; then longer, so that the ways are polished in the end all the same.
    fn cooling(&self) -> Cooling {
        let leg = (self.now.travel / self.now.nodes.len() as i64).max(1);
        let values = self.pool.iter().map(|node| self.model.value[*node as usize]).filter(|value| *value < MUST);
        let (sum, count) = values.fold((0, 0), |(sum, count), value| (sum + value, count + 1));
        let value = sum / i64::max(count, 1);
        if value <= FAR_ABOVE * leg {
            return Cooling::new(leg, HEAT, HALVINGS);
        }
        Cooling::new(value, VALUE_HEAT, HALVINGS + u64::from((VALUE_HEAT / HEAT * value / leg).ilog2()))
    }

    /// Takes stretches out: around a node drawn at random, and around the nodes near it.
    fn take_out(&mut self) {
        let length = self.now.nodes.len() - 2;
        self.taken.clear();
        if length == 0 {
            return;
        }
        let longest = LONGEST.min(length);
        let stretches = 1 + self.draws.below(MOST_STRETCHES);
        let center = self.draws.below(self.model.len());
        let mut left = stretches;
        for nth in 0..=self.near[center].len() {
            let node = if nth == 0 { center } else { self.near[center][nth - 1] as usize };
            if self.marked[node] {
                continue;
            }
            let Some(at) = self.now.nodes[1..=length].iter().position(|other| *other as usize == node) else {
                continue;
            };
            self.stretch(at + 1, longest);
            left -= 1;
            if left == 0 {
                break;
            }
        }
        let marked = &self.marked;
        let count = self.model.len();
        self.now.nodes.retain(|node| *node as usize >= count || !marked[*node as usize]);
        for node in &self.taken {
            self.marked[*node as usize] = false;
        }
        self.now.rebuild(self.model);
    }

    /// Takes one stretch out, short or long, and goes elsewhere for it: puts in somebody who is left out, with those around who are left out as
    /// well. One by one they are not worth the way there, so no other change finds them.
    fn set_out(&mut self) {
        self.taken.clear();
        let length = self.now.nodes.len() - 2;
        if length > 0 {
            let longest = (length >> self.draws.below(LENGTHS)).max(1);
            let count = 1 + self.draws.below(longest);
            let first = (1 + self.draws.below(length)).min(length + 1 - count);
            self.taken.extend(self.now.nodes.drain(first..first + count));
            self.now.rebuild(self.model);
        }
        let goal = self.pool[self.draws.below(self.pool.len())];
        let party = 1 + self.draws.below(PARTY);
        let marked = &mut self.marked;
        for node in &self.pool {
            marked[*node as usize] = true;
        }
        let around = std::iter::once(goal).chain(self.near[goal as usize].iter().copied());
        let party: Vec<u32> = around.filter(|node| std::mem::take(&mut marked[*node as usize])).take(party).collect();
        self.pool.retain(|node| std::mem::take(&mut marked[*node as usize]));
        // The first goes in whatever the way there costs: whether they are worth it all together is seen afterwards.
        self.put(goal as usize, MUST, usize::MAX);
        for node in party.iter().skip(1) {
            self.put(*node as usize, self.model.value[*node as usize], usize::MAX);
        }
    }

    /// Marks a stretch that holds a position; sometimes its middle stays.
    fn stretch(&mut self, at: usize, longest: usize) {
        let last = self.now.nodes.len() - 2;
        let count = 1 + self.draws.below(longest);
        let spared =
            if count > 1 && self.draws.below(2) == 0 { 1 + self.draws.below((last - count).clamp(1, 10)) } else { 0 };
        let span = (count + spared).min(last);
        let first = (at + 1).saturating_sub(1 + self.draws.below(span)).clamp(1, last + 1 - span);
        let spare_from = first + self.draws.below(count.min(span));
        for position in first..first + span {
            let spares = spared > 0 && (spare_from..spare_from + spared).contains(&position) && position != at;
            let node = self.now.nodes[position];
            if !spares && !std::mem::replace(&mut self.marked[node as usize], true) {
                self.taken.push(node);
            }
        }
    }

    /// Puts back whoever was taken out and tries some who were left out, in one of a few orders.
    fn put_back(&mut self) {
        self.invite();
        let mut waiting = std::mem::take(&mut self.taken);
        self.draws.shuffle(&mut waiting);
        let (model, absences) = (self.model, &self.absences);
        match self.draws.below(10) {
            0..4 => {}
            4 | 5 => waiting.sort_by_key(|node| std::cmp::Reverse(model.value[*node as usize])),
            6 => waiting.sort_by_key(|node| model.travel(model.start(), *node as usize)),
            7 => waiting.sort_by_key(|node| std::cmp::Reverse(model.travel(model.start(), *node as usize))),
            8 => waiting.sort_by_key(|node| model.windows(*node as usize).last().map(|window| window.closes)),
            _ => waiting
                .sort_by_key(|node| model.windows(*node as usize).iter().map(|w| w.closes - w.opens).sum::<u32>()),
        }
        waiting.sort_by_key(|node| std::cmp::Reverse(absences[*node as usize] > 1));
        for node in &waiting {
            let blink = self.draws.below(2 * BLINK);
            self.put(*node as usize, self.model.value[*node as usize], blink);
        }
        waiting.clear();
        self.taken = waiting;
    }

    /// Moves those from the pool to those who wait for a place who are near the ones taken out, a few drawn at random, and all musts.
    fn invite(&mut self) {
        let marked = &mut self.marked;
        let pooled = self.pool.len();
        let mut invited = 0;
        if pooled > GUESTS {
            for node in &self.pool {
                marked[*node as usize] = true;
            }
            let hosts = self.taken.len();
            for host in 0..hosts {
                for near in &self.near[self.taken[host] as usize] {
                    if invited < GUESTS && std::mem::take(&mut marked[*near as usize]) {
                        self.taken.push(*near);
                        invited += 1;
                        break;
                    }
                }
            }
            for _ in 0..GUESTS / 2 {
                let node = self.pool[self.draws.below(pooled)];
                if std::mem::take(&mut marked[node as usize]) {
                    self.taken.push(node);
                }
            }
            for node in &self.pool {
                if self.model.value[*node as usize] == MUST && std::mem::take(&mut marked[*node as usize]) {
                    self.taken.push(*node);
                }
            }
            self.pool.retain(|node| std::mem::take(&mut marked[*node as usize]));
        } else {
            self.taken.append(&mut self.pool);
        }
    }
}

/// Neighbours that are kept for each node.
const NEAR: usize = 40;
/// Longest stretch that is taken out.
const LONGEST: usize = 10;
/// Most stretches that are taken out at once.
const MOST_STRETCHES: usize = 3;
/// Pooled nodes that are tried in one iteration, if there are many.
const GUESTS: usize = 12;
/// One in so many iterations sets out to those who are left out, if there are many.
const OUTINGS: usize = 2;
/// Most of them who are put in at once.
const PARTY: usize = 30;
/// What is taken out for them is at most the whole route, a half, a quarter …: one of so many such shares.
const LENGTHS: usize = 5;
/// Values are far above the ways if their mean is so many legs.
const FAR_ABOVE: i64 = 4;
/// Temperature at the start where they are, in sixteenths of a mean value.
const VALUE_HEAT: i64 = 64;
/// How often the temperature halves in a run.
const HALVINGS: u64 = 8;
/// Temperature at the start, in sixteenths of a mean leg.
const HEAT: i64 = 8;
