//! The search: local exchanges until none helps, then a small kick somewhere, and back if that led nowhere (Johnson 1990; kicks that stay
//! local: Applegate, Cook and Rohe 2003).

use std::collections::VecDeque;

use super::exchange::{MOST, Pieces};
use super::graph::Graph;
use super::leans::Leans;
use super::ring::{Piece, Ring};
use crate::planning::anneal::Cooling;
use crate::planning::limits::{Watch, share};
use crate::planning::seed::Draws;

/// A search for a short tour.
pub struct Search<'a> {
    graph: &'a Graph,
    ring: Ring,
    leans: Leans,
    draws: Draws,
    /// Nodes around which something may be gained.
    queue: VecDeque<u32>,
    queued: Vec<bool>,
    /// What the edges sum up to, without what the ring leans.
    length: i64,
    ends: [u32; 2 * MOST],
}

/// Neighbours that are tried for each edge that is added.
const BREADTH: [usize; MOST - 1] = [10, 5];

/// Temperature at the start, in sixteenths of a mean edge, and how often it halves.
const HEAT: i64 = 8;
const HALVINGS: u64 = 7;

/// Longest piece that a kick moves.
const KICK: usize = 30;

impl<'a> Search<'a> {
    /// A search from a tour of all nodes that keeps the held edges.
    pub fn new(graph: &'a Graph, tour: Vec<u32>, seed: u64) -> Self {
        let nodes = tour.len();
        let queue = tour.iter().copied().collect();
        let ring = Ring::new(tour);
        let leans = Leans::new(graph, &ring);
        let length = (0..nodes).map(|at| graph.length(ring.at(at), ring.at(at + 1))).sum::<i64>() - leans.all().abs();
        Self {
            queue,
            queued: vec![true; nodes],
            length,
            leans,
            ring,
            draws: Draws::new(seed),
            ends: [0; 2 * MOST],
            graph,
        }
    }

    /// The tour as it is.
    pub fn tour(&self) -> &[u32] {
        self.ring.nodes()
    }

    /// Its length.
    pub fn length(&self) -> i64 {
        self.graph.once(self.length)
    }

    /// Makes so many kicks, unless the watch says that it is over.
    pub fn run(&mut self, watch: &mut Watch, iterations: u64) {
        if self.graph.len() < 8 {
            return;
        }
        self.descend(watch);
        self.ring.keep();
        self.leans.keep();
        let mut best = self.ring.nodes().to_vec();
        let mut least = self.length;
        let cooling = Cooling::new(self.length / self.graph.free_edges(), HEAT, HALVINGS);
        let mut made = 0;
        while made < iterations && watch.goes_on(self.graph.once(least)) {
            made += 1;
            let before = self.length;
            self.kick();
            self.descend(watch);
            if self.length < least {
                least = self.length;
                best.copy_from_slice(self.ring.nodes());
            } else if self.length > before
                && self.length - before >= cooling.spark(&mut self.draws, share(made, iterations))
            {
                self.ring.undo();
                self.leans.undo();
                self.length = before;
                self.queue.drain(..).for_each(|node| self.queued[node as usize] = false);
            }
            self.ring.keep();
            self.leans.keep();
        }
        if least < self.length {
            self.length = least;
            self.ring = Ring::new(best);
            self.leans = Leans::new(self.graph, &self.ring);
        }
    }

    /// Makes exchanges until none helps, or a long first descent is told to stop.
    fn descend(&mut self, watch: &mut Watch) {
        let mut steps = 0_u32;
        while let Some(node) = self.queue.pop_front() {
            self.queued[node as usize] = false;
            steps += 1;
            if steps.is_multiple_of(256) && watch.is_told() {
                return;
            }
            while self.improve(node) {}
        }
    }

    /// Looks for an exchange that starts with an edge of this node and shortens the tour, and makes it.
    fn improve(&mut self, node: u32) -> bool {
        for other in [self.ring.next(node), self.ring.previous(node)] {
            if !self.graph.is_held(node, other) {
                (self.ends[0], self.ends[1]) = (node, other);
                if self.go_on(1, self.graph.length(node, other)) {
                    return true;
                }
            }
        }
        false
    }

