//! The ways between some places, by the spots they lie on: one spot for all shops of one house, and no way from a spot to itself.

use std::collections::HashMap;

use crate::domain::place::Place;
use crate::planning::matrix::UNREACHABLE;
use crate::planning::travel::{GUESSED, Leg, Ways};

use super::spot::Spot;

/// A way: seconds, [`UNREACHABLE`] where there is none, and metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) seconds: u32,
    pub(super) metres: u32,
}

impl Way {
    /// No way.
    pub(super) const NONE: Self = Self { seconds: UNREACHABLE, metres: 0 };

    /// From a spot to itself.
    const STAYING: Self = Self { seconds: 0, metres: 0 };
}

/// The ways between spots.
#[derive(Debug, Default)]
pub(super) struct Pairs(HashMap<(Spot, Spot), Way>);

impl Pairs {
    /// The ways between all places, if each of them is known.
    pub(super) fn of(places: &[Option<Place>], way: impl Fn(Spot, Spot) -> Option<Way>) -> Option<Self> {
        let spots = spots(places);
        let mut pairs = HashMap::with_capacity(spots.len() * spots.len());
        for from in &spots {
            for to in spots.iter().filter(|to| *to != from) {
                pairs.insert((*from, *to), way(*from, *to)?);
            }
        }
        Some(Self(pairs))
    }
}

impl Ways for Pairs {
    fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg {
        let Some((from, to)) = from.map(Spot::of).zip(to.map(Spot::of)) else { return GUESSED };
        let way = if from == to { Way::STAYING } else { self.0.get(&(from, to)).copied().unwrap_or(Way::NONE) };
        Leg { metres: way.metres, seconds: way.seconds, guessed: false }
    }
}

/// The spots of places, each once, in order.
pub(super) fn spots(places: &[Option<Place>]) -> Vec<Spot> {
    let mut spots: Vec<Spot> = places.iter().flatten().map(|place| Spot::of(*place)).collect();
    spots.sort_unstable();
    spots.dedup();
    spots
}
