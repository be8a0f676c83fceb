//! The real servers, where they are: found on the path or named by `ROUNDS_OSRM_URL` and `ROUNDS_VALHALLA_URL`, with places of
//! their map in `ROUNDS_ROAD_PLACES` (`47.14,9.52 47.17,9.51 …`).

use rounds::domain::place::Place;
use rounds::planning::matrix::{Matrix, UNREACHABLE};
use rounds::roads::Origin;

use super::{asked, roads};

/// The servers that are named, each with its places. What is not there is said.
#[allow(clippy::print_stdout)]
fn servers() -> Vec<(Origin, String, Vec<Option<Place>>)> {
    let named = [(Origin::Osrm, "ROUNDS_OSRM_URL"), (Origin::Valhalla, "ROUNDS_VALHALLA_URL")];
    let places: Vec<Option<Place>> = std::env::var("ROUNDS_ROAD_PLACES")
        .unwrap_or_default()
        .split_whitespace()
        .filter_map(|text| text.split_once(','))
        .map(|(lat, lon)| Place::new(lat.parse().expect("degrees"), lon.parse().expect("degrees")))
        .collect();
    let mut found = Vec::new();
    for (origin, name) in named {
        match std::env::var(name) {
            Ok(url) if places.len() >= 3 => found.push((origin, url, places.clone())),
            _ => println!("skipped: no {} server ({name}, ROUNDS_ROAD_PLACES)", origin.name()),
        }
    }
    found
}

fn ways(matrix: &Matrix) -> impl Iterator<Item = (u32, u32)> {
    let points = matrix.len();
    let pairs = (0..points).flat_map(move |a| (0..points).filter(move |b| *b != a).map(move |b| (a, b)));
    pairs.map(|(a, b)| (matrix.seconds(a, b), matrix.metres(a, b)))
}

#[test]
fn a_real_server_tells_ways_that_can_be_driven() {
    for (origin, url, places) in servers() {
        let folder = tempfile::tempdir().unwrap();
        let roads = roads(origin, &url, Some(folder.path()));
        let found = asked(&roads, &places);
        assert_eq!(found.fell_back, None, "{origin:?}");
        let there: Vec<(u32, u32)> = ways(&found.matrix).filter(|way| way.0 != UNREACHABLE).collect();
        assert!(there.len() * 10 >= 9 * places.len() * (places.len() - 1), "{origin:?}: {}", there.len());
        // Nobody is faster than 150 km/h.
        assert!(there.iter().all(|(seconds, metres)| u64::from(*metres) * 36 <= u64::from(*seconds + 1) * 1500));
        // No road is shorter than the air line between the points on it.
        for (a, from) in places.iter().enumerate() {
            for (b, to) in places.iter().enumerate().filter(|(b, _)| *b != a) {
                let air = from.zip(*to).map_or(0.0, |(from, to)| from.metres_to(to));
                let metres = found.matrix.metres(a, b);
                assert!(f64::from(metres) + 4_000.0 > air, "{origin:?} {a} {b}: {metres} {air}");
            }
        }
        assert_eq!(roads.known(&places), Some(found.matrix), "kept is asked");
    }
}
