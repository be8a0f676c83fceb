//! Themes: a closed set of roles, each with a fallback, filled from TOML files. A screen names roles, never colours; meaning is carried
//! by glyph and word first. A theme is made for one terminal and does not change: it must not look at a terminal or a disk itself.

mod family;
mod file;

use std::collections::BTreeMap;

use ratatui::style::Style;

pub use family::Family;

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
    /// What everything stands on, and text that is nothing else. Without it the terminal's own background shows.
    Ground "ground",
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

/// How many colours a theme can count on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// The 16 of a palette that belongs to the terminal.
    Sixteen,
    /// 256 or more. A terminal without colour takes this too, and leaves the colours out.
    Many,
}

/// A theme: a style for each role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its name, that of its file.
    pub name: String,
    styles: Vec<Style>,
}

/// Why a theme cannot be used, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{theme}: {fault}")]
pub struct ThemeError {
    /// The theme whose file is at fault.
    pub theme: String,
    /// The line of that file, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: ThemeFault,
}

/// What can be wrong with a theme.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFault {
    /// The file is not TOML, or has keys that no theme has.
    #[error("{0}")]
    Syntax(String),
    /// There is no such role.
    #[error("'{0}' is not a role")]
    Role(String),
    /// It is no colour of the palette and none by itself.
    #[error("'{0}' is neither in the palette nor a colour such as cyan, light-red, 238 or #7fb5c4")]
    Color(String),
    /// The colour for a terminal with 16 is none of them.
    #[error("'{0}' is none of the 16 colours")]
    Ansi(String),
    /// There is no theme of this name to inherit from.
    #[error("there is no theme '{0}' to inherit from")]
    Inherits(String),
    /// It comes back to itself through these.
    #[error("it inherits from itself: {}", .0.join(", "))]
    Circle(Vec<String>),
}

impl Theme {
    /// A theme with these styles; a role that is not given has that of its fallback.
    fn new(name: &str, given: &BTreeMap<Role, Style>) -> Self {
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
        Self { name: name.to_owned(), styles: Role::ALL.iter().map(|role| resolve(*role)).collect() }
    }

    /// The themes that ship, the default first, for a terminal with many colours.
    pub fn shipped() -> Vec<Self> {
        Family::shipped().themes(Colors::Many).0
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
    fn what_is_not_said_falls_back() {
        let amber = Style::new().yellow();
        let theme = Theme::new("x", &BTreeMap::from([(Role::Warning, amber)]));
        assert_eq!(theme.style(Role::Alarm), amber);
        assert_eq!(theme.style(Role::Rule), Style::default());
    }

    #[test]
    fn mono_has_no_colour() {
        let mono = Theme::shipped().into_iter().find(|theme| theme.name == "mono").unwrap();
        for role in Role::ALL {
            let style = mono.style(*role);
            assert!(style.fg.is_none() && style.bg.is_none(), "{role:?}");
        }
        assert_ne!(mono.style(Role::Alarm), mono.style(Role::Text), "an alarm can be told without colour");
    }
}
