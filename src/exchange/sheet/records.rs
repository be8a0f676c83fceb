//! Delimited text as rows, in memory that does not grow with the file: quotes, line ends and line numbers as RFC 4180 has them, and as
//! people break it. A quotation mark that nobody closes may swallow any number of good rows: then only its first line is given up.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

use super::row::{Flaw, Row};

/// A row that is larger is an error.
const LARGEST: usize = 1024 * 1024;

/// Shortly behind a row that was given up only so much is looked ahead, so that many open quotes do not make reading slow.
const SHORT: usize = 4 * 1024;

/// How much is read at a time.
const PIECE: usize = 64 * 1024;

/// How many rows show what the delimiter is.
const SHOWN: usize = 20;

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// A tab.
    Tab,
    /// `;`
    Semicolon,
    /// `，`
    FullWidthComma,
}

impl Delimiter {
    /// All, the most usual first.
    pub const ALL: [Self; 4] = [Self::Comma, Self::Tab, Self::Semicolon, Self::FullWidthComma];

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Comma => b",",
            Self::Tab => b"\t",
            Self::Semicolon => b";",
            Self::FullWidthComma => "，".as_bytes(),
        }
    }

    /// The one with which most of the first rows have equally many cells, and few marks are out of order.
    pub(super) fn of(text: &mut impl Read) -> io::Result<Self> {
        let mut sample = vec![0; PIECE];
        let mut filled = 0;
        while sample.len() - filled >= 8 {
            match text.read(&mut sample[filled..])? {
                0 => break,
                read => filled += read,
            }
        }
        let mut best = (Self::Comma, i64::MIN);
        for delimiter in Self::ALL {
            let weight = delimiter.weight(&sample[..filled])?;
            if weight > best.1 {
                best = (delimiter, weight);
            }
        }
        Ok(best.0)
    }

    fn weight(self, sample: &[u8]) -> io::Result<i64> {
        let mut records = Records::new(sample, self);
        let mut row = Row::default();
        let (mut counts, mut flaws) = (Vec::new(), 0);
        while counts.len() < SHOWN && flaws < SHOWN as i64 && records.read(&mut row)? {
            match row.flaw() {
                Some(Flaw::OpenQuote) => flaws += 1,
                _ => counts.push(row.len() as i64 - 1),
            }
        }
        let alike = |count: &i64| counts.iter().filter(|other| *other == count).count() as i64;
        Ok(counts.iter().map(|count| count * alike(count)).max().unwrap_or(0) - flaws)
    }
}

/// The rows of a text.
pub(super) struct Records<R> {
    text: R,
    delimiter: &'static [u8],
    buffer: Vec<u8>,
    /// Where the next row begins, and where what has been read ends.
    start: usize,
    end: usize,
    ended: bool,
    line: u64,
    /// Bytes taken since a row was given up.
    since: usize,
    /// The cells of the row that is being read, end to end, and where they end.
    cells: Vec<u8>,
    ends: Vec<usize>,
}

/// Where in a row the reader stands.
#[derive(Clone, Copy, PartialEq)]
enum At {
    /// At the beginning of a cell.
    Begins,
    /// In a cell without quotation marks. Those inside it are text.
    Bare,
    /// Between quotation marks.
    Quoted,
    /// Behind a mark that ends the cell, unless a second one follows.
    Marked,
    /// In text behind the mark that should have ended the cell.
    Behind,
}

/// How a row ended.
enum Found {
    /// Behind so many bytes, of which the last are its line end.
    Row(usize),
    /// It is given up.
    Broken(Flaw),
}

