//! Preferences: language, theme, marks, keys. In force at once, and kept for the person they belong to.

use std::sync::Arc;

use crate::app::chord::Chord;
use crate::app::config::GlyphSet;
use crate::app::effect::{Preference, Toast};
use crate::app::keymap::{Keymap, OwnKeys};
use crate::i18n::messages::{settings, visit as words};
use crate::store::Keep;
use crate::ui::glyphs::Glyphs;

use super::{Session, problem};

/// The setting in which somebody's own keys are kept, as JSON.
pub(super) const KEYS: &str = "keys";

/// The keys in force: those of the configuration, and those that somebody chose in their place. None if what was kept cannot be read.
pub(super) fn keys_in_force(configured: &OwnKeys, kept: &str) -> Option<OwnKeys> {
    let mut own = configured.clone();
    if !kept.is_empty() {
        let mut kept = serde_json::from_str::<OwnKeys>(kept).ok()?;
        // A command whose keys cannot be read keeps those it had.
        kept.retain(|_, keys| keys.iter().any(|key| key.parse::<Chord>().is_ok()));
        own.extend(kept);
    }
    Some(own)
}

impl Session {
    /// Takes a preference over.
    pub(super) fn prefer(&mut self, preference: Preference) {
        match preference {
            Preference::Language(lang) => {
                self.shared.lang = lang;
                self.remember("language", lang.tag());
                self.toast = Some(Toast::note(words::language_is(lang)));
                // Texts that were made in the other language are made again.
                self.refresh();
            }
            Preference::Theme(name) => {
                if self.put_on(&name) {
                    self.remember("theme", &name);
                    self.toast = Some(Toast::note(words::theme_is(self.shared.lang, &name)));
                }
            }
            Preference::Glyphs(chosen) => {
                self.shared.chosen_glyphs = chosen;
                self.draw_with_glyphs();
                self.remember("glyphs", chosen.map_or("", GlyphSet::name));
                self.toast = Some(Toast::note(settings::glyphs_are(self.shared.lang, self.shared.glyphs.set.name())));
            }
            Preference::Mouse(used) => {
                self.shared.mouse = used;
                self.remember("mouse", if used { "on" } else { "off" });
                let lang = self.shared.lang;
                self.toast =
                    Some(Toast::note(if used { settings::mouse_is_on(lang) } else { settings::mouse_is_off(lang) }));
            }
            Preference::Keys(changed) => self.prefer_keys(changed),
        }
    }

    /// The terminal draws lines and marks two cells wide.
    pub(super) fn measured_wide(&mut self) {
        self.measured = GlyphSet::Ascii;
        self.draw_with_glyphs();
    }

    /// Draws with the chosen characters, else with those that the terminal draws well.
    fn draw_with_glyphs(&mut self) {
        self.shared.glyphs = Glyphs::new(self.shared.chosen_glyphs.unwrap_or(self.measured));
    }

    fn prefer_keys(&mut self, changed: Vec<(String, Option<Vec<String>>)>) {
        let kept = match self.store.settings(self.viewer()) {
            Ok(mut settings) => settings.remove(KEYS).unwrap_or_default(),
            Err(error) => {
                self.toast = Some(problem(self.shared.lang, &error));
                return;
            }
        };
        let mut kept: OwnKeys = serde_json::from_str(&kept).unwrap_or_default(); // what cannot be read was not in force
        for (id, keys) in changed {
            let shipped = crate::app::command::COMMANDS.iter().find(|command| command.id == id);
            let shipped = || shipped.map(|it| it.keys.iter().map(|key| (*key).to_owned()).collect());
            match keys.or_else(|| self.configured.get(&id).and_then(|_| shipped())) {
                Some(keys) => kept.insert(id, keys),
                None => kept.remove(&id),
            };
        }
        let text = serde_json::to_string(&kept).unwrap_or_default();
        if self.remember(KEYS, &text)
            && let Some(own) = keys_in_force(&self.configured, &text)
        {
            self.shared.keymap = Arc::new(Keymap::new(&own).0);
            // Texts and footers name the keys.
            self.refresh();
        }
    }

    /// The theme of this name comes into force; answers whether there is one.
    pub(super) fn put_on(&mut self, name: &str) -> bool {
        let found = self.shared.themes.iter().find(|theme| theme.name == name).map(Arc::clone);
        let is_there = found.is_some();
        self.shared.theme = found.unwrap_or_else(|| Arc::clone(&self.shared.theme));
        is_there
    }

    /// The next theme comes into force.
    pub(super) fn next_theme(&mut self) {
        let themes = Arc::clone(&self.shared.themes);
        let here = themes.iter().position(|theme| Arc::ptr_eq(theme, &self.shared.theme)).unwrap_or(0);
        if let Some(next) = themes.get((here + 1) % themes.len().max(1)) {
            self.prefer(Preference::Theme(next.name.clone()));
        }
    }

    /// Keeps a setting; answers whether it is kept.
    pub(super) fn remember(&mut self, name: &str, value: &str) -> bool {
        let rep = self.shared.who.rep.id;
        let kept = self.store.keep(&Keep::Setting { rep, name: name.to_owned(), value: value.to_owned() });
        if let Err(error) = &kept {
            self.toast = Some(problem(self.shared.lang, error));
        }
        kept.is_ok()
    }
}
