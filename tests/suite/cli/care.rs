//! Looking after a database: the doctor, and copies.

use crate::support::machine::Machine;

#[test]
fn the_doctor_finds_what_is_wrong() {
    let machine = Machine::with_book();
    machine.healthy();
    assert_eq!(machine.good(&["--lang", "zh-CN", "doctor"]).lines().last(), Some("未发现问题"));
    machine.select("UPDATE cadence SET due_day = '2030-01-01' WHERE last_day = '2026-11-02' RETURNING level");
    let said = machine.run(&["doctor"]);
    assert_eq!(said.code, 3, "{said:?}");
    assert!(said.out.contains("Lakeside Kiosk"), "{said:?}");
    assert!(said.err.contains("Faults found: 1"), "{said:?}");
}

#[test]
fn a_copy_can_be_opened_by_itself() {
    let machine = Machine::with_book();
    let copy = machine.path("copy.db").display().to_string();
    // While somebody works on it.
    let mut pty = machine.open(&[]);
    pty.see("Today");
    pty.keys("2");
    pty.see("Score");
    pty.keys("c");
    pty.see("Checked in at Lakeside Kiosk");
    assert_eq!(machine.good(&["backup", &copy]).trim(), format!("Copied to {copy}"));
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
    let of_copy = machine.good(&["--db", &copy, "overdue", "--csv"]);
    assert!(of_copy.contains("Lakeside Kiosk,,K01,A,14,3,5,working,visiting,"), "{of_copy}");
    assert_eq!(machine.good(&["--db", &copy, "doctor"]).lines().last(), Some("No fault found"));
    assert!(!machine.good(&["overdue"]).contains("Lakeside"));
    // An earlier copy is replaced, and nothing lies beside it.
    machine.good(&["backup", &copy]);
    assert!(!machine.good(&["--db", &copy, "overdue"]).contains("Lakeside"));
    let beside: Vec<String> = machine.names().into_iter().filter(|name| name.starts_with("copy")).collect();
    assert_eq!(beside, ["copy.db"]);
    machine.open(&["--db", &copy]).see("Today");
}

#[test]
fn a_copy_that_cannot_be_made_is_said() {
    let machine = Machine::with_book();
    let (code, said) = machine.bad(&["backup", "no/such/folder/copy.db"]);
    assert!(code == 1 && said.contains("no/such/folder/copy.db"), "{said}");
    // Nor is anything replaced that is no earlier copy: the database itself, another that is open, a letter.
    let own = machine.database().display().to_string();
    let letter = machine.write("letter.txt", "Dear Ann");
    let copy = machine.path("copy.db").display().to_string();
    machine.good(&["backup", &copy]);
    let pty = machine.open(&["--db", &copy]);
    pty.see("Today");
    for target in [own, letter, copy] {
        let before = std::fs::read(&target).expect("a file");
        for (lang, wanted) in [("en", "Choose another name"), ("zh-CN", "请换一个文件名")] {
            let (code, said) = machine.bad(&["--lang", lang, "backup", &target]);
            assert!(code == 1 && said.contains(&target) && said.contains(wanted), "{said}");
        }
        assert_eq!(std::fs::read(&target).expect("a file"), before);
    }
    machine.healthy();
}

#[test]
fn the_demo_begins_with_nothing_to_take_back() {
    let machine = Machine::new();
    let mut pty = machine.open(&["demo"]);
    pty.see("Today");
    pty.keys("u");
    pty.see("Nothing to undo");
    assert!(!machine.names().iter().any(|name| name.contains(".db")), "{:?}", machine.names());
}
