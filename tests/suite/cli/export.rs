//! Everything out: stable columns, harmless cells, files that are whole, and in again.

use std::collections::BTreeSet;

use rounds::domain::change::Change;
use rounds::domain::content::{Counted, Display, DisplayPoint, Need, Order};
use rounds::domain::stock::Amount;
use rounds::exchange::export::What;
use rounds::exchange::formula;
use rounds::store::Store as _;
use serde_json::Value;

use crate::support::demo::Demo;
use crate::support::machine::Machine;

/// A machine and a database with a lifelike territory in it.
fn territory() -> (Machine, Demo, String) {
    let (machine, demo) = (Machine::new(), Demo::new());
    let path = demo.path().display().to_string();
    (machine, demo, path)
}

#[test]
fn every_list_has_its_columns_and_the_same_rows_as_json() {
    let (machine, demo, path) = territory();
    let code = &demo.rep.code;
    for what in What::ALL {
        let of = |form: &[&str]| machine.good(&[&["--db", &path, "--as", code, "export", what.word()], form].concat());
        let text = of(&[]);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header: Vec<String> = reader.headers().expect("a header").iter().map(ToOwned::to_owned).collect();
        assert_eq!(header.last().map(String::as_str), Some("uuid"));
        let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
        let json: Vec<Value> = serde_json::from_str(&of(&["--json"])).expect("JSON");
        assert_eq!(json.len(), rows.len(), "{what:?}");
        assert!(what == What::Products || !rows.is_empty(), "{what:?}");
        for (row, object) in rows.iter().zip(&json) {
            assert_eq!(object.as_object().map(serde_json::Map::len), Some(header.len()));
            for (cell, key) in row.iter().zip(&header) {
                let value = match &object[key] {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
                    number => number.to_string(),
                };
                assert_eq!(formula::restore(cell), value, "{what:?} {key}");
            }
        }
        let ids: BTreeSet<&str> = rows.iter().filter_map(|row| row.get(header.len() - 1)).collect();
        assert_eq!(ids.len(), rows.len(), "{what:?}: each once");
        assert_eq!(of(&["--lang", "zh-CN"]), text, "{what:?}: the same in both languages");
    }
}

#[test]
fn as_many_leave_as_there_are() {
    let (machine, demo, path) = territory();
    let conn = rusqlite::Connection::open(demo.path()).expect("a database");
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, u32>(0)).expect("a number");
    let written = |what: &str, all: bool| {
        let flag: &[&str] = if all { &["--all"] } else { &[] };
        csv_of(&machine, &path, &demo.rep.code, &[&[what], flag].concat()).len() as u32 - 1
    };
    let visits = "SELECT count(*) FROM touch
                  WHERE open = 0 AND attempted = 0 AND voided IS NULL AND kind IN ('routine', 'stay', 'counter-day')";
    for (what, sql) in [
        ("accounts", "SELECT count(*) FROM account"),
        ("contacts", "SELECT count(*) FROM contact"),
        ("visits", visits),
        ("touches", "SELECT count(*) FROM touch"),
        ("matters", "SELECT count(*) FROM matter"),
        ("appointments", "SELECT count(*) FROM appointment"),
        ("stops", "SELECT count(*) FROM stop"),
        ("products", "SELECT count(*) FROM product"),
        ("requests", "SELECT count(*) FROM stock_request"),
        ("arrivals", "SELECT count(*) FROM arrival"),
        ("tellings", "SELECT count(*) FROM telling"),
        ("fulfilments", "SELECT count(*) FROM fulfilment"),
    ] {
        assert_eq!(written(what, true), count(sql), "{what}");
    }
    conn.execute("UPDATE account SET rep = NULL WHERE id = (SELECT min(id) FROM account WHERE rep IS NOT NULL)", [])
        .expect("one that is nobody's");
    let (all, own) = (written("accounts", true), written("accounts", false));
    assert!(own < all && own > 50, "{own} of {all}");
}

fn csv_of(machine: &Machine, path: &str, code: &str, arguments: &[&str]) -> Vec<Vec<String>> {
    let text = machine.good(&[&["--db", path, "--as", code, "export"], arguments].concat());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|row| row.expect("a row").iter().map(ToOwned::to_owned).collect()).collect()
}

