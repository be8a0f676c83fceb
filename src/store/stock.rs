//! What the stores answer about stock, the same for all of them: queues with their places, arrivals with what was decided and said, and whose
//! shops a viewer may know by name.

mod past;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use chrono::NaiveDate;

use crate::domain::allotment::Rule;
use crate::domain::ids::{AccountId, ArrivalId, ContactId, ProductId, RepId, RequestId, TeamId};
use crate::domain::people::{Role, Team};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::rules::{self, Standing};
use crate::domain::stock::{Arrival, Dealing, Line, Request, Share};

use super::rows::{ArrivalRow, Asked, QueueRow, Shop, Stock, TeamStock};
use super::tables::Tables;
use super::{Result, StoreError, Viewer};

pub(super) use past::{arrivals_ending, dealt, history};

/// Which accounts somebody may know by name.
type Sees<'a> = &'a dyn Fn(AccountId) -> Result<bool>;

/// The queue of a team for each product, and the arrivals that it waits for.
pub(super) fn stock<T: Tables>(tables: &T, team: Option<TeamId>, day: NaiveDate, sees: Sees<'_>) -> Result<Stock> {
    let mut stock = Stock { team: team.map(|id| team_record(tables, id)).transpose()?.flatten(), ..Stock::default() };
    for product in tables.wanted_products(team)? {
        for standing in rules::standings(tables, product, team, day)? {
            stock.queue.push(row(tables, standing, sees)?);
        }
    }
    for arrival in live(tables, team)? {
        stock.arrivals.extend(arrival_row(tables, arrival, day, sees)?);
    }
    Ok(stock)
}

/// The arrivals that a team waits for, and those of the teams under it.
fn live<T: Tables>(tables: &T, team: Option<TeamId>) -> Result<Vec<ArrivalId>> {
    let mut arrivals = tables.live_arrivals(None, team)?;
    if let Some(team) = team {
        arrivals.extend(tables.live_below(team)?);
    }
    Ok(arrivals)
}

/// The teams whose stock the viewer may look at, by identity, and last the reps in no team.
pub(super) fn teams<T: Tables>(tables: &T, viewer: Viewer) -> Result<Vec<TeamStock>> {
    let mut found = Vec::new();
    for team in tables.teams()?.into_iter().map(Some).chain([None]) {
        let id = team.as_ref().map(|it| it.id);
        if may_ask(tables, viewer, id).is_ok() {
            let (products, arrivals) = (tables.wanted_products(id)?.len(), live(tables, id)?.len());
            found.push(TeamStock { team, products, arrivals });
        }
    }
    Ok(found)
}

fn row<T: Tables>(tables: &T, standing: Standing, sees: Sees<'_>) -> Result<QueueRow> {
    let shop = shop(tables, &standing.request, sees)?;
    let request = if shop.is_some() { standing.request } else { standing.request.anonymous() };
    Ok(QueueRow { standing: Standing { request, ..standing }, shop })
}

/// An arrival with its call list; tellings are those of shops that can be seen, of others only that they were told.
pub(super) fn arrival_row<T: Tables>(
    tables: &T,
    id: ArrivalId,
    day: NaiveDate,
    sees: Sees<'_>,
) -> Result<Option<ArrivalRow>> {
    let Some(dealing) = tables.dealing(id)? else { return Ok(None) };
    let (mut calls, mut said) = (Vec::new(), Vec::new());
    for (request, share) in rules::call_list(tables, &dealing, day)? {
        let shop = shop(tables, &request, sees)?;
        if let Some(telling) = share.told.clone().filter(|_| shop.is_some()) {
            said.push(past::told(tables, telling, sees)?);
        }
        let told = share.told.map(|told| if shop.is_some() { told } else { told.anonymous() });
        let request = if shop.is_some() { request } else { request.anonymous() };
        calls.push((QueueRow { standing: alone(request), shop }, Share { told, ..share }));
    }
    let rep_name = rep_name(tables, dealing.arrival.rep)?;
    let kept = rules::shares(tables, &dealing)?.iter().map(|share| share.kept(day)).sum::<u32>();
    let left = dealing.arrival.amount.quantity().saturating_sub(kept);
    let next = next_in_line(tables, &dealing, day, sees)?;
    let (arrival, allotment) = (dealing.arrival, dealing.allotment);
    Ok(Some(ArrivalRow { arrival, rep_name, allotment, calls, told: said, left, next }))
}

