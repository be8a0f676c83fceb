//! What leaves the store in memory as files, and its log as people read it.

use chrono::NaiveDate;

use crate::domain::account::Account;
use crate::domain::change::{Act, Envelope};
use crate::domain::ids::AccountId;
use crate::domain::record::{Kind, Record};
use crate::store::rows::{About, Turned};
use crate::store::tables::LogRow;
use crate::store::{AccountRow, Operation, OperationsAsked, Page, Result, Viewer, due};

use super::state::State;

impl State {
    /// Accounts that can be seen with the day of the last touch, by identity.
    pub fn page_of_accounts(&self, viewer: Viewer, after: Option<AccountId>, limit: usize) -> Result<Vec<AccountRow>> {
        let listed = |account: &&Account| account.merged_into.is_none() && self.sees(viewer, account);
        let later = self.all_accounts().filter(|account| after.is_none_or(|after| account.id > after));
        let row =
            |account: &Account| Ok(AccountRow { account: account.clone(), last: due::last_known(self, account.id)? });
        later.filter(listed).take(limit).map(row).collect()
    }

    /// The records of a kind at accounts that can be seen, by day and identity at each.
    pub fn records_at(&self, viewer: Viewer, accounts: &[AccountId], kind: Kind) -> Vec<Record> {
        let mut found = Vec::new();
        for account in accounts.iter().filter(|id| self.within_sight(viewer, **id).is_some()) {
            let here = |record: &&Record| record.kind() == kind && record.account() == Some(*account);
            let mut records: Vec<Record> = self.records.values().filter(here).cloned().collect();
            records.retain(|record| !matches!(record, Record::Account(_) | Record::Merge(_)));
            records.sort_by_key(|record| (day(record), record.key()));
            found.extend(records);
        }
        found
    }

    /// The operations of those who can be seen, newest first.
    pub fn operations(
        &self,
        viewer: Viewer,
        asked: OperationsAsked,
        before: Option<i64>,
        limit: usize,
    ) -> Page<Operation, i64> {
        let sees = |envelope: &Envelope| match envelope.actor {
            Some(actor) => self.sees_rep(viewer, actor),
            None => self.sees_everything(viewer),
        };
        let numbered: Vec<_> = self.log.iter().zip(1_i64..).collect();
        let all = numbered.into_iter().rev().filter(|(_, seq)| before.is_none_or(|before| *seq < before));
        let wanted = all.filter(|((envelope, rows), _)| {
            sees(envelope)
                && asked.since.is_none_or(|day| envelope.day >= day)
                && asked.account.is_none_or(|id| rows.iter().any(|row| row.account == Some(id)))
        });
        let mut items: Vec<Operation> =
            wanted.map(|((envelope, rows), seq)| self.operation(seq, envelope, rows)).take(limit + 1).collect();
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().map(|it| it.seq).filter(|_| more);
        Page { items, next }
    }

    fn operation(&self, seq: i64, envelope: &Envelope, rows: &[LogRow]) -> Operation {
        let (turned, group) = match envelope.act {
            Act::Change(_) => (Turned::Change, envelope.group),
            Act::Undo(group) | Act::Withdraw(group) => (Turned::Undo, group),
            Act::Redo(group) => (Turned::Redo, group),
        };
        let group = self.groups.get(&group);
        let mut accounts: Vec<AccountId> = rows.iter().filter_map(|row| row.account).collect();
        accounts.sort_unstable();
        accounts.dedup();
        let account = match accounts[..] {
            [one] => self.all_accounts().find(|account| account.id == one),
            _ => None,
        };
        let actor = envelope.actor.and_then(|actor| self.rep(actor));
        Operation {
            seq,
            op: envelope.op,
            at: envelope.at,
            day: envelope.day,
            actor: envelope.actor,
            actor_code: actor.map_or_else(String::new, |rep| rep.code.clone()),
            actor_name: actor.map_or_else(String::new, |rep| rep.name.clone()),
            turned,
            deed: rows.iter().find_map(|row| row.deed).or(group.map(|group| group.deed)),
            accounts: accounts.len() as u32,
            account: account.map(|account| About {
                account: account.id,
                name: account.name.clone(),
                code: account.code().to_owned(),
            }),
            records: rows.len() as u32,
            in_force: group.is_none_or(|group| if turned == Turned::Change { group.live } else { group.turned == seq }),
        }
    }
}

fn day(record: &Record) -> Option<NaiveDate> {
    match record {
        Record::Touch(touch) => Some(touch.day),
        Record::Stop(stop) => Some(stop.day),
        Record::Matter(matter) => Some(matter.raised),
        Record::Appointment(appointment) => Some(appointment.day),
        _ => None,
    }
}
