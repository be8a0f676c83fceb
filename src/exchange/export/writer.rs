//! Rows as CSV or JSON, written as they come. Text loses what would command a terminal; in CSV, what a spreadsheet would run.

use std::io::{self, Write};

use serde_json::Value;

use super::Sink;
use crate::exchange::formula::defuse;
use crate::i18n::text::clean_lines;

/// Comma-separated, with a header line.
pub struct Csv<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> Csv<W> {
    /// To this place; with a byte order mark, by which Excel knows UTF-8.
    pub fn new(mut out: W, mark: bool) -> io::Result<Self> {
        if mark {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        Ok(Self { out: csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out) })
    }
}

impl<W: Write> Sink for Csv<W> {
    fn begin(&mut self, columns: &'static [&'static str]) -> io::Result<()> {
        self.out.write_record(columns).map_err(plain)
    }

    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        for value in values {
            let written = match value {
                Value::Null => self.out.write_field(""),
                Value::String(text) => self.out.write_field(defuse(&clean_lines(text)).as_bytes()),
                Value::Bool(yes) => self.out.write_field(if *yes { "yes" } else { "no" }),
                other => self.out.write_field(other.to_string()),
            };
            written.map_err(plain)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(plain)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The error of the place itself, by which a full disk and a closed pipe are known.
fn plain(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A JSON list of objects, one a line.
pub struct Json<W: Write> {
    out: W,
    columns: &'static [&'static str],
    any: bool,
}

impl<W: Write> Json<W> {
    /// To this place.
    pub fn new(out: W) -> Self {
        Self { out, columns: &[], any: false }
    }
}

impl<W: Write> Sink for Json<W> {
    fn begin(&mut self, columns: &'static [&'static str]) -> io::Result<()> {
        self.columns = columns;
        self.out.write_all(b"[")
    }

    fn row(&mut self, values: &[Value]) -> io::Result<()> {
        let field = |(column, value): (&&str, &Value)| {
            let value = match value {
                Value::String(text) => clean_lines(text).into(),
                other => other.clone(),
            };
            ((*column).to_owned(), value)
        };
        let object: serde_json::Map<String, Value> = self.columns.iter().zip(values).map(field).collect();
        self.out.write_all(if self.any { b",\n  " } else { b"\n  " })?;
        self.any = true;
        serde_json::to_writer(&mut self.out, &object).map_err(io::Error::from)
    }

    fn end(&mut self) -> io::Result<()> {
        self.out.write_all(if self.any { b"\n]\n" } else { b"]\n" })?;
        self.out.flush()
    }
}
