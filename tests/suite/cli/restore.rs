//! Going back to a copy: what is replaced is kept, what cannot be used is refused, and then the database stands as it was.

use rusqlite::Connection;
use serde_json::Value;

use crate::support::machine::{Machine, Said};

/// Gives a shop another name of the same letters, in all places where it stands.
fn rename(from: &str, to: &str) -> String {
    format!(
        "UPDATE account SET name = '{to}' WHERE name = '{from}';
         UPDATE account_search SET text = replace(text, '{from}', '{to}');"
    )
}

/// A copy from before a change: afterwards Lakeside Kiosk is called Kiosk Lakeside.
fn changed_since_its_copy(machine: &Machine) -> String {
    let copy = machine.path("copy.db").display().to_string();
    machine.good(&["backup", &copy]);
    let conn = Connection::open(machine.database()).expect("a database");
    conn.execute_batch(&rename("Lakeside Kiosk", "Kiosk Lakeside")).expect("a change");
    drop(conn);
    assert!(machine.good(&["overdue"]).contains("Kiosk Lakeside"));
    copy
}

fn beside(machine: &Machine) -> Vec<String> {
    machine.names().into_iter().filter(|name| name.starts_with("data/rounds/")).collect()
}

#[test]
fn a_copy_takes_the_place_and_what_was_there_is_kept() {
    let machine = Machine::with_book();
    let copy = changed_since_its_copy(&machine);
    let said = machine.good(&["restore", &copy]);
    let kept = machine.path("data/rounds/rounds.replaced-20261120-090000.db").display().to_string();
    assert_eq!(
        said,
        format!("Restored from {copy}: accounts: 5, visits: 0\nWhat was there before is kept as {kept}\n")
    );
    assert!(machine.good(&["overdue"]).contains("Lakeside Kiosk"));
    assert!(machine.good(&["--db", &kept, "overdue"]).contains("Kiosk Lakeside"));
    machine.healthy();
    // And back again: nothing is kept over something else.
    let said = machine.good(&["--lang", "zh-CN", "restore", &kept]);
    assert!(said.starts_with("已从 ") && said.contains("rounds.replaced-20261120-090000-1.db"), "{said}");
    assert!(machine.good(&["overdue"]).contains("Kiosk Lakeside"));
    let left: Vec<String> = beside(&machine);
    assert_eq!(left.len(), 3, "{left:?}");
    assert!(std::path::Path::new(&copy).exists(), "the copy itself stays");
}

#[test]
fn a_log_that_was_left_is_folded_into_what_is_kept() {
    let machine = Machine::with_book();
    let copy = changed_since_its_copy(&machine);
    // What a killed program leaves: the change stands in the log alone.
    let conn = Connection::open(machine.database()).expect("a database");
    conn.execute_batch("PRAGMA wal_autocheckpoint = 0").expect("a log");
    conn.execute_batch(&rename("Kiosk Lakeside", "Koisk Lakeside")).expect("a change");
    for suffix in ["", "-wal"] {
        let file = format!("{}{suffix}", machine.database().display());
        std::fs::copy(&file, format!("{file}.left")).expect("a copy");
    }
    drop(conn);
    for suffix in ["", "-wal"] {
        let file = format!("{}{suffix}", machine.database().display());
        std::fs::rename(format!("{file}.left"), &file).expect("as it was left");
    }
    machine.good(&["restore", &copy]);
    assert!(machine.good(&["overdue"]).contains("Lakeside Kiosk"));
    let kept = machine.path("data/rounds/rounds.replaced-20261120-090000.db").display().to_string();
    assert!(machine.good(&["--db", &kept, "overdue"]).contains("Koisk Lakeside"));
    machine.healthy();
}

#[test]
fn nobody_else_may_have_it_open() {
    let machine = Machine::with_book();
    let copy = changed_since_its_copy(&machine);
    let mut pty = machine.open(&[]);
    pty.see("Today");
    for (lang, wanted) in [("en", "Leave Rounds in every window"), ("zh-CN", "请在所有窗口退出巡访")] {
        let (code, said) = machine.bad(&["--lang", lang, "restore", &copy]);
        assert!(code == 1 && said.contains(wanted), "{said}");
    }
    pty.keys("2");
    pty.see("Kiosk Lakeside");
    pty.keys("c");
    pty.see("Checked in at Kiosk Lakeside");
    pty.keys("ctrl-s");
    pty.see("Checked out of Kiosk Lakeside");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert!(!beside(&machine).iter().any(|name| name.contains("replaced") || name.contains("restore")));
    machine.good(&["restore", &copy]);
    machine.healthy();
}

