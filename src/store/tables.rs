//! What the engine needs of a store: records, the log, groups, drafts and cadence rows, each as a plain primitive. The rules of writing
//! and of undo stand in the engine, once; nothing here may decide anything.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};

use crate::domain::cadence::Level;
use crate::domain::calendar::HolidayYear;
use crate::domain::change::{Deed, Envelope};
use crate::domain::ids::{AccountId, ArrivalId, GroupId, OpId, ProductId, RepId, TeamId, TierId, TouchId};
use crate::domain::people::{Leave, Team};
use crate::domain::record::{Fields, Key, Kind, Record};
use crate::domain::rules::View;
use crate::domain::stock::{Allotment, Arrival, Request};
use crate::domain::touch::{Draft, Touch};

use super::rows::{Entry, Happening};
use super::{Page, Result, StoreError};

/// The primitives of a store. A read inside a transaction sees what was written before it.
pub(crate) trait Tables: View<Error = StoreError> {
    /// Writes a record, new or in place of the old one.
    fn put(&mut self, record: &Record) -> Result<()>;
    /// Removes a record.
    fn remove(&mut self, key: Key) -> Result<()>;
    /// Whether there is anybody who leads: a supervisor, a manager, an administrator.
    fn has_leader(&self) -> Result<bool>;
    /// Whether the account is on any route of the rep.
    fn has_stop(&self, rep: RepId, account: AccountId) -> Result<bool>;

    /// All teams, by identity.
    fn teams(&self) -> Result<Vec<Team>>;
    /// The products for which a team has requests that are not over, by identity.
    fn wanted_products(&self, team: Option<TeamId>) -> Result<Vec<ProductId>>;
    /// The arrivals that a team waits for, its own and those of the teams above it (none: of reps in no team), of one product or of all, that
    /// are not closed and not handed over whole; oldest first.
    fn live_arrivals(&self, product: Option<ProductId>, team: Option<TeamId>) -> Result<Vec<ArrivalId>>;
    /// The arrivals of the teams under a team that are not closed and not handed over whole, oldest first.
    fn live_below(&self, team: TeamId) -> Result<Vec<ArrivalId>>;
    /// All arrivals of a product, oldest first.
    fn arrivals_of_product(&self, product: ProductId) -> Result<Vec<Arrival>>;

    /// All arrivals that a team ever waited for, its own and those of the teams above it (none: of reps in no team), oldest first.
    fn arrivals_for(&self, team: Option<TeamId>) -> Result<Vec<ArrivalId>>;
    /// The arrivals whose identity, as 32 hexadecimal digits in small letters, ends with this; oldest first.
    fn arrivals_ending(&self, ending: &str) -> Result<Vec<ArrivalId>>;
    /// All decisions about an arrival, oldest first.
    fn decisions(&self, arrival: ArrivalId) -> Result<Vec<Allotment>>;
    /// All requests of a team (none: of reps in no team), also those that are over, each with the rank of the account's tier.
    fn requests_of(&self, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>>;

    /// How many rows the operation wrote, if it is in the log.
    fn known(&self, op: OpId) -> Result<Option<u32>>;
    /// Writes an operation and its rows into the log and answers with its sequence number.
    fn log(&mut self, envelope: &Envelope, rows: &[LogRow]) -> Result<i64>;
    /// A group that changed something.
    fn group(&self, id: GroupId) -> Result<Option<Group>>;
    /// Writes a group, new or in place of the old one.
    fn put_group(&mut self, group: &Group) -> Result<()>;
    /// The sequence number of the newest change by this actor; 0 if there is none.
    fn newest_change(&self, actor: Option<RepId>) -> Result<i64>;
    /// The rows that the changes of a group wrote, in order.
    fn rows_of(&self, group: GroupId) -> Result<Vec<LogRow>>;
    /// Everybody who ever wrote a record, newest first.
    fn hands(&self, key: Key) -> Result<Vec<Hand>>;

    /// Somebody's draft of a visit.
    fn draft(&self, touch: TouchId, rep: RepId) -> Result<Option<Draft>>;
    /// Keeps a draft in place of an earlier one of the same visit and person.
    fn put_draft(&mut self, draft: &Draft) -> Result<()>;
    /// Throws somebody's draft of a visit away.
    fn drop_draft(&mut self, touch: TouchId, rep: RepId) -> Result<()>;

    /// The day of the newest touch of an account that is accepted. Open and attempted touches need not be asked about.
    fn last_touch(&self, account: AccountId, accepts: &dyn Fn(&Touch) -> bool) -> Result<Option<NaiveDate>>;
    /// All decrees by year.
    fn holidays(&self) -> Result<Vec<HolidayYear>>;
    /// The leave of a rep.
    fn leave_of(&self, rep: RepId) -> Result<Vec<Leave>>;
    /// The accounts whose cadence rests on something, by identity, at most so many.
    fn accounts(&self, of: Of, most: usize) -> Result<Vec<AccountId>>;
    /// The cadence rows of an account, by level.
    fn cadence(&self, account: AccountId) -> Result<Vec<CadenceRow>>;
    /// Replaces the cadence rows of an account, which is then no longer to be re-dated.
    fn put_cadence(&mut self, account: AccountId, rows: &[CadenceRow]) -> Result<()>;
    /// The cadence rows of these accounts are to be derived anew.
    fn mark_stale(&mut self, of: Of) -> Result<()>;
    /// The accounts that are to be re-dated, by identity, at most so many.
    fn stale(&self, most: usize) -> Result<Vec<AccountId>>;
    /// Whether an account is to be re-dated.
    fn is_stale(&self, account: AccountId) -> Result<bool>;
}

/// Names the products of the touches on a page of a timeline.
pub(crate) fn name_goods<T: View<Error = StoreError>>(tables: &T, page: &mut Page<Entry>) -> Result<()> {
    for entry in &mut page.items {
        if let Happening::Touch(touch) = &entry.what {
            entry.goods = goods_of(tables, touch)?;
        }
    }
    Ok(())
}

/// The products of a touch with their names, each once.
pub(crate) fn goods_of<T: View<Error = StoreError>>(tables: &T, touch: &Touch) -> Result<Vec<(ProductId, String)>> {
    let mut goods: Vec<(ProductId, String)> = Vec::new();
    for product in touch.content.products() {
        if goods.iter().all(|(known, _)| *known != product)
            && let Some(Record::Product(record)) = tables.record(Key::new(Kind::Product, product.0))?
        {
            goods.push((product, record.name));
        }
    }
    Ok(goods)
}

/// Which accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Of {
    /// All.
    Everybody,
    /// Those of a tier.
    Tier(TierId),
    /// Those of a territory.
    Rep(RepId),
}

