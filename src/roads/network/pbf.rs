//! Reads an extract twice: first the roads for cars, then the points that they are made of. Everything else is passed over.

use std::path::Path;

use osmpbf::{Element, ElementReader};

use super::fault::NetworkFault;
use super::profile::{Speeds, is_shut, speeds};
use super::{Point, Stage};

/// A road as it stands in an extract.
pub(super) struct RawRoad {
    /// Its first point among all references,
    pub(super) first: usize,
    /// and how many it has.
    pub(super) points: usize,
    pub(super) speeds: Speeds,
}

/// A point that roads are made of.
#[derive(Clone, Copy, Default)]
pub(super) struct RawPoint {
    /// Where; none: the extract does not have it.
    pub(super) at: Option<Point>,
    /// More than one road, or the same one twice, or the end of one.
    pub(super) is_crossing: bool,
    /// No car passes.
    pub(super) is_shut: bool,
}

/// The roads of an extract.
pub(super) struct Raw {
    pub(super) roads: Vec<RawRoad>,
    /// The points of all roads, one road after the other, by their place in `points`.
    pub(super) references: Vec<u32>,
    pub(super) points: Vec<RawPoint>,
}

/// Reads an extract.
pub(super) fn read(path: &Path, told: &mut dyn FnMut(Stage)) -> Result<Raw, NetworkFault> {
    told(Stage::Roads);
    let mut roads = Vec::new();
    let mut references: Vec<i64> = Vec::new();
    each(path, |element| {
        let Element::Way(way) = element else { return };
        let Some(speeds) = speeds(way.tags()) else { return };
        let first = references.len();
        references.extend(way.refs());
        roads.push(RawRoad { first, points: references.len() - first, speeds });
    })?;
    let mut names = references.clone();
    names.sort_unstable();
    names.dedup();
    if u32::try_from(references.len()).is_err() {
        return Err(NetworkFault::TooLarge);
    }
    let place = |name: i64| names.binary_search(&name).ok();
    let mut points = vec![RawPoint::default(); names.len()];
    told(Stage::Points);
    let mut put = |name: i64, lat: i32, lon: i32, is_shut: &dyn Fn() -> bool| {
        if let Some(point) = place(name).and_then(|at| points.get_mut(at)) {
            let is_on_earth = lat.unsigned_abs() <= 850_000_000 && lon.unsigned_abs() <= 1_800_000_000;
            point.at = is_on_earth.then_some(Point { lat, lon });
            point.is_shut = is_shut();
        }
    };
    each(path, |element| match element {
        Element::Node(it) => put(it.id(), it.decimicro_lat(), it.decimicro_lon(), &|| is_shut(it.tags())),
        Element::DenseNode(it) => put(it.id(), it.decimicro_lat(), it.decimicro_lon(), &|| is_shut(it.tags())),
        _ => {}
    })?;
    let references: Vec<u32> = references.iter().filter_map(|name| place(*name)).map(|at| at as u32).collect();
    let mut seen = vec![false; points.len()];
    for road in &roads {
        let own = &references[road.first..road.first + road.points];
        for (nth, at) in own.iter().enumerate() {
            let at = *at as usize;
            points[at].is_crossing |= seen[at] || nth == 0 || nth + 1 == own.len();
            seen[at] = true;
        }
    }
    Ok(Raw { roads, references, points })
}

fn each(path: &Path, take: impl for<'a> FnMut(Element<'a>)) -> Result<(), NetworkFault> {
    let file = std::fs::File::open(path).map_err(|error| NetworkFault::Io(error.to_string()))?;
    ElementReader::new(std::io::BufReader::new(file)).for_each(take).map_err(|error| NetworkFault::extract(&error))
}
