//! Any spreadsheet as a stream of rows of cleaned text cells: CSV with any of the usual delimiters and encodings, and XLSX workbooks. What
//! the cells mean is none of its business, and the memory it takes does not grow with a text file; of a workbook the shared strings
//! are held.

mod clean;
mod decode;
mod detect;
mod encoding;
mod error;
mod numbers;
mod records;
mod row;
mod source;
mod workbook;

pub use encoding::Encoding;
pub use error::SheetError;
pub use records::Delimiter;
pub use row::{Flaw, Row};
pub use source::Source;

use serde::{Deserialize, Serialize};

use decode::Utf8;
use detect::Nature;
use records::Records;
use workbook::Workbook;

/// What the person says about a file; what is not said is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The encoding of a text file.
    pub encoding: Option<Encoding>,
    /// The delimiter of a text file.
    pub delimiter: Option<Delimiter>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
}

impl Wanted {
    /// The same with what was found out, so that it is not looked for again.
    #[must_use]
    pub fn as_found(&self, form: &Form) -> Self {
        match form.clone() {
            Form::Text { encoding, delimiter } => {
                Self { encoding: Some(encoding), delimiter: Some(delimiter), sheet: self.sheet.clone() }
            }
            Form::Workbook { sheet, .. } => Self { sheet: Some(sheet), ..self.clone() },
        }
    }
}

/// What kind of spreadsheet a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A text file.
    Text {
        /// How its letters are written.
        encoding: Encoding,
        /// What stands between two cells.
        delimiter: Delimiter,
    },
    /// An XLSX workbook.
    Workbook {
        /// The sheet that is read.
        sheet: String,
        /// All its sheets.
        sheets: Vec<String>,
    },
}

/// An open spreadsheet, read row by row.
pub struct Sheet {
    form: Form,
    body: Body,
}

enum Body {
    Text(Box<Records<Utf8>>),
    Workbook(Workbook),
}

impl Sheet {
    /// Opens a spreadsheet. A text file is read through once to learn its encoding.
    pub fn open(source: &Source, wanted: &Wanted) -> Result<Self, SheetError> {
        match detect::nature(source, wanted.encoding)? {
            Nature::Workbook => {
                let book = Workbook::open(source, wanted.sheet.as_deref())?;
                let form = Form::Workbook { sheet: book.sheet.clone(), sheets: book.sheets.clone() };
                Ok(Self { form, body: Body::Workbook(book) })
            }
            Nature::Text { encoding, mark } => {
                let text = || Utf8::of(source, encoding, mark);
                let delimiter = match wanted.delimiter {
                    Some(told) => told,
                    None => Delimiter::of(&mut text()?)?,
                };
                let records = Records::new(text()?, delimiter);
                Ok(Self { form: Form::Text { encoding, delimiter }, body: Body::Text(Box::new(records)) })
            }
        }
    }

    /// What it is.
    pub fn form(&self) -> &Form {
        &self.form
    }

    /// Whether it has as many cells in a row as somebody wrote there. In a workbook all rows are equally long, and empty cells at the
    /// end are not told.
    pub fn is_text(&self) -> bool {
        matches!(self.body, Body::Text(_))
    }

    /// Reads the next row that is not blank; false at the end.
    pub fn read(&mut self, row: &mut Row) -> Result<bool, SheetError> {
        match &mut self.body {
            Body::Text(records) => Ok(records.read(row)?),
            Body::Workbook(book) => book.read(row),
        }
    }

    /// How much of it has been read, from 0 to 1.
    pub fn share(&self) -> f32 {
        match &self.body {
            Body::Text(records) => records.text().share(),
            Body::Workbook(book) => book.share(),
        }
    }
}
