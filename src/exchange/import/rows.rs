//! A file's bytes as rows of cleaned cells: byte order mark, delimiter, quotes, line numbers. Knows nothing of what the cells mean.

use super::error::Fault;
use super::text::cleaned;

/// One row that is not blank.
pub(super) struct Row {
    /// The line on which it begins, counted from 1.
    pub(super) line: u64,
    /// Its cells, or why they cannot be told.
    pub(super) cells: Result<Vec<String>, Fault>,
}

/// The rows of a file, the header first.
pub(super) struct Rows<'a> {
    rest: &'a [u8],
    reader: csv::Reader<&'a [u8]>,
    delimiter: u8,
    line: u64,
    width: Option<usize>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let delimiter = delimiter(rest);
        Self { rest, reader: reader(rest, delimiter), delimiter, line: 1, width: None }
    }

    /// Goes on behind `len` bytes, counting the lines that end in them: at LF, CR LF or CR.
    fn advance(&mut self, len: usize) {
        let ends = |at: &usize| match self.rest[*at] {
            b'\n' => true,
            b'\r' => self.rest.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.line += (0..len).filter(ends).count() as u64;
        self.rest = &self.rest[len..];
    }

    /// Reads one record: its raw bytes and its cells. Blank lines before it are passed over.
    fn record(&mut self) -> Option<(&'a [u8], csv::ByteRecord)> {
        let blank = self.rest.iter().take_while(|byte| is_break(**byte)).count();
        self.advance(blank);
        let mut record = csv::ByteRecord::new();
        let before = self.reader.position().byte();
        // Reading from memory with rows of any length cannot fail; if it ever did, the file would end here.
        if !self.reader.read_byte_record(&mut record).unwrap_or(false) {
            return None;
        }
        let read = usize::try_from(self.reader.position().byte() - before).unwrap_or(usize::MAX);
        // The reader counts blank lines before a record as part of it, also the LF of a CR LF that ended the record before.
        let len = read.saturating_sub(blank).min(self.rest.len());
        Some((&self.rest[..len], record))
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            let (raw, record) = self.record()?;
            let line = self.line;
            if leaves_quote_open(raw, self.delimiter) {
                // It may have swallowed any number of good rows: only its first line is given up.
                let first = raw.iter().position(|byte| is_break(*byte)).unwrap_or(raw.len());
                self.advance(first);
                self.reader = reader(self.rest, self.delimiter);
                return Some(Row { line, cells: Err(Fault::OpenQuote) });
            }
            self.advance(raw.len());
            let cells: Option<Vec<String>> =
                record.iter().map(|cell| std::str::from_utf8(cell).ok().map(cleaned)).collect();
            if cells.as_ref().is_some_and(|cells| cells.iter().all(String::is_empty)) {
                continue;
            }
            let expected = *self.width.get_or_insert(record.len());
            let ragged = Fault::Ragged { expected, found: record.len() };
            let cells = cells.ok_or(Fault::NotUtf8);
            return Some(Row { line, cells: if record.len() == expected { cells } else { Err(ragged) } });
        }
    }
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

/// Whether a record goes on over line breaks although its quotation marks are not in order: one was left open there.
fn leaves_quote_open(raw: &[u8], delimiter: u8) -> bool {
    let body = raw.trim_ascii_end();
    body.iter().any(|byte| is_break(*byte)) && !is_well_quoted(body, delimiter)
}

/// Whether each quotation mark that begins a cell has one that ends it, as RFC 4180 wants it. Marks inside a bare cell are text.
fn is_well_quoted(record: &[u8], delimiter: u8) -> bool {
    enum Cell {
        Begins,
        Bare,
        Quoted,
        /// Behind a mark that ends the cell, unless a second one follows.
        Marked,
    }
    let mut cell = Cell::Begins;
    for byte in record {
        cell = match (cell, byte) {
            (Cell::Quoted, b'"') => Cell::Marked,
            (Cell::Begins | Cell::Marked, b'"') | (Cell::Quoted, _) => Cell::Quoted,
            (_, byte) if *byte == delimiter => Cell::Begins,
            (Cell::Marked, _) => return false,
            (Cell::Begins | Cell::Bare, _) => Cell::Bare,
        };
    }
    !matches!(cell, Cell::Quoted)
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}

/// The delimiter: a tab or a semicolon if the header line has more of it than of commas outside quotes.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let start = bytes.iter().position(|byte| !is_break(*byte)).unwrap_or(0);
    for byte in bytes[start..].iter().take_while(|byte| !is_break(**byte)) {
        quoted ^= *byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += u32::from(!quoted && *byte == *delimiter);
        }
    }
    // Of equals the last wins, so the comma stands last.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(delimiter, _)| delimiter)
}
