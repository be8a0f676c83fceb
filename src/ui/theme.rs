//! Themes: a closed set of roles, each with a fallback, filled from a TOML file. A screen names roles, never colours; meaning is carried
//! by glyph and word first.

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;
use std::collections::BTreeMap;

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $name:literal $(<- $parent:ident)?),* $(,)?) => {
        /// What a piece of the screen is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// All roles.
            pub const ALL: &[Self] = &[$(Self::$role,)*];

            /// The name in a theme file.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$role => $name,)*
                }
            }

            /// The role whose style it has where a theme does not say.
            pub fn fallback(self) -> Option<Self> {
                match self {
                    $(Self::$role => roles!(@parent $($parent)?),)*
                }
            }
        }
    };
    (@parent) => { None };
    (@parent $parent:ident) => { Some(Self::$parent) };
}

roles! {
    /// Facts.
    Text "text",
    /// The rest.
    Dim "dim" <- Text,
    /// Names.
    Strong "strong" <- Text,
    /// What is chosen, focused or pointed at.
    Accent "accent" <- Text,
    /// Done, kept.
    Good "good" <- Text,
    /// Soon.
    Warning "warning" <- Text,
    /// Too late, wrong.
    Alarm "alarm" <- Warning,
    /// Rules between parts, frames of what floats.
    Rule "rule" <- Dim,
    /// The title of a pane or a dialog.
    Title "title" <- Strong,
    /// The tab in front.
    Tab "tab" <- Accent,
    /// A key in the footer or in help.
    Key "key" <- Accent,
}

/// A theme: a style for each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    styles: Vec<Style>,
}

/// Why a theme cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// The file is not a theme.
    #[error("{0}")]
    Syntax(String),
    /// There is no such role.
    #[error("'{0}' is not a role")]
    Role(String),
    /// The colour cannot be read.
    #[error("'{0}' is not a colour: write cyan, light-red, 238 or #7fb5c4")]
    Color(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: String,
    roles: BTreeMap<String, Look>,
}

#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools)] // each is a key of the file
struct Look {
    fg: Option<String>,
    bg: Option<String>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reverse: bool,
}

impl Look {
    fn style(&self) -> Result<Style, ThemeError> {
        let color = |text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => text.parse::<Color>().map(Some).map_err(|_| ThemeError::Color(text.clone())),
        };
        let mut style = Style { fg: color(&self.fg)?, bg: color(&self.bg)?, ..Style::default() };
        for (on, modifier) in [
            (self.bold, Modifier::BOLD),
            (self.dim, Modifier::DIM),
            (self.italic, Modifier::ITALIC),
            (self.underline, Modifier::UNDERLINED),
            (self.reverse, Modifier::REVERSED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        Ok(style)
    }
}

impl Theme {
    /// Reads a theme file.
    pub fn parse(text: &str) -> Result<Self, ThemeError> {
        let file: File = toml::from_str(text).map_err(|error| ThemeError::Syntax(error.to_string()))?;
        let mut given = BTreeMap::new();
        for (name, look) in &file.roles {
            let role =
                Role::ALL.iter().find(|role| role.name() == name).ok_or_else(|| ThemeError::Role(name.clone()))?;
            given.insert(*role, look.style()?);
        }
        let resolve = |role: Role| {
            let mut at = Some(role);
            while let Some(role) = at {
                if let Some(style) = given.get(&role) {
                    return *style;
                }
                at = role.fallback();
            }
            Style::default()
        };
        Ok(Self { name: file.name, styles: Role::ALL.iter().map(|role| resolve(*role)).collect() })
    }

    /// The themes that ship, the default first.
    pub fn shipped() -> Vec<Self> {
        [
            include_str!("../../themes/default.toml"),
            include_str!("../../themes/dark.toml"),
            include_str!("../../themes/mono.toml"),
        ]
        .into_iter()
        .filter_map(|text| Self::parse(text).ok())
        .collect()
    }

    /// A theme without any style.
    pub fn plain() -> Self {
        Self { name: String::new(), styles: Vec::new() }
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fallbacks_end() {
        for role in Role::ALL {
            let (mut at, mut steps) = (Some(*role), 0);
            while let Some(role) = at {
                at = role.fallback();
                steps += 1;
                assert!(steps <= Role::ALL.len(), "{role:?} falls back in a circle");
            }
        }
    }

    #[test]
    fn the_shipped_themes_can_be_read_and_mono_has_no_colour() {
        let themes = Theme::shipped();
        assert_eq!(themes.iter().map(|theme| theme.name.as_str()).collect::<Vec<_>>(), ["default", "dark", "mono"]);
        let mono = &themes[2];
        for role in Role::ALL {
            let style = mono.style(*role);
            assert!(style.fg.is_none() && style.bg.is_none(), "{role:?}");
        }
        assert_ne!(mono.style(Role::Alarm), mono.style(Role::Text), "an alarm can be told without colour");
    }

    #[test]
    fn what_is_not_said_falls_back_and_nonsense_is_named() {
        let theme = Theme::parse("name = 'x'\n[roles]\nwarning = { fg = 'yellow' }").unwrap();
        assert_eq!(theme.style(Role::Alarm), theme.style(Role::Warning));
        assert_eq!(theme.style(Role::Rule), Style::default());
        assert_eq!(Theme::parse("name = 'x'\n[roles]\nalrm = {}"), Err(ThemeError::Role("alrm".into())));
        assert!(matches!(
            Theme::parse("name = 'x'\n[roles]\nalarm = { fg = 'reddish' }"),
            Err(ThemeError::Color(text)) if text == "reddish"
        ));
    }
}
