//! The file to which the rows of a list that cannot come in are written, to be mended and imported again. That it cannot be written stops no
//! import.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::app::wording::import::row_fault;
use crate::exchange::files::{is_database, private};
use crate::exchange::import::{ImportError, RowError, refused};
use crate::i18n::Lang;
use crate::i18n::messages::importing as words;

use super::Request;

/// The file.
pub struct Refused {
    path: PathBuf,
    lang: Lang,
    file: Option<BufWriter<File>>,
}

impl Request {
    /// Where the refused rows are written: where it was asked for, else beside the list.
    fn beside(&self) -> PathBuf {
        self.refused.clone().unwrap_or_else(|| self.file.with_extension("refused.csv"))
    }

    /// Makes sure that they are not written over the list itself or a database.
    pub fn spares_others(&self) -> Result<(), ImportError> {
        let path = self.beside();
        let is_list = path.canonicalize().is_ok_and(|path| self.file.canonicalize().is_ok_and(|list| list == path));
        if is_list || is_database(&path) { Err(ImportError::Over(path)) } else { Ok(()) }
    }
}

impl Refused {
    /// In place of an earlier one.
    pub fn new(request: &Request, header: &[String]) -> Self {
        let path = request.beside();
        // A link, a device or a pipe stays what it is.
        let is_through = path.symlink_metadata().is_ok_and(|it| !it.is_file());
        let file = if is_through { OpenOptions::new().write(true).truncate(true).open(&path) } else { private(&path) };
        let file = file.map(BufWriter::new);
        let file = file.inspect_err(|error| tracing::warn!("{}: {error}", path.display())).ok();
        let mut refused = Self { path, lang: request.lang, file };
        refused.write(&refused::heading(words::line_word(request.lang), words::fault_word(request.lang), header));
        refused
    }

    /// Writes one row.
    pub fn add(&mut self, error: &RowError) {
        self.write(&refused::line(error, &row_fault(self.lang, &error.fault)));
    }

    fn write(&mut self, line: &str) {
        if self.file.as_mut().is_some_and(|file| file.write_all(line.as_bytes()).is_err()) {
            self.file = None;
        }
    }

    /// Where it is, if all of it could be written.
    pub fn close(mut self) -> Option<PathBuf> {
        self.file.as_mut()?.flush().ok()?;
        Some(self.path)
    }
}
