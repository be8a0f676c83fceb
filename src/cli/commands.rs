//! The commands that print or change without a screen.

use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use clap::ArgMatches;

use crate::app::report::Table;
use crate::app::who::Who;
use crate::domain::day::business_day;
use crate::i18n::messages::cli as words;
use crate::i18n::text::clean;
use crate::i18n::{Lang, day_words};
use crate::roads::Roads;
use crate::store::{BookRow, StoreError};

use super::data::Data;
use super::reporting::{Asker, Made, in_form};
use super::setting::Setting;
#[cfg(feature = "serve")]
use super::setting::{Files, variable};
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
    #[cfg(feature = "serve")]
    if let (None, Files::Closed, Some(line)) = (given, setting.files, variable("SSH_ORIGINAL_COMMAND")) {
        return super::guests::run(&setting, &line);
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
        #[cfg(feature = "serve")]
        Some(("serve", given)) => super::serving::run(&setting, given),
        #[cfg(feature = "serve")]
        Some(("rep", given)) => super::access::reps(&setting, given),
        #[cfg(feature = "serve")]
        Some(("key", given)) => super::access::keys(&setting, given),
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
    let who = who(&data, setting)?;
    let roads = roads(setting, who.now);
    let fault = |error: StoreError| data.trouble(setting, &error);
    let asker = Asker { store: &data.store, who: &who, roads: &roads, lang: setting.lang, fault: &fault };
    let Made { text, said } = asker.report(report, given)?;
    for said in said {
        warn(&said);
    }
    let _ = stdout().write_all(text.as_bytes());
    Ok(())
}

/// Prints a table in the form that was asked for.
pub(super) fn print(table: &Table, given: &ArgMatches, lang: Lang) {
    let _ = stdout().write_all(in_form(table, given, lang).as_bytes());
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

/// Several accounts fit these words.
pub(super) fn many(lang: Lang, rows: &[BookRow], words_given: &str) -> Trouble {
    let name = |row: &BookRow| format!("{} ({})", row.name, row.code);
    let list = rows.iter().take(8).map(name).collect::<Vec<_>>().join(", ");
    Trouble::user(words::err_many_accounts(lang, words_given, &list))
}

pub(super) fn path<'a>(given: &'a ArgMatches, name: &str) -> &'a Path {
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}
