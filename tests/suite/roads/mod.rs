//! Roads from outside: servers that answer as recorded, well and badly.

mod bad_servers;
mod estimates;
mod keeping;
mod networks;
mod real;
mod servers;

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rounds::domain::place::Place;
use rounds::planning::matrix::Matrix;
use rounds::roads::{Found, Origin, Roads, Wish};

use crate::support::road_server::Point;

pub fn now() -> DateTime<Utc> {
    "2026-11-20T01:00:00Z".parse().unwrap()
}

pub fn place(lat: f64, lon: f64) -> Option<Place> {
    Place::new(lat, lon)
}

/// So many places, a kilometre or so from each other.
pub fn places(number: usize) -> Vec<Option<Place>> {
    (0..number).map(|at| place(47.0 + 0.01 * (at % 19) as f64, 9.0 + 0.01 * (at / 19) as f64)).collect()
}

/// Ways that differ there and back.
pub fn told((lat, lon): Point, (to_lat, to_lon): Point) -> Option<(f64, f64)> {
    let (from, to) = (Place::new(lat, lon)?, Place::new(to_lat, to_lon)?);
    let (north, east) = (to.lat - from.lat, to.lon - from.lon);
    Some(((100_000.0 * (north.abs() + east.abs()) + 40.0 * (north + 1.0)).round(), 1e6 * (north.abs() + east.abs())))
}

/// The same as it comes out.
pub fn expected(from: Option<Place>, to: Option<Place>) -> (u32, u32) {
    let point = |place: Option<Place>| place.map(|it| (it.lat, it.lon)).unwrap();
    if from == to {
        return (0, 0);
    }
    let (seconds, metres) = told(point(from), point(to)).unwrap();
    (seconds.round() as u32, metres.round() as u32)
}

pub fn wish(from: Origin, url: &str) -> Wish {
    Wish { from, url: Some(url.to_owned()), ..Wish::default() }
}

/// A server's roads with what is kept in a folder.
pub fn roads(from: Origin, url: &str, folder: Option<&Path>) -> Roads {
    Roads::new(wish(from, url), folder, now()).patient(Duration::from_secs(10))
}

/// Asks without an end.
pub fn asked(roads: &Roads, places: &[Option<Place>]) -> Found {
    roads.matrix(places, &mut || false)
}

/// The matrix of ways that a server is known to tell.
pub fn assert_told(matrix: &Matrix, places: &[Option<Place>]) {
    for (a, from) in places.iter().enumerate() {
        for (b, to) in places.iter().enumerate() {
            assert_eq!((matrix.seconds(a, b), matrix.metres(a, b)), expected(*from, *to), "{a} to {b}");
        }
    }
}