/// One record as an operation changed it. Of a changed record only the changed fields are kept; of one that came or went, all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LogRow {
    /// Sequence number of the operation.
    pub seq: i64,
    /// Which record.
    pub key: Key,
    /// The account it is about.
    pub account: Option<AccountId>,
    /// The change that wrote it; none for undo and redo.
    pub deed: Option<Deed>,
    /// The fields before; none if there was no record.
    pub before: Option<Fields>,
    /// The fields after; none if there is no record any more.
    pub after: Option<Fields>,
}

impl LogRow {
    /// The difference between two records.
    pub fn between(key: Key, deed: Option<Deed>, before: Option<&Record>, after: Option<&Record>) -> Result<Self> {
        let account = after.or(before).and_then(Record::account);
        let mut before = before.map(Record::fields).transpose()?;
        let mut after = after.map(Record::fields).transpose()?;
        if let (Some(before), Some(after)) = (&mut before, &mut after) {
            let same: Vec<String> =
                before.iter().filter(|(name, value)| after.get(*name) == Some(*value)).map(|it| it.0.clone()).collect();
            for name in same {
                before.remove(&name);
                after.remove(&name);
            }
        }
        Ok(Self { seq: 0, key, account, deed, before, after })
    }

    /// The names of the fields it changed; none: the record came or went, which is all of them.
    pub fn fields(&self) -> Option<Vec<String>> {
        self.before.as_ref().zip(self.after.as_ref()).map(|(_, after)| after.keys().cloned().collect())
    }
}

/// Somebody who wrote a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Hand {
    /// Sequence number of the operation.
    pub seq: i64,
    /// Its group.
    pub group: GroupId,
    /// Who.
    pub actor: Option<RepId>,
    /// When.
    pub at: DateTime<Utc>,
    /// The fields; none: all.
    pub fields: Option<Vec<String>>,
    /// Whether it was a change in a group that is in force.
    pub live: bool,
}

/// Operations that are undone together. Undo and redo belong to none.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    /// Which.
    pub id: GroupId,
    /// Whose.
    pub actor: Option<RepId>,
    /// The first change.
    pub deed: Deed,
    /// How many changes.
    pub changes: u32,
    /// When it last changed something.
    pub at: DateTime<Utc>,
    /// The business day of that.
    pub day: NaiveDate,
    /// Sequence number of its last change.
    pub last: i64,
    /// Whether it is in force.
    pub live: bool,
    /// Sequence number of the operation that last took it back or put it in force again; 0 if none did.
    pub turned: i64,
}

impl Group {
    /// Its place among the groups: by the last thing that happened to it.
    pub fn stamp(&self) -> i64 {
        self.last.max(self.turned)
    }
}

/// The stored clock of one account at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CadenceRow {
    /// Whose clock.
    pub level: Level,
    /// The territory.
    pub rep: Option<RepId>,
    /// The tier.
    pub tier: Option<TierId>,
    /// Business day of the last accepted touch.
    pub last: Option<NaiveDate>,
    /// The day the window opens.
    pub opens: Option<NaiveDate>,
    /// The last day on which it is not overdue.
    pub due: Option<NaiveDate>,
    /// The day it was derived on: pauses that began later were left out.
    pub seen: NaiveDate,
}

/// Instants are kept to the millisecond.
pub(crate) fn to_the_millisecond(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(3)
}
