//! Roads of one's own: extracts written by hand, ways that can be worked out by hand, and every way of a town against a plain search.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rounds::domain::place::Place;
use rounds::planning::matrix::{Source, UNREACHABLE};
use rounds::roads::network::{FILE, Facts, Network, NetworkFault, Stage};
use rounds::roads::{Fault, Folder, Held, Origin, Roads, Wish};

use super::{asked, now, place};
use crate::support::pbf::Extract;

/// Writes an extract and reads it.
fn import(folder: &Path, extract: &Extract) -> Result<Facts, NetworkFault> {
    import_bytes(folder, &extract.bytes())
}

fn import_bytes(folder: &Path, bytes: &[u8]) -> Result<Facts, NetworkFault> {
    let file = folder.join("town.osm.pbf");
    fs::write(&file, bytes).unwrap();
    Network::import(&file, &folder.join(FILE), now(), &mut |_, _| true)
}

/// Roads that were read.
fn own(folder: &Path) -> Roads {
    Roads::new(Wish { from: Origin::Roads, ..Wish::default() }, Some(folder), now())
}

/// A thousandth of a degree north is 111.19 m.
const STEP: f64 = 0.001;
const STEP_METRES: f64 = 111.195_08;

fn at(north: f64, east: f64) -> Option<Place> {
    place(47.0 + STEP * north, 9.0 + STEP * east / 47.0_f64.to_radians().cos())
}

/// A square of streets with a one-way street along its north, a footpath across, a ferry to an island with a street of its own, a street
/// behind a bollard, and a lane that leads in and not out.
fn town() -> Extract {
    let mut extract = Extract::default();
    for (id, north, east, tags) in [
        (1, 0.0, 0.0, ""),
        (2, 0.0, 10.0, ""),
        (3, 10.0, 10.0, "highway=traffic_signals"),
        (4, 10.0, 0.0, ""),
        (5, 5.0, 0.0, ""),
        (6, 5.0, 10.0, ""),
        (7, 60.0, 0.0, ""),
        (8, 60.0, 5.0, ""),
        (9, 0.0, -3.0, "barrier=bollard"),
        (10, 0.0, -6.0, ""),
        (11, -5.0, 10.0, ""),
    ] {
        let place = at(north, east).unwrap();
        extract = extract.node(id, place.lat, place.lon, tags);
    }
    extract
        .way(&[1, 2], "highway=residential")
        .way(&[2, 6, 3], "highway=residential maxspeed=50")
        .way(&[3, 4], "highway=residential oneway=yes name=北街")
        .way(&[4, 5, 1], "highway=residential")
        .way(&[5, 6], "highway=footway")
        .way(&[4, 7], "route=ferry")
        .way(&[7, 8], "highway=residential")
        .way(&[1, 9, 10], "highway=residential")
        .way(&[2, 11], "highway=service oneway=yes")
}

/// Seconds for so many steps at a speed.
fn seconds(steps: f64, kmh: f64) -> u32 {
    (steps * STEP_METRES * 3.6 / kmh).round() as u32
}

fn near(a: u32, b: u32) -> bool {
    a.abs_diff(b) <= 1 + b / 1000
}

#[test]
fn ways_are_driven_along_streets_and_not_against_them() {
    for extract in [town(), town().one_by_one()] {
        let folder = tempfile::tempdir().unwrap();
        let facts = import(folder.path(), &extract).unwrap();
        // The island, what lies behind the bollard, and the lane without a way back are left out; 5 and 6 are no crossings for cars.
        assert_eq!((facts.crossings, facts.pieces), (5, 5), "{facts:?}");
        let steps = facts.metres as f64 / STEP_METRES;
        assert!((steps - 43.0).abs() < 0.1, "{facts:?}");
        assert!((facts.head.left_out as f64 / STEP_METRES - 13.0).abs() < 0.1, "{facts:?}");
        assert_eq!((facts.head.name.as_str(), facts.head.made), ("town.osm.pbf", now()));
        let places = [at(0.0, 0.0), at(0.0, 10.0), at(10.0, 10.0), at(10.0, 0.0), at(5.0, 0.0), at(10.0, 4.0)];
        let found = asked(&own(folder.path()), &places);
        assert_eq!((found.fell_back, found.cut_off), (None, vec![]));
        let matrix = found.matrix;
        assert_eq!(*matrix.source(), Source::Embedded { version: "town.osm.pbf 2026-11-20 01:00:00".to_owned() });
        let slow = |steps: f64| seconds(steps, 25.0);
        for (from, to, expected, steps) in [
            (0, 1, slow(10.0), 10.0),
            (1, 2, seconds(10.0, 40.0), 10.0),
            (2, 3, slow(10.0), 10.0),
            // Against the one-way street there is only the way around.
            (3, 2, slow(20.0) + seconds(10.0, 40.0), 30.0),
            (4, 0, slow(5.0), 5.0),
            // From the middle of a street to the middle of another, and past a footpath.
            (4, 5, slow(15.0) + seconds(10.0, 40.0) + slow(6.0), 31.0),
            (5, 4, slow(4.0 + 5.0), 9.0),
            (5, 2, slow(4.0 + 20.0) + seconds(10.0, 40.0), 34.0),
        ] {
            let told = (matrix.seconds(from, to), matrix.metres(from, to));
            assert!(near(told.0, expected), "{from} to {to}: {told:?}, {expected}");
            assert!(near(told.1, (steps * STEP_METRES).round() as u32), "{from} to {to}: {told:?}");
        }
    }
}

