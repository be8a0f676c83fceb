//! Roads on the command line: where travel times come from, an extract read into a network, all of it thrown away.

mod reading;

use std::path::Path;

use chrono::NaiveDate;
use clap::ArgMatches;

use crate::app::report::{Cell, Table, column, data, text, worded};
use crate::app::wording::roads::network_fault;
use crate::domain::day::business_day;
use crate::exchange::backups::make_private;
use crate::i18n::messages::{cli, roads as words};
use crate::i18n::{Lang, dates};
use crate::planning::travel::Travel;
use crate::roads::network::{Facts, NetworkFault};
use crate::roads::{Folder, Origin};

use super::commands::{path, print, say};
use super::restoring::size;
use super::setting::Setting;
use super::trouble::Trouble;

/// Does what is asked for.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let folder = setting.roads.as_deref().ok_or_else(|| Trouble::config(words::no_folder(lang)))?;
    match given.subcommand() {
        Some(("import", given)) => import(setting, folder, path(given, "file")),
        Some(("forget", _)) => forget(lang, folder),
        _ => status(setting, folder, given),
    }
}

fn import(setting: &Setting, folder: &Path, extract: &Path) -> Result<(), Trouble> {
    let lang = setting.lang;
    // Before anything is made for it.
    std::fs::File::open(extract).map_err(|error| Trouble::io(lang, extract, &error))?;
    make_private(folder).map_err(|error| Trouble::io(lang, folder, &error))?;
    let file = Folder::at(folder).network();
    let made = reading::read(lang, extract, &file, setting.now(setting.zone));
    let facts = made.map_err(|fault| {
        Trouble::user(cli::err_at(lang, &extract.display().to_string(), &network_fault(lang, &fault)))
    })?;
    say(&imported(lang, &facts));
    if facts.head.left_out >= 1000 {
        say(&words::left_out(lang, facts.head.left_out / 1000));
    }
    if setting.config.roads.from != Origin::Roads {
        say(words::now_set(lang));
    }
    Ok(())
}

fn imported(lang: Lang, facts: &Facts) -> String {
    words::imported(lang, facts.crossings, facts.pieces, facts.metres / 1000, &size(facts.bytes))
}

fn forget(lang: Lang, folder: &Path) -> Result<(), Trouble> {
    let held = Folder::at(folder).forget().map_err(|error| Trouble::io(lang, folder, &error))?;
    if held.files == 0 {
        say(words::nothing_to_forget(lang));
    } else {
        say(&words::forgotten(lang, &size(held.bytes)));
    }
    Ok(())
}

/// What is in force, and what is kept.
fn status(setting: &Setting, path: &Path, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let now = setting.now(setting.zone);
    let wish = &setting.config.roads;
    let source = match wish.from {
        Origin::Estimate => words::source_estimate(lang),
        Origin::Osrm => words::source_osrm(lang),
        Origin::Valhalla => words::source_valhalla(lang),
        Origin::Roads => words::source_roads(lang),
    };
    let mut rows = vec![row("source", words::row_source(lang), worded(wish.from.name(), source))];
    if let Some(url) = wish.url.as_ref().filter(|_| matches!(wish.from, Origin::Osrm | Origin::Valhalla)) {
        rows.push(row("address", words::row_address(lang), text(url)));
        if let Some(version) = setting.roads(now).version() {
            rows.push(row("version", words::row_version(lang), text(&version)));
        }
    }
    let Travel { circuity, kmh } = wish.estimate.usual;
    let usual = words::estimate(lang, &circuity.to_string(), &kmh.to_string());
    let regions = wish.estimate.regions.len();
    let estimate = if regions == 0 { usual } else { words::estimate_regions(lang, &usual, regions) };
    rows.push(row("estimate", words::row_estimate(lang), worded(circuity, &estimate)));
    let folder = Folder::at(path);
    let fault = match folder.open_network() {
        Ok(network) => {
            let facts = network.facts();
            let today = business_day(now, setting.zone);
            rows.push(row("network", words::row_network(lang), age(lang, &facts, setting, today)));
            rows.push(row(
                "crossings",
                words::row_network_size(lang),
                worded(facts.crossings, &imported(lang, &facts)),
            ));
            None
        }
        Err(NetworkFault::Missing) => {
            rows.push(row("network", words::row_network(lang), worded((), words::no_network(lang))));
            None
        }
        Err(fault) => Some(fault),
    };
    let told = folder.told().map_err(|error| Trouble::io(lang, path, &error))?;
    if told.files > 0 {
        let kept = words::kept_files(lang, told.files, &size(told.bytes));
        rows.push(row("told", words::row_told(lang), worded(told.bytes, &kept)));
    }
    rows.push(row("folder", words::row_folder(lang), data(path.display().to_string())));
    let columns = vec![column("what", words::head_what), column("value", words::head_value)];
    print(&Table { columns, rows }, given, lang);
    fault.map_or(Ok(()), |fault| {
        let file = folder.network().display().to_string();
        Err(Trouble { code: 3, ..Trouble::user(cli::err_at(lang, &file, &network_fault(lang, &fault))) })
    })
}

fn row(what: &str, shown: &str, value: Cell) -> Vec<Cell> {
    vec![worded(what, shown), value]
}

fn age(lang: Lang, facts: &Facts, setting: &Setting, today: NaiveDate) -> Cell {
    let day = business_day(facts.head.made, setting.zone);
    let days = (today - day).num_days();
    let name = facts.head.name.as_str();
    worded(name, &words::network_age(lang, name, &dates::day(lang, day, today), days))
}
