//! Shops from a spreadsheet: a UTF-8 CSV file with a header line becomes [`Shops`], good rows and refused ones apart, and the good rows
//! become [`envelopes`] of changes. One bad row never rejects the file; a file that cannot be understood at all is an [`ImportError`].
//!
//! Codes are not unique: two rows with one code are two accounts.

mod columns;
mod envelopes;
mod error;
mod rows;
mod shop;
mod text;

use std::io::Read;

use chrono::NaiveDate;

use crate::domain::people::Rep;
use crate::domain::tier::Tier;

pub use columns::{Field, Mapping};
pub use envelopes::{Origin, SHOPS_PER_ENVELOPE, envelopes};
pub use error::{Fault, ImportError, RowError};
pub use shop::Shop;

/// What the person who imports says about the file.
#[derive(Clone, Debug)]
pub struct Options {
    /// Columns named by hand; a field that is not among them is looked for by the usual words.
    pub map: Vec<Mapping>,
    /// Code of the tier of rows that name none.
    pub tier: Option<String>,
    /// Code of the rep of rows that name none.
    pub rep: Option<String>,
    /// The business day of the import: a last visit after it is refused.
    pub today: NaiveDate,
}

/// What rows may refer to.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The tiers, found by code or name.
    pub tiers: &'a [Tier],
    /// The reps, found by code or name.
    pub reps: &'a [Rep],
}

/// A file as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Shops {
    /// Which columns were read as what.
    pub used: Vec<Mapping>,
    /// Columns that were not read.
    pub unused: Vec<String>,
    /// The rows that can be imported, in the order of the file.
    pub good: Vec<Shop>,
    /// The rows that cannot, in the order of the file.
    pub errors: Vec<RowError>,
}

/// Reads a file. Rows whose cells are all empty are not rows; of all others each is either good or an error.
pub fn read(mut reader: impl Read, options: &Options, known: Known<'_>) -> Result<Shops, ImportError> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let mut rows = rows::Rows::of(&bytes);
    let header = match rows.next() {
        None => return Err(ImportError::Empty),
        Some(row) => row.cells.map_err(ImportError::Header)?,
    };
    let columns = columns::Columns::find(&header, &options.map)?;
    let defaults = shop::Defaults::find(options, known)?;

    let (mut good, mut errors) = (Vec::new(), Vec::new());
    for row in rows {
        match row.cells.and_then(|cells| shop::shop(row.line, &cells, &columns, &defaults, known)) {
            Ok(shop) => good.push(shop),
            Err(fault) => errors.push(RowError { line: row.line, fault }),
        }
    }
    Ok(Shops { used: columns.used(&header), unused: columns.unused(&header), good, errors })
}
