//! Cells as text: cleaned of what must not reach a screen, and read as numbers and dates.

use chrono::{Datelike, NaiveDate};

/// A cell without control characters: line breaks and tabs become blanks, runs of blanks one, none at the ends.
pub(super) fn cleaned(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for c in cell.trim_start_matches('\u{FEFF}').chars() {
        if c.is_whitespace() {
            if !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
        } else if !c.is_control() {
            text.push(c);
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// Degrees, with a point or a comma before the decimals.
pub(super) fn degrees(cell: &str) -> Option<f64> {
    if cell.contains('.') { cell.parse().ok() } else { cell.replacen(',', ".", 1).parse().ok() }
}

/// A date as year, month, day: `2026-02-13`, `2026/2/13`, `2026.2.13` or `2026年2月13日`; a time behind it is passed over.
pub(super) fn date(cell: &str) -> Option<NaiveDate> {
    let day = cell.split([' ', 'T']).next()?.trim_end_matches('日').replace(['/', '.', '年', '月'], "-");
    NaiveDate::parse_from_str(&day, "%Y-%m-%d").ok().filter(|date| (1900..10_000).contains(&date.year()))
}
