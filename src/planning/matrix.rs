//! How long and how far it is from each of some points to each other, in whole seconds and metres, and where the numbers come from. There
//! and back may differ. Numbers of two sources never meet in one matrix: servers differ by a fifth on the same road.

use super::travel::{GUESSED, Leg, Travel, Ways};
use crate::domain::place::Place;

/// Seconds of a way that does not exist.
pub const UNREACHABLE: u32 = u32::MAX;

/// Where travel times come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// Estimated from the air line.
    Estimate(Travel),
    /// An OSRM server.
    Osrm {
        /// Its address.
        url: String,
        /// The version of its data, as it tells.
        version: String,
    },
    /// A Valhalla server.
    Valhalla {
        /// Its address.
        url: String,
        /// The version of its data, as it tells.
        version: String,
    },
    /// Roads kept by this program.
    Embedded {
        /// The file they were read from, and when it was made.
        version: String,
    },
    /// Numbers from a file, as they stand.
    Given,
}

/// An n×n matrix; rows are where a way starts.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    points: usize,
    seconds: Vec<u32>,
    metres: Vec<u32>,
    /// Points that are not on the map: their ways are guessed.
    guessed: Vec<bool>,
    source: Source,
}

impl Matrix {
    /// A matrix from rows one after the other; none if the lengths are not n². [`UNREACHABLE`] seconds mean that there is no way. The way
    /// from a point to itself takes no time, whatever was given.
    pub fn new(points: usize, mut seconds: Vec<u32>, mut metres: Vec<u32>, source: Source) -> Option<Self> {
        let cells = points.checked_mul(points)?;
        if seconds.len() != cells || metres.len() != cells {
            return None;
        }
        for at in 0..points {
            (seconds[at * points + at], metres[at * points + at]) = (0, 0);
        }
        Some(Self { points, seconds, metres, guessed: vec![false; points], source })
    }

    /// The matrix of an estimate. A point that is not on the map is a guessed while away from every other, as in [`Travel::leg`].
    pub fn estimated(places: &[Option<Place>], travel: Travel) -> Self {
        Self::of(places, &travel, Source::Estimate(travel))
    }

    /// The matrix of somebody who knows the ways.
    pub fn of(places: &[Option<Place>], ways: &dyn Ways, source: Source) -> Self {
        let points = places.len();
        let (mut seconds, mut metres) = (vec![0; points * points], vec![0; points * points]);
        for (from, a) in places.iter().enumerate() {
            for (to, b) in places.iter().enumerate().filter(|(to, _)| *to != from) {
                let leg = ways.leg(*a, *b);
                (seconds[from * points + to], metres[from * points + to]) = (leg.seconds, leg.metres);
            }
        }
        let guessed = places.iter().map(Option::is_none).collect();
        Self { points, seconds, metres, guessed, source }
    }

    /// Number of points.
    pub fn len(&self) -> usize {
        self.points
    }

    /// Whether there is no point.
    pub fn is_empty(&self) -> bool {
        self.points == 0
    }

    /// Seconds of a way; [`UNREACHABLE`] if there is none or a point is none of these.
    pub fn seconds(&self, from: usize, to: usize) -> u32 {
        self.cell(&self.seconds, from, to).unwrap_or(UNREACHABLE)
    }

    /// Metres of a way; 0 if not known.
    pub fn metres(&self, from: usize, to: usize) -> u32 {
        self.cell(&self.metres, from, to).unwrap_or(0)
    }

    /// Whether the ways of a point are guessed, because it is not on the map.
    pub fn is_guessed(&self, point: usize) -> bool {
        self.guessed.get(point).copied().unwrap_or(false)
    }

    /// Where the numbers come from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    fn cell(&self, of: &[u32], from: usize, to: usize) -> Option<u32> {
        if from < self.points && to < self.points { of.get(from * self.points + to).copied() } else { None }
    }
}

/// A matrix with the places that its points are: ways by where they begin and end.
#[derive(Clone, Debug, PartialEq)]
pub struct Charted {
    /// The places, one for each point.
    pub places: Vec<Option<Place>>,
    /// The ways between them.
    pub matrix: Matrix,
}

impl Ways for Charted {
    /// Guessed too where there is no way: who goes there all the same knows one.
    fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg {
        let point = |place: Option<Place>| self.places.iter().position(|it| it.is_some() && *it == place);
        let Some((from, to)) = point(from).zip(point(to)) else { return GUESSED };
        match self.matrix.seconds(from, to) {
            UNREACHABLE => GUESSED,
            seconds => Leg { metres: self.matrix.metres(from, to), seconds, guessed: false },
        }
    }
}
