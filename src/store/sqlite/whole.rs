//! Everything that can be seen, a page of accounts at a time: what leaves the database as files. It holds one page in memory, whatever the
//! size of the organisation.

use std::cell::OnceCell;

use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::domain::ids::AccountId;
use crate::domain::record::{Kind, Record};
use crate::store::{AccountRow, Result, due};

use super::records::{self, account};
use super::scope::Scope;
use super::tables::Connected;
use super::values::all;

/// Accounts with the day of the last touch, by identity.
pub(super) fn accounts(
    conn: &Connection,
    scope: &Scope,
    after: Option<AccountId>,
    limit: usize,
) -> Result<Vec<AccountRow>> {
    let after = after.map_or(Uuid::nil(), |id| id.0);
    let most = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut ids: Vec<Uuid> = Vec::new();
    match scope {
        Scope::All { .. } => {
            let sql = "SELECT id FROM account WHERE id > ?1 AND merged_into IS NULL ORDER BY id LIMIT ?2";
            ids.extend(all(conn, sql, params![after, most], |row| row.get::<_, Uuid>(0))?);
        }
        Scope::Reps { reps, .. } => {
            let sql = "SELECT id FROM account WHERE rep = ?1 AND id > ?2 AND merged_into IS NULL ORDER BY id LIMIT ?3";
            for rep in reps {
                ids.extend(all(conn, sql, params![rep.0, after, most], |row| row.get::<_, Uuid>(0))?);
            }
            ids.extend(scope.on_routes(conn)?.into_iter().map(|id| id.0).filter(|id| *id > after));
            ids.sort_unstable();
            ids.dedup();
        }
    }
    let tables = Connected { conn, letters: &OnceCell::new() };
    let mut rows = Vec::new();
    for id in ids {
        if rows.len() == limit {
            break;
        }
        let Some(account) = account::get(conn, id)?.filter(|account| account.merged_into.is_none()) else { continue };
        let last = due::last_known(&tables, account.id)?;
        rows.push(AccountRow { account, last });
    }
    Ok(rows)
}

/// The records of a kind at some accounts, in the order of the accounts, then by day and identity.
pub(super) fn records_at(conn: &Connection, scope: &Scope, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>> {
    let mut found = Vec::new();
    for account in accounts {
        if scope.sees(conn, *account)? {
            found.extend(records::at(conn, kind, *account)?);
        }
    }
    Ok(found)
}
