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
    // While a visit is open, a line that begins with another shop is about that one.
    let mut pty = machine.open(&[]);
    pty.see("Today");
    pty.keys("2");
    pty.see("Score");
    pty.keys("c");
    pty.see("Checked in");
    pty.keys("esc");
    pty.see("Score");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let open = machine.select("SELECT CAST(count(*) AS TEXT) FROM touch WHERE open = 1");
    let said = machine.run(&["log", "--dry-run", "K02 order 3"]);
    assert!(said.err.contains("Quick log · ") && said.out.lines().count() == 2, "{said:?}");
    machine.good(&["log", "K03: order 3"]);
    assert_eq!(machine.select("SELECT CAST(count(*) AS TEXT) FROM touch WHERE open = 1"), open);
    // Named by what it is called, in Chinese, of another day.
    machine.good(&["log", "@k02 | 补 昨天 | 没人", "--lang", "zh-CN"]);
    let timeline: Vec<Value> = serde_json::from_str(&machine.good(&["timeline", "K02", "--json"])).expect("JSON");
    assert!(timeline.iter().any(|row| row["day"] == "2026-11-22" && row["state"] == "nobody"), "{timeline:?}");
}

#[test]
fn a_day_is_reported_in_three_forms() {
    let mut machine = Machine::with_book();
    machine.clock(Some("2026-11-23T09:30"));
    machine.good(&["log", "K01 order 3 | sat 4 | promise *labels* fri | at 9:00-9:20 | first line"]);
    let text = machine.good(&["report"]);
    for wanted in ["Report of Mon 23 Nov 2026 · li", "Visits: 1", "09:00 · Lakeside Kiosk · 20 min · order 3"] {
        assert!(text.contains(wanted), "{wanted}: {text}");
    }
    let page = machine.good(&["report", "--markdown", "--lang", "zh-CN"]);
    for wanted in ["# 2026年11月23日", "## 拜访：1", "- 09:00 · Lakeside Kiosk", "承诺 · \\*labels\\*"] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
    let report: Value = serde_json::from_str(&machine.good(&["report", "--json"])).expect("JSON");
    assert_eq!((&report["sums"]["ordered"], &report["sums"]["minutes"]), (&json!(3), &json!(20)));
    assert_eq!(report["visits"][0]["note"], "first line");
    let empty: Value = serde_json::from_str(&machine.good(&["report", "--day", "yesterday", "--json"])).expect("JSON");
    assert_eq!((&empty["day"], &empty["visits"]), (&json!("2026-11-22"), &json!([])));
}

#[test]
fn a_line_that_names_no_account_saves_nothing() {
    let machine = Machine::with_book();
    for (line, wanted) in
        [("nowhere order 3", "nowhere"), ("K01", "Nothing is typed yet"), ("", "Nothing is typed yet")]
    {
        let (code, said) = machine.bad(&["log", line]);
        assert!(code == 1 && said.to_lowercase().contains(&wanted.to_lowercase()), "{line}: {code} {said}");
    }
    let (code, said) = machine.bad(&["log", "--dry-run"]);
    assert!(code == 2 && said.contains("LINE"), "{said}");
}
