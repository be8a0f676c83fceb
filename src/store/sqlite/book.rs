//! A rep's book and route: a handful of queries over indexes, whatever the number of accounts in the organisation.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params};

use crate::domain::account::Pause;
use crate::domain::birthday::Birthday;
use crate::domain::cadence::Window;
use crate::domain::ids::{AccountId, RepId, StopId, TouchId};
use crate::domain::place::Place;
use crate::store::rows::{StopVisit, care_from};
use crate::store::stock::with_goods;
use crate::store::tables::Tables;
use crate::store::{BookRow, Result, RouteRow, due};

use super::records::{route, stock};
use super::scope::Scope;
use super::tables::Connected;
use super::values::{Json, Millis, all, id_list};

/// The queries about the accounts of one set. `?1` is the rep, `?2` the day, `?3` the account where it is about one.
pub(super) struct About {
    pub rows: &'static str,
    pub matters: &'static str,
    pub appointments: &'static str,
    pub requests: &'static str,
    pub birthdays: &'static str,
}

macro_rules! about {
    ($accounts:literal) => {
        About {
            rows: concat!(
                "SELECT a.id, a.name, a.other_name,
                        (SELECT code FROM account_code WHERE account = a.id ORDER BY n LIMIT 1),
                        a.address, a.lat, a.lon, a.rep, a.tier, a.beat, a.minutes, a.added, c.last_day, a.own_min, a.own_max,
                        a.pauses, a.closures, a.hours
                 FROM account a LEFT JOIN cadence c ON c.account = a.id AND c.level = 'rep'
                 WHERE ",
                $accounts,
                " ORDER BY a.id"
            ),
            matters: concat!(
                "SELECT a.id, min(m.due), count(*), max(m.kind = 'complaint')
                 FROM account a CROSS JOIN matter m INDEXED BY matter_open ON m.account = a.id AND m.answered IS NULL
                 WHERE ",
                $accounts,
                " GROUP BY a.id"
            ),
            appointments: concat!(
                "SELECT a.id, p.day, p.time
                 FROM account a CROSS JOIN appointment p INDEXED BY appointment_open
                   ON p.account = a.id AND p.outcome IS NULL AND p.day >= ?2
                 WHERE ",
                $accounts,
                " ORDER BY a.id, p.day, p.time"
            ),
            requests: concat!(
                "SELECT q.* FROM account a CROSS JOIN stock_request q INDEXED BY stock_request_open
                   ON q.account = a.id AND q.ended IS NULL
                 WHERE ",
                $accounts
            ),
            birthdays: concat!(
                "SELECT a.id, c.birthday FROM account a CROSS JOIN contact c INDEXED BY contact_birthday
                   ON c.account = a.id AND c.birthday IS NOT NULL
                 WHERE ",
                $accounts
            ),
        }
    };
}

pub(super) const TERRITORY: About = about!("a.rep = ?1 AND a.merged_into IS NULL");
pub(super) const ON_ROUTE: About = about!("a.id IN (SELECT account FROM stop WHERE rep = ?1 AND day = ?2)");

pub(super) const ONE: About = about!("a.id = ?3");

/// Those whose identities, in hexadecimal, a JSON list has.
pub(super) const SOME: About = about!("a.id IN (SELECT unhex(value) FROM json_each(?3))");

pub(super) const PLANNED: &str =
    "SELECT account, day, id FROM stop WHERE rep = ?1 AND day >= ?2 AND fate = 'open' ORDER BY day, id";
pub(super) const VISITING: &str = "SELECT account, id, started FROM touch WHERE rep = ?1 AND open = 1 ORDER BY id DESC";
pub(super) const STOPS: &str = "SELECT s.*, (SELECT name FROM rep WHERE id = s.to_rep) AS colleague
     FROM stop s WHERE s.rep = ?1 AND s.day = ?2 ORDER BY s.rank, s.id";
