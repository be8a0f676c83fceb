//! Problems of configuration and keys in the person's language.

use crate::app::config::ConfigProblem;
use crate::app::keymap::KeyProblem;
use crate::app::wording::store_error;
use crate::exchange::backups::BackupError;
use crate::i18n::Lang;
use crate::i18n::messages::{care, cli, import as words};
use crate::store::StoreError;
use crate::ui::theme::ThemeFault;

/// Why there is no copy of the day.
pub fn backup_error(lang: Lang, error: &BackupError) -> String {
    match error {
        BackupError::Io { error, .. } if error.kind() == std::io::ErrorKind::StorageFull => {
            care::no_room(lang).to_owned()
        }
        BackupError::Io { path, error } => cli::err_at(lang, &path.display().to_string(), &error.to_string()),
        BackupError::Store(StoreError::Full) => care::no_room(lang).to_owned(),
        BackupError::Store(error) => store_error(lang, error),
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

/// What is wrong with a theme.
pub fn theme_fault(lang: Lang, fault: &ThemeFault) -> String {
    match fault {
        ThemeFault::Syntax(why) => why.clone(),
        ThemeFault::Role(name) => cli::theme_role(lang, name),
        ThemeFault::Color(name) => cli::theme_color(lang, name),
        ThemeFault::Ansi(name) => cli::theme_ansi(lang, name),
        ThemeFault::Inherits(name) => cli::theme_inherits(lang, name),
        ThemeFault::Circle(names) => cli::theme_circle(lang, &names.join(" > ")),
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
