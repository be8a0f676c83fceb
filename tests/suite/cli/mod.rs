//! The command line of the real program: what it prints, what it refuses, how it ends.

mod care;
mod help;
mod holidays;
mod import;
mod reports;
mod setting;