#[test]
fn what_cannot_be_used_is_refused_and_nothing_is_touched() {
    let machine = Machine::with_book();
    let copy = changed_since_its_copy(&machine);
    let letter = machine.write("letter.txt", "Dear Ann");
    let empty = machine.write("empty.db", "");
    let songs = machine.path("songs.db").display().to_string();
    Connection::open(&songs).expect("a database").execute_batch("CREATE TABLE song (title TEXT)").expect("a table");
    let bytes = std::fs::read(&copy).expect("a copy");
    let cut = machine.write("cut.db", &bytes[..bytes.len() / 2]);
    let mut hit = bytes.clone();
    let at = bytes.windows(16).position(|it| it == b"Lakeside Kiosk1 ").expect("the shop");
    hit[at - 40..at - 8].fill(0xFF);
    let hit = machine.write("hit.db", hit);
    let newer = machine.write("newer.db", &bytes);
    Connection::open(&newer).expect("a database").execute_batch("PRAGMA user_version = 99").expect("newer");
    let torn = machine.write("torn.db", &bytes);
    let orphan = "PRAGMA foreign_keys = OFF; DELETE FROM rep";
    Connection::open(&torn).expect("a database").execute_batch(orphan).expect("a reference to nothing");
    let own = machine.database().display().to_string();
    let missing = machine.path("missing.db").display().to_string();
    let not_ours = ["is no copy of a Rounds database", "不是巡访数据库的备份"];
    let damaged = ["is damaged", "已损坏"];
    let before = (std::fs::read(&own).expect("a file"), beside(&machine));
    for (file, code, said) in [
        (&letter, 3, not_ours),
        (&empty, 3, not_ours),
        (&songs, 3, not_ours),
        (&cut, 3, damaged),
        (&hit, 3, damaged),
        (&torn, 3, damaged),
        (&newer, 3, ["written by a newer Rounds", "请安装新版本"]),
        (&own, 1, ["is the database itself", "就是当前数据库"]),
        (&missing, 1, ["The database was not touched", "数据库没有改动"]),
    ] {
        for (lang, wanted) in ["en", "zh-CN"].into_iter().zip(said) {
            let (found, said) = machine.bad(&["--lang", lang, "restore", file]);
            assert!(found == code && said.contains(wanted) && said.contains(file.as_str()), "{file}: {found} {said}");
        }
        assert_eq!(beside(&machine), before.1, "{file}");
        assert!(std::fs::read(&own).expect("a file") == before.0, "{file}");
    }
}

#[test]
fn a_damaged_database_can_be_gone_back_from() {
    let machine = Machine::with_book();
    let copy = changed_since_its_copy(&machine);
    let bytes = std::fs::read(machine.database()).expect("a database");
    for damaged in [bytes[..bytes.len() / 2].to_vec(), {
        let mut hit = bytes.clone();
        hit[4096..].fill(0x5A);
        hit
    }] {
        std::fs::write(machine.database(), &damaged).expect("a file");
        let (code, said) = machine.bad(&["overdue"]);
        assert!(code == 3 && said.contains("rounds restore"), "{said}");
        machine.good(&["restore", &copy]);
        assert!(machine.good(&["overdue"]).contains("Lakeside Kiosk"));
        machine.healthy();
        let kept = beside(&machine).into_iter().rfind(|name| name.contains("replaced")).expect("it is kept");
        assert!(std::fs::read(machine.path(&kept)).expect("a file") == damaged, "it is kept as it was");
        std::fs::remove_file(machine.path(&kept)).expect("gone");
    }
    // Something else in the database's place is not replaced.
    std::fs::write(machine.database(), "Dear Ann").expect("a file");
    let (code, said) = machine.bad(&["restore", &copy]);
    assert!(code == 3 && said.contains("Move it away, then restore again"), "{said}");
    assert_eq!(std::fs::read(machine.database()).expect("a file"), b"Dear Ann");
}

