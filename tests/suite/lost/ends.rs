//! Ends that nobody chose: the line drops, the machine shuts down, the terminal window is closed, the program is stopped. A panic is
//! provoked in the toy (`pty::local`), since nothing in the real program should panic.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::open_note;
use crate::pty::harness::{PATIENCE, Pty};
use crate::support::machine::Machine;

const NOTE: &str = "asked for price labels";

/// The words are a draft, the visit is open, and the next start says so and gives the words back.
fn is_kept(machine: &Machine) {
    assert_eq!(machine.drafts(), [NOTE]);
    let mut pty = machine.open(&[]);
    pty.see("Open visits: 1 (Lakeside Kiosk");
    pty.keys("v enter");
    pty.see(NOTE);
    pty.keys("esc");
    pty.see("draft kept");
    pty.keys("2 c");
    pty.see(NOTE);
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit_code(), 0);
    assert_eq!(machine.drafts(), [NOTE]);
    machine.healthy();
}

#[test]
fn asked_to_end_it_keeps_the_words_and_gives_the_terminal_back() {
    for signal in [Signal::TERM, Signal::INT] {
        let machine = Machine::with_book();
        let mut pty = open_note(&machine, NOTE);
        pty.signal(signal);
        pty.until("give the terminal back", |screen| {
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        });
        assert_eq!(pty.exit_code(), 0);
        is_kept(&machine);
    }
}

#[test]
fn a_hangup_keeps_the_words() {
    let machine = Machine::with_book();
    let mut pty = open_note(&machine, NOTE);
    pty.signal(Signal::HUP);
    pty.exit_code();
    is_kept(&machine);
}

/// The emulator's keyboard types a line end and ctrl-d when it is taken away. The line end is trimmed; ctrl-d would check out.
fn without_ctrl_d() -> Machine {
    let machine = Machine::with_book();
    machine.write("config/rounds/config.toml", "[keys]\nsave = ['ctrl-s']\n");
    machine
}

#[test]
fn a_terminal_that_goes_away_keeps_the_words() {
    let machine = without_ctrl_d();
    let mut pty = open_note(&machine, NOTE);
    // A key whose answer is painted wakes the thread that reads; it is no part of the words.
    pty.hang_up(b"\x0c");
    pty.exit_code();
    is_kept(&machine);
}

/// In a session of its own the program gets no signal; it must see the end in what it reads, and not read the end for ever.
#[test]
fn a_terminal_lost_without_a_signal_keeps_the_words() {
    let setsid = Path::new("/usr/bin/setsid");
    if !setsid.exists() {
        println!("skipped: no setsid here");
        return;
    }
    let machine = without_ctrl_d();
    let mut command = machine.builder(&[]);
    command.get_argv_mut().splice(0..0, [setsid.into(), "--wait".into()]);
    let mut pty = Pty::start_command(command);
    pty.see("Today");
    pty.keys("2 c");
    pty.see("Note");
    pty.type_bytes(NOTE.as_bytes());
    pty.see(NOTE);
    pty.hang_up(b"\x0c");
    pty.exit_code();
    // setsid is gone at once, the program a moment later, when it has put its log away.
    let deadline = Instant::now() + PATIENCE;
    while machine.path("data/rounds/rounds.db-wal").exists() {
        assert!(Instant::now() < deadline, "never ended");
        thread::sleep(Duration::from_millis(5));
    }
    is_kept(&machine);
}

#[test]
fn quitting_in_the_middle_of_a_visit_keeps_the_words() {
    let machine = Machine::with_book();
    let mut pty = open_note(&machine, NOTE);
    pty.keys("tab q");
    assert_eq!(pty.exit_code(), 0);
    is_kept(&machine);
}

#[test]
fn a_late_entry_that_was_cut_off_is_offered_too() {
    let machine = Machine::with_book();
    let mut pty = super::open_overdue(&machine, &[]);
    pty.keys("e");
    pty.see("On which day was the visit?");
    pty.type_bytes(b"-1\r");
    pty.see("late entry for");
    pty.type_bytes(NOTE.as_bytes());
    pty.see(NOTE);
    pty.signal(Signal::HUP);
    pty.exit_code();
    let mut pty = machine.open(&[]);
    pty.see("Drafts kept from last time: 1 (Lakeside Kiosk");
    pty.keys("v enter");
    pty.see(NOTE);
    pty.keys("ctrl-s");
    pty.see("saved");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    let day: Vec<String> = machine.select("SELECT day FROM touch WHERE note <> ''");
    assert_eq!(day, ["2026-11-19"]);
}

#[test]
fn stopped_and_continued_it_goes_on() {
    let machine = Machine::with_book();
    let mut pty = open_note(&machine, NOTE);
    pty.signal(Signal::STOP);
    pty.spoil(b"\x1b[?1049l\x1b[H$ ls");
    pty.signal(Signal::CONT);
    pty.see_no("$ ls");
    pty.see(NOTE);
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
}
