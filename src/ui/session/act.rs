//! Keys and commands: which layer gets them, and what the session itself does.

use crate::app::chord::Chord;
use crate::app::command::{Action, Scope};
use crate::app::effect::{Place, Preference, Toast};
use crate::app::hand::{Hand, Turned};
use crate::app::importing::Order;
use crate::domain::change::{Act, Change};
use crate::domain::ids::Ids;
use crate::domain::people::Role;
use crate::i18n::messages::visit as words;
use crate::store::{Result, Store};
use crate::ui::layer::{Flow, Msg};

use super::{At, Leaving, Session};

impl Session {
    /// Whether the person leads others.
    fn leads(&self) -> bool {
        self.shared.who.rep.role > Role::Rep
    }

    /// The scopes in force: those of the layer in front, and where all commands work those of people who lead.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        let own = self.top().scopes();
        let leader = (self.leads() && own.contains(&Scope::Global)).then_some(Scope::Leader);
        own.iter().copied().chain(leader).collect()
    }

    /// Takes a key: the top layer's own, a command in its scopes, or text.
    pub(super) fn key(&mut self, chord: Chord) {
        let top = self.top();
        let is_text = top.typing() && chord.text().is_some();
        let action = if is_text || top.takes(chord) { None } else { self.shared.keymap.action(&self.scopes(), chord) };
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
            Action::Import if !self.shared.files => self.say_no_files(),
            Action::Import => self.open(Place::Import),
            Action::Territories if self.leads() => self.open(Place::Territories),
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
        let (hand, store, ids) = self.hand();
        hand.apply(store, ids, Act::Change(changes)).map(|applied| applied.rows)
    }

    pub(super) fn hand(&mut self) -> (Hand<'_>, &mut dyn Store, &mut Ids) {
        let hand = Hand { who: &self.shared.who, device: self.device, lang: self.shared.lang };
        (hand, self.store.as_mut(), &mut self.ids)
    }

    fn take_back(&mut self) {
        let (hand, store, ids) = self.hand();
        let turned = hand.undo(store, ids);
        self.turned(turned);
    }

    fn put_back(&mut self) {
        let (hand, store, ids) = self.hand();
        let turned = hand.redo(store, ids);
        self.turned(turned);
    }

    fn turned(&mut self, turned: Turned) {
        match turned {
            Turned::Import(import) => drop(self.start(Order::Withdraw(import))),
            Turned::Done(said) => {
                self.refresh();
                self.toast = Some(Toast::note(said));
            }
            Turned::Nothing(said) => self.toast = Some(Toast::note(said)),
            Turned::Failed(why) => self.toast = Some(Toast::problem(why)),
        }
    }
}
