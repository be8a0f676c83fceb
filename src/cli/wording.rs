//! Problems of files, configuration and keys in the person's language.

use crate::app::config::ConfigProblem;
use crate::app::keymap::KeyProblem;
use crate::exchange::backups::BackupError;
use crate::exchange::import::{Fault, Field, ImportError};
use crate::i18n::Lang;
use crate::i18n::messages::{care, cli, import as words};
use crate::store::StoreError;
use crate::ui::session::in_words;

/// Why a file was not read at all.
pub fn import_error(lang: Lang, error: &ImportError) -> String {
    match error {
        ImportError::Io(error) => words::file_io(lang, &error.to_string()),
        ImportError::Empty => words::file_empty(lang).to_owned(),
        ImportError::Header(fault) => words::file_header(lang, &row_fault(lang, fault)),
        ImportError::NoName { found } => words::file_no_name(lang, &found.join(", ")),
        ImportError::HalfAPlace(field) => words::file_half_a_place(lang, &field.to_string()),
        ImportError::NoColumn { column, found } => words::file_no_column(lang, column, &found.join(", ")),
        ImportError::BadMapping(given) => words::file_bad_mapping(lang, given),
        ImportError::NoField { given } => {
            words::file_no_field(lang, given, &Field::ALL.map(|field| field.to_string()).join(", "))
        }
        ImportError::NoTier(code) => words::no_tier(lang, code),
        ImportError::NoRep(code) => words::no_rep(lang, code),
    }
}

/// What is wrong with a row.
pub fn row_fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NotUtf8 => words::row_not_utf8(lang).to_owned(),
        Fault::Ragged { expected, found } => words::row_ragged(lang, *found, *expected),
        Fault::OpenQuote => words::row_open_quote(lang).to_owned(),
        Fault::NoName => words::row_no_name(lang).to_owned(),
        Fault::Place { lat, lon } => words::row_place(lang, lat, lon),
        Fault::NoTier(code) => words::no_tier(lang, code),
        Fault::NoRep(code) => words::no_rep(lang, code),
        Fault::Date(text) => words::row_date(lang, text),
        Fault::Future(day) => words::row_future(lang, &day.to_string()),
        Fault::VisitByNobody => words::row_visit_by_nobody(lang).to_owned(),
    }
}

/// Why there is no copy of the day.
pub fn backup_error(lang: Lang, error: &BackupError) -> String {
    match error {
        BackupError::Io { error, .. } if error.kind() == std::io::ErrorKind::StorageFull => {
            care::no_room(lang).to_owned()
        }
        BackupError::Io { path, error } => cli::err_at(lang, &path.display().to_string(), &error.to_string()),
        BackupError::Store(StoreError::Full) => care::no_room(lang).to_owned(),
        BackupError::Store(error) => in_words(lang, error),
    }
}

/// What is wrong with the configuration.
pub fn config_problem(lang: Lang, problem: &ConfigProblem) -> String {
    match problem {
        ConfigProblem::Unknown { key, nearest: None } => words::config_unknown(lang, key),
        ConfigProblem::Unknown { key, nearest: Some(nearest) } => words::config_nearest(lang, key, nearest),
        ConfigProblem::Value { key, problem } => words::config_value(lang, key, problem),
        ConfigProblem::Syntax(why) => words::config_syntax(lang, why),
    }
}

/// What is wrong with somebody's own keys.
pub fn key_problem(lang: Lang, problem: &KeyProblem) -> String {
    match problem {
        KeyProblem::Chord { command, problem } => words::key_chord(lang, command, &problem.0),
        KeyProblem::Command(command) => words::key_command(lang, command),
        KeyProblem::Conflict { chord, first, second } => words::key_conflict(lang, &chord.to_string(), first, second),
    }
}
