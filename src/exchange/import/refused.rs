//! Refused rows as a list of their own, to be mended in a spreadsheet and imported again: the line, what is wrong, the cells as they were.

use std::borrow::Cow;

use super::error::RowError;
use crate::exchange::formula::{defuse, restore};

/// The first line of the list, with the byte order mark that Excel wants: the words over the line numbers and over what is wrong, before the
/// columns of the file.
pub fn heading(line: &str, fault: &str, header: &[String]) -> String {
    let cells = [line, fault].into_iter().chain(header.iter().map(String::as_str));
    format!("\u{FEFF}{}", csv_line(cells))
}

/// A refused row, with what is wrong in words for people.
pub fn line(error: &RowError, fault: &str) -> String {
    let number = error.line.to_string();
    csv_line([number.as_str(), fault].into_iter().chain(error.cells.iter().map(String::as_str)))
}

/// A line of CSV. What a spreadsheet would run is made harmless, and what was made harmless before is so once; numbers stay numbers.
fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted = cells.map(|cell| {
        let number = cell.parse::<f64>().is_ok();
        let cell = if number { Cow::Borrowed(cell) } else { defuse(restore(cell)) };
        if cell.contains(['"', ',', '\n', '\r']) {
            format!("\"{}\"", cell.replace('"', "\"\""))
        } else {
            cell.into_owned()
        }
    });
    quoted.collect::<Vec<_>>().join(",") + "\r\n"
}
