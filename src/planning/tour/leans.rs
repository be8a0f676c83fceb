//! How much longer a tour is there than back, so that turning a piece round is judged without walking over it.

use super::exchange::Pieces;
use super::graph::Graph;
use super::ring::{Piece, Ring};

/// The sums of what the edges lean, along a ring; nothing if no edge does.
pub struct Leans {
    /// From the first position to each, and at last to the first again.
    sums: Vec<i64>,
    kept: Vec<i64>,
}

impl Leans {
    /// The sums of a ring.
    pub fn new(graph: &Graph, ring: &Ring) -> Self {
        let sums = if graph.leans() { vec![0; ring.nodes().len() + 1] } else { Vec::new() };
        let mut leans = Self { sums, kept: Vec::new() };
        leans.renew(graph, ring, 0, ring.nodes().len());
        leans.keep();
        leans
    }

    /// What the whole ring leans.
    pub fn all(&self) -> i64 {
        self.sums.last().copied().unwrap_or(0)
    }

    /// What the ring would lean after an exchange.
    pub fn after(&self, graph: &Graph, ring: &Ring, pieces: &Pieces) -> i64 {
        let list = pieces.list();
        let mut sum = 0;
        for (nth, piece) in list.iter().enumerate() {
            let inside = self.inside(piece);
            sum += if piece.turned { -inside } else { inside };
            let next = list.get(nth + 1).unwrap_or(&list[0]);
            sum += graph.lean(ring.at(piece.end()), ring.at(next.start()));
        }
        sum
    }

    fn inside(&self, piece: &Piece) -> i64 {
        let (count, last) = (self.sums.len() - 1, piece.first + piece.length - 1);
        if last < count {
            self.sums[last] - self.sums[piece.first]
        } else {
            self.sums[count] - self.sums[piece.first] + self.sums[last - count]
        }
    }

    /// Works the sums out again after so many positions from one on were laid.
    pub fn renew(&mut self, graph: &Graph, ring: &Ring, first: usize, length: usize) {
        if self.sums.is_empty() || length == 0 {
            return;
        }
        let nodes = ring.nodes();
        let count = nodes.len();
        // The edges before the first position and after the last have changed as well.
        let (from, to) = (first.max(1) - 1, first + length);
        let (from, to) = if first == 0 || to > count { (0, count) } else { (from, to) };
        let before = self.sums[to];
        let mut sum = self.sums[from];
        for (at, node) in nodes.iter().enumerate().take(to).skip(from) {
            sum += graph.lean(*node, ring.at(at + 1));
            self.sums[at + 1] = sum;
        }
        let more = sum - before;
        self.sums[to + 1..].iter_mut().for_each(|later| *later += more);
    }

    /// The sums as they were when they were last kept.
    pub fn undo(&mut self) {
        self.sums.clone_from(&self.kept);
    }

    /// Keeps the sums as they are.
    pub fn keep(&mut self) {
        self.kept.clone_from(&self.sums);
    }
}
