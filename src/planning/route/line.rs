//! A route under construction: a sequence of nodes with the earliest time to go on and the latest time to arrive at each, so that an
//! insertion is judged in constant time.

use super::clock::{self, Times};
use super::evaluate::ALWAYS;
use super::model::Model;

/// A sequence that can be kept, from the start to the end. `L` is one more than the breaks of the day.
#[derive(Clone)]
pub struct Line<const L: usize> {
    /// Nodes; the first is the start, the last the end.
    pub nodes: Vec<u32>,
    /// When the rep can go on from each.
    ready: Vec<Times<L>>,
    /// When the rep has to arrive at each, for the day to end when it has to.
    latest: Vec<Times<L>>,
    /// The same for the day to end without overtime; empty if there is none.
    in_hours: Vec<Times<L>>,
    /// Seconds on the way.
    pub travel: i64,
    /// Seconds beyond the hours.
    pub overtime: i64,
}

/// Where a node would go in, and what that costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The position it would have.
    pub at: usize,
    /// By how much the cost rises: travel and overtime.
    pub delta: i64,
}

impl<const L: usize> Line<L> {
    /// The way from start to end without a stop.
    pub fn empty(model: &Model) -> Self {
        let mut line = Self {
            nodes: vec![model.start() as u32, model.end() as u32],
            ready: Vec::new(),
            latest: Vec::new(),
            in_hours: Vec::new(),
            travel: 0,
            overtime: 0,
        };
        line.rebuild(model);
        line
    }

    /// Whether the whole sequence can be kept.
    pub fn holds(&self) -> bool {
        clock::soon_enough(&self.ready[0], &self.latest[0])
    }

    /// What it costs, without what is lost.
    pub fn cost(&self, model: &Model) -> i64 {
        self.travel + self.overtime * model.weight
    }

    /// Works everything out again after nodes were taken out or put in by hand.
    pub fn rebuild(&mut self, model: &Model) {
        let length = self.nodes.len();
        self.ready.resize(length, [clock::NEVER; L]);
        self.latest.resize(length, [-clock::NEVER; L]);
        self.ready[0] = [clock::NEVER; L];
        self.ready[0][0] = model.from;
        self.travel = 0;
        for at in 1..length {
            self.travel += self.way(model, at - 1);
            self.pass(model, at);
        }
        self.latest[length - 1] = clock::at_end(&model.breaks, model.limit);
        (0..length - 1).rev().for_each(|at| _ = Self::turn(model, &self.nodes, &mut self.latest, at));
        if model.limit > model.until {
            self.in_hours.resize(length, [-clock::NEVER; L]);
            self.in_hours[length - 1] = clock::at_end(&model.breaks, model.until);
            (0..length - 1).rev().for_each(|at| _ = Self::turn(model, &self.nodes, &mut self.in_hours, at));
        }
        self.overtime = self.beyond(model, &self.ready[length - 1]);
    }

    /// The best position for a node, every now and then overlooking one: after `blink` positions, and again every so many. None if it
    /// fits nowhere for less than `below`.
    pub fn best_slot(&self, model: &Model, node: usize, below: i64, blink: usize) -> Option<Slot> {
        let (away, back, windows) = (model.away_from(node), model.back_to(node), model.windows(node));
        let (service, opens) = (model.service[node], i64::from(windows[0].opens));
        let closes = i64::from(windows[windows.len() - 1].closes);
        let (first, end) = self.between_locks(model, node);
        let (mut best, mut least, mut skip) = (None, below, blink);
        // On ways that are shorter round about, one more stop may even save overtime.
        let saved = self.overtime * model.weight;
        for at in first..end {
            let (before, after) = (self.nodes[at - 1] as usize, self.nodes[at] as usize);
            if L == 1 && self.ready[at - 1][0] > closes {
                break;
            }
            let (there, on) = (i64::from(back[before]), i64::from(away[after]));
            let delta = there + on - i64::from(model.back_to(after)[before]);
            if delta - saved >= least || L == 1 && opens + service + on > self.latest[at][0] {
                continue;
            }
            if skip == 0 {
                skip = BLINK;
                continue;
            }
            skip -= 1;
            let arrival = clock::forward(&model.breaks, &self.ready[at - 1], there);
            let ready = clock::served(windows, service, &arrival);
            let arrival = clock::forward(&model.breaks, &ready, on);
            if !clock::soon_enough(&arrival, &self.latest[at]) {
                continue;
            }
            let delta = delta + self.more_overtime(model, at, &arrival);
            if delta < least {
                (best, least) = (Some(at), delta);
            }
        }
        best.map(|at| Slot { at, delta: least })
    }

