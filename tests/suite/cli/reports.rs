//! Reports: the same content in all three forms, and it is that of the list at a clock that stands still.

use serde_json::{Value, json};

use crate::support::machine::Machine;

fn json(machine: &Machine, arguments: &[&str]) -> Value {
    serde_json::from_str(&machine.good(&[arguments, &["--json"]].concat())).expect("JSON")
}

fn csv(machine: &Machine, arguments: &[&str]) -> Vec<Vec<String>> {
    let text = machine.good(&[arguments, &["--csv"]].concat());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect()).collect()
}

#[test]
fn overdue_is_the_worklist_in_the_order_of_the_screen() {
    let machine = Machine::with_book();
    // From 2 to 20 November there are 14 working days, nine past the five of tier A; from the 10th there are 8, two before the end.
    let wanted = json!([
        { "name": "Lakeside Kiosk", "other_name": null, "code": "K01", "tier": "A", "days": 14, "min": 3, "max": 5,
          "unit": "working", "state": "overdue", "over": 9, "score": 825.0, "last": "2026-11-02" },
        { "name": "王记烟酒店", "other_name": null, "code": "K02", "tier": "B", "days": 8, "min": 7, "max": 10,
          "unit": "working", "state": "in-window", "over": -2, "score": 40.0, "last": "2026-11-10" },
        { "name": "Harbour Market", "other_name": null, "code": "K03", "tier": "C", "days": null, "min": 14, "max": 30,
          "unit": "working", "state": "never", "over": null, "score": 0.0, "last": null },
    ]);
    let found = json(&machine, &["overdue"]);
    assert_eq!(found, wanted, "{found:#}");
    let rows = csv(&machine, &["overdue"]);
    let head = ["name", "other_name", "code", "tier", "days", "min", "max", "unit", "state", "over", "score", "last"];
    assert_eq!(rows[0], head);
    for (row, object) in rows[1..].iter().zip(wanted.as_array().expect("rows")) {
        for (cell, key) in row.iter().zip(&rows[0]) {
            let value = match &object[key] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                number => number.to_string(),
            };
            assert_eq!(*cell, value, "{key}");
        }
    }
    let text = machine.good(&["overdue"]);
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Account") && lines.len() == 4, "{text}");
    assert!(lines[1].starts_with("Lakeside Kiosk") && lines[2].starts_with("王记烟酒店"), "{text}");
    let chinese = machine.good(&["overdue", "--lang", "zh-CN"]);
    assert!(chinese.starts_with("客户") && chinese.contains("超9天") && chinese.contains("剩2天"), "{chinese}");
}

#[test]
fn the_clock_moves_the_worklist() {
    let mut machine = Machine::with_book();
    let states = |machine: &Machine| -> Vec<String> {
        csv(machine, &["overdue"])[1..].iter().map(|row| format!("{} {}", row[2], row[8])).collect()
    };
    assert_eq!(states(&machine), ["K01 overdue", "K02 in-window", "K03 never"]);
    // Four working days later, two of them past a weekend: the last day of Wang, and the Corner Shop is in its window.
    machine.clock(Some("2026-11-24T23:30"));
    assert_eq!(states(&machine), ["K01 overdue", "K02 last-day", "K04 in-window", "K03 never"]);
    // The day begins at four in the morning.
    machine.clock(Some("2026-11-25T03:59"));
    assert_eq!(states(&machine)[1], "K02 last-day");
    machine.clock(Some("2026-11-25T04:00"));
    assert!(states(&machine).contains(&"K02 overdue".to_owned()), "{:?}", states(&machine));
}

#[test]
fn today_is_the_route_of_a_day() {
    let machine = Machine::with_book();
    assert_eq!(json(&machine, &["today"]), json!([]));
    assert_eq!(csv(&machine, &["today"])[0][..3], ["arrival", "stop", "name"]);
    assert_eq!(machine.good(&["today"]).lines().last(), Some("nothing"));
    // Filled and begun on the screen, read here.
    let mut pty = machine.open(&[]);
    pty.see("No stops on this day");
    pty.keys("p");
    pty.see("3 stops planned");
    pty.keys("g x");
    pty.see("Why skip it?");
    pty.type_bytes(b"closed\r");
    pty.see("Skipped Lakeside Kiosk");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let rows = csv(&machine, &["today", "2026-11-20"]);
    assert_eq!(rows.len(), 4, "{rows:?}");
    let of = |code: &str| rows.iter().find(|row| row[4] == code).cloned().unwrap_or_default();
    assert_eq!(of("K01")[1], "skipped");
    assert_eq!(of("K02")[1], "open");
    assert!(of("K02")[0].contains(':'), "{rows:?}");
    assert_eq!(json(&machine, &["today", "+1"]), json!([]));
    let timeline = csv(&machine, &["timeline", "K01"]);
    assert!(timeline.iter().any(|row| row[1] == "skipped" && row[4] == "closed"), "{timeline:?}");
    let (code, said) = machine.bad(&["today", "someday"]);
    assert!(code == 2 && said.contains("“someday” is not a day"), "{said}");
}

