//! The network with its shortcuts: what `fast_paths` makes of it, laid out flat. Each crossing has a rank; every shortest way climbs in
//! rank and then descends, so that a search needs to look upwards alone.

use fast_paths::{FastGraph32, InputGraph};

use super::parts::fan;
use super::{Ground, Piece};

/// No arc, no piece.
pub(super) const NONE: u32 = u32::MAX;

/// Time and length of a way in one number: milliseconds above, tenths of a metre below, so that the shorter of two that take as long wins.
pub(super) type Cost = u64;

/// The cost of so many milliseconds and tenths of a metre.
pub(super) fn cost(milliseconds: u32, length: u32) -> Cost {
    u64::from(milliseconds) << 32 | u64::from(length)
}

/// An arc to a crossing of higher rank, or from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Arc {
    /// The lower end.
    pub(super) base: u32,
    /// The higher end.
    pub(super) other: u32,
    pub(super) milliseconds: u32,
    /// A shortcut: the arc into the crossing that is passed over, among those that descend; else [`NONE`].
    pub(super) into: u32,
    /// The arc out of it, among those that climb.
    pub(super) out: u32,
}

/// Arcs by the rank of their lower end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Side {
    /// Where the arcs of each rank begin, and the end of all.
    pub(super) starts: Vec<u32>,
    pub(super) arcs: Vec<Arc>,
    /// Of each arc: its length in tenths of a metre,
    lengths: Vec<u32>,
    /// and the piece it is; [`NONE`] for a shortcut.
    pieces: Vec<u32>,
}

/// A network with its shortcuts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Contraction {
    pub(super) ranks: Vec<u32>,
    /// Arcs that climb: from their base to the other end.
    pub(super) up: Side,
    /// Arcs that descend: from the other end to their base.
    pub(super) down: Side,
}

impl Contraction {
    /// Looks for the shortcuts of a network.
    pub(super) fn of(ground: &Ground) -> Self {
        let mut graph = InputGraph::new();
        for piece in ground.pieces.iter().filter(|piece| piece.from != piece.to) {
            let (from, to) = (piece.from as usize, piece.to as usize);
            if piece.forward > 0 {
                graph.add_edge(from, to, piece.forward as usize);
            }
            if piece.backward > 0 {
                graph.add_edge(to, from, piece.backward as usize);
            }
        }
        graph.freeze();
        let made = FastGraph32::new(&fast_paths::prepare(&graph));
        let [up, down] = [made.edges_fwd, made.edges_bwd].map(|edges| {
            let arc = edges.iter().map(|edge| Arc {
                base: edge.base_node,
                other: edge.adj_node,
                milliseconds: edge.weight,
                into: edge.replaced_in_edge,
                out: edge.replaced_out_edge,
            });
            arc.collect::<Vec<Arc>>()
        });
        Self {
            ranks: made.ranks,
            up: Side::new(made.first_edge_ids_fwd, up),
            down: Side::new(made.first_edge_ids_bwd, down),
        }
    }

    /// Looks up what is not written in the file: length and piece of each arc. None if anything does not fit together; what fits can be
    /// searched and unpacked without going astray, since a shortcut rests only on arcs of lower rank.
    pub(super) fn fitted(mut self, ground: &Ground) -> Option<Self> {
        let crossings = ground.crossings as usize;
        if !self.up.fits(crossings) || !self.down.fits(crossings) || self.ranks.len() != crossings {
            return None;
        }
        let mut order = vec![NONE; crossings];
        for (crossing, rank) in self.ranks.iter().enumerate() {
            *order.get_mut(*rank as usize)? = crossing as u32;
        }
        let roads = Roads::of(ground);
        for side in [&mut self.up, &mut self.down] {
            side.lengths = Vec::with_capacity(side.arcs.len());
            side.pieces = Vec::with_capacity(side.arcs.len());
        }
        for (rank, crossing) in order.into_iter().enumerate() {
            for is_up in [true, false] {
                let own = if is_up { &self.up } else { &self.down };
                let mut found = Vec::new();
                for arc in &own.arcs[own.of_rank(rank as u32)] {
                    if arc.base != crossing {
                        return None;
                    }
                    found.push(if arc.into == NONE {
                        let (from, to) = if is_up { (arc.base, arc.other) } else { (arc.other, arc.base) };
                        roads.fastest(ground, from, to)?
                    } else {
                        // Arcs of lower rank are known already; of the same or a higher one there is nothing yet.
                        let into = *self.down.lengths.get(arc.into as usize)?;
                        (into.checked_add(*self.up.lengths.get(arc.out as usize)?)?, NONE)
                    });
                }
                let own = if is_up { &mut self.up } else { &mut self.down };
                for (length, piece) in found {
                    own.lengths.push(length);
                    own.pieces.push(piece);
                }
            }
        }
        Some(self)
    }
}

impl Side {
    /// Arcs as they are written.
    pub(super) fn new(starts: Vec<u32>, arcs: Vec<Arc>) -> Self {
        Self { starts, arcs, ..Self::default() }
    }

    fn fits(&self, crossings: usize) -> bool {
        self.starts.len() == crossings + 1
            && self.starts.first() == Some(&0)
            && self.starts.last().is_some_and(|end| *end as usize == self.arcs.len())
            && self.starts.is_sorted()
            && self.arcs.iter().all(|arc| (arc.base as usize) < crossings && (arc.other as usize) < crossings)
    }

    /// The arcs whose lower end has this rank, by their number.
    pub(super) fn of_rank(&self, rank: u32) -> std::ops::Range<usize> {
        self.starts[rank as usize] as usize..self.starts[rank as usize + 1] as usize
    }

    /// Time and length of an arc.
    pub(super) fn cost(&self, arc: usize) -> Cost {
        cost(self.arcs[arc].milliseconds, self.lengths[arc])
    }

    /// The piece that an arc is; none for a shortcut.
    pub(super) fn piece(&self, arc: usize) -> Option<u32> {
        Some(self.pieces[arc]).filter(|piece| *piece != NONE)
    }
}

/// Which pieces lead away from each crossing.
struct Roads {
    starts: Vec<u32>,
    pieces: Vec<u32>,
}

impl Roads {
    fn of(ground: &Ground) -> Self {
        let ends = |piece: &Piece| {
            let there = (piece.forward > 0).then_some(piece.from);
            there.into_iter().chain((piece.backward > 0).then_some(piece.to))
        };
        let numbered = ground.pieces.iter().enumerate();
        let pairs: Vec<(u32, u32)> =
            numbered.flat_map(|(at, piece)| ends(piece).map(move |end| (end, at as u32))).collect();
        let (starts, pieces) = fan(ground.crossings, &pairs);
        Self { starts, pieces }
    }

    /// Length and number of the fastest piece from one crossing to another.
    fn fastest(&self, ground: &Ground, from: u32, to: u32) -> Option<(u32, u32)> {
        let own = &self.pieces[self.starts[from as usize] as usize..self.starts[from as usize + 1] as usize];
        let leads = |piece: &Piece| {
            let there = (piece.from == from && piece.to == to).then_some(piece.forward);
            let back = (piece.to == from && piece.from == to).then_some(piece.backward);
            there.into_iter().chain(back).filter(|time| *time > 0).min()
        };
        let taken = own.iter().filter_map(|at| {
            let piece = ground.pieces.get(*at as usize)?;
            Some((leads(piece)?, piece.length, *at))
        });
        taken.min().map(|(_, length, at)| (length, at))
    }
}
