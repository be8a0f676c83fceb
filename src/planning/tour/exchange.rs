//! One exchange of edges: which pieces of the tour it leaves, whether they make one tour again, and how they are laid.
//!
//! The removed edges are told by their ends, `ends[0]–ends[1]`, `ends[2]–ends[3]` …; the added ones run `ends[1]–ends[2]` and so on, the
//! last back to `ends[0]` (Lin and Kernighan 1973). Any such exchange is judged by walking over its pieces, as Helsgaun (2009) does.

use super::ring::{Piece, Ring};

/// Most edges that are exchanged at once.
pub const MOST: usize = 3;

/// The pieces of an exchange in their new order, the longest first and unturned.
pub struct Pieces {
    list: [Piece; MOST],
    count: usize,
}

impl Pieces {
    /// The pieces that these edges leave; none if the new edges make several tours.
    pub fn new(ring: &Ring, ends: &[u32]) -> Option<Self> {
        let (edges, nodes) = (ends.len() / 2, ring.nodes().len());
        // Each removed edge as the position of its first node, with the index of that end.
        let mut cuts = [(0, 0, 0); MOST];
        for edge in 0..edges {
            let (a, b) = (ring.place(ends[2 * edge]), ring.place(ends[2 * edge + 1]));
            let forward = if a + 1 == nodes { 0 } else { a + 1 } == b;
            cuts[edge] = if forward { (a, 2 * edge, 2 * edge + 1) } else { (b, 2 * edge + 1, 2 * edge) };
        }
        let cuts = &mut cuts[..edges];
        cuts.sort_unstable();
        // Slot 2j is the last node before cut j, slot 2j + 1 the first after it.
        let mut slots = [0; 2 * MOST];
        for (nth, (_, before, after)) in cuts.iter().enumerate() {
            (slots[*before], slots[*after]) = (2 * nth, 2 * nth + 1);
        }
        let mut links = [0; 2 * MOST];
        for edge in 0..edges {
            let (a, b) = (slots[2 * edge + 1], slots[if edge + 1 == edges { 0 } else { 2 * edge + 2 }]);
            (links[a], links[b]) = (b, a);
        }
        let piece = |nth: usize, turned| {
            let before = cuts[if nth == 0 { edges - 1 } else { nth - 1 }].0;
            let first = if before + 1 == nodes { 0 } else { before + 1 };
            let last = cuts[nth].0;
            let length = if last >= first { last - first + 1 } else { last + nodes - first + 1 };
            Piece { first, length, turned }
        };
        let mut list = [Piece { first: 0, length: 0, turned: false }; MOST];
        let (mut slot, mut count) = (0, 0);
        loop {
            let there = links[slot];
            let (nth, turned) = if there % 2 == 0 { (there / 2, true) } else { ((there / 2 + 1) % edges, false) };
            list[count] = piece(nth, turned);
            count += 1;
            slot = if turned { 2 * ((nth + edges - 1) % edges) + 1 } else { 2 * nth };
            if slot == 0 {
                break;
            }
        }
        (count == edges).then(|| Self { list, count }.longest_first())
    }

    /// The pieces in their new order.
    pub fn list(&self) -> &[Piece] {
        &self.list[..self.count]
    }

    fn longest_first(mut self) -> Self {
        let list = &mut self.list[..self.count];
        let longest = (0..list.len()).max_by_key(|nth| list[*nth].length).unwrap_or(0);
        list.rotate_left(longest);
        if list[0].turned {
            list[1..].reverse();
            for piece in list.iter_mut() {
                piece.turned = !piece.turned;
            }
        }
        self
    }

    /// Makes the exchange: all pieces but the longest are laid again, except those that stand right already. Says from which position on how
    /// many were laid.
    pub fn lay(&self, ring: &mut Ring) -> (usize, usize) {
        let count = ring.nodes().len();
        let after = |piece: &Piece| (piece.first + piece.length) % count;
        let mut first = after(&self.list[0]);
        let mut rest = &self.list[1..self.count];
        while let Some((piece, others)) = rest.split_first() {
            if piece.turned || piece.first != first {
                break;
            }
            (first, rest) = (after(piece), others);
        }
        let mut end = self.list[0].first;
        while let Some((piece, others)) = rest.split_last() {
            if piece.turned || after(piece) != end {
                break;
            }
            (end, rest) = (piece.first, others);
        }
        (first, ring.lay(first, rest))
    }
}
