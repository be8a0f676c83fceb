//! Two accounts that turn out to be one, and one that turns out to be two. Everything about the account that goes moves to the one that
//! stays, and the merge remembers what moved.

use super::{Refusal, View, Write, any, exact_account, fresh};
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, MergeId};
use crate::domain::merge::Merge;
use crate::domain::record::{Key, Kind, Record};

pub(super) fn merge<V: View>(
    view: &V,
    merge: MergeId,
    kept: AccountId,
    gone: AccountId,
) -> Result<Vec<Write>, V::Error> {
    fresh(view, Kind::Merge, merge.0)?;
    let (stays, goes) = (exact_account(view, kept)?, exact_account(view, gone)?);
    let went_already = stays.merged_into.is_some() || goes.merged_into.is_some();
    if kept == gone || went_already {
        return Err(Refusal::CannotMerge.into());
    }
    let (mut writes, mut moved) = (Vec::new(), Vec::new());
    for record in view.about(gone)? {
        match &record {
            // Chains of merges are not made.
            Record::Merge(_) => return Err(Refusal::CannotMerge.into()),
            Record::Touch(visit) if visit.open => return Err(Refusal::AlreadyVisiting(gone).into()),
            // One stop on a day is enough.
            Record::Stop(stop) if stop.fate.is_open() => {
                let there = view.stops(stop.rep, stop.day)?;
                if there.iter().any(|other| other.account == kept && other.fate.is_open()) {
                    writes.push(Write::remove(Kind::Stop, stop.id.0));
                    continue;
                }
            }
            _ => {}
        }
        moved.push(record.key());
        writes.extend(moved_to(record, kept).map(Write::put));
    }
    let codes: Vec<_> = goes.codes.iter().filter(|code| !stays.codes.contains(code)).cloned().collect();
    let empty_or = |own: &String, other: &String| if own.is_empty() { other.clone() } else { own.clone() };
    writes.push(Write::put(Account {
        codes: stays.codes.iter().chain(&codes).cloned().collect(),
        other_name: empty_or(&stays.other_name, &goes.other_name),
        address: empty_or(&stays.address, &goes.address),
        phone: empty_or(&stays.phone, &goes.phone),
        place: stays.place.or(goes.place),
        tier: stays.tier.or(goes.tier),
        segment: stays.segment.or(goes.segment),
        ..stays
    }));
    writes.push(Write::put(Account { merged_into: Some(kept), ..goes }));
    writes.push(Write::put(Merge { id: merge, kept, gone, moved, codes }));
    Ok(writes)
}

pub(super) fn unmerge<V: View>(view: &V, merge: MergeId) -> Result<Vec<Write>, V::Error> {
    let key = Key::new(Kind::Merge, merge.0);
    let Record::Merge(merge) = any(view, key)? else { return Err(Refusal::Missing(key).into()) };
    let (mut stays, goes) = (exact_account(view, merge.kept)?, exact_account(view, merge.gone)?);
    // It stands on its own again before anything is at it.
    let mut writes = vec![Write::put(Account { merged_into: None, ..goes })];
    for key in &merge.moved {
        let record = view.record(*key)?.filter(|record| record.account() == Some(merge.kept));
        writes.extend(record.and_then(|record| moved_to(record, merge.gone)).map(Write::put));
    }
    stays.codes.retain(|code| !merge.codes.contains(code));
    writes.push(Write::put(stays));
    writes.push(Write { key, after: None });
    Ok(writes)
}

/// The record, at the account that the one it is about went into, if it did while somebody was typing.
pub(super) fn followed<V: View>(view: &V, record: &Record) -> Result<Record, V::Error> {
    let account = match record.account() {
        Some(id) => view.record(Key::new(Kind::Account, id.0))?,
        None => None,
    };
    let kept = if let Some(Record::Account(account)) = account { account.merged_into } else { None };
    Ok(kept.and_then(|kept| moved_to(record.clone(), kept)).unwrap_or_else(|| record.clone()))
}

/// Whether the account may have gone into that one: neither is part of another merge.
pub(super) fn may_have_gone<V: View>(view: &V, gone: AccountId, kept: AccountId) -> Result<bool, V::Error> {
    let took_others = view.about(gone)?.iter().any(|it| matches!(it, Record::Merge(_)));
    Ok(gone != kept && !took_others && exact_account(view, kept)?.merged_into.is_none())
}

/// The record at another account; none for records that do not move.
fn moved_to(record: Record, account: AccountId) -> Option<Record> {
    Some(match record {
        Record::Contact(it) => crate::domain::account::Contact { account, ..it }.into(),
        Record::Touch(it) => crate::domain::touch::Touch { account, ..it }.into(),
        Record::Matter(it) => crate::domain::matter::Matter { account, ..it }.into(),
        Record::Appointment(it) => crate::domain::matter::Appointment { account, ..it }.into(),
        Record::Stop(it) => crate::domain::route::Stop { account, ..it }.into(),
        _ => return None,
    })
}
