//! Everything that can be seen, a page of accounts at a time: what leaves the database as files. It holds one page in memory, whatever the
//! size of the organisation.

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::ids::AccountId;
use crate::domain::record::{Kind, Record};
use crate::store::{AccountRow, Result};

use super::records::{account, matter, route, touch};
use super::scope::Scope;
use super::values::{all, one};

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
    let mut rows = Vec::new();
    for id in ids {
        if rows.len() == limit {
            break;
        }
        let Some(account) = account::get(conn, id)?.filter(|account| account.merged_into.is_none()) else { continue };
        let sql = "SELECT last_day FROM cadence WHERE account = ?1 AND level = 'rep'";
        let last = one(conn, sql, [id], |row| row.get::<_, Option<NaiveDate>>(0))?.flatten();
        rows.push(AccountRow { account, last });
    }
    Ok(rows)
}

/// The records of a kind at some accounts, in the order of the accounts, then by day and identity.
pub(super) fn records_at(conn: &Connection, scope: &Scope, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>> {
    type Read = fn(&Row<'_>) -> rusqlite::Result<Record>;
    let (sql, read): (_, Read) = match kind {
        Kind::Contact => {
            ("SELECT * FROM contact WHERE account = ?1 ORDER BY id", |row| account::contact(row).map(Record::from))
        }
        Kind::Touch => {
            ("SELECT * FROM touch WHERE account = ?1 ORDER BY day, id", |row| touch::touch(row).map(Record::from))
        }
        Kind::Stop => {
            ("SELECT * FROM stop WHERE account = ?1 ORDER BY day, id", |row| route::stop(row).map(Record::from))
        }
        Kind::Matter => {
            ("SELECT * FROM matter WHERE account = ?1 ORDER BY raised, id", |row| matter::matter(row).map(Record::from))
        }
        Kind::Appointment => ("SELECT * FROM appointment WHERE account = ?1 ORDER BY day, id", |row| {
            matter::appointment(row).map(Record::from)
        }),
        _ => return Ok(Vec::new()),
    };
    let mut records = Vec::new();
    for account in accounts {
        if scope.sees(conn, *account)? {
            records.extend(all(conn, sql, [account.0], read)?);
        }
    }
    Ok(records)
}
