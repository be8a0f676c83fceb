//! What a session asks about by itself: visits left open, drafts, days that were never closed, an import that was cut off.

use std::path::Path;

use crate::app::command::Action;
use crate::app::effect::{Ask, Choice, Picked, Place, Toast};
use crate::app::importing::{self, Order};
use crate::app::names::grouped;
use crate::app::query::{Answer, Query};
use crate::i18n::messages::{importing as words, visit as said};
use crate::store::rows::ImportState;
use crate::ui::screens::deeds;

use super::Session;

/// What a session is still to ask about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ToAsk {
    /// Days that were never closed.
    Closing,
    /// Nothing.
    Nothing,
}

impl Session {
    /// At the start: an open visit of an earlier day is asked about at once, one of today and kept drafts are mentioned.
    pub(super) fn offer_unfinished(&mut self) {
        let Ok(Answer::Unfinished(visits, drafts)) = self.answer(&Query::Unfinished) else { return };
        let lang = self.shared.lang;
        let choices = deeds::unfinished(&visits, &drafts, &self.shared);
        let Some(first) = choices.first() else { return };
        let key = self.shared.keymap.shown(Action::OpenVisits);
        if visits.iter().any(|visit| visit.touch.day < self.shared.who.today) {
            self.open(Place::Pick(Ask::OpenVisit, choices));
        } else {
            let text = if visits.is_empty() {
                said::drafts_waiting(lang, choices.len(), &first.text, &key)
            } else {
                said::still_open_visits(lang, visits.len(), &first.text, &key)
            };
            self.toast.get_or_insert(Toast::note(text));
        }
    }

    /// Days that were never closed are asked about once nothing else is.
    pub(super) fn offer_closing(&mut self) {
        if self.to_ask == ToAsk::Nothing || !self.stack.is_empty() {
            return;
        }
        self.to_ask = ToAsk::Nothing;
        if let Ok(Answer::Closing(view)) = self.answer(&Query::Closing(None))
            && !view.days.is_empty()
        {
            self.open(Place::Closing(None));
        }
    }

    /// At the start: an import that was cut off is asked about.
    pub(super) fn offer_cut_off_import(&mut self) {
        let now = self.shared.who.now;
        if !self.shared.files {
            return; // whoever began it goes on where its file is
        }
        let Ok(runs) = self.store.imports(self.viewer()) else { return };
        let Some(run) = runs.into_iter().find(|run| importing::is_cut_off(run, now)) else { return };
        let lang = self.shared.lang;
        let choice = |text: String, order: Order| Choice {
            text,
            aside: String::new(),
            found_by: String::new(),
            answer: Picked::Order(Box::new(order)),
        };
        let row = grouped(u64::from(run.through) + 1);
        let go_on = choice(words::go_on(lang, &row), Order::Resume(run.id));
        let take_back = choice(words::take_it_back(lang).to_owned(), Order::Withdraw(run.id));
        // What is half taken back goes.
        let choices = if run.state == ImportState::Going { vec![go_on, take_back] } else { vec![take_back] };
        let file = Path::new(&run.file).file_name().map(|name| name.to_string_lossy().into_owned());
        self.open(Place::Pick(Ask::CutOff(file.unwrap_or(run.file)), choices));
    }
}
