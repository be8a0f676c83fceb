//! The layers that can be opened above the screens.

use std::rc::Rc;

use crate::app::effect::Place;
use crate::ui::dialogs::{
    closing::Ending, form::FormDialog, help::Help, palette::Palette, pick::Pick, prompt::Prompt, quick::Quick,
    reading::Reading, record::Record, themes::Themes,
};
use crate::ui::layer::{Layer, Msg};
use crate::ui::screens::account::Account;
use crate::ui::screens::allotting::Allotting;
use crate::ui::screens::import::Import;
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
            Place::Closing(day) => Box::new(Ending::new(day)),
            Place::Import => Box::new(Import::default()),
            Place::Allotting(arrival) => Box::new(Allotting::new(arrival)),
            Place::Form(ask, form) => Box::new(FormDialog::new(ask, form)),
            Place::Reading(title, lines) => Box::new(Reading::new(title, lines)),
            Place::Confirm(ask, title, lines) => Box::new(Reading::asking(ask, title, lines)),
            Place::Record(action, beside) => Box::new(Record::new(action, beside, Rc::clone(&self.shared.keymap))),
            Place::Themes => Box::new(Themes::new(&self.shared)),
            Place::Help => Box::new(Help::new(self.top().scopes())),
            Place::Palette => Box::new(Palette::new(self.top().scopes())),
        };
        self.stack.push(layer);
        self.deliver(At::Stack(self.stack.len() - 1), Msg::Refresh);
    }
}
