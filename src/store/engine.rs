//! Applying an envelope: decide, check, write, remember, log. Every store runs this same code over its own [`Tables`]; a store only
//! adds the transaction around it.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::change::{Act, Change, Deed, Envelope};
use crate::domain::ids::{AccountId, RequestId, TouchId};
use crate::domain::record::{Key, Record};
use crate::domain::rules::{self, Write};
use crate::domain::stock::{Arrival, Fulfilment, Request, Telling};

use super::due;
use super::permission::Actor;
use super::tables::{Group, LogRow, Of, Tables, to_the_millisecond};
use super::undo::{self, Turn};
use super::{Applied, Result, StoreError};

/// Applies one envelope. On an error the caller rolls back what was written.
pub(crate) fn apply<T: Tables>(tables: &mut T, envelope: &Envelope) -> Result<Applied> {
    if let Some(rows) = tables.known(envelope.op)? {
        return Ok(Applied { op: envelope.op, again: true, draft: None, rows, kept: Vec::new() });
    }
    let applied = Applied { op: envelope.op, again: false, draft: None, rows: 0, kept: Vec::new() };
    Ok(match &envelope.act {
        Act::Change(changes) => Applied { rows: change(tables, envelope, changes)?, ..applied },
        Act::Undo(group) => turned(applied, undo::turn(tables, envelope, *group, Turn::Back)?),
        Act::Redo(group) => turned(applied, undo::turn(tables, envelope, *group, Turn::Forth)?),
        Act::Withdraw(group) => {
            let (rows, kept) = undo::withdraw(tables, envelope, *group)?;
            Applied { rows, kept, ..applied }
        }
    })
}

fn turned(applied: Applied, (rows, draft): (u32, Option<TouchId>)) -> Applied {
    Applied { draft, rows, ..applied }
}

fn change<T: Tables>(tables: &mut T, envelope: &Envelope, changes: &[Change]) -> Result<u32> {
    let group = tables.group(envelope.group)?;
    if group.as_ref().is_some_and(|group| group.actor != envelope.actor || !group.live) {
        return Err(StoreError::NotAllowed);
    }
    let mut actor = Actor::of(tables, envelope.actor)?;
    let mut pen = Pen::new(tables);
    for change in changes {
        for write in rules::decide(pen.tables, envelope, change)? {
            actor.check(pen.tables, &write)?;
            pen.write(Some(change.deed()), write)?;
        }
        if let Some((touch, rep)) = ended(change).zip(envelope.actor) {
            pen.tables.drop_draft(touch, rep)?;
        }
    }
    let rows = pen.finish(envelope.day)?;
    let seq = tables.log(envelope, &rows)?;
    let written = rows.len() as u32;
    let Some(first) = changes.first().filter(|_| written > 0) else { return Ok(0) };
    let (deed, before, turned) = group.map_or((first.deed(), 0, 0), |group| (group.deed, group.changes, group.turned));
    tables.put_group(&Group {
        id: envelope.group,
        actor: envelope.actor,
        deed,
        changes: before + changes.len() as u32,
        at: to_the_millisecond(envelope.at),
        day: envelope.day,
        last: seq,
        live: true,
        turned,
    })?;
    Ok(written)
}

/// The visit that is over or corrected with this change, so that its draft is not needed any more.
fn ended(change: &Change) -> Option<TouchId> {
    match change {
        Change::CheckOut { touch, .. }
        | Change::Enter { touch, .. }
        | Change::CallOff { touch }
        | Change::Correct { touch, .. } => Some(*touch),
        _ => None,
    }
}

/// How many accounts a change may rest on for their cadence rows to be derived at once: a territory always, an organisation never.
const AT_ONCE: usize = 500;

/// Writes records, and remembers what they were and what has to be derived anew because of it.
pub(super) struct Pen<'a, T> {
    pub tables: &'a mut T,
    rows: Vec<LogRow>,
    accounts: BTreeSet<AccountId>,
    wider: BTreeSet<Of>,
    requests: BTreeSet<RequestId>,
}

