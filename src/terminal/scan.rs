//! Cuts the bytes a terminal sends into whole units: a character, a control byte, an escape sequence, a paste. A state machine over
//! single bytes, so it cannot matter how a line splits them, and every state can be left: a damaged or unanswered sequence never
//! swallows the keyboard. It does not know what a sequence means.

use super::paste::Paste;

/// The longest escape sequence kept. Keys and mouse reports are far shorter.
const LONGEST_SEQUENCE: usize = 64;

/// One whole unit of input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// The escape key, alone.
    Escape,
    /// A character, or a control byte as its character; `alt` if an escape stood before it.
    Char { c: char, alt: bool },
    /// A control sequence that begins with `ESC [` or `ESC O`, complete.
    Sequence(Vec<u8>),
    /// Pasted text, already made safe.
    Paste(String),
}

/// What the bytes so far are the beginning of. The bytes themselves are in [`Scan::held`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Ground,
    /// A character of this many bytes, perhaps after an escape.
    Utf8 { missing: u8 },
    /// `ESC`
    Escape,
    /// `ESC [` and what follows it.
    Csi,
    /// `ESC [ M`, an old mouse report: this many bytes of any value follow.
    OldMouse { missing: u8 },
    /// `ESC O`
    Ss3,
    /// `ESC ]` or `ESC P`, of which it is not yet known whether a person typed it.
    Opener,
    /// A string sent by the terminal (an answer to a query), up to its end.
    Answer,
    /// An escape inside such a string: its end, or a new sequence.
    AnswerEscape,
    /// A bracketed paste.
    Paste,
}

/// The machine.
#[derive(Debug, Default)]
pub(super) struct Scan {
    state: State,
    held: Vec<u8>,
    paste: Paste,
}

impl Scan {
    /// Takes one byte.
    pub(super) fn push(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match self.state {
            State::Ground => self.ground(byte, units),
            State::Escape => self.after_escape(byte, units),
            State::Utf8 { missing } => self.utf8(byte, missing, units),
            State::Csi => self.csi(byte, units),
            State::OldMouse { missing } => {
                self.state = if missing > 1 { State::OldMouse { missing: missing - 1 } } else { State::Ground };
            }
            State::Ss3 => match byte {
                b'A'..=b'D' | b'F' | b'H' | b'M' | b'P'..=b'S' => self.sequence(byte, units),
                _ => self.typed(byte, units),
            },
            State::Opener => match byte {
                b'0'..=b'9' | b'>' | b'!' | b'$' | b'+' => self.state = State::Answer,
                _ => self.typed(byte, units),
            },
            State::Answer => match byte {
                0x07 => self.state = State::Ground,
                0x1B => self.state = State::AnswerEscape,
                0..=0x1F | 0x7F => self.again(byte, units),
                _ => {}
            },
            State::AnswerEscape if byte == b'\\' => self.state = State::Ground,
            State::AnswerEscape => {
                self.begin_escape();
                self.after_escape(byte, units);
            }
            State::Paste => {
                if self.paste.push(byte) {
                    self.state = State::Ground;
                    units.push(Unit::Paste(self.paste.take()));
                }
            }
        }
    }

    /// Whether what is held may be keys a person pressed, an escape first, rather than the beginning of a sequence. Only time tells.
    pub(super) fn may_be_keys(&self) -> bool {
        match self.state {
            State::Escape | State::Ss3 | State::Opener | State::AnswerEscape => true,
            State::Csi => self.held.len() == 2,
            _ => false,
        }
    }

    /// Nothing followed in time: what is held are keys.
    pub(super) fn time_passed(&mut self, units: &mut Vec<Unit>) {
        if self.may_be_keys() {
            units.push(match (self.state, self.held.get(1)) {
                (State::Escape | State::AnswerEscape, _) | (_, None) => Unit::Escape,
                (_, Some(&byte)) => Unit::Char { c: char::from(byte), alt: true },
            });
            self.state = State::Ground;
        }
    }

    fn ground(&mut self, byte: u8, units: &mut Vec<Unit>) {
        match byte {
            0x1B => self.begin_escape(),
            0..=0x7F => units.push(Unit::Char { c: char::from(byte), alt: false }),
            _ => {
                self.held.clear();
                self.begin_utf8(byte);
            }
        }
    }

    fn begin_escape(&mut self) {
        self.held.clear();
        self.held.push(0x1B);
        self.state = State::Escape;
    }

    /// The first byte of a longer character; a byte that cannot be one is dropped.
    fn begin_utf8(&mut self, byte: u8) {
        self.held.push(byte);
        self.state = match byte {
            0xC2..=0xDF => State::Utf8 { missing: 1 },
            0xE0..=0xEF => State::Utf8 { missing: 2 },
            0xF0..=0xF4 => State::Utf8 { missing: 3 },
            _ => State::Ground,
        };
    }

    fn utf8(&mut self, byte: u8, missing: u8, units: &mut Vec<Unit>) {
        if !(0x80..=0xBF).contains(&byte) {
            return self.again(byte, units);
        }
        self.held.push(byte);
        if missing > 1 {
            self.state = State::Utf8 { missing: missing - 1 };
            return;
        }
        self.state = State::Ground;
        let alt = self.held[0] == 0x1B;
        if let Ok(text) = std::str::from_utf8(&self.held[usize::from(alt)..]) {
            units.extend(text.chars().map(|c| Unit::Char { c, alt }));
        }
    }

    fn after_escape(&mut self, byte: u8, units: &mut Vec<Unit>) {
        self.state = match byte {
            b'[' => State::Csi,
            b'O' => State::Ss3,
            b']' | b'P' => State::Opener,
            // Two escapes are two presses of it, or one and then a sequence.
            0x1B => {
                units.push(Unit::Escape);
                return;
            }
            0..=0x7F => {
                units.push(Unit::Char { c: char::from(byte), alt: true });
                State::Ground
            }
            _ => return self.begin_utf8(byte),
        };
        self.held.push(byte);
    }

    fn csi(&mut self, byte: u8, units: &mut Vec<Unit>) {
        let first = self.held.len() == 2;
        match byte {
            b'M' if first => self.state = State::OldMouse { missing: 3 },
            // The Linux console's function keys: `ESC [ [ A`.
            b'[' if first => self.held.push(byte),
            0x40..=0x7E => {
                self.sequence(byte, units);
                if self.held == b"\x1b[200~" {
                    units.pop();
                    self.state = State::Paste;
                }
            }
            0x20..=0x3F if self.held.len() < LONGEST_SEQUENCE => self.held.push(byte),
            _ => self.again(byte, units),
        }
    }

    fn sequence(&mut self, last: u8, units: &mut Vec<Unit>) {
        self.held.push(last);
        self.state = State::Ground;
        units.push(Unit::Sequence(self.held.clone()));
    }

    /// What is held turned out to be alt and a key, typed by a person; the byte comes after it.
    fn typed(&mut self, byte: u8, units: &mut Vec<Unit>) {
        self.time_passed(units);
        self.again(byte, units);
    }

    /// Drops what is held and takes the byte afresh.
    fn again(&mut self, byte: u8, units: &mut Vec<Unit>) {
        self.state = State::Ground;
        self.ground(byte, units);
    }
}
