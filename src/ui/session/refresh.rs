//! Reading again: the rules, the people and what is shown, after a change by anybody. What nobody sees is read when it is looked at.

use std::sync::Arc;

use crate::app::policy::Policy;
use crate::ui::layer::Msg;

use super::{At, Session, problem};

impl Session {
    /// Another process may have changed the data: read again what is shown.
    pub(super) fn look_for_others(&mut self) {
        match self.store.version() {
            Ok(version) if version != self.version => {
                self.version = version;
                self.refresh();
            }
            Ok(_) => {}
            Err(error) => self.toast = Some(problem(self.shared.lang, &error)),
        }
    }

    /// Reads the rules in force and everything that is shown anew.
    pub(super) fn refresh(&mut self) {
        self.look_for_stale();
        self.look_at_people();
        match self.store.reference(self.viewer()) {
            Ok(reference) => {
                let policy = Policy::new(&reference).with_roads(&self.shared.policy.roads);
                self.shared.policy = Arc::new(policy);
            }
            Err(error) => self.toast = Some(problem(self.shared.lang, &error)),
        }
        self.refresh_layers();
    }

    /// What is behind waits until it is shown, but for what its tab counts.
    pub(super) fn refresh_layers(&mut self) {
        for at in 0..self.tabs.len() {
            if at == self.tab || self.tabs[at].layer.count().is_some() {
                self.deliver(At::Tab(at), Msg::Refresh);
            }
        }
        for at in (0..self.stack.len()).rev() {
            self.deliver(At::Stack(at), Msg::Refresh);
        }
    }

    /// Name, hours and zone of the people may have been changed, also of the one who is here.
    fn look_at_people(&mut self) {
        let Ok(people) = self.store.reps(self.viewer()) else { return };
        self.shared.people = people.into();
        let own = self.shared.people.iter().find(|rep| rep.id == self.shared.who.rep.id);
        if let Some(rep) = own.filter(|rep| **rep != self.shared.who.rep) {
            Arc::make_mut(&mut self.shared.who).rep = rep.clone();
        }
    }
}