#[test]
fn a_place_is_brought_to_the_road_it_can_come_back_from() {
    let folder = tempfile::tempdir().unwrap();
    import(folder.path(), &town()).unwrap();
    let network = Network::open(&folder.path().join(FILE)).unwrap();
    // On the footpath, 5 steps from the street; behind the bollard; at the end of the lane that leads in and not out.
    for (spot, steps) in [(at(5.0, 5.0), 5.0), (at(0.0, -6.0), 3.0), (at(-5.0, 10.0), 5.0), (at(0.0, 5.0), 0.0)] {
        let metres = network.metres_to_road(spot.unwrap()).unwrap();
        assert!((metres - steps * STEP_METRES).abs() < 1.0, "{spot:?}: {metres}");
    }
    // The island is more than two kilometres away.
    assert_eq!(network.metres_to_road(at(60.0, 0.0).unwrap()), None);
    let places = [at(0.0, 0.0), at(60.0, 2.0), at(10.0, 10.0), None];
    let found = asked(&own(folder.path()), &places);
    assert_eq!((found.fell_back, found.cut_off), (None, vec![1]));
    assert_eq!((found.matrix.seconds(0, 1), found.matrix.seconds(1, 2)), (UNREACHABLE, UNREACHABLE));
    assert!(found.matrix.is_guessed(3));
    let far = asked(&own(folder.path()), &[place(31.0, 121.0), place(31.1, 121.0)]);
    assert_eq!(far.fell_back, Some(Fault::OffTheMap { places: 2, of: 2 }));
}

#[test]
fn the_line_of_the_road_goes_through_its_points() {
    let folder = tempfile::tempdir().unwrap();
    let mut extract = Extract::default();
    // A road with bends between two streets that make it a ring.
    let bends = [(0.0, 0.0), (2.0, 1.0), (1.0, 4.0), (3.0, 6.0)];
    for (id, (north, east)) in (1..).zip(bends) {
        let place = at(north, east).unwrap();
        extract = extract.node(id, place.lat, place.lon, "");
    }
    let extract = extract.way(&[1, 2, 3, 4], "highway=primary").way(&[4, 1], "highway=living_street");
    import(folder.path(), &extract).unwrap();
    let network = Network::open(&folder.path().join(FILE)).unwrap();
    let line = |from: usize, to: usize| {
        let place = |bend: usize| at(bends[bend].0, bends[bend].1).unwrap();
        let line = network.line(place(from), place(to)).unwrap();
        let bend = |point: &Place| (0..4).find(|bend| place(*bend).metres_to(*point) < 0.5);
        let mut bends: Vec<usize> = line.iter().map(|point| bend(point).expect("a bend")).collect();
        // A place lies within a tenth of a metre of the point of its road.
        bends.dedup();
        bends
    };
    assert_eq!(line(0, 3), [0, 1, 2, 3]);
    assert_eq!(line(3, 0), [3, 2, 1, 0]);
    assert_eq!(line(1, 2), [1, 2]);
    assert_eq!(line(2, 1), [2, 1]);
    assert_eq!(line(2, 2), [2]);
    let roads = own(folder.path());
    let (a, b) = (at(0.0, 0.0).unwrap(), at(3.0, 6.0).unwrap());
    assert_eq!(roads.line(a, b), None, "nothing is read while somebody waits");
    roads.warm();
    assert_eq!(roads.line(a, b), None, "nor is it looked for");
    let (far, mid) = (at(90.0, 0.0).unwrap(), at(0.0, 3.0).unwrap());
    roads.learn(&[Some(a), Some(b)], &[a, b, far], &mut || false);
    assert!(roads.line(a, b).is_some_and(|line| line.len() >= 4));
    assert_eq!((roads.line(a, far), roads.line(b, a)), (None, None), "there is none, and it was not asked for");
    assert!(roads.known(&[Some(b), None, Some(a)]).is_some() && roads.known(&[Some(a), Some(mid)]).is_none());
    // Who waits anyway need not learn before.
    let roads = own(folder.path()).unhurried();
    roads.warm();
    assert!(roads.line(a, b).is_some() && roads.known(&[Some(a), Some(mid)]).is_some());
}

