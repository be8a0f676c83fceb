//! How the letters of a text file are written.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::SheetError;

/// An encoding that spreadsheets use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Encoding(pub(super) &'static encoding_rs::Encoding);

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(encoding_rs::UTF_8);
    /// What Excel calls Unicode text.
    pub const UTF_16LE: Self = Self(encoding_rs::UTF_16LE);
    /// The same with the bytes the other way round.
    pub const UTF_16BE: Self = Self(encoding_rs::UTF_16BE);
    /// What a Chinese Excel writes; GBK and GB2312 are part of it.
    pub const GB18030: Self = Self(encoding_rs::GB18030);
    /// Traditional Chinese.
    pub const BIG5: Self = Self(encoding_rs::BIG5);
    /// Western European.
    pub const WESTERN: Self = Self(encoding_rs::WINDOWS_1252);

    /// Those that are found out; others can be told.
    pub const ALL: [Self; 6] = [Self::UTF_8, Self::UTF_16LE, Self::UTF_16BE, Self::GB18030, Self::BIG5, Self::WESTERN];
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name().to_lowercase())
    }
}

impl FromStr for Encoding {
    type Err = SheetError;

    /// By any label of the WHATWG Encoding Standard: `gb18030`, `gbk`, `big5`, `utf-8`, `utf-16le`, `shift_jis` …
    fn from_str(given: &str) -> Result<Self, SheetError> {
        let found = encoding_rs::Encoding::for_label(given.as_bytes());
        match found {
            Some(it) if it == encoding_rs::GBK => Ok(Self::GB18030),
            Some(it) if it != encoding_rs::REPLACEMENT => Ok(Self(it)),
            _ => Err(SheetError::NoEncoding(given.to_owned())),
        }
    }
}

impl From<Encoding> for String {
    fn from(encoding: Encoding) -> Self {
        encoding.to_string()
    }
}

impl TryFrom<String> for Encoding {
    type Error = SheetError;

    fn try_from(label: String) -> Result<Self, SheetError> {
        label.parse()
    }
}
