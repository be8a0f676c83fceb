//! What becomes of stops: they come onto a route, change their place, their day or their time, and end.

use chrono::NaiveDate;

use super::{Refusal, View, Write, account_of, fresh};
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, RepId, StopId};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::route::{End, Fate, RANK_STEP, Stop, rank_between};
use crate::domain::touch::Touch;

pub(super) fn decide<V: View>(view: &V, change: &Change) -> Result<Vec<Write>, V::Error> {
    match change {
        Change::Plan { stop, rep, day, account } => {
            let account = account_of(view, *account)?.id;
            Ok(planned(view, *stop, *rep, *day, account)?.into_iter().collect())
        }
        Change::Reorder { stop, after } => reorder(view, *stop, *after),
        Change::MoveTo { stop, day } => move_to(view, *stop, *day),
        Change::Skip { stop, reason } => {
            let fate = Fate::Skipped { reason: reason.clone() };
            Ok(vec![Write::put(Stop { fate, ..idle_stop(view, *stop)? })])
        }
        Change::Pin { stop, at } => {
            let stop = idle_stop(view, *stop)?;
            // A time of its own gives it its place.
            Ok(vec![Write::put(Stop { pinned: *at, locked: stop.locked && at.is_none(), ..stop })])
        }
        Change::Lock { stop, locked } => Ok(vec![Write::put(Stop { locked: *locked, ..idle_stop(view, *stop)? })]),
        Change::Unplan { stop } => {
            idle_stop(view, *stop)?;
            Ok(vec![Write::remove(Kind::Stop, stop.0)])
        }
        Change::EndDay { rep, day, ends } => end_day(view, *rep, *day, ends),
        _ => Ok(Vec::new()),
    }
}

/// Every stop that is named ends. Several may go to one route: each stands behind the one before it.
fn end_day<V: View>(view: &V, rep: RepId, day: NaiveDate, ends: &[(StopId, End)]) -> Result<Vec<Write>, V::Error> {
    let mut writes: Vec<Write> = Vec::new();
    for (id, end) in ends {
        let stop = idle_stop(view, *id)?;
        if (stop.rep, stop.day) != (rep, day) {
            return Err(Refusal::OtherRoute(*id).into());
        }
        let (fate, onto) = match end {
            End::Left => (Fate::Left, None),
            End::Skipped { reason } => (Fate::Skipped { reason: reason.clone() }, None),
            End::Rolled { to, stop } => (Fate::Rolled { to: *to }, Some((*stop, rep, *to))),
            End::Handed { to, on, stop } => (Fate::Handed { to: *to, on: *on }, Some((*stop, *to, *on))),
        };
        if let Some((new, whose, on)) = onto {
            if (whose, on) == (rep, day) {
                return Err(Refusal::SameRoute(*id).into());
            }
            let there = writes.iter().filter_map(|write| match &write.after {
                Some(Record::Stop(stop)) if (stop.rep, stop.day) == (whose, on) => Some(stop.clone()),
                _ => None,
            });
            let there: Vec<Stop> = view.stops(whose, on)?.into_iter().chain(there).collect();
            if !there.iter().any(|other| other.account == stop.account && other.fate.is_open()) {
                fresh(view, Kind::Stop, new.0)?;
                writes.push(Write::put(new_stop(new, whose, on, stop.account, &there, false)));
            }
        }
        writes.push(Write::put(Stop { fate, ..stop }));
    }
    Ok(writes)
}

/// A stop at the end of a route; none if the account is there and open already.
fn planned<V: View>(
    view: &V,
    stop: StopId,
    rep: RepId,
    day: NaiveDate,
    account: AccountId,
) -> Result<Option<Write>, V::Error> {
    let stops = view.stops(rep, day)?;
    if stops.iter().any(|there| there.account == account && there.fate.is_open()) {
        return Ok(None);
    }
    fresh(view, Kind::Stop, stop.0)?;
    Ok(Some(Write::put(new_stop(stop, rep, day, account, &stops, false))))
}

pub(super) fn new_stop(
    id: StopId,
    rep: RepId,
    day: NaiveDate,
    account: AccountId,
    stops: &[Stop],
    unplanned: bool,
) -> Stop {
    let rank = stops.last().map_or(0, |last| last.rank.saturating_add(RANK_STEP));
    Stop { id, rep, day, account, rank, unplanned, pinned: None, locked: false, fate: Fate::Open }
}

fn reorder<V: View>(view: &V, stop: StopId, after: Option<StopId>) -> Result<Vec<Write>, V::Error> {
    let moved = any_stop(view, stop)?;
    let mut others = view.stops(moved.rep, moved.day)?;
    others.retain(|other| other.id != stop);
    let place = match after {
        None => 0,
        Some(after) => match others.iter().position(|other| other.id == after) {
            Some(at) => at + 1,
            None => return Err(Refusal::Missing(Key::new(Kind::Stop, after.0)).into()),
        },
    };
    let before = place.checked_sub(1).map(|at| others[at].rank);
    if let Some(rank) = rank_between(before, others.get(place).map(|other| other.rank)) {
        return Ok(vec![Write::put(Stop { rank, ..moved })]);
    }
    others.insert(place, moved);
    let numbered = others.into_iter().zip(0..).map(|(stop, at)| Write::put(Stop { rank: at * RANK_STEP, ..stop }));
    Ok(numbered.collect())
}

fn move_to<V: View>(view: &V, stop: StopId, day: NaiveDate) -> Result<Vec<Write>, V::Error> {
    let moved = idle_stop(view, stop)?;
    if moved.day == day {
        return Ok(Vec::new());
    }
    let there = view.stops(moved.rep, day)?;
    if there.iter().any(|other| other.account == moved.account && other.fate.is_open()) {
        return Ok(vec![Write::remove(Kind::Stop, stop.0)]);
    }
    Ok(vec![Write::put(new_stop(moved.id, moved.rep, day, moved.account, &there, moved.unplanned))])
}

fn any_stop<V: View>(view: &V, id: StopId) -> Result<Stop, V::Error> {
    let key = Key::new(Kind::Stop, id.0);
    match view.record(key)? {
        Some(Record::Stop(stop)) => Ok(stop),
        _ => Err(Refusal::Missing(key).into()),
    }
}

fn open_stop<V: View>(view: &V, id: StopId) -> Result<Stop, V::Error> {
    let stop = any_stop(view, id)?;
    if stop.fate.is_open() { Ok(stop) } else { Err(Refusal::StopClosed(id).into()) }
}

/// An open stop whose visit is not under way: that visit will do it.
fn idle_stop<V: View>(view: &V, id: StopId) -> Result<Stop, V::Error> {
    let stop = open_stop(view, id)?;
    let visited = |visit: &Touch| visit.account == stop.account && visit.day == stop.day;
    if view.open_visits(stop.rep)?.iter().any(visited) {
        return Err(Refusal::AlreadyVisiting(stop.account).into());
    }
    Ok(stop)
}