#[test]
fn what_was_asked_for_is_known_until_much_else_was() {
    let folder = tempfile::tempdir().unwrap();
    let mut extract = Extract::default();
    let places: Vec<Place> = (0..12).map(|n| at(f64::from(n), 0.0).unwrap()).collect();
    for (id, place) in (1..).zip(&places) {
        extract = extract.node(id, place.lat, place.lon, "");
    }
    import(folder.path(), &extract.way(&(1..=12).collect::<Vec<_>>(), "highway=primary")).unwrap();
    let roads = own(folder.path());
    let pair = |n: usize| [Some(places[n]), Some(places[n + 1])];
    let asked = roads.matrix(&pair(0), &mut || false).matrix;
    assert_eq!(roads.known(&pair(0)), Some(asked));
    for n in 1..8 {
        roads.matrix(&pair(n), &mut || false);
    }
    assert!((0..8).all(|n| roads.known(&pair(n)).is_some()), "eight are kept");
    roads.matrix(&pair(8), &mut || false);
    assert_eq!((0..9).map(|n| roads.known(&pair(n)).is_some()).filter(|known| !known).count(), 1);
    assert_eq!(roads.known(&pair(0)), None, "the oldest gave way");
    // A table of many knows the ways between some of them.
    let all: Vec<Option<Place>> = places.iter().copied().map(Some).collect();
    let many = roads.matrix(&all, &mut || false).matrix;
    let few = roads.known(&[all[7], all[2]]).unwrap();
    assert_eq!((few.seconds(0, 1), few.seconds(1, 0)), (many.seconds(7, 2), many.seconds(2, 7)));
    assert_eq!(roads.known(&all), Some(many));
    // Who is stopped has learned nothing.
    let other = own(folder.path());
    other.learn(&all, &places, &mut || true);
    assert_eq!((other.known(&all), other.line(places[0], places[1])), (None, None));
}

/// Milliseconds and metres of each way, by its ends.
type Plain = Vec<Vec<Option<(u64, f64)>>>;

