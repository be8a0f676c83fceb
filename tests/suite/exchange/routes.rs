//! A route as a file: each kind read back, with names that would break it, stops that have no place, and days on both sides of a night.

use chrono::{DateTime, NaiveTime, Utc};
use proptest::prelude::*;
use rounds::domain::place::Place;
use rounds::exchange::routes::{BadTemplate, Day, Format, MapLink, Route, Stop, geo};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    text.parse().unwrap()
}

fn stop(n: u128, number: Option<usize>, name: &str, place: Option<Place>) -> Stop {
    Stop {
        id: uuid::Uuid::from_u128(n).into(),
        made: at("2026-11-19T01:00:00Z"),
        number,
        arrival: number.map(|_| time("09:10:00")),
        minutes: 30,
        name: name.to_owned(),
        code: format!("K{n:02}"),
        address: "1 Lake Road".to_owned(),
        place,
    }
}

/// A day with two stops on the map, one that is not, and one to which nobody goes any more.
fn route() -> Route {
    let place = |lat, lon| Place::new(lat, lon);
    let last = Stop {
        arrival: Some(time("00:30:00")),
        address: "湖滨路2号, back; yard\\".to_owned(),
        ..stop(2, Some(3), "王记 <烟酒> & \"Co\"", place(-30.25, 120.000_000_4))
    };
    let stops = vec![
        stop(1, Some(1), "Lakeside Kiosk", place(30.1, 120.5)),
        stop(3, Some(2), "Nowhere", None),
        last,
        stop(4, None, "Gone", place(30.0, 120.0)),
    ];
    Route {
        name: "王芳: route of Fri 20 Nov".to_owned(),
        zone: chrono_tz::Asia::Shanghai,
        revised: at("2026-11-19T02:00:00Z"),
        days: vec![Day { day: "2026-11-20".parse().unwrap(), name: "Fri 20 Nov".to_owned(), stops }],
        map: MapLink::default(),
    }
}

#[test]
fn gpx_has_waypoints_and_a_route_in_order() {
    let link = |lat: &str, lon: &str| {
        format!("<link href=\"https://www.openstreetmap.org/?mlat={lat}&amp;mlon={lon}#map=18/{lat}/{lon}\"></link>")
    };
    let first = format!(
        "lat=\"30.1\" lon=\"120.5\"><time>2026-11-20T01:10:00Z</time><name>01 Lakeside Kiosk</name>\
         <desc>1 Lake Road · K01</desc>{}",
        link("30.1", "120.5")
    );
    // Past midnight the business day is still the same, the calendar day is not.
    let last = format!(
        "lat=\"-30.25\" lon=\"120\"><time>2026-11-20T16:30:00Z</time><name>03 王记 &lt;烟酒&gt; &amp; &quot;Co&quot;</name>\
         <desc>湖滨路2号, back; yard\\ · K02</desc>{}",
        link("-30.25", "120")
    );
    let expected = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gpx version=\"1.1\" creator=\"Rounds\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n  \
         <metadata><name>王芳: route of Fri 20 Nov</name><time>2026-11-19T02:00:00Z</time></metadata>\n  \
         <wpt {first}</wpt>\n  <wpt {last}</wpt>\n  <rte>\n    <name>Fri 20 Nov</name>\n    \
         <rtept {first}</rtept>\n    <rtept {last}</rtept>\n  </rte>\n</gpx>\n"
    );
    assert_eq!(route().text(Format::Gpx), expected);
    assert_eq!((route().stops(), route().without_place()), (3, 1));
}

