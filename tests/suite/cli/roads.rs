//! `rounds roads`: where travel times come from, an extract read, all of it thrown away.

use crate::support::machine::Machine;
use crate::support::pbf::Extract;

fn extract() -> Vec<u8> {
    let mut extract = Extract::default();
    for (id, lat, lon) in [(1, 47.0, 9.0), (2, 47.01, 9.0), (3, 47.01, 9.02), (4, 47.02, 9.02)] {
        extract = extract.node(id, lat, lon, "");
    }
    extract.way(&[1, 2, 3], "highway=primary").way(&[3, 4], "highway=track").bytes()
}

#[test]
fn without_anything_ways_are_estimated() {
    let machine = Machine::new();
    let said = machine.good(&["roads"]);
    assert!(said.contains("estimates") && said.contains("air line × 1.35, 25 km/h"), "{said}");
    assert!(said.contains("no roads were read yet"), "{said}");
    assert_eq!(machine.names(), <[String; 0]>::default(), "looking makes nothing");
    machine.write(
        "config/rounds/config.toml",
        "[roads]\nsource = 'osrm'\nurl = 'http://127.0.0.1:9'\nkmh = 30\n\
         regions = [{ south = 47, west = 9, north = 48, east = 10, kmh = 50 }]\n",
    );
    let said = machine.good(&["roads"]);
    assert!(said.contains("OSRM server") && said.contains("http://127.0.0.1:9"), "{said}");
    assert!(said.contains("30 km/h; 1 regions differ"), "{said}");
    let json: serde_json::Value = serde_json::from_str(&machine.good(&["roads", "--json"])).unwrap();
    assert_eq!(json[0]["what"], "source");
    assert_eq!(json[0]["value"], "osrm");
    let said = machine.good(&["roads", "--lang", "zh"]);
    assert!(said.contains("OSRM 服务器") && said.contains("尚未读入道路"), "{said}");
}

#[test]
fn roads_are_read_told_and_thrown_away() {
    let mut machine = Machine::new();
    let file = machine.write("region.osm.pbf", extract());
    let said = machine.good(&["roads", "import", &file]);
    assert!(said.contains("2 crossings, 1 pieces of road, 2 km"), "{said}");
    assert!(said.contains("source = \"roads\""), "{said}");
    machine.clock(Some("2026-11-25T09:00"));
    let said = machine.good(&["roads"]);
    assert!(said.contains("region.osm.pbf, read on ") && said.contains("5 days ago"), "{said}");
    machine.write("config/rounds/config.toml", "[roads]\nsource = 'roads'\n");
    assert!(!machine.good(&["roads", "import", &file]).contains("source ="), "it is set already");
    assert!(machine.good(&["roads"]).contains("roads that were read"));
    assert!(machine.good(&["roads", "forget"]).starts_with("Thrown away: "));
    assert!(machine.good(&["roads"]).contains("no roads were read yet"));
    assert!(machine.good(&["roads", "forget"]).starts_with("Nothing is kept"));
}

/// A town of so many streets each way.
#[cfg(unix)]
fn city(side: i64) -> Vec<u8> {
    let at = |north: i64, east: i64| north * side + east + 1;
    let mut city = Extract::default();
    for (north, east) in (0..side).flat_map(|north| (0..side).map(move |east| (north, east))) {
        city = city.node(at(north, east), 47.0 + north as f64 / 1000.0, 9.0 + east as f64 / 1000.0, "");
    }
    for one in 0..side {
        let street: Vec<i64> = (0..side).map(|other| at(one, other)).collect();
        let avenue: Vec<i64> = (0..side).map(|other| at(other, one)).collect();
        city = city.way(&street, "highway=primary").way(&avenue, "highway=tertiary");
    }
    city.bytes()
}

#[test]
#[cfg(unix)]
fn an_import_is_stopped_by_a_key_and_earlier_roads_stay() {
    use std::io::{BufRead, BufReader, Read};
    use std::process::Stdio;

    let machine = Machine::new();
    let file = machine.write("region.osm.pbf", extract());
    machine.good(&["roads", "import", &file]);
    let (before, told) = (machine.names(), machine.good(&["roads"]));
    let city = machine.write("city.osm.pbf", city(150));
    let mut program = machine.command(&["roads", "import", &city]);
    let mut program = program.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(program.stdout.take().unwrap()).lines();
    // There it is for seconds.
    assert!(out.any(|line| line.unwrap().contains("shortcuts")), "it never came so far");
    let pid = rustix::process::Pid::from_child(&program);
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let mut said = String::new();
    program.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(program.wait().unwrap().code(), Some(1), "{said}");
    assert!(said.contains("stopped; the roads that were read before stay"), "{said}");
    std::fs::remove_file(city).unwrap();
    assert_eq!((machine.names(), machine.good(&["roads"])), (before, told));
}

#[test]
fn what_is_no_extract_and_what_is_no_network_is_said() {
    let machine = Machine::new();
    let (code, said) = machine.bad(&["roads", "import", "nowhere.osm.pbf"]);
    assert!(code == 1 && said.contains("nowhere.osm.pbf"), "{said}");
    assert_eq!(machine.names(), <[String; 0]>::default());
    let file = machine.write("list.csv", "name,tier\n");
    let said = machine.run(&["roads", "import", &file]);
    assert!(said.code == 1 && said.err.contains("not an OpenStreetMap extract"), "{said:?}");
    machine.write("data/rounds/roads/network.roads", "something else");
    let said = machine.run(&["roads"]);
    assert!(said.code == 3 && said.err.contains("something else"), "{said:?}");
    let good = machine.write("region.osm.pbf", extract());
    machine.good(&["roads", "import", &good]);
    machine.good(&["roads"]);
}
