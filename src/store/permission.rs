//! Who may write what. A rep writes about the own territory and the accounts on the own routes, and looks after the own beats, leave
//! and person; leaders and set-up write everything. Where nobody leads, as on somebody's own laptop, reps look after everything that is
//! not about an account. What may be *read* is a matter of the viewer, not of this file.

use std::collections::BTreeSet;

use crate::domain::ids::{AccountId, RepId};
use crate::domain::people::{Rep, Role};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::rules::{Refusal, Write};

use super::tables::Tables;
use super::{Result, StoreError};

/// What somebody may write of all that is not about an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// The rep whose writing has bounds; none for leaders and set-up.
    bound: Option<RepId>,
    /// Whether somebody is there to look after what belongs to nobody's territory.
    led: bool,
}

impl Rights {
    pub(crate) fn of<T: Tables>(tables: &T, actor: Option<RepId>) -> Result<Self> {
        let Some(id) = actor else { return Ok(Self { bound: None, led: true }) };
        let key = Key::new(Kind::Rep, id.0);
        match tables.record(key)? {
            Some(Record::Rep(rep)) if rep.role == Role::Rep => Ok(Self { bound: Some(id), led: tables.has_leader()? }),
            Some(Record::Rep(_)) => Ok(Self { bound: None, led: true }),
            _ => Err(Refusal::Missing(key).into()),
        }
    }

    /// Whether everything may be written, also what is somebody else's.
    pub fn are_full(self) -> bool {
        self.bound.is_none() || !self.led
    }

    /// Whether a record that is not about an account may become this.
    pub fn allow(self, before: Option<&Record>, after: &Record) -> bool {
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
        let Some(me) = self.rights.bound else { return Ok(()) };
        let before = tables.record(write.key)?;
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

fn is_own(me: RepId, record: &Record, before: Option<&Record>) -> bool {
    match record {
        Record::Beat(beat) => beat.rep == me,
        Record::Leave(leave) => leave.rep == me,
        Record::Twins(_) => true,
        Record::Rep(rep) => {
            let same = |old: &Rep| old.id == me && old.role == rep.role && old.team == rep.team && old.code == rep.code;
            matches!(before, Some(Record::Rep(old)) if same(old))
        }
        _ => false,
    }
}
