//! Key presses as the bytes a terminal sends for them, so that a test can say `"j j enter ctrl-s"`.

use rounds::app::chord::{Chord, Key};

/// The bytes of each press in a list separated by blanks, written as in the keymap.
pub fn presses(list: &str) -> Vec<Vec<u8>> {
    list.split_whitespace().map(|name| bytes_of(name.parse().unwrap_or_else(|e| panic!("{e}")))).collect()
}

/// The bytes a terminal of xterm's kind sends for a chord.
pub fn bytes_of(chord: Chord) -> Vec<u8> {
    let modifiers = 1 + u8::from(chord.shift) + 2 * u8::from(chord.alt) + 4 * u8::from(chord.ctrl);
    let letter =
        |end: char| if modifiers > 1 { format!("\x1b[1;{modifiers}{end}") } else { format!("\x1b[{end}") }.into_bytes();
    let tilde =
        |n: u8| if modifiers > 1 { format!("\x1b[{n};{modifiers}~") } else { format!("\x1b[{n}~") }.into_bytes();
    let plain = match chord.key {
        Key::Char(c) if chord.ctrl => vec![(c as u8) & 0x1F],
        Key::Char(c) => c.to_string().into_bytes(),
        Key::Enter => b"\r".to_vec(),
        Key::Esc => b"\x1b".to_vec(),
        Key::Tab if chord.shift => return b"\x1b[Z".to_vec(),
        Key::Tab => b"\t".to_vec(),
        Key::Backspace => b"\x7f".to_vec(),
        Key::Up => return letter('A'),
        Key::Down => return letter('B'),
        Key::Right => return letter('C'),
        Key::Left => return letter('D'),
        Key::End => return letter('F'),
        Key::Home => return letter('H'),
        Key::Insert => return tilde(2),
        Key::Delete => return tilde(3),
        Key::PageUp => return tilde(5),
        Key::PageDown => return tilde(6),
        Key::F(n @ 1..=4) => return letter(char::from(b'P' + n - 1)),
        Key::F(n) => return tilde([15, 17, 18, 19, 20, 21, 23, 24][usize::from(n) - 5]),
    };
    if chord.alt { [b"\x1b".to_vec(), plain].concat() } else { plain }
}
