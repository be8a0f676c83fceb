//! Copies of the database by hand, going back to one, and which there are.

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};
use clap::ArgMatches;

use crate::app::report::{Cell, Table, column, data, for_people, for_programs, text, worded};
use crate::exchange::backups::{contents, make_private};
use crate::i18n::Lang;
use crate::i18n::messages::{care as words, cli};
use crate::store::sqlite::folder;
use crate::store::sqlite::restore::{RestoreError, restore};
use crate::store::{SqliteStore, Store, StoreError, Viewer};

use super::commands::{path, print, say};
use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;

/// Copies the database to a file.
pub fn back_up(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let target = path(given, "file");
    let name = target.display().to_string();
    data.store.backup_to(target).map_err(|error| match error {
        StoreError::Full => Trouble::user(words::err_backup_failed(setting.lang, &name, words::full(setting.lang))),
        error => data.trouble(setting, &error),
    })?;
    say(&cli::backup_done(setting.lang, &name));
    Ok(())
}

/// Puts a copy in the database's place, or lists the copies.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    match given.get_one::<PathBuf>("file") {
        Some(file) => go_back(setting, file),
        None => list(setting, given),
    }
}

fn go_back(setting: &Setting, file: &Path) -> Result<(), Trouble> {
    let (lang, database) = (setting.lang, setting.database()?);
    if let Some(folder) = database.parent().filter(|folder| !setting.database_was_named && !folder.exists()) {
        make_private(folder).map_err(|error| Trouble::io(lang, folder, &error))?;
    }
    let done = restore(file, database, &free_name(setting, database))
        .map_err(|error| trouble(lang, file, database, &error))?;
    say(&words::restored(lang, &file.display().to_string(), done.copy.accounts, done.copy.visits));
    if let Some(kept) = &done.kept {
        say(&words::restored_kept(lang, &kept.display().to_string()));
    }
    let name = database.display().to_string();
    let store = SqliteStore::open(database).map_err(|error| Trouble::store(lang, &name, &error))?;
    match store.verify(Viewer::System).map_err(|error| Trouble::store(lang, &name, &error))?.len() {
        0 => store.close().map_err(|error| Trouble::store(lang, &name, &error)),
        faults => Err(Trouble { text: words::err_restored_faults(lang, faults), code: 3 }),
    }
}

/// The name under which the database that is replaced is kept: beside it, with the time.
fn free_name(setting: &Setting, database: &Path) -> PathBuf {
    let time = setting.now(setting.zone).with_timezone(&setting.zone).format("%Y%m%d-%H%M%S").to_string();
    let stem = database.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let name = |n: u32| {
        let more = if n == 0 { String::new() } else { format!("-{n}") };
        database.with_file_name(format!("{stem}{REPLACED}{time}{more}.db"))
    };
    (0..u32::MAX).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(u32::MAX))
}

/// What stands in the name of a database that was replaced.
const REPLACED: &str = ".replaced-";

fn trouble(lang: Lang, file: &Path, database: &Path, error: &RestoreError) -> Trouble {
    let (file, place) = (file.display().to_string(), database.display().to_string());
    let about_copy = |why: &str, code| Trouble::new(&words::err_restore_copy(lang, why), code);
    match error {
        RestoreError::InUse | RestoreError::Database(StoreError::Busy) => {
            Trouble::user(words::err_restore_in_use(lang, &place))
        }
        RestoreError::Copy(StoreError::NotOurs) => about_copy(&words::restore_not_ours(lang, &file), 3),
        RestoreError::Copy(StoreError::InTheWay(_)) => about_copy(&words::restore_itself(lang, &file), 1),
        RestoreError::Copy(StoreError::Corrupt(why)) => about_copy(&words::restore_damaged(lang, &file, why), 3),
        RestoreError::Copy(error @ StoreError::TooNew { .. }) => Trouble::store(lang, &file, error),
        RestoreError::Copy(StoreError::CannotOpen(why) | StoreError::ReadOnly(why) | StoreError::Disk(why)) => {
            about_copy(&words::restore_other(lang, &file, why), 1)
        }
        RestoreError::Copy(error) => about_copy(&words::restore_other(lang, &file, &error.to_string()), 1),
        RestoreError::Database(StoreError::NotOurs) => Trouble::new(&words::err_restore_stranger(lang, &place), 3),
        RestoreError::Database(StoreError::Full) => {
            Trouble::user(words::err_restore_failed(lang, &place, words::full(lang)))
        }
        RestoreError::Database(StoreError::CannotOpen(why) | StoreError::ReadOnly(why) | StoreError::Disk(why)) => {
            Trouble::user(words::err_restore_failed(lang, &place, why))
        }
        RestoreError::Database(error) => Trouble::user(words::err_restore_failed(lang, &place, &error.to_string())),
    }
}

