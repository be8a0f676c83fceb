//! The arguments of `rounds serve`, `rounds rep` and `rounds key`.

use std::net::SocketAddr;

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use crate::cli::args::{flag, printing, sub, valued};
use crate::i18n::Lang;
use crate::i18n::messages::{cli, serving as words};

/// The three commands.
pub fn commands(lang: Lang) -> [Command; 3] {
    let listen = valued("listen", "ADDRESS", words::arg_listen(lang)).value_parser(clap::value_parser!(SocketAddr));
    [sub("serve", words::about_serve(lang), lang).arg(listen), rep(lang), key(lang)]
}

fn rep(lang: Lang) -> Command {
    let code = || named("code", "CODE", words::arg_code(lang), lang);
    let roles = PossibleValuesParser::new(["rep", "supervisor", "manager", "administrator"]);
    printing(sub("rep", words::about_rep(lang), lang), lang)
        .subcommand_help_heading(cli::heading_commands(lang))
        .subcommand(
            sub("add", words::about_rep_add(lang), lang)
                .arg(code())
                .arg(valued("name", "NAME", words::arg_name(lang)))
                .arg(valued("role", "ROLE", words::arg_role(lang)).value_parser(roles).hide_possible_values(true))
                .arg(valued("team", "TEAM", words::arg_team(lang))),
        )
        .subcommand(printing(sub("list", words::about_rep_list(lang), lang), lang))
        .subcommand(
            sub("disable", words::about_rep_disable(lang), lang).arg(code()).arg(flag("back", words::arg_back(lang))),
        )
}

fn key(lang: Lang) -> Command {
    let rep = || named("rep", "CODE", words::arg_key_rep(lang), lang);
    printing(sub("key", words::about_key(lang), lang), lang)
        .subcommand_help_heading(cli::heading_commands(lang))
        .subcommand(
            sub("add", words::about_key_add(lang), lang)
                .arg(rep())
                .arg(named("key", "KEY", words::arg_key(lang), lang))
                .arg(valued("name", "NAME", words::arg_name(lang))),
        )
        .subcommand(printing(sub("list", words::about_key_list(lang), lang), lang).arg(rep().required(false)))
        .subcommand(sub("revoke", words::about_key_revoke(lang), lang).arg(named(
            "fingerprint",
            "FINGERPRINT",
            words::arg_fingerprint(lang),
            lang,
        )))
        .subcommand(
            sub("enrol", words::about_key_enrol(lang), lang).arg(rep()).arg(
                valued("hours", "N", words::arg_hours(lang)).value_parser(clap::value_parser!(u32).range(1..=720)),
            ),
        )
}

fn named(name: &'static str, shown: &'static str, help: &'static str, lang: Lang) -> Arg {
    Arg::new(name).value_name(shown).required(true).help(help).help_heading(cli::heading_arguments(lang))
}
