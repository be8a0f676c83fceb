//! The arguments, described in the person's language.

use clap::{Arg, ArgAction, Command, ValueHint};
use std::path::PathBuf;

use crate::exchange::import::Mapping;
use crate::i18n::Lang;
use crate::i18n::messages::cli as words;

use super::wording::import_error;

/// The command line.
pub fn command(lang: Lang) -> Command {
    let value = |name: &'static str, shown: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(shown).help(help).global(true)
    };
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help(words::arg_help(lang));
    let version =
        Arg::new("version").short('V').long("version").action(ArgAction::Version).help(words::arg_version(lang));
    Command::new("rounds")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::about(lang))
        .subcommand_help_heading(words::heading_commands(lang))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .help_template(template(lang))
        .next_help_heading(words::heading_options(lang))
        .arg(help.global(true))
        .arg(version)
        .arg(value("db", "FILE", words::arg_db(lang)).value_parser(clap::value_parser!(PathBuf)))
        .arg(value("lang", "TAG", words::arg_lang(lang)))
        .arg(value("as", "REP", words::arg_as(lang)))
        .arg(value("now", "TIME", words::arg_now(lang)))
        .arg(value("config", "FILE", words::arg_config(lang)).value_parser(clap::value_parser!(PathBuf)))
        .arg(value("theme", "NAME", words::arg_theme(lang)))
        .subcommand(sub("demo", words::about_demo(lang), lang))
        .subcommand(import(lang))
        .subcommand(printing(sub("today", words::about_today(lang), lang), lang).arg(day(lang)))
        .subcommand(printing(sub("overdue", words::about_overdue(lang), lang), lang))
        .subcommand(
            printing(sub("timeline", words::about_timeline(lang), lang), lang).arg(
                Arg::new("account")
                    .required(true)
                    .help(words::arg_account(lang))
                    .help_heading(words::heading_arguments(lang)),
            ),
        )
        .subcommand(sub("holidays", words::about_holidays(lang), lang).arg(file(lang)))
        .subcommand(sub("doctor", words::about_doctor(lang), lang))
        .subcommand(sub("backup", words::about_backup(lang), lang).arg(file(lang)))
}

fn sub(name: &'static str, about: &'static str, lang: Lang) -> Command {
    Command::new(name).about(about).help_template(template(lang)).next_help_heading(words::heading_options(lang))
}

/// How help is laid out: what it is, how it is used, the rest.
fn template(lang: Lang) -> String {
    format!("{{about}}\n\n{}: {{usage}}\n\n{{all-args}}", words::usage(lang))
}

fn file(lang: Lang) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .help(words::arg_file(lang))
        .help_heading(words::heading_arguments(lang))
        .value_hint(ValueHint::FilePath)
        .value_parser(clap::value_parser!(PathBuf))
}

fn import(lang: Lang) -> Command {
    sub("import", words::about_import(lang), lang)
        .arg(file(lang))
        .arg(
            Arg::new("map")
                .long("map")
                .value_name("FIELD=COLUMN")
                .action(ArgAction::Append)
                .value_parser(move |text: &str| text.parse::<Mapping>().map_err(|error| import_error(lang, &error)))
                .help(words::arg_map(lang)),
        )
        .arg(Arg::new("tier").long("tier").value_name("CODE").help(words::arg_tier(lang)))
        .arg(Arg::new("rep").long("rep").value_name("CODE").help(words::arg_rep(lang)))
}

fn printing(command: Command, lang: Lang) -> Command {
    command
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words::arg_json(lang)))
        .arg(Arg::new("csv").long("csv").action(ArgAction::SetTrue).conflicts_with("json").help(words::arg_csv(lang)))
}

fn day(lang: Lang) -> Arg {
    Arg::new("day")
        .value_name("DAY")
        .help(words::arg_day(lang))
        .help_heading(words::heading_arguments(lang))
        .allow_hyphen_values(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_hold_together_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }
}