#[test]
fn days_choose_rows() {
    let (machine, demo, path) = territory();
    let days = |arguments: &[&str]| -> Vec<String> {
        let rows = csv_of(&machine, &path, &demo.rep.code, arguments);
        let at = rows[0].iter().position(|name| name == "day" || name == "raised").expect("a day");
        rows[1..].iter().map(|row| row[at].clone()).collect()
    };
    let all = days(&["visits"]);
    let some = days(&["visits", "--from", "2026-11-01", "--to", "2026-11-10"]);
    let wanted: Vec<String> =
        all.iter().filter(|day| ("2026-11-01"..="2026-11-10").contains(&day.as_str())).cloned().collect();
    assert!(!some.is_empty() && some.len() < all.len());
    assert_eq!(some, wanted);
    for list in ["matters", "stops", "touches", "requests", "arrivals", "tellings", "fulfilments"] {
        assert!(days(&[list, "--to", "2026-11-10"]).iter().all(|day| day.as_str() <= "2026-11-10"), "{list}");
    }
    for (arguments, wanted) in [
        (&["accounts", "--from", "2026-11-01"][..], "have no day"),
        (&["visits", "--from", "someday"], "is not a day"),
        (&["visits", "--vcard"], "Only contacts"),
        (&["contacts", "--vcard", "--json"], "cannot be used with"),
        (&["shops"], "accounts"),
    ] {
        let (code, said) = machine.bad(&[&["--db", &path, "--as", &demo.rep.code, "export"], arguments].concat());
        assert!(code == 2 && said.contains(wanted), "{arguments:?}: {said}");
    }
}

#[test]
fn times_of_reps_who_are_not_seen_are_those_of_who_asks() {
    let (machine, demo, path) = territory();
    let times = || -> Vec<String> {
        let rows = csv_of(&machine, &path, &demo.rep.code, &["visits"]);
        let at = rows[0].iter().position(|name| name == "start").expect("a start");
        rows[1..].iter().map(|row| row[at].clone()).collect()
    };
    let own = times();
    assert!(own.iter().any(|time| !time.is_empty()));
    let conn = rusqlite::Connection::open(&path).expect("a database");
    let given = "UPDATE touch SET rep = (SELECT id FROM rep WHERE code <> ?1 AND role = 'rep' LIMIT 1)
                 WHERE rep = (SELECT id FROM rep WHERE code = ?1)";
    assert!(conn.execute(given, [&demo.rep.code]).expect("handed over") > 0);
    assert_eq!(times(), own);
}

#[test]
fn no_cell_is_a_live_formula_and_none_commands_a_terminal() {
    let machine = Machine::with_book();
    let hostile = "=cmd|' /C calc'!A0\u{1b}[31m\u{9b}";
    let conn = rusqlite::Connection::open(machine.database()).expect("a database");
    conn.execute("UPDATE account SET name = ?1, address = '+1', phone = '-1' WHERE name = 'Old Mill'", [hostile])
        .expect("a name");
    let text = machine.good(&["export", "accounts"]);
    assert!(text.contains("'=cmd|' /C calc'!A0") && text.contains(",'+1,") && text.contains(",'-1,"), "{text}");
    for text in [text, machine.good(&["export", "accounts", "--json"])] {
        assert!(!text.contains(['\u{1b}', '\u{9b}']), "{text:?}");
    }
    let bytes = |arguments: &[&str]| machine.command(arguments).output().expect("a child").stdout;
    assert!(bytes(&["export", "accounts", "--bom"]).starts_with("\u{FEFF}code,".as_bytes()));
    assert!(bytes(&["export", "accounts"]).starts_with(b"code,licence,name,"));
}

#[test]
fn a_file_has_its_name_when_it_is_whole() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::with_book();
    let file = machine.path("out.csv");
    let name = file.display().to_string();
    let said = machine.good(&["export", "accounts", "-o", &name]);
    assert_eq!(said, format!("Written to {name}: 5\n"));
    assert_eq!(std::fs::read_to_string(&file).expect("a file"), machine.good(&["export", "accounts"]));
    assert_eq!(std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    machine.good(&["export", "accounts", "-o", &name]);
    let own = machine.database().display().to_string();
    let (code, said) = machine.bad(&["export", "accounts", "-o", &own]);
    assert!(code == 1 && said.contains("is a database"), "{said}");
    let (code, said) = machine.bad(&["--lang", "zh-CN", "export", "accounts", "-o", "no/folder/out.csv"]);
    assert!(code == 1 && said.contains("未能写入"), "{said}");
    let rows: String = (0..3000).fold(String::new(), |rows, n| rows + &format!("Shop {n},{}\n", "x".repeat(200)));
    let large = Machine::with(&format!("name,address\n{rows}"));
    let name = large.path("out.csv").display().to_string();
    let said = crate::support::machine::Said::of(large.cramped(800, &["export", "accounts", "-o", &name]));
    assert!(said.code == 1 && said.err.contains(&name), "{said:?}");
    assert!(!large.names().iter().any(|name| name.starts_with("out.csv")), "{:?}", large.names());
    machine.healthy();
}