    /// Adds an edge from the last end and removes one at its far end, as long as the sum stays a gain, and closes if that is a tour.
    fn go_on(&mut self, removed: usize, gain: i64) -> bool {
        let graph = self.graph;
        let (start, last) = (self.ends[0], self.ends[2 * removed - 1]);
        for (near, length) in graph.near(last).iter().take(BREADTH[removed - 1]) {
            let gain = gain - i64::from(*length);
            if gain <= 0 {
                break;
            }
            let (next, previous) = (self.ring.next(*near), self.ring.previous(*near));
            if last == next || last == previous {
                continue;
            }
            for other in [next, previous] {
                if graph.is_held(*near, other) || self.is_removed(removed, *near, other) {
                    continue;
                }
                (self.ends[2 * removed], self.ends[2 * removed + 1]) = (*near, other);
                let gain = gain + graph.length(*near, other);
                let closed = gain - graph.length(other, start);
                if closed > 0 && self.close(removed + 1, closed) {
                    return true;
                }
                if removed + 1 < MOST && self.go_on(removed + 1, gain) {
                    return true;
                }
            }
        }
        false
    }

    fn is_removed(&self, removed: usize, a: u32, b: u32) -> bool {
        self.ends[..2 * removed]
            .chunks_exact(2)
            .any(|ends| (ends[0], ends[1]) == (a, b) || (ends[0], ends[1]) == (b, a))
    }

    /// Makes an exchange that gains so much before it is asked what pieces lean that are turned, if it still gains then and leaves one tour.
    fn close(&mut self, removed: usize, mut gain: i64) -> bool {
        let Some(pieces) = Pieces::new(&self.ring, &self.ends[..2 * removed]) else { return false };
        if self.graph.leans() {
            gain += self.leans.after(self.graph, &self.ring, &pieces).abs() - self.leans.all().abs();
            if gain <= 0 {
                return false;
            }
        }
        let (first, count) = pieces.lay(&mut self.ring);
        self.leans.renew(self.graph, &self.ring, first, count);
        self.length -= gain;
        for at in 0..2 * removed {
            self.wake(self.ends[at]);
        }
        true
    }

    fn wake(&mut self, node: u32) {
        if !std::mem::replace(&mut self.queued[node as usize], true) {
            self.queue.push_back(node);
        }
    }

    /// Turns the order of three short neighbouring pieces round, each as it is: the double bridge (Martin, Otto and Felten 1991), kept
    /// local. No exchange of the search can undo it at once.
    fn kick(&mut self) {
        let count = self.graph.len();
        let longest = KICK.min((count - 4) / 6).max(1);
        let mut cuts = [0; 4];
        let mut cut = self.draws.below(count);
        for kept in &mut cuts {
            // Of two neighbouring edges one at most is held.
            cut += usize::from(self.graph.is_held(self.ring.at(cut % count), self.ring.at((cut + 1) % count)));
            *kept = cut;
            cut += 1 + self.draws.below(longest);
        }
        let [last, first] = [0, 1].map(|step| cuts.map(|cut| self.ring.at((cut + step) % count)));
        let edge = |from: usize, to: usize| self.graph.length(last[from], first[to]);
        let removed: i64 = (0..4).map(|nth| edge(nth, nth)).sum();
        self.length += edge(0, 2) + edge(3, 1) + edge(2, 0) + edge(1, 3) - removed + self.leans.all().abs();
        let piece =
            |nth: usize| Piece { first: (cuts[nth] + 1) % count, length: cuts[nth + 1] - cuts[nth], turned: false };
        let from = (cuts[0] + 1) % count;
        let moved = self.ring.lay(from, &[piece(2), piece(1), piece(0)]);
        self.leans.renew(self.graph, &self.ring, from, moved);
        self.length -= self.leans.all().abs();
        for node in last.into_iter().chain(first) {
            self.wake(node);
        }
    }
}
