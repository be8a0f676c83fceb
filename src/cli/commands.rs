//! The commands that print or change without a screen.

use std::fs::File;
use std::io::{Write, stderr, stdout};
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::NaiveDate;
use clap::ArgMatches;

use crate::app::policy::{Line, Policy};
use crate::app::query::{Who, book};
use crate::app::report::Table;
use crate::app::reports;
use crate::domain::change::Envelope;
use crate::domain::day::business_day;
use crate::domain::ids::AccountId;
use crate::domain::people::Rep;
use crate::exchange::import::{self, Known, Mapping, Options, Origin};
use crate::i18n::messages::cli as words;
use crate::i18n::search::Needle;
use crate::i18n::text::clean;
use crate::i18n::{Lang, day_words};
use crate::store::{Store, StoreError, Viewer};

use super::data::{Data, login};
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
        Some(("import", given)) => import(&setting, given),
        Some(("doctor", _)) => doctor(&setting),
        Some(("backup", given)) => backup(&setting, given),
        Some((report, given)) => print(&setting, report, given),
    }
}

fn say(text: &str) {
    // A pipe that was closed is no fault of ours.
    let _ = writeln!(stdout(), "{text}");
}

fn warn(text: &str) {
    let _ = writeln!(stderr(), "{}", clean(text));
}

fn print(setting: &Setting, report: &str, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open(setting)?;
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

fn path<'a>(given: &'a ArgMatches, name: &str) -> &'a Path {
    given.get_one::<PathBuf>(name).map_or(Path::new(""), PathBuf::as_path)
}

/// At most so many refused rows are listed on the screen.
const LISTED: usize = 20;

fn import(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let started = Instant::now();
    let lang = setting.lang;
    let file = path(given, "file");
    let reader = File::open(file).map_err(|error| Trouble::io(lang, file, &error))?;
    let mut data = Data::open(setting)?;
    if data.store.has_accounts().map_err(|error| data.trouble(setting, &error))? {
        return Err(Trouble::user(words::err_has_accounts(lang)));
    }
    let mut reps = data.reps(setting)?;
    let (rep, newcomer) = default_rep(setting, &mut data, &reps, given.get_one::<String>("rep").cloned());
    reps.extend(newcomer.clone());
    let reference = data.store.reference(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    let zone = reps.iter().find(|it| Some(&it.code) == rep.as_ref()).map_or(setting.zone, |rep| rep.zone);
    let at = setting.now(zone);
    let options = Options {
        map: given.get_many::<Mapping>("map").map(|list| list.cloned().collect()).unwrap_or_default(),
        tier: given.get_one::<String>("tier").cloned(),
        rep,
        today: business_day(at, zone),
    };
    let known = Known { tiers: &reference.tiers, reps: &reps };
    let shops = import::read(reader, &options, known)
        .map_err(|error| Trouble::user(words::err_at(lang, &file.display().to_string(), &import_words(&error))))?;
    let used = shops.used.iter().map(|it| format!("{}={}", it.field, it.column)).collect::<Vec<_>>().join(", ");
    say(&clean(&words::import_used(lang, &used)));
    if !shops.unused.is_empty() {
        say(&clean(&words::import_unused(lang, &shops.unused.join(", "))));
    }
    for error in shops.errors.iter().take(LISTED) {
        warn(&words::import_row(lang, error.line, &error.fault.to_string()));
    }
    if shops.errors.len() > LISTED {
        warn(&words::import_more(lang, shops.errors.len() - LISTED));
    }
    let (good, bad) = (shops.good.len(), shops.errors.len());
    let done = || words::import_done(lang, good, bad, &format!("{:.1}", started.elapsed().as_secs_f64()));
    if good == 0 {
        return Err(Trouble::user(done()));
    }
    let origin = Origin { device: data.device, at, day: options.today };
    let new_code = newcomer.as_ref().map(|rep| rep.code.clone());
    let mut envelopes: Vec<Envelope> = newcomer.into_iter().map(|rep| data.welcome(setting, rep)).collect();
    let mut ids = data.ids.clone();
    envelopes.extend(import::envelopes(shops.good, origin, &mut ids));
    // All of it in one transaction: an import that is cut off leaves the database without accounts, so that it can be done again.
    data.apply(setting, &envelopes)?;
    if let Some(code) = &new_code {
        say(&words::import_new_rep(lang, &clean(code)));
    }
    say(&done());
    data.store.close().map_err(|error| Trouble::store(lang, &data.name, &error))
}

fn import_words(error: &import::ImportError) -> String {
    match error.hint() {
        "" => error.to_string(),
        hint => format!("{error}. {hint}"),
    }
}

/// Whose the rows are that name nobody: the rep asked for, else the only one there is. In a database without anybody a first rep is to be
/// made: the one asked for, or the one who is logged in.
fn default_rep(
    setting: &Setting,
    data: &mut Data,
    reps: &[Rep],
    asked: Option<String>,
) -> (Option<String>, Option<Rep>) {
    let lang = setting.lang;
    match (reps, asked.or_else(|| setting.rep.clone())) {
        ([], asked) => {
            let Some(code) = asked.or_else(login) else { return (None, None) };
            let rep = data.new_rep(setting, &code, &code);
            (Some(code), Some(rep))
        }
        (_, Some(code)) => (Some(code), None),
        ([only], None) => {
            say(&words::import_for(lang, &clean(&only.code)));
            (Some(only.code.clone()), None)
        }
        _ => (None, None),
    }
}

fn doctor(setting: &Setting) -> Result<(), Trouble> {
    let data = Data::open(setting)?;
    let faults = data.store.verify(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    for fault in &faults {
        say(&clean(fault));
    }
    if faults.is_empty() {
        say(words::doctor_good(setting.lang));
        Ok(())
    } else {
        Err(Trouble { text: words::doctor_faults(setting.lang, faults.len()), code: 3 })
    }
}

fn backup(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open(setting)?;
    let target = path(given, "file");
    data.store.backup_to(target).map_err(|error| data.trouble(setting, &error))?;
    say(&words::backup_done(setting.lang, &target.display().to_string()));
    Ok(())
}
