//! OSRM: `/table`, with durations and distances. Its version is that of its data, where whoever prepared it gave one.

use std::fmt::Write as _;
use std::time::Duration;

use serde::Deserialize;

use crate::planning::matrix::Source;

use super::fault::{Fault, Nonsense};
use super::http::Line;
use super::pairs::Way;
use super::server::{NEAR, Server, whole};
use super::spot::Spot;

/// An OSRM server.
pub(super) struct Osrm(Line);

impl Osrm {
    /// The server at this address.
    pub(super) fn new(address: &str, patience: Duration) -> Self {
        Self(Line::new(address, patience))
    }
}

/// What it answers, of which we read so much.
#[derive(Deserialize)]
struct Answer {
    code: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    data_version: String,
    durations: Option<Vec<Vec<Option<f64>>>>,
    distances: Option<Vec<Vec<Option<f64>>>>,
    #[serde(default)]
    sources: Vec<Waypoint>,
    #[serde(default)]
    destinations: Vec<Waypoint>,
}

/// A spot as it was understood.
#[derive(Deserialize)]
struct Waypoint {
    /// Metres to the road.
    #[serde(default)]
    distance: f64,
}

fn read((status, text): (u16, String)) -> Result<Answer, Fault> {
    match serde_json::from_str::<Answer>(&text) {
        Ok(answer) if answer.code == "Ok" => Ok(answer),
        Ok(Answer { code, message, .. }) => Err(Fault::refused(status, &format!("{code} {message}"))),
        Err(_) if status >= 400 => Err(Fault::refused(status, "")),
        Err(_) => Err(Fault::Nonsense(Nonsense::Form)),
    }
}

impl Server for Osrm {
    fn name(&self) -> String {
        format!("osrm {}", self.0.address())
    }

    fn source(&self, version: &str) -> Source {
        Source::Osrm { url: self.0.address().to_owned(), version: version.to_owned() }
    }

    fn version(&self, at: Spot) -> Result<String, Fault> {
        let answer = self.0.get(&format!("/nearest/v1/driving/{},{}?number=1", at.lon(), at.lat()))?;
        Ok(read(answer)?.data_version)
    }

    fn table(&self, from: &[Spot], to: &[Spot], version: &str) -> Result<Vec<Way>, Fault> {
        let answer = read(self.0.get(&question(from, to))?)?;
        if answer.data_version != version {
            return Err(Fault::Nonsense(Nonsense::Changed));
        }
        let (Some(durations), Some(distances)) = (&answer.durations, &answer.distances) else {
            return Err(Fault::Nonsense(Nonsense::Form));
        };
        let fits = |rows: &[Vec<Option<f64>>]| rows.len() == from.len() && rows.iter().all(|row| row.len() == to.len());
        if !fits(durations) || !fits(distances) {
            return Err(Fault::Nonsense(Nonsense::Count));
        }
        let far = |points: &[Waypoint], at: usize| points.get(at).is_some_and(|point| point.distance > NEAR);
        let mut ways = Vec::with_capacity(from.len() * to.len());
        for (row, (durations, distances)) in durations.iter().zip(distances).enumerate() {
            for (column, (duration, distance)) in durations.iter().zip(distances).enumerate() {
                let is_far = far(&answer.sources, row) || far(&answer.destinations, column);
                ways.push(match (duration, distance) {
                    (Some(duration), Some(distance)) if !is_far => {
                        let way = whole(*duration).zip(whole(*distance)).ok_or(Fault::Nonsense(Nonsense::Number))?;
                        Way { seconds: way.0, metres: way.1 }
                    }
                    _ => Way::NONE,
                });
            }
        }
        Ok(ways)
    }
}

/// The address of a table: all spots, and which of them are where ways begin and end.
fn question(from: &[Spot], to: &[Spot]) -> String {
    let mut text = String::from("/table/v1/driving/");
    let list = |text: &mut String, separator: &str, items: &mut dyn Iterator<Item = String>| {
        for (at, item) in items.enumerate() {
            let _ = write!(text, "{}{item}", if at == 0 { "" } else { separator });
        }
    };
    list(&mut text, ";", &mut from.iter().chain(to).map(|spot| format!("{},{}", spot.lon(), spot.lat())));
    text.push_str("?annotations=duration,distance&sources=");
    list(&mut text, ";", &mut (0..from.len()).map(|at| at.to_string()));
    text.push_str("&destinations=");
    list(&mut text, ";", &mut (from.len()..from.len() + to.len()).map(|at| at.to_string()));
    text
}
