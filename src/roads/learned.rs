//! What a network was asked for, so that it can be looked up while somebody waits: a few tables of ways, and the lines of some roads. It is
//! kept for as long as the program runs.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::domain::place::Place;
use crate::planning::matrix::Matrix;

use super::network::Network;
use super::pairs::{Pairs, Way, spots};
use super::spot::Spot;

/// More tables than these are not kept: some days, and the weeks.
const TABLES: usize = 8;

/// Nor more lines.
const LINES: usize = 4_000;

/// The line of the road from one place to another.
pub(super) type Line = ((Place, Place), Arc<[Place]>);

/// What is known of a network.
#[derive(Default)]
pub(super) struct Learned {
    /// The newest first.
    tables: VecDeque<Table>,
    lines: HashMap<(Spot, Spot), Arc<[Place]>>,
}

/// The ways between some spots.
struct Table {
    spots: Vec<Spot>,
    /// Row by row.
    ways: Vec<Way>,
}

impl Table {
    fn pairs(&self, places: &[Option<Place>]) -> Option<Pairs> {
        let number = |spot: Spot| self.spots.binary_search(&spot).ok();
        Pairs::of(places, |from, to| self.ways.get(number(from)? * self.spots.len() + number(to)?).copied())
    }
}

impl Learned {
    /// The ways between places if they were asked for before.
    pub(super) fn matrix(&self, network: &Network, places: &[Option<Place>]) -> Option<Matrix> {
        let pairs = self.tables.iter().find_map(|table| table.pairs(places))?;
        Some(Matrix::of(places, &pairs, network.source()))
    }

    /// The line of the road from one place to another, if it was asked for before.
    pub(super) fn line(&self, from: Place, to: Place) -> Option<Arc<[Place]>> {
        self.lines.get(&(Spot::of(from), Spot::of(to))).cloned()
    }

    /// Keeps a table; the oldest gives way.
    pub(super) fn keep(&mut self, table: Asked) {
        self.tables.truncate(TABLES - 1);
        self.tables.push_front(table.0);
    }

    /// Keeps lines.
    pub(super) fn keep_lines(&mut self, lines: Vec<Line>) {
        if self.lines.len() + lines.len() > LINES {
            self.lines.clear();
        }
        let spotted = |((from, to), line): Line| ((Spot::of(from), Spot::of(to)), line);
        self.lines.extend(lines.into_iter().map(spotted));
    }
}

/// A table as it comes from a network.
pub(super) struct Asked(Table);

impl Asked {
    /// Asks a network for the ways between places; none if it was stopped.
    pub(super) fn of(network: &Network, places: &[Option<Place>], stop: &mut dyn FnMut() -> bool) -> Option<Self> {
        let spots = spots(places);
        let ways = network.ways(&spots, stop)?;
        Some(Self(Table { spots, ways }))
    }

    /// The ways between the same places.
    pub(super) fn matrix(&self, network: &Network, places: &[Option<Place>]) -> Option<Matrix> {
        Some(Matrix::of(places, &self.0.pairs(places)?, network.source()))
    }
}
