//! The first start on a new machine.

use crate::support::machine::Machine;

#[test]
fn the_first_question_is_who_you_are() {
    let machine = Machine::new();
    let mut pty = machine.open(&[]);
    pty.see("Which language?");
    pty.keys("enter");
    pty.see("Welcome. What is your name?");
    pty.see("li");
    pty.keys("enter");
    pty.see("What do you want to begin with?");
    assert_eq!(machine.select("SELECT name FROM rep"), <[String; 0]>::default(), "nothing is made yet");
    pty.keys("2");
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
    pty.see("使用哪种语言？");
    pty.keys("enter");
    pty.see("请输入您的姓名");
    pty.keys("backspace backspace enter"); // an empty name is not taken
    pty.type_bytes("李雷\r".as_bytes());
    pty.see("从哪里开始？");
    pty.keys("2");
    pty.see("今日");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(machine.select("SELECT code || ' ' || name FROM rep"), ["li 李雷"]);
}

#[test]
fn the_language_that_is_chosen_stays() {
    let machine = Machine::new();
    let mut pty = machine.open(&[]);
    pty.see("Which language?");
    pty.keys("j");
    pty.see("使用哪种语言？");
    pty.keys("enter enter 2");
    pty.see("今日");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    machine.open(&[]).see("今日");
}

#[test]
fn one_begins_with_a_list_or_with_a_look_at_the_demo() {
    let machine = Machine::new();
    let mut pty = machine.open(&[]);
    pty.see("Which language?");
    pty.keys("enter enter");
    pty.see("begin with?");
    pty.keys("3");
    pty.see("王芳");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(machine.select("SELECT name FROM rep"), <[String; 0]>::default(), "the demo makes nothing");
    let mut pty = machine.open(&[]);
    pty.see("Which language?");
    pty.keys("enter enter");
    pty.see("begin with?");
    pty.keys("enter");
    pty.see("Import which file?");
}

#[test]
fn leaving_the_question_makes_nobody() {
    for key in ["esc", "ctrl-c"] {
        let machine = Machine::new();
        let mut pty = machine.open(&[]);
        pty.see("Which language?");
        pty.keys("enter");
        pty.see("What is your name?");
        pty.keys(key);
        pty.see("Which language?");
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
