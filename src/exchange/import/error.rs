//! What can be wrong with a file, and with one row of it. The words for people, with what to do about it, stand in the message table; what is
//! said here is for the log.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::fields::{Field, Kind};
use crate::exchange::sheet::{Flaw, Row, SheetError};
use crate::store::StoreError;

/// Why a file was not read at all, or not to its end.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It is no spreadsheet that can be read.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// What is in the database could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another import is going on: both would bring in what neither knows the other has.
    #[error("another import is going on")]
    UnderWay,
    /// The file is not the one that the import began with.
    #[error("the file was changed since the import began")]
    Changed,
    /// The refused rows would be written over the list itself or a database.
    #[error("the refused rows would take the place of {}", .0.display())]
    Over(PathBuf),
    /// Somebody said stop.
    #[error("cancelled")]
    Cancelled,
    /// The header line cannot be read.
    #[error("the first line cannot be read: {0}")]
    Header(Fault),
    /// No column holds the name of the shop.
    #[error("no column holds the name; the file has: {}", .found.join(", "))]
    NoName {
        /// The columns of the file.
        found: Vec<String>,
    },
    /// A column that this kind of list needs is not there.
    #[error("no column holds the {field}; the file has: {}", .found.join(", "))]
    Missing {
        /// What it would hold.
        field: Field,
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
    /// A mapping names a field that there is not.
    #[error("{given:?} is not a field")]
    NoField {
        /// What was given.
        given: String,
    },
    /// A mapping names a field that this kind of list does not have.
    #[error("{} have no {field}", .kind.word())]
    FieldOfOther {
        /// The field.
        field: Field,
        /// The kind of list.
        kind: Kind,
    },
    /// There is no such kind of list.
    #[error("{0:?} is not a kind of list")]
    NoKind(String),
    /// There is no such system of coordinates.
    #[error("{0:?} is not a system of coordinates")]
    NoDatum(String),
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
    /// Its cells, as far as they could be read.
    pub cells: Vec<String>,
}

impl RowError {
    /// What is wrong with this row.
    pub fn new(row: &Row, fault: Fault) -> Self {
        Self { line: row.line(), fault, cells: (0..row.len()).map(|at| row.lines(at)).collect() }
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Some bytes are no text in the file's encoding.
    #[error("some bytes are no text")]
    NotText,
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
    /// It is larger than a row can be.
    #[error("more than a megabyte")]
    TooLong,
    /// The shop, product or person has no name.
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
    /// It is not a date.
    #[error("{0:?} is not a date")]
    Date(String),
    /// It could be two dates.
    #[error("{0:?} could be two dates")]
    EitherDate(String),
    /// The visit has not come yet.
    #[error("the visit, {0}, has not come yet")]
    Future(NaiveDate),
    /// Nobody is known to have made the visit.
    #[error("a visit, but no rep who made it")]
    VisitByNobody,
    /// It is no time of day.
    #[error("{0:?} is not a time")]
    Time(String),
    /// The end of a visit comes before its start.
    #[error("the visit ends before it begins")]
    EndsBeforeStart,
    /// It does not say how often.
    #[error("{0:?} does not say how often")]
    Frequency(String),
    /// The units of a product cannot be told apart, or a pack holds less than two.
    #[error("{0:?} are no units")]
    Units(String),
    /// No account is the one that the row names.
    #[error("no account is {0:?}")]
    NoAccount(String),
    /// Several accounts could be the one that the row names.
    #[error("several accounts are {0:?}")]
    SeveralAccounts(String),
    /// No product has this code or name.
    #[error("no product is {0:?}")]
    NoProduct(String),
    /// It is no whole number above 0, or one that cannot be counted with.
    #[error("{0:?} is no quantity")]
    Quantity(String),
    /// The product does not come in this unit.
    #[error("{product:?} does not come in {unit:?}, but in {units}")]
    NoUnit {
        /// The product.
        product: String,
        /// The unit that the row names.
        unit: String,
        /// Those that there are.
        units: String,
    },
    /// No team has this name.
    #[error("there is no team {0:?}")]
    NoTeam(String),
    /// The day has not come yet.
    #[error("the day, {0}, has not come yet")]
    NotYet(NaiveDate),
    /// Nobody is known to have written the request down, or to own the arrival.
    #[error("no rep whose it is")]
    Nobodys,
    /// The rules or the rights of who imports bar what it would change.
    #[error("barred: {0}")]
    Barred(StoreError),
}

impl From<Flaw> for Fault {
    fn from(flaw: Flaw) -> Self {
        match flaw {
            Flaw::NotText => Self::NotText,
            Flaw::OpenQuote => Self::OpenQuote,
            Flaw::TooLong => Self::TooLong,
        }
    }
}
