//! One test binary, a folder for each layer.
// A test that cannot go on says why with the word it gives to `expect`, or that a helper could not do its part.
#![allow(clippy::expect_used, clippy::unwrap_used)]

#[path = "suite/app/mod.rs"]
mod app;
#[path = "suite/cli/mod.rs"]
mod cli;
#[path = "suite/domain/mod.rs"]
mod domain;
#[path = "suite/exchange/mod.rs"]
mod exchange;
#[path = "suite/flow/mod.rs"]
mod flow;
#[path = "suite/frames/mod.rs"]
mod frames;
#[path = "suite/house/mod.rs"]
mod house;
#[path = "suite/lost/mod.rs"]
mod lost;
#[path = "suite/pictures/mod.rs"]
mod pictures;
#[path = "suite/planning/mod.rs"]
mod planning;
#[path = "suite/pty/mod.rs"]
mod pty;
#[path = "suite/roads/mod.rs"]
mod roads;
#[cfg(feature = "serve")]
#[path = "suite/ssh/mod.rs"]
mod ssh;
#[path = "suite/store/mod.rs"]
mod store;
#[path = "suite/support/mod.rs"]
mod support;
#[path = "suite/terminal/mod.rs"]
mod terminal;
