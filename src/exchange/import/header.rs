//! Where in a file the header stands: among its first rows the one in which most words are known. What stands before it are titles.

use super::columns::{Columns, recognised};
use super::error::ImportError;
use super::options::Options;
use crate::exchange::sheet::{Delimiter, Form, Row, Sheet, Source};

/// The header is among so many rows.
const FIRST: usize = 20;

/// A file with its header found.
pub(super) struct Headed {
    pub(super) sheet: Sheet,
    pub(super) columns: Columns,
    /// The line of the header.
    pub(super) line: u64,
    /// How many rows stand before it.
    pub(super) titles: u64,
}

/// Opens a file and reads through its header. Where no delimiter was told and the likeliest one shows no header, the others are tried.
pub(super) fn open(source: &Source, options: &Options) -> Result<Headed, ImportError> {
    let first = open_as(source, options, None);
    if matches!(first, Ok(_) | Err(ImportError::Sheet(_) | ImportError::FieldOfOther { .. })) {
        return first;
    }
    let is_text = matches!(Sheet::open(source, &options.sheet)?.form(), Form::Text { .. });
    if options.sheet.delimiter.is_some() || !is_text {
        return first;
    }
    Delimiter::ALL.into_iter().find_map(|it| open_as(source, options, Some(it)).ok()).map_or(first, Ok)
}

fn open_as(source: &Source, options: &Options, delimiter: Option<Delimiter>) -> Result<Headed, ImportError> {
    let mut wanted = options.sheet.clone();
    wanted.delimiter = wanted.delimiter.or(delimiter);
    let mut sheet = Sheet::open(source, &wanted)?;
    let mut row = Row::default();
    let mut best: Option<(usize, u64, u64, Vec<String>)> = None;
    let mut flaw = None;
    for titles in 0..FIRST as u64 {
        if !sheet.read(&mut row)? {
            break;
        }
        if let Some(found) = row.flaw() {
            flaw = flaw.or(Some((titles, found)));
            continue;
        }
        let cells: Vec<String> = row.cells().map(str::to_owned).collect();
        let known = recognised(options.kind, &cells, &options.map);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        // A single cell that says nothing is a title, unless there is nothing else.
        let rank = known * 2 + usize::from(filled > 1);
        if best.as_ref().is_none_or(|(there, ..)| rank > *there) {
            best = Some((rank, row.line(), titles, cells));
        }
    }
    let unreadable = |(titles, found): (u64, _)| (titles == 0).then_some(found);
    let (_, line, titles, header) = match (best, flaw.and_then(unreadable)) {
        (None, None) => return Err(crate::exchange::sheet::SheetError::Empty.into()),
        (Some(best), None) => best,
        // A row without words for anything is no header, and the first one cannot be read.
        (Some(best), Some(_)) if best.0 > 1 => best,
        (_, Some(flaw)) => return Err(ImportError::Header(flaw.into())),
    };
    let columns = Columns::find(options.kind, &header, options)?;
    // Once more from the beginning, to stand right behind the header.
    let mut sheet = Sheet::open(source, &wanted.as_found(sheet.form()))?;
    for _ in 0..=titles {
        sheet.read(&mut row)?;
    }
    Ok(Headed { sheet, columns, line, titles })
}
