//! The import of a list from the command line.

mod earlier;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::ArgMatches;

use crate::app::importing::{self, Ready, Refused, Request};
use crate::app::job::Outcome;
use crate::app::wording::import::{import_error, notice, row_fault};
use crate::domain::change::Envelope;
use crate::domain::day::business_day;
use crate::domain::ids::Ids;
use crate::domain::people::Rep;
use crate::exchange::import::{
    Batches, DateOrder, Datum, Directory, Held, Import, ImportError, Kind, Known, Mapping, Options, Survey, Tally,
};
use crate::exchange::sheet::{Encoding, Form, Source, Wanted};
use crate::i18n::Lang;
use crate::i18n::messages::cli as words;
use crate::i18n::text::clean;
use crate::store::{Store, Viewer};

use super::commands::{path, say, warn};
use super::data::{Data, login};
use super::setting::Setting;
use super::trouble::Trouble;

/// At most so many refused rows, and as many remarks, are listed on the screen.
const LISTED: usize = 20;

/// So many rows are looked at at once.
const ROWS: u64 = 1_000;

/// Imports a file, or does with an earlier import what is asked for. Nothing is written before the file was understood as a whole.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    if given.get_flag("list") {
        return earlier::list(setting, given);
    }
    if given.get_flag("undo") {
        return earlier::withdraw(setting);
    }
    if given.get_flag("resume") {
        return earlier::resume(setting);
    }
    bring(setting, given)
}

