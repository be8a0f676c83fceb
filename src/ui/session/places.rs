//! The layers that can be opened above the screens.

use std::sync::Arc;

use std::io::ErrorKind;
use std::path::Path;

use crate::app::effect::{Ask, Place, Toast};
use crate::app::names::joined;
use crate::exchange::files;
use crate::i18n::messages::{day_report as words, serve};
use crate::ui::dialogs::{
    closing::Ending, form::FormDialog, help::Help, palette::Palette, pick::Pick, prompt::Prompt, quick::Quick,
    reading::Reading, record::Record, themes::Themes,
};
use crate::ui::layer::{Layer, Msg};
use crate::ui::screens::account::Account;
use crate::ui::screens::allotting::Allotting;
use crate::ui::screens::import::Import;
use crate::ui::screens::map::Map;
use crate::ui::screens::territories::Territories;
use crate::ui::screens::visit::Visit;

use super::{At, Session};

impl Session {
    /// Opens a layer above all others.
    pub(super) fn open(&mut self, place: Place) {
        let layer: Box<dyn Layer> = match place {
            Place::Visit(place) => Box::new(Visit::new(place)),
            Place::Account(account) => Box::new(Account::new(account)),
            Place::Prompt(ask, text) => Box::new(Prompt::new(ask, &text)),
            Place::Pick(ask, choices) => Box::new(Pick::new(ask, choices)),
            Place::Quick(account) => Box::new(Quick::new(account)),
            Place::Map(day, stop) => Box::new(Map::new(day, stop)),
            Place::Territories => Box::new(Territories::default()),
            Place::Closing(day) => Box::new(Ending::new(day)),
            Place::Import => Box::new(Import::default()),
            Place::Allotting(arrival) => Box::new(Allotting::new(arrival)),
            Place::Form(ask, form) => Box::new(FormDialog::new(ask, form)),
            Place::Reading(title, lines) => Box::new(Reading::new(title, lines)),
            Place::Confirm(ask, title, lines) => Box::new(Reading::asking(ask, title, lines)),
            Place::Record(action, beside) => Box::new(Record::new(action, beside, Arc::clone(&self.shared.keymap))),
            Place::Themes => Box::new(Themes::new(&self.shared)),
            Place::Help => Box::new(Help::new(&self.scopes())),
            Place::Palette => Box::new(Palette::new(&self.scopes())),
        };
        self.stack.push(layer);
        self.deliver(At::Stack(self.stack.len() - 1), Msg::Refresh);
    }

    /// Writes a page into a new file, and asks for another name where that cannot be done.
    /// Says that the files of this machine are somebody else's.
    pub(super) fn say_no_files(&mut self) {
        self.toast = Some(Toast::note(serve::no_files(self.shared.lang)));
    }

    pub(super) fn write_file(&mut self, path: &Path, text: &str, how_much: &str) {
        if !self.shared.files {
            return self.say_no_files();
        }
        let (lang, shown) = (self.shared.lang, path.display().to_string());
        let why = match files::write_new(path, text) {
            Ok(()) => {
                self.toast = Some(Toast::note(joined(lang, &[&words::written(lang, &shown), how_much])));
                return;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => words::file_there(lang, &shown),
            Err(error) => words::not_written(lang, &shown, &error.to_string()),
        };
        self.open(Place::Prompt(Ask::WriteTo, shown));
        self.toast = Some(Toast::problem(why));
    }
}
