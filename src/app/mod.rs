//! Use cases, with no screen and no terminal: commands and keys, queries and their answers, configuration.

pub mod account_form;
pub mod chord;
pub mod command;
pub mod config;
pub mod contact_form;
pub mod day;
pub mod digest;
pub mod effect;
pub mod event;
pub mod form;
pub mod history;
pub mod importing;
pub mod job;
pub mod keymap;
pub mod logbook;
pub mod names;
pub mod policy;
pub mod query;
pub mod report;
pub mod reports;
pub mod setup;
pub mod typed;
pub mod when;
pub mod who;
pub mod wording;
pub mod worklist;
