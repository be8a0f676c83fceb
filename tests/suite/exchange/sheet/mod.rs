//! Spreadsheets as rows of text: encodings, quotes and delimiters, workbooks.

mod encodings;
mod records;
mod workbooks;

use rounds::exchange::sheet::{Flaw, Form, Row, Sheet, SheetError, Source, Wanted};

/// A row as a test compares it: line, cells, flaw.
pub type Read = (u64, Vec<String>, Option<Flaw>);

pub fn open(bytes: impl AsRef<[u8]>, wanted: &Wanted) -> Result<Sheet, SheetError> {
    Sheet::open(&Source::from(bytes.as_ref()), wanted)
}

pub fn rows_of(mut sheet: Sheet) -> Result<Vec<Read>, SheetError> {
    let mut row = Row::default();
    let mut all = Vec::new();
    while sheet.read(&mut row)? {
        all.push((row.line(), row.cells().map(str::to_owned).collect(), row.flaw()));
    }
    Ok(all)
}

pub fn rows(bytes: impl AsRef<[u8]>) -> Vec<Read> {
    rows_of(open(bytes, &Wanted::default()).unwrap()).unwrap()
}

pub fn form(bytes: impl AsRef<[u8]>) -> Form {
    open(bytes, &Wanted::default()).unwrap().form().clone()
}

/// Good rows as lines of cells.
pub fn good(rows: &[Read]) -> Vec<(u64, String)> {
    rows.iter().filter(|(_, _, flaw)| flaw.is_none()).map(|(line, cells, _)| (*line, cells.join("|"))).collect()
}
