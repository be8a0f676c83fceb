//! Plans from the command line: territories as a table and as JSON, accepted as one, refused to those who do not lead.

use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids};
use rounds::domain::people::{Rep, Role};
use rounds::store::{SqliteStore, Store, Viewer};
use serde_json::Value;
use uuid::Uuid;

use crate::support::machine::Machine;

/// Two reps of very unlike books in one street, and the one who leads them.
fn office() -> Machine {
    let shop = |n: usize| {
        let rep = if n < 3 { "wang" } else { "li" };
        format!("K{n:02},Shop {n},B,{rep},30.{:04},120.2\n", 2500 + n * 10)
    };
    let list: String = (0..24).map(shop).collect();
    let mut machine = Machine::new();
    machine.import(&format!("code,name,tier,rep,lat,lon\n{list}"));
    let mut store = SqliteStore::open(&machine.database()).expect("a database");
    let now = "2026-11-20T01:00:00Z".parse().expect("a time");
    let reps = store.reps(Viewer::System).expect("reps");
    let sun = Rep { id: Ids::new(7).next(now), code: "sun".to_owned(), role: Role::Manager, ..reps[0].clone() };
    let mut ids = Ids::new(8);
    let envelope = Envelope {
        op: ids.next(now),
        group: ids.next(now),
        actor: None,
        device: DeviceId(Uuid::nil()),
        at: now,
        day: "2026-11-20".parse().expect("a day"),
        act: Act::Change(vec![Change::Add(sun.into())]),
    };
    store.apply(&[envelope]).pop().expect("an answer").expect("it is allowed");
    store.close().expect("one file");
    machine.set("USER", "sun");
    machine
}

fn json(machine: &Machine, arguments: &[&str]) -> Value {
    let out = machine.good(&[&["plan", "territories", "--json"], arguments].concat());
    serde_json::from_str(&out).expect("JSON")
}

fn books(machine: &Machine) -> Vec<usize> {
    let store = machine.store();
    let reps = store.reps(Viewer::System).expect("reps");
    let day = "2026-11-20".parse().expect("a day");
    reps.iter().map(|rep| store.book(Viewer::System, rep.id, day).expect("a book").len()).collect()
}

#[test]
fn territories_are_printed_and_accepted() {
    let machine = office();
    assert_eq!(books(&machine), [21, 0, 3]);
    let plan = json(&machine, &[]);
    assert!(plan["before"]["worst"].as_f64() > Some(50.0) && plan["after"]["worst"].as_f64() <= Some(5.0), "{plan:#}");
    let moves = plan["moves"].as_array().expect("moves");
    assert_eq!(moves.len(), 9);
    for one in moves {
        assert_eq!((&one["from"], &one["to"], &one["marked"]), (&"li".into(), &"wang".into(), &true.into()));
        assert!(one["giver_after"].as_f64() < one["giver_before"].as_f64(), "{one:#}");
    }
    let territories = plan["territories"].as_array().expect("territories");
    assert_eq!(territories[1]["accounts_after"], 12);
    // The same numbers for people, in both languages.
    for (lang, word) in [("en", "nearer to another centre"), ("zh-CN", "离别的中心更近")] {
        let said = machine.good(&["--lang", lang, "plan", "territories"]);
        assert!(said.contains(word) && said.contains("Shop "), "{said}");
    }
    assert_eq!(books(&machine), [21, 0, 3], "looking changes nothing");
    let said = machine.good(&["plan", "territories", "--accept"]);
    assert!(said.ends_with("Accepted: accounts moved: 9\n"), "{said}");
    assert_eq!(books(&machine), [12, 0, 12]);
    let said = machine.good(&["plan", "territories", "--accept"]);
    assert!(said.ends_with("Nothing to move\n"), "{said}");
}

#[test]
fn what_is_asked_is_kept() {
    let machine = office();
    assert!(json(&machine, &["--keep", "90"])["moves"].as_array().expect("moves").len() <= 2);
    let alone = json(&machine, &["--reps", "wang"]);
    assert_eq!(alone["territories"].as_array().map(Vec::len), Some(1));
    assert_eq!(alone["moves"].as_array().map(Vec::len), Some(0));
    assert_eq!(json(&machine, &["--change", "free", "--tolerance", "10"])["tolerance"], 10);
    for (arguments, wanted) in [
        (&["--reps", "nemo"][..], "wang"),
        (&["--change", "much"], "least"),
        (&["--staying", "tiny"], "large"),
        (&["--team", "West"], "West"),
        (&["--tolerance", "200"], "100"),
    ] {
        let (code, said) = machine.bad(&[&["plan", "territories"], arguments].concat());
        assert!(code > 0 && said.contains(wanted), "{arguments:?}: {code} {said}");
    }
    let (code, said) = machine.bad(&["plan"]);
    assert!(code == 2 && said.contains("territories"), "{said}");
}

#[test]
fn who_does_not_lead_is_refused() {
    let mut machine = office();
    machine.set("USER", "li");
    let (code, said) = machine.bad(&["plan", "territories", "--accept"]);
    assert_eq!(code, 1);
    assert!(said.contains("those who lead"), "{said}");
    assert_eq!(books(&machine), [21, 0, 3]);
}

#[test]
fn the_demo_is_seen_by_one_who_leads_if_that_is_asked_for() {
    let machine = Machine::new();
    assert!(machine.good(&["demo", "--plain", "--as", "chenli"]).contains("陈立"));
    assert!(machine.good(&["demo", "--plain"]).contains("王芳"));
}