pub(super) const VISITS: &str = "SELECT s.id, t.started, t.ended, t.attempted
     FROM stop s CROSS JOIN touch t ON t.id = ifnull(s.touch,
       (SELECT id FROM touch WHERE account = s.account AND day = s.day AND rep = s.rep AND attempted = 1 AND open = 0
          AND voided IS NULL ORDER BY id DESC LIMIT 1))
     WHERE s.rep = ?1 AND s.day = ?2";

/// The accounts of a territory.
pub(super) fn book(conn: &Connection, scope: &Scope, rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>> {
    let mut rows = rows(conn, &TERRITORY, &(rep, day, Value::Null))?;
    if !scope.sees_rep(rep) {
        let seen = scope.on_routes(conn)?;
        rows.retain(|row| seen.contains(&row.account));
    }
    Ok(rows)
}

/// The stops of a route.
pub(super) fn route(conn: &Connection, scope: &Scope, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>> {
    let mut accounts: BTreeMap<AccountId, BookRow> =
        rows(conn, &ON_ROUTE, &(rep, day, Value::Null))?.into_iter().map(|row| (row.account, row)).collect();
    if accounts.values().any(|row| row.rep.is_none_or(|rep| !scope.sees_rep(rep)))
        && !matches!(scope, Scope::All { .. })
    {
        let seen = scope.on_routes(conn)?;
        accounts.retain(|id, row| row.rep.is_some_and(|rep| scope.sees_rep(rep)) || seen.contains(id));
    }
    let visit = |row: &Row<'_>| {
        let instant = |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(at)?.map(|millis| millis.0));
        let visit = StopVisit { start: instant(1)?, end: instant(2)?, attempted: row.get(3)? };
        Ok((row.get::<_, uuid::Uuid>(0)?, visit))
    };
    let visits: BTreeMap<_, _> = all(conn, VISITS, params![rep.0, day], visit)?.into_iter().collect();
    let stops = all(conn, STOPS, params![rep.0, day], |row| Ok((route::stop(row)?, row.get("colleague")?)))?;
    let row = |(stop, colleague): (crate::domain::route::Stop, Option<String>)| {
        let account = accounts.get(&stop.account)?.clone();
        Some(RouteRow { visit: visits.get(&stop.id.0).copied(), stop, account, colleague })
    };
    Ok(stops.into_iter().filter_map(row).collect())
}

/// The row of one account.
pub(super) fn one(conn: &Connection, account: AccountId, rep: RepId, day: NaiveDate) -> Result<Option<BookRow>> {
    Ok(rows(conn, &ONE, &(rep, day, Value::Blob(account.0.as_bytes().to_vec())))?.pop())
}

