//! Terminals and windows that are too small, too big, too fast, or none at all.

use std::process::Stdio;

use super::open_note;
use crate::pty::harness::Pty;
use crate::support::machine::Machine;

#[test]
fn a_storm_of_sizes_is_weathered() {
    let machine = Machine::with_book();
    let mut pty = open_note(&machine, "typed before the storm");
    for n in 0..200_u16 {
        pty.resize(1 + n * 37 % 230, 1 + n * 17 % 70);
    }
    for (width, height) in [(1, 1), (500, 300), (2, 300), (500, 1), (80, 24)] {
        pty.resize(width, height);
    }
    pty.see("typed before the storm");
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
}

#[test]
fn a_window_may_start_small_and_grow() {
    let machine = Machine::with_book();
    let mut pty = Pty::start_sized(machine.builder(&[]), 20, 5);
    pty.see("Window too small");
    pty.keys("2 c");
    pty.resize(80, 24);
    pty.see("Checked in at Lakeside Kiosk");
    pty.resize(40, 12);
    pty.see_no("Window too small");
    pty.see("Lakeside");
    pty.resize(39, 12);
    pty.see("Window too small");
}

#[test]
fn without_screens_there_is_another_way() {
    let mut machine = Machine::new();
    for (lang, wanted) in [("en", "Try: rounds today"), ("zh-CN", "可用：rounds today")] {
        for arguments in [&["--lang", lang][..], &["--lang", lang, "demo"]] {
            let (code, said) = machine.bad(arguments);
            assert!(code == 1 && said.contains(wanted), "{code}: {said}");
        }
    }
    // It was seen before anything was made.
    assert!(!machine.database().exists(), "{:?}", machine.names());
    // On a terminal that shows nothing else there are lines.
    for term in ["dumb", "", "unknown"] {
        machine.set("TERM", term);
        let mut pty = machine.open(&["demo"]);
        pty.see("Number or letter, ? for help:");
        pty.type_bytes(b"q\r");
        assert_eq!(pty.exit_code(), 0);
        assert!(!pty.bytes().contains(&0x1b), "{:?}", String::from_utf8_lossy(&pty.bytes()));
    }
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let machine = Machine::with_book();
    let mut command = machine.command(&["overdue"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a child");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("an end");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Whether any colour was asked for: a select-graphic-rendition sequence with a parameter from 30 to 49 or from 90 on.
fn has_colour(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let runs = text.split("\x1b[").skip(1).filter_map(|rest| rest.split_once('m')).map(|(run, _)| run);
    let plain = runs.filter(|run| run.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'));
    plain.flat_map(|run| run.split(';')).any(|it| it.parse::<u32>().is_ok_and(|n| (30..50).contains(&n) || n >= 90))
}

#[test]
fn no_colour_means_no_colour() {
    let mut machine = Machine::with_book();
    let colourful = |machine: &Machine| {
        let mut pty = machine.open(&[]);
        pty.see("Today");
        pty.keys("2 c");
        pty.see("Note");
        has_colour(&pty.bytes())
    };
    assert!(colourful(&machine), "the test sees colours");
    machine.set("NO_COLOR", "1");
    assert!(!colourful(&machine));
}

#[test]
fn the_language_is_the_locales() {
    let mut machine = Machine::with_book();
    for (name, value, wanted) in
        [("LANG", "zh_CN.UTF-8", "今日"), ("LANG", "en_GB.UTF-8", "Today"), ("LC_ALL", "zh_CN.UTF-8", "今日")]
    {
        machine.set(name, value);
        machine.open(&[]).see(wanted);
    }
    // The Linux console has no Chinese characters.
    machine.set("TERM", "linux");
    machine.open(&[]).see("Today");
}

#[test]
fn the_language_chosen_on_the_screen_is_remembered() {
    let machine = Machine::with_book();
    let mut pty = machine.open(&[]);
    pty.see("Today");
    pty.keys("L");
    pty.see("语言：中文");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    machine.open(&[]).see("今日");
    machine.open(&["--lang", "en"]).see("Today");
}
