//! The doctor: where everything is, whether the database is sound, and whether it lies safely. Faults end with an exit code of their own;
//! what is only unwise is said and changes nothing.

use std::path::Path;

use chrono::NaiveDate;
use clap::ArgMatches;
use serde_json::Value;

use crate::app::command::Words;
use crate::app::report::{Cell, Table, column, text, worded};
use crate::domain::day::business_day;
use crate::i18n::Lang;
#[cfg(feature = "serve")]
use crate::i18n::messages::serving;
use crate::i18n::messages::{care as words, cli};
use crate::store::sqlite::{folder, with_suffix};
use crate::store::{Result as StoreResult, Store, StoreError};
use crate::ui::theme::Colors;

use super::commands::{print, say};
use super::data::Data;
use super::disk;
use super::restoring::size;
use super::setting::Setting;
use super::themes::Themes;
use super::trouble::Trouble;

/// A write-ahead log beyond this is one that cannot be folded in.
const LARGE_LOG: u64 = 64 << 20;

/// A disk with less than this, or less than twice the database, has no room for the next copy.
const LITTLE_ROOM: u64 = 64 << 20;

/// Copies older than so many days are too old.
const OLD: i64 = 7;

/// What is thought of a finding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is only told.
    Told,
    Good,
    Warning,
    Fault,
}

/// One line of what the doctor says.
struct Finding {
    /// The name for programs.
    check: &'static str,
    title: Words,
    state: State,
    value: Cell,
}

impl Finding {
    fn new(check: &'static str, title: Words, state: State, value: Cell) -> Self {
        Self { check, title, state, value }
    }

    fn row(self, lang: Lang) -> Vec<Cell> {
        let state = match self.state {
            State::Told => worded("told", ""),
            State::Good => worded("good", ""),
            State::Warning => worded("warning", words::state_warning(lang)),
            State::Fault => worded("fault", words::state_fault(lang)),
        };
        vec![worded(self.check, (self.title)(lang)), state, self.value]
    }
}

/// Looks at everything.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let (lang, path) = (setting.lang, setting.database()?);
    let mut findings = places(setting, path);
    let trouble = |error| data.trouble(setting, &error);
    let (found, known) = data.store.schema().map_err(trouble)?;
    let schema = worded(found, &words::schema_of(lang, found, known));
    findings.push(Finding::new("schema", words::check_schema, State::Told, schema));
    findings.extend(sizes(lang, path));
    let faults = named(data.store.integrity()).map_err(trouble)?;
    findings.extend(soundness("integrity", words::check_integrity, &faults, lang));
    let faults = named(data.store.cadence_faults()).map_err(trouble)?;
    findings.extend(soundness("cadence", words::check_cadence, &faults, lang));
    let stale = data.store.stale().map_err(trouble)?;
    if stale > 0 {
        // No fault: the next session goes on with it, and what is shown is right meanwhile.
        let value = worded(stale as u64, &words::to_redate(lang, stale));
        findings.push(Finding::new("stale", words::check_stale, State::Told, value));
    }
    let faults = named(data.store.counted_day_faults()).map_err(trouble)?;
    findings.extend(soundness("counted-days", words::check_counted, &faults, lang));
    let faults = named(data.store.search_faults()).map_err(trouble)?;
    findings.extend(soundness("search", words::check_search, &faults, lang));
    let faults = named(data.store.queue_faults()).map_err(trouble)?;
    findings.extend(soundness("queues", words::check_queues, &faults, lang));
    findings.extend(safety(lang, path));
    findings.extend(room(lang, path));
    let faults = findings.iter().filter(|finding| finding.state == State::Fault).count();
    let columns =
        vec![column("check", words::head_check), column("state", cli::head_state), column("value", words::head_found)];
    let rows = findings.into_iter().map(|finding| finding.row(lang)).collect();
    print(&Table { columns, rows }, given, lang);
    if faults > 0 {
        let text = format!("{}\n{}", cli::doctor_faults(lang, faults), words::or_restore(lang));
        return Err(Trouble { text, code: 3 });
    }
    if !given.get_flag("json") && !given.get_flag("csv") {
        say(cli::doctor_good(lang));
    }
    Ok(())
}

/// The key of the server, if there ever was one here.
#[cfg(feature = "serve")]
fn host_key(setting: &Setting) -> Option<Finding> {
    let path = super::serving::host_key_file(setting).ok().filter(|path| path.exists())?;
    let (state, value) = match crate::terminal::serve::identity::HostKey::open(&path) {
        Ok(key) => (State::Told, text(&key.fingerprint())),
        Err(error) => (State::Fault, text(&error.to_string())),
    };
    Some(Finding::new("host-key", serving::check_host_key, state, value))
}

#[cfg(not(feature = "serve"))]
fn host_key(_: &Setting) -> Option<Finding> {
    None
}

