//! A bracketed paste on its way in: collected up to a limit, its end found wherever the bytes are split, and made safe. A paste is text
//! a person has not read; it must never act as keys or reach a cell as a command.

use crate::i18n::text::is_hostile;

/// What is kept of a paste, in bytes. The rest is dropped.
const MOST: usize = 64 * 1024;
/// What ends a paste.
const END: &[u8] = b"\x1b[201~";

/// The bytes between the brackets.
#[derive(Debug, Default)]
pub(super) struct Paste {
    bytes: Vec<u8>,
    /// How many bytes of [`END`] stand at the end of what was seen.
    of_end: usize,
}

impl Paste {
    /// Takes a byte; true if it was the last.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        if byte == END[self.of_end] {
            self.of_end += 1;
            return self.of_end == END.len();
        }
        // Escape stands only at the beginning of the end, so a broken end begins anew only there.
        let broken = std::mem::take(&mut self.of_end);
        for &seen in &END[..broken] {
            self.keep(seen);
        }
        if byte == END[0] {
            self.of_end = 1;
        } else {
            self.keep(byte);
        }
        false
    }

    /// The text, made safe, and an empty paste again.
    pub(super) fn take(&mut self) -> String {
        self.of_end = 0;
        clean(&std::mem::take(&mut self.bytes))
    }

    fn keep(&mut self, byte: u8) {
        if self.bytes.len() < MOST {
            self.bytes.push(byte);
        }
    }
}

/// Line ends as `\n`, tabs as a blank, no other control character, nothing that turns the reading direction, no broken characters.
fn clean(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    let mut after_return = false;
    for c in bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()) {
        match c {
            '\n' if after_return => {}
            '\r' | '\n' => text.push('\n'),
            '\t' => text.push(' '),
            c if is_hostile(c) => {}
            c => text.push(c),
        }
        after_return = c == '\r';
    }
    text
}