#[test]
fn what_programs_read_is_the_same_in_both_languages() {
    let machine = Machine::with_book();
    let mut pty = machine.open(&[]);
    pty.see("No stops on this day");
    pty.keys("p");
    pty.see("3 stops planned");
    pty.keys("g c");
    pty.see("Checked in at");
    pty.keys("ctrl-s");
    pty.see("Checked out of");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    for report in [&["today"][..], &["overdue"], &["timeline", "K01"], &["timeline", "K02"]] {
        for form in ["--json", "--csv"] {
            let said = |lang| machine.good(&[report, &[form, "--lang", lang]].concat());
            assert_eq!(said("en"), said("zh-CN"), "{report:?} {form}");
        }
        assert_ne!(machine.good(report), machine.good(&[report, &["--lang", "zh-CN"]].concat()));
    }
    let rows = csv(&machine, &["today"]);
    assert!(rows.iter().any(|row| row[1] == "done"), "{rows:?}");
    let head = "day what who state text minutes satisfaction next_day next due answered product quantity unit ordered \
                order_lines no_order shelf display_lacks needs told competitor";
    assert_eq!(csv(&machine, &["timeline", "K01"])[0].join(" "), head);
}

#[test]
fn reading_makes_no_database() {
    let machine = Machine::new();
    for (lang, wanted) in [("en", "there is no database here yet"), ("zh-CN", "这里还没有数据库")] {
        for command in [&["today"][..], &["overdue"], &["timeline", "x"], &["doctor"], &["backup", "copy.db"]] {
            let (code, said) = machine.bad(&[&["--lang", lang], command].concat());
            assert!(code == 1 && said.contains(wanted) && said.contains("rounds.db"), "{said}");
        }
    }
    assert!(!machine.names().iter().any(|name| name.contains(".db")), "{:?}", machine.names());
}

#[test]
fn an_account_is_found_by_code_name_and_pinyin() {
    let machine = Machine::with_book();
    for words in ["K02", "k02", "王记", "wjyj", "湖滨路"] {
        let csv = csv(&machine, &["timeline", words]);
        assert_eq!(csv[1][0], "2026-11-10", "{words}");
    }
    let (code, said) = machine.bad(&["timeline", "lake road"]);
    assert!(code == 1 && said.contains("fits several accounts") && said.contains("Lakeside Kiosk (K01)"), "{said}");
    let (code, said) = machine.bad(&["timeline", "nowhere"]);
    assert!(code == 1 && said.contains("No account is found by “nowhere”"), "{said}");
}

#[test]
fn an_empty_database_says_how_to_begin() {
    let machine = Machine::new();
    for report in [&["today"][..], &["overdue"], &["timeline", "x"]] {
        let (code, said) = machine.bad(report);
        assert!(code == 1 && said.contains("Start rounds, or import a list"), "{said}");
    }
}

#[test]
fn reports_change_nothing() {
    let machine = Machine::with_book();
    let before = (machine.select("SELECT hex(op) FROM op_log"), machine.names());
    for report in [&["today"][..], &["overdue"], &["timeline", "K01"]] {
        machine.good(report);
    }
    assert_eq!((machine.select("SELECT hex(op) FROM op_log"), machine.names()), before);
}

#[test]
fn what_is_to_be_followed_up_is_listed_by_date() {
    let machine = Machine::with_book();
    machine.good(&["log", "@王记烟酒店 | promise price labels +3 | next +5 bring samples"]);
    let found = json(&machine, &["follow-ups"]);
    let row = |what: &str, day: &str, text: &str| {
        json!({ "day": day, "time": null, "what": what, "account": "王记烟酒店", "text": text,
                "put_off_until": null, "reason": null })
    };
    let wanted = [row("promise", "2026-11-23", "price labels"), row("next-step", "2026-11-25", "bring samples")];
    assert_eq!(found, json!(wanted), "{found:#}");
    let text = machine.good(&["follow-ups", "--lang", "zh-CN"]);
    assert!(text.contains("承诺") && text.contains("下一步"), "{text}");
}

#[test]
fn the_board_is_printed_for_each_period() {
    let machine = Machine::with_book();
    machine.good(&["log", "@王记烟酒店 | met boss | order 3"]);
    let found = json(&machine, &["board"]);
    let rows = found.as_array().expect("rows");
    let orders = rows.iter().find(|row| row["figure"] == "orders").expect("the number");
    assert_eq!(
        *orders,
        json!({ "figure": "orders", "from": "2026-11-16", "to": "2026-11-20", "value": 1.0, "of": "1/1" })
    );
    assert_eq!(rows.iter().filter(|row| row["figure"] == "orders").count(), 8);
    let months = json(&machine, &["board", "--month"]);
    assert_eq!(months[0]["from"], "2026-11-01");
    let text = machine.good(&["board", "--lang", "zh-CN"]);
    assert!(text.contains("成交率") && text.contains("100%"), "{text}");
}