/// A town of random streets; what a plain search says of every way between its crossings.
fn random_town(streets: &[(u8, u8, u8)], side: u8) -> (Extract, Plain, Vec<Place>) {
    let count = usize::from(side) * usize::from(side);
    let spot = |at: usize| {
        let (row, column) = (at / usize::from(side), at % usize::from(side));
        // Not in line, so that no two ways take as long.
        let bend = (at * 7919 % 97) as f64 / 300.0;
        self::at(row as f64 * 3.0 + bend, column as f64 * 3.0 - bend * 0.7).unwrap()
    };
    let mut extract = Extract::default();
    for at in 0..count {
        extract = extract.node(at as i64 + 1, spot(at).lat, spot(at).lon, "");
    }
    let mut arcs: BTreeMap<(usize, usize), (u64, f64)> = BTreeMap::new();
    for (from, direction, kind) in streets {
        let from = usize::from(*from) % count;
        let (row, column) = (from / usize::from(side), from % usize::from(side));
        let (row, column) = if direction % 2 == 0 { (row + 1, column) } else { (row, column + 1) };
        if row >= usize::from(side) || column >= usize::from(side) {
            continue;
        }
        let to = row * usize::from(side) + column;
        let (tags, kmh, there, back) = [
            ("highway=primary", 65.0, true, true),
            ("highway=residential", 25.0, true, true),
            ("highway=tertiary oneway=yes", 40.0, true, false),
            ("highway=secondary oneway=-1", 55.0, false, true),
            ("highway=cycleway", 15.0, false, false),
        ][usize::from(*kind) % 5];
        extract = extract.way(&[from as i64 + 1, to as i64 + 1], tags);
        let metres = spot(from).metres_to(spot(to));
        let arc = ((metres * 3600.0 / kmh).round() as u64, metres);
        for (a, b) in [(from, to, there), (to, from, back)].into_iter().filter(|it| it.2).map(|(a, b, _)| (a, b)) {
            let entry = arcs.entry((a, b)).or_insert(arc);
            if arc.0 < entry.0 {
                *entry = arc;
            }
        }
    }
    let search = |start: usize| {
        let mut best: Vec<Option<(u64, f64)>> = vec![None; count];
        best[start] = Some((0, 0.0));
        let mut left: BTreeSet<usize> = (0..count).collect();
        while let Some(at) = left.iter().copied().filter(|at| best[*at].is_some()).min_by_key(|at| best[*at].unwrap().0)
        {
            left.remove(&at);
            let (time, metres) = best[at].unwrap();
            for ((_, to), arc) in arcs.range((at, 0)..(at + 1, 0)) {
                let reached = (time + arc.0, metres + arc.1);
                if best[*to].is_none_or(|before| reached.0 < before.0) {
                    best[*to] = Some(reached);
                }
            }
        }
        best
    };
    (extract, (0..count).map(search).collect(), (0..count).map(spot).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_way_of_a_town_is_the_shortest(streets in proptest::collection::vec((any::<u8>(), any::<u8>(), any::<u8>()), 10..160), side in 2..9_u8) {
        let folder = tempfile::tempdir().unwrap();
        let (extract, plain, spots) = random_town(&streets, side);
        // The largest part with ways there and back, by the plain search; of two as large either.
        let both = |a: usize, b: usize| plain[a][b].is_some() && plain[b][a].is_some();
        let part = |a: usize| (0..spots.len()).filter(|b| both(a, *b)).count();
        let largest = (0..spots.len()).map(part).max().unwrap();
        match import(folder.path(), &extract) {
            Err(fault) => {
                prop_assert_eq!(fault, NetworkFault::NoRoads);
                prop_assert_eq!(largest, 1);
            }
            Ok(facts) => {
                let network = Network::open(&folder.path().join(FILE)).unwrap();
                let kept: Vec<usize> =
                    (0..spots.len()).filter(|at| part(*at) == largest && network.metres_to_road(spots[*at]).is_some_and(|it| it < 0.2)).collect();
                prop_assert_eq!(facts.crossings, largest);
                let kept: Vec<usize> = kept.iter().copied().filter(|at| both(kept[0], *at)).collect();
                let places: Vec<Option<Place>> = kept.iter().map(|at| Some(spots[*at])).collect();
                let matrix = asked(&own(folder.path()), &places).matrix;
                let is_own = matches!(matrix.source(), Source::Embedded { .. });
                prop_assert!(is_own);
                for (a, from) in kept.iter().enumerate() {
                    for (b, to) in kept.iter().enumerate() {
                        let (time, metres) = plain[*from][*to].unwrap();
                        let told = (matrix.seconds(a, b), matrix.metres(a, b));
                        prop_assert!((f64::from(told.0) - time as f64 / 1000.0).abs() < 1.5, "{} to {}: {:?} {}", from, to, told, time);
                        prop_assert!((f64::from(told.1) - metres).abs() < 6.0, "{} to {}: {:?} {}", from, to, told, metres);
                        // The line is as long as the way.
                        let line = network.line(spots[*from], spots[*to]).unwrap();
                        let drawn: f64 = line.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum();
                        prop_assert!((drawn - metres).abs() < 6.0, "{} to {}: {} {}", from, to, drawn, metres);
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_no_extract_is_refused_and_earlier_roads_stay() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(import(folder.path(), &Extract::default()), Err(NetworkFault::NoRoads));
    assert!(!folder.path().join(FILE).exists());
    import(folder.path(), &town()).unwrap();
    let before = fs::read(folder.path().join(FILE)).unwrap();
    let whole = town().bytes();
    let mut refused = 0;
    for length in (0..whole.len()).step_by(5) {
        // Cut between two of its parts it is a smaller one, without roads.
        match import_bytes(folder.path(), &whole[..length]) {
            Err(NetworkFault::Extract(_)) => refused += 1,
            other => assert_eq!(other, Err(NetworkFault::NoRoads), "{length}"),
        }
    }
    assert!(refused > 20, "{refused}");
    for text in [&b"name,tier\nA,B\n"[..], &[0xff; 64], b"PK\x03\x04 and so on"] {
        let fault = import_bytes(folder.path(), text);
        assert!(matches!(fault, Err(NetworkFault::Extract(_))), "{fault:?}");
    }
    let missing = Network::import(Path::new("nowhere.osm.pbf"), &folder.path().join(FILE), now(), &mut |_, _| true);
    assert!(matches!(missing, Err(NetworkFault::Io(_))), "{missing:?}");
    assert_eq!(fs::read(folder.path().join(FILE)).unwrap(), before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left lying about");
}

#[test]
fn roads_that_lead_out_of_the_extract_end_there() {
    let folder = tempfile::tempdir().unwrap();
    let extract = town().way(&[3, 99, 98, 2], "highway=motorway").way(&[1, 3, 12], "highway=primary");
    let facts = import(folder.path(), &extract).unwrap();
    // A point on the other side of the world is a mistake: no road leads there, and nobody is led along it.
    let wrong = town().node(12, -47.0, -170.0, "").way(&[1, 3, 12, 1], "highway=primary");
    let same = import(folder.path(), &wrong).unwrap();
    assert_eq!((facts.crossings, facts.metres), (same.crossings, same.metres));
    assert_eq!(facts.pieces, 6);
}

#[test]
fn a_file_that_is_broken_or_foreign_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(FILE);
    assert_eq!(Network::open(&file).err(), Some(NetworkFault::Missing));
    import(folder.path(), &town()).unwrap();
    let whole = fs::read(&file).unwrap();
    let opened = |bytes: &[u8]| {
        fs::write(&file, bytes).unwrap();
        Network::open(&file).err()
    };
    assert_eq!(opened(&whole), None);
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        let expected = match at {
            ..8 => NetworkFault::Foreign,
            8..12 => NetworkFault::OtherVersion,
            _ => NetworkFault::Broken,
        };
        assert_eq!(opened(&bytes), Some(expected), "byte {at}");
        let expected = if at < 8 { NetworkFault::Foreign } else { NetworkFault::Broken };
        assert_eq!(opened(&whole[..at]), Some(expected), "cut at {at}");
    }
    assert_eq!(opened(&[&whole[..], b"x"].concat()), Some(NetworkFault::Broken));
    let found = asked(&own(folder.path()), &[at(0.0, 0.0), at(0.0, 10.0)]);
    assert_eq!(found.fell_back, Some(Fault::Network(NetworkFault::Broken)));
    let nothing = Roads::new(Wish { from: Origin::Roads, ..Wish::default() }, None, now());
    assert_eq!(asked(&nothing, &[]).fell_back, Some(Fault::Network(NetworkFault::Missing)));
}

#[test]
fn the_stages_are_told_in_order_and_all_can_be_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let extract = folder.path().join("a.osm.pbf");
    fs::write(&extract, town().bytes()).unwrap();
    let mut told = Vec::new();
    let mut note = |stage, percent| {
        assert!(percent <= 100);
        told.push(stage);
        true
    };
    let facts = Network::import(&extract, &folder.path().join(FILE), now(), &mut note).unwrap();
    told.dedup();
    assert_eq!(told, [Stage::Roads, Stage::Points, Stage::Shortcuts, Stage::Writing]);
    let kept = Folder::at(folder.path());
    assert_eq!(kept.told().unwrap(), Held::default());
    assert_eq!(kept.forget().unwrap(), Held { files: 1, bytes: facts.bytes });
    assert_eq!(kept.forget().unwrap(), Held::default());
    assert!(extract.exists(), "what is not ours stays");
    assert_eq!(Folder::at(Path::new("nowhere/at/all")).forget().unwrap(), Held::default());
}

#[test]
fn an_import_that_is_stopped_anywhere_leaves_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    import(folder.path(), &town()).unwrap();
    let (file, extract) = (folder.path().join(FILE), folder.path().join("town.osm.pbf"));
    let before = fs::read(&file).unwrap();
    let (mut stopped, mut stages) = (0, Vec::new());
    loop {
        let mut left = stopped;
        let later = now() + chrono::Duration::days(1);
        let made = Network::import(&extract, &file, later, &mut |stage, _| {
            left -= 1;
            stages.push(stage);
            left >= 0
        });
        if made.is_ok() {
            break;
        }
        assert_eq!(made, Err(NetworkFault::Stopped), "{stopped}");
        assert_eq!(fs::read(&file).unwrap(), before, "{stopped}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing is left lying about: {stopped}");
        stopped += 1;
    }
    assert!(stopped > 8, "{stopped}");
    for stage in [Stage::Roads, Stage::Points, Stage::Shortcuts, Stage::Writing] {
        assert!(stages.contains(&stage), "{stage:?}");
    }
    assert_ne!(fs::read(&file).unwrap(), before, "not stopped, it is read anew");
}

#[test]
fn looking_for_ways_can_be_stopped() {
    let folder = tempfile::tempdir().unwrap();
    import(folder.path(), &town()).unwrap();
    let places = [at(0.0, 0.0), at(0.0, 10.0), at(10.0, 10.0)];
    for turns in 0..6 {
        let mut left = turns;
        let found = own(folder.path()).matrix(&places, &mut || {
            left -= 1;
            left < 0
        });
        assert_eq!(found.fell_back, Some(Fault::Stopped), "{turns}");
    }
}