impl<'a, T: Tables> Pen<'a, T> {
    pub fn new(tables: &'a mut T) -> Self {
        Self { tables, rows: Vec::new(), accounts: BTreeSet::new(), wider: BTreeSet::new(), requests: BTreeSet::new() }
    }

    /// Makes one write, if the rules allow it and it changes anything.
    pub fn write(&mut self, deed: Option<Deed>, mut write: Write) -> Result<()> {
        if let Some(record) = &mut write.after {
            trim_instants(record);
        }
        let before = self.tables.record(write.key)?;
        if before == write.after {
            return Ok(());
        }
        rules::check(self.tables, &write)?;
        self.put(write.key, write.after.as_ref())?;
        if let Some(record) = write.after.as_ref().or(before.as_ref())
            && let Err(refusal) = rules::balance(self.tables, record)
        {
            self.put(write.key, before.as_ref())?;
            return Err(refusal);
        }
        for record in before.iter().chain(&write.after) {
            self.derive_later(record);
        }
        self.rows.push(LogRow::between(write.key, deed, before.as_ref(), write.after.as_ref())?);
        Ok(())
    }

    fn put(&mut self, key: Key, record: Option<&Record>) -> Result<()> {
        match record {
            Some(record) => self.tables.put(record),
            None => self.tables.remove(key),
        }
    }

    /// Sees whether what was written fits together, and derives the cadence rows that rest on it, or marks them as stale if they are many;
    /// answers with the rows for the log.
    pub fn finish(self, day: NaiveDate) -> Result<Vec<LogRow>> {
        let Self { tables, rows, mut accounts, wider, requests } = self;
        for request in requests {
            rules::settled(tables, request)?;
        }
        let mut resting = BTreeSet::new();
        for of in &wider {
            resting.extend(tables.accounts(*of, AT_ONCE + 1)?);
        }
        if resting.len() > AT_ONCE {
            for of in wider {
                tables.mark_stale(of)?;
            }
        } else {
            accounts.extend(resting);
        }
        due::derive_all(tables, &accounts, day)?;
        Ok(rows)
    }

    fn derive_later(&mut self, record: &Record) {
        match record {
            Record::Account(account) => {
                self.accounts.insert(account.id);
            }
            Record::Touch(touch) => {
                self.accounts.insert(touch.account);
            }
            Record::Request(request) => {
                self.requests.insert(request.id);
            }
            Record::Fulfilment(fulfilment) => {
                self.requests.insert(fulfilment.request);
            }
            Record::Tier(tier) => {
                self.wider.insert(Of::Tier(tier.id));
            }
            Record::Leave(leave) => {
                self.wider.insert(Of::Rep(leave.rep));
            }
            Record::HolidayYear(_) => {
                self.wider.insert(Of::Everybody);
            }
            _ => {}
        }
    }
}

fn trim_instants(record: &mut Record) {
    match record {
        Record::Touch(touch) => {
            touch.start = touch.start.map(to_the_millisecond);
            touch.end = touch.end.map(to_the_millisecond);
        }
        Record::AccessKey(key) => {
            key.added = to_the_millisecond(key.added);
            key.revoked = key.revoked.map(to_the_millisecond);
        }
        Record::Appointment(appointment) => appointment.made = to_the_millisecond(appointment.made),
        Record::Request(Request { at, .. })
        | Record::Arrival(Arrival { at, .. })
        | Record::Telling(Telling { at, .. })
        | Record::Fulfilment(Fulfilment { at, .. }) => *at = to_the_millisecond(*at),
        Record::Allotment(allotment) => {
            allotment.at = to_the_millisecond(allotment.at);
            for line in &mut allotment.lines {
                line.anew = line.anew.map(to_the_millisecond);
            }
        }
        _ => {}
    }
}