#[test]
fn people_leave_as_cards() {
    let (machine, demo, path) = territory();
    let cards = machine.good(&["--db", &path, "--as", &demo.rep.code, "export", "contacts", "--vcard"]);
    let people = csv_of(&machine, &path, &demo.rep.code, &["contacts"]).len() - 1;
    assert!(people > 100);
    assert_eq!(cards.matches("BEGIN:VCARD\r\nVERSION:4.0\r\n").count(), people);
    assert_eq!(cards.matches("END:VCARD\r\n").count(), people);
    assert!(cards.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
}

#[test]
fn a_pipe_that_is_closed_is_no_fault() {
    let (machine, demo, path) = territory();
    let mut child = machine
        .command(&["--db", &path, "--as", &demo.rep.code, "export", "touches"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("a child");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
}

#[test]
fn what_leaves_comes_in_again() {
    let (machine, demo, path) = territory();
    let (code, account) = (&demo.rep.code, demo.book()[0].account);
    let product = demo.store().products().expect("products").remove(0);
    let counted = |count, factor| {
        let unit = if factor == 1 { product.unit.clone() } else { product.packs[0].name.clone() };
        Counted { product: product.id, amount: Amount { count, unit, factor } }
    };
    // Words that a spreadsheet, or a reader of one, could mistake.
    let report = rounds::domain::touch::Report {
        content: rounds::domain::touch::Content {
            kind: rounds::domain::touch::TouchKind::Stay,
            note: "=1+1\n\"quoted\", and more\n第三行".to_owned(),
            order: Some(Order::Lines(vec![counted(2, 1), counted(1, 10)])),
            shelf: vec![counted(0, 1)],
            display: Some(Display { lacks: DisplayPoint::ALL.to_vec() }),
            needs: Need::ALL.to_vec(),
            told: "new prices".to_owned(),
            rival: "=a poster".to_owned(),
            ..Default::default()
        },
        ..Default::default()
    };
    let touch = rounds::domain::ids::TouchId(uuid::Uuid::from_u128(9));
    let day = demo.today() - chrono::Duration::days(1);
    demo.apply(Some(demo.rep.id), vec![Change::Enter { touch, account, day, start: None, end: None, report }]);
    let again = machine.path("again.db").display().to_string();
    for what in ["accounts", "contacts", "products", "visits"] {
        let list = machine.path(&format!("{what}.csv")).display().to_string();
        machine.good(&["--db", &path, "--as", code, "export", what, "--all", "-o", &list]);
        let said = machine.run(&["--db", &again, "import", &list, "--kind", what]);
        assert!(said.code == 0 || what == "products", "{what}: {said:?}");
        // What is new there: identities, the day it was added, and what a list cannot say.
        let unlike = ["uuid", "added", "temperament", "counts", "last_visit", "status"];
        let facts = |path: &str, code: &str| -> BTreeSet<Vec<String>> {
            let rows = csv_of(&machine, path, code, &[what, "--all"]);
            let at: Vec<usize> = (0..rows[0].len()).filter(|at| !unlike.contains(&rows[0][*at].as_str())).collect();
            rows[1..].iter().map(|row| at.iter().map(|at| row[*at].clone()).collect()).collect()
        };
        let (before, after) = (facts(&path, code), facts(&again, code));
        let lost: Vec<_> = before.difference(&after).take(3).collect();
        let found: Vec<_> = after.difference(&before).take(3).collect();
        assert!(lost.is_empty(), "{what}: {lost:?} became {found:?}");
        assert_eq!(before.len(), after.len(), "{what}");
        // A second time nothing is new.
        let said = machine.run(&["--db", &again, "import", &list, "--kind", what]);
        assert!(what == "products" || said.out.contains("new: 0, changed: 0"), "{what}: {said:?}");
    }
}
