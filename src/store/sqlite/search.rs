//! Finding accounts by anything that is known of them. Beside each account stands the text it is found by and a number that says which
//! letters occur in it and in its pinyin; the number rules nearly all out, the rest are read and judged by the same rules as everywhere.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::ids::{AccountId, RepId};
use crate::i18n::search::{Fit, Letters, Needle};
use crate::store::{Finds, Identity, Result, Viewer};

use super::book;
use super::records::account;
use super::scope::Scope;
use super::values::{all, id, one, place, run};

/// What parts the fields of a text: no field has a line end.
const BETWEEN: char = '\n';

/// The accounts that fit, best first.
pub(super) fn search(conn: &Connection, scope: &Scope, viewer: Viewer, words: &str, limit: usize) -> Result<Finds> {
    let needle = Needle::new(words);
    let mut found: Vec<(Fit, String, AccountId)> = Vec::new();
    let mut judge = |row: &Row<'_>| {
        let text = row.get_ref(1)?.as_str()?;
        let fields: Vec<&str> = text.split(BETWEEN).collect();
        if let Some(fit) = needle.fit(&fields) {
            found.push((fit, fields[0].to_owned(), AccountId(row.get(0)?)));
        }
        Ok(())
    };
    let letters = needle.letters() as i64;
    match scope {
        Scope::All { .. } => drop(all(conn, EVERYWHERE, [letters], judge)?),
        Scope::Reps { reps, .. } => {
            for rep in reps {
                all(conn, IN_TERRITORY, params![rep.0, letters], &mut judge)?;
            }
            for account in scope.on_routes(conn)? {
                all(conn, AT, params![account.0, letters], &mut judge)?;
            }
        }
    }
    found.sort();
    found.dedup(); // on a route and in the territory
    let total = found.len();
    found.truncate(limit);
    let accounts: Vec<AccountId> = found.iter().map(|(.., id)| *id).collect();
    let (rep, day) = viewer.reader();
    let mut rows = book::some(conn, &accounts, rep, day)?;
    rows.sort_by_cached_key(|row| accounts.iter().position(|id| *id == row.account));
    Ok(Finds { rows, total })
}

const EVERYWHERE: &str = "SELECT account, text FROM account_search WHERE letters & ?1 = ?1";
const IN_TERRITORY: &str = "SELECT account, text FROM account_search WHERE rep = ?1 AND letters & ?2 = ?2";
const AT: &str = "SELECT account, text FROM account_search WHERE account = ?1 AND letters & ?2 = ?2";

/// What each account is recognised by.
pub(super) fn identities(conn: &Connection, scope: &Scope, each: &mut dyn FnMut(Identity)) -> Result<()> {
    let mut accounts =
        conn.prepare_cached("SELECT id, name, address, lat, lon FROM account WHERE merged_into IS NULL ORDER BY id")?;
    let mut rows = accounts.query([])?;
    while let Some(row) = rows.next()? {
        let account: AccountId = id(row, "id")?;
        if matches!(scope, Scope::All { .. }) || scope.sees(conn, account)? {
            each(Identity {
                account,
                name: row.get("name")?,
                address: row.get("address")?,
                codes: account::codes(conn, account.0)?,
                place: place(row, "lat", "lon")?,
            });
        }
    }
    Ok(())
}

/// Derives the row of an account anew.
pub(super) fn renew(conn: &Connection, letters: &Letters, account: Uuid) -> Result<()> {
    match derive(conn, letters, account)? {
        Some((rep, bits, text)) => run(
            conn,
            "INSERT INTO account_search (account, rep, letters, text) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (account) DO UPDATE SET rep = excluded.rep, letters = excluded.letters, text = excluded.text",
            params![account, rep.map(|id| id.0), bits, text],
        ),
        None => run(conn, "DELETE FROM account_search WHERE account = ?1", [account]),
    }
}

/// Derives the rows of all accounts anew.
pub(super) fn renew_all(conn: &Connection) -> Result<()> {
    let letters = Letters::default();
    for account in all(conn, "SELECT id FROM account ORDER BY id", [], |row| row.get(0))? {
        renew(conn, &letters, account)?;
    }
    Ok(())
}

/// Names the accounts whose rows are not as they would be derived.
pub(super) fn differences(conn: &Connection) -> Result<Vec<String>> {
    let letters = Letters::default();
    let mut found = Vec::new();
    for account in all(conn, "SELECT id FROM account ORDER BY id", [], |row| row.get::<_, Uuid>(0))? {
        let stored = one(conn, "SELECT rep, letters, text FROM account_search WHERE account = ?1", [account], |row| {
            Ok((row.get::<_, Option<Uuid>>(0)?.map(RepId), row.get(1)?, row.get(2)?))
        })?;
        if stored != derive(conn, &letters, account)? {
            found.push(format!("search text of account {account}"));
        }
    }
    Ok(found)
}

/// The territory, the letters and the text of an account: name, name in the other script, codes, telephone numbers as digits, address,
/// people. None for one that is not there or went into another.
fn derive(conn: &Connection, letters: &Letters, id: Uuid) -> Result<Option<(Option<RepId>, i64, String)>> {
    let Some(account) = account::get(conn, id)?.filter(|account| account.merged_into.is_none()) else {
        return Ok(None);
    };
    let people = all(conn, "SELECT name, phone FROM contact WHERE account = ?1 ORDER BY id", [id], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    let text = crate::store::rows::search_fields(&account, &people).join(&BETWEEN.to_string());
    let bits = letters.of(&text) as i64;
    Ok(Some((account.rep, bits, text)))
}
