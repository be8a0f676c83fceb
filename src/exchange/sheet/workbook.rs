//! The rows of one sheet of an XLSX workbook. calamine's reader of cells borrows the workbook, so both live on a thread of their own, which
//! ends when nobody takes its rows any more. Its shared strings are held in memory, its cells are not.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use calamine::{Reader, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::error::SheetError;
use super::numbers;
use super::row::Row;
use super::source::{Bytes, Source};

/// How many rows are handed over at a time, and how many such parts may wait.
const PART: usize = 256;
const WAITING: usize = 4;

/// Cells to the right of this many are not looked at: sheets have 16,384 columns, lists do not.
const WIDEST: u32 = 1024;

type Part = Result<Vec<Row>, SheetError>;

/// An open sheet.
pub(super) struct Workbook {
    /// Its name.
    pub(super) sheet: String,
    /// The names of all sheets.
    pub(super) sheets: Vec<String>,
    rows: Receiver<Part>,
    part: std::vec::IntoIter<Row>,
    last_line: u32,
    line: u64,
    ended: bool,
}

/// What is known of a workbook before its rows.
struct Opened {
    sheet: String,
    sheets: Vec<String>,
    last_line: u32,
}

impl Workbook {
    /// Opens the sheet of this name, else the first one that has something in it; hidden ones come last.
    pub(super) fn open(source: &Source, wanted: Option<&str>) -> Result<Self, SheetError> {
        let (bytes, _) = source.open()?;
        let wanted = wanted.map(str::to_owned);
        let (tell, told) = sync_channel(1);
        let (send, rows) = sync_channel(WAITING);
        // Named, so that a damaged workbook shows in the log where it was read.
        let thread = thread::Builder::new().name("workbook".to_owned());
        thread.spawn(move || work(bytes, wanted.as_deref(), &tell, &send))?;
        let gone = |_| Err(SheetError::Damaged("reading it broke off".to_owned()));
        let Opened { sheet, sheets, last_line } = told.recv().unwrap_or_else(gone)?;
        Ok(Self { sheet, sheets, rows, part: Vec::new().into_iter(), last_line, line: 0, ended: false })
    }

    /// Takes the next row that is not blank; false at the end.
    pub(super) fn read(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        loop {
            if let Some(next) = self.part.next() {
                self.line = next.line();
                *row = next;
                return Ok(true);
            }
            if self.ended {
                return Ok(false);
            }
            match self.rows.recv() {
                // The end is told by an empty part; a thread that says nothing broke off.
                Ok(part) => {
                    self.part = part?.into_iter();
                    self.ended = self.part.len() == 0;
                }
                Err(_) => return Err(SheetError::Damaged("reading it broke off".to_owned())),
            }
        }
    }

    pub(super) fn share(&self) -> f32 {
        if self.last_line == 0 { 0.0 } else { (self.line as f32 / self.last_line as f32).min(1.0) }
    }
}

fn work(
    bytes: Box<dyn Bytes>,
    wanted: Option<&str>,
    tell: &SyncSender<Result<Opened, SheetError>>,
    send: &SyncSender<Part>,
) {
    let opened = open(bytes).and_then(|mut book| {
        let sheets = book.sheet_names();
        let sheet = choose(&mut book, wanted)?;
        Ok((book, sheet, sheets))
    });
    // Whoever opened it may be gone already; then there is nothing left to do.
    let (mut book, sheet, sheets) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            let _ = tell.send(Err(error));
            return;
        }
    };
    let mut cells = match book.worksheet_cells_reader(&sheet) {
        Ok(cells) => cells,
        Err(error) => {
            let _ = tell.send(Err(damaged(&error)));
            return;
        }
    };
    let last_line = cells.dimensions().end.0 + 1;
    if tell.send(Ok(Opened { sheet, sheets, last_line })).is_err() {
        return;
    }
    if let Err(error) = hand_over(&mut cells, send) {
        let _ = send.send(Err(damaged(&error)));
    }
}

fn open(bytes: Box<dyn Bytes>) -> Result<Xlsx<Box<dyn Bytes>>, SheetError> {
    Xlsx::new(bytes).map_err(|error| match error {
        XlsxError::Io(error) => SheetError::Io(error),
        XlsxError::Password => SheetError::Encrypted,
        // A zip archive of something else.
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => SheetError::Foreign,
        other => damaged(&other),
    })
}

fn damaged(error: &XlsxError) -> SheetError {
    SheetError::Damaged(error.to_string())
}

/// The sheet to read.
fn choose(book: &mut Xlsx<Box<dyn Bytes>>, wanted: Option<&str>) -> Result<String, SheetError> {
    let found = book.sheet_names();
    if let Some(wanted) = wanted {
        let same = |name: &&String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
        let none = || SheetError::NoSheet { wanted: wanted.to_owned(), found: found.clone() };
        return found.iter().find(same).cloned().ok_or_else(none);
    }
    let mut sheets = book.sheets_metadata().to_vec();
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    let mut trouble = None;
    for sheet in sheets {
        match has_cells(book, &sheet.name) {
            Ok(true) => return Ok(sheet.name),
            // A chart is a sheet that has no cells at all.
            Ok(false) | Err(XlsxError::NotAWorksheet(_)) => {}
            Err(error) => trouble = Some(damaged(&error)),
        }
    }
    Err(trouble.unwrap_or(SheetError::Empty))
}

fn has_cells(book: &mut Xlsx<Box<dyn Bytes>>, sheet: &str) -> Result<bool, XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    while let Some(cell) = cells.next_cell()? {
        if !numbers::shown(cell.get_value(), 0).trim().is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Sends all rows, then the empty part that says so; ends early when nobody takes them.
fn hand_over(cells: &mut XlsxCellReader<'_, Box<dyn Bytes>>, send: &SyncSender<Part>) -> Result<(), XlsxError> {
    let mut part = Vec::with_capacity(PART);
    let mut row = Row::default();
    let formats = cells.styles().iter().map(|style| style.number_format.as_ref().map_or("", |it| &it.format_code));
    let digits: Vec<usize> = formats.map(numbers::digits).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id()? {
        let (line, column) = cell.get_position();
        let line = u64::from(line) + 1;
        if line != row.line() {
            if !row.is_empty() {
                part.push(std::mem::take(&mut row));
            }
            if part.len() >= PART && send.send(Ok(std::mem::replace(&mut part, Vec::with_capacity(PART)))).is_err() {
                return Ok(());
            }
            row.begin(line);
        }
        let text = numbers::shown(cell.get_value(), digits.get(style).copied().unwrap_or(0));
        // A cell that stands twice or out of order is damage that no program writes; the first is kept.
        if !text.is_empty() && column < WIDEST && row.len() <= column as usize {
            row.widen(column as usize);
            row.push(&text);
        }
    }
    if !row.is_empty() {
        part.push(row);
    }
    if part.is_empty() || send.send(Ok(part)).is_ok() {
        let _ = send.send(Ok(Vec::new()));
    }
    Ok(())
}
