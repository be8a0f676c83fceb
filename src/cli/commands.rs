//! The commands that print or change without a screen.

use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::ArgMatches;

use crate::app::policy::{Line, Policy};
use crate::app::query::book;
use crate::app::report::Table;
use crate::app::reports;
use crate::app::who::Who;
use crate::domain::day::business_day;
use crate::domain::ids::AccountId;
use crate::i18n::messages::cli as words;
use crate::i18n::search::Needle;
use crate::i18n::text::clean;
use crate::i18n::{Lang, day_words};
use crate::store::{Store, StoreError, Viewer};

use super::data::Data;
use super::screens;
use super::setting::Setting;
use super::trouble::Trouble;

/// Does what the arguments say.
pub fn run(matches: &ArgMatches, spoken: Lang) -> Result<(), Trouble> {
    let setting = Setting::new(matches, spoken)?;
    let given = matches.subcommand();
    if !matches!(given, None | Some(("demo", _))) {
        // On the screens the first of them is said in the status line.
        setting.problems.iter().for_each(|problem| warn(problem));
    }
    match given {
        None => screens::open(&setting),
        Some(("demo", _)) => screens::open_demo(&setting),
        Some(("import", given)) => super::importing::run(&setting, given),
        Some(("holidays", given)) => super::holidays::run(&setting, given),
        Some(("doctor", _)) => doctor(&setting),
        Some(("backup", given)) => backup(&setting, given),
        Some((report, given)) => print(&setting, report, given),
    }
}

pub(super) fn say(text: &str) {
    // A pipe that was closed is no fault of ours.
    let _ = writeln!(stdout(), "{text}");
}

pub(super) fn warn(text: &str) {
    let _ = writeln!(stderr(), "{}", clean(text));
}

fn print(setting: &Setting, report: &str, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let lang = setting.lang;
    let Some(rep) = data.who(setting)? else { return Err(Trouble::user(words::err_nobody(lang))) };
    let now = setting.now(rep.zone);
    let who = Who { today: business_day(now, rep.zone), now, rep };
    let fault = |error: StoreError| data.trouble(setting, &error);
    let policy = Policy::new(&data.store.reference(who.viewer()).map_err(fault)?);
    let table = match report {
        "today" => {
            let day = day(lang, given.get_one::<String>("day"), who.today)?;
            reports::today(&data.store, &who, &policy, day, lang).map_err(fault)?
        }
        "overdue" => reports::overdue(&data.store, &who, &policy, lang).map_err(fault)?,
        _ => {
            let lines = book(&data.store, &who, &policy).map_err(fault)?;
            let account = account(lang, given.get_one::<String>("account").map_or("", String::as_str), &lines)?;
            reports::timeline(&data.store, &who, account, lang).map_err(fault)?
        }
    };
    let _ = stdout().write_all(form(&table, given, lang).as_bytes());
    Ok(())
}

fn form(table: &Table, given: &ArgMatches, lang: Lang) -> String {
    if given.get_flag("json") {
        table.json()
    } else if given.get_flag("csv") {
        table.csv()
    } else {
        table.plain(lang)
    }
}

fn day(lang: Lang, text: Option<&String>, today: NaiveDate) -> Result<NaiveDate, Trouble> {
    let Some(text) = text else { return Ok(today) };
    day_words::parse(text, today).ok_or_else(|| Trouble::config(words::err_day(lang, text)))
}

/// The account whose code this is, or the only one found by these words.
fn account(lang: Lang, words_given: &str, lines: &[Line]) -> Result<AccountId, Trouble> {
    let needle = Needle::new(words_given);
    let by_code: Vec<&Line> = lines.iter().filter(|line| line.row.code.eq_ignore_ascii_case(words_given)).collect();
    let found =
        if by_code.is_empty() { lines.iter().filter(|line| needle.finds(&line.texts())).collect() } else { by_code };
    match found.as_slice() {
        [] => Err(Trouble::user(words::err_no_account(lang, words_given))),
        [line] => Ok(line.row.account),
        many => {
            let name = |line: &&Line| format!("{} ({})", line.row.name, line.row.code);
            let list = many.iter().take(8).map(name).collect::<Vec<_>>().join(", ");
            Err(Trouble::user(words::err_many_accounts(lang, words_given, &list)))
        }
    }
}

pub(super) fn path<'a>(given: &'a ArgMatches, name: &str) -> &'a Path {
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}

fn doctor(setting: &Setting) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let faults = data.store.verify(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    for fault in &faults {
        say(&clean(fault));
    }
    let stale = data.store.stale().map_err(|error| data.trouble(setting, &error))?;
    if stale > 0 {
        say(&words::doctor_to_redate(setting.lang, stale));
    }
    if faults.is_empty() {
        say(words::doctor_good(setting.lang));
        Ok(())
    } else {
        Err(Trouble { text: words::doctor_faults(setting.lang, faults.len()), code: 3 })
    }
}

fn backup(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let target = path(given, "file");
    data.store.backup_to(target).map_err(|error| data.trouble(setting, &error))?;
    say(&words::backup_done(setting.lang, &target.display().to_string()));
    Ok(())
}
