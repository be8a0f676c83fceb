//! Stock requests and arrivals as lists: out of one database and into another, taken back again, and what a timeline tells programs.

use std::collections::BTreeSet;

use rounds::domain::stock::End;
use serde_json::Value;

use crate::support::demo::Demo;
use crate::support::machine::Machine;

/// The demo's database without its stock.
fn emptied() -> Demo {
    let demo = Demo::new();
    let conn = rusqlite::Connection::open(demo.path()).expect("a database");
    for table in ["fulfilment", "telling", "allotment_line", "allotment", "arrival", "stock_request"] {
        conn.execute(&format!("DELETE FROM {table}"), []).expect("an empty table");
    }
    demo
}

/// Runs the program on a database as the rep of the demo.
fn on(machine: &Machine, demo: &Demo, arguments: &[&str]) -> String {
    let path = demo.path().display().to_string();
    machine.good(&[&["--db", &path, "--as", &demo.rep.code], arguments].concat())
}

fn rows(machine: &Machine, demo: &Demo, list: &str) -> Vec<Value> {
    serde_json::from_str(&on(machine, demo, &["export", list, "--all", "--json"])).expect("JSON")
}

#[test]
fn what_leaves_one_database_comes_into_another() {
    let (machine, full, empty) = (Machine::new(), Demo::new(), emptied());
    let file = |list: &str| machine.write(&format!("{list}.csv"), on(&machine, &full, &["export", list, "--all"]));
    let (requests, arrivals) = (file("requests"), file("arrivals"));
    assert_eq!(rows(&machine, &empty, "requests"), [] as [Value; 0]);
    let said = on(&machine, &empty, &["import", &requests, "--kind", "requests"]);
    assert!(said.contains("it has ended: left out"), "{said}");
    on(&machine, &empty, &["import", &arrivals, "--kind", "arrivals"]);

    let all = rows(&machine, &full, "requests");
    let open = |row: &&Value| row["ended"].is_null();
    let untouched = |row: &&Value| row["handed_over"].is_null();
    let came = rows(&machine, &empty, "requests");
    assert_eq!(came.len(), all.iter().filter(open).count());
    assert!(came.len() >= 22 && came.len() < all.len(), "{} of {}", came.len(), all.len());
    let wanted: Vec<&Value> = all.iter().filter(open).filter(untouched).collect();
    assert!(wanted.len() >= 20);
    for row in wanted {
        assert!(came.contains(row), "{row}");
    }
    assert_eq!(rows(&machine, &empty, "arrivals"), rows(&machine, &full, "arrivals"));

    // A second time nothing comes in; taken back, nothing is left.
    for (list, path) in [("requests", &requests), ("arrivals", &arrivals)] {
        let said = on(&machine, &empty, &["import", path, "--kind", list]);
        assert!(said.contains("new: 0, changed: 0"), "{said}");
    }
    let count = |demo: &Demo| rows(&machine, demo, "requests").len() + rows(&machine, demo, "arrivals").len();
    let before = count(&empty);
    assert!(before > 22);
    for _ in 0..4 {
        on(&machine, &empty, &["import", "--undo"]);
    }
    assert_eq!(count(&empty), 0);
}

#[test]
fn refused_rows_are_set_aside_with_the_reason_in_both_languages() {
    let (machine, demo) = (Machine::new(), emptied());
    let list = machine.write(
        "wishes.csv",
        "name,product,quantity,day\n鑫源名烟名酒,软玉,5,2026-11-18\n鑫源名烟名酒,没有,5,2026-11-18\n",
    );
    for (lang, why) in [("en", "no product is “没有”"), ("zh-CN", "没有单品“没有”")] {
        on(&machine, &demo, &["--lang", lang, "import", &list, "--kind", "requests"]);
        let refused = std::fs::read_to_string(machine.path("wishes.refused.csv")).expect("the refused rows");
        assert!(
            refused.contains(why) && refused.contains("没有,5,2026-11-18") && !refused.contains("软玉"),
            "{refused}"
        );
    }
    let there = rows(&machine, &demo, "requests");
    assert_eq!(there.len(), 1);
    assert_eq!(
        (&there[0]["product"], &there[0]["quantity"], &there[0]["unit"]),
        (&"玉溪(软)".into(), &5.into(), &"盒".into())
    );
}

#[test]
fn a_rep_takes_out_what_the_own_shops_ask_for() {
    let (machine, demo) = (Machine::new(), Demo::new());
    let own: Vec<Value> = serde_json::from_str(&on(&machine, &demo, &["export", "requests", "--json"])).expect("JSON");
    let all = rows(&machine, &demo, "requests");
    assert!(own.len() < all.len() && own.iter().all(|row| row["rep"] == "wangfang"), "{} of {}", own.len(), all.len());
    let ends: BTreeSet<&str> = all.iter().filter_map(|row| row["ended"].as_str()).collect();
    let words = [End::Cancelled, End::Fulfilled, End::Passed].map(|end| serde_json::to_value(end).expect("a word"));
    assert!(words.iter().all(|end| ends.contains(end.as_str().unwrap_or_default())), "{ends:?}");
    let arrivals: Vec<Value> =
        serde_json::from_str(&on(&machine, &demo, &["export", "arrivals", "--json"])).expect("JSON");
    assert_eq!(arrivals.len(), 4, "those of the own team");
}

#[test]
fn a_timeline_tells_programs_what_was_asked_told_and_handed_over() {
    let (machine, demo) = (Machine::new(), Demo::new());
    let given = rows(&machine, &demo, "fulfilments");
    let own = given.iter().find(|row| row["rep"] == "chenli").expect("something that was handed over");
    let code = own["code"].as_str().expect("a code");
    let told = on(&machine, &demo, &["timeline", code, "--json"]);
    assert_eq!(on(&machine, &demo, &["--lang", "zh-CN", "timeline", code, "--json"]), told);
    let entries: Vec<Value> = serde_json::from_str(&told).expect("JSON");
    let of = |what: &str| entries.iter().find(|row| row["what"] == what).unwrap_or_else(|| panic!("{what}: {told}"));
    let given = of("fulfilment");
    assert_eq!((&given["quantity"], &given["unit"], &given["day"]), (&own["quantity"], &"盒".into(), &own["day"]));
    for what in ["request", "telling"] {
        assert!(of(what)["product"].is_string() && of(what)["state"].is_string(), "{told}");
    }
    let shown = on(&machine, &demo, &["timeline", code]);
    assert!(shown.contains("goods handed over · ") && shown.contains("stock request · "), "{shown}");
}
