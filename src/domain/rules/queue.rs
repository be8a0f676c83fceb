//! The queue of a team for a product, and what an arrival would do about it: computed from the records as they are, never stored.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use super::{Refusal, View, any};
use crate::domain::allotment::{self, Rule, Waiting, Why};
use crate::domain::ids::{ProductId, RequestId, TeamId};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::stock::{Answer, Dealing, Line, Request, Share};

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The request.
    pub request: Request,
    /// Rank of the account's tier.
    pub tier: Option<u32>,
    /// What nothing covers yet.
    pub open: u32,
    /// What is there for it and not handed over.
    pub waits: u32,
    /// What was handed over.
    pub fulfilled: u32,
    /// The place in the queue, from 1; none if it does not stand there.
    pub position: Option<u32>,
}

/// The requests of a team for a product that are not over, in order of asking, with their places.
pub fn standings<V: View>(
    view: &V,
    product: ProductId,
    team: Option<TeamId>,
    today: NaiveDate,
) -> Result<Vec<Standing>, V::Error> {
    let mut queued = view.queued(product, team)?;
    queued.sort_by_key(|(request, _)| request.place());
    let mut dealings = BTreeMap::new();
    let mut last = 0;
    let mut standings = Vec::with_capacity(queued.len());
    for (request, tier) in queued {
        let (mut held, mut fulfilled) = (0, 0);
        for id in view.arrivals_of(request.id)? {
            let dealing = match dealings.entry(id) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => new.insert(view.dealing(id)?),
            };
            let share = dealing.as_ref().map(|it| it.share(request.id, false));
            held += share.as_ref().map_or(0, |it| it.held);
            fulfilled += share.as_ref().map_or(0, |it| it.fulfilled);
        }
        let open = request.asked.quantity().saturating_sub(held);
        let position = (open > 0 && request.is_wanted(today)).then(|| {
            last += 1;
            last
        });
        standings.push(Standing { request, tier, open, waits: held - fulfilled, fulfilled, position });
    }
    Ok(standings)
}

/// What a rule would decide about an arrival now: everybody who has something of it or waits, in order of asking. By hand, these shares;
/// those that are not named keep what they have.
pub fn proposal<V: View>(
    view: &V,
    dealing: &Dealing,
    rule: Rule,
    by_hand: &[(RequestId, u32)],
    today: NaiveDate,
) -> Result<Vec<Line>, V::Error> {
    let standings = standings(view, dealing.arrival.product, dealing.arrival.team, today)?;
    let shares = shares(view, dealing)?;
    let share = |id: RequestId| shares.iter().find(|share| share.request == id);
    let available = dealing.arrival.amount.quantity();
    let kept: u32 = shares.iter().map(|share| share.kept(today)).sum();
    let waiting = |standing: &Standing| {
        standing.position?;
        let open = standing.open.min(share(standing.request.id).map_or(u32::MAX, |it| may_still_take(it, today)));
        let (request, all_or_nothing) = (standing.request.id, standing.request.all_or_nothing);
        (open > 0).then_some(Waiting { request, open, all_or_nothing, tier: standing.tier })
    };
    let queue: Vec<Waiting> = standings.iter().filter_map(waiting).collect();
    let given = allotment::propose(rule, available.saturating_sub(kept), &queue);

    let mut lines = Vec::new();
    for standing in &standings {
        lines.push((standing.request.place(), standing.request.id, standing.position, standing.open));
    }
    for share in &shares {
        if !standings.iter().any(|it| it.request.id == share.request) {
            let request = request(view, share.request)?;
            lines.push((request.place(), request.id, None, 0));
        }
    }
    lines.sort_unstable();
    let line = |(_, request, position, open): (_, RequestId, Option<u32>, u32)| {
        let share = share(request);
        let (before, kept) = share.map_or((0, 0), |share| (share.given, share.kept(today)));
        let given = given.iter().find(|it| it.request == request);
        let said = by_hand.iter().find(|(id, _)| *id == request).map(|(_, quantity)| *quantity);
        let lapsed = share.and_then(|share| share.told.as_ref()).is_some_and(|told| told.has_lapsed(today));
        let (quantity, why) = match (said.filter(|_| rule == Rule::ByHand), given) {
            (Some(said), _) if said != kept => (said, Why::ByHand),
            (_, Some(given)) if given.quantity > 0 || kept == 0 => (kept + given.quantity, given.why),
            _ if kept > 0 && kept == before => (kept, Why::Kept),
            _ if lapsed => (kept, Why::Lapsed),
            _ => share.map(|_| (kept, Why::Passed))?,
        };
        let anew = dealing.allotment.as_ref().and_then(|it| it.line(request)?.anew);
        Some(Line { request, position, open, before, quantity, why, anew })
    };
    Ok(lines.into_iter().filter_map(line).collect())
}

/// How much more of an arrival a request could take by what was said at the telling.
pub(super) fn may_still_take(share: &Share, today: NaiveDate) -> u32 {
    match share.told.as_ref().and_then(|told| told.answer) {
        Some(Answer::Takes(quantity)) => quantity.saturating_sub(share.held),
        Some(Answer::NotNow | Answer::NoMore) => 0,
        None if share.told.as_ref().is_some_and(|told| told.has_lapsed(today)) => 0,
        Some(Answer::TakesAll) | None => u32::MAX,
    }
}

/// Whom to tell about an arrival: everybody it gives something, in order of asking, with those who were told and passed; before it was
/// decided, those that first asked would give something.
pub fn call_list<V: View>(view: &V, dealing: &Dealing, today: NaiveDate) -> Result<Vec<(Request, Share)>, V::Error> {
    let mut list = Vec::new();
    for share in shares(view, dealing)? {
        if share.given > 0 || share.told.is_some() {
            list.push((request(view, share.request)?, share));
        }
    }
    if dealing.allotment.is_none() {
        for line in proposal(view, dealing, Rule::FirstAsked, &[], today)?.into_iter().filter(|it| it.quantity > 0) {
            let request = request(view, line.request)?;
            let share = Share { given: line.quantity, held: line.quantity, ..dealing.share(line.request, false) };
            list.retain(|(_, there): &(_, Share)| there.request != line.request);
            list.push((request, share));
        }
    }
    list.sort_by_key(|(request, _)| request.place());
    Ok(list)
}

/// What each request has of an arrival.
pub fn shares<V: View>(view: &V, dealing: &Dealing) -> Result<Vec<Share>, V::Error> {
    let mut over = Vec::new();
    for share in dealing.shares(|_| false) {
        if request(view, share.request)?.ended.is_some() {
            over.push(share.request);
        }
    }
    Ok(dealing.shares(|id| over.contains(&id)))
}

pub(super) fn request<V: View>(view: &V, id: RequestId) -> Result<Request, V::Error> {
    let key = Key::new(Kind::Request, id.0);
    match any(view, key)? {
        Record::Request(request) => Ok(request),
        _ => Err(Refusal::Missing(key).into()),
    }
}
