//! The command line of the real program: what it prints, what it refuses, how it ends.

mod care;
mod digest;
mod doctor;
mod export;
mod help;
mod holidays;
mod import;
mod log;
#[cfg(feature = "serve")]
mod people;
mod plain;
mod plan_territories;
mod plan_weeks;
mod quick;
mod reports;
mod restore;
mod roads;
mod route;
mod setting;
mod shell;
mod solve;
mod stock;
mod stock_lists;
