//! Problems of files, configuration and keys in the person's language.

use crate::app::config::ConfigProblem;
use crate::app::keymap::KeyProblem;
use crate::exchange::import::{Fault, Field, ImportError, Notice};
use crate::exchange::sheet::SheetError;
use crate::i18n::Lang;
use crate::i18n::messages::import as words;

/// Why a file was not read at all.
pub fn import_error(lang: Lang, error: &ImportError) -> String {
    let fields = |all: &[Field]| all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    match error {
        ImportError::Sheet(error) => sheet_error(lang, error),
        ImportError::Store(error) => crate::ui::session::in_words(lang, error),
        ImportError::Cancelled => words::file_cancelled(lang).to_owned(),
        ImportError::Header(fault) => words::file_header(lang, &row_fault(lang, fault)),
        ImportError::NoName { found } => words::file_no_name(lang, &found.join(", ")),
        ImportError::Missing { field, found } => words::file_missing(lang, field.word(), &found.join(", ")),
        ImportError::HalfAPlace(field) => words::file_half_a_place(lang, field.word()),
        ImportError::NoColumn { column, found } => words::file_no_column(lang, column, &found.join(", ")),
        ImportError::BadMapping(given) => words::file_bad_mapping(lang, given),
        ImportError::NoField { given } => words::file_no_field(lang, given, &fields(Field::ALL)),
        ImportError::FieldOfOther { field, kind } => {
            words::file_field_of_other(lang, field.word(), &fields(kind.fields()))
        }
        ImportError::NoKind(given) => words::file_no_kind(lang, given),
        ImportError::NoDatum(given) => words::file_no_datum(lang, given),
        ImportError::NoTier(code) => words::no_tier(lang, code),
        ImportError::NoRep(code) => words::no_rep(lang, code),
    }
}

/// Why a file is no spreadsheet that can be read.
pub fn sheet_error(lang: Lang, error: &SheetError) -> String {
    match error {
        SheetError::Io(error) => words::file_io(lang, &error.to_string()),
        SheetError::Empty => words::file_empty(lang).to_owned(),
        SheetError::Foreign => words::file_foreign(lang).to_owned(),
        SheetError::OldWorkbook => words::file_old(lang).to_owned(),
        SheetError::Encrypted => words::file_encrypted(lang).to_owned(),
        SheetError::Damaged(why) => words::file_damaged(lang, why),
        SheetError::NoSheet { wanted, found } => words::file_no_sheet(lang, wanted, &found.join(", ")),
        SheetError::NoEncoding(given) => words::file_no_encoding(lang, given),
    }
}

/// What is wrong with a row.
pub fn row_fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NotText => words::row_not_text(lang).to_owned(),
        Fault::Ragged { expected, found } => words::row_ragged(lang, *found, *expected),
        Fault::OpenQuote => words::row_open_quote(lang).to_owned(),
        Fault::TooLong => words::row_too_long(lang).to_owned(),
        Fault::NoName => words::row_no_name(lang).to_owned(),
        Fault::Place { lat, lon } => words::row_place(lang, lat, lon),
        Fault::NoTier(code) => words::no_tier(lang, code),
        Fault::NoRep(code) => words::no_rep(lang, code),
        Fault::Date(text) => words::row_date(lang, text),
        Fault::EitherDate(text) => words::row_either_date(lang, text),
        Fault::Future(day) => words::row_future(lang, &day.to_string()),
        Fault::VisitByNobody => words::row_visit_by_nobody(lang).to_owned(),
        Fault::Time(text) => words::row_time(lang, text),
        Fault::EndsBeforeStart => words::row_ends_before_start(lang).to_owned(),
        Fault::Frequency(text) => words::row_frequency(lang, text),
        Fault::Units(text) => words::row_units(lang, text),
        Fault::NoAccount(text) => words::row_no_account(lang, text),
        Fault::SeveralAccounts(text) => words::row_several_accounts(lang, text),
    }
}

/// What was noticed about a row.
pub fn notice(lang: Lang, notice: &Notice) -> String {
    match notice {
        Notice::PassedOver => words::note_passed_over(lang).to_owned(),
        Notice::Repeated { first } => words::note_repeated(lang, *first),
        Notice::SameCode { code } => words::note_same_code(lang, code),
        Notice::Twins { name, joined: false } => words::note_twins(lang, name),
        Notice::Twins { name, joined: true } => words::note_joined(lang, name),
        Notice::Several { name } => words::note_several(lang, name),
        Notice::Differs { field, there, file } => words::note_differs(lang, field.word(), there, file),
        Notice::NotRead { field, text } => words::note_not_read(lang, field.word(), text),
        Notice::SharedPoint { rows, place } => {
            words::note_shared_point(lang, *rows, &format!("{:.5}, {:.5}", place.lat, place.lon))
        }
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
