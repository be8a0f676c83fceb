//! Roads of one's own: a network read once from an OpenStreetMap extract, made ready for quick answers, and kept in a file. It gives the
//! times by car between any places near it, and the line of the road, with no server. It knows no turn restrictions and no traffic.

mod build;
mod contraction;
mod fault;
mod file;
mod parts;
mod pbf;
mod profile;
mod query;
mod snap;

use std::path::Path;

use chrono::{DateTime, Utc};

use crate::domain::place::Place;
use crate::planning::matrix::Source;

use super::pairs::Way;
use super::spot::Spot;
use contraction::Contraction;
pub use fault::NetworkFault;
use snap::Grid;

/// The name of the file in the folder of roads.
pub const FILE: &str = "network.roads";

/// A point of a road in ten-millionths of a degree, as OpenStreetMap has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    lat: i32,
    lon: i32,
}

/// A piece of road between two crossings, with its points on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// The crossing where it begins.
    from: u32,
    /// The crossing where it ends.
    to: u32,
    /// Its first point among all,
    first: u32,
    /// and how many it has.
    points: u32,
    /// Its length in tenths of a metre.
    length: u32,
    /// Milliseconds from its beginning to its end; 0: not that way.
    forward: u32,
    /// Milliseconds back; 0: not that way.
    backward: u32,
}

/// All pieces that can be reached from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Ground {
    crossings: u32,
    points: Vec<Point>,
    pieces: Vec<Piece>,
}

impl Ground {
    fn points_of(&self, piece: &Piece) -> &[Point] {
        let first = piece.first as usize;
        self.points.get(first..first + piece.points as usize).unwrap_or_default()
    }
}

/// What a network is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The name of the extract.
    pub name: String,
    /// When it was read.
    pub made: DateTime<Utc>,
    /// Metres of road that were left out because one cannot get there and back.
    pub left_out: u64,
}

/// What a network is, in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// What it is made from.
    pub head: Head,
    /// Crossings and ends of roads.
    pub crossings: usize,
    /// Pieces of road between them.
    pub pieces: usize,
    /// Metres of road.
    pub metres: u64,
    /// Bytes of the file.
    pub bytes: u64,
}

impl Facts {
    fn of(head: Head, ground: &Ground, bytes: u64) -> Self {
        Self {
            head,
            crossings: ground.crossings as usize,
            pieces: ground.pieces.len(),
            metres: ground.pieces.iter().map(|piece| u64::from(piece.length)).sum::<u64>() / 10,
            bytes,
        }
    }
}

/// How far the reading of an extract is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The roads are read,
    Roads,
    /// then their points,
    Points,
    /// then shortcuts are looked for, which takes longest,
    Shortcuts,
    /// then all of it is written.
    Writing,
}

/// How far the reading of an extract is, and what it is told; it ends when the answer is no.
pub type Told<'a, 'b> = &'a mut (dyn FnMut(Stage, u8) -> bool + 'b);

impl Stage {
    /// Tells that so much of so much of this is done, in percent.
    fn tell(self, told: Told, done: u64, of: u64) -> Result<(), NetworkFault> {
        let percent = u128::from(done) * 100 / u128::from(of.max(1));
        if told(self, percent.min(100) as u8) { Ok(()) } else { Err(NetworkFault::Stopped) }
    }
}

/// A network of roads.
pub struct Network {
    head: Head,
    bytes: u64,
    ground: Ground,
    contraction: Contraction,
    grid: Grid,
}

impl Network {
    /// Reads an extract and writes the network beside the file that is in its place, then over it. What is told is asked often whether to
    /// go on, but not while shortcuts are looked for: who wants an end then has to leave that behind, and nothing has been written yet.
    pub fn import(extract: &Path, file: &Path, now: DateTime<Utc>, told: Told) -> Result<Facts, NetworkFault> {
        let raw = pbf::read(extract, told)?;
        Stage::Shortcuts.tell(told, 0, 1)?;
        let (ground, left_out) = build::ground(raw)?;
        let contraction = Contraction::of(&ground);
        let name = extract.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let head = Head { name: crate::i18n::text::clean(&name), made: now, left_out };
        Stage::Writing.tell(told, 0, 1)?;
        file::write(file, &head, (ground, contraction), told)
    }

    /// Reads a network that was written.
    pub fn open(path: &Path) -> Result<Self, NetworkFault> {
        let file::Read { head, bytes, ground, contraction } = file::read(path)?;
        let grid = Grid::of(&ground);
        Ok(Self { head, bytes, ground, contraction, grid })
    }

    /// What it is, in numbers.
    pub fn facts(&self) -> Facts {
        Facts::of(self.head.clone(), &self.ground, self.bytes)
    }

    /// How it is named in a plan.
    pub(super) fn source(&self) -> Source {
        Source::Embedded { version: format!("{} {}", self.head.name, self.head.made.format("%Y-%m-%d %H:%M:%S")) }
    }

    /// The ways from each spot to each, row by row. None from or to a spot that is too far from every road.
    pub(super) fn ways(&self, spots: &[Spot], stop: &mut dyn FnMut() -> bool) -> Option<Vec<Way>> {
        let snapped: Vec<_> = spots.iter().map(|spot| self.grid.snap(&self.ground, *spot)).collect();
        query::table(&self.ground, &self.contraction, &snapped, stop)
    }

    /// The line of the road from one place to another, both ends on the road; none if there is no way.
    pub fn line(&self, from: Place, to: Place) -> Option<Vec<Place>> {
        let snap = |place| self.grid.snap(&self.ground, Spot::of(place));
        let line = query::line(&self.ground, &self.contraction, &snap(from)?, &snap(to)?)?;
        let degrees = |number: i32| f64::from(number) / 1e7;
        Some(line.into_iter().map(|point| Place { lat: degrees(point.lat), lon: degrees(point.lon) }).collect())
    }

    /// Metres from a place to the nearest road of the network; none if that is too far.
    pub fn metres_to_road(&self, place: Place) -> Option<f64> {
        self.grid.snap(&self.ground, Spot::of(place)).map(|snapped| snapped.metres)
    }
}
