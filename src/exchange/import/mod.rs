//! Lists from spreadsheets: shops, products, people at shops, visits, what shops ask for and what comes
//! in. A file of any form becomes batches of changes: good rows are recognised
//! among what is there and come in, refused ones are named. One bad row never rejects the file; a file that cannot be understood at all is an
//! [`ImportError`]. Nothing here writes to a store, or asks the machine for the time or for randomness.
//!
//! ```text
//! let import = Import::open(source, options, Known::of(&store, viewer)?)?;      // header, columns, samples: import.preview()
//! let (survey, mut batches) = import.survey(Directory::of(&store, viewer)?, &Held(&store, viewer), &mut |share, rows| true)?;
//! while let Some(batch) = batches.next(5_000, &Held(&store, viewer), &mut ids)? { … apply batch.changes … }
//! ```
//!
//! Codes are not unique: shops of one code are told apart by name and address.

mod batch;
mod book;
mod cells;
mod columns;
mod datum;
mod directory;
mod entry;
mod error;
mod facts;
mod fields;
mod filling;
mod header;
mod index;
mod keys;
mod lookup;
mod matching;
mod options;
mod others;
mod products;
pub mod refused;
mod remarks;
mod run;
pub mod sections;
mod stock;
pub mod values;
mod work;

pub use batch::{Batch, Became, Origin, Tally};
pub use book::{Book, Held};
pub use columns::Mapping;
pub use datum::Datum;
pub use directory::Directory;
pub use error::{Fault, ImportError, RowError};
pub use fields::{Field, Kind};
pub use lookup::Known;
pub use options::Options;
pub use remarks::{Listed, Notice, Remark};
pub use run::{Batches, Import, Preview, Survey, Watch};
pub use values::dates::DateOrder;