impl<R: Read> Records<R> {
    pub(super) fn new(text: R, delimiter: Delimiter) -> Self {
        Self {
            text,
            delimiter: delimiter.bytes(),
            buffer: vec![0; 2 * PIECE],
            start: 0,
            end: 0,
            ended: false,
            line: 1,
            since: LARGEST,
            cells: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Where it is read from.
    pub(super) fn text(&self) -> &R {
        &self.text
    }

    /// Reads the next row that is not blank; false at the end.
    pub(super) fn read(&mut self, row: &mut Row) -> io::Result<bool> {
        loop {
            self.skip_breaks()?;
            if self.start == self.end {
                return Ok(false);
            }
            row.begin(self.line);
            match self.scan()? {
                Found::Row(len) => {
                    self.since = self.since.saturating_add(len);
                    self.advance(len);
                    self.fill_in(row);
                    if row.is_empty() && row.flaw().is_none() {
                        continue;
                    }
                }
                Found::Broken(flaw) => {
                    self.since = 0;
                    let first = self.give_up_a_line()?;
                    row.push(&first);
                    row.spoil(flaw);
                }
            }
            return Ok(true);
        }
    }

    /// Puts the cells that were read into a row.
    fn fill_in(&self, row: &mut Row) {
        let between_letters = |text: &&str| self.ends.iter().all(|end| text.is_char_boundary(*end));
        let whole = std::str::from_utf8(&self.cells).ok().filter(between_letters);
        let mut start = 0;
        for end in &self.ends {
            match whole {
                Some(text) => row.push(&text[start..*end]),
                None => row.push(&String::from_utf8_lossy(&self.cells[start..*end])),
            }
            start = *end;
        }
        if whole.is_none() {
            row.spoil(Flaw::NotText);
        }
    }

    /// Reads the cells of the row that begins here.
    fn scan(&mut self) -> io::Result<Found> {
        self.cells.clear();
        self.ends.clear();
        let limit = self.since.saturating_mul(16).clamp(SHORT, LARGEST);
        let mut at = At::Begins;
        // Whether it goes on over a line end, whether anything but blanks stands behind that, and whether its marks are out of order.
        let (mut crossed, mut beyond, mut disorder) = (false, false, false);
        let mut len = 0;
        loop {
            // Delimiters and line ends have more than one byte.
            while self.end - self.start - len < 4 && !self.ended {
                self.more()?;
            }
            let rest = &self.buffer[self.start + len..self.end];
            let Some(&byte) = rest.first() else {
                if at == At::Quoted && beyond {
                    return Ok(Found::Broken(Flaw::OpenQuote));
                }
                self.ends.push(self.cells.len());
                return Ok(Found::Row(len));
            };
            if len >= limit {
                let open = crossed && at == At::Quoted;
                return Ok(Found::Broken(if open { Flaw::OpenQuote } else { Flaw::TooLong }));
            }
            if at == At::Quoted {
                let plain = rest.iter().take(PIECE).take_while(|byte| !matches!(byte, b'"' | b'\r' | b'\n')).count();
                if plain > 0 {
                    self.cells.extend_from_slice(&rest[..plain]);
                    beyond |= crossed && !rest[..plain].trim_ascii().is_empty();
                    len += plain;
                } else if byte == b'"' {
                    at = At::Marked;
                    beyond |= crossed;
                    len += 1;
                } else {
                    self.cells.push(byte);
                    crossed = true;
                    len += 1;
                }
            } else if is_break(byte) {
                let pair = byte == b'\r' && rest.get(1) == Some(&b'\n');
                self.ends.push(self.cells.len());
                return Ok(Found::Row(len + 1 + usize::from(pair)));
            } else if rest.starts_with(self.delimiter) {
                self.ends.push(self.cells.len());
                len += self.delimiter.len();
                at = At::Begins;
            } else if byte == b'"' && at == At::Begins {
                at = At::Quoted;
                len += 1;
            } else if byte == b'"' && at == At::Marked {
                self.cells.push(byte);
                at = At::Quoted;
                len += 1;
            } else {
                disorder |= at == At::Marked;
                let first = self.delimiter[0];
                let plain =
                    rest[1..].iter().take(PIECE).take_while(|byte| **byte != first && !is_break(**byte)).count();
                self.cells.extend_from_slice(&rest[..=plain]);
                len += plain + 1;
                at = if matches!(at, At::Marked | At::Behind) { At::Behind } else { At::Bare };
            }
            if disorder && beyond {
                return Ok(Found::Broken(Flaw::OpenQuote));
            }
        }
    }

    /// Passes over the line that begins here and answers with what can be read of it.
    fn give_up_a_line(&mut self) -> io::Result<String> {
        let mut first = Vec::new();
        loop {
            let line = &self.buffer[self.start..self.end];
            let len = line.iter().position(|byte| is_break(*byte));
            let part = len.unwrap_or(line.len());
            first.extend_from_slice(&line[..part.min(SHORT.saturating_sub(first.len()))]);
            self.advance(part);
            if len.is_some() || self.ended {
                return Ok(String::from_utf8_lossy(&first).into_owned());
            }
            self.more()?;
        }
    }

    /// Passes over line ends.
    fn skip_breaks(&mut self) -> io::Result<()> {
        loop {
            let rest = &self.buffer[self.start..self.end];
            let breaks = rest.iter().take_while(|byte| is_break(**byte)).count();
            if breaks < rest.len() || self.ended {
                self.advance(breaks);
                return Ok(());
            }
            // A CR may be the first half of a line end: it is counted together with what follows.
            let open = usize::from(rest.last() == Some(&b'\r'));
            self.advance(breaks - open);
            self.more()?;
        }
    }

    /// Goes on behind so many bytes, counting the lines that end in them: at LF, CR LF or CR.
    fn advance(&mut self, len: usize) {
        let taken = &self.buffer[self.start..self.end];
        let ends = |at: &usize| match taken[*at] {
            b'\n' => true,
            b'\r' => taken.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        self.line += (0..len).filter(ends).count() as u64;
        self.start += len;
    }

    /// Reads on.
    fn more(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.buffer.copy_within(self.start..self.end, 0);
            (self.start, self.end) = (0, self.end - self.start);
        }
        if self.buffer.len() - self.end < PIECE {
            self.buffer.resize(self.end + 2 * PIECE, 0);
        }
        let read = self.text.read(&mut self.buffer[self.end..])?;
        self.end += read;
        self.ended = read == 0;
        Ok(())
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}
