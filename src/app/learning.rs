//! Ways and lines of a day from roads of one's own: worked out beside the screen, so that the day that is shown only looks them up.

use crate::domain::place::Place;
use crate::roads::Roads;

use super::day::DayView;
use super::thinking::Signal;
use super::who::Who;

/// What is to be learned of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// All places of the day.
    places: Vec<Option<Place>>,
    /// Those on the way, in order.
    way: Vec<Place>,
}

impl Lesson {
    /// What is not known of a day yet; none where all is, or no roads of one's own are wished for.
    pub fn of(view: &DayView, who: &Who, roads: &Roads) -> Option<Self> {
        if !roads.learns() || view.stops.is_empty() {
            return None;
        }
        let way = view.places_on_way(who);
        let is_drawn = || way.windows(2).all(|leg| roads.line(leg[0], leg[1]).is_some());
        if view.ways.source().is_some() && is_drawn() {
            return None;
        }
        Some(Self { places: view.places(who), way })
    }

    /// Learns it.
    pub fn learn(&self, roads: &Roads, signal: &Signal) {
        roads.learn(&self.places, &self.way, &mut || signal.is_stopped());
    }
}
