//! The multi-line note: our own face over `ratatui-textarea`, which brings wrapping, undo and the caret's cell in Chinese text. What it
//! does not know (a Han character is a word; pasted controls are harmful) is done here.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::widgets::Widget;
use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea, WrapMode};
use unicode_segmentation::UnicodeSegmentation;

use crate::app::chord::{Chord, Key};
use crate::i18n::text::clean_lines;

/// A note being typed.
#[derive(Clone, Debug)]
pub struct Note {
    area: TextArea<'static>,
}

impl Default for Note {
    fn default() -> Self {
        Self::new("")
    }
}

impl Note {
    /// A note with this text, the caret at its end.
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(clean_lines(text).split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Style::default());
        area.set_cursor_style(Style::default());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Puts text in at the caret.
    pub fn insert(&mut self, text: &str) {
        self.area.insert_str(clean_lines(text));
    }

    /// Takes a key; answers whether it was one for the note.
    pub fn key(&mut self, chord: Chord) -> bool {
        match (chord.ctrl, chord.key) {
            (true, Key::Char('w')) => {
                self.delete_word();
                return true;
            }
            // As in a line of text: everything before the caret.
            (true, Key::Char('u')) => {
                self.area.delete_line_by_head();
                return true;
            }
            _ => {}
        }
        let key = match chord.key {
            Key::Char(c) if !chord.ctrl && !chord.alt => AreaKey::Char(c),
            Key::Char(c @ ('a' | 'k' | 'n' | 'b' | 'f')) if chord.ctrl => AreaKey::Char(c),
            Key::Enter => AreaKey::Enter,
            Key::Backspace => AreaKey::Backspace,
            Key::Delete => AreaKey::Delete,
            Key::Up => AreaKey::Up,
            Key::Down => AreaKey::Down,
            Key::Left => AreaKey::Left,
            Key::Right => AreaKey::Right,
            Key::Home => AreaKey::Home,
            Key::End => AreaKey::End,
            Key::PageUp => AreaKey::PageUp,
            Key::PageDown => AreaKey::PageDown,
            _ => return false,
        };
        self.area.input(Input { key, ctrl: chord.ctrl, alt: chord.alt, shift: false });
        true
    }

    /// Takes out the word before the caret; a Han character is a word.
    fn delete_word(&mut self) {
        let cursor = self.area.cursor();
        let (row, column) = (cursor.0, cursor.1);
        let Some(line) = self.area.lines().get(row) else { return };
        let head: String = line.chars().take(column).collect();
        let kept = head.trim_end();
        let cut = kept.split_word_bound_indices().next_back().map_or(0, |(at, _)| at);
        let gone = column - kept[..cut].chars().count();
        for _ in 0..gone {
            self.area.delete_char();
        }
    }

    /// Draws the note; answers where the caret stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, style: Style) -> Position {
        let mut shown = self.area.clone();
        shown.set_style(style);
        (&shown).render(area, buf);
        let caret = shown.screen_cursor();
        let (top, left) = shown.scroll_offset();
        let x = (caret.col as u16).saturating_sub(left).min(area.width.saturating_sub(1));
        let y = (caret.row as u16).saturating_sub(top).min(area.height.saturating_sub(1));
        Position { x: area.x + x, y: area.y + y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_lines_and_chinese_and_no_controls() {
        let mut note = Note::new("柜台还是旧的\u{1b}");
        note.key(Chord::plain(Key::Enter));
        note.insert("asked for labels\u{7}");
        assert_eq!(note.text(), "柜台还是旧的 \nasked for labels ");
        note.key(Chord::ctrl('w'));
        assert_eq!(note.text(), "柜台还是旧的 \nasked for ");
        let mut note = Note::new("柜台旧");
        note.key(Chord::ctrl('w'));
        assert_eq!(note.text(), "柜台");
    }

    #[test]
    fn the_caret_is_in_cells() {
        let note = Note::new("柜台abc");
        let mut buf = Buffer::empty(Rect::new(0, 0, 30, 4));
        let caret = note.draw(Rect::new(2, 1, 20, 3), &mut buf, Style::default());
        assert_eq!((caret.x, caret.y), (2 + 7, 1));
        let narrow = note.draw(Rect::new(2, 1, 4, 3), &mut buf, Style::default());
        assert_eq!((narrow.x, narrow.y), (2 + 3, 2));
    }
}
