//! `rounds plan`: what is printed is what would be written, and nothing is written unasked.

use serde_json::Value;

use crate::support::machine::Machine;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn the_weeks_are_printed_and_written_only_when_that_is_said() {
    let mut machine = Machine::with_book();
    machine.clock(Some("2026-11-20T08:00"));
    let asked = ["plan", "weeks", "--iterations", "500"];
    let proposed = json(&machine.good(&[&asked[..], &["--json"]].concat()));
    let days = proposed["days"].as_array().expect("days");
    // Four weeks from a friday have twenty working days.
    assert_eq!(days.len(), 20, "{proposed:#}");
    let visits: usize = days.iter().map(|day| day["visits"].as_array().expect("visits").len()).sum();
    assert!(visits > 5, "{proposed:#}");
    assert_eq!(machine.good(&["today", "2026-11-23", "--json"]).trim(), "[]");
    let table = machine.good(&asked);
    assert_eq!(table.lines().count(), visits + 1, "{table}");
    let text = machine.good(&[&asked[..], &["--accept"]].concat());
    assert!(text.contains("Routes planned"), "{text}");
    for day in days {
        let date = day["date"].as_str().expect("a date");
        let route = json(&machine.good(&["today", date, "--json"]));
        let codes: Vec<&Value> = route.as_array().expect("stops").iter().map(|stop| &stop["code"]).collect();
        let wanted: Vec<&Value> = day["visits"].as_array().expect("visits").iter().map(|it| &it["account"]).collect();
        assert_eq!(codes, wanted, "{date}");
    }
}

#[test]
fn what_if_is_only_thought() {
    let mut machine = Machine::with_book();
    machine.clock(Some("2026-11-20T08:00"));
    let asked = ["plan", "weeks", "--iterations", "200", "--away", "2026-11-23", "--json"];
    let proposed = json(&machine.good(&asked));
    let days = proposed["days"].as_array().expect("days");
    assert!(days.iter().all(|day| day["date"] != "2026-11-23"), "{proposed:#}");
    for (option, value) in
        [("--away", "2027-06-01"), ("--window", "A:3"), ("--window", "Q=3-4"), ("--leaves", "nobody")]
    {
        let (code, said) = machine.bad(&["plan", "weeks", option, value]);
        assert!(code > 0 && said.contains(value.split('=').next().unwrap_or(value)), "{option} {value}: {said}");
    }
}

#[test]
fn a_day_is_put_in_order() {
    let mut machine = Machine::with_book();
    machine.clock(Some("2026-11-20T08:00"));
    machine.good(&["plan", "weeks", "--iterations", "200", "--accept"]);
    let route = json(&machine.good(&["plan", "day", "2026-11-23", "--json"]));
    assert_eq!(route, json(&machine.good(&["today", "2026-11-23", "--json"])), "it is in order already");
}
