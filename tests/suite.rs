//! One test binary, a folder for each layer.
#[path = "suite/exchange/mod.rs"]
mod exchange;
