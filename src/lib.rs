//! Rounds 巡访: a field-sales rep's day in the terminal.
//!
//! The folders are the layers. A layer names only those before it in this list; `tests/tidy.rs` keeps it so.
//!
//! 1. [`domain`]: pure rules, no I/O and no clock; and [`i18n`] beside it: messages, text width, pinyin. Neither knows the other.
//! 2. [`store`]: the only place that knows SQL.
//! 3. [`exchange`]: files in and out, and the demo territory.
//! 4. [`app`]: use cases: commands and keys, queries and their answers, configuration.
//! 5. [`ui`]: layers, screens, widgets, themes; draws with ratatui, knows no terminal and no SQL.
//! 6. [`terminal`]: bytes in, frames out; local terminal now, SSH later.
//! 7. [`cli`]: the command line.
#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod store;
pub mod terminal;
pub mod ui;
