//! The copy of the day: made while somebody works, once, by the real program; and what is said where none can be made.

use rustix::process::Signal;

use super::open_overdue;
use crate::pty::harness::PATIENCE;
use crate::support::machine::Machine;

/// The copies there are, by name.
fn copies(machine: &Machine) -> Vec<String> {
    let names = machine.names().into_iter();
    names.filter_map(|name| name.strip_prefix("data/rounds/backups/").map(ToOwned::to_owned)).collect()
}

/// Whether it has the name of a copy that is complete.
fn is_whole(name: &str) -> bool {
    name.strip_suffix(".db").is_some()
}

/// Waits until there are so many, all of them whole.
fn wait_for(machine: &Machine, count: usize) -> Vec<String> {
    let deadline = std::time::Instant::now() + PATIENCE;
    loop {
        let found = copies(machine);
        if found.len() == count && found.iter().all(|name| is_whole(name)) {
            return found;
        }
        assert!(std::time::Instant::now() < deadline, "{found:?}");
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn one_copy_is_made_on_each_day_the_screens_are_open() {
    let mut machine = Machine::with_book();
    machine.good(&["overdue"]);
    assert_eq!(copies(&machine), <[String; 0]>::default(), "reports make none");
    let mut pty = open_overdue(&machine, &[]);
    let first = wait_for(&machine, 1);
    assert!(first[0].starts_with("rounds-") && first[0].ends_with("-2026-11-20.db"), "{first:?}");
    let bytes = std::fs::read(machine.path("data/rounds/backups").join(&first[0])).expect("a copy");
    pty.keys("c");
    pty.see("Checked in at Lakeside Kiosk");
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    // Opened again on the same day: the copy of the morning stands.
    let mut pty = open_overdue(&machine, &[]);
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let now = std::fs::read(machine.path("data/rounds/backups").join(&first[0])).expect("a copy");
    assert!(now == bytes, "the copy was written anew");
    machine.clock(Some("2026-11-21T09:00"));
    let pty = machine.open(&[]);
    pty.see("Today");
    assert_eq!(wait_for(&machine, 2)[0], first[0]);
    drop(pty);
    // Each can be gone back to.
    let copy = machine.path("data/rounds/backups").join(&first[0]).display().to_string();
    assert!(machine.good(&["--db", &copy, "overdue"]).contains("Lakeside Kiosk"));
}

#[test]
fn no_copy_where_none_is_wished_for() {
    let machine = Machine::with_book();
    machine.write("config/rounds/config.toml", "[backup]\ndaily = false\n");
    let mut pty = open_overdue(&machine, &[]);
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let mut pty = machine.open(&["demo"]);
    pty.see("Today");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(copies(&machine), <[String; 0]>::default());
}

#[test]
fn the_folder_can_be_another() {
    let machine = Machine::with_book();
    let folder = machine.path("copies");
    machine.write("config/rounds/config.toml", format!("[backup]\nfolder = '{}'\n", folder.display()));
    let pty = machine.open(&[]);
    pty.see("Today");
    let deadline = std::time::Instant::now() + PATIENCE;
    while !machine.names().iter().any(|name| name.starts_with("copies/") && is_whole(name)) {
        assert!(std::time::Instant::now() < deadline);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert_eq!(copies(&machine), <[String; 0]>::default());
}

#[test]
fn a_copy_that_cannot_be_made_is_said_once_and_nothing_stops() {
    let mut machine = Machine::with_book();
    machine.write("data/rounds/backups", "a letter where the folder should be");
    for (lang, wanted) in [("C.UTF-8", "No backup was made today: "), ("zh_CN.UTF-8", "今天没有备份：")] {
        machine.set("LANG", lang);
        let mut pty = machine.open(&[]);
        pty.see(wanted);
        pty.keys("2 j");
        pty.see_no(wanted);
        pty.see("Lakeside Kiosk");
        pty.keys("c ctrl-s q");
        assert_eq!(pty.exit_code(), 0);
    }
    let log = std::fs::read_to_string(machine.path("state/rounds/rounds.log")).expect("a log");
    assert_eq!(log.matches("no copy of the day").count(), 2, "{log}");
    machine.set("LANG", "C.UTF-8");
    machine.healthy();
}

#[test]
fn who_is_killed_while_it_is_made_leaves_no_half_copy() {
    let rows = ["Shop,", &"x".repeat(400), "\n"].concat().repeat(4000);
    let machine = Machine::with(&format!("name,address\n{rows}"));
    for wait in [0, 2, 5, 10, 20, 40] {
        let mut pty = machine.open(&[]);
        pty.see("Today");
        std::thread::sleep(std::time::Duration::from_millis(wait));
        pty.signal(Signal::KILL);
        pty.exit_code();
        for name in copies(&machine).iter().filter(|name| is_whole(name)) {
            let file = machine.path("data/rounds/backups").join(name).display().to_string();
            assert_eq!(machine.good(&["--db", &file, "doctor"]).lines().last(), Some("No fault found"));
            std::fs::remove_file(&file).expect("to begin anew");
        }
    }
    let mut pty = machine.open(&[]);
    pty.see("Today");
    wait_for(&machine, 1);
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    machine.healthy();
}
