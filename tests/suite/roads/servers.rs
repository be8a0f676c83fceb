//! Both servers as they answer when all is well: pieces below their limits, ways that do not exist, places without a road.

use rounds::planning::matrix::{Source, UNREACHABLE};
use rounds::planning::travel::GUESSED_SECONDS;
use rounds::roads::{Fault, Origin};

use super::{asked, assert_told, expected, place, places, roads, told};
use crate::support::road_server::{Point, RoadServer, osrm, osrm_question, valhalla};

fn nowhere(_: Point) -> bool {
    false
}

fn server(from: Origin) -> RoadServer {
    match from {
        Origin::Valhalla => RoadServer::new(|question| valhalla(question, 17, told)),
        _ => RoadServer::new(|question| osrm(question, "7", told, nowhere)),
    }
}

#[test]
fn a_matrix_is_put_together_from_pieces_that_servers_take() {
    for from in [Origin::Osrm, Origin::Valhalla] {
        // Pieces have 50 spots on a side; from one spot to itself there is nothing to ask.
        for (number, pieces) in [(1, 0), (2, 1), (49, 1), (50, 1), (51, 3), (52, 4), (100, 4), (101, 8)] {
            let server = server(from);
            let places = places(number);
            let found = asked(&roads(from, &server.url, None), &places);
            assert_eq!((found.fell_back, found.cut_off), (None, vec![]), "{from:?} {number}");
            assert_told(&found.matrix, &places);
            assert_eq!(server.tables(), pieces, "{from:?} {number}");
        }
    }
}

#[test]
fn the_source_is_named_with_its_version() {
    let server = server(Origin::Osrm);
    // An address is the same with and without its last stroke.
    let url = format!("{}/", server.url);
    let found = asked(&roads(Origin::Osrm, &url, None), &places(3));
    assert_eq!(*found.matrix.source(), Source::Osrm { url: server.url.clone(), version: "7".to_owned() });
    let server = self::server(Origin::Valhalla);
    let found = asked(&roads(Origin::Valhalla, &server.url, None), &places(3));
    assert_eq!(*found.matrix.source(), Source::Valhalla { url: server.url.clone(), version: "3.9.1 17".to_owned() });
}

#[test]
fn places_are_asked_for_once_and_as_they_are_written() {
    let server = server(Origin::Osrm);
    let (a, b) = (place(47.123_456_49, -9.5), place(-0.5, 9.000_000_1));
    let found = asked(&roads(Origin::Osrm, &server.url, None), &[a, b, a, b, None]);
    assert_eq!(found.fell_back, None);
    let question = server.asked().into_iter().find(|path| path.starts_with("/table")).unwrap();
    assert!(question.contains("/9.000000,-0.500000;-9.500000,47.123456;9.000000,-0.500000;"), "{question}");
    assert!(question.contains("annotations=duration,distance"), "{question}");
    assert_eq!(osrm_question(&question).0.len(), 4);
    let matrix = &found.matrix;
    // Two shops in one house.
    assert_eq!((matrix.seconds(0, 2), matrix.metres(0, 2)), (0, 0));
    assert_eq!(matrix.seconds(0, 1), matrix.seconds(2, 3));
    // A place that is not on the map.
    assert_eq!((matrix.seconds(0, 4), matrix.seconds(4, 1)), (GUESSED_SECONDS, GUESSED_SECONDS));
    assert!(matrix.is_guessed(4) && !matrix.is_guessed(3));
}

/// There is no way to what lies east of 9.05, and one away from it.
fn one_way(from: Point, to: Point) -> Option<(f64, f64)> {
    if to.1 > 9.05 && from.1 <= 9.05 { None } else { told(from, to) }
}

/// What lies east of 9.05 is an island.
fn island(from: Point, to: Point) -> Option<(f64, f64)> {
    if (to.1 > 9.05) == (from.1 > 9.05) { told(from, to) } else { None }
}

#[test]
fn ways_that_do_not_exist_are_not_made_up() {
    let mainland = [place(47.0, 9.0), place(47.1, 9.0), place(47.2, 9.0)];
    let all = [&mainland[..], &[place(47.0, 9.1)]].concat();
    let servers = [
        (
            Origin::Osrm,
            RoadServer::new(|it| osrm(it, "", one_way, nowhere)),
            RoadServer::new(|it| osrm(it, "", island, nowhere)),
        ),
        (
            Origin::Valhalla,
            RoadServer::new(|it| valhalla(it, 1, one_way)),
            RoadServer::new(|it| valhalla(it, 1, island)),
        ),
    ];
    for (from, one_way, island) in servers {
        let found = asked(&roads(from, &one_way.url, None), &all);
        assert_eq!(found.matrix.seconds(0, 3), UNREACHABLE);
        assert_eq!(found.matrix.seconds(3, 0), expected(all[3], all[0]).0);
        assert_eq!(found.cut_off, [3], "who cannot be reached and left is cut off");
        let found = asked(&roads(from, &island.url, None), &all);
        assert_eq!((found.matrix.seconds(0, 3), found.matrix.seconds(3, 0)), (UNREACHABLE, UNREACHABLE));
        assert_eq!((found.fell_back, found.cut_off), (None, vec![3]));
    }
}

fn is_east(place: Point) -> bool {
    place.1 > 9.05
}

#[test]
fn a_place_far_from_every_road_is_cut_off_and_most_of_them_are_another_country() {
    let server = RoadServer::new(|question| osrm(question, "", told, is_east));
    let (home, lost) = (place(47.0, 9.0), place(47.0, 9.1));
    let found = asked(&roads(Origin::Osrm, &server.url, None), &[home, place(47.1, 9.0), lost]);
    assert_eq!((found.fell_back, found.cut_off), (None, vec![2]));
    assert_eq!((found.matrix.seconds(0, 2), found.matrix.seconds(2, 0)), (UNREACHABLE, UNREACHABLE));
    let far = [home, lost, place(47.1, 9.2), None, place(47.2, 9.3)];
    let found = asked(&roads(Origin::Osrm, &server.url, None), &far);
    assert_eq!(found.fell_back, Some(Fault::OffTheMap { places: 4, of: 4 }));
    assert!(matches!(found.matrix.source(), Source::Estimate(_)));
    // Neighbours in one house reach each other, and nobody else.
    let found = asked(&roads(Origin::Osrm, &server.url, None), &[lost, lost, lost, place(47.1, 9.2)]);
    assert_eq!(found.fell_back, Some(Fault::OffTheMap { places: 4, of: 4 }));
    let found = asked(&roads(Origin::Osrm, &server.url, None), &[home, home, lost, None]);
    assert_eq!(found.fell_back, Some(Fault::OffTheMap { places: 3, of: 3 }), "there is nowhere to go");
    let found = asked(&roads(Origin::Osrm, &server.url, None), &[home, home, home]);
    assert_eq!((found.fell_back, found.cut_off), (None, vec![]));
}

#[test]
fn asking_can_be_stopped_between_two_pieces() {
    let server = server(Origin::Valhalla);
    let roads = roads(Origin::Valhalla, &server.url, None);
    let places = places(101);
    let mut left = 4;
    let found = roads.matrix(&places, &mut || {
        left -= 1;
        left < 0
    });
    assert_eq!(found.fell_back, Some(Fault::Stopped));
    assert!(matches!(found.matrix.source(), Source::Estimate(_)), "nothing is mixed");
    assert_eq!(server.tables(), 3);
    // What was told is not asked again.
    assert_told(&asked(&roads, &places).matrix, &places);
    assert_eq!(server.tables(), 8);
}
