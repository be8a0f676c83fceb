//! Key chords: how one key press is written (`ctrl-s`, `shift-tab`, `J`, `enter`), parsed and shown. Our own hundred lines, because
//! the crates for this are tied to one terminal library and the layers above `terminal` must know none.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character as typed: `J` is its own key, not shift and `j`.
    Char(char),
    /// Enter or Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

/// A key press with its modifiers. Shift is only kept for keys that are not characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Control was held.
    pub ctrl: bool,
    /// Alt (Option, Meta) was held.
    pub alt: bool,
    /// Shift was held with a key that is not a character.
    pub shift: bool,
}

impl Chord {
    /// The key alone.
    pub const fn plain(key: Key) -> Self {
        Self { key, ctrl: false, alt: false, shift: false }
    }

    /// A character alone.
    pub const fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    /// A character with control held; always kept in lower case, since terminals cannot tell the cases apart.
    pub const fn ctrl(c: char) -> Self {
        Self { key: Key::Char(c.to_ascii_lowercase()), ctrl: true, alt: false, shift: false }
    }

    /// The text this press would type, if it types any.
    pub fn text(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// The same press with a full-width letter, digit or mark taken as its ASCII key, as an input method left on would send it.
    /// Only for command mode: in a text field the full-width character is what the person means.
    #[must_use]
    pub fn narrowed(self) -> Self {
        let Key::Char(c) = self.key else { return self };
        let narrow = match c {
            '\u{3000}' => ' ',
            '。' => '.',
            '、' => '/',
            '【' => '[',
            '】' => ']',
            other => crate::i18n::text::narrow(other),
        };
        Self { key: Key::Char(narrow), ..self }
    }
}

const NAMES: [(&str, Key); 16] = [
    ("enter", Key::Enter),
    ("esc", Key::Esc),
    ("tab", Key::Tab),
    ("backspace", Key::Backspace),
    ("delete", Key::Delete),
    ("insert", Key::Insert),
    ("up", Key::Up),
    ("down", Key::Down),
    ("left", Key::Left),
    ("right", Key::Right),
    ("home", Key::Home),
    ("end", Key::End),
    ("pgup", Key::PageUp),
    ("pgdn", Key::PageDown),
    ("space", Key::Char(' ')),
    ("minus", Key::Char('-')),
];

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("ctrl-")?;
        }
        if self.alt {
            f.write_str("alt-")?;
        }
        if self.shift {
            f.write_str("shift-")?;
        }
        match self.key {
            Key::F(n) => write!(f, "f{n}"),
            key => match NAMES.iter().find(|(_, named)| *named == key) {
                Some((name, _)) => f.write_str(name),
                None => match key {
                    Key::Char(c) => write!(f, "{c}"),
                    _ => Ok(()),
                },
            },
        }
    }
}

/// Why a chord could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a key: write it like j, J, ctrl-s, alt-x, shift-tab, enter, f5, pgdn, space")]
pub struct BadChord(pub String);

impl FromStr for Chord {
    type Err = BadChord;

    fn from_str(text: &str) -> Result<Self, BadChord> {
        let bad = || BadChord(text.to_owned());
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            let (flag, tail) = if let Some(tail) = rest.strip_prefix("ctrl-") {
                (&mut ctrl, tail)
            } else if let Some(tail) = rest.strip_prefix("alt-") {
                (&mut alt, tail)
            } else if let Some(tail) = rest.strip_prefix("shift-") {
                (&mut shift, tail)
            } else {
                break;
            };
            if *flag {
                return Err(bad());
            }
            *flag = true;
            rest = tail;
        }
        let mut chars = rest.chars();
        let key = match (chars.next(), chars.next()) {
            (Some(c), None) if !c.is_control() => Key::Char(c),
            _ => match NAMES.iter().find(|(name, _)| *name == rest) {
                Some((_, key)) => *key,
                None => match rest.strip_prefix('f').and_then(|n| n.parse::<u8>().ok()) {
                    Some(n @ 1..=12) => Key::F(n),
                    _ => return Err(bad()),
                },
            },
        };
        match key {
            Key::Char(_) if shift => Err(bad()),
            Key::Char(c) if ctrl => Ok(Self { key: Key::Char(c.to_ascii_lowercase()), ctrl, alt, shift }),
            key => Ok(Self { key, ctrl, alt, shift }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_can_be_read_back() {
        for text in
            ["j", "J", "?", "-", "ctrl-s", "alt-x", "ctrl-alt-delete", "shift-tab", "enter", "f12", "space", "中"]
        {
            let chord: Chord = text.parse().expect(text);
            let shown = if text == "-" { "minus".to_owned() } else { text.to_owned() };
            assert_eq!(chord.to_string(), shown);
            assert_eq!(chord.to_string().parse(), Ok(chord));
        }
    }

    #[test]
    fn nonsense_is_refused_with_the_word_that_was_wrong() {
        for text in ["", "ctrl-", "f13", "shift-j", "ctrl-ctrl-a", "entr", "\u{1b}"] {
            assert_eq!(text.parse::<Chord>(), Err(BadChord(text.to_owned())), "{text:?}");
        }
    }

    #[test]
    fn full_width_keys_count_as_their_ascii_keys() {
        for (wide, narrow) in
            [('ｊ', 'j'), ('Ｊ', 'J'), ('／', '/'), ('：', ':'), ('？', '?'), ('１', '1'), ('。', '.'), ('　', ' ')]
        {
            assert_eq!(Chord::char(wide).narrowed(), Chord::char(narrow));
        }
        assert_eq!(Chord::char('王').narrowed(), Chord::char('王'));
    }
}
