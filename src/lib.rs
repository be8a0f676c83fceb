//! Rounds 巡访: a field-sales rep's day in the terminal.
//!
//! The folders are the layers. A layer names only those before it in this list; `tests/tidy.rs` keeps it so.
//!
//! 1. [`domain`]: pure rules, no I/O and no clock; and [`i18n`] beside it: messages, text width, pinyin. Neither knows the other.
//! 2. [`planning`]: pure solvers over domain types: a day's timetable, whom a day has room for.
//! 3. [`store`]: the only place that knows SQL.
//! 4. [`exchange`]: files in and out, and the demo territory; and [`roads`] beside it: travel times from outside.
//! 5. [`app`]: use cases: commands and keys, queries and their answers, configuration.
//! 6. [`ui`]: layers, screens, widgets, themes; draws with ratatui, knows no terminal and no SQL.
//! 7. [`terminal`]: bytes in, frames out; local terminal now, SSH later.
//! 8. [`cli`]: the command line.
#![forbid(unsafe_code)]

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod planning;
pub mod roads;
pub mod store;
pub mod terminal;
pub mod ui;
