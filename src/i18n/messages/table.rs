//! The macro behind the message tables.

/// Name, English, Chinese.
pub type Row = (&'static str, &'static str, &'static str);

/// One function a row: `name: "English", "中文";` gives `name(lang) -> &'static str`, and
/// `name(n: u32): "{n} days", "{n} 天";` gives `name(lang, n) -> String`.
macro_rules! messages {
    ($($name:ident $(($($arg:ident: $type:ty),+))?: $en:literal, $zh:literal;)*) => {
        $(messages!(@one $name $(($($arg: $type),+))?: $en, $zh);)*

        /// All rows of this table.
        pub const TABLE: &[super::table::Row] = &[$((stringify!($name), $en, $zh)),*];
    };
    (@one $name:ident: $en:literal, $zh:literal) => {
        #[doc = concat!("“", $en, "”")]
        pub const fn $name(lang: $crate::i18n::Lang) -> &'static str {
            match lang {
                $crate::i18n::Lang::En => $en,
                $crate::i18n::Lang::Zh => $zh,
            }
        }
    };
    (@one $name:ident($($arg:ident: $type:ty),+): $en:literal, $zh:literal) => {
        #[doc = concat!("“", $en, "”")]
        pub fn $name(lang: $crate::i18n::Lang, $($arg: $type),+) -> String {
            match lang {
                $crate::i18n::Lang::En => format!($en),
                $crate::i18n::Lang::Zh => format!($zh),
            }
        }
    };
}
