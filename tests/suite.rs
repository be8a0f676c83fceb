//! One test binary, a folder for each layer.
// A helper that cannot do its part fails the test that called it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "suite/domain/mod.rs"]
mod domain;
#[path = "suite/planning/mod.rs"]
mod planning;
