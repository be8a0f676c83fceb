//! The route as a file from the command line: what stands on the screen of the day, for other programs.

use std::collections::BTreeSet;

use rounds::domain::change::Change;
use rounds::store::{Store as _, Viewer};
use serde_json::Value;

use crate::support::demo::Demo;
use crate::support::machine::Machine;

/// What is printed of the demo's route.
fn printed(machine: &Machine, demo: &Demo, arguments: &[&str]) -> String {
    let path = demo.path().display().to_string();
    machine.good(&[&["--db", &path, "--as", &demo.rep.code, "route"], arguments].concat())
}

#[test]
fn the_route_of_the_day_in_each_kind() {
    let (machine, demo) = (Machine::new(), Demo::new());
    let names = demo.names(demo.today());
    let calendar = printed(&machine, &demo, &["ics"]).replace("\r\n ", "");
    for name in &names {
        assert!(calendar.contains(&format!("SUMMARY:{name}\r\n")), "{name}: {calendar}");
    }
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), names.len());
    // The times are those of the route, in universal time: the demo is in Shanghai.
    let path = demo.path().display().to_string();
    let today = machine.good(&["--db", &path, "--as", &demo.rep.code, "today", "--json"]);
    let today: Value = serde_json::from_str(&today).unwrap();
    let arrival = today[0]["arrival"].as_str().unwrap();
    let hour = (arrival[..2].parse::<u32>().unwrap() + 16) % 24;
    assert!(calendar.contains(&format!("DTSTART:20261120T{hour:02}{}00Z", &arrival[3..5])), "{arrival}: {calendar}");
    let json: Value = serde_json::from_str(&printed(&machine, &demo, &["geojson"])).unwrap();
    assert_eq!(json["features"].as_array().unwrap().len(), names.len() + 1);
    assert_eq!(printed(&machine, &demo, &["gpx"]).matches("<wpt ").count(), names.len());
    let links = printed(&machine, &demo, &["txt"]);
    assert!(links.lines().all(|line| line.contains("openstreetmap.org") && line.contains("geo:")), "{links}");
    // Several days, of which one is not worked.
    let days = printed(&machine, &demo, &["ics", "--to", "+4"]);
    assert!(days.matches("BEGIN:VEVENT").count() > names.len() && days.contains("DTSTART:20261123T"), "{days}");
}

#[test]
fn a_file_is_new_and_private_and_says_what_is_in_it() {
    let (machine, demo) = (Machine::new(), Demo::new());
    let stop = demo.route(demo.today()).remove(0).stop;
    let account = demo.store().account(Viewer::System, stop.account).unwrap().unwrap();
    let bare = rounds::domain::account::Account { place: None, ..account };
    demo.apply(None, vec![Change::Set(bare.into())]);
    let path = machine.path("day.gpx").display().to_string();
    let said = printed(&machine, &demo, &["gpx", "-o", &path]);
    let stops = demo.names(demo.today()).len();
    assert!(said.contains("day.gpx") && said.contains(&format!("{} stops · without 1", stops - 1)), "{said}");
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.matches("<wpt ").count(), stops - 1);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let database = demo.path().display().to_string();
    let again = ["--db", &database, "--as", &demo.rep.code, "route", "ics", "-o", &path];
    let (code, said) = machine.bad(&again);
    assert!(code == 1 && said.contains("is there already"), "{code}: {said}");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    let (code, said) = machine.bad(&["--db", &database, "--as", &demo.rep.code, "route", "ics", "--to", "+100"]);
    assert!(code == 2 && said.contains("62 days"), "{code}: {said}");
    // To the screen it says so beside it.
    assert_eq!(printed(&machine, &demo, &["gpx", "-o", "-"]), text);
}

#[test]
fn a_day_to_come_rests_on_the_data_alone_and_a_change_raises_its_sequence() {
    let (mut machine, demo) = (Machine::new(), Demo::new());
    let monday = "2026-11-23".parse().unwrap();
    let calendar = |machine: &Machine| printed(machine, &demo, &["ics", "2026-11-23"]).replace("\r\n ", "");
    let before = calendar(&machine);
    machine.clock(Some("2026-11-20T10:30"));
    assert_eq!(calendar(&machine), before);
    let stop = demo.route(monday).remove(0).stop.id;
    demo.pass(chrono::Duration::minutes(5));
    demo.apply(Some(demo.rep.id), vec![Change::Pin { stop, at: Some("16:00:00".parse().unwrap()) }]);
    let after = calendar(&machine);
    let values = |text: &str, name: &str| {
        text.lines().filter_map(|line| line.strip_prefix(name)).map(str::to_owned).collect::<BTreeSet<_>>()
    };
    assert_eq!(values(&after, "UID:"), values(&before, "UID:"));
    let highest = |text: &str| values(text, "SEQUENCE:").iter().map(|it| it.parse::<i64>().unwrap()).max();
    assert!(highest(&after) > highest(&before), "{after}");
    assert!(values(&after, "DTSTAMP:") > values(&before, "DTSTAMP:") && after.contains("T080000Z"), "{after}");
}

#[test]
fn another_map_is_linked_where_one_is_configured() {
    let (machine, demo) = (Machine::new(), Demo::new());
    let amap = "map = 'https://uri.amap.com/marker?position={lon},{lat}&name={name}&coordinate=wgs84'\n";
    let config = machine.write("amap.toml", amap);
    let links = printed(&machine, &demo, &["txt", "--config", &config]);
    assert!(links.lines().all(|line| line.contains("https://uri.amap.com/marker?position=120.")), "{links}");
    let broken = machine.write("broken.toml", "map = 'file:///etc/passwd'\n");
    let links = printed(&machine, &demo, &["txt", "--config", &broken]);
    assert!(links.contains("openstreetmap.org"), "what cannot be used is not in force: {links}");
}

#[test]
fn who_may_not_see_a_route_gets_none_of_it() {
    let (machine, demo) = (Machine::new(), Demo::new());
    let path = demo.path().display().to_string();
    let reps = demo.store().reps(Viewer::System).unwrap();
    let other = reps.iter().find(|rep| rep.role == rounds::domain::people::Role::Rep && rep.id != demo.rep.id).unwrap();
    let theirs = machine.good(&["--db", &path, "--as", &other.code, "route", "txt"]);
    for name in demo.names(demo.today()) {
        assert!(!theirs.contains(&name), "{name}: {theirs}");
    }
    // They did nothing themselves: what was planned for them has a time all the same.
    let account = demo.store().book(Viewer::System, other.id, demo.today()).unwrap().remove(0).account;
    let day = demo.today() + chrono::Duration::days(5);
    let stop = rounds::domain::ids::Ids::new(5).next(demo.now());
    demo.apply(None, vec![Change::Plan { stop, rep: other.id, day, account }]);
    let calendar = machine.good(&["--db", &path, "--as", &other.code, "route", "ics", "+5"]);
    assert!(calendar.contains("BEGIN:VEVENT") && calendar.contains("DTSTAMP:2026"), "{calendar}");
}
