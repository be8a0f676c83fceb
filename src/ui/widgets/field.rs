//! A single line of text being typed: graphemes and cells, never bytes, so that Chinese is edited and the caret stands where the input
//! method composes.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use crate::app::chord::{Chord, Key};
use crate::i18n::text::{clean, width};

/// The longest a line can be, in characters as people count them.
const LONGEST: usize = 1_000;

/// A line of text and the caret in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    graphemes: Vec<String>,
    caret: usize,
}

impl Field {
    /// A line with this text, the caret behind it.
    pub fn new(text: &str) -> Self {
        let mut field = Self::default();
        field.insert(text);
        field
    }

    /// The text.
    pub fn text(&self) -> String {
        self.graphemes.concat()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.graphemes.is_empty()
    }

    /// Puts text in at the caret; line ends become blanks.
    pub fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.graphemes.len());
        let text: String = clean(text).graphemes(true).take(room).collect();
        let before = self.graphemes[..self.caret].concat();
        let after = self.graphemes[self.caret..].concat();
        let head = before + &text;
        // Split anew: a combining mark typed by itself joins the character before it.
        self.caret = head.graphemes(true).count();
        self.graphemes = (head + &after).graphemes(true).map(str::to_owned).collect();
    }

    /// Takes a key; answers whether it was one for a line of text.
    pub fn key(&mut self, chord: Chord) -> bool {
        if let Some(c) = chord.text() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        match (chord.key, chord.ctrl) {
            (Key::Backspace, _) if self.caret > 0 => {
                self.caret -= 1;
                self.graphemes.remove(self.caret);
            }
            (Key::Delete, _) if self.caret < self.graphemes.len() => {
                self.graphemes.remove(self.caret);
            }
            (Key::Left, _) => self.caret = self.caret.saturating_sub(1),
            (Key::Right, _) => self.caret = (self.caret + 1).min(self.graphemes.len()),
            (Key::Home, _) | (Key::Char('a'), true) => self.caret = 0,
            (Key::End, _) | (Key::Char('e'), true) => self.caret = self.graphemes.len(),
            (Key::Char('u'), true) => {
                self.graphemes.drain(..self.caret);
                self.caret = 0;
            }
            (Key::Char('w'), true) => self.delete_word(),
            (Key::Backspace | Key::Delete, _) => {}
            _ => return false,
        }
        true
    }

    /// Takes out the word before the caret; a Han character is a word.
    fn delete_word(&mut self) {
        let head = self.graphemes[..self.caret].concat();
        let kept = head.trim_end();
        let cut = kept.split_word_bound_indices().next_back().map_or(0, |(at, _)| at);
        let left = kept[..cut].graphemes(true).count();
        self.graphemes.drain(left..self.caret);
        self.caret = left;
    }

    /// Draws the line, scrolled so that the caret is inside; answers where the caret stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, style: Style) -> Position {
        if area.intersection(buf.area).is_empty() {
            return area.as_position();
        }
        let room = usize::from(area.width) - 1;
        let (mut first, mut before) = (self.caret, 0);
        while let Some(at) = first.checked_sub(1) {
            let wide = width(&self.graphemes[at]);
            if before + wide > room {
                break;
            }
            (first, before) = (at, before + wide);
        }
        let seen = &self.graphemes[first..self.graphemes.len().min(first + usize::from(area.width))];
        buf.set_stringn(area.x, area.y, seen.concat(), usize::from(area.width), style);
        Position { x: area.x + before as u16, y: area.y }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut Field, keys: &str) {
        for key in keys.split_whitespace() {
            field.key(key.parse().unwrap());
        }
    }

    #[test]
    fn chinese_is_edited_by_character() {
        let mut field = Field::new("王记烟酒");
        press(&mut field, "left backspace");
        assert_eq!(field.text(), "王记酒");
        field.insert("烟\u{1b}[31m");
        assert_eq!(field.text(), "王记烟 [31m酒");
        press(&mut field, "home delete end backspace");
        assert_eq!(field.text(), "记烟 [31m");
        let mut field = Field::new("price 标签 周五");
        press(&mut field, "ctrl-w");
        assert_eq!(field.text(), "price 标签 周");
        press(&mut field, "ctrl-u");
        assert!(field.is_empty());
    }

    #[test]
    fn the_caret_stands_where_the_text_goes() {
        let field = Field::new("王记烟酒店");
        let area = Rect::new(3, 1, 8, 1);
        let mut buf = Buffer::empty(Rect::new(0, 0, 20, 3));
        let caret = field.draw(area, &mut buf, Style::default());
        assert!(caret.x < area.right() && caret.y == 1, "{caret:?}");
        assert_eq!(caret.x, 3 + 6, "three characters fit before the caret");
    }
}
