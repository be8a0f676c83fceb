//! Reads an extract twice: first the roads for cars, then the points that they are made of. Everything else is passed over. It holds some
//! twenty bytes for each point of a road, whatever else is in the extract.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use osmpbf::{BlobDecode, BlobReader, Element};

use super::fault::NetworkFault;
use super::profile::{Speeds, is_shut, speeds};
use super::{Point, Stage, Told};

/// A road as it stands in an extract.
pub(super) struct RawRoad {
    /// Its first point among all references,
    pub(super) first: u32,
    /// and how many it has.
    pub(super) points: u32,
    pub(super) speeds: Speeds,
}

impl RawRoad {
    /// Its points among all references.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.first as usize..(self.first + self.points) as usize
    }
}

/// What is known of a point beside its place.
#[derive(Clone, Copy, Default)]
pub(super) struct RawPoint(u8);

impl RawPoint {
    const KNOWN: u8 = 1;
    const CROSSING: u8 = 2;
    const SHUT: u8 = 4;
    const SEEN: u8 = 8;

    fn set(&mut self, what: u8, is: bool) {
        self.0 = if is { self.0 | what } else { self.0 & !what };
    }

    /// More than one road, or the same one twice, or the end of one.
    pub(super) fn is_crossing(self) -> bool {
        self.0 & Self::CROSSING != 0
    }

    /// No car passes.
    pub(super) fn is_shut(self) -> bool {
        self.0 & Self::SHUT != 0
    }
}

/// The roads of an extract.
pub(super) struct Raw {
    pub(super) roads: Vec<RawRoad>,
    /// The points of all roads, one road after the other, by their number.
    pub(super) references: Vec<u32>,
    pub(super) points: Vec<RawPoint>,
    places: Vec<Point>,
}

impl Raw {
    /// Where a point is; none: the extract does not have it.
    pub(super) fn place(&self, point: u32) -> Option<Point> {
        let at = point as usize;
        (self.points[at].0 & RawPoint::KNOWN != 0).then(|| self.places[at])
    }
}

/// Reads an extract.
pub(super) fn read(path: &Path, told: Told) -> Result<Raw, NetworkFault> {
    let mut roads = Vec::new();
    let mut all: Vec<i64> = Vec::new();
    each(path, Stage::Roads, told, |element| {
        let Element::Way(way) = element else { return Ok(()) };
        let Some(speeds) = speeds(way.tags()) else { return Ok(()) };
        let first = number(all.len())?;
        all.extend(way.refs());
        roads.push(RawRoad { first, points: number(all.len())? - first, speeds });
        Ok(())
    })?;
    let (references, names) = numbered(&all);
    drop(all);
    let mut points = vec![RawPoint::default(); names.len()];
    for road in &roads {
        let own = &references[road.range()];
        for (nth, at) in own.iter().enumerate() {
            let point = &mut points[*at as usize];
            let is_crossing = point.0 & RawPoint::SEEN != 0 || nth == 0 || nth + 1 == own.len();
            point.set(RawPoint::CROSSING, is_crossing || point.is_crossing());
            point.set(RawPoint::SEEN, true);
        }
    }
    let mut places = vec![Point { lat: 0, lon: 0 }; names.len()];
    let mut put = |name: i64, lat: i32, lon: i32, is_shut: &dyn Fn() -> bool| {
        if let Ok(at) = names.binary_search(&name) {
            let is_on_earth = lat.unsigned_abs() <= 850_000_000 && lon.unsigned_abs() <= 1_800_000_000;
            places[at] = Point { lat, lon };
            points[at].set(RawPoint::KNOWN, is_on_earth);
            points[at].set(RawPoint::SHUT, is_shut());
        }
        Ok(())
    };
    each(path, Stage::Points, told, |element| match element {
        Element::Node(it) => put(it.id(), it.decimicro_lat(), it.decimicro_lon(), &|| is_shut(it.tags())),
        Element::DenseNode(it) => put(it.id(), it.decimicro_lat(), it.decimicro_lon(), &|| is_shut(it.tags())),
        _ => Ok(()),
    })?;
    Ok(Raw { roads, references, points, places })
}

fn number(length: usize) -> Result<u32, NetworkFault> {
    u32::try_from(length).map_err(|_| NetworkFault::TooLarge)
}

/// The points by number instead of name, and the names in the order of their numbers.
fn numbered(all: &[i64]) -> (Vec<u32>, Vec<i64>) {
    let mut names = all.to_vec();
    names.sort_unstable();
    names.dedup();
    names.shrink_to_fit();
    let place = |name: &i64| names.binary_search(name).ok().map(|at| at as u32);
    (all.iter().filter_map(place).collect(), names)
}

/// Looks at each element of an extract; tells after each block how much of it has been read.
fn each(
    path: &Path,
    stage: Stage,
    told: Told,
    mut take: impl for<'a> FnMut(Element<'a>) -> Result<(), NetworkFault>,
) -> Result<(), NetworkFault> {
    let io = |error: std::io::Error| NetworkFault::Io(error.to_string());
    let file = File::open(path).map_err(io)?;
    let length = file.metadata().map_err(io)?.len();
    let unread = |error: osmpbf::Error| NetworkFault::extract(&error);
    for blob in BlobReader::new_seekable(BufReader::new(file)).map_err(unread)? {
        let blob = blob.map_err(unread)?;
        stage.tell(told, blob.offset().map_or(0, |at| at.0), length)?;
        if let BlobDecode::OsmData(block) = blob.decode().map_err(unread)? {
            // All elements of a block are looked at; the first fault is what is said.
            let mut fault = Ok(());
            block.for_each_element(|element| {
                if fault.is_ok() {
                    fault = take(element);
                }
            });
            fault?;
        }
    }
    Ok(())
}
