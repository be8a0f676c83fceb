//! The first start on a new machine.

use crate::support::machine::Machine;

#[test]
fn the_first_question_is_who_you_are() {
    let machine = Machine::new();
    let mut pty = machine.open(&[]);
    pty.see("Welcome. What is your name?");
    pty.see("li");
    pty.keys("enter");
    pty.see("Today");
    pty.see("No accounts yet");
    pty.keys("2");
    pty.see("No accounts yet");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(machine.select("SELECT code || ' ' || name || ' ' || zone FROM rep"), ["li li Asia/Shanghai"]);
    // It is not asked again.
    let mut pty = machine.open(&[]);
    pty.see("No accounts yet");
    // The list can be imported now, and is there at the next key.
    machine.import(crate::support::machine::BOOK);
    pty.keys("2 j");
    pty.see("Lakeside Kiosk");
}

#[test]
fn another_name_can_be_given() {
    let mut machine = Machine::new();
    machine.set("LANG", "zh_CN.UTF-8");
    let mut pty = machine.open(&[]);
    pty.see("请输入您的姓名");
    pty.keys("backspace backspace enter"); // an empty name is not taken
    pty.type_bytes("李雷\r".as_bytes());
    pty.see("今日");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(machine.select("SELECT code || ' ' || name FROM rep"), ["li 李雷"]);
}

#[test]
fn leaving_the_question_makes_nobody() {
    for key in ["esc", "ctrl-c"] {
        let machine = Machine::new();
        let mut pty = machine.open(&[]);
        pty.see("What is your name?");
        pty.keys(key);
        assert_eq!(pty.exit_code(), 0);
        pty.until("give the terminal back", |screen| !screen.alternate_screen());
        assert_eq!(machine.select("SELECT name FROM rep"), <[String; 0]>::default());
    }
}

#[test]
fn a_private_place_is_made_for_the_data() {
    use std::os::unix::fs::PermissionsExt;
    let machine = Machine::with_book();
    machine.open(&[]).see("Today");
    let mode = |name: &str| std::fs::metadata(machine.path(name)).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode("data/rounds/rounds.db"), 0o600);
    assert_eq!(mode("state/rounds/rounds.log"), 0o600);
}
