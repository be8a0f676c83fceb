//! What one cell may put on the terminal, and how far its width can be trusted. Terminals agree about ASCII, Han and kana; about emoji,
//! joined sequences and private-use characters each has its own table, so after those the cursor's place is not known.

use ratatui::buffer::{Cell, CellWidth};
use unicode_width::UnicodeWidthChar;

use crate::i18n::text::is_hostile;

/// The longest text of a cell in bytes. A family of four in four skin colours has 41; a letter under a thousand accents is an attack.
const LONGEST: usize = 64;

/// The text of a cell, made safe, with the columns it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph<'a> {
    /// What to write. Never empty, never a control character.
    pub(super) text: &'a str,
    /// Columns on our own grid, at least one.
    pub(super) width: u16,
}

impl<'a> Glyph<'a> {
    /// The last guard: whatever a cell holds, what comes out commands nothing.
    pub(super) fn of(cell: &'a Cell) -> Self {
        let text = cell.symbol();
        // ratatui takes a control character for a mistake when asked its width.
        let width = if text.len() == 1 { 1 } else { cell.cell_width() };
        if text.len() > LONGEST || text.chars().any(is_hostile) {
            Self { text: "?", width: width.max(1) }
        } else if width == 0 {
            Self { text: " ", width: 1 }
        } else {
            Self { text, width }
        }
    }
}

/// Whether every terminal takes exactly `width` columns for this text.
pub(super) fn is_agreed(text: &str, width: u16) -> bool {
    let mut chars = text.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else { return false };
    match width {
        1 => is_surely_narrow(c),
        2 => is_surely_wide(c),
        _ => false,
    }
}

/// The columns that must be left in a row for a terminal not to wrap: as many as one takes that adds up the characters one by one.
pub(super) fn room(text: &str, width: u16) -> u16 {
    let sum: usize = text.chars().map(|c| c.width().unwrap_or(0)).sum();
    width.max(sum as u16)
}

/// The columns a terminal may draw over: those, or two where it shows a narrow symbol double width.
pub(super) fn reach(text: &str, width: u16) -> u16 {
    room(text, width).max(2)
}

/// Latin, Greek, Cyrillic, punctuation, arrows, box drawing, blocks, shapes, Braille, half-width kana, and the few symbols a text
/// interface uses. The ambiguous ones are taken as narrow, as terminals do unless set up otherwise. The emoji among the shapes are out.
fn is_surely_narrow(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{A0}'..='\u{AC}'
            | '\u{AE}'..='\u{2FF}'
            | '\u{370}'..='\u{377}'
            | '\u{384}'..='\u{482}'
            | '\u{48A}'..='\u{52F}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{2010}'..='\u{2027}'
            | '\u{2030}'..='\u{203B}'
            | '\u{2070}'..='\u{209C}'
            | '\u{20A0}'..='\u{20BF}'
            | '\u{2100}'..='\u{2121}'
            | '\u{2150}'..='\u{2193}'
            | '\u{2200}'..='\u{22FF}'
            | '\u{2460}'..='\u{25A9}'
            | '\u{25AC}'..='\u{25B5}'
            | '\u{25B7}'..='\u{25BF}'
            | '\u{25C1}'..='\u{25FA}'
            | '★'
            | '☆'
            | '✓'
            | '✗'
            | '\u{2800}'..='\u{28FF}'
            | '\u{FF61}'..='\u{FF9D}'
    )
}

/// Han, kana, Hangul, their punctuation, and the full-width forms.
fn is_surely_wide(c: char) -> bool {
    matches!(
        c,
        '\u{1100}'..='\u{115F}'
            | '\u{2E80}'..='\u{3029}'
            | '\u{3031}'..='\u{303C}'
            | '\u{3041}'..='\u{3096}'
            | '\u{309B}'..='\u{3163}'
            | '\u{3165}'..='\u{3247}'
            | '\u{3250}'..='\u{3296}'
            | '\u{3298}'
            | '\u{329A}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{A4CF}'
            | '\u{A960}'..='\u{A97C}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE6F}'
            | '\u{FF01}'..='\u{FF60}'
            | '\u{FFE0}'..='\u{FFE6}'
            | '\u{20000}'..='\u{3FFFD}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_that_are_agreed_are_those_of_the_width_table() {
        for c in (0..=0x3_FFFF).filter_map(char::from_u32) {
            let width = c.width();
            assert!(!is_surely_narrow(c) || width == Some(1), "U+{:04X} {width:?}", c as u32);
            // Unassigned characters in these blocks have width one, and are then not asked about.
            assert!(!is_surely_wide(c) || width != Some(0), "U+{:04X} {width:?}", c as u32);
        }
    }

    #[test]
    fn texts_that_are_and_are_not_agreed() {
        for text in ["a", "·", "│", "▸", "★", "é", "王", "あ", "カ", "한", "：", "。", "￥", "ｶ"] {
            let cell = text.parse_cell();
            let glyph = Glyph::of(&cell);
            assert!(is_agreed(glyph.text, glyph.width), "{text}");
        }
        for text in ["😀", "❤\u{FE0F}", "👨\u{200D}👩\u{200D}👧", "\u{E0B0}", "e\u{301}", "🇨🇳", "▶", "☎"]
        {
            let cell = text.parse_cell();
            let glyph = Glyph::of(&cell);
            assert!(!is_agreed(glyph.text, glyph.width), "{text}");
        }
    }

    #[test]
    fn nothing_that_commands_a_terminal_comes_out_of_a_cell() {
        for text in ["\x1b[2J", "\n", "\x07", "\u{9b}31m", "a\u{202E}b", "\u{200F}", "\u{7F}"] {
            assert_eq!(Glyph::of(&text.parse_cell()).text, "?", "{text:?}");
        }
        assert_eq!(Glyph::of(&format!("a{}", "\u{301}".repeat(999)).parse_cell()), Glyph { text: "?", width: 1 });
        assert_eq!(Glyph::of(&"王\u{202E}".parse_cell()), Glyph { text: "?", width: 2 });
        assert_eq!(Glyph::of(&"\u{200B}".parse_cell()), Glyph { text: " ", width: 1 });
        assert_eq!(Glyph::of(&"".parse_cell()), Glyph { text: " ", width: 1 });
    }

    trait ParseCell {
        fn parse_cell(&self) -> Cell;
    }

    impl ParseCell for str {
        fn parse_cell(&self) -> Cell {
            let mut cell = Cell::default();
            cell.set_symbol(self);
            cell
        }
    }
}