/// A copy that can be gone back to.
struct Found {
    path: PathBuf,
    day: Option<NaiveDate>,
    kind: Kind,
}

#[derive(Clone, Copy)]
enum Kind {
    Daily,
    Replaced,
    Migration,
}

fn list(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let (lang, database) = (setting.lang, setting.database()?);
    let shelf = setting.shelf(database);
    let daily = shelf.copies().map_err(|error| Trouble::io(lang, &shelf.folder, &error))?;
    let daily = daily.into_iter().map(|copy| Found { day: Some(copy.day), path: copy.path, kind: Kind::Daily });
    let found: Vec<Found> = daily.chain(beside(setting, database)).collect();
    if found.is_empty() && !given.get_flag("json") && !given.get_flag("csv") {
        say(&words::no_backups(lang, &shelf.folder.display().to_string()));
        return Ok(());
    }
    let columns = vec![
        column("day", cli::head_day),
        column("kind", words::head_kind),
        for_programs("bytes"),
        column("accounts", words::head_accounts),
        column("visits", words::head_visits),
        for_people(words::head_size),
        column("file", words::head_file),
    ];
    let rows = found.iter().map(|copy| row(lang, copy)).collect();
    print(&Table { columns, rows }, given, lang);
    Ok(())
}

fn row(lang: Lang, copy: &Found) -> Vec<Cell> {
    let bytes = std::fs::metadata(&copy.path).map(|it| it.len()).ok();
    let kind = match copy.kind {
        Kind::Daily => worded("daily", words::kind_daily(lang)),
        Kind::Replaced => worded("replaced", words::kind_replaced(lang)),
        Kind::Migration => worded("before-update", words::kind_migration(lang)),
    };
    let contents = contents(&copy.path);
    let accounts = match contents {
        Some((accounts, _)) => data(accounts),
        None => worded(serde_json::Value::Null, words::unreadable(lang)),
    };
    vec![
        data(copy.day.map(|day| day.to_string())),
        kind,
        data(bytes),
        accounts,
        data(contents.map(|(_, visits)| visits)),
        text(&bytes.map(size).unwrap_or_default()),
        text(&copy.path.display().to_string()),
    ]
}

/// What lies beside the database: what was replaced, and what was copied before an update.
fn beside(setting: &Setting, database: &Path) -> Vec<Found> {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, file) = (part(database.file_stem()), part(database.file_name()));
    let mut found: Vec<Found> = Vec::new();
    for entry in std::fs::read_dir(folder(database)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let is_replaced = name.strip_suffix(".db").is_some_and(|name| name.starts_with(&format!("{stem}{REPLACED}")));
        let number = name.strip_prefix(&format!("{file}.pre-v"));
        let kind = match number {
            _ if is_replaced => Kind::Replaced,
            Some(number) if number.parse::<u32>().is_ok() => Kind::Migration,
            _ => continue,
        };
        let changed = entry.metadata().and_then(|it| it.modified()).ok();
        let day = changed.map(|at| DateTime::<Utc>::from(at).with_timezone(&setting.zone).date_naive());
        found.push(Found { path: database.with_file_name(name), day, kind });
    }
    found.sort_by(|a, b| (b.day, &b.path).cmp(&(a.day, &a.path)));
    found
}

/// A number of bytes for people: 812 KB, 3.4 MB.
pub fn size(bytes: u64) -> String {
    let kilo = bytes.div_ceil(1024);
    match kilo {
        0..1024 => format!("{kilo} KB"),
        1024..1_048_576 => format!("{:.1} MB", kilo as f64 / 1024.0),
        _ => format!("{:.1} GB", kilo as f64 / 1_048_576.0),
    }
}
