//! The command line: reads arguments, environment and configuration, opens the database, and runs a screen or prints a report. Words come
//! from the message table; errors end with a message that says what to do and an exit code.

#[cfg(feature = "serve")]
mod access;
mod args;
mod commands;
mod daily;
mod data;
mod disk;
mod doctor;
mod exporting;
#[cfg(feature = "serve")]
mod guests;
mod holidays;
mod importing;
mod logging;
pub mod plain;
mod planning;
mod quick;
mod reporting;
mod restoring;
mod roads;
mod route;
mod screens;
#[cfg(feature = "serve")]
mod serving;
mod setting;
mod shell;
mod solve;
mod stock;
mod themes;
mod trouble;
mod wording;

use std::io::Write;
use std::process::ExitCode;

pub use args::command;
pub use trouble::Trouble;

/// Runs the program and answers its exit code.
pub fn main() -> ExitCode {
    let lang = setting::first_language(std::env::args_os(), &|name| std::env::var(name).ok());
    let matches = match args::command(lang).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let code = error.exit_code();
            // Nothing can be done if the message cannot be written.
            let _ = error.print();
            return ExitCode::from(u8::try_from(code).unwrap_or(2));
        }
    };
    match commands::run(&matches, lang) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            let _ = writeln!(std::io::stderr(), "{}", trouble.text);
            ExitCode::from(trouble.code)
        }
    }
}
