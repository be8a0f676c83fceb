//! The import of a shop list from the command line.

use std::time::Instant;

use clap::ArgMatches;

use crate::domain::change::Envelope;
use crate::domain::day::business_day;
use crate::domain::people::Rep;
use crate::exchange::import::{self, Fault, Known, Mapping, Options, Origin, Shops};
use crate::i18n::Lang;
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

/// Imports a file into a database without accounts. Nothing is written before the file is understood.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let started = Instant::now();
    let lang = setting.lang;
    let file = path(given, "file");
    let bytes = std::fs::read(file).map_err(|error| Trouble::io(lang, file, &error))?;
    let mut data = Data::open(setting)?;
    if data.store.has_accounts().map_err(|error| data.trouble(setting, &error))? {
        return Err(Trouble::user(words::err_has_accounts(lang)));
    }
    let mut staff = Staff::new(setting, &mut data, given.get_one::<String>("rep").cloned())?;
    let reference = data.store.reference(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    let at = setting.now(setting.zone);
    let options = Options {
        map: given.get_many::<Mapping>("map").map(|list| list.cloned().collect()).unwrap_or_default(),
        tier: given.get_one::<String>("tier").cloned(),
        rep: staff.default.clone(),
        today: business_day(at, setting.zone),
    };
    let read = |staff: &Staff| {
        let known = Known { tiers: &reference.tiers, reps: &staff.all };
        import::read(bytes.as_slice(), &options, known).map_err(|error| {
            Trouble::user(words::err_at(lang, &file.display().to_string(), &import_error(lang, &error)))
        })
    };
    let mut shops = read(&staff)?;
    if staff.take_on(setting, &mut data, &shops) {
        shops = read(&staff)?;
    }
    tell(&shops, lang);
    let (good, bad) = (shops.good.len(), shops.errors.len());
    if good == 0 {
        return Err(Trouble::user(words::err_nothing_to_import(lang)));
    }
    let origin = Origin { device: data.device, at, day: options.today };
    let mut envelopes: Vec<Envelope> = staff.new.iter().map(|rep| data.welcome(setting, rep.clone())).collect();
    let mut ids = data.ids.clone();
    envelopes.extend(import::envelopes(shops.good, origin, &mut ids));
    // All of it in one transaction: an import that is cut off leaves the database without accounts, so that it can be done again.
    data.apply(setting, &envelopes)?;
    for rep in &staff.new {
        say(&clean(&words::import_new_rep(lang, &rep.code)));
    }
    if let Some(code) = &staff.default {
        say(&clean(&words::import_for(lang, code)));
    }
    let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
    say(&words::import_done(lang, good, bad, &seconds));
    data.store.close().map_err(|error| Trouble::store(lang, &data.name, &error))
}

/// Says how the file was understood and what was not.
fn tell(shops: &Shops, lang: Lang) {
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
}

/// The reps of the database and those the file brings: while there are no accounts, the file says who works here.
struct Staff {
    all: Vec<Rep>,
    new: Vec<Rep>,
    /// Whose the rows are that name nobody: the rep asked for, else the only one there is; in a database without anybody the one who
    /// is logged in.
    default: Option<String>,
}

impl Staff {
    fn new(setting: &Setting, data: &mut Data, asked: Option<String>) -> Result<Self, Trouble> {
        let all = data.reps(setting)?;
        let asked = asked.or_else(|| setting.rep.clone());
        let default = asked.or_else(|| match all.as_slice() {
            [] => login(),
            [only] => Some(only.code.clone()),
            _ => None,
        });
        let mut staff = Self { all, new: Vec::new(), default };
        if let Some(code) = staff.default.clone() {
            staff.add(setting, data, &code);
        }
        Ok(staff)
    }

    /// Takes on the reps that the file names and nobody knows; answers whether there were any.
    fn take_on(&mut self, setting: &Setting, data: &mut Data, shops: &Shops) -> bool {
        let before = self.new.len();
        for error in &shops.errors {
            if let Fault::NoRep(code) = &error.fault {
                self.add(setting, data, code);
            }
        }
        self.new.len() > before
    }

    fn add(&mut self, setting: &Setting, data: &mut Data, code: &str) {
        if !self.all.iter().any(|rep| rep.code.eq_ignore_ascii_case(code) || rep.name == code) {
            let rep = data.new_rep(setting, code, code);
            self.all.push(rep.clone());
            self.new.push(rep);
        }
    }
}
