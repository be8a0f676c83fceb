//! The operation log for people and programs.

use serde_json::Value;

use crate::support::machine::Machine;

fn json(machine: &Machine, arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&machine.good(&[&["log", "--json"], arguments].concat())).expect("JSON")
}

#[test]
fn the_log_tells_what_was_done_and_what_was_taken_back() {
    let machine = Machine::with_book();
    let mut pty = machine.open(&[]);
    pty.see("Today");
    pty.keys("2");
    pty.see("Score");
    pty.keys("c");
    pty.see("Checked in at Lakeside Kiosk");
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
    pty.keys("u");
    pty.see("Undone: check-out Lakeside Kiosk");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let found = json(&machine, &[]);
    let told: Vec<String> =
        found.iter().map(|it| format!("{} {} {} {}", it["who"], it["what"], it["deed"], it["state"])).collect();
    let wanted = [
        r#""li" "undo" "check-out" "in-force""#,
        r#""li" "change" "check-out" "undone""#,
        r#""li" "change" "check-in" "in-force""#,
    ];
    assert_eq!(told, wanted, "{found:?}");
    assert_eq!(
        (&found[2]["name"], &found[2]["code"], &found[2]["records"]),
        (&"Lakeside Kiosk".into(), &"K01".into(), &2.into())
    );
    assert_eq!((&found[2]["at"], &found[2]["day"]), (&"2026-11-20T01:00:00.000Z".into(), &"2026-11-20".into()));
    let csv = machine.good(&["log", "--csv"]);
    assert!(csv.starts_with("at,day,who,what,deed,name,code,accounts,records,state,operation\r\n"), "{csv}");
    for form in ["--json", "--csv"] {
        assert_eq!(machine.good(&["log", form]), machine.good(&["log", form, "--lang", "zh-CN"]));
    }
    let text = machine.good(&["log"]);
    assert!(text.contains("2026-11-20 09:00") && text.contains("undo: check-out"), "{text}");
    let text = machine.good(&["log", "--lang", "zh-CN"]);
    assert!(text.starts_with("时间") && text.contains("撤销：签退") && text.contains("已撤销"), "{text}");
    assert_eq!(json(&machine, &["--limit", "2"]).len(), 2);
    assert_eq!(json(&machine, &["--account", "lakeside"]).len(), 3);
    assert_eq!(json(&machine, &["--account", "K02"]).len(), 0);
    assert_eq!(json(&machine, &["--since", "-1"]).len(), 3);
    assert_eq!(json(&machine, &["--since", "2026-11-20"]).len(), 3);
    for (arguments, code, wanted) in [
        (["log", "--since", "someday"], 2, "is not a day"),
        (["log", "--account", "nobody"], 1, "No account is found"),
        (["log", "--limit", "many"], 2, "many"),
    ] {
        let (found, said) = machine.bad(&arguments);
        assert!(found == code && said.contains(wanted), "{arguments:?}: {said}");
    }
}

#[test]
fn the_import_is_in_the_log_of_who_sees_all() {
    let machine = Machine::with_book();
    assert_eq!(json(&machine, &[]).len(), 0, "a rep sees the own ones");
    machine.select("UPDATE rep SET role = 'manager' RETURNING code");
    let found = json(&machine, &[]);
    let import = &found[0];
    assert_eq!((&import["who"], &import["what"], &import["accounts"]), (&Value::Null, &"change".into(), &5.into()));
    assert!(machine.good(&["log"]).contains("accounts: 5"));
}
