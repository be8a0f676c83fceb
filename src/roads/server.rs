//! A road server, whatever its kind: which questions it is asked, in pieces below its limits, and which it is not asked twice.

use std::sync::{PoisonError, RwLock};

use crate::domain::place::Place;
use crate::planning::matrix::{Matrix, Source};

use super::cache::Cache;
use super::fault::{Fault, Nonsense};
use super::pairs::{Pairs, Way, spots};
use super::spot::Spot;

/// Spots on each side of one question. Valhalla takes 2,500 pairs as it is shipped; OSRM 10,000, and an address of 2,500 characters.
pub(super) const SIDE: usize = 50;

/// Metres from a place to its road beyond which it is on no road of this map: a server takes the nearest, were it in another country.
pub(super) const NEAR: f64 = 2_000.0;

/// A kind of server.
pub(super) trait Server: Send + Sync {
    /// What tells it from all others.
    fn name(&self) -> String;

    /// How it is named in a plan.
    fn source(&self, version: &str) -> Source;

    /// The version of its data, asked at some spot; empty if it tells none.
    fn version(&self, at: Spot) -> Result<String, Fault>;

    /// The ways from some spots to others, row by row. A server whose data is not of this version any more is a fault.
    fn table(&self, from: &[Spot], to: &[Spot], version: &str) -> Result<Vec<Way>, Fault>;
}

/// The ways between places, those asked that are not kept.
pub(super) fn ask(
    server: &dyn Server,
    cache: &RwLock<Cache>,
    places: &[Option<Place>],
    stop: &mut dyn FnMut() -> bool,
) -> Result<Matrix, Fault> {
    let spots = spots(places);
    let all_known = || {
        let cache = cache.read().unwrap_or_else(PoisonError::into_inner);
        let pairs = Pairs::of(places, |from, to| cache.way(from, to))?;
        Some(Matrix::of(places, &pairs, server.source(cache.version())))
    };
    if let Some(matrix) = all_known() {
        return Ok(matrix);
    }
    if stop() {
        return Err(Fault::Stopped);
    }
    let version = spots.first().map_or_else(|| Ok(String::new()), |spot| server.version(*spot))?;
    cache.write().unwrap_or_else(PoisonError::into_inner).is_of(&version);
    for from in spots.chunks(SIDE) {
        for to in spots.chunks(SIDE) {
            if is_known(cache, from, to) {
                continue;
            }
            if stop() {
                return Err(Fault::Stopped);
            }
            let ways = server.table(from, to, &version)?;
            let pairs = from.iter().flat_map(|from| to.iter().map(move |to| (*from, *to))).zip(ways);
            let told: Vec<_> = pairs.filter(|((from, to), _)| from != to).collect();
            cache.write().unwrap_or_else(PoisonError::into_inner).add(&version, &told);
        }
    }
    // Another thread may have met newer data meanwhile.
    all_known().ok_or(Fault::Nonsense(Nonsense::Changed))
}

fn is_known(cache: &RwLock<Cache>, from: &[Spot], to: &[Spot]) -> bool {
    let cache = cache.read().unwrap_or_else(PoisonError::into_inner);
    from.iter().all(|from| to.iter().all(|to| from == to || cache.way(*from, *to).is_some()))
}

/// A time or a distance of an answer in whole units; none if it cannot be one.
pub(super) fn whole(number: f64) -> Option<u32> {
    (0.0..4e9).contains(&number).then_some(number.round() as u32)
}
