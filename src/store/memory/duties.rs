//! What waits for a rep, in the store in memory.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, RepId};
use crate::domain::people::Rep;
use crate::domain::touch::{Touch, open_step};
use crate::store::{Colleague, FollowUps, Viewer};

use super::state::State;

impl State {
    /// The days before this one on which a stop of the rep's is open.
    pub fn unfinished_days(&self, viewer: Viewer, rep: RepId, before: NaiveDate) -> Vec<NaiveDate> {
        let open = self.all_stops().filter(|stop| stop.rep == rep && stop.day < before && stop.fate.is_open());
        let days: BTreeSet<NaiveDate> = open.map(|stop| stop.day).collect();
        if self.sees_rep(viewer, rep) { days.into_iter().collect() } else { Vec::new() }
    }

    /// The people a stop can be handed to.
    pub fn colleagues(&self, viewer: Viewer) -> Vec<Colleague> {
        let me = if let Viewer::Person { rep, .. } = viewer { self.rep(rep) } else { None };
        let fits = |rep: &&Rep| match me {
            Some(me) => rep.id != me.id && (rep.team == me.team || self.sees_rep(viewer, rep.id)),
            None => self.sees_rep(viewer, rep.id),
        };
        let mut found: Vec<Colleague> = self.all_reps().filter(fits).cloned().map(Colleague::from).collect();
        found.sort_by(|a, b| a.code.cmp(&b.code));
        found
    }

    /// What is to be followed up in a rep's territory.
    pub fn follow_ups(&self, viewer: Viewer, rep: RepId) -> FollowUps {
        if !self.sees_rep(viewer, rep) {
            return FollowUps::default();
        }
        let own = self.all_accounts().filter(|it| it.rep == Some(rep) && it.merged_into.is_none());
        let own: BTreeSet<AccountId> = own.map(|account| account.id).collect();
        let mut steps: Vec<Touch> = own.iter().filter_map(|account| self.step_at(*account)).collect();
        steps.sort_by_key(|touch| touch.id);
        let matters: Vec<_> =
            self.matters().filter(|it| own.contains(&it.account) && it.answered.is_none()).cloned().collect();
        let appointments: Vec<_> =
            self.appointments().filter(|it| own.contains(&it.account) && it.outcome.is_none()).cloned().collect();
        let contacts: Vec<_> =
            self.contacts().filter(|it| own.contains(&it.account) && it.birthday.is_some()).cloned().collect();
        let mut found = FollowUps { matters, appointments, steps, contacts, ..FollowUps::default() };
        let name = |account: AccountId| self.all_accounts().find(|it| it.id == account).map(|it| it.name.clone());
        found.names = found.accounts().into_iter().filter_map(|account| Some((account, name(account)?))).collect();
        found
    }

    fn step_at(&self, account: AccountId) -> Option<Touch> {
        let mut here: Vec<Touch> = self.touches().filter(|it| it.account == account).cloned().collect();
        here.sort_by_key(|it| std::cmp::Reverse((it.day, it.id)));
        open_step(&here).cloned()
    }
}
