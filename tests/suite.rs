//! One test binary, a folder for each layer.

#[path = "suite/store/mod.rs"]
mod store;
