//! What can happen to a session: a key, pasted text, the mouse, a new size, a minute gone by, the line lost. The layers above
//! `terminal` know the outside world only through these values, so a test, a local terminal and an SSH channel look alike.

use crate::app::chord::Chord;

/// One thing that happened outside the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A key press. Releases are never reported.
    Key(Chord),
    /// A bracketed paste, line ends normalised to `\n`, control characters removed, at most 64 KiB.
    /// Input methods may commit several characters this way, so every text field must accept it.
    Paste(String),
    /// A mouse action, where the terminal reports them.
    Mouse(Mouse),
    /// The terminal was measured: it draws lines and marks, which are of ambiguous width, two cells wide.
    Wide,
    /// A text comes back from the person's own editor, or why it does not.
    Edited(Result<String, String>),
    /// The terminal has this many columns and rows now (already clamped to sane sizes).
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Somebody else has changed data.
    Changed,
    /// A minute boundary of the wall clock went by.
    Minute,
    /// A time the program asked to be woken at has come.
    Tick,
    /// The terminal is gone or the process is asked to leave: save what was typed and stop. Nothing can be drawn any more
    /// when the line is lost.
    Hangup,
}

/// A mouse action, in cells from the top left corner, zero based.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub action: MouseAction,
    /// Column of the cell.
    pub column: u16,
    /// Row of the cell.
    pub row: u16,
}

/// What the mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseAction {
    /// The left button went down.
    Click,
    /// The wheel moved one notch up.
    WheelUp,
    /// The wheel moved one notch down.
    WheelDown,
}
