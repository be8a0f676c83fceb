//! Who sees what, in the store in memory.

use std::collections::BTreeSet;

use crate::domain::account::Account;
use crate::domain::ids::{AccountId, RepId, TeamId};
use crate::domain::people::{Rep, Role};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::stock::{Arrival, Request};
use crate::store::{Reference, Rights, Viewer};

use super::state::State;

impl State {
    /// A rep by identity.
    pub fn rep(&self, id: RepId) -> Option<&Rep> {
        self.all_reps().find(|rep| rep.id == id)
    }

    /// Everybody who can be seen, by code.
    pub fn visible_reps(&self, viewer: Viewer) -> Vec<Rep> {
        let mut reps: Vec<Rep> = self.all_reps().filter(|rep| self.sees_rep(viewer, rep.id)).cloned().collect();
        reps.sort_by(|a, b| a.code.cmp(&b.code));
        reps
    }

    /// Whether a rep can be seen.
    pub fn sees_rep(&self, viewer: Viewer, id: RepId) -> bool {
        let Viewer::Person { rep: me, .. } = viewer else { return true };
        let (Some(me), Some(rep)) = (self.rep(me), self.rep(id)) else { return false };
        match me.role {
            Role::Manager | Role::Administrator => true,
            Role::Supervisor if rep.team.is_some_and(|team| self.is_under(team, me.team)) => true,
            Role::Supervisor | Role::Rep => me.id == rep.id,
        }
    }

    /// Whether the viewer sees what is nobody's.
    pub fn sees_everything(&self, viewer: Viewer) -> bool {
        match viewer {
            Viewer::Person { rep, .. } => self.rep(rep).is_some_and(|rep| rep.role >= Role::Manager),
            Viewer::System => true,
        }
    }

    /// Whether a team is this one or under it, however far down.
    pub fn is_under(&self, team: TeamId, top: Option<TeamId>) -> bool {
        let mut seen = BTreeSet::new();
        let mut at = Some(team);
        while let Some(team) = at.filter(|team| seen.insert(*team)) {
            if Some(team) == top {
                return true;
            }
            at = match self.records.get(&Key::new(Kind::Team, team.0)) {
                Some(Record::Team(team)) => team.parent,
                _ => None,
            };
        }
        false
    }

    /// Whether an account can be seen: it is in a territory that can be, or on such a rep's route of the viewer's day.
    pub fn sees(&self, viewer: Viewer, account: &Account) -> bool {
        let Viewer::Person { rep: me, day } = viewer else { return true };
        let Some(me) = self.rep(me) else { return false };
        me.role >= Role::Manager
            || account.rep.is_some_and(|rep| self.sees_rep(viewer, rep))
            || self
                .all_stops()
                .any(|stop| stop.account == account.id && stop.day == day && self.sees_rep(viewer, stop.rep))
    }

    /// An account, if it can be seen.
    pub fn visible(&self, viewer: Viewer, id: AccountId) -> Option<&Account> {
        self.all_accounts().find(|account| account.id == id).filter(|account| self.sees(viewer, account))
    }

    /// An account that can be seen, or where an open visit or a draft of the viewer's own waits to be finished.
    pub fn within_sight(&self, viewer: Viewer, id: AccountId) -> Option<&Account> {
        let own = |me| {
            self.touches().any(|touch| touch.open && touch.rep == me && touch.account == id)
                || self.drafts.values().any(|draft| draft.rep == me && draft.account == id)
        };
        match viewer {
            Viewer::Person { rep: me, .. } if own(me) => self.all_accounts().find(|account| account.id == id),
            _ => self.visible(viewer, id),
        }
    }

    /// Reference data.
    pub fn reference(&self, viewer: Viewer) -> Reference {
        let mut all = Reference::default();
        let sees = |rep| self.sees_rep(viewer, rep);
        let all_teams = Rights::of(self, viewer.actor()).is_ok_and(Rights::are_full);
        let manned: BTreeSet<TeamId> = self.all_reps().filter(|rep| sees(rep.id)).filter_map(|rep| rep.team).collect();
        for record in self.records.values().cloned() {
            match record {
                Record::Tier(tier) => all.tiers.push(tier),
                Record::HolidayYear(year) => all.holidays.push(year),
                Record::Weights(weights) => all.weights = weights,
                Record::Team(team) if all_teams || manned.contains(&team.id) => all.teams.push(team),
                Record::Beat(beat) if sees(beat.rep) => all.beats.push(beat),
                Record::Leave(leave) if sees(leave.rep) => all.leave.push(leave),
                _ => {}
            }
        }
        all.tiers.sort_by_key(|tier| (tier.rank, tier.id));
        all
    }

    /// A request with the rank of its account's tier, if it stands with a rep of the team or of one under it; no team: with a rep in none.
    pub fn of_team(&self, request: &Request, team: Option<TeamId>) -> Option<(Request, Option<u32>)> {
        let account = self.all_accounts().find(|it| it.id == request.account)?;
        let rep = self.rep(account.rep.unwrap_or(request.rep))?;
        let belongs = match team {
            None => rep.team.is_none(),
            Some(team) => rep.team.is_some_and(|own| self.is_under(own, Some(team))),
        };
        let tier = account.tier.and_then(|tier| match self.records.get(&Key::new(Kind::Tier, tier.0)) {
            Some(Record::Tier(tier)) => Some(tier.rank),
            _ => None,
        });
        belongs.then(|| (request.clone(), tier))
    }

    /// Whether an arrival is for a team or for one above it; no team: for reps in none.
    pub fn waits_for(&self, team: Option<TeamId>, arrival: &Arrival) -> bool {
        match (team, arrival.team) {
            (None, None) => true,
            (Some(team), top @ Some(_)) => self.is_under(team, top),
            _ => false,
        }
    }
}
