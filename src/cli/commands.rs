//! The commands that print or change without a screen.

use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use clap::ArgMatches;

use crate::app::board::Every;
use crate::app::day_report::{self, Style};
use crate::app::policy::Policy;
use crate::app::report::Table;
use crate::app::who::Who;
use crate::app::{digest, logbook, reports};
use crate::domain::day::business_day;
use crate::domain::ids::AccountId;
use crate::i18n::messages::{cli as words, out};
use crate::i18n::text::clean;
use crate::i18n::{Lang, day_words};
use crate::roads::Roads;
use crate::store::{BookRow, OperationsAsked, Store, StoreError};

use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;
use super::{plain, restoring, screens, shell};

/// Does what the arguments say.
pub fn run(matches: &ArgMatches, spoken: Lang) -> Result<(), Trouble> {
    let given = matches.subcommand();
    if let Some(("completions", given)) = given {
        // A shell that starts must not stumble over a configuration.
        shell::completions(spoken, given);
        return Ok(());
    }
    let setting = Setting::new(matches, spoken)?;
    if !matches!(given, None | Some(("demo", _))) {
        // On the screens the first of them is said in the status line.
        setting.problems.iter().for_each(|problem| warn(problem));
    }
    match given {
        None if plain::is_wished(&setting) => plain::open(&setting),
        Some(("demo", _)) if plain::is_wished(&setting) => plain::open_demo(&setting),
        None => screens::open(&setting),
        Some(("demo", _)) => screens::open_demo(&setting),
        Some(("import", given)) => super::importing::run(&setting, given),
        Some(("plan", given)) => super::planning::run(&setting, given),
        Some(("solve", given)) => super::solve::run(&setting, given),
        Some(("roads", given)) => super::roads::run(&setting, given),
        Some(("holidays", given)) => super::holidays::run(&setting, given),
        Some(("doctor", given)) => super::doctor::run(&setting, given),
        Some(("backup", given)) => restoring::back_up(&setting, given),
        Some(("restore", given)) => restoring::run(&setting, given),
        Some(("export", given)) => super::exporting::run(&setting, given),
        Some(("route", given)) => super::route::run(&setting, given),
        Some(("stock", given)) => super::stock::run(&setting, given),
        Some(("log", given)) if given.contains_id("line") => {
            let line = given.get_one::<String>("line").map_or("", String::as_str);
            super::quick::run(&setting, line, given)
        }
        Some(("man", _)) => shell::manual(setting.lang),
        Some((name, given)) => report(&setting, name, given),
    }
}

pub(super) fn say(text: &str) {
    // A pipe that was closed is no fault of ours.
    let _ = writeln!(stdout(), "{text}");
}

pub(super) fn warn(text: &str) {
    let _ = writeln!(stderr(), "{}", clean(text));
}

/// For whom a question is answered: the rep of this setting, on the day it is.
pub(super) fn who(data: &Data, setting: &Setting) -> Result<Who, Trouble> {
    let Some(rep) = data.who(setting)? else { return Err(Trouble::user(words::err_nobody(setting.lang))) };
    let now = setting.now(rep.zone);
    Ok(Who { today: business_day(now, rep.zone), now, rep })
}

/// Where travel times come from, with what is kept of them.
pub(super) fn roads(setting: &Setting, now: DateTime<Utc>) -> Arc<Roads> {
    let roads = setting.roads(now).unhurried();
    roads.warm();
    Arc::new(roads)
}

