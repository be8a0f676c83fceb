//! How far and how long it is from one place to another, estimated from the air line. Times over real roads come from elsewhere; this is
//! what a laptop without a map can say.

use crate::domain::place::Place;

/// How an air line becomes a way and a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Travel {
    /// Metres on the ground for each metre of air line; 1.35 is usual in towns.
    pub circuity: f64,
    /// Average speed from door to door, in kilometres an hour.
    pub kmh: f64,
}

impl Default for Travel {
    fn default() -> Self {
        Self { circuity: 1.35, kmh: 25.0 }
    }
}

/// A way between two stops.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leg {
    /// Metres, rounded up; 0 if not known.
    pub metres: u32,
    /// Seconds, rounded up.
    pub seconds: u32,
    /// Not known from places: an end of it has none.
    pub guessed: bool,
}

/// What a way takes whose ends are not both known: five minutes.
pub const GUESSED_SECONDS: u32 = 5 * 60;

impl Travel {
    /// Metres on the ground, rounded up.
    pub fn metres(&self, a: Place, b: Place) -> u32 {
        (a.metres_to(b) * self.circuity).ceil() as u32
    }

    /// Seconds on the way, rounded up.
    pub fn seconds(&self, a: Place, b: Place) -> u32 {
        (a.metres_to(b) * self.circuity * 3.6 / self.kmh).ceil() as u32
    }

    /// The way from one stop to another, guessed if either is not on the map.
    pub fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg {
        match (from, to) {
            (Some(a), Some(b)) => Leg { metres: self.metres(a, b), seconds: self.seconds(a, b), guessed: false },
            _ => Leg { metres: 0, seconds: GUESSED_SECONDS, guessed: true },
        }
    }
}
