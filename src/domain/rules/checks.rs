//! What may stand as it is written: references, bounds, and what may exist only once.

use super::{Refusal, View, Write, merging, stocking};
use crate::domain::access::AccessKey;
use crate::domain::account::Opening;
use crate::domain::cadence::Window;
use crate::domain::content::{Counted, Order};
use crate::domain::people::Team;
use crate::domain::record::{Key, Kind, Record};
use crate::domain::touch::Touch;

/// Whether a record may stand as it is written: references, bounds, and what may exist only once. Called for every write, whether
/// by a change, an undo or a redo.
pub fn check<V: View>(view: &V, write: &Write) -> Result<(), V::Error> {
    let Some(record) = &write.after else {
        return if view.is_used(write.key)? { Err(Refusal::InUse(write.key).into()) } else { Ok(()) };
    };
    let of_a_merge = matches!(record, Record::Account(_) | Record::Merge(_));
    for key in record.refers_to() {
        match view.record(key)? {
            None => return Err(Refusal::Missing(key).into()),
            // Nobody would see it there.
            Some(Record::Account(there)) if there.merged_into.is_some() && !of_a_merge => {
                return Err(Refusal::WentInto(there.id).into());
            }
            Some(_) => {}
        }
    }
    match record {
        Record::Rep(rep) if rep.code.trim().is_empty() => Err(Refusal::NoCode.into()),
        Record::Rep(rep) => match view.rep_with_code(&rep.code)? {
            Some(other) if other != rep.id => Err(Refusal::CodeTaken(rep.code.clone()).into()),
            _ => Ok(()),
        },
        Record::Team(team) => check_team(view, team),
        Record::AccessKey(key) => check_key(view, key),
        Record::Product(product) if !product.has_good_units() => Err(Refusal::BadUnits.into()),
        Record::Leave(leave) if leave.span.end() < leave.span.first => Err(Refusal::BadSpan.into()),
        Record::Tier(tier) if tier.code.trim().is_empty() => Err(Refusal::NoCode.into()),
        Record::Tier(tier) => {
            let good = tier.cadences.values().all(|it| Window::new(it.window.min, it.window.max).is_some());
            if good { Ok(()) } else { Err(Refusal::BadWindow.into()) }
        }
        Record::Account(account) => {
            if let Some(kept) = account.merged_into
                && !merging::may_have_gone(view, account.id, kept)?
            {
                return Err(Refusal::CannotMerge.into());
            }
            let own = account.own_window.as_ref().map(|own| own.window);
            if own.is_some_and(|own| Window::new(own.min, own.max).is_none()) {
                return Err(Refusal::BadWindow.into());
            }
            let in_order = |pair: &[Opening]| pair[0].to <= pair[1].from;
            if account.hours.iter().any(|it| it.to <= it.from) || !account.hours.windows(2).all(in_order) {
                return Err(Refusal::BadHours.into());
            }
            let spans = account.pauses.iter().map(|pause| pause.span).chain(account.closures.iter().copied());
            if spans.into_iter().any(|span| span.end() < span.first) { Err(Refusal::BadSpan.into()) } else { Ok(()) }
        }
        Record::Touch(touch) => check_touch(view, touch),
        other if stocking::is_stock(other.kind()) => stocking::check(view, view.record(write.key)?.as_ref(), other),
        _ => Ok(()),
    }
}

/// A key is one person's, and what was revoked is not given back.
fn check_key<V: View>(view: &V, key: &AccessKey) -> Result<(), V::Error> {
    let there = view.record(Key::new(Kind::AccessKey, key.id.0))?;
    if matches!(there, Some(Record::AccessKey(there)) if there.revoked.is_some()) {
        return Err(Refusal::Revoked.into());
    }
    match view.live_key(&key.fingerprint)? {
        Some(other) if other != key.id && key.revoked.is_none() => {
            Err(Refusal::KeyTaken(key.fingerprint.clone()).into())
        }
        _ => Ok(()),
    }
}

/// A team may not stand under itself, however far down.
fn check_team<V: View>(view: &V, team: &Team) -> Result<(), V::Error> {
    let mut above = team.parent;
    // Seven levels are many; a hundred are a circle that some other program wrote.
    for _ in 0..100 {
        let Some(id) = above else { return Ok(()) };
        if id == team.id {
            return Err(Refusal::TeamInItself.into());
        }
        above = match view.record(Key::new(Kind::Team, id.0))? {
            Some(Record::Team(parent)) => parent.parent,
            _ => None,
        };
    }
    Err(Refusal::TeamInItself.into())
}

fn check_touch<V: View>(view: &V, touch: &Touch) -> Result<(), V::Error> {
    if touch.start.zip(touch.end).is_some_and(|(start, end)| end < start) {
        return Err(Refusal::EndsBeforeStart.into());
    }
    if let Some(given) = touch.content.satisfaction.filter(|given| !(1..=5).contains(given)) {
        return Err(Refusal::Satisfaction(given).into());
    }
    let nothing = |(it, may_be): (&Counted, bool)| {
        let amount = &it.amount;
        amount.base().is_none() || amount.factor == 0 || (amount.count == 0 && !may_be)
    };
    let empty = match &touch.content.order {
        Some(Order::Quantity(quantity)) => *quantity == 0,
        Some(Order::Lines(lines)) => lines.is_empty(),
        _ => false,
    };
    if empty || touch.content.amounts().any(nothing) {
        return Err(Refusal::from(stocking::StockRefusal::BadAmount).into());
    }
    let twice = |other: &Touch| other.id != touch.id && other.account == touch.account;
    if touch.open && view.open_visits(touch.rep)?.iter().any(twice) {
        return Err(Refusal::AlreadyVisiting(touch.account).into());
    }
    Ok(())
}