/// Where everything is.
fn places(setting: &Setting, database: &Path) -> Vec<Finding> {
    let lang = setting.lang;
    let there = |path: &Path| {
        let name = path.display().to_string();
        if path.exists() { text(&name) } else { worded(name.as_str(), &words::not_there(lang, &name)) }
    };
    let told = |check, title, path: &Path| Finding::new(check, title, State::Told, there(path));
    let mut findings = vec![told("database", words::check_database, database)];
    if let Some(state) = &setting.state {
        findings.push(told("log", words::check_log, &state.join(super::logging::FILE)));
    }
    if let Some(file) = &setting.config_file {
        findings.push(told("configuration", words::check_configuration, file));
    }
    if let Some(folder) = &setting.themes {
        findings.push(told("themes", words::check_themes, folder));
        let broken = Themes::find(setting, Colors::Many).broken.into_iter();
        findings
            .extend(broken.map(|it| Finding::new("theme", words::check_theme, State::Warning, text(&it.said(lang)))));
    }
    findings.extend(host_key(setting));
    let shelf = setting.shelf(database);
    findings.push(told("backups", words::check_backups, &shelf.folder));
    let today = business_day(setting.now(setting.zone), setting.zone);
    let newest = shelf.copies().ok().and_then(|copies| copies.first().map(|copy| copy.day));
    let (state, value) = newest_copy(lang, newest, today);
    findings.push(Finding::new("newest-backup", words::check_newest, state, value));
    findings
}

fn newest_copy(lang: Lang, newest: Option<NaiveDate>, today: NaiveDate) -> (State, Cell) {
    let Some(day) = newest else {
        return (State::Warning, worded(Value::Null, words::newest_none(lang)));
    };
    let (age, name) = ((today - day).num_days(), day.to_string());
    let said = if age == 0 { words::newest_today(lang, &name) } else { words::newest_age(lang, &name, age) };
    (if age > OLD { State::Warning } else { State::Good }, worded(name.as_str(), &said))
}

fn length(path: &Path) -> Option<u64> {
    std::fs::metadata(path).ok().map(|it| it.len())
}

fn sizes(lang: Lang, database: &Path) -> Vec<Finding> {
    let bytes = |bytes: u64| worded(bytes, &size(bytes));
    let file = length(database).unwrap_or(0);
    let mut findings = vec![Finding::new("size", words::check_size, State::Told, bytes(file))];
    let log = length(&with_suffix(database, "-wal")).unwrap_or(0);
    findings.push(if log > LARGE_LOG {
        let said = worded(log, &words::wal_large(lang, &size(log)));
        Finding::new("write-ahead-log", words::check_wal, State::Warning, said)
    } else {
        Finding::new("write-ahead-log", words::check_wal, State::Good, bytes(log))
    });
    findings
}

/// Damage that ends a check is a fault that was found.
fn named(faults: StoreResult<Vec<String>>) -> StoreResult<Vec<String>> {
    match faults {
        Err(StoreError::Corrupt(why)) => Ok(vec![why]),
        faults => faults,
    }
}

fn soundness(check: &'static str, title: Words, faults: &[String], lang: Lang) -> Vec<Finding> {
    if faults.is_empty() {
        return vec![Finding::new(check, title, State::Good, worded("sound", words::sound(lang)))];
    }
    faults.iter().map(|fault| Finding::new(check, title, State::Fault, text(fault))).collect()
}

/// Who may read the file, and who may put another in its place.
fn safety(lang: Lang, database: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Ok(target) = std::fs::read_link(database) {
        let target = target.display().to_string();
        let said = worded(target.as_str(), &words::link_to(lang, &target));
        findings.push(Finding::new("link", words::check_link, State::Warning, said));
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).ok().map(|it| it.permissions().mode() & 0o7777);
        if let Some(mode) = mode(database) {
            let octal = format!("{mode:04o}");
            let open = mode & 0o077 != 0;
            let value = if open { worded(octal.as_str(), &words::mode_open(lang, &octal)) } else { text(&octal) };
            let state = if open { State::Warning } else { State::Good };
            findings.push(Finding::new("permissions", words::check_permissions, state, value));
        }
        let folder = folder(database);
        if let Some(mode) = mode(folder) {
            let octal = format!("{mode:04o}");
            let open = mode & 0o022 != 0 && mode & 0o1000 == 0;
            let value = if open { worded(octal.as_str(), &words::folder_open(lang, &octal)) } else { text(&octal) };
            let state = if open { State::Warning } else { State::Good };
            findings.push(Finding::new("folder", words::check_folder, state, value));
        }
    }
    findings
}

/// On what kind of disk it lies, and how much room is left there.
fn room(lang: Lang, database: &Path) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(kind) = disk::kind(folder(database)) {
        let (state, value) = if kind.network {
            (State::Warning, worded(kind.name.as_str(), &words::network(lang, &kind.name)))
        } else {
            (State::Good, text(&kind.name))
        };
        findings.push(Finding::new("file-system", words::check_file_system, state, value));
    }
    if let Some(free) = disk::free(folder(database)) {
        let little = free < LITTLE_ROOM.max(length(database).unwrap_or(0) * 2);
        let (state, said) =
            if little { (State::Warning, words::little_room(lang, &size(free))) } else { (State::Good, size(free)) };
        findings.push(Finding::new("free-space", words::check_free, state, worded(free, &said)));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_grows_old() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-20");
        for (newest, warns, said) in [
            (None, true, "none yet"),
            (Some("2026-11-20"), false, "2026-11-20, today"),
            (Some("2026-11-13"), false, "2026-11-13, days ago: 7"),
            (Some("2026-11-12"), true, "2026-11-12, days ago: 8"),
        ] {
            let (state, cell) = newest_copy(Lang::En, newest.map(day), today);
            assert_eq!((state == State::Warning, cell.shown.as_str()), (warns, said));
        }
    }
}
