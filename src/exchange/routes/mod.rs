//! The route of a day, or of several, for other programs: GPX for what leads the way, `GeoJSON` for maps, iCalendar for a telephone's days,
//! and plain links. What stands here is what they all tell; nothing is worked out, and nothing is asked of the clock.

mod calendar;
mod geojson;
mod gpx;
mod links;

use std::path::Path;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::domain::day::instant;
use crate::domain::ids::StopId;
use crate::domain::place::Place;
use crate::i18n::text::clean;

pub use links::{BadTemplate, MapLink, geo};

/// Which kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GPX 1.1: waypoints and routes.
    Gpx,
    /// `GeoJSON` (RFC 7946): points and lines.
    GeoJson,
    /// iCalendar (RFC 5545): an event for each stop.
    Calendar,
    /// A line for each stop, with what opens it on a map.
    Links,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Gpx, Self::GeoJson, Self::Calendar, Self::Links];

    /// Its name on the command line, which is how its files end.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gpx => "gpx",
            Self::GeoJson => "geojson",
            Self::Calendar => "ics",
            Self::Links => "txt",
        }
    }

    /// The one of this name.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word().eq_ignore_ascii_case(word))
    }

    /// The one of a file that is called so.
    pub fn of_file(path: &Path) -> Option<Self> {
        Self::of(path.extension()?.to_str()?)
    }

    /// Whether a stop without a place on the map has no place in it either.
    pub fn needs_places(self) -> bool {
        matches!(self, Self::Gpx | Self::GeoJson)
    }
}

/// What leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct Route {
    /// What it is called, in the words of who asks.
    pub name: String,
    /// The zone of its times.
    pub zone: Tz,
    /// When what it tells was last changed.
    pub revised: DateTime<Utc>,
    /// Its days, the earliest first.
    pub days: Vec<Day>,
    /// What a place on the map is linked to.
    pub map: MapLink,
}

/// A day of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    /// Which.
    pub day: NaiveDate,
    /// What it is called.
    pub name: String,
    /// The stops in the order of the way; behind them those that nobody goes to any more.
    pub stops: Vec<Stop>,
}

/// A stop.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Which.
    pub id: StopId,
    /// When it came onto a route.
    pub made: DateTime<Utc>,
    /// Its place on the way, counted from 1; none: nobody goes there any more.
    pub number: Option<usize>,
    /// When it is reached, on the clock of the zone; none: not known.
    pub arrival: Option<NaiveTime>,
    /// How long it takes.
    pub minutes: u32,
    /// The account's name.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its address.
    pub address: String,
    /// Where it is, if it is on the map.
    pub place: Option<Place>,
}

impl Route {
    /// The text of a file. Text from data has lost what would command a terminal.
    pub fn text(&self, format: Format) -> String {
        match format {
            Format::Gpx => gpx::text(self),
            Format::GeoJson => geojson::text(self),
            Format::Calendar => calendar::text(self),
            Format::Links => links::text(self),
        }
    }

    /// Stops on the way, each with its day.
    fn on_the_way(&self) -> impl Iterator<Item = (&Day, &Stop)> {
        self.days.iter().flat_map(|day| day.on_the_way().map(move |stop| (day, stop)))
    }

    /// Stops on the way that have no place on the map.
    pub fn without_place(&self) -> usize {
        self.on_the_way().filter(|(_, stop)| stop.place.is_none()).count()
    }

    /// How many stops are on the way.
    pub fn stops(&self) -> usize {
        self.on_the_way().count()
    }

    /// The instant at which a stop is reached.
    fn reached(&self, day: &Day, stop: &Stop) -> Option<DateTime<Utc>> {
        stop.arrival.map(|arrival| instant(day.day, arrival, self.zone))
    }

    /// What opens a stop on a map.
    fn link(&self, stop: &Stop) -> Option<String> {
        stop.place.map(|place| self.map.of(place, &stop.name))
    }
}

impl Day {
    fn on_the_way(&self) -> impl Iterator<Item = &Stop> {
        self.stops.iter().filter(|stop| stop.number.is_some())
    }

    /// Those of them that have a place.
    fn placed(&self) -> impl Iterator<Item = (&Stop, Place)> {
        self.on_the_way().filter_map(|stop| Some((stop, stop.place?)))
    }
}

impl Stop {
    /// Its name with its place on the way before it, so that a list sorted by names keeps the order.
    fn numbered(&self) -> String {
        let name = clean(&self.name);
        self.number.map_or_else(|| name.clone(), |number| format!("{number:02} {name}"))
    }

    /// Where it is and how it is known, in a line.
    fn told(&self) -> String {
        [&self.address, &self.code]
            .map(|text| clean(text))
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(" · ")
    }
}
