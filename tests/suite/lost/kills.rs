//! kill -9, at any moment.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::thread;
use std::time::Duration;

use rustix::process::Signal;

use super::open_overdue;
use crate::support::emulator::emulator;
use crate::support::machine::Machine;

const ROUNDS: usize = 20;

/// A list of shops that nobody has visited.
fn kiosks(count: usize) -> String {
    (1..=count).fold("code,name,tier\n".to_owned(), |mut list, n| {
        writeln!(list, "K{n:03},Kiosk {n:03},A").expect("memory");
        list
    })
}

/// Which shops the screen said are checked out, in whole frames only: what was half painted when the program died was not said.
fn acknowledged(bytes: &[u8]) -> BTreeSet<String> {
    let end = b"\x1b[?2026l";
    let mut terminal = emulator(80, 24);
    let mut said = BTreeSet::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(end.len()).position(|it| it == end) {
        let (frame, others) = rest.split_at(at + end.len());
        terminal.process(frame);
        rest = others;
        let text = terminal.screen().contents();
        if let Some(at) = text.find("Checked out of ") {
            said.insert(text[at..].chars().skip("Checked out of ".len()).take("Kiosk 001".len()).collect());
        }
    }
    said
}

#[test]
fn what_was_said_to_be_saved_is_there_after_a_kill() {
    let machine = Machine::with(&kiosks(ROUNDS * 6));
    let mut all = BTreeSet::new();
    for round in 0..ROUNDS {
        let mut pty = open_overdue(&machine, &[]);
        let visit = |n: usize| format!("gcwords of round {round} visit {n}\x13").into_bytes();
        // Some are waited for, the others are typed ahead and met by the kill.
        for n in 0..round % 3 {
            pty.type_bytes(&visit(n));
            pty.until("check out", |screen| {
                let (text, words) = (screen.contents(), format!("words of round {round} visit {n}"));
                text.contains("Checked out of ") && !text.contains(&words)
            });
            pty.keys("j"); // which takes the word away
            pty.see_no("Checked out of ");
        }
        pty.type_bytes(&(3..6).flat_map(visit).collect::<Vec<u8>>());
        thread::sleep(Duration::from_micros(1_700 * round as u64)); // some moment or other
        pty.signal(Signal::KILL);
        let said = acknowledged(&pty.everything());
        assert!(said.len() >= round % 3, "round {round}: {said:?}");
        all.extend(said);
        let sql = "SELECT name FROM account JOIN touch ON touch.account = account.id WHERE touch.open = 0";
        let present: BTreeSet<String> = machine.select(sql).into_iter().collect();
        assert!(all.is_subset(&present), "round {round}: lost {:?}", all.difference(&present));
        machine.healthy();
    }
    // Words that were saved are saved with their visit, each once.
    let notes = machine.notes();
    assert!(notes.len() >= all.len(), "{} notes of {} visits", notes.len(), all.len());
    assert!(all.len() >= (0..ROUNDS).map(|round| round % 3).sum(), "each that was waited for is another shop: {all:?}");
}

#[test]
fn a_killed_note_is_there_as_a_draft() {
    let machine = Machine::with_book();
    let mut pty = super::open_note(&machine, "the counter is still the old one");
    while machine.drafts().is_empty() {
        thread::sleep(Duration::from_millis(20)); // the test times out if it never comes
    }
    pty.type_bytes(b" and more");
    pty.signal(Signal::KILL);
    pty.everything();
    let mut pty = machine.open(&[]);
    pty.see("Open visits: 1 (Lakeside Kiosk");
    pty.keys("v");
    pty.see("open since 09:00");
    pty.keys("enter");
    pty.see("the counter is still the old one");
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
    pty.keys("q");
    assert_eq!(pty.exit_code(), 0);
    assert!(machine.notes()[0].starts_with("the counter is still the old one"));
    assert!(machine.drafts().is_empty());
    machine.healthy();
}
