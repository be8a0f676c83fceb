//! The bytes that take a terminal over and give it back. Values, not actions, so that they travel over any line and a panic hook can
//! hold them ready.

/// Whether the terminal is asked to report the mouse. It then no longer selects text by itself, so this is a person's choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MouseReports {
    /// The mouse selects text, as without us.
    #[default]
    Off,
    /// Clicks and the wheel are reported.
    On,
}

/// Takes the terminal over: alternate screen, hidden cursor, bracketed paste. The mouse is left alone.
pub fn enter() -> &'static [u8] {
    b"\x1b[?1049h\x1b[?25l\x1b[?2004h"
}

/// Asks the terminal to report the mouse, or no longer to.
pub fn mouse(reports: MouseReports) -> &'static [u8] {
    match reports {
        MouseReports::On => b"\x1b[?1000h\x1b[?1006h",
        MouseReports::Off => b"\x1b[?1006l\x1b[?1000l",
    }
}

/// The row of the answer to [`measure`], counted from 1. Not the first: an answer from there looks like a function key with modifiers.
pub const MEASURED_ROW: u8 = 2;

/// Draws a line of ambiguous width, asks where the cursor is then, and takes the line away again. Who waits for the answer waits for
/// nothing: the terminal may not know the question.
pub fn measure() -> &'static [u8] {
    "\x1b[2;1H\u{2500}\x1b[6n\x1b[2;1H\x1b[K".as_bytes()
}

/// Gives the terminal back as it was, whatever state a frame cut short has left it in.
pub fn leave() -> &'static [u8] {
    b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l"
}