#[test]
fn geojson_has_points_east_before_north_and_a_line() {
    let all: serde_json::Value = serde_json::from_str(&route().text(Format::GeoJson)).unwrap();
    let features = all["features"].as_array().unwrap();
    assert_eq!((all["type"].as_str(), features.len()), (Some("FeatureCollection"), 3));
    assert_eq!(features[0]["geometry"], serde_json::json!({ "type": "Point", "coordinates": [120.5, 30.1] }));
    let known = &features[0]["properties"];
    assert_eq!((&known["name"], &known["number"]), (&"Lakeside Kiosk".into(), &1.into()));
    assert_eq!((&known["arrival"], &known["geo"]), (&"2026-11-20T09:10:00+08:00".into(), &"geo:30.1,120.5".into()));
    let line = serde_json::json!({ "type": "LineString", "coordinates": [[120.5, 30.1], [120.0, -30.25]] });
    assert_eq!(features[2]["geometry"], line);
    // A single point makes no line.
    let mut one = route();
    one.days[0].stops.truncate(1);
    let all: serde_json::Value = serde_json::from_str(&one.text(Format::GeoJson)).unwrap();
    assert_eq!(all["features"].as_array().unwrap().len(), 1);
}

/// The logical lines of a calendar; each line of the file ends as it should and is short enough.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']));
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    text.replace("\r\n ", "").split("\r\n").map(str::to_owned).collect()
}

#[test]
fn a_calendar_has_an_event_for_each_stop_and_cancels_the_others() {
    let lines = unfolded(&route().text(Format::Calendar));
    let events: Vec<&[String]> = lines.split(|line| line == "BEGIN:VEVENT").skip(1).collect();
    let expected = [
        "UID:00000000-0000-0000-0000-000000000002@rounds",
        "DTSTAMP:20261119T020000Z",
        "SEQUENCE:3600",
        "DTSTART:20261120T163000Z",
        "DTEND:20261120T170000Z",
        "SUMMARY:王记 <烟酒> & \"Co\"",
        "LOCATION:湖滨路2号\\, back\\; yard\\\\",
        "DESCRIPTION:K02",
        "GEO:-30.25;120",
        "URL:https://www.openstreetmap.org/?mlat=-30.25&mlon=120#map=18/-30.25/120",
        "STATUS:CONFIRMED",
        "END:VEVENT",
    ];
    assert_eq!(events[2], expected);
    // What has no place is there, without one; what nobody goes to any more takes itself out.
    assert!(events[1].contains(&"SUMMARY:Nowhere".to_owned()) && !events[1].iter().any(|it| it.starts_with("GEO")));
    assert!(events[3].contains(&"STATUS:CANCELLED".to_owned()));
    assert!(events[3].contains(&"DTSTART;VALUE=DATE:20261120".to_owned()), "{:?}", events[3]);
    // The same data give the same bytes; a later change gives the same events with a higher sequence.
    assert_eq!(route().text(Format::Calendar), route().text(Format::Calendar));
    let later = Route { revised: at("2026-11-19T02:00:07Z"), ..route() };
    let again = unfolded(&later.text(Format::Calendar));
    let uids = |lines: &[String]| lines.iter().filter(|it| it.starts_with("UID")).cloned().collect::<Vec<_>>();
    assert_eq!(uids(&again), uids(&lines));
    assert!(again.contains(&"SEQUENCE:3607".to_owned()) && again.contains(&"DTSTAMP:20261119T020007Z".to_owned()));
}

#[test]
fn an_hour_that_a_clock_change_skips_or_repeats_is_an_instant_all_the_same() {
    for (day, arrival, start) in [
        ("2026-03-29", "02:30:00", "DTSTART:20260330T003000Z"),
        ("2026-03-28", "02:30:00", "DTSTART:20260329T010000Z"),
        ("2026-10-24", "02:30:00", "DTSTART:20261025T003000Z"),
    ] {
        let mut route = Route { zone: chrono_tz::Europe::Paris, ..route() };
        route.days[0].day = day.parse().unwrap();
        route.days[0].stops[0].arrival = Some(time(arrival));
        let lines = unfolded(&route.text(Format::Calendar));
        assert!(lines.contains(&start.to_owned()), "{day}: {lines:?}");
    }
}

#[test]
fn links_stand_behind_each_stop() {
    let text = route().text(Format::Links);
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..3], ["2026-11-20", "09:10", "Lakeside Kiosk"]);
    assert_eq!(lines[0][4], "geo:30.1,120.5");
    assert_eq!((lines.len(), lines[1].len()), (3, 3));
}

