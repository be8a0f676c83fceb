//! A name in both languages, for things that people configure: tiers, teams, beats.

use serde::{Deserialize, Serialize};

/// A name in English and Chinese. Either may be empty; the other then stands for both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh: String,
}

impl Label {
    /// A name in both languages.
    pub fn new(en: &str, zh: &str) -> Self {
        Self { en: en.to_owned(), zh: zh.to_owned() }
    }

    /// The English name, or the Chinese one where there is none.
    pub fn english(&self) -> &str {
        if self.en.is_empty() { &self.zh } else { &self.en }
    }

    /// The Chinese name, or the English one where there is none.
    pub fn chinese(&self) -> &str {
        if self.zh.is_empty() { &self.en } else { &self.zh }
    }
}
