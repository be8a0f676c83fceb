//! A visit in one line on the command line.

use serde_json::{Value, json};

use crate::support::machine::Machine;

#[test]
fn a_visit_is_written_down_in_one_line() {
    let mut machine = Machine::with_book();
    machine.clock(Some("2026-11-23T09:30"));
    let file = machine.write("products.csv", "code,name,unit,packs\n100,玉溪(软),盒,条=10\n");
    machine.good(&["import", "--kind", "products", &file]);
    let line = "K01 order 3 | oos 玉溪软 x5 | sat 9 | wants a new counter";
    let touches = || machine.select("SELECT note, ordered FROM touch WHERE kind = 'routine'").len();
    let before = touches();
    let said = machine.good(&["log", "--dry-run", line]);
    assert!(said.contains("玉溪(软) 5 盒") && said.contains("1 to 5"), "{said}");
    assert_eq!(touches(), before, "nothing is saved by looking");
    let rows: Vec<Value> = serde_json::from_str(&machine.good(&["log", "--json", line])).expect("JSON");
    let about: Vec<&Value> = rows.iter().map(|row| &row["about"]).collect();
    assert_eq!(json!(about), json!(["order", "oos", "sat", "note"]));
    assert_eq!(rows[2]["fault"], "1 to 5");
    assert_eq!(touches(), before + 1);
    let timeline: Vec<Value> = serde_json::from_str(&machine.good(&["timeline", "K01", "--json"])).expect("JSON");
    let visit = timeline.iter().find(|row| row["ordered"] == 3).expect("the visit");
    assert_eq!(visit["text"], "sat 9 wants a new counter");
    let queue: Vec<Value> = serde_json::from_str(&machine.good(&["stock", "--json"])).expect("JSON");
    assert_eq!((queue.len(), &queue[0]["code"]), (1, &json!("K01")));
    // Named by what it is called, in Chinese, of another day.
    machine.good(&["log", "@k02 | 补 昨天 | 没人", "--lang", "zh-CN"]);
    let timeline: Vec<Value> = serde_json::from_str(&machine.good(&["timeline", "K02", "--json"])).expect("JSON");
    assert!(timeline.iter().any(|row| row["day"] == "2026-11-22" && row["state"] == "nobody"), "{timeline:?}");
}

#[test]
fn a_line_that_names_no_account_saves_nothing() {
    let machine = Machine::with_book();
    for (line, wanted) in [("nowhere order 3", "nowhere"), ("K01", "Nothing is typed yet"), ("", "account")] {
        let (code, said) = machine.bad(&["log", line]);
        assert!(code == 1 && said.to_lowercase().contains(&wanted.to_lowercase()), "{line}: {code} {said}");
    }
    let (code, said) = machine.bad(&["log", "--dry-run"]);
    assert!(code == 2 && said.contains("LINE"), "{said}");
}
