//! What is known about one account: the brief before entering, and everything that happened there.

use std::cell::OnceCell;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::ids::{AccountId, MergeId, RepId, TouchId};
use crate::domain::touch::Touch;
use crate::store::rows::{Goods, Happening};
use crate::store::{Brief, Cursor, Entry, Page, Result, Viewer};

use super::book;
use super::records::{account, matter, route, stock, touch};
use super::scope::Scope;
use super::tables::Connected;
use super::values::{all, id, one};

/// A touch, if its account can be seen.
pub(super) fn touch(conn: &Connection, scope: &Scope, id: TouchId) -> Result<Option<Touch>> {
    match one(conn, touch::TOUCH, [id.0], touch::touch)? {
        Some(touch) if scope.sees(conn, touch.account)? => Ok(Some(touch)),
        _ => Ok(None),
    }
}

/// The touches at an account from a day on.
pub(super) fn touches_since(conn: &Connection, scope: &Scope, id: AccountId, day: NaiveDate) -> Result<Vec<Touch>> {
    if !scope.sees(conn, id)? {
        return Ok(Vec::new());
    }
    let sql = "SELECT * FROM touch WHERE account = ?1 AND day >= ?2 ORDER BY day, id";
    all(conn, sql, params![id.0, day], touch::touch)
}

/// What to know before entering.
pub(super) fn brief(conn: &Connection, scope: &Scope, viewer: Viewer, id: AccountId) -> Result<Option<Brief>> {
    let seen = |id: AccountId| if scope.sees(conn, id)? { account::get(conn, id.0) } else { Ok(None) };
    // Of one that went into another, the other's.
    let Some(account) = (match seen(id)?.map(|account| (account.merged_into, account)) {
        Some((Some(kept), _)) => seen(kept)?,
        asked => asked.map(|(_, account)| account),
    }) else {
        return Ok(None);
    };
    let id = account.id;
    let name = "SELECT name FROM rep WHERE id = ?1";
    let from = scope.day().unwrap_or(NaiveDate::MIN);
    let (rep, day) = viewer.own_row(&account);
    let Some(row) = book::one(conn, id, rep, day)? else { return Ok(None) };
    let open = "SELECT * FROM stock_request WHERE account = ?1 AND ended IS NULL";
    let requests = all(conn, open, [id.0], stock::request)?;
    Ok(Some(Brief {
        requests: crate::store::stock::requests_at(&Connected { conn, letters: &OnceCell::new() }, requests, day)?,
        row,
        rep_name: one(conn, name, [account.rep.map(|rep| rep.0)], |row| row.get(0))?,
        account,
        contacts: all(conn, "SELECT * FROM contact WHERE account = ?1 ORDER BY id", [id.0], account::contact)?,
        matters: all(
            conn,
            "SELECT * FROM matter WHERE account = ?1 AND answered IS NULL ORDER BY due IS NULL, due, id",
            [id.0],
            matter::matter,
        )?,
        appointments: all(
            conn,
            "SELECT * FROM appointment WHERE account = ?1 AND outcome IS NULL AND day >= ?2 ORDER BY day, time, id",
            params![id.0, from],
            matter::appointment,
        )?,
        recent: all(
            conn,
            "SELECT * FROM touch WHERE account = ?1 AND open = 0 AND voided IS NULL ORDER BY day DESC, id DESC LIMIT 10",
            [id.0],
            touch::touch,
        )?,
        touches: one(conn, TOUCHES, [id.0], |row| row.get(0))?.unwrap_or(0),
        merged: all(conn, MERGED, [id.0], |row| Ok((row.get(0).map(MergeId)?, row.get(1)?)))?,
    }))
}

const TOUCHES: &str = "SELECT count(*) FROM touch WHERE account = ?1 AND open = 0 AND voided IS NULL";
const MERGED: &str = "SELECT m.id, a.name FROM merge m JOIN account a ON a.id = m.gone WHERE m.kept = ?1 ORDER BY m.id";

/// Everything that happened at an account, newest first.
pub(super) fn timeline(
    conn: &Connection,
    scope: &Scope,
    account: AccountId,
    before: Option<Cursor>,
    limit: usize,
) -> Result<Page<Entry>> {
    let mut items = Vec::new();
    if scope.sees(conn, account)? {
        for (sql, read) in PARTS {
            let before = before.unwrap_or(Cursor { day: LAST_DAY, id: Uuid::max() });
            let limit = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
            items.extend(all(conn, sql, params![account.0, before.day, before.id, limit], read)?);
        }
    }
    items.sort_by_key(|entry: &Entry| std::cmp::Reverse(entry.cursor));
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().map(|entry| entry.cursor).filter(|_| more);
    Ok(Page { items, next })
}

