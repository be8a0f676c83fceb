//! The import of a shop list from the command line.

use std::fs::File;
use std::time::Instant;

use clap::ArgMatches;

use crate::domain::day::business_day;
use crate::exchange::import::{self, Known, Mapping, Options, Origin};
use crate::i18n::messages::cli as words;
use crate::i18n::text::clean;
use crate::store::{Store, Viewer};

use super::commands::{path, say, warn};
use super::data::{Data, login};
use super::setting::Setting;
use super::trouble::Trouble;
use super::wording::{import_error, row_fault};

/// At most so many refused rows are listed on the screen.
const LISTED: usize = 20;

/// Imports a file into a database without accounts.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let started = Instant::now();
    let lang = setting.lang;
    let file = path(given, "file");
    let reader = File::open(file).map_err(|error| Trouble::io(lang, file, &error))?;
    let mut data = Data::open(setting)?;
    if data.store.has_accounts().map_err(|error| data.trouble(setting, &error))? {
        return Err(Trouble::user(words::err_has_accounts(lang)));
    }
    let rep = default_rep(setting, &mut data, given.get_one::<String>("rep").cloned())?;
    let reps = data.reps(setting)?;
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
    let shops = import::read(reader, &options, known).map_err(|error| {
        Trouble::user(words::err_at(lang, &file.display().to_string(), &import_error(lang, &error)))
    })?;
    let used = shops.used.iter().map(|it| format!("{}={}", it.field, it.column)).collect::<Vec<_>>().join(", ");
    say(&clean(&words::import_used(lang, &used)));
    if !shops.unused.is_empty() {
        say(&clean(&words::import_unused(lang, &shops.unused.join(", "))));
    }
    for error in shops.errors.iter().take(LISTED) {
        warn(&words::import_row(lang, error.line, &row_fault(lang, &error.fault)));
    }
    if shops.errors.len() > LISTED {
        warn(&words::import_more(lang, shops.errors.len() - LISTED));
    }
    let (good, bad) = (shops.good.len(), shops.errors.len());
    let origin = Origin { device: data.device, at, day: options.today };
    let mut ids = data.ids.clone();
    for envelope in import::envelopes(shops.good, origin, &mut ids) {
        data.apply(setting, std::slice::from_ref(&envelope))?;
    }
    let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
    say(&words::import_done(lang, good, bad, &seconds));
    data.store.close().map_err(|error| Trouble::store(lang, &data.name, &error))
}

/// Whose the rows are that name nobody: the rep asked for, else the only one there is. In a database without anybody the first rep is
/// made: the one asked for, or the one who is logged in.
fn default_rep(setting: &Setting, data: &mut Data, asked: Option<String>) -> Result<Option<String>, Trouble> {
    let lang = setting.lang;
    let reps = data.reps(setting)?;
    let asked = asked.or_else(|| setting.rep.clone());
    match (reps.as_slice(), asked) {
        ([], asked) => {
            let Some(code) = asked.or_else(login) else { return Ok(None) };
            data.add_rep(setting, &code, &code)?;
            say(&words::import_new_rep(lang, &code));
            Ok(Some(code))
        }
        (_, Some(code)) => Ok(Some(code)),
        ([only], None) => {
            say(&words::import_for(lang, &only.code));
            Ok(Some(only.code.clone()))
        }
        _ => Ok(None),
    }
}