fn bring(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let started = Instant::now();
    let lang = setting.lang;
    let file = path(given, "file");
    // Before a database is made for it.
    File::open(file).map_err(|error| Trouble::io(lang, file, &error))?;
    // From another folder it is gone on with all the same.
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let refused = given.get_one::<PathBuf>("errors").map(|path| absolute(path));
    let mut request = Request { file: absolute(file), options: options(setting, given), refused, lang };
    let name = file.display().to_string();
    let trouble = |error: ImportError| Trouble::user(words::err_at(lang, &name, &import_error(lang, &error)));
    request.spares_others().map_err(trouble)?;
    let mut data = Data::open(setting)?;
    let mut staff = Staff::new(setting, &mut data, given.get_one::<String>("rep").cloned())?;
    let mut known = Known::of(&data.store, Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    known.reps.clone_from(&staff.all);
    request.options.rep.clone_from(&staff.default);
    let mut import = Import::open(Source::from(file), request.options.clone(), known).map_err(trouble)?;
    let (mut survey, mut batches) = look(&import, &data).map_err(trouble)?;
    let taken_on = staff.take_on(setting, &mut data, &survey);
    if !taken_on.is_empty() {
        import = import.with_reps(&taken_on).map_err(trouble)?;
        (survey, batches) = look(&import, &data).map_err(trouble)?;
    }
    tell(&import, &survey, lang);

    let header = import.preview().header.clone();
    if survey.tally.rows == survey.tally.refused || given.get_flag("dry-run") {
        if request.refused.is_some() {
            write_refused(&request, &header, &mut batches, &data).map_err(trouble)?;
        }
        if survey.tally.rows == survey.tally.refused {
            return Err(Trouble::user(words::err_nothing_to_import(lang)));
        }
        conclude(survey.tally, &staff, lang, None);
        return Ok(());
    }
    let welcomes: Vec<Envelope> = staff.new.iter().map(|rep| data.welcome(setting, rep.clone())).collect();
    data.apply(setting, &welcomes)?;
    let ready = Ready { header, tally: survey.tally, batches };
    let author = earlier::author(setting, &mut data);
    let outcome = earlier::finish(setting, &mut data, importing::bring(request, author, Viewer::System, ready))?;
    earlier::tell(setting, &outcome);
    if let Outcome::Imported(done) = outcome {
        conclude(done.tally, &staff, lang, Some(started));
    }
    data.store.close().map_err(|error| Trouble::store(lang, &data.name, &error))
}

/// Writes the rows that would be refused, and nothing else.
fn write_refused(request: &Request, header: &[String], batches: &mut Batches, data: &Data) -> Result<(), ImportError> {
    let mut refused = Refused::new(request, header);
    let mut ids = Ids::new(0);
    while let Some(batch) = batches.next(ROWS, &Held(&data.store, Viewer::System), &mut ids)? {
        batch.errors.iter().for_each(|error| refused.add(error));
    }
    earlier::tell_refused(request.lang, refused.close().as_deref());
    Ok(())
}

fn options(setting: &Setting, given: &ArgMatches) -> Options {
    let at = setting.now(setting.zone);
    Options {
        kind: given.get_one::<Kind>("kind").copied().unwrap_or_default(),
        sheet: Wanted {
            encoding: given.get_one::<Encoding>("encoding").copied(),
            delimiter: None,
            sheet: given.get_one::<String>("sheet").cloned(),
        },
        map: given.get_many::<Mapping>("map").map(|list| list.cloned().collect()).unwrap_or_default(),
        tier: given.get_one::<String>("tier").cloned(),
        datum: given.get_one::<Datum>("coordinates").copied().unwrap_or_default(),
        dates: given.get_one::<DateOrder>("dates").copied(),
        update: given.get_flag("update"),
        join_licences: given.get_flag("join-licences"),
        ..Options::new(at, business_day(at, setting.zone))
    }
}

fn look(import: &Import, data: &Data) -> Result<(Survey, Batches), ImportError> {
    import.survey(Directory::of(&data.store, Viewer::System)?, &Held(&data.store, Viewer::System), &mut |_, _| true)
}

/// Says how the file was understood, what was not, and what was noticed.
fn tell(import: &Import, survey: &Survey, lang: Lang) {
    let preview = import.preview();
    let form = match &preview.form {
        Form::Text { encoding, .. } => words::import_text(lang, &encoding.to_string(), preview.header_line),
        Form::Workbook { sheet, .. } => words::import_sheet(lang, sheet, preview.header_line),
    };
    say(&clean(&form));
    let used = preview.used.iter().map(|it| format!("{}={}", it.field, it.column)).collect::<Vec<_>>().join(", ");
    say(&clean(&words::import_used(lang, &used)));
    if !preview.unused.is_empty() {
        say(&clean(&words::import_unused(lang, &preview.unused.join(", "))));
    }
    for error in survey.errors.items.iter().take(LISTED) {
        warn(&words::import_row(lang, error.line, &row_fault(lang, &error.fault)));
    }
    if survey.errors.total > LISTED as u64 {
        warn(&words::import_more(lang, survey.errors.total - LISTED as u64));
    }
    for remark in survey.remarks.items.iter().take(LISTED) {
        say(&clean(&words::import_row(lang, remark.line, &notice(lang, &remark.what))));
    }
    if survey.remarks.total > LISTED as u64 {
        say(&words::import_more(lang, survey.remarks.total - LISTED as u64));
    }
}

/// Says what came of it, or what would.
fn conclude(tally: Tally, staff: &Staff, lang: Lang, started: Option<Instant>) {
    for rep in &staff.new {
        say(&clean(&words::import_new_rep(lang, &rep.code)));
    }
    if let Some(code) = &staff.default {
        say(&clean(&words::import_for(lang, code)));
    }
    let same = tally.matched - tally.changed + tally.repeated;
    match started {
        Some(started) => {
            let seconds = format!("{:.1}", started.elapsed().as_secs_f64());
            say(&words::import_done(lang, tally.new, tally.changed, same, tally.refused, &seconds));
        }
        None => say(&words::import_would(lang, tally.new, tally.changed, same, tally.refused)),
    }
}

/// The reps of the database and those the file brings: while there are no accounts, the file says who works here.
struct Staff {
    all: Vec<Rep>,
    new: Vec<Rep>,
    /// Whose the rows are that name nobody: the rep asked for, else the only one there is; in a database without anybody the one who
    /// is logged in.
    default: Option<String>,
    /// There are accounts, and who works here is known.
    settled: bool,
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
        let settled = data.store.has_accounts().map_err(|error| data.trouble(setting, &error))?;
        let mut staff = Self { all, new: Vec::new(), default, settled };
        if let Some(code) = staff.default.clone() {
            staff.add(setting, data, &code);
        }
        Ok(staff)
    }

    /// Takes on the reps that the file names and nobody knows; answers with them.
    fn take_on(&mut self, setting: &Setting, data: &mut Data, survey: &Survey) -> Vec<Rep> {
        let before = self.new.len();
        for code in &survey.unknown_reps {
            self.add(setting, data, code);
        }
        self.new[before..].to_vec()
    }

    fn add(&mut self, setting: &Setting, data: &mut Data, code: &str) {
        let known = self.all.iter().any(|rep| rep.code.eq_ignore_ascii_case(code) || rep.name == code);
        if !self.settled && !known {
            let rep = data.new_rep(setting, code, code);
            self.all.push(rep.clone());
            self.new.push(rep);
        }
    }
}
