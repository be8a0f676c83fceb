//! The file to which the rows of a list that cannot come in are written, to be mended and imported again. That it cannot be written stops no
//! import.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use crate::app::wording::import::row_fault;
use crate::exchange::import::{RowError, refused};
use crate::i18n::Lang;
use crate::i18n::messages::importing as words;

use super::Request;

/// The file.
pub struct Refused {
    path: PathBuf,
    lang: Lang,
    file: Option<BufWriter<File>>,
}

impl Refused {
    /// Where it was asked for, else beside the list; in place of an earlier one.
    pub fn new(request: &Request, header: &[String]) -> Self {
        let path = request.refused.clone().unwrap_or_else(|| request.file.with_extension("refused.csv"));
        let file = File::create(&path).map(BufWriter::new);
        let file = file.inspect_err(|error| tracing::warn!("{}: {error}", path.display())).ok();
        let mut refused = Self { path, lang: request.lang, file };
        let columns = refused::Words { line: words::line_word(request.lang), fault: words::fault_word(request.lang) };
        refused.write(&refused::heading(&columns, header));
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
