//! The find line of a list: typed as you go, kept in force after Enter, cleared by Esc.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::app::command::Action;
use crate::i18n::messages::{common, visit as words};
use crate::ui::layer::Msg;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;

use super::field::Field;
use super::paint;

/// What is searched for in a list.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    field: Field,
    editing: bool,
}

impl Finder {
    /// What is searched for, in force at once.
    fn of(text: &str) -> Self {
        Self { field: Field::new(text), editing: false }
    }

    /// What is searched for and followed, to be found again at the next start.
    pub fn kept(&self, follow: &impl Serialize) -> Option<Value> {
        serde_json::to_value((self.text(), follow)).ok()
    }

    /// What was kept so, if it can still be read.
    pub fn taken_up<F: DeserializeOwned>(kept: &Value) -> Option<(Self, F)> {
        let (text, follow) = serde_json::from_value::<(String, F)>(kept.clone()).ok()?;
        Some((Self::of(&text), follow))
    }

    /// Starts typing.
    pub fn edit(&mut self) {
        self.editing = true;
    }

    /// Ends typing; what is searched for stays in force.
    pub fn done(&mut self) {
        self.editing = false;
    }

    /// Whether characters go here now.
    pub fn is_editing(&self) -> bool {
        self.editing
    }

    /// Whether it holds anything back.
    pub fn is_active(&self) -> bool {
        self.editing || !self.field.is_empty()
    }

    /// The text.
    pub fn text(&self) -> String {
        self.field.text()
    }

    /// Takes a key or pasted text while typing; answers whether the text is another.
    pub fn take(&mut self, msg: &Msg) -> bool {
        let before = self.text();
        match msg {
            Msg::Key(chord) => drop(self.field.key(*chord)),
            Msg::Paste(text) => self.field.insert(text),
            _ => {}
        }
        self.text() != before
    }

    /// What is in force, for the status line: what is searched for, how many rows it finds, how to see all again.
    pub fn note(&self, found: usize, shared: &Shared) -> String {
        if !self.is_active() || self.editing {
            return String::new();
        }
        let (lang, key) = (shared.lang, shared.keymap.shown(Action::Back));
        format!("{} · {}", common::filtered(lang, &self.text(), found), common::filter_off(lang, &key))
    }

    /// One step back: everything is shown again; answers whether there was anything to clear.
    pub fn clear(&mut self) -> bool {
        let was = self.is_active();
        *self = Self::default();
        was
    }

    /// Draws the line while it is typed; answers where the caret stands.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
        let label = format!(" {}: ", words::ask_find(shared.lang));
        let used = paint::text(buf, area.x, area.y, area.width, &label, shared.style(Role::Key));
        let rest = Rect { x: area.x + used, width: area.width.saturating_sub(used), ..area };
        let caret = self.field.draw(rest, buf, shared.style(Role::Strong));
        self.editing.then_some(caret)
    }
}
