//! Who may write what. A rep writes about the own territory and the accounts on the own routes, and looks after the own beats, leave
//! and person; leaders and set-up write everything. Where nobody leads, as on somebody's own laptop, reps look after everything that is
//! not about an account. What may be *read* is a matter of the viewer, not of this file.

use std::collections::BTreeSet;

use crate::domain::ids::{AccountId, RepId};
use crate::domain::people::{Rep, Role};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::rules::{Refusal, Write};

use super::tables::Tables;
use super::{Result, StoreError, Viewer};

/// What somebody may write of all that is not about an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The rep whose writing has bounds; none for leaders and set-up.
    bound: Option<RepId>,
    /// Whether somebody is there to look after what belongs to nobody's territory.
    led: bool,
    /// Whether it may say by which keys people come in, and who may not come in at all.
    administers: bool,
}

impl Rights {
    pub(crate) fn of<T: Tables>(tables: &T, actor: Option<RepId>) -> Result<Self> {
        let Some(id) = actor else { return Ok(Self { bound: None, led: true, administers: true }) };
        let key = Key::new(Kind::Rep, id.0);
        match tables.record(key)? {
            Some(Record::Rep(rep)) if rep.role == Role::Rep => {
                let led = tables.has_leader()?;
                Ok(Self { bound: Some(id), led, administers: !led })
            }
            Some(Record::Rep(rep)) => Ok(Self { bound: None, led: true, administers: rep.role == Role::Administrator }),
            _ => Err(Refusal::Missing(key).into()),
        }
    }

    /// Whether everything may be written, also what is somebody else's.
    pub fn are_full(self) -> bool {
        self.bound.is_none() || !self.led
    }

    /// Whether a record that is not about an account may become this.
    pub fn allow(self, before: Option<&Record>, after: &Record) -> bool {
        let keeps_out = |record: &Record| matches!(record, Record::Rep(rep) if rep.disabled);
        if matches!(after, Record::AccessKey(_)) || keeps_out(after) != before.is_some_and(keeps_out) {
            return self.administers;
        }
        match self.bound {
            Some(me) if self.led => is_own(me, after, before),
            _ => true,
        }
    }
}

/// Who acts in one envelope.
pub(super) struct Actor {
    rights: Rights,
    /// Accounts that were found to be in bounds: what is allowed stays so within the envelope.
    known: BTreeSet<AccountId>,
}

impl Actor {
    pub fn of<T: Tables>(tables: &T, actor: Option<RepId>) -> Result<Self> {
        Ok(Self { rights: Rights::of(tables, actor)?, known: BTreeSet::new() })
    }

    /// Refuses a write that is out of bounds. Called before the write is made.
    pub fn check<T: Tables>(&mut self, tables: &T, write: &Write) -> Result<()> {
        if self.rights.bound.is_none() && (self.rights.administers || !decides_who_comes_in(write.key.kind)) {
            return Ok(());
        }
        let before = tables.record(write.key)?;
        let Some(me) = self.rights.bound else {
            let allowed = write.after.iter().chain(&before).all(|record| self.rights.allow(before.as_ref(), record));
            return if allowed { Ok(()) } else { Err(StoreError::NotAllowed) };
        };
        if let Some(Record::Account(after)) = &write.after {
            // A territory changes hands only by a leader.
            let rep = match &before {
                Some(Record::Account(before)) => before.rep,
                _ => Some(me),
            };
            if after.rep != rep {
                return Err(Refusal::NotYours(after.id).into());
            }
            if before.is_none() {
                self.known.insert(after.id);
            }
            // So it does where an account goes into a colleague's.
            let went = |record: &Record| if let Record::Account(it) = record { it.merged_into } else { None };
            if let Some(kept) = after.merged_into.filter(|_| before.as_ref().and_then(went).is_none())
                && let Some(Record::Account(kept)) = tables.record(Key::new(Kind::Account, kept.0))?
                && kept.rep != after.rep
            {
                return Err(Refusal::NotYours(after.id).into());
            }
        }
        for record in before.iter().chain(&write.after) {
            if self.rights.led && !owns_stock(tables, me, record)? {
                return Err(StoreError::NotAllowed);
            }
            match record.account() {
                Some(account) => self.check_account(tables, me, account)?,
                None if self.rights.allow(before.as_ref(), record) => {}
                None => return Err(StoreError::NotAllowed),
            }
        }
        Ok(())
    }

    fn check_account<T: Tables>(&mut self, tables: &T, me: RepId, id: AccountId) -> Result<()> {
        if self.known.contains(&id) {
            return Ok(());
        }
        let key = Key::new(Kind::Account, id.0);
        let Some(Record::Account(account)) = tables.record(key)? else { return Err(Refusal::Missing(key).into()) };
        if account.rep != Some(me) && !tables.has_stop(me, id)? {
            return Err(Refusal::NotYours(id).into());
        }
        self.known.insert(id);
        Ok(())
    }
}

fn decides_who_comes_in(kind: Kind) -> bool {
    matches!(kind, Kind::Rep | Kind::AccessKey)
}

/// Whose keys a viewer sees; none: everybody's.
pub(super) fn keys_of<T: Tables>(tables: &T, viewer: Viewer) -> Result<Option<RepId>> {
    Ok(if Rights::of(tables, viewer.actor())?.administers { None } else { viewer.actor() })
}

/// Refuses everybody else.
pub(super) fn only_for_the_system(viewer: Viewer) -> Result<()> {
    if viewer == Viewer::System { Ok(()) } else { Err(StoreError::NotAllowed) }
}

/// Whether an arrival is the rep's own, for the own team, and so what is decided about it; everything else is no matter of this.
fn owns_stock<T: Tables>(tables: &T, me: RepId, record: &Record) -> Result<bool> {
    let arrival = match record {
        Record::Arrival(arrival) => {
            let Some(Record::Rep(rep)) = tables.record(Key::new(Kind::Rep, me.0))? else { return Ok(false) };
            return Ok(arrival.rep == me && arrival.team == rep.team);
        }
        Record::Allotment(allotment) => tables.record(Key::new(Kind::Arrival, allotment.arrival.0))?,
        _ => return Ok(true),
    };
    Ok(matches!(arrival, Some(Record::Arrival(arrival)) if arrival.rep == me))
}

fn is_own(me: RepId, record: &Record, before: Option<&Record>) -> bool {
    match record {
        Record::Beat(beat) => beat.rep == me,
        Record::Leave(leave) => leave.rep == me,
        Record::Twins(_) => true,
        Record::Arrival(arrival) => arrival.rep == me,
        Record::Allotment(allotment) => allotment.rep == me,
        Record::Rep(rep) => {
            let same = |old: &Rep| old.id == me && old.role == rep.role && old.team == rep.team && old.code == rep.code;
            matches!(before, Some(Record::Rep(old)) if same(old))
        }
        _ => false,
    }
}
