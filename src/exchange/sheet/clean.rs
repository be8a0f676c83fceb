//! Cells without what must not reach a screen.

use crate::i18n::text::is_hostile;

/// Puts a cell behind what is there already, without characters that command or re-order: line breaks and tabs become blanks, runs of blanks
/// one, none at the ends. Notes where the blanks are that were line breaks.
pub(super) fn clean_onto(cell: &str, text: &mut String, breaks: &mut Vec<usize>) {
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
            let blank = text.len().saturating_sub(1);
            if c == '\n' && text.len() > start && breaks.last() != Some(&blank) {
                breaks.push(blank);
            }
        } else if !is_hostile(c) {
            text.push(c);
        }
    }
    text.truncate(start + text[start..].trim_end().len());
}