fn report(setting: &Setting, report: &str, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let lang = setting.lang;
    let who = who(&data, setting)?;
    let fault = |error: StoreError| data.trouble(setting, &error);
    let policy = Policy::new(&data.store.reference(who.viewer()).map_err(fault)?).with_roads(&roads(setting, who.now));
    let table = match report {
        "today" => {
            let day = day(lang, given.get_one::<String>("day"), who.today)?;
            reports::today(&data.store, &who, &policy, day, lang).map_err(fault)?
        }
        "digest" => {
            let day = day(lang, given.get_one::<String>("day"), who.today)?;
            let digest = digest::digest(&data.store, &who, &policy, day).map_err(fault)?;
            let _ = stdout().write_all(digest_in(&digest, given, lang).as_bytes());
            return Ok(());
        }
        "report" => {
            let day = given.get_one::<String>("day").map(|text| past(lang, text, who.today)).transpose()?;
            let day = day.unwrap_or(who.today);
            let report = day_report::report(&data.store, &who, &policy, day, lang).map_err(fault)?;
            let style = if given.get_flag("markdown") { Style::Markdown } else { Style::Text };
            let text = if given.get_flag("json") { report.json() } else { report.lines(lang, style).join("\n") + "\n" };
            let _ = stdout().write_all(text.as_bytes());
            return Ok(());
        }
        "accounts" => {
            let given_words: Vec<&str> =
                given.get_many::<String>("words").into_iter().flatten().map(String::as_str).collect();
            let limit = given.get_one::<u32>("limit").map_or(ACCOUNT_LINES, |limit| *limit as usize);
            let found = reports::accounts(&data.store, &who, &policy, (&given_words.join(" "), limit), lang);
            let (table, total) = found.map_err(fault)?;
            if total > table.rows.len() {
                warn(&out::more_accounts(lang, table.rows.len(), total));
            }
            table
        }
        "follow-ups" => reports::follow_ups(&data.store, &who, lang).map_err(fault)?,
        "board" => {
            let every = if given.get_flag("month") { Every::Month } else { Every::Week };
            reports::board(&data.store, &who, &policy, every, lang).map_err(fault)?
        }
        "overdue" => reports::overdue(&data.store, &who, &policy, lang).map_err(fault)?,
        "log" => {
            let account = given.get_one::<String>("account");
            let account = account.map(|words| account_of(&data, setting, &who, words)).transpose()?;
            let since = given.get_one::<String>("since").map(|text| past(lang, text, who.today)).transpose()?;
            let limit = given.get_one::<u32>("limit").map_or(LOG_LINES, |limit| *limit as usize);
            logbook::log(&data.store, &who, OperationsAsked { account, since }, limit, lang).map_err(fault)?
        }
        _ => {
            let words = given.get_one::<String>("account").map_or("", String::as_str);
            let account = account_of(&data, setting, &who, words)?;
            reports::timeline(&data.store, &who, account, lang).map_err(fault)?
        }
    };
    print(&table, given, lang);
    Ok(())
}

fn digest_in(digest: &digest::Digest, given: &ArgMatches, lang: Lang) -> String {
    if given.get_flag("json") {
        digest.json()
    } else if given.get_flag("html") {
        digest::html::page(digest, lang)
    } else {
        digest::text::plain(digest, lang)
    }
}

/// Prints a table in the form that was asked for.
pub(super) fn print(table: &Table, given: &ArgMatches, lang: Lang) {
    let form = if given.get_flag("json") {
        table.json()
    } else if given.get_flag("csv") {
        table.csv()
    } else {
        table.plain(lang)
    };
    let _ = stdout().write_all(form.as_bytes());
}

/// A day that was typed, or else today.
pub(super) fn day(lang: Lang, text: Option<&String>, today: NaiveDate) -> Result<NaiveDate, Trouble> {
    let Some(text) = text else { return Ok(today) };
    day_words::parse(text, today).ok_or_else(|| Trouble::config(words::err_day(lang, text)))
}

/// A day that was: a weekday is the last such.
pub(super) fn past(lang: Lang, text: &str, today: NaiveDate) -> Result<NaiveDate, Trouble> {
    day_words::parse_past(text, today).ok_or_else(|| Trouble::config(words::err_day(lang, text)))
}

/// So many operations are printed unless told otherwise.
const LOG_LINES: usize = 100;

/// So many accounts are printed unless told otherwise.
const ACCOUNT_LINES: usize = 1000;

/// So many accounts are looked at when one is named.
const LOOKED_AT: usize = 50;

/// The account whose code this is, or the only one found by these words.
pub(super) fn account_of(data: &Data, setting: &Setting, who: &Who, words_given: &str) -> Result<AccountId, Trouble> {
    let lang = setting.lang;
    let found = data.store.search(who.viewer(), words_given, LOOKED_AT);
    let found = found.map_err(|error| data.trouble(setting, &error))?;
    let by_code: Vec<&BookRow> =
        found.rows.iter().filter(|row| row.code.eq_ignore_ascii_case(words_given.trim())).collect();
    let fit = if by_code.is_empty() { found.rows.iter().collect() } else { by_code };
    match fit.as_slice() {
        [] => Err(Trouble::user(words::err_no_account(lang, words_given))),
        [row] => Ok(row.account),
        several => {
            let rows: Vec<BookRow> = several.iter().map(|row| (*row).clone()).collect();
            Err(many(lang, &rows, words_given))
        }
    }
}

/// Several accounts fit these words.
pub(super) fn many(lang: Lang, rows: &[BookRow], words_given: &str) -> Trouble {
    let name = |row: &BookRow| format!("{} ({})", row.name, row.code);
    let list = rows.iter().take(8).map(name).collect::<Vec<_>>().join(", ");
    Trouble::user(words::err_many_accounts(lang, words_given, &list))
}

pub(super) fn path<'a>(given: &'a ArgMatches, name: &str) -> &'a Path {
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}