/// Later than any day that is written as year-month-day.
const LAST_DAY: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

pub(super) type Part = (&'static str, fn(&Row<'_>) -> rusqlite::Result<Entry>);

/// The kinds of things that happen, each in the order of its index.
pub(super) const PARTS: [Part; 7] = [
    (
        "SELECT t.*, r.name AS rep_name FROM touch t JOIN rep r ON r.id = t.rep
         WHERE t.account = ?1 AND (t.day, t.id) < (?2, ?3) ORDER BY t.day DESC, t.id DESC LIMIT ?4",
        |row| entry(row, "day", Happening::Touch(touch::touch(row)?)),
    ),
    (
        "SELECT m.*, r.name AS rep_name FROM matter m JOIN rep r ON r.id = m.rep
         WHERE m.account = ?1 AND (m.raised, m.id) < (?2, ?3) ORDER BY m.raised DESC, m.id DESC LIMIT ?4",
        |row| entry(row, "raised", Happening::Matter(matter::matter(row)?)),
    ),
    (
        "SELECT p.*, r.name AS rep_name FROM appointment p JOIN rep r ON r.id = p.rep
         WHERE p.account = ?1 AND (p.day, p.id) < (?2, ?3) ORDER BY p.day DESC, p.id DESC LIMIT ?4",
        |row| entry(row, "day", Happening::Appointment(matter::appointment(row)?)),
    ),
    (
        "SELECT s.*, r.name AS rep_name, (SELECT name FROM rep WHERE id = s.to_rep) AS colleague FROM stop s JOIN rep r ON r.id = s.rep
         WHERE s.account = ?1 AND s.fate NOT IN ('open', 'done') AND (s.day, s.id) < (?2, ?3) ORDER BY s.day DESC, s.id DESC LIMIT ?4",
        |row| entry(row, "day", Happening::NotDone { stop: route::stop(row)?, colleague: row.get("colleague")? }),
    ),
    (
        "SELECT q.*, r.name AS rep_name, p.name AS product_name, p.unit AS product_unit,
           (SELECT ifnull(sum(f.quantity), 0) FROM fulfilment f WHERE f.request = q.id) AS fulfilled
         FROM stock_request q JOIN rep r ON r.id = q.rep JOIN product p ON p.id = q.product
         WHERE q.account = ?1 AND (q.day, q.id) < (?2, ?3) ORDER BY q.day DESC, q.id DESC LIMIT ?4",
        |row| {
            let (request, fulfilled) = (stock::request(row)?, row.get("fulfilled")?);
            entry(row, "day", Happening::Request { request, goods: goods(row)?, fulfilled })
        },
    ),
    (
        "SELECT t.*, r.name AS rep_name, p.name AS product_name, p.unit AS product_unit
         FROM telling t JOIN rep r ON r.id = t.rep JOIN stock_request q ON q.id = t.request JOIN product p ON p.id = q.product
         WHERE t.account = ?1 AND (t.day, t.id) < (?2, ?3) ORDER BY t.day DESC, t.id DESC LIMIT ?4",
        |row| entry(row, "day", Happening::Telling { telling: stock::telling(row)?, goods: goods(row)? }),
    ),
    (
        "SELECT f.*, r.name AS rep_name, p.name AS product_name, p.unit AS product_unit
         FROM fulfilment f JOIN rep r ON r.id = f.rep JOIN stock_request q ON q.id = f.request JOIN product p ON p.id = q.product
         WHERE f.account = ?1 AND (f.day, f.id) < (?2, ?3) ORDER BY f.day DESC, f.id DESC LIMIT ?4",
        |row| entry(row, "day", Happening::Fulfilment { fulfilment: stock::fulfilment(row)?, goods: goods(row)? }),
    ),
];

fn goods(row: &Row<'_>) -> rusqlite::Result<Goods> {
    Ok(Goods { product: row.get("product_name")?, unit: row.get("product_unit")? })
}

fn entry(row: &Row<'_>, day: &str, what: Happening) -> rusqlite::Result<Entry> {
    let cursor = Cursor { day: row.get(day)?, id: row.get("id")? };
    Ok(Entry { cursor, rep: id::<RepId>(row, "rep")?, rep_name: row.get("rep_name")?, what, goods: Vec::new() })
}
