//! The exchange layer: import of shops, the demo territory.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod backups;
mod demo;
mod demo_stock;
mod holidays;
mod import;
mod instances;
mod routes;
mod sheet;
