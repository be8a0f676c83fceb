//! How far and how long it is from one place to another, estimated from the air line. Times over real roads come from elsewhere; this is
//! what a laptop without a map can say, as usual and where a region differs from it.

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

/// A way of which nothing is known.
pub const GUESSED: Leg = Leg { metres: 0, seconds: GUESSED_SECONDS, guessed: true };

/// Whoever knows the ways between places, from one source alone.
pub trait Ways {
    /// The way from one stop to another, guessed where it is not known.
    fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg;
}

/// A piece of ground between two parallels and two meridians, with roads of its own kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Region {
    /// Its southern and western edge.
    pub from: Place,
    /// Its northern and eastern edge.
    pub to: Place,
    /// How ways inside are estimated.
    pub travel: Travel,
}

impl Region {
    fn holds(&self, place: Place) -> bool {
        (self.from.lat..=self.to.lat).contains(&place.lat) && (self.from.lon..=self.to.lon).contains(&place.lon)
    }
}

/// How ways are estimated: as usual, and inside regions as there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimate {
    /// Where no region says otherwise.
    pub usual: Travel,
    /// The regions; where they overlap, the first counts.
    pub regions: Vec<Region>,
}

impl Estimate {
    /// How the way between two places is estimated: as in the first region that holds both.
    pub fn travel(&self, a: Place, b: Place) -> Travel {
        let inside = self.regions.iter().find(|region| region.holds(a) && region.holds(b));
        inside.map_or(self.usual, |region| region.travel)
    }
}

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
            _ => GUESSED,
        }
    }
}

impl Ways for Travel {
    fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg {
        Travel::leg(self, from, to)
    }
}

impl Ways for Estimate {
    fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg {
        from.zip(to).map_or(self.usual, |(from, to)| self.travel(from, to)).leg(from, to)
    }
}
