//! One test binary, a folder for each layer.

#[path = "suite/pty/mod.rs"]
mod pty;
#[path = "suite/support/mod.rs"]
mod support;
#[path = "suite/terminal/mod.rs"]
mod terminal;
