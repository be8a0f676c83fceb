//! Use cases, with no screen and no terminal: commands and keys, queries and their answers, configuration.

pub mod chord;
pub mod event;
