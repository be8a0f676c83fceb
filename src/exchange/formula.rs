//! Cells that a spreadsheet would run as a formula, made harmless on the way out and what they were on the way in. The two undo each
//! other for every text.

use std::borrow::Cow;

/// What a formula begins with, also in full width.
const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(STARTS)
}

/// The text with an apostrophe before it if it would be a formula, or would look as if it had been one.
pub fn defuse(text: &str) -> Cow<'_, str> {
    if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// What the text was before [`defuse`].
pub fn restore(text: &str) -> &str {
    text.strip_prefix('\'').filter(|_| is_formula(text)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text_and_come_back() {
        for (plain, safe) in [
            ("=1+1", "'=1+1"),
            ("+86 138 0000 0000", "'+86 138 0000 0000"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("a=b", "a=b"),
            ("", ""),
            ("'", "'"),
        ] {
            assert_eq!(defuse(plain), safe);
            assert_eq!(restore(safe), plain);
        }
    }
}
