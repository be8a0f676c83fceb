//! What every layer can see of its session: language, theme, keys, who is there and which day it is. Belongs to the session, never to the
//! process.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use ratatui::layout::Size;
use ratatui::style::Style;

use crate::app::config::GlyphSet;
use crate::app::keymap::Keymap;
use crate::app::names;
use crate::app::policy::Policy;
use crate::app::who::Who;
use crate::domain::people::Rep;
use crate::exchange::routes::MapLink;
use crate::i18n::Lang;

use super::glyphs::Glyphs;
use super::theme::{Role, Theme};

/// What every layer can see.
#[derive(Clone, Debug)]
pub struct Shared {
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: Arc<Theme>,
    /// All themes that can be chosen.
    pub themes: Arc<[Arc<Theme>]>,
    /// The characters of marks and frames.
    pub glyphs: Glyphs,
    /// Those that somebody has chosen; none: those that the terminal draws well.
    pub chosen_glyphs: Option<GlyphSet>,
    /// Whether the mouse is used.
    pub mouse: bool,
    /// Whether the person has an editor here, for longer texts.
    pub editor: bool,
    /// Whether the files of this machine are theirs, to read and to write.
    pub files: bool,
    /// The keys in force.
    pub keymap: Arc<Keymap>,
    /// Who, on which day, at which instant.
    pub who: Arc<Who>,
    /// The rules in force.
    pub policy: Arc<Policy>,
    /// Everybody who can be seen, by code.
    pub people: Arc<[Rep]>,
    /// Where a person keeps files: the folder the program was started in, home, downloads.
    pub folders: Arc<[PathBuf]>,
    /// The map that accounts are linked to.
    pub map: MapLink,
    /// Columns and rows of the body, as last drawn; 0 before the first frame.
    pub body: Size,
}

impl Shared {
    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// The names of the themes, in an order that does not hang on which is in force.
    pub fn theme_names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.themes.iter().map(|theme| theme.name.clone()).collect();
        names.sort();
        names
    }

    /// A day by name; one on which nobody works says so.
    pub fn day_named(&self, day: NaiveDate) -> String {
        names::day(self.lang, &self.policy, day, self.who.today)
    }

    /// An instant as a wall-clock time for the viewer.
    pub fn clock(&self, at: DateTime<Utc>) -> NaiveTime {
        at.with_timezone(&self.who.rep.zone).time()
    }
}
