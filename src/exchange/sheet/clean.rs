//! Cells without what must not reach a screen.

/// A cell without control characters: line breaks and tabs become blanks, runs of blanks one, none at the ends.
pub fn cleaned(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    clean_onto(cell, &mut text);
    text
}

/// The same behind what is there already.
pub(super) fn clean_onto(cell: &str, text: &mut String) {
    let start = text.len();
    let plain = |byte: &u8| (b'!'..=b'~').contains(byte);
    if cell.as_bytes().iter().all(plain) {
        text.push_str(cell);
        return;
    }
    for c in cell.trim_start_matches('\u{FEFF}').chars() {
        if c.is_whitespace() {
            if text.len() > start && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if !c.is_control() {
            text.push(c);
        }
    }
    text.truncate(start + text[start..].trim_end().len());
}
