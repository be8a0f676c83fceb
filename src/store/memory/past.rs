//! Some days of a rep, for the board, in the store in memory.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{AccountId, RepId};
use crate::domain::touch::{Touch, TouchKind};
use crate::store::rows::{PastTouch, Waited};
use crate::store::{Past, Viewer};

use super::state::State;

impl State {
    /// What a rep did from one day through another, and what was there to do.
    pub fn past(&self, viewer: Viewer, rep: RepId, from: NaiveDate, to: NaiveDate) -> Past {
        if !self.sees_rep(viewer, rep) {
            return Past::default();
        }
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| from <= day && day <= to);
        let own = self.all_accounts().filter(|it| it.rep == Some(rep) && it.merged_into.is_none());
        let own: BTreeSet<AccountId> = own.map(|account| account.id).collect();
        let counts = |it: &&Touch| {
            (it.rep == rep || own.contains(&it.account)) && within(Some(it.day)) && !it.open && it.voided.is_none()
        };
        let waits = self.requests().filter(|it| it.rep == rep).map(|request| Waited {
            request: request.clone(),
            product: self.goods(request.id).product,
            told: self.tellings().filter(|it| it.request == request.id && !it.withdrawn).map(|it| it.day).min(),
            supplied: self.fulfilments().filter(|it| it.request == request.id).map(|it| it.day).min(),
        });
        let mut found = Past {
            touches: self.touches().filter(counts).map(|touch| self.past_touch(touch)).collect(),
            stops: self.all_stops().filter(|it| it.rep == rep && within(Some(it.day))).cloned().collect(),
            matters: self.matters().filter(|it| it.rep == rep && within(it.due)).cloned().collect(),
            waits: waits.filter(|it| within(it.told) || within(it.supplied)).collect(),
            ..Past::default()
        };
        let seen = |account: AccountId| Some((account, self.within_sight(viewer, account)?.name.clone()));
        found.names = found.accounts().into_iter().filter_map(seen).collect();
        let seen = found.names.keys().copied().collect();
        found.keep(&seen);
        found
    }

    fn past_touch(&self, touch: &Touch) -> PastTouch {
        let last = |is: fn(TouchKind) -> bool| {
            let here = self.touches().filter(|it| it.account == touch.account && it.took_place());
            let before = here.filter(|it| is(it.content.kind) && (it.day, it.id) < (touch.day, touch.id));
            before.map(|it| it.day).max()
        };
        PastTouch {
            touch: touch.clone(),
            before: last(|kind| !matches!(kind, TouchKind::Phone | TouchKind::Chat)),
            called_before: last(|kind| kind == TouchKind::Phone),
            wrote_before: last(|kind| kind == TouchKind::Chat),
        }
    }
}
