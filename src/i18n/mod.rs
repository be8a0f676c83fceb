//! Words, numbers, dates and text on a screen, in both languages. Knows nothing of the domain; nothing here reads a locale: the language
//! belongs to the session and is passed in.

pub mod answers;
pub mod birthdays;
pub mod dates;
pub mod day_words;
pub mod messages;
pub mod quick_words;
pub mod search;
pub mod text;

use serde::{Deserialize, Serialize};

/// The languages of the program, equals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// English.
    #[default]
    #[serde(rename = "en")]
    En,
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    Zh,
}

impl Lang {
    /// Both.
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The tag that names it in configuration and on the command line.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }

    /// The language a tag or a locale name (`zh_CN.UTF-8`, `en-GB`, `C`) asks for; none if it asks for another.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let word = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match word.to_ascii_lowercase().as_str() {
            "en" => Some(Self::En),
            "zh" => Some(Self::Zh),
            _ => None,
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::En => Self::Zh,
            Self::Zh => Self::En,
        }
    }
}
