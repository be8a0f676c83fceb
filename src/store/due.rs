//! The cadence rows: for every account and level of visitor the last accepted touch, the day the window opens and the day it is due,
//! derived by the domain's arithmetic. Time passing needs no writes.
//!
//! What concerns one account is derived in the transaction that changed it. A change that many rest on (a tier, a calendar, somebody's leave)
//! would hold the write lock for as long as a nation takes: it marks them as stale, and [`redate`] derives them afterwards in small steps, by
//! whoever comes along. Nothing that is shown may wait for that. Books and routes compute where an account stands from the rules and its last
//! touch, and of a stale account they look that up among the touches ([`last`]); `open_day` and `due_day` are read by nothing but
//! [`differences`] as yet, and who reads them has to pass over what is stale.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::account::Account;
use crate::domain::cadence::{Cadence, Clock, DayCount, Level, Window, due};
use crate::domain::calendar::Calendar;
use crate::domain::day::Span;
use crate::domain::ids::{AccountId, RepId};
use crate::domain::record::{Key, Kind, Record};

use super::Result;
use super::tables::{CadenceRow, Of, Tables};

/// Derives the rows of these accounts anew, seen from a day.
pub(super) fn derive_all<T: Tables>(tables: &mut T, accounts: &BTreeSet<AccountId>, day: NaiveDate) -> Result<()> {
    if accounts.is_empty() {
        return Ok(());
    }
    let mut basis = Basis::new(tables)?;
    for id in accounts {
        // An account that went took its rows along.
        if let Some(Record::Account(account)) = tables.record(Key::new(Kind::Account, id.0))? {
            let rows = derive(tables, &mut basis, &account, |_| day)?;
            tables.put_cadence(*id, &rows)?;
        }
    }
    Ok(())
}

/// Derives up to so many stale accounts anew, seen from a day.
pub(super) fn redate<T: Tables>(tables: &mut T, day: NaiveDate, most: usize) -> Result<()> {
    let accounts = tables.stale(most)?.into_iter().collect();
    derive_all(tables, &accounts, day)
}

/// The last accepted touch on the rep's clock, from the touches themselves: what the row of a stale account may not know.
pub(crate) fn last<T: Tables>(tables: &T, id: AccountId) -> Result<Option<NaiveDate>> {
    let Some(Record::Account(account)) = tables.record(Key::new(Kind::Account, id.0))? else { return Ok(None) };
    match cadence(tables, &account, Level::Rep)? {
        Some(cadence) => tables.last_touch(id, &|touch| touch.is_accepted(Level::Rep, &cadence)),
        None => Ok(None),
    }
}

/// The last accepted touch on the rep's clock, also where the row does not know it yet.
pub(crate) fn last_known<T: Tables>(tables: &T, id: AccountId) -> Result<Option<NaiveDate>> {
    if tables.is_stale(id)? {
        return last(tables, id);
    }
    Ok(tables.cadence(id)?.iter().find(|row| row.level == Level::Rep).and_then(|row| row.last))
}

/// Derives everything anew that is not stale, each row seen from the day it was derived on, and names the accounts whose rows differ.
pub(crate) fn differences<T: Tables>(tables: &T) -> Result<Vec<String>> {
    let mut basis = Basis::new(tables)?;
    let mut found = Vec::new();
    for id in tables.accounts(Of::Everybody, usize::MAX)? {
        if tables.is_stale(id)? {
            continue;
        }
        let Some(Record::Account(account)) = tables.record(Key::new(Kind::Account, id.0))? else { continue };
        let stored = tables.cadence(id)?;
        let seen = |level| stored.iter().find(|row| row.level == level).map_or(account.added, |row| row.seen);
        let derived = derive(tables, &mut basis, &account, seen)?;
        if derived != stored {
            found.push(format!(
                "cadence of account {} ({}): stored {stored:?}, derived {derived:?}",
                id.0, account.name
            ));
        }
    }
    Ok(found)
}

/// The window in force for an account at a level.
pub(crate) fn window<T: Tables>(tables: &T, account: &Account, level: Level) -> Result<Option<Window>> {
    Ok(cadence(tables, account, level)?.map(|cadence| cadence.window))
}

fn cadence<T: Tables>(tables: &T, account: &Account, level: Level) -> Result<Option<Cadence>> {
    let tier = match account.tier {
        Some(tier) => tables.record(Key::new(Kind::Tier, tier.0))?,
        None => None,
    };
    let tier = match &tier {
        Some(Record::Tier(tier)) => tier.cadences.get(&level).copied(),
        _ => None,
    };
    let own = account.own_window.as_ref().filter(|_| level == Level::Rep).map(|own| own.window);
    Ok(Cadence::in_force(tier, own))
}

/// What many accounts share.
struct Basis {
    calendar: Calendar,
    leave: BTreeMap<RepId, Vec<Span>>,
}

impl Basis {
    fn new<T: Tables>(tables: &T) -> Result<Self> {
        Ok(Self { calendar: Calendar::new(&tables.holidays()?), leave: BTreeMap::new() })
    }

    /// Days on which a rep is away and nobody covers.
    fn leave<T: Tables>(&mut self, tables: &T, rep: Option<RepId>) -> Result<Vec<Span>> {
        let Some(rep) = rep else { return Ok(Vec::new()) };
        if let Some(known) = self.leave.get(&rep) {
            return Ok(known.clone());
        }
        let away = tables.leave_of(rep)?.into_iter().filter(|leave| leave.cover.is_none());
        let spans: Vec<Span> = away.map(|leave| leave.span).collect();
        self.leave.insert(rep, spans.clone());
        Ok(spans)
    }
}

fn derive<T: Tables>(
    tables: &T,
    basis: &mut Basis,
    account: &Account,
    seen: impl Fn(Level) -> NaiveDate,
) -> Result<Vec<CadenceRow>> {
    if account.merged_into.is_some() {
        return Ok(Vec::new());
    }
    let leave = basis.leave(tables, account.rep)?;
    let mut pauses: Vec<Span> = account.pauses.iter().map(|pause| pause.span).collect();
    pauses.sort_unstable();
    let mut rows = Vec::new();
    for level in Level::ALL {
        let Some(cadence) = cadence(tables, account, level)? else { continue };
        let last = tables.last_touch(account.id, &|touch| touch.is_accepted(level, &cadence))?;
        let clock = Clock { last, pauses: pauses.clone() };
        let count = DayCount::new(cadence.unit, &basis.calendar, &account.closures, &pauses, &leave);
        let seen = seen(level);
        let due = due(&clock, Some(cadence.window), &count, seen);
        rows.push(CadenceRow {
            level,
            rep: account.rep,
            tier: account.tier,
            last,
            opens: due.opens,
            due: due.last_day,
            seen,
        });
    }
    Ok(rows)
}