/// The first to whom the rule in force would give more than they have.
fn next_in_line<T: Tables>(
    tables: &T,
    dealing: &Dealing,
    day: NaiveDate,
    sees: Sees<'_>,
) -> Result<Option<(QueueRow, u32)>> {
    let rule = match dealing.allotment.as_ref().map(|it| it.rule) {
        None => return Ok(None),
        Some(Rule::ByHand) => Rule::FirstAsked,
        Some(rule) => rule,
    };
    let lines = rules::proposal(tables, dealing, rule, &[], day)?;
    let Some(line) = lines.into_iter().find(|line| line.quantity > line.before) else { return Ok(None) };
    let Some(Record::Request(request)) = tables.record(Key::new(Kind::Request, line.request.0))? else {
        return Ok(None);
    };
    Ok(Some((row(tables, alone(request), sees)?, line.quantity - line.before)))
}

/// The arrivals of a product that the viewer may see.
pub(super) fn arrivals<T: Tables>(tables: &T, viewer: Viewer, product: ProductId) -> Result<Vec<Arrival>> {
    let mut seen = Vec::new();
    for arrival in tables.arrivals_of_product(product)? {
        if may_see(tables, viewer, arrival.id)? {
            seen.push(arrival);
        }
    }
    Ok(seen)
}

fn alone(request: Request) -> Standing {
    Standing { open: request.asked.quantity(), request, tier: None, waits: 0, fulfilled: 0, position: None }
}

/// What each rule would decide about an arrival, and what these shares by hand would come to.
pub(super) fn proposals<T: Tables>(
    tables: &T,
    arrival: ArrivalId,
    by_hand: &[(RequestId, u32)],
    day: NaiveDate,
) -> Result<Vec<(Rule, Vec<Line>)>> {
    let Some(dealing) = tables.dealing(arrival)? else { return Ok(Vec::new()) };
    let lines = |rule: Rule| Ok((rule, rules::proposal(tables, &dealing, rule, by_hand, day)?));
    Rule::ALL.into_iter().map(lines).collect()
}

/// The requests at an account that are not over, with their places, in order of asking.
pub(super) fn requests_at<T: Tables>(tables: &T, requests: Vec<Request>, day: NaiveDate) -> Result<Vec<Asked>> {
    let mut found = Vec::new();
    let mut queues = BTreeMap::new();
    for request in requests.into_iter().filter(|request| request.ended.is_none()) {
        let key = (request.product, team_of(tables, &request)?);
        let (queue, goods) = match queues.entry(key) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                new.insert((rules::standings(tables, key.0, key.1, day)?, waiting(tables, key, day)?))
            }
        };
        let (product, unit) = match tables.record(Key::new(Kind::Product, request.product.0))? {
            Some(Record::Product(product)) => (product.name, product.unit),
            _ => Default::default(),
        };
        let goods = goods.contains(&request.id);
        let standing = queue.iter().find(|it| it.request.id == request.id).cloned();
        let standing = standing.unwrap_or_else(|| alone(request));
        found.push(Asked { standing, product, unit, goods });
    }
    found.sort_by_key(|it| it.standing.request.place());
    Ok(found)
}

