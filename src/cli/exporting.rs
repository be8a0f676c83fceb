//! Lists out of the database as files: CSV, JSON, vCard; to the standard output or to a file that has its name only when it is whole.

use std::io::{BufWriter, ErrorKind, Write, stdout};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::app::who::Who;
use crate::exchange::export::writer::{Csv, Json};
use crate::exchange::export::{Asked, ExportError, What, export, people, vcard};
use crate::exchange::files::{is_database, private};
use crate::i18n::Lang;
use crate::i18n::messages::{care, out as words};
use crate::store::sqlite::with_suffix;
use crate::store::{Store, Viewer};

use super::commands::{past, say};
use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;

/// Exports what the arguments say.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let data = Data::open_existing(setting)?;
    let who = super::commands::who(&data, setting)?;
    let lang = setting.lang;
    let viewer = if given.get_flag("all") { Viewer::System } else { who.viewer() };
    let list = list(&who, viewer, given, lang)?;
    let write = |out: &mut dyn Write| list.write(&data.store, out);
    let Some(path) = given.get_one::<PathBuf>("output") else {
        return match write(&mut BufWriter::new(stdout().lock())) {
            // A pipe that was closed is no fault of ours.
            Err(ExportError::Io(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(trouble(&data, setting, Path::new("-"), error)),
            Ok(_) => Ok(()),
        };
    };
    if is_database(path) {
        let name = path.display().to_string();
        return Err(Trouble::user(words::err_over_database(lang, &name)));
    }
    // It has this name until it is whole.
    let part = with_suffix(path, ".part");
    let count = private(&part).map_err(ExportError::from).and_then(|file| {
        let mut file = BufWriter::new(file);
        let count = write(&mut file)?;
        file.flush()?;
        file.get_ref().sync_all()?;
        std::fs::rename(&part, path)?;
        Ok(count)
    });
    let count = count.map_err(|error| {
        let _ = std::fs::remove_file(&part);
        trouble(&data, setting, path, error)
    })?;
    say(&words::exported(lang, count, &path.display().to_string()));
    Ok(())
}

/// What is to leave, and as what.
pub(super) struct List {
    asked: Asked,
    form: Form,
}

enum Form {
    Csv { bom: bool },
    Json,
    Cards,
}

/// What the arguments ask for.
pub(super) fn list(who: &Who, viewer: Viewer, given: &ArgMatches, lang: Lang) -> Result<List, Trouble> {
    let what = given.get_one::<String>("what").and_then(|word| What::of(word)).unwrap_or(What::Accounts);
    let day = |name: &str| given.get_one::<String>(name).map(|text| past(lang, text, who.today)).transpose();
    let (from, to) = (day("from")?, day("to")?);
    if (from.is_some() || to.is_some()) && !what.has_day() {
        return Err(Trouble::config(words::err_no_day(lang, what.word())));
    }
    let form = match (given.get_flag("vcard"), given.get_flag("json")) {
        (true, _) if what != What::Contacts => return Err(Trouble::config(words::err_vcard(lang))),
        (true, _) => Form::Cards,
        (false, true) => Form::Json,
        (false, false) => Form::Csv { bom: given.get_flag("bom") },
    };
    Ok(List { asked: Asked { what, viewer, from, to, today: who.today, zone: who.rep.zone }, form })
}

impl List {
    /// Writes it; answers how many rows it has.
    pub(super) fn write(&self, store: &dyn Store, mut out: &mut dyn Write) -> Result<u64, ExportError> {
        match self.form {
            Form::Cards => {
                let card = |account: &_, contact: &_| vcard::write(&mut out, account, contact);
                let count = people(store, self.asked.viewer, card)?;
                out.flush()?;
                Ok(count)
            }
            Form::Json => export(store, &self.asked, &mut Json::new(out)),
            Form::Csv { bom } => export(store, &self.asked, &mut Csv::new(out, bom)?),
        }
    }
}

fn trouble(data: &Data, setting: &Setting, path: &Path, error: ExportError) -> Trouble {
    let lang = setting.lang;
    match error {
        ExportError::Store(error) => data.trouble(setting, &error),
        ExportError::Io(error) => {
            let full = matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
            let why = if full { care::full(lang).to_owned() } else { error.to_string() };
            Trouble::user(words::err_not_written(lang, &path.display().to_string(), &why))
        }
    }
}