/// The rows of some accounts, by identity.
pub(super) fn some(conn: &Connection, accounts: &[AccountId], rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>> {
    rows(conn, &SOME, &(rep, day, Value::Text(id_list(accounts.iter().map(|id| id.0)))))
}

/// Whose rows, on which day, and of which accounts, where the query does not say it itself.
type Asked = (RepId, NaiveDate, Value);

/// The rows of a set of accounts, by identity, with what waits at each.
fn rows(conn: &Connection, about: &About, asked: &Asked) -> Result<Vec<BookRow>> {
    let day = asked.1;
    let mut rows = about_rep(conn, about.rows, asked, book_row)?;
    let matters =
        about_rep(conn, about.matters, asked, |row| Ok((account(row)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?;
    for (id, (due, open, complaint)) in matters {
        if let Some(row) = find(&mut rows, id) {
            (row.matter_due, row.matters, row.complaint) = (due, open, complaint);
        }
    }
    let coming =
        |row: &Row<'_>| Ok((account(row)?, (row.get::<_, NaiveDate>(1)?, row.get::<_, Option<NaiveTime>>(2)?)));
    for (id, first) in about_rep(conn, about.appointments, asked, coming)? {
        if let Some(row) = find(&mut rows, id) {
            row.appointment.get_or_insert(first); // they come in order
        }
    }
    let birthday = |row: &Row<'_>| Ok((account(row)?, row.get::<_, Json<Birthday>>(1)?.0));
    let birthdays = about_rep(conn, about.birthdays, asked, birthday)?;
    if !birthdays.is_empty() {
        let ahead = care_from(day);
        for (id, falls) in birthdays.into_iter().filter_map(|(id, it)| Some((id, ahead.falls(it)?))) {
            if let Some(row) = find(&mut rows, id) {
                row.care = Some(row.care.map_or(falls, |care| care.min(falls)));
            }
        }
    }
    let planned = |row: &Row<'_>| Ok((account(row)?, (row.get::<_, NaiveDate>(1)?, StopId(row.get(2)?))));
    for (id, first) in about_rep(conn, PLANNED, asked, planned)? {
        if let Some(row) = find(&mut rows, id) {
            row.planned.get_or_insert(first); // they come in order
        }
    }
    let visiting = |row: &Row<'_>| Ok((account(row)?, TouchId(row.get(1)?), row.get::<_, Option<Millis>>(2)?));
    for (id, touch, since) in about_rep(conn, VISITING, asked, visiting)? {
        if let Some(row) = find(&mut rows, id) {
            row.visiting = since.map(|since| (touch, since.0));
        }
    }
    let tables = Connected { conn, letters: &OnceCell::new() };
    let mut asked = about_rep(conn, about.requests, asked, |row| Ok((stock::request(row)?, None)))?;
    for (request, owner) in &mut asked {
        if let Some(row) = find(&mut rows, request.account) {
            row.requests += 1;
            *owner = row.rep;
        }
    }
    for account in with_goods(&tables, &asked, day)? {
        if let Some(row) = find(&mut rows, account) {
            row.goods = true;
        }
    }
    if !tables.stale(1)?.is_empty() {
        for row in &mut rows {
            if tables.is_stale(row.account)? {
                row.last = due::last(&tables, row.account)?;
            }
        }
    }
    Ok(rows)
}

/// Runs a query about a rep and, where it asks for them, a day and an account.
fn about_rep<T>(
    conn: &Connection,
    sql: &str,
    (rep, day, which): &Asked,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    match conn.prepare_cached(sql)?.parameter_count() {
        1 => all(conn, sql, [rep.0], read),
        2 => all(conn, sql, params![rep.0, day], read),
        _ => all(conn, sql, params![rep.0, day, which], read),
    }
}

fn find(rows: &mut [BookRow], id: AccountId) -> Option<&mut BookRow> {
    let at = rows.binary_search_by_key(&id, |row| row.account).ok()?;
    rows.get_mut(at)
}

fn account(row: &Row<'_>) -> rusqlite::Result<AccountId> {
    row.get(0).map(AccountId)
}

fn book_row(row: &Row<'_>) -> rusqlite::Result<BookRow> {
    let id = |at| row.get::<_, Option<uuid::Uuid>>(at);
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(5)?, row.get(6)?);
    let (min, max): (Option<u32>, Option<u32>) = (row.get(13)?, row.get(14)?);
    let pauses: Option<Json<Vec<Pause>>> = row.get(15)?;
    Ok(BookRow {
        account: account(row)?,
        name: row.get(1)?,
        other_name: row.get(2)?,
        code: row.get::<_, Option<String>>(3)?.unwrap_or_default(),
        address: row.get(4)?,
        place: lat.zip(lon).map(|(lat, lon)| Place { lat, lon }),
        rep: id(7)?.map(Into::into),
        tier: id(8)?.map(Into::into),
        beat: id(9)?.map(Into::into),
        minutes: row.get(10)?,
        added: row.get(11)?,
        last: row.get(12)?,
        own_window: min.zip(max).map(|(min, max)| Window { min, max }),
        pauses: pauses.map(|list| list.0.into_iter().map(|pause| pause.span).collect()).unwrap_or_default(),
        closures: row.get::<_, Option<Json<_>>>(16)?.map(|list| list.0).unwrap_or_default(),
        hours: row.get::<_, Option<Json<_>>>(17)?.map(|list| list.0).unwrap_or_default(),
        matter_due: None,
        matters: 0,
        complaint: false,
        requests: 0,
        goods: false,
        appointment: None,
        care: None,
        planned: None,
        visiting: None,
    })
}
