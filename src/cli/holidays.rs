//! The holidays of a year, taken from a file into the calendar.

use clap::ArgMatches;

use crate::app::query::holiday_file;
use crate::app::setup::calendar::holiday_fault;
use crate::app::setup::forecast::months;
use crate::domain::calendar::{Calendar, HolidayYear};
use crate::domain::change::Change;
use crate::domain::day::business_day;
use crate::i18n::dates;
use crate::i18n::messages::{cli as words, settings};
use crate::store::{Store, Viewer};

use super::commands::{path, say};
use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;

/// How many accounts are re-dated in one transaction.
const BATCH: usize = 500;

/// Takes the file over, says what it changes, and brings the stored days up to date.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let file = path(given, "file");
    let year = holiday_file(file).map_err(|fault| {
        Trouble::user(words::err_at(lang, &file.display().to_string(), &holiday_fault(lang, &fault)))
    })?;
    let mut data = Data::open_existing(setting)?;
    let who = data.who(setting)?;
    let zone = who.as_ref().map_or(setting.zone, |rep| rep.zone);
    let now = setting.now(zone);
    let today = business_day(now, zone);
    let before = data.store.reference(Viewer::System).map_err(|error| data.trouble(setting, &error))?.holidays;
    let HolidayYear { year: number, off, working } = &year;
    let (number, off, working) = (*number, off.len(), working.len());
    let mut after = before.clone();
    after.push(year.clone());
    let changed = months(&Calendar::new(&before), &Calendar::new(&after), today);
    let envelope = data.envelope(now, zone, who.map(|rep| rep.id), vec![Change::Set(year.into())]);
    let rows = data.apply(setting, &[envelope])?;
    if rows == 0 {
        say(&settings::holidays_same(lang, number));
    } else {
        say(&settings::holidays_done(lang, number, off, working));
        for (first, now, then) in changed {
            say(&settings::forecast_month(lang, &dates::month_of(lang, first), now, then));
        }
    }
    // What is cut off here is gone on with by the next session.
    while data.store.redate(today, BATCH).map_err(|error| data.trouble(setting, &error))? > 0 {}
    data.store.close().map_err(|error| Trouble::store(lang, &data.name, &error))
}
