//! What the doctor tells, in all forms, and what is a fault and what only unwise.

use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::support::machine::Machine;

fn findings(machine: &Machine) -> Vec<Value> {
    serde_json::from_str(&machine.good(&["doctor", "--json"])).expect("JSON")
}

/// State and value of a check.
fn of(found: &[Value], check: &str) -> (String, Value) {
    let line = found.iter().find(|it| it["check"] == check).unwrap_or_else(|| panic!("no {check} in {found:?}"));
    (line["state"].as_str().expect("a word").to_owned(), line["value"].clone())
}

#[test]
fn it_tells_where_everything_is() {
    let machine = Machine::with_book();
    let found = findings(&machine);
    let checks: Vec<&str> = found.iter().filter_map(|it| it["check"].as_str()).collect();
    let wanted = [
        "database",
        "log",
        "configuration",
        "themes",
        "backups",
        "newest-backup",
        "schema",
        "size",
        "write-ahead-log",
        "integrity",
        "cadence",
        "counted-days",
        "search",
        "queues",
        "permissions",
        "folder",
    ];
    assert_eq!(checks[..wanted.len()], wanted, "{found:?}");
    let place = |name: &str| Value::from(machine.path(name).display().to_string());
    for (check, name) in [
        ("database", "data/rounds/rounds.db"),
        ("log", "state/rounds/rounds.log"),
        ("configuration", "config/rounds/config.toml"),
        ("themes", "config/rounds/themes"),
        ("backups", "data/rounds/backups"),
    ] {
        assert_eq!(of(&found, check), ("told".to_owned(), place(name)));
    }
    assert_eq!(of(&found, "newest-backup"), ("warning".to_owned(), Value::Null));
    assert_eq!(of(&found, "size").1, std::fs::metadata(machine.database()).expect("a file").len());
    assert_eq!(of(&found, "integrity"), ("good".to_owned(), "sound".into()));
    assert_eq!(of(&found, "cadence"), ("good".to_owned(), "sound".into()));
    assert_eq!(of(&found, "permissions"), ("good".to_owned(), "0600".into()));
    assert_eq!(of(&found, "folder").0, "good");
    // The same in both languages, but for people in their own.
    let chinese = machine.good(&["doctor", "--json", "--lang", "zh-CN"]);
    let mut chinese: Vec<Value> = serde_json::from_str(&chinese).expect("JSON");
    let mut found = found;
    for list in [&mut found, &mut chinese] {
        list.retain(|it| it["check"] != "free-space"); // others write as well
    }
    assert_eq!(found, chinese);
    assert!(machine.good(&["doctor", "--csv"]).starts_with("check,state,value\r\n"));
    let chinese = machine.good(&["doctor", "--lang", "zh-CN"]);
    assert!(chinese.starts_with("检查") && chinese.contains("（不存在）") && chinese.contains("还没有"), "{chinese}");
}

#[test]
fn what_is_unwise_is_a_warning() {
    let machine = Machine::with_book();
    let mode = |name: &str, mode| {
        std::fs::set_permissions(machine.path(name), PermissionsExt::from_mode(mode)).expect("a mode");
    };
    mode("data/rounds/rounds.db", 0o644);
    mode("data/rounds", 0o777);
    let found = findings(&machine);
    assert_eq!(of(&found, "permissions"), ("warning".to_owned(), "0644".into()));
    assert_eq!(of(&found, "folder"), ("warning".to_owned(), "0777".into()));
    let text = machine.good(&["doctor"]);
    assert!(text.contains("chmod 600") && text.ends_with("No fault found\n"), "{text}");
    mode("data/rounds/rounds.db", 0o600);
    mode("data/rounds", 0o700);
    std::os::unix::fs::symlink(machine.database(), machine.path("link.db")).expect("a link");
    let link = machine.path("link.db").display().to_string();
    let found: Vec<Value> = serde_json::from_str(&machine.good(&["--db", &link, "doctor", "--json"])).expect("JSON");
    assert_eq!(of(&found, "link"), ("warning".to_owned(), machine.database().display().to_string().into()));
}

#[test]
fn a_log_that_has_grown_is_a_warning() {
    let machine = Machine::with_book();
    // A read that is never ended keeps the log from being folded in.
    let reader = rusqlite::Connection::open(machine.database()).expect("a database");
    reader.execute_batch("BEGIN; SELECT count(*) FROM account").expect("a read");
    let writer = rusqlite::Connection::open(machine.database()).expect("a database");
    let fill = "CREATE TABLE ballast (bytes BLOB); INSERT INTO ballast VALUES (zeroblob(70000000)); DROP TABLE ballast";
    writer.execute_batch(fill).expect("a lot");
    let found = findings(&machine);
    let (state, bytes) = of(&found, "write-ahead-log");
    assert!(state == "warning" && bytes.as_u64().is_some_and(|bytes| bytes > 64 << 20), "{bytes}");
}

#[test]
fn a_fault_stands_in_the_list_and_ends_with_three() {
    let machine = Machine::with_book();
    machine.select("UPDATE cadence SET due_day = '2030-01-01' WHERE last_day = '2026-11-02' RETURNING level");
    let said = machine.run(&["doctor", "--json"]);
    assert_eq!(said.code, 3, "{said:?}");
    let found: Vec<Value> = serde_json::from_str(&said.out).expect("JSON");
    let (state, value) = of(&found, "cadence");
    assert!(state == "fault" && value.as_str().is_some_and(|it| it.contains("Lakeside Kiosk")), "{found:?}");
    assert!(said.err.contains("rounds restore"), "{said:?}");
}
