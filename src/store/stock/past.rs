//! What the stores answer about stock that is behind, the same for all of them: everything that was done about one arrival, and everything a
//! team ever asked for. Whose a shop is stays unsaid to those who do not see it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{ArrivalId, RequestId, TeamId};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::rules::{self, Standing};
use crate::domain::stock::{Arrival, Dealing, Fulfilment, Request, Telling};

use super::super::rows::{Dealt, Decision, HandedOver, QueueRow, StockHistory, Told};
use super::super::tables::Tables;
use super::super::{Result, Viewer};
use super::{Sees, alone, contact_name, may_see, rep_name, row};

/// The arrivals whose identity ends with this and that the viewer may know of, oldest first.
pub(in crate::store) fn arrivals_ending<T: Tables>(tables: &T, viewer: Viewer, ending: &str) -> Result<Vec<Arrival>> {
    let mut found = Vec::new();
    for id in tables.arrivals_ending(ending)? {
        if may_see(tables, viewer, id)? {
            found.extend(arrival(tables, id)?);
        }
    }
    Ok(found)
}

fn arrival<T: Tables>(tables: &T, id: ArrivalId) -> Result<Option<Arrival>> {
    Ok(match tables.record(Key::new(Kind::Arrival, id.0))? {
        Some(Record::Arrival(arrival)) => Some(arrival),
        _ => None,
    })
}

/// All that was done about an arrival.
pub(in crate::store) fn dealt<T: Tables>(
    tables: &T,
    id: ArrivalId,
    day: NaiveDate,
    sees: Sees<'_>,
) -> Result<Option<Dealt>> {
    let Some(dealing) = tables.dealing(id)? else { return Ok(None) };
    let mut decisions = Vec::new();
    for allotment in tables.decisions(id)? {
        let rep_name = rep_name(tables, allotment.rep)?;
        decisions.push(Decision { allotment, rep_name });
    }
    let requests = concerned(tables, &dealing, &decisions, day, sees)?;
    let mut tellings = Vec::new();
    for telling in dealing.tellings {
        tellings.push(told(tables, telling, sees)?);
    }
    let mut fulfilments = Vec::new();
    for fulfilment in dealing.fulfilments {
        fulfilments.push(if sees(fulfilment.account)? {
            HandedOver { rep_name: rep_name(tables, fulfilment.rep)?, fulfilment }
        } else {
            HandedOver { rep_name: String::new(), fulfilment: fulfilment.anonymous() }
        });
    }
    let rep_name = rep_name(tables, dealing.arrival.rep)?;
    Ok(Some(Dealt { arrival: dealing.arrival, rep_name, decisions, tellings, fulfilments, requests }))
}

pub(super) fn told<T: Tables>(tables: &T, telling: Telling, sees: Sees<'_>) -> Result<Told> {
    if !sees(telling.account)? {
        return Ok(Told { telling: telling.anonymous(), rep_name: String::new(), contact: String::new() });
    }
    let (rep_name, contact) = (rep_name(tables, telling.rep)?, contact_name(tables, telling.contact)?);
    Ok(Told { telling, rep_name, contact })
}

/// The requests that wait for the goods of an arrival, and those that anything done about it is about.
fn concerned<T: Tables>(
    tables: &T,
    dealing: &Dealing,
    decisions: &[Decision],
    day: NaiveDate,
    sees: Sees<'_>,
) -> Result<Vec<QueueRow>> {
    let mut standings = rules::standings(tables, dealing.arrival.product, dealing.arrival.team, day)?;
    let mut others: BTreeSet<RequestId> =
        decisions.iter().flat_map(|it| &it.allotment.lines).map(|line| line.request).collect();
    others.extend(dealing.tellings.iter().map(|it| it.request));
    others.extend(dealing.fulfilments.iter().map(|it| it.request));
    for standing in &standings {
        others.remove(&standing.request.id);
    }
    for id in others {
        if let Some(Record::Request(request)) = tables.record(Key::new(Kind::Request, id.0))? {
            standings.push(alone(request));
        }
    }
    standings.sort_by_key(|it| it.request.place());
    standings.into_iter().map(|standing| row(tables, standing, sees)).collect()
}

/// All that the reps of a team were ever asked for, and the arrivals that they waited for.
pub(in crate::store) fn history<T: Tables>(tables: &T, team: Option<TeamId>, sees: Sees<'_>) -> Result<StockHistory> {
    let mut requests: Vec<(Request, Option<u32>)> = tables.requests_of(team)?;
    requests.sort_by_key(|(request, _)| request.place());
    let mut history = StockHistory::default();
    for (request, tier) in requests {
        history.requests.push(row(tables, Standing { tier, ..alone(request) }, sees)?);
    }
    for id in tables.arrivals_for(team)? {
        let Some(mut dealing) = tables.dealing(id)? else { continue };
        dealing.tellings = dealing.tellings.into_iter().map(Telling::anonymous).collect();
        dealing.fulfilments = dealing.fulfilments.into_iter().map(Fulfilment::anonymous).collect();
        history.dealings.push(dealing);
    }
    Ok(history)
}
