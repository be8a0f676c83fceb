//! The arguments, described in the person's language.

use clap::{Arg, ArgAction, Command, ValueHint};
use std::path::PathBuf;
use std::str::FromStr;

use crate::exchange::export::What;
use crate::exchange::import::{DateOrder, Datum, ImportError, Kind, Mapping};
use crate::exchange::routes::Format;
use crate::exchange::sheet::Encoding;
use crate::i18n::Lang;
use crate::i18n::messages::import::file_no_dates;
use crate::i18n::messages::{
    board, care, cli as words, day_report as report, follow_ups, out, plain, planning, quick, roads, routes, serving,
};

use crate::app::wording::import::{import_error, sheet_error};

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
        .arg(flag("plain", plain::arg_plain(lang)).global(true))
        .arg(flag("no-files", serving::arg_no_files(lang)).global(true))
        .subcommand(sub("demo", words::about_demo(lang), lang))
        .subcommand(import(lang))
        .subcommand(printing(sub("today", words::about_today(lang), lang), lang).arg(day(lang)))
        .subcommand(printing(sub("overdue", words::about_overdue(lang), lang), lang))
        .subcommand(printing(sub("follow-ups", follow_ups::about_follow_ups(lang), lang), lang))
        .subcommand(
            printing(sub("board", board::about_board(lang), lang), lang).arg(flag("month", board::arg_month(lang))),
        )
        .subcommand(
            printing(sub("timeline", words::about_timeline(lang), lang), lang).arg(
                Arg::new("account")
                    .required(true)
                    .help(words::arg_account(lang))
                    .help_heading(words::heading_arguments(lang)),
            ),
        )
        .subcommand(super::planning::command(lang))
        .subcommand(super::stock::args::command(lang))
        .subcommand(accounts(lang))
        .subcommand(log(lang))
        .subcommand(digest(lang))
        .subcommand(day_report(lang))
        .subcommand(export(lang))
        .subcommand(route(lang))
        .subcommand(solve(lang))
        .subcommand(roads(lang))
        .subcommand(sub("holidays", words::about_holidays(lang), lang).arg(file(lang)))
        .subcommand(printing(sub("doctor", words::about_doctor(lang), lang), lang))
        .subcommand(sub("backup", words::about_backup(lang), lang).arg(file(lang)))
        .subcommand(
            printing(sub("restore", care::about_restore(lang), lang), lang)
                .arg(file(lang).required(false).help(care::arg_copy(lang))),
        )
        .subcommand(
            sub("completions", care::about_completions(lang), lang).arg(
                Arg::new("shell")
                    .value_name("SHELL")
                    .required(true)
                    .help(care::arg_shell(lang))
                    .help_heading(words::heading_arguments(lang))
                    .hide_possible_values(true)
                    .value_parser(clap::value_parser!(clap_complete::Shell)),
            ),
        )
        .subcommand(sub("man", care::about_man(lang), lang))
        .subcommands(of_the_server(lang))
}

#[cfg(feature = "serve")]
fn of_the_server(lang: Lang) -> [Command; 3] {
    super::serving::args::commands(lang)
}

#[cfg(not(feature = "serve"))]
fn of_the_server(_: Lang) -> [Command; 0] {
    []
}

