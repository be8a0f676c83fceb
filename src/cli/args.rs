//! The arguments, described in the person's language.

use clap::{Arg, ArgAction, Command, ValueHint};
use std::path::PathBuf;

use crate::exchange::import::Mapping;
use crate::i18n::Lang;
use crate::i18n::messages::cli as words;

/// The command line.
pub fn command(lang: Lang) -> Command {
    let value = |name: &'static str, shown: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(shown).help(help).global(true)
    };
    Command::new("rounds")
        .version(env!("CARGO_PKG_VERSION"))
        .about(words::about(lang))
        .arg(value("db", "FILE", words::arg_db(lang)).value_parser(clap::value_parser!(PathBuf)))
        .arg(value("lang", "TAG", words::arg_lang(lang)))
        .arg(value("as", "REP", words::arg_as(lang)))
        .arg(value("now", "TIME", words::arg_now(lang)))
        .arg(value("config", "FILE", words::arg_config(lang)).value_parser(clap::value_parser!(PathBuf)))
        .arg(value("theme", "NAME", words::arg_theme(lang)))
        .subcommand(Command::new("demo").about(words::about_demo(lang)))
        .subcommand(import(lang))
        .subcommand(printing(Command::new("today").about(words::about_today(lang)), lang).arg(day(lang)))
        .subcommand(printing(Command::new("overdue").about(words::about_overdue(lang)), lang))
        .subcommand(
            printing(Command::new("timeline").about(words::about_timeline(lang)), lang)
                .arg(Arg::new("account").required(true).help(words::arg_account(lang))),
        )
        .subcommand(Command::new("doctor").about(words::about_doctor(lang)))
        .subcommand(Command::new("backup").about(words::about_backup(lang)).arg(file(lang)))
}

fn file(lang: Lang) -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .required(true)
        .help(words::arg_file(lang))
        .value_hint(ValueHint::FilePath)
        .value_parser(clap::value_parser!(PathBuf))
}

fn import(lang: Lang) -> Command {
    Command::new("import")
        .about(words::about_import(lang))
        .arg(file(lang))
        .arg(
            Arg::new("map")
                .long("map")
                .value_name("FIELD=COLUMN")
                .action(ArgAction::Append)
                .value_parser(|text: &str| text.parse::<Mapping>().map_err(|error| error.to_string()))
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
    Arg::new("day").value_name("DAY").help(words::arg_day(lang)).allow_hyphen_values(true)
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
