//! Nothing is lost: the real program in a real terminal, killed, hung up, locked out, and given files and windows that nobody would wish
//! for. What it has said is saved is there afterwards; what was typed is there as a draft; the terminal is as before.

mod copies;
mod ends;
mod files;
mod first;
mod hostile;
mod kills;
mod sharing;
mod window;

use crate::pty::harness::Pty;
use crate::support::machine::Machine;

/// Opens the program on the list of accounts, the most urgent in hand.
fn open_overdue(machine: &Machine, arguments: &[&str]) -> Pty {
    let mut pty = machine.open(arguments);
    pty.see("Today");
    pty.keys("2");
    pty.see("Score");
    pty
}

/// Opens it with a visit at Lakeside Kiosk begun and a note typed.
fn open_note(machine: &Machine, note: &str) -> Pty {
    let mut pty = open_overdue(machine, &[]);
    pty.keys("c");
    pty.see("Note");
    pty.type_bytes(note.as_bytes());
    pty.see(note);
    pty
}
