//! What a key press is called here, from the bytes of a sequence through termina's parser. The only file that names termina, so that
//! another parser would be a change of one page.

use termina::Parser;
use termina::event::{KeyCode, KeyEventKind, Modifiers, MouseButton, MouseEventKind};

use super::modes;
use crate::app::chord::{Chord, Key};
use crate::app::event::{Event, Mouse, MouseAction};
use crate::i18n::text::is_hostile;

/// The chord for a character or control byte as a terminal sends it; none for what no key types.
pub(super) fn of_char(c: char, alt: bool) -> Option<Chord> {
    let chord = match c {
        '\r' => Chord::plain(Key::Enter),
        '\t' => Chord::plain(Key::Tab),
        '\u{7F}' | '\u{8}' => Chord::plain(Key::Backspace),
        '\0' => Chord::ctrl(' '),
        '\u{1}'..='\u{1A}' => Chord::ctrl(char::from(c as u8 + b'a' - 1)),
        // Escape itself never comes here.
        '\u{1C}'..='\u{1F}' => Chord::ctrl(char::from(c as u8 + b'@')),
        c if is_hostile(c) => return None,
        c => Chord::char(c),
    };
    Some(Chord { alt, ..chord })
}

/// The event of a whole `ESC [` or `ESC O` sequence; none for answers to queries, for keys not used here, for releases, and for what
/// nobody knows.
pub(super) fn of_sequence(bytes: &[u8]) -> Option<Event> {
    if let Some(column) = measured(bytes) {
        return (column > 2).then_some(Event::Wide);
    }
    // An answer begins with a question mark. On anything else unknown the parser gives up half-way and takes the rest for text.
    let known = match bytes.get(2) {
        Some(b'0'..=b'9' | b'<') => true,
        Some(b'[') => bytes.len() == 4,
        _ => bytes.len() == 3,
    };
    if !known {
        return None;
    }
    let mut parser = Parser::default();
    match as_kitty(bytes) {
        Some(same) => parser.parse(&same, false),
        None => parser.parse(bytes, false),
    }
    match parser.pop()? {
        termina::Event::Key(key) if key.kind != KeyEventKind::Release => {
            of_key(key.code, key.modifiers).map(Event::Key)
        }
        termina::Event::Mouse(mouse) => {
            let action = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => MouseAction::Click,
                MouseEventKind::ScrollUp => MouseAction::WheelUp,
                MouseEventKind::ScrollDown => MouseAction::WheelDown,
                _ => return None,
            };
            Some(Event::Mouse(Mouse { action, column: mouse.column, row: mouse.row }))
        }
        _ => None,
    }
}

/// The column, counted from 1, at which the cursor stood after [`modes::measure`].
fn measured(bytes: &[u8]) -> Option<u16> {
    let inside = bytes.strip_prefix(b"\x1b[")?.strip_suffix(b"R")?;
    let (row, column) = std::str::from_utf8(inside).ok()?.split_once(';')?;
    (row == modes::MEASURED_ROW.to_string()).then(|| column.parse().ok())?
}

/// xterm's `modifyOtherKeys` form of a key, `ESC [ 27 ; modifiers ; code ~`, which the parser lacks, in kitty's, which it has.
fn as_kitty(bytes: &[u8]) -> Option<Vec<u8>> {
    let inside = bytes.strip_prefix(b"\x1b[27;")?.strip_suffix(b"~")?;
    let middle = inside.iter().position(|&byte| byte == b';')?;
    let (modifiers, code) = (&inside[..middle], &inside[middle + 1..]);
    let numbers = [modifiers, code].iter().all(|n| !n.is_empty() && n.iter().all(u8::is_ascii_digit));
    numbers.then(|| [b"\x1b[", code, b";", modifiers, b"u"].concat())
}

fn of_key(code: KeyCode, modifiers: Modifiers) -> Option<Chord> {
    if modifiers.intersects(Modifiers::SUPER | Modifiers::HYPER | Modifiers::META) {
        return None;
    }
    let (ctrl, alt) = (modifiers.contains(Modifiers::CONTROL), modifiers.contains(Modifiers::ALT));
    let mut shift = modifiers.contains(Modifiers::SHIFT);
    let key = match code {
        KeyCode::Char(c) if is_hostile(c) => return None,
        KeyCode::Char(c) => {
            let typed = if shift { one_upper(c) } else { c };
            shift = false;
            Key::Char(if ctrl { typed.to_ascii_lowercase() } else { typed })
        }
        KeyCode::Enter => Key::Enter,
        KeyCode::Escape => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => {
            shift = true;
            Key::Tab
        }
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Function(n @ 1..=12) => Key::F(n),
        _ => return None,
    };
    Some(Chord { key, ctrl, alt, shift })
}

/// The capital of a letter that has one of a single character.
fn one_upper(c: char) -> char {
    let mut upper = c.to_uppercase();
    match (upper.next(), upper.next()) {
        (Some(upper), None) => upper,
        _ => c,
    }
}
