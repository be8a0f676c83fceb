//! Characters that must never travel between a terminal and our data, in either direction. A name typed by a stranger, imported or
//! pasted, may hold an escape sequence or turn the reading direction of a whole line; both ends of this layer ask here.

/// Whether a character would command the terminal (C0, DEL, C1) or re-order the text around it (bidi controls, line separators).
pub fn is_hostile(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1F}'
            | '\u{7F}'..='\u{9F}'
            | '\u{61C}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
    )
}
