//! Refused rows as a list of their own, to be mended in a spreadsheet and imported again: the line, what is wrong, the cells as they were.

use super::error::RowError;

/// The columns of such a list before those of the file.
pub struct Words<'a> {
    /// The word over the line numbers.
    pub line: &'a str,
    /// The word over what is wrong.
    pub fault: &'a str,
}

/// The first line of the list, with the byte order mark that Excel wants.
pub fn heading(words: &Words<'_>, header: &[String]) -> String {
    let cells = [words.line, words.fault].into_iter().chain(header.iter().map(String::as_str));
    format!("\u{FEFF}{}", csv_line(cells))
}

/// A refused row, with what is wrong in words for people.
pub fn line(error: &RowError, fault: &str) -> String {
    let number = error.line.to_string();
    csv_line([number.as_str(), fault].into_iter().chain(error.cells.iter().map(String::as_str)))
}

/// A line of CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
fn csv_line<'a>(cells: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = cells
        .map(|cell| {
            let number = cell.parse::<f64>().is_ok();
            let live = !number && cell.starts_with(['=', '+', '-', '@', '\t']);
            let cell = if live { format!("'{cell}") } else { cell.to_owned() };
            if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
        })
        .collect();
    quoted.join(",") + "\r\n"
}
