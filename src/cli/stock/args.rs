//! The arguments of `rounds stock` and of what is done about stock.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgGroup, Command};

use crate::i18n::Lang;
use crate::i18n::messages::{cli, stock_out as words};

use crate::cli::args::{printing, sub};

/// The rules, as they are written.
pub const RULES: [&str; 4] = ["first", "tier", "fair", "hand"];

/// How somebody is told, as it is written.
pub const MEANS: [&str; 3] = ["phone", "chat", "in-person"];

/// What says which list is printed and what of it.
pub const OF_LISTS: [&str; 8] = ["json", "csv", "product", "arrivals", "explain", "fairness", "out-of-order", "since"];

/// `rounds stock` with all that is under it.
pub fn command(lang: Lang) -> Command {
    let lists = ["arrivals", "explain", "fairness", "out-of-order"];
    let others = |name: &str| lists.into_iter().filter(|it| *it != name).collect::<Vec<_>>();
    printing(sub("stock", words::about_stock(lang), lang), lang)
        .subcommand_help_heading(cli::heading_commands(lang))
        .arg(valued("product", "WORDS", words::arg_product(lang)).conflicts_with_all([
            "explain",
            "fairness",
            "out-of-order",
        ]))
        .arg(flag("arrivals", words::arg_arrivals(lang)).conflicts_with_all(others("arrivals")))
        .arg(valued("explain", "ARRIVAL", words::arg_explain(lang)).conflicts_with_all(others("explain")))
        .arg(flag("fairness", words::arg_fairness(lang)).conflicts_with_all(others("fairness")))
        .arg(flag("out-of-order", words::arg_out_of_order(lang)).conflicts_with_all(others("out-of-order")))
        .arg(valued("since", "DAY", words::arg_since(lang)).allow_hyphen_values(true).requires("report"))
        .group(ArgGroup::new("report").args(["fairness", "out-of-order"]))
        .arg(team(lang).conflicts_with("explain"))
        .subcommand(request(lang))
        .subcommand(
            sub("arrive", words::about_arrive(lang), lang)
                .arg(named("product", "PRODUCT", words::arg_ask_product(lang), lang))
                .arg(named("amount", "AMOUNT", words::arg_amount(lang), lang))
                .arg(valued("note", "TEXT", words::arg_note(lang)))
                .arg(team(lang)),
        )
        .subcommand(allot(lang))
        .subcommand(tell(lang))
        .subcommand(sub("answer", words::about_answer(lang), lang).arg(arrival(lang)).arg(shop(lang)).arg(named(
            "answer",
            "ANSWER",
            words::arg_answer(lang),
            lang,
        )))
        .subcommand(
            sub("fulfil", words::about_fulfil(lang), lang)
                .arg(arrival(lang))
                .arg(shop(lang))
                .arg(named("quantity", "N", words::arg_quantity(lang), lang).required(false)),
        )
        .subcommand(
            sub("cancel", words::about_cancel(lang), lang)
                .arg(named("request", "REQUEST", words::arg_request(lang), lang))
                .arg(named("product", "PRODUCT", words::arg_of_product(lang), lang).required(false))
                .arg(valued("reason", "TEXT", words::arg_reason(lang)))
                .arg(team(lang)),
        )
        .subcommand(sub("close", words::about_close(lang), lang).arg(arrival(lang)))
}

fn request(lang: Lang) -> Command {
    sub("request", words::about_request(lang), lang)
        .arg(named("account", "ACCOUNT", cli::arg_account(lang), lang))
        .arg(named("product", "PRODUCT", words::arg_ask_product(lang), lang))
        .arg(named("amount", "AMOUNT", words::arg_amount(lang), lang))
        .arg(valued("contact", "WORDS", words::arg_contact(lang)))
        .arg(valued("until", "DAY", words::arg_until(lang)).allow_hyphen_values(true))
        .arg(flag("all-or-nothing", words::arg_whole(lang)))
        .arg(flag("outside", words::arg_outside(lang)))
        .arg(valued("note", "TEXT", words::arg_note(lang)))
}

fn allot(lang: Lang) -> Command {
    printing(sub("allot", words::about_allot(lang), lang), lang)
        .mut_arg("json", |json| json.requires("dry-run"))
        .mut_arg("csv", |csv| csv.requires("dry-run"))
        .arg(arrival(lang))
        .arg(one_of(valued("rule", "RULE", words::arg_rule(lang)), RULES))
        .arg(valued("give", "SHOP=N", words::arg_give(lang)).action(ArgAction::Append))
        .arg(valued("reason", "TEXT", words::arg_reason(lang)))
        .arg(flag("dry-run", words::arg_dry_run(lang)))
}

fn tell(lang: Lang) -> Command {
    sub("tell", words::about_tell(lang), lang)
        .arg(arrival(lang))
        .arg(shop(lang))
        .arg(one_of(valued("how", "HOW", words::arg_how(lang)), MEANS))
        .arg(valued("contact", "WORDS", words::arg_contact(lang)))
        .arg(valued("until", "DAY", words::arg_held(lang)).allow_hyphen_values(true))
        .arg(valued("note", "TEXT", words::arg_note(lang)))
}

fn one_of<const N: usize>(arg: Arg, values: [&'static str; N]) -> Arg {
    arg.hide_possible_values(true).value_parser(PossibleValuesParser::new(values))
}

fn team(lang: Lang) -> Arg {
    valued("team", "TEAM", words::arg_team(lang))
}

fn arrival(lang: Lang) -> Arg {
    named("arrival", "ARRIVAL", words::arg_arrival(lang), lang)
}

fn shop(lang: Lang) -> Arg {
    named("account", "ACCOUNT", words::arg_shop(lang), lang)
}

fn named(name: &'static str, shown: &'static str, help: &'static str, lang: Lang) -> Arg {
    Arg::new(name).value_name(shown).required(true).help(help).help_heading(cli::heading_arguments(lang))
}

fn valued(name: &'static str, shown: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(shown).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}