#[test]
fn a_copy_of_an_older_version_is_migrated_and_one_with_a_fault_is_named() {
    let machine = Machine::with_book();
    let old = machine.path("old.db");
    let conn = Connection::open(&old).expect("a database");
    conn.execute_batch(include_str!("../../../src/store/sqlite/migrations/0001.sql")).expect("the first schema");
    conn.execute_batch(
        "PRAGMA user_version = 1;
         INSERT INTO account (id, name, other_name, address, phone, added)
           VALUES (x'0190000000007000800000000000000a', 'Old Shop', '', '', '', '2024-01-01')",
    )
    .expect("an account");
    drop(conn);
    let old = old.display().to_string();
    let before = std::fs::read(&old).expect("a copy");
    let said = machine.good(&["restore", &old]);
    assert!(said.contains("accounts: 1"), "{said}");
    assert_eq!(machine.select("SELECT name FROM account"), ["Old Shop"]);
    assert!(std::fs::read(&old).expect("a copy") == before, "the copy stays what it was");
    assert!(!beside(&machine).iter().any(|name| name.contains("restore") || name.contains("pre-v")));
    // What is derived can be wrong in a copy that is sound: it is taken, and said.
    let copy = {
        let copy = machine.path("copy.db").display().to_string();
        machine.good(&["backup", &copy]);
        copy
    };
    Connection::open(&copy).expect("a database").execute_batch("UPDATE account_search SET text = ''").expect("a fault");
    let said = machine.run(&["restore", &copy]);
    assert!(said.code == 3 && said.out.contains("Restored") && said.err.contains("rounds doctor"), "{said:?}");
}

#[test]
fn a_new_machine_begins_with_a_copy() {
    let (old, new) = (Machine::with_book(), Machine::new());
    let copy = new.path("copy.db").display().to_string();
    old.good(&["backup", &copy]);
    let said = new.good(&["restore", &copy]);
    assert!(said.contains("accounts: 5") && !said.contains("kept"), "{said}");
    assert_eq!(beside(&new), ["data/rounds/rounds.db"]);
    new.healthy();
}

#[test]
fn the_copies_are_listed() {
    let machine = Machine::with_book();
    let said = machine.good(&["restore"]);
    assert!(said.contains("There are no copies yet"), "{said}");
    assert_eq!(machine.good(&["restore", "--json"]).trim(), "[]");
    let mut pty = machine.open(&[]);
    pty.see("Today");
    let listed = || serde_json::from_str::<Value>(&machine.good(&["restore", "--json"])).expect("JSON");
    let deadline = std::time::Instant::now() + crate::pty::harness::PATIENCE;
    while listed().as_array().is_none_or(Vec::is_empty) {
        assert!(std::time::Instant::now() < deadline);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let copy = listed()[0]["file"].as_str().expect("a file").to_owned();
    machine.good(&["restore", &copy]);
    let found = listed();
    let keys: Vec<&String> = found[0].as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["accounts", "bytes", "day", "file", "kind", "visits"]);
    assert_eq!((&found[0]["kind"], &found[0]["day"]), (&"daily".into(), &"2026-11-20".into()));
    assert_eq!((&found[0]["accounts"], &found[0]["visits"]), (&5.into(), &0.into()));
    assert_eq!(found[1]["kind"], "replaced");
    std::fs::write(&copy, "no more").expect("a file");
    assert_eq!(listed()[0]["accounts"], Value::Null);
    let text = machine.good(&["--lang", "zh-CN", "restore"]);
    assert!(text.starts_with("日期") && text.contains("每日") && text.contains("无法读取"), "{text}");
    let csv = machine.good(&["restore", "--csv"]);
    assert!(csv.starts_with("day,kind,bytes,accounts,visits,file\r\n"), "{csv}");
}

#[test]
fn where_there_is_no_room_the_old_one_stands() {
    let machine = Machine::new();
    machine.make_empty();
    let small = machine.path("small.db").display().to_string();
    machine.good(&["backup", &small]);
    let rows: String = (0..3000).fold(String::new(), |rows, n| rows + &format!("Shop {n},{}\n", "x".repeat(200)));
    machine.import(&format!("name,address\n{rows}"));
    let large = machine.path("large.db").display().to_string();
    machine.good(&["backup", &large]);
    machine.good(&["restore", &small]);
    let before = (std::fs::read(machine.database()).expect("a file"), beside(&machine));
    for (arguments, wanted) in [
        (["restore", &large, "--lang", "en"], "could not be replaced"),
        (["restore", &large, "--lang", "zh-CN"], "未能替换"),
    ] {
        let said = Said::of(machine.cramped(800, &arguments));
        assert!(said.code == 1 && said.err.contains(wanted), "{said:?}");
        assert_eq!(beside(&machine), before.1);
        assert!(std::fs::read(machine.database()).expect("a file") == before.0, "it was touched");
    }
    machine.good(&["restore", &large]);
    machine.healthy();
}
