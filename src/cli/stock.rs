//! Stock on the command line: its lists, and what is done about it as the person who does it.

mod allotting;
pub mod args;
mod asking;
mod calling;
pub(super) mod desk;

use chrono::NaiveDate;
use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::app::report::Table;
use crate::app::stock::explanation::{explained, explanation};
use crate::app::stock::fairness::{fairness, pairs};
use crate::app::stock::{lists, stock};
use crate::app::who::Who;
use crate::domain::ids::TeamId;
use crate::i18n::Lang;
use crate::i18n::messages::stock_out as words;
use crate::store::{Result as StoreResult, Store};

use super::commands::{past, print, say};
use super::setting::Setting;
use super::trouble::Trouble;
use desk::{Desk, given_text};

/// Does what is asked for, or prints a list.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let said = |name: &&str| given.value_source(name) == Some(ValueSource::CommandLine);
    if let Some((deed, _)) = given.subcommand()
        && let Some(list) = args::OF_LISTS.into_iter().find(said)
    {
        return Err(Trouble::config(words::err_list(setting.lang, list, deed)));
    }
    let desk = Desk::open(setting)?;
    match given.subcommand() {
        Some(("request", given)) => asking::request(desk, given),
        Some(("cancel", given)) => asking::cancel(desk, given),
        Some(("arrive", given)) => allotting::arrive(desk, given),
        Some(("allot", given)) => allotting::allot(desk, given),
        Some(("close", given)) => allotting::close(desk, given),
        Some(("tell", given)) => calling::tell(desk, given),
        Some(("answer", given)) => calling::answer(desk, given),
        Some(("fulfil", given)) => calling::fulfil(desk, given),
        _ if given.contains_id("explain") => explain(&desk, given),
        _ if given.get_flag("fairness") => report(&desk, given, fairness),
        _ if given.get_flag("out-of-order") => report(&desk, given, pairs),
        _ => list(&desk, given),
    }
}

fn list(desk: &Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = desk.lang;
    let whose = desk.whose(given)?;
    let mut lines = desk.ask(|store, who| stock(store, who, whose))?.lines;
    if let Some(said) = given.get_one::<String>("product") {
        let product = desk.product(said, true)?.id;
        lines.retain(|line| line.product.id == product);
    }
    let table = if given.get_flag("arrivals") {
        lists::arrivals(&lines, &desk.who, lang)
    } else {
        let tiers = desk.ask(|store, who| store.reference(who.viewer()))?.tiers;
        lists::queues(&lines, &tiers, &desk.who, lang)
    };
    print(&table, given, lang);
    Ok(())
}

fn explain(desk: &Desk<'_>, given: &ArgMatches) -> Result<(), Trouble> {
    let said = given_text(given, "explain");
    let none = || Trouble::user(words::err_no_arrival(desk.lang, said));
    let (arrival, _) = desk.arrival(said)?;
    if given.get_flag("json") || given.get_flag("csv") {
        let table = desk.ask(|store, who| explained(store, who, arrival.id))?.ok_or_else(none)?;
        print(&table, given, desk.lang);
    } else {
        let lines = desk.ask(|store, who| explanation(store, who, arrival.id, desk.lang))?.ok_or_else(none)?;
        say(&lines.join("\n"));
    }
    Ok(())
}

/// A report over the requests of a team that were made since a day.
type Report = fn(&dyn Store, &Who, Option<TeamId>, Option<NaiveDate>, Lang) -> StoreResult<Table>;

fn report(desk: &Desk<'_>, given: &ArgMatches, of: Report) -> Result<(), Trouble> {
    let since = given.get_one::<String>("since").map(|said| past(desk.lang, said, desk.who.today)).transpose()?;
    let whose = desk.whose(given)?;
    let table = desk.ask(|store, who| of(store, who, whose.team(store, who)?, since, desk.lang))?;
    print(&table, given, desk.lang);
    Ok(())
}
