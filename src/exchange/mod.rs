//! Files in and out, and the demo territory. What comes in leaves as [`Envelope`](crate::domain::change::Envelope)s of changes: nothing
//! here writes to a store, and nothing here asks the machine for the time or for randomness.

pub mod backups;
pub mod demo;
pub mod export;
pub mod files;
pub mod formula;
pub mod holidays;
pub mod import;
pub mod instances;
pub mod lines;
pub mod lists;
pub mod routes;
pub mod sheet;