    /// Whether a node would fit at a position if it were always open.
    pub fn would_fit(&self, model: &Model, node: usize, at: usize) -> bool {
        let (before, after) = (self.nodes[at - 1] as usize, self.nodes[at] as usize);
        let arrival = clock::forward(&model.breaks, &self.ready[at - 1], model.travel(before, node));
        let ready = clock::served(&ALWAYS, model.service[node], &arrival);
        clock::soon_enough(&clock::forward(&model.breaks, &ready, model.travel(node, after)), &self.latest[at])
    }

    /// Puts a node in.
    pub fn insert(&mut self, model: &Model, node: usize, at: usize) {
        let (before, after) = (self.nodes[at - 1] as usize, self.nodes[at] as usize);
        self.travel += model.travel(before, node) + model.travel(node, after) - model.travel(before, after);
        self.nodes.insert(at, node as u32);
        self.ready.insert(at, [clock::NEVER; L]);
        self.latest.insert(at, [-clock::NEVER; L]);
        self.pass(model, at);
        for later in at + 1..self.nodes.len() {
            if !self.pass(model, later) {
                break;
            }
        }
        Self::turn_back(model, &self.nodes, &mut self.latest, at);
        if !self.in_hours.is_empty() {
            self.in_hours.insert(at, [-clock::NEVER; L]);
            Self::turn_back(model, &self.nodes, &mut self.in_hours, at);
        }
        self.overtime = self.beyond(model, &self.ready[self.nodes.len() - 1]);
    }

    /// The positions that locked stops leave for a node: at least `.0`, less than `.1`.
    fn between_locks(&self, model: &Model, node: usize) -> (usize, usize) {
        let length = self.nodes.len();
        let Some(rank) = model.locked[node] else { return (1, length) };
        let rank_at = |at: &usize| model.locked[self.nodes[*at] as usize];
        let first = (1..length - 1).rev().find(|at| rank_at(at).is_some_and(|other| other < rank));
        let end = (1..length - 1).find(|at| rank_at(at).is_some_and(|other| other > rank));
        (first.map_or(1, |at| at + 1), end.map_or(length, |at| at + 1))
    }

    fn way(&self, model: &Model, at: usize) -> i64 {
        model.travel(self.nodes[at] as usize, self.nodes[at + 1] as usize)
    }

    /// Renews when the rep can go on from a position; whether that changed anything.
    fn pass(&mut self, model: &Model, at: usize) -> bool {
        let node = self.nodes[at] as usize;
        let arrival = clock::forward(&model.breaks, &self.ready[at - 1], self.way(model, at - 1));
        let ready = if node < model.len() {
            clock::served(model.windows(node), model.service[node], &arrival)
        } else {
            arrival
        };
        ready != std::mem::replace(&mut self.ready[at], ready)
    }

    /// Renews when the rep has to arrive at a position; whether that changed anything.
    fn turn(model: &Model, nodes: &[u32], latest: &mut [Times<L>], at: usize) -> bool {
        let node = nodes[at] as usize;
        let leave = clock::backward(&model.breaks, &latest[at + 1], model.travel(node, nodes[at + 1] as usize));
        let arrive =
            if node < model.len() { clock::serving(model.windows(node), model.service[node], &leave) } else { leave };
        arrive != std::mem::replace(&mut latest[at], arrive)
    }

    /// Renews when the rep has to arrive at a position that is new, and at those before it as far as that changes anything.
    fn turn_back(model: &Model, nodes: &[u32], latest: &mut [Times<L>], at: usize) {
        Self::turn(model, nodes, latest, at);
        for sooner in (0..at).rev() {
            if !Self::turn(model, nodes, latest, sooner) {
                break;
            }
        }
    }

    /// By how much overtime costs more if the rep arrives at a position at these times.
    fn more_overtime(&self, model: &Model, at: usize, arrival: &Times<L>) -> i64 {
        if self.in_hours.is_empty() || clock::soon_enough(arrival, &self.in_hours[at]) {
            return -self.overtime * model.weight;
        }
        let mut arrival = *arrival;
        for (at, pair) in self.nodes.windows(2).enumerate().skip(at) {
            let node = pair[0] as usize;
            let ready = clock::served(model.windows(node), model.service[node], &arrival);
            arrival = clock::forward(&model.breaks, &ready, self.way(model, at));
        }
        (self.beyond(model, &arrival) - self.overtime) * model.weight
    }

    /// Seconds beyond the hours, if the rep is back at these times.
    fn beyond(&self, model: &Model, back: &Times<L>) -> i64 {
        if self.in_hours.is_empty() {
            return 0;
        }
        let latest = clock::at_end::<L>(&model.breaks, model.limit);
        let in_time = back.iter().zip(latest).filter(|(back, latest)| *back <= latest);
        in_time.map(|(back, _)| (back - model.until).max(0)).min().unwrap_or(0)
    }
}

/// Positions between two that are overlooked: about one in a hundred (Christiaens and Vanden Berghe 2020).
pub const BLINK: usize = 100;
