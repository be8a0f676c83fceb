//! An end with a message: what happened, what was kept, what to do. The exit code says whose it is.

use std::path::Path;

use crate::i18n::Lang;
use crate::i18n::messages::{cli as words, system};
use crate::store::StoreError;

/// Why the program ends early.
#[derive(Debug)]
pub struct Trouble {
    /// The message, in the person's language, free of control characters.
    pub text: String,
    /// 1: a person can mend it; 2: the configuration or the arguments; 3: the data; 4: a fault of the program.
    pub code: u8,
}

impl Trouble {
    /// Something a person can mend.
    pub fn user(text: impl Into<String>) -> Self {
        Self::new(&text.into(), 1)
    }

    /// Something in the configuration or the arguments.
    pub fn config(text: impl Into<String>) -> Self {
        Self::new(&text.into(), 2)
    }

    /// A file that cannot be read or written.
    pub fn io(lang: Lang, path: &Path, error: &std::io::Error) -> Self {
        Self::user(words::err_io(lang, &path.display().to_string(), &error.to_string()))
    }

    /// An error of the store, about this database.
    pub fn store(lang: Lang, path: &str, error: &StoreError) -> Self {
        let code = match error {
            StoreError::Corrupt(_) | StoreError::NotOurs | StoreError::TooNew { .. } => 3,
            StoreError::Internal(_) => 4,
            _ => 1,
        };
        let text = match error {
            StoreError::NotOurs => system::err_not_ours(lang, path),
            StoreError::InTheWay(target) => system::err_in_the_way(lang, target),
            error => words::err_at(lang, path, &crate::app::wording::store_error(lang, error)),
        };
        Self::new(&text, code)
    }

    /// A message, made harmless, and whose it is.
    pub fn new(text: &str, code: u8) -> Self {
        Self { text: crate::i18n::text::clean_lines(text), code }
    }
}