/// Those of these accounts for whose requests goods are there that they have not taken or refused. Each request comes with the rep whose
/// territory its account is in.
pub(super) fn with_goods<T: Tables>(
    tables: &T,
    requests: &[(Request, Option<RepId>)],
    day: NaiveDate,
) -> Result<Vec<AccountId>> {
    let (mut teams, mut goods) = (BTreeMap::new(), BTreeMap::new());
    let mut found = Vec::new();
    for (request, owner) in requests {
        let rep = owner.unwrap_or(request.rep);
        let team = match teams.entry(rep) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => *new.insert(team(tables, rep)?),
        };
        let waits = match goods.entry((request.product, team)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(waiting(tables, (request.product, team), day)?),
        };
        if waits.contains(&request.id) {
            found.push(request.account);
        }
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The requests of a team for which goods of a product are there.
fn waiting<T: Tables>(
    tables: &T,
    (product, team): (ProductId, Option<TeamId>),
    day: NaiveDate,
) -> Result<Vec<RequestId>> {
    let mut waiting = Vec::new();
    for arrival in tables.live_arrivals(Some(product), team)? {
        let Some(dealing) = tables.dealing(arrival)? else { continue };
        let list = rules::call_list(tables, &dealing, day)?;
        waiting.extend(list.into_iter().filter(|(_, share)| share.waits() > 0).map(|(request, _)| request.id));
    }
    Ok(waiting)
}

/// The team whose queue a request stands in.
fn team_of<T: Tables>(tables: &T, request: &Request) -> Result<Option<TeamId>> {
    let rep = match tables.record(Key::new(Kind::Account, request.account.0))? {
        Some(Record::Account(account)) => account.rep.unwrap_or(request.rep),
        _ => request.rep,
    };
    team(tables, rep)
}

/// The team of a rep.
pub(super) fn team<T: Tables>(tables: &T, rep: RepId) -> Result<Option<TeamId>> {
    Ok(match tables.record(Key::new(Kind::Rep, rep.0))? {
        Some(Record::Rep(rep)) => rep.team,
        _ => None,
    })
}

/// Refuses a team whose queue is no business of the viewer's: everybody may ask about the own team, supervisors about those under it, managers
/// about all.
pub(super) fn may_ask<T: Tables>(tables: &T, viewer: Viewer, team: Option<TeamId>) -> Result<()> {
    let Viewer::Person { rep, .. } = viewer else { return Ok(()) };
    let allowed = match tables.record(Key::new(Kind::Rep, rep.0))? {
        Some(Record::Rep(rep)) => match rep.role {
            Role::Manager | Role::Administrator => true,
            Role::Supervisor => is_under(tables, team, rep.team)?,
            Role::Rep => rep.team == team,
        },
        _ => false,
    };
    if allowed { Ok(()) } else { Err(StoreError::NotAllowed) }
}

/// Whether an arrival is for the team of somebody, or for one whose queue they may see.
pub(super) fn may_see<T: Tables>(tables: &T, viewer: Viewer, arrival: ArrivalId) -> Result<bool> {
    let Some(Record::Arrival(arrival)) = tables.record(Key::new(Kind::Arrival, arrival.0))? else { return Ok(false) };
    let Viewer::Person { rep, .. } = viewer else { return Ok(true) };
    Ok(is_under(tables, team(tables, rep)?, arrival.team)? || may_ask(tables, viewer, arrival.team).is_ok())
}

/// Whether a team is this one or under it.
fn is_under<T: Tables>(tables: &T, team: Option<TeamId>, top: Option<TeamId>) -> Result<bool> {
    let mut at = team;
    // As deep as a team can be before it is a circle that some other program wrote.
    for _ in 0..100 {
        if at == top {
            return Ok(true);
        }
        let Some(id) = at else { return Ok(false) };
        at = match team_record(tables, id)? {
            Some(team) if team.parent.is_some() => team.parent,
            _ => return Ok(false),
        };
    }
    Ok(false)
}

fn team_record<T: Tables>(tables: &T, id: TeamId) -> Result<Option<Team>> {
    Ok(match tables.record(Key::new(Kind::Team, id.0))? {
        Some(Record::Team(team)) => Some(team),
        _ => None,
    })
}

fn shop<T: Tables>(tables: &T, request: &Request, sees: Sees<'_>) -> Result<Option<Shop>> {
    if !sees(request.account)? {
        return Ok(None);
    }
    let Some(Record::Account(account)) = tables.record(Key::new(Kind::Account, request.account.0))? else {
        return Ok(None);
    };
    let contact = contact_name(tables, request.contact)?;
    let rep_name = match account.rep {
        Some(rep) => rep_name(tables, rep)?,
        None => String::new(),
    };
    let (code, phone) = (account.code().to_owned(), account.phone);
    Ok(Some(Shop { account: account.id, name: account.name, code, phone, contact, rep_name, rep: account.rep }))
}

fn contact_name<T: Tables>(tables: &T, contact: Option<ContactId>) -> Result<String> {
    let Some(id) = contact else { return Ok(String::new()) };
    Ok(match tables.record(Key::new(Kind::Contact, id.0))? {
        Some(Record::Contact(contact)) => contact.name,
        _ => String::new(),
    })
}

fn rep_name<T: Tables>(tables: &T, rep: RepId) -> Result<String> {
    Ok(match tables.record(Key::new(Kind::Rep, rep.0))? {
        Some(Record::Rep(rep)) => rep.name,
        _ => String::new(),
    })
}
