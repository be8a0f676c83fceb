//! The terminal emulator the tests paint into, in columns and rows as the rest of the program counts.

use std::num::NonZeroU16;

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("a size")
}

/// An emulator of this many columns and rows.
pub fn emulator(width: u16, height: u16) -> vt100::Parser {
    vt100::Parser::new(cells(height), cells(width), 0)
}

/// Gives it another size.
pub fn resize(terminal: &mut vt100::Parser, width: u16, height: u16) {
    terminal.screen_mut().set_size(cells(height), cells(width));
}
