//! Lines of vCards and calendars: both escape text and fold long lines in the same way (RFC 6350, section 3; RFC 5545, section 3).

use std::io::{self, Write};

use crate::i18n::text::clean_lines;

/// A line has at most so many bytes before its end.
pub const LINE: usize = 75;

/// Text as a value: what parts values and lines is escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in clean_lines(text).chars() {
        match c {
            '\\' | ',' | ';' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

/// Writes a line in pieces of at most 75 bytes, each after the first with a blank before it; no character is torn.
pub fn fold(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut used = 0;
    let mut piece = String::new();
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            piece.push_str("\r\n ");
            used = 1;
        }
        piece.push(c);
        used += c.len_utf8();
    }
    write!(out, "{piece}\r\n")
}
