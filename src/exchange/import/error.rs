//! What can be wrong with a file, and with one row of it. The words for people, with what to do about it, stand in the message table; what is
//! said here is for the log.

use chrono::NaiveDate;

use super::columns::Field;

/// Why a file was not read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file could not be read.
    #[error("the file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// There is no header line.
    #[error("the file is empty")]
    Empty,
    /// The header line cannot be read.
    #[error("the first line cannot be read: {0}")]
    Header(Fault),
    /// No column holds the name of the shop.
    #[error("no column holds the name of the shop; the file has: {}", .found.join(", "))]
    NoName {
        /// The columns of the file.
        found: Vec<String>,
    },
    /// A latitude without a longitude, or the other way round.
    #[error("{0} alone is not a place")]
    HalfAPlace(Field),
    /// A column that was named by hand is not there.
    #[error("there is no column {column:?}; the file has: {}", .found.join(", "))]
    NoColumn {
        /// The column that was asked for.
        column: String,
        /// The columns of the file.
        found: Vec<String>,
    },
    /// A mapping is not of the form field=column.
    #[error("{0:?} is not of the form field=column")]
    BadMapping(String),
    /// A mapping names a field that shops do not have.
    #[error("{given:?} is not a field; the fields are: {}", Field::words())]
    NoField {
        /// What was given.
        given: String,
    },
    /// The tier for rows that name none does not exist.
    #[error("there is no tier {0:?}")]
    NoTier(String),
    /// The rep for rows that name none does not exist.
    #[error("there is no rep {0:?}")]
    NoRep(String),
}

/// A row that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RowError {
    /// The line of the file on which the row begins, counted from 1; the header is line 1 if nothing stands before it.
    pub line: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Some bytes are not UTF-8.
    #[error("the text is not UTF-8")]
    NotUtf8,
    /// It has more or fewer cells than the header.
    #[error("{found} cells where the header has {expected}")]
    Ragged {
        /// Cells of the header.
        expected: usize,
        /// Cells of the row.
        found: usize,
    },
    /// A quotation mark opens a cell and nothing closes it.
    #[error("a quotation mark is opened and never closed")]
    OpenQuote,
    /// The shop has no name.
    #[error("the name is empty")]
    NoName,
    /// Not two numbers that are a place on Earth.
    #[error("\"{lat}, {lon}\" is not a place in degrees")]
    Place {
        /// The latitude as it stands in the file.
        lat: String,
        /// The longitude as it stands in the file.
        lon: String,
    },
    /// No tier has this code or name.
    #[error("there is no tier {0:?}")]
    NoTier(String),
    /// No rep has this code, and not exactly one this name.
    #[error("there is no rep {0:?}")]
    NoRep(String),
    /// The last visit is not a date.
    #[error("{0:?} is not a date")]
    Date(String),
    /// The last visit has not come yet.
    #[error("the last visit, {0}, has not come yet")]
    Future(NaiveDate),
    /// Nobody is known to have made the last visit.
    #[error("a last visit, but no rep who made it")]
    VisitByNobody,
}
