//! `rounds plan`: planning on the command line. Each plan is a command below it, with the numbers of its screen.

mod territories;

use clap::{ArgMatches, Command};

use crate::i18n::Lang;
use crate::i18n::messages::{cli, territories as words};

use super::args::sub;
use super::setting::Setting;
use super::trouble::Trouble;

/// `rounds plan` with all that is under it.
pub fn command(lang: Lang) -> Command {
    sub("plan", words::about_plan(lang), lang)
        .subcommand_help_heading(cli::heading_commands(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(territories::command(lang))
}

/// Plans what is asked for.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    match given.subcommand() {
        Some(("territories", given)) => territories::run(setting, given),
        // The arguments do not let it come to this.
        _ => Ok(()),
    }
}