#[test]
fn a_map_is_linked_by_its_template() {
    let place = Place::new(30.25, 120.123_456_7).unwrap();
    let amap = "https://uri.amap.com/marker?position={lon},{lat}&name={name}&coordinate=wgs84";
    let link = MapLink::try_from(amap.to_owned()).unwrap();
    for (name, escaped) in [
        ("Lake & Co?", "Lake%20%26%20Co%3F"),
        ("王记", "%E7%8E%8B%E8%AE%B0"),
        ("{lat}#\u{1b}[2J", "%7Blat%7D%23%20%5B2J"),
        ("a-b.c_d~e/f", "a-b.c_d~e%2Ff"),
    ] {
        let expected = format!("https://uri.amap.com/marker?position=120.123457,30.25&name={escaped}&coordinate=wgs84");
        assert_eq!(link.of(place, name), expected);
    }
    let odd = MapLink::try_from("https://x.example/{z}/{lat}/{lon}{".to_owned()).unwrap();
    assert_eq!(odd.of(place, "x"), "https://x.example/{z}/30.25/120.123457{");
    for (template, fault) in [
        ("maps.example.com/{lat},{lon}", BadTemplate::NoAddress),
        ("javascript:alert({lat},{lon})", BadTemplate::NoAddress),
        ("https://maps.example.com/{lat}", BadTemplate::NoPlace),
        ("https://maps.example.com/{lat} {lon}", BadTemplate::Signs),
        ("https://maps.example.com/{lat}\u{1b}{lon}", BadTemplate::Signs),
    ] {
        assert_eq!(MapLink::try_from(template.to_owned()), Err(fault), "{template}");
    }
    assert_eq!(geo(Place { lat: 90.0, lon: 12.0 }), "geo:90,0");
    assert_eq!(geo(Place { lat: -0.000_000_1, lon: -0.5 }), "geo:0,-0.5");
}

#[test]
fn the_kind_is_told_by_the_name() {
    for (name, format) in [
        ("a.gpx", Some(Format::Gpx)),
        ("a.b.GeoJSON", Some(Format::GeoJson)),
        ("folder/a.ics", Some(Format::Calendar)),
        ("a.txt", Some(Format::Links)),
        ("ics", None),
        ("a.pdf", None),
        ("", None),
    ] {
        assert_eq!(Format::of_file(name.as_ref()), format, "{name}");
    }
}

proptest! {
    #[test]
    fn no_name_breaks_a_file(name in "\\PC{0,60}|[a-z\\\\,;:\r\n\u{0}\u{1b}<>&\"'王\u{202e}\u{fffe}]{0,60}") {
        let mut route = route();
        route.days[0].stops[0].name.clone_from(&name);
        route.days[0].stops[0].address.clone_from(&name);
        let lines = unfolded(&route.text(Format::Calendar));
        prop_assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 4);
        prop_assert_eq!(lines.iter().filter(|line| line.starts_with("SUMMARY:")).count(), 4);
        let gpx = route.text(Format::Gpx);
        prop_assert_eq!(gpx.matches("<wpt ").count(), 2);
        // Beside the elements that are always there, nothing opens one.
        prop_assert_eq!(gpx.matches('<').count(), gpx.matches('>').count());
        let only_known = gpx.split('<').skip(1).all(|part| {
            let element = part.trim_start_matches('/').split([' ', '>']).next().unwrap_or("");
            ["?xml", "gpx", "metadata", "name", "time", "wpt", "rte", "rtept", "desc", "link"].contains(&element)
        });
        prop_assert!(only_known, "{}", gpx);
        let hostile = gpx.contains(['\u{0}', '\u{1b}', '\u{202e}', '\u{fffe}']);
        prop_assert!(!hostile, "{}", gpx);
        let json: serde_json::Value = serde_json::from_str(&route.text(Format::GeoJson)).unwrap();
        prop_assert_eq!(json["features"].as_array().map(Vec::len), Some(3));
        prop_assert_eq!(route.text(Format::Links).lines().count(), 3);
    }
}
