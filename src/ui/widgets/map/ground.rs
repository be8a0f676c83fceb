//! Where a place on the ground is on the map: degrees to metres on a flat piece of ground, metres to dots of an area. The projection is
//! equirectangular, with degrees of longitude as long as they are in the middle of the ground; over the fifty kilometres of a day it is off
//! by less than a dot. It must not be used across the antimeridian.

use ratatui::layout::Size;

use crate::domain::place::Place;

/// Metres in a degree of a great circle, on the sphere by which ways are measured.
const DEGREE: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;

/// Dots across and down a cell. Cells are about twice as high as wide, so a dot is about square.
pub(super) const CELL: (u16, u16) = (2, 4);

/// Dots left free around what is fitted: two cells for a label at either side, half a row above and below.
const MARGIN: (f64, f64) = (4.0, 2.0);

/// Metres in a dot where nothing is far from anything.
const NEAREST: f64 = 4.0;

/// How near and how far a lens goes.
const TIMES: (f64, f64) = (0.5, 32.0);

/// A piece of ground with its middle as the origin.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ground {
    middle: Place,
    /// Metres in a degree of longitude.
    east: f64,
    /// Metres from the middle to its edges, east and north.
    half: (f64, f64),
}

impl Ground {
    /// The smallest that holds these places; none without any.
    pub fn around(places: impl IntoIterator<Item = Place>) -> Option<Self> {
        let mut places = places.into_iter();
        let first = places.next()?;
        let (low, high) = places.fold((first, first), |(low, high), it| {
            (
                Place { lat: low.lat.min(it.lat), lon: low.lon.min(it.lon) },
                Place { lat: high.lat.max(it.lat), lon: high.lon.max(it.lon) },
            )
        });
        let middle = Place { lat: f64::midpoint(low.lat, high.lat), lon: f64::midpoint(low.lon, high.lon) };
        // At the poles a degree of longitude has no length; a millimetre keeps the way back to degrees.
        let east = (DEGREE * middle.lat.to_radians().cos()).max(0.001);
        let mut ground = Self { middle, east, half: (0.0, 0.0) };
        ground.half = ground.metres(high);
        Some(ground)
    }

    /// Metres east and north of the middle.
    pub fn metres(&self, place: Place) -> (f64, f64) {
        ((place.lon - self.middle.lon) * self.east, (place.lat - self.middle.lat) * DEGREE)
    }

    /// The place so many metres east and north of the middle, brought back onto the ground if it lies beyond its edge.
    fn place(&self, (east, north): (f64, f64)) -> Place {
        let (east, north) = (east.clamp(-self.half.0, self.half.0), north.clamp(-self.half.1, self.half.1));
        Place { lat: self.middle.lat + north / DEGREE, lon: self.middle.lon + east / self.east }
    }
}

/// How a map is looked at: as a whole, or nearer and aside.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lens {
    /// How many times nearer than where everything fits.
    times: f64,
    /// What is in the middle; none: the middle of everything.
    centre: Option<Place>,
}

impl Default for Lens {
    fn default() -> Self {
        Self { times: 1.0, centre: None }
    }
}

impl Lens {
    /// Nearer by a factor, or farther by one below 1. What is at the place stays where it is; without one the middle does.
    #[must_use]
    pub fn zoomed(self, factor: f64, about: Option<Place>, ground: &Ground) -> Self {
        let times = (self.times * factor).clamp(TIMES.0, TIMES.1);
        let centre = ground.metres(self.centre.unwrap_or(ground.middle));
        let about = about.map_or(centre, |place| ground.metres(place));
        let nearer = |about: f64, centre: f64| about + (centre - about) * self.times / times;
        let centre = ground.place((nearer(about.0, centre.0), nearer(about.1, centre.1)));
        Self { times, centre: Some(centre) }
    }

    /// Moved by a share of the view, east and north; never so far that the ground is out of sight.
    #[must_use]
    pub fn panned(self, (east, north): (f64, f64), view: &View) -> Self {
        let (wide, high) = (view.last.0 * view.metres_per_dot, view.last.1 * view.metres_per_dot);
        let centre = (view.centre.0 + east * wide, view.centre.1 + north * high);
        Self { centre: Some(view.ground.place(centre)), ..self }
    }

    /// Moved to a place, unless it is in sight.
    #[must_use]
    pub fn showing(self, place: Place, view: &View) -> Self {
        let (x, y) = view.dot(place);
        let inside =
            |at: f64, last: f64, margin: f64| at >= margin.min(last / 2.0) && at <= last - margin.min(last / 2.0);
        if inside(x, view.last.0, MARGIN.0 - 1.0) && inside(y, view.last.1, MARGIN.1 - 1.0) {
            return self;
        }
        Self { centre: Some(place), ..self }
    }
}

/// A piece of ground as it lies on an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    ground: Ground,
    /// What is in the middle, in metres east and north of the ground's.
    centre: (f64, f64),
    metres_per_dot: f64,
    /// The last dot across and down.
    last: (f64, f64),
}

impl View {
    /// The ground through a lens, on so many cells.
    pub fn new(ground: Ground, lens: &Lens, size: Size) -> Self {
        let last = |cells: u16, dots: u16| f64::from(u32::from(cells) * u32::from(dots)).max(1.0) - 1.0;
        let last = (last(size.width, CELL.0), last(size.height, CELL.1));
        // Where there is hardly room, there is none for a margin.
        let room = |last: f64, margin: f64| if last > 4.0 * margin { last - 2.0 * margin } else { last.max(1.0) };
        let fit = (2.0 * ground.half.0 / room(last.0, MARGIN.0)).max(2.0 * ground.half.1 / room(last.1, MARGIN.1));
        let centre = lens.centre.map_or((0.0, 0.0), |place| ground.metres(place));
        Self { ground, centre, metres_per_dot: fit.max(NEAREST) / lens.times, last }
    }

    /// Metres from one dot to the next.
    pub fn metres_per_dot(&self) -> f64 {
        self.metres_per_dot
    }

    /// The ground that is looked at.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Where a place is: dots from the left and from above; it may lie outside the area.
    pub fn dot(&self, place: Place) -> (f64, f64) {
        let (east, north) = self.ground.metres(place);
        (
            self.last.0 / 2.0 + (east - self.centre.0) / self.metres_per_dot,
            self.last.1 / 2.0 - (north - self.centre.1) / self.metres_per_dot,
        )
    }

    /// The cell in which a place is, if it is on the area.
    pub fn cell(&self, place: Place) -> Option<(u16, u16)> {
        let (x, y) = self.dot(place);
        let inside = |at: f64, last: f64| (0.0..=last).contains(&at.round());
        let is_inside = inside(x, self.last.0) && inside(y, self.last.1);
        is_inside.then(|| (x.round() as u16 / CELL.0, y.round() as u16 / CELL.1))
    }
}
