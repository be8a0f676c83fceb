//! What was told is kept, and not asked for twice: across sessions, until the data of the server changes or what is kept is broken.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::Duration;
use proptest::prelude::*;
use rounds::domain::place::Place;
use rounds::roads::{Origin, Roads};

use super::{asked, assert_told, now, places, roads, told, wish};
use crate::support::road_server::{Reply, RoadServer, osrm, valhalla};

fn server() -> RoadServer {
    RoadServer::new(|question| osrm(question, "1", told, |_| false))
}

/// The only file in a folder.
fn file(folder: &Path) -> PathBuf {
    let names: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    names[0].clone()
}

#[test]
fn what_was_told_is_known_to_the_next_session() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let places = places(60);
    let first = roads(Origin::Osrm, &server.url, Some(folder.path()));
    assert_eq!(first.known(&places), None);
    assert_told(&asked(&first, &places).matrix, &places);
    assert!(first.known(&places).is_some());
    let next = roads(Origin::Osrm, &server.url, Some(folder.path()));
    assert_eq!(next.known(&places), None, "nothing is read while somebody waits");
    next.warm();
    let known = next.known(&places).unwrap();
    assert_told(&known, &places);
    assert_eq!(known.source(), asked(&first, &places).matrix.source());
    assert_eq!(next.known(&[&places[..], &[super::place(48.0, 8.0)]].concat()), None);
    let before = server.asked();
    assert_told(&asked(&next, &places).matrix, &places);
    assert_eq!(server.asked(), before, "nobody was asked");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(file(folder.path()).metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
}

#[test]
fn each_server_has_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (server(), RoadServer::new(|question| valhalla(question, 1, told)));
    let places = places(3);
    asked(&roads(Origin::Osrm, &one.url, Some(folder.path())), &places);
    asked(&roads(Origin::Valhalla, &other.url, Some(folder.path())), &places);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert_eq!(other.tables(), 1);
}

#[test]
fn newer_data_takes_the_place_of_what_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let version = Arc::new(AtomicU64::new(1));
    let current = Arc::clone(&version);
    let server = RoadServer::new(move |question| valhalla(question, current.load(Ordering::SeqCst), told));
    let old = roads(Origin::Valhalla, &server.url, Some(folder.path()));
    asked(&old, &places(3));
    version.store(2, Ordering::SeqCst);
    // What is known needs no question; another place shows that there is newer data, and all is asked again.
    asked(&old, &places(3));
    assert_eq!(server.tables(), 1);
    let found = asked(&old, &places(4));
    assert_eq!((server.tables(), found.fell_back), (2, None));
    assert_told(&found.matrix, &places(4));
    let next = roads(Origin::Valhalla, &server.url, Some(folder.path()));
    next.warm();
    assert_eq!(next.known(&places(4)).as_ref(), Some(&found.matrix));
}

#[test]
fn what_is_broken_or_too_old_is_thrown_away() {
    let server = server();
    let places = places(5);
    let folder = tempfile::tempdir().unwrap();
    let open = || roads(Origin::Osrm, &server.url, Some(folder.path()));
    asked(&open(), &places);
    let whole = fs::read(file(folder.path())).unwrap();
    let known = |roads: Roads| {
        roads.warm();
        roads.known(&places).is_some()
    };
    assert!(known(open()));
    // Every byte counts, and so does every length.
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x40;
        fs::write(file(folder.path()), &bytes).unwrap();
        assert!(!known(open()), "byte {at}");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "byte {at}");
        fs::write(folder.path().join("x"), []).unwrap();
        fs::rename(folder.path().join("x"), folder.path().join(name(&server.url))).unwrap();
        fs::write(file(folder.path()), &whole[..at]).unwrap();
        assert!(!known(open()), "cut at {at}");
        fs::write(folder.path().join(name(&server.url)), &whole).unwrap();
    }
    assert!(known(open()));
    let later = |days| Roads::new(wish(Origin::Osrm, &server.url), Some(folder.path()), now() + Duration::days(days));
    assert!(known(later(29)));
    assert!(!known(later(30)), "roads may have changed");
    // It is made again.
    assert_told(&asked(&open(), &places).matrix, &places);
    assert!(known(open()));
}

/// How the file of a server is called.
fn name(url: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let places = places(2);
    let found = asked(&roads(Origin::Osrm, url, Some(folder.path())), &places);
    assert_eq!(found.fell_back, None);
    file(folder.path()).file_name().unwrap().to_str().unwrap().to_owned()
}

#[test]
fn a_folder_that_cannot_be_written_costs_only_questions() {
    let server = server();
    let places = places(3);
    let roads = roads(Origin::Osrm, &server.url, Some(Path::new("nowhere/at/all")));
    assert_told(&asked(&roads, &places).matrix, &places);
    assert!(roads.known(&places).is_some());
}

#[test]
fn two_programs_may_keep_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = server();
    let open = || roads(Origin::Osrm, &server.url, Some(folder.path()));
    let (one, other) = (open(), open());
    one.warm();
    other.warm();
    let all = places(9);
    asked(&one, &all[..6]);
    asked(&other, &all[3..]);
    let next = open();
    next.warm();
    assert!(next.known(&all[..6]).is_some() && next.known(&all[3..]).is_some());
}

fn some_places() -> impl Strategy<Value = Vec<Option<Place>>> {
    let place = (46_900_000..47_100_000_i32, 8_900_000..9_100_000_i32)
        .prop_map(|(lat, lon)| Place::new(f64::from(lat) / 1e6, f64::from(lon) / 1e6));
    proptest::collection::vec(prop_oneof![9 => place, 1 => Just(None)], 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn kept_is_asked(places in some_places(), is_osrm in any::<bool>()) {
        let folder = tempfile::tempdir().unwrap();
        let server = RoadServer::new(move |question| {
            if is_osrm { osrm(question, "1", told, |_| false) } else { valhalla(question, 1, told) }
        });
        let from = if is_osrm { Origin::Osrm } else { Origin::Valhalla };
        let fresh = asked(&roads(from, &server.url, Some(folder.path())), &places);
        prop_assert_eq!(&fresh.fell_back, &None);
        // From now on nobody answers.
        let url = server.url.clone();
        drop(server);
        let again = roads(from, &url, Some(folder.path()));
        let found = asked(&again, &places);
        if places.iter().flatten().count() > 1 {
            prop_assert_eq!(&found.fell_back, &None);
            prop_assert_eq!(&found.matrix, &fresh.matrix);
            prop_assert_eq!(again.known(&places), Some(fresh.matrix));
        }
    }
}

#[test]
fn silence_is_no_answer_to_keep() {
    let folder = tempfile::tempdir().unwrap();
    let server = RoadServer::new(|_| Reply::Json(500, String::new()));
    asked(&roads(Origin::Osrm, &server.url, Some(folder.path())), &places(3));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}