/// A command below another.
pub(super) fn sub(name: &'static str, about: &'static str, lang: Lang) -> Command {
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

fn route(lang: Lang) -> Command {
    let format = Arg::new("format")
        .value_name("FORMAT")
        .required(true)
        .help(routes::arg_format(lang))
        .help_heading(words::heading_arguments(lang))
        .hide_possible_values(true)
        .value_parser(Format::ALL.map(Format::word));
    let output = Arg::new("output").short('o').long("output").value_name("FILE").help(routes::arg_output(lang));
    sub("route", routes::about_route(lang), lang)
        .arg(format)
        .arg(day(lang))
        .arg(valued("to", "DAY", routes::arg_to(lang)).allow_hyphen_values(true))
        .arg(output.value_hint(ValueHint::FilePath).value_parser(clap::value_parser!(PathBuf)))
}

fn solve(lang: Lang) -> Command {
    let number = |name, shown, help| valued(name, shown, help).value_parser(clap::value_parser!(u64));
    sub("solve", planning::about_solve(lang), lang)
        .arg(file(lang).help(planning::arg_instance(lang)))
        .arg(number("iterations", "N", planning::arg_iterations(lang)))
        .arg(number("cpu-ms", "N", planning::arg_cpu_ms(lang)))
        .arg(number("seed", "N", planning::arg_seed(lang)))
        .arg(
            valued("matrix", "FILE", planning::arg_matrix(lang))
                .value_hint(ValueHint::FilePath)
                .value_parser(clap::value_parser!(PathBuf)),
        )
        .arg(
            valued("reps", "N", planning::arg_reps(lang))
                .value_parser(clap::value_parser!(u32).range(1..i64::from(u16::MAX))),
        )
        .arg(valued("tolerance", "PERCENT", planning::arg_tolerance(lang)).value_parser(|text: &str| {
            text.parse::<f64>().ok().filter(|percent| (0.0..=100.0).contains(percent)).ok_or("0..100")
        }))
        .arg(flag("json", planning::arg_solve_json(lang)))
}

fn roads(lang: Lang) -> Command {
    printing(sub("roads", roads::about_roads(lang), lang), lang)
        .subcommand_help_heading(words::heading_commands(lang))
        .subcommand(sub("import", roads::about_import(lang), lang).arg(file(lang).help(roads::arg_extract(lang))))
        .subcommand(sub("forget", roads::about_forget(lang), lang))
}

fn import(lang: Lang) -> Command {
    let earlier = ["list", "undo", "resume"];
    printing(sub("import", words::about_import(lang), lang), lang)
        .mut_arg("json", |json| json.conflicts_with_all(["file", "undo", "resume"]))
        .mut_arg("csv", |csv| csv.conflicts_with_all(["file", "undo", "resume"]))
        .arg(file(lang).required(false).required_unless_present_any(earlier).conflicts_with_all(earlier))
        .arg(flag("list", words::arg_import_list(lang)))
        .arg(flag("undo", words::arg_import_undo(lang)).conflicts_with("list"))
        .arg(flag("resume", words::arg_import_resume(lang)).conflicts_with_all(["list", "undo"]))
        .arg(
            Arg::new("map")
                .long("map")
                .value_name("FIELD=COLUMN")
                .action(ArgAction::Append)
                .value_parser(move |text: &str| text.parse::<Mapping>().map_err(|error| import_error(lang, &error)))
                .help(words::arg_map(lang)),
        )
        .arg(valued("tier", "CODE", words::arg_tier(lang)))
        .arg(valued("rep", "CODE", words::arg_rep(lang)))
        .arg(valued("kind", "KIND", words::arg_kind(lang)).value_parser(of_import::<Kind>(lang)))
        .arg(
            valued("encoding", "NAME", words::arg_encoding(lang))
                .value_parser(move |text: &str| text.parse::<Encoding>().map_err(|error| sheet_error(lang, &error))),
        )
        .arg(valued("sheet", "NAME", words::arg_sheet(lang)))
        .arg(valued("coordinates", "SYSTEM", words::arg_coordinates(lang)).value_parser(of_import::<Datum>(lang)))
        .arg(valued("dates", "ORDER", words::arg_dates(lang)).value_parser(move |text: &str| {
            match text.to_lowercase().as_str() {
                "dmy" => Ok(DateOrder::Dmy),
                "mdy" => Ok(DateOrder::Mdy),
                _ => Err(file_no_dates(lang, text)),
            }
        }))
        .arg(flag("update", words::arg_update(lang)))
        .arg(flag("join-licences", words::arg_join_licences(lang)))
        .arg(flag("dry-run", words::arg_dry_run(lang)))
        .arg(
            valued("errors", "FILE", words::arg_errors(lang))
                .value_hint(ValueHint::FilePath)
                .value_parser(clap::value_parser!(PathBuf)),
        )
}

pub(super) fn valued(name: &'static str, shown: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(shown).help(help)
}

pub(super) fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

/// Reads a word of the import, and says what is wrong with it in the person's language.
fn of_import<T>(lang: Lang) -> impl Fn(&str) -> Result<T, String> + Clone + Send + Sync + 'static
where
    T: FromStr<Err = ImportError> + Clone + Send + Sync + 'static,
{
    move |text: &str| text.parse::<T>().map_err(|error| import_error(lang, &error))
}

fn log(lang: Lang) -> Command {
    let text = |name: &'static str, shown, help| Arg::new(name).long(name).value_name(shown).help(help);
    printing(sub("log", out::about_log(lang), lang), lang)
        .arg(
            Arg::new("line")
                .value_name("LINE")
                .help(quick::arg_line(lang))
                .help_heading(words::heading_arguments(lang))
                .conflicts_with_all(["account", "since", "limit"]),
        )
        .arg(
            Arg::new("dry-run")
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .requires("line")
                .help(quick::arg_dry_run(lang)),
        )
        .arg(text("account", "ACCOUNT", out::arg_log_account(lang)))
        .arg(text("since", "DAY", out::arg_since(lang)).allow_hyphen_values(true))
        .arg(text("limit", "N", out::arg_limit(lang)).value_parser(clap::value_parser!(u32)))
}

fn accounts(lang: Lang) -> Command {
    let words = Arg::new("words")
        .value_name("WORDS")
        .num_args(0..)
        .help(out::arg_words(lang))
        .help_heading(words::heading_arguments(lang));
    let limit = Arg::new("limit").long("limit").value_name("N").value_parser(clap::value_parser!(u32));
    printing(sub("accounts", out::about_accounts(lang), lang), lang).arg(words).arg(limit.help(out::arg_most(lang)))
}

fn day_report(lang: Lang) -> Command {
    let flag = |name: &'static str, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let day = Arg::new("day").long("day").value_name("DAY").help(report::arg_day(lang)).allow_hyphen_values(true);
    sub("report", report::about_report(lang), lang)
        .arg(day)
        .arg(flag("json", words::arg_json(lang)))
        .arg(flag("markdown", report::arg_markdown(lang)).conflicts_with("json"))
}

fn digest(lang: Lang) -> Command {
    let flag = |name: &'static str, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let day = Arg::new("day").long("day").value_name("DAY").help(words::arg_day(lang)).allow_hyphen_values(true);
    sub("digest", out::about_digest(lang), lang)
        .arg(day)
        .arg(flag("json", words::arg_json(lang)))
        .arg(flag("html", out::arg_html(lang)).conflicts_with("json"))
}

fn export(lang: Lang) -> Command {
    let flag = |name: &'static str, help| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let day =
        |name: &'static str, help| Arg::new(name).long(name).value_name("DAY").help(help).allow_hyphen_values(true);
    let what = Arg::new("what")
        .value_name("LIST")
        .required(true)
        .help(out::arg_what(lang))
        .help_heading(words::heading_arguments(lang))
        .hide_possible_values(true)
        .value_parser(What::ALL.map(What::word));
    let output = Arg::new("output")
        .short('o')
        .long("output")
        .value_name("FILE")
        .help(out::arg_output(lang))
        .value_hint(ValueHint::FilePath)
        .value_parser(clap::value_parser!(PathBuf));
    sub("export", out::about_export(lang), lang)
        .arg(what)
        .arg(day("from", out::arg_from(lang)))
        .arg(day("to", out::arg_to(lang)))
        .arg(flag("json", words::arg_json(lang)))
        .arg(flag("bom", out::arg_bom(lang)).conflicts_with("json"))
        .arg(flag("vcard", out::arg_vcard(lang)).conflicts_with_all(["json", "bom"]))
        .arg(flag("all", out::arg_all(lang)))
        .arg(output)
}

/// A command whose list can be had for programs.
pub(super) fn printing(command: Command, lang: Lang) -> Command {
    command
        .arg(Arg::new("json").long("json").action(ArgAction::SetTrue).help(words::arg_json(lang)))
        .arg(Arg::new("csv").long("csv").action(ArgAction::SetTrue).conflicts_with("json").help(words::arg_csv(lang)))
}

pub(super) fn day(lang: Lang) -> Arg {
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
