//! What a shell and a manual reader want: completions, and the page.

use std::io::{Write, stdout};

use clap::ArgMatches;
use clap_complete::Shell;
use clap_mangen::Man;

use crate::i18n::Lang;

use super::args::command;
use super::trouble::Trouble;

/// Prints the completions of a shell.
pub fn completions(lang: Lang, given: &ArgMatches) {
    let Some(shell) = given.get_one::<Shell>("shell") else { return };
    let mut bytes = Vec::new();
    clap_complete::generate(*shell, &mut command(lang), "rounds", &mut bytes);
    // A pipe that was closed is no fault of ours.
    let _ = stdout().write_all(&bytes);
}

/// Prints the manual page, all commands in one.
pub fn manual(lang: Lang) -> Result<(), Trouble> {
    let mut whole = command(lang);
    whole.build();
    let mut bytes = Vec::new();
    let write = |bytes: &mut Vec<u8>| -> std::io::Result<()> {
        Man::new(whole.clone()).render(bytes)?;
        for sub in whole.get_subcommands().filter(|sub| !sub.is_hide_set()) {
            let page = Man::new(sub.clone());
            writeln!(bytes, ".SH {}", sub.get_display_name().unwrap_or(sub.get_name()).to_uppercase())?;
            page.render_synopsis_section(bytes)?;
            page.render_description_section(bytes)?;
            page.render_options_section(bytes)?;
        }
        Ok(())
    };
    write(&mut bytes).map_err(|error| Trouble::user(error.to_string()))?;
    let _ = stdout().write_all(&bytes);
    Ok(())
}
