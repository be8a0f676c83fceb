//! Valhalla: `/sources_to_targets` by car. Its version is that of the program and of its tiles.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::planning::matrix::Source;

use super::fault::{Fault, Nonsense};
use super::http::Line;
use super::pairs::Way;
use super::server::{Server, whole};
use super::spot::Spot;

/// A Valhalla server.
pub(super) struct Valhalla(Line);

impl Valhalla {
    /// The server at this address.
    pub(super) fn new(address: &str, patience: Duration) -> Self {
        Self(Line::new(address, patience))
    }
}

/// What it is asked.
#[derive(Serialize)]
struct Question {
    sources: Vec<Point>,
    targets: Vec<Point>,
    costing: &'static str,
    units: &'static str,
}

#[derive(Serialize)]
struct Point {
    lat: f64,
    lon: f64,
}

/// What it answers, of which we read so much.
#[derive(Deserialize)]
struct Table {
    sources_to_targets: Vec<Vec<Cell>>,
}

/// A way; nothing in it if there is none.
#[derive(Deserialize)]
struct Cell {
    /// Seconds.
    time: Option<f64>,
    /// Kilometres.
    distance: Option<f64>,
}

/// How it refuses.
#[derive(Deserialize)]
struct Refusal {
    error_code: u32,
    #[serde(default)]
    error: String,
}

/// What it says of itself.
#[derive(Deserialize)]
struct Status {
    version: String,
    #[serde(default)]
    tileset_last_modified: u64,
}

fn read<T: for<'a> Deserialize<'a>>((status, text): (u16, String)) -> Result<T, Fault> {
    if let Ok(Refusal { error_code, error }) = serde_json::from_str(&text) {
        return Err(Fault::refused(status, &format!("{error_code} {error}")));
    }
    if status >= 400 {
        return Err(Fault::refused(status, ""));
    }
    serde_json::from_str(&text).map_err(|_| Fault::Nonsense(Nonsense::Form))
}

fn points(spots: &[Spot]) -> Vec<Point> {
    let degrees = |millionths: i32| f64::from(millionths) / 1e6;
    spots.iter().map(|spot| Point { lat: degrees(spot.north), lon: degrees(spot.east) }).collect()
}

impl Server for Valhalla {
    fn name(&self) -> String {
        format!("valhalla {}", self.0.address())
    }

    fn source(&self, version: &str) -> Source {
        Source::Valhalla { url: self.0.address().to_owned(), version: version.to_owned() }
    }

    fn version(&self, _: Spot) -> Result<String, Fault> {
        let status: Status = read(self.0.get("/status")?)?;
        Ok(format!("{} {}", status.version, status.tileset_last_modified))
    }

    fn table(&self, from: &[Spot], to: &[Spot], _: &str) -> Result<Vec<Way>, Fault> {
        let question = Question { sources: points(from), targets: points(to), costing: "auto", units: "kilometers" };
        let question = serde_json::to_string(&question).unwrap_or_default();
        let table: Table = read(self.0.post("/sources_to_targets", &question)?)?;
        let rows = table.sources_to_targets;
        if rows.len() != from.len() || rows.iter().any(|row| row.len() != to.len()) {
            return Err(Fault::Nonsense(Nonsense::Count));
        }
        let way = |cell: &Cell| match (cell.time, cell.distance) {
            (Some(time), Some(km)) => {
                let way = whole(time).zip(whole(km * 1000.0)).ok_or(Fault::Nonsense(Nonsense::Number))?;
                Ok(Way { seconds: way.0, metres: way.1 })
            }
            _ => Ok(Way::NONE),
        };
        rows.iter().flatten().map(way).collect()
    }
}
