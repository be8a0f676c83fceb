//! `rounds route FORMAT`: the route of a day or of several for other programs, to the standard output or into a new file.

use std::io::{ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::app::policy::Policy;
use crate::app::route_file::{Asked, MOST_DAYS, made};
use crate::exchange::files::write_new;
use crate::exchange::routes::Format;
use crate::i18n::messages::{care, out, routes as words};
use crate::store::{Store, StoreError};

use super::commands::{day, say, warn, who};
use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;

/// Writes what the arguments say.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let (lang, who) = (setting.lang, who(&data, setting)?);
    let fault = |error: StoreError| data.trouble(setting, &error);
    let from = day(lang, given.get_one::<String>("day"), who.today)?;
    let to = given.get_one::<String>("to").map_or(Ok(from), |text| day(lang, Some(text), from))?;
    if to < from || (to - from).num_days() >= MOST_DAYS {
        return Err(Trouble::config(words::err_span(lang, MOST_DAYS)));
    }
    let format = given.get_one::<String>("format").and_then(|word| Format::of(word)).unwrap_or(Format::Calendar);
    let policy = Policy::new(&data.store.reference(who.viewer()).map_err(fault)?);
    let asked = Asked { from, to, format, lang, map: setting.config.map.clone() };
    let made = made(&data.store, &who, &policy, &asked).map_err(fault)?;
    let path = given.get_one::<PathBuf>("output").filter(|path| path.as_path() != Path::new("-"));
    let Some(path) = path else {
        // A pipe that was closed is no fault of ours.
        let _ = stdout().write_all(made.text.as_bytes());
        if made.left_out > 0 {
            warn(&words::left_out(lang, made.left_out));
        }
        return Ok(());
    };
    let shown = path.display().to_string();
    write_new(path, &made.text).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Trouble::user(words::err_there(lang, &shown)),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Trouble::user(out::err_not_written(lang, &shown, care::full(lang)))
        }
        _ => Trouble::user(out::err_not_written(lang, &shown, &error.to_string())),
    })?;
    say(&words::written(lang, &shown, &made.said(lang)));
    Ok(())
}
