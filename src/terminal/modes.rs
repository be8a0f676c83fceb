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

/// Takes the terminal over: alternate screen, hidden cursor, bracketed paste, and the mouse if asked for.
pub fn enter(mouse: MouseReports) -> Vec<u8> {
    let mut bytes = b"\x1b[?1049h\x1b[?25l\x1b[?2004h".to_vec();
    if mouse == MouseReports::On {
        bytes.extend_from_slice(b"\x1b[?1000h\x1b[?1006h");
    }
    bytes
}

/// Gives the terminal back as it was, whatever state a frame cut short has left it in.
pub fn leave() -> &'static [u8] {
    b"\x1b[?2026l\x1b[m\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[?25h\x1b[?1049l"
}
