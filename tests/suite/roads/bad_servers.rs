//! Servers that are away, slow, unwilling or not what they are taken for: all ways are estimated, and it is said why.

use std::net::TcpListener;
use std::time::Duration;

use rounds::app::wording::roads::estimated_instead;
use rounds::i18n::Lang;
use rounds::planning::matrix::Source;
use rounds::planning::travel::Travel;
use rounds::roads::{Fault, Nonsense, Origin, Roads, Wish};

use super::{asked, now, places, roads, told, wish};
use crate::support::road_server::{Question, Reply, RoadServer, osrm, valhalla};

/// What comes of a server whose tables are these.
fn fault(from: Origin, table: impl Fn(&Question) -> Reply + Send + 'static) -> Fault {
    let server = RoadServer::new(move |question| match question.path.as_str() {
        "/status" => valhalla(question, 1, told),
        path if path.starts_with("/nearest") => osrm(question, "1", told, |_| false),
        _ => table(question),
    });
    fault_at(&roads(from, &server.url, None))
}

fn fault_at(roads: &Roads) -> Fault {
    let places = places(3);
    let found = asked(roads, &places);
    assert_eq!(*found.matrix.source(), Source::Estimate(Travel::default()));
    let leg = Travel::default().leg(places[0], places[2]);
    assert_eq!((found.matrix.seconds(0, 2), found.matrix.metres(0, 2)), (leg.seconds, leg.metres));
    assert_eq!(roads.known(&places), None, "nothing of it is kept");
    found.fell_back.expect("a reason")
}

fn json(text: &str) -> Reply {
    Reply::Json(200, text.to_owned())
}

#[test]
fn answers_that_cannot_be_used_are_not() {
    let osrm = |text: &'static str| fault(Origin::Osrm, move |_| json(text));
    let valhalla = |text: &'static str| fault(Origin::Valhalla, move |_| json(text));
    let cases = [
        (osrm("<html>welcome</html>"), Nonsense::Form),
        (osrm("{}"), Nonsense::Form),
        (osrm(r#"{"code":"Ok","data_version":"1"}"#), Nonsense::Form),
        (osrm(r#"{"code":"Ok","data_version":"1","durations":[[0,1,2],[1,0,2],[1,2,0]]}"#), Nonsense::Form),
        (osrm(r#"{"code":"Ok","data_version":"1","durations":[[0]],"distances":[[0]]}"#), Nonsense::Count),
        (
            osrm(
                r#"{"code":"Ok","data_version":"1","durations":[[0,1],[1,0,2],[1,2,0]],
                "distances":[[0,1,2],[1,0,2],[1,2,0]]}"#,
            ),
            Nonsense::Count,
        ),
        (
            osrm(
                r#"{"code":"Ok","data_version":"1","durations":[[0,-1,2],[1,0,2],[1,2,0]],
                "distances":[[0,1,2],[1,0,2],[1,2,0]]}"#,
            ),
            Nonsense::Number,
        ),
        (
            osrm(
                r#"{"code":"Ok","data_version":"1","durations":[[0,1e12,2],[1,0,2],[1,2,0]],
                "distances":[[0,1,2],[1,0,2],[1,2,0]]}"#,
            ),
            Nonsense::Number,
        ),
        (osrm(r#"{"code":"Ok","data_version":"2","durations":[],"distances":[]}"#), Nonsense::Changed),
        (valhalla("3"), Nonsense::Form),
        (valhalla(r#"{"sources_to_targets":{"durations":[[1]]}}"#), Nonsense::Form),
        (valhalla(r#"{"sources_to_targets":[[{"time":1,"distance":1}]]}"#), Nonsense::Count),
        (fault(Origin::Osrm, |_| Reply::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec())), Nonsense::Form),
        (
            fault(Origin::Osrm, |_| {
                Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n\xff\xfe".to_vec())
            }),
            Nonsense::Form,
        ),
    ];
    for (at, (found, expected)) in cases.into_iter().enumerate() {
        assert_eq!(found, Fault::Nonsense(expected), "case {at}");
    }
}

#[test]
fn refusals_are_told_in_the_words_of_the_server_made_harmless() {
    let refused = |from, status: u16, text: &'static str| fault(from, move |_| Reply::Json(status, text.to_owned()));
    let said = |status, why: &str| Fault::Refused { status, why: why.to_owned() };
    for (found, expected) in [
        (refused(Origin::Osrm, 400, r#"{"code":"TooBig","message":"Too many"}"#), said(400, "TooBig Too many")),
        (refused(Origin::Osrm, 200, r#"{"code":"NoSegment","message":"No"}"#), said(200, "NoSegment No")),
        (refused(Origin::Osrm, 502, "<html>"), said(502, "")),
        (
            refused(Origin::Valhalla, 400, r#"{"error_code":154,"error":"too far","status_code":400}"#),
            said(400, "154 too far"),
        ),
        (refused(Origin::Valhalla, 404, ""), said(404, "")),
        (refused(Origin::Valhalla, 400, "{\"error_code\":1,\"error\":\"a\\u001b[2Jb\\u202e\"}"), said(400, "1 a [2Jb")),
    ] {
        assert_eq!(found, expected);
    }
    let long =
        fault(Origin::Valhalla, |_| Reply::Json(400, format!(r#"{{"error_code":1,"error":"{}"}}"#, "x".repeat(9_999))));
    assert!(matches!(&long, Fault::Refused { why, .. } if why.len() < 200), "{long:?}");
}

#[test]
fn too_long_answers_are_not_read_to_their_end() {
    let long = fault(Origin::Osrm, |_| json(&" ".repeat(5 << 20)));
    assert_eq!(long, Fault::Nonsense(Nonsense::TooLong));
    // One that never ends.
    let endless = fault(Origin::Osrm, |_| {
        let mut bytes = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
        bytes.resize(5 << 20, b'7');
        Reply::Raw(bytes)
    });
    assert_eq!(endless, Fault::Nonsense(Nonsense::TooLong));
}

#[test]
fn a_server_that_is_away_or_silent_is_not_waited_for() {
    // Nobody listens on a port that was just given back.
    let gone = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = fault_at(&roads(Origin::Osrm, &format!("http://{gone}"), None));
    assert!(matches!(gone, Fault::Away(_)), "{gone:?}");
    let unknown = fault_at(&roads(Origin::Valhalla, "http://roads.invalid", None));
    assert!(matches!(unknown, Fault::Away(_)), "{unknown:?}");
    let server = RoadServer::new(|_| Reply::Silence);
    let silent = Roads::new(wish(Origin::Osrm, &server.url), None, now()).patient(Duration::from_millis(50));
    assert_eq!(fault_at(&silent), Fault::Slow);
    // A line that is cut in the middle of an answer.
    let cut = fault(Origin::Osrm, |_| Reply::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"code\"".to_vec()));
    assert!(matches!(cut, Fault::Away(_) | Fault::Nonsense(Nonsense::Form)), "{cut:?}");
}

#[test]
fn a_server_without_an_address_is_said() {
    let nowhere = Roads::new(Wish { from: Origin::Osrm, ..Wish::default() }, None, now());
    assert_eq!(fault_at(&nowhere), Fault::NoAddress);
    let said = Lang::ALL.map(|lang| estimated_instead(lang, &Fault::NoAddress));
    assert!(said[0].starts_with("Ways are estimated: ") && said[0].contains("[roads] url"), "{said:?}");
    assert!(said[1].contains("估算") && said[1].contains("[roads] url"), "{said:?}");
}
