//! Keys and commands: which layer gets them, and what the session itself does.

use crate::app::chord::Chord;
use crate::app::command::Action;
use crate::app::effect::{Place, Preference, Toast};
use crate::app::importing::Order;
use crate::app::names::deed;
use crate::domain::change::{Act, Change, Envelope};
use crate::i18n::messages::{system, visit as words};
use crate::store::{Applied, Result, StoreError, Undoable};
use crate::ui::layer::{Flow, Msg};

use super::{At, Leaving, Session, problem};

impl Session {
    /// Takes a key: the top layer's own, a command in its scopes, or text.
    pub(super) fn key(&mut self, chord: Chord) {
        let top = self.top();
        let is_text = top.typing() && chord.text().is_some();
        let action = if is_text || top.takes(chord) { None } else { self.shared.keymap.action(top.scopes(), chord) };
        let at = self.top_at();
        if let Some(action) = action {
            self.learn(action);
        }
        let used = match action {
            Some(action) if self.deliver(at, Msg::Action(action)) == Flow::Used => true,
            Some(action) => self.act_here(action),
            None => false,
        };
        if !used {
            self.deliver(self.top_at(), Msg::Key(chord));
        }
    }

    /// Performs a command as if its key had been pressed.
    pub(super) fn act(&mut self, action: Action) {
        if self.deliver(self.top_at(), Msg::Action(action)) == Flow::Pass {
            self.act_here(action);
        }
    }

    /// What the session does itself; answers whether it was one of these.
    fn act_here(&mut self, action: Action) -> bool {
        match action {
            Action::Quit => self.done = self.may_leave(),
            Action::Help => self.open(Place::Help),
            Action::Palette => self.open(Place::Palette),
            Action::StopJob => drop(self.stop_job()),
            Action::Import => self.open(Place::Import),
            Action::QuickLog => self.open(Place::Quick(self.top().account())),
            Action::Undo => self.take_back(),
            Action::Redo => self.put_back(),
            Action::Language => self.prefer(Preference::Language(self.shared.lang.other())),
            Action::Theme => self.next_theme(),
            Action::Repaint => self.repaint = true,
            Action::Notices => self.show_notices(),
            _ => match self.tabs.iter().position(|tab| tab.action == action) {
                Some(tab) => self.show_tab(tab),
                None => return false,
            },
        }
        true
    }

    fn show_tab(&mut self, tab: usize) {
        if self.may_leave() {
            self.stack.clear();
            self.tab = tab;
            self.deliver(At::Tab(tab), Msg::Refresh);
        }
    }

    /// Keeps what was typed. Where that fails one stays with the words, and leaves without them by pressing the key once more.
    fn may_leave(&mut self) -> bool {
        let may = self.save_all() || self.leaving == Leaving::Insists;
        if !may {
            self.leaving = Leaving::Warned;
            self.toast = Some(Toast::problem(words::not_kept(self.shared.lang)));
        }
        may
    }

    /// Writes changes as one operation that can be taken back as one; answers how many records it changed.
    pub(super) fn write(&mut self, changes: Vec<Change>) -> Result<u32> {
        self.apply(Act::Change(changes)).map(|applied| applied.rows)
    }

    fn apply(&mut self, act: Act) -> Result<Applied> {
        let who = &self.shared.who;
        let envelope = Envelope {
            op: self.ids.next(who.now),
            group: self.ids.next(who.now),
            actor: Some(who.rep.id),
            device: self.device,
            at: who.now,
            day: who.today,
            act,
        };
        let envelope = std::slice::from_ref(&envelope);
        let mut result = self.store.apply(envelope).pop().unwrap_or(Err(StoreError::NothingToUndo));
        if matches!(result, Err(StoreError::UnknownOutcome(_))) {
            // The same operation again: applied once, whatever became of the first attempt.
            result = self.store.apply(envelope).pop().unwrap_or(result);
        }
        result
    }

    fn take_back(&mut self) {
        let found = self.store.undoable(self.viewer());
        if let Ok(Some(Undoable { import: Some(import), .. })) = found {
            self.start(Order::Withdraw(import));
            return;
        }
        let done = self.move_through_history(found, Act::Undo);
        if let Some((what, applied)) = done {
            let lang = self.shared.lang;
            let mut said = words::did_undo(lang, &what);
            if applied.draft.is_some() {
                said = format!("{said} · {}", words::draft_again(lang));
            }
            self.toast = Some(Toast::note(said));
        } else if self.toast.is_none() {
            self.toast = Some(Toast::note(words::nothing_to_undo(self.shared.lang)));
        }
    }

    fn put_back(&mut self) {
        let found = self.store.redoable(self.viewer());
        if let Some((what, applied)) = self.move_through_history(found, Act::Redo) {
            let lang = self.shared.lang;
            let mut said = words::did_redo(lang, &what);
            if applied.draft.is_some() {
                // What was written since the undo is kept beside what is redone.
                said = format!("{said} · {}", words::draft_again(lang));
            }
            self.toast = Some(Toast::note(said));
        } else if self.toast.is_none() {
            self.toast = Some(Toast::note(words::nothing_to_redo(self.shared.lang)));
        }
    }

    /// Undoes or redoes the group that was found; answers what it was. A failure is said.
    fn move_through_history(
        &mut self,
        found: Result<Option<Undoable>>,
        act: fn(crate::domain::ids::GroupId) -> Act,
    ) -> Option<(String, Applied)> {
        let lang = self.shared.lang;
        let outcome = found.and_then(|found| match found {
            None => Ok(None),
            Some(group) => self.apply(act(group.group)).map(|applied| Some((group, applied))),
        });
        match outcome {
            Ok(None) => None,
            Ok(Some((group, applied))) => {
                self.refresh();
                let what = match &group.account {
                    Some(name) => format!("{} {name}", deed(lang, group.deed)),
                    None => deed(lang, group.deed).to_owned(),
                };
                Some((what, applied))
            }
            Err(StoreError::ChangedSince { by, at }) => {
                let at = at.with_timezone(&self.shared.who.rep.zone).format("%m-%d %H:%M").to_string();
                let by = if by.is_empty() { words::the_set_up(lang).to_owned() } else { by };
                self.toast = Some(Toast::problem(system::err_changed_since(lang, &by, &at)));
                None
            }
            Err(error) => {
                self.toast = Some(problem(lang, &error));
                None
            }
        }
    }
}
