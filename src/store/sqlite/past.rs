//! Some days of a rep, for the board: over indexes of the rep and of the accounts in the territory.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use crate::domain::ids::RepId;
use crate::store::rows::{PastTouch, Waited};
use crate::store::{Past, Result};

use super::records::{matter, route, stock, touch};
use super::scope::Scope;
use super::values::{all, one};

/// A touch with the days before it; what stands in `$from` says of whom.
macro_rules! touches {
    ($from:literal) => {
        concat!(
            "SELECT t.*,
               (SELECT max(u.day) FROM touch u WHERE u.account = t.account AND (u.day, u.id) < (t.day, t.id) AND u.open = 0
                  AND u.attempted = 0 AND u.voided IS NULL AND u.kind NOT IN ('phone', 'chat')) AS before,
               (SELECT max(u.day) FROM touch u WHERE u.account = t.account AND (u.day, u.id) < (t.day, t.id) AND u.open = 0
                  AND u.attempted = 0 AND u.voided IS NULL AND u.kind = 'phone') AS called_before,
               (SELECT max(u.day) FROM touch u WHERE u.account = t.account AND (u.day, u.id) < (t.day, t.id) AND u.open = 0
                  AND u.attempted = 0 AND u.voided IS NULL AND u.kind = 'chat') AS wrote_before
             FROM ",
            $from,
            " AND t.day BETWEEN ?2 AND ?3 AND t.open = 0 AND t.voided IS NULL"
        )
    };
}

pub(super) const OWN: &str = touches!("touch t INDEXED BY touch_rep WHERE t.rep = ?1");
pub(super) const TERRITORY: &str = touches!(
    "account a CROSS JOIN touch t INDEXED BY touch_account ON t.account = a.id AND t.rep <> ?1
     WHERE a.rep = ?1 AND a.merged_into IS NULL"
);
pub(super) const STOPS: &str = "SELECT * FROM stop WHERE rep = ?1 AND day BETWEEN ?2 AND ?3";
pub(super) const MATTERS: &str = "SELECT * FROM matter INDEXED BY matter_rep WHERE rep = ?1 AND due BETWEEN ?2 AND ?3";
pub(super) const WAITS: &str = "SELECT q.*, p.name AS product_name,
       (SELECT min(day) FROM telling WHERE request = q.id AND withdrawn = 0) AS told,
       (SELECT min(day) FROM fulfilment WHERE request = q.id) AS supplied
     FROM stock_request q JOIN product p ON p.id = q.product WHERE q.rep = ?1 AND q.day <= ?3";

/// What a rep did from one day through another, and what was there to do.
pub(super) fn past(conn: &Connection, scope: &Scope, rep: RepId, (from, to): (NaiveDate, NaiveDate)) -> Result<Past> {
    if !scope.sees_rep(rep) {
        return Ok(Past::default());
    }
    let days = params![rep.0, from, to];
    let mut touches = all(conn, OWN, days, past_touch)?;
    touches.extend(all(conn, TERRITORY, days, past_touch)?);
    let wait = |row: &Row<'_>| {
        let (told, supplied) = (row.get("told")?, row.get("supplied")?);
        Ok(Waited { request: stock::request(row)?, product: row.get("product_name")?, told, supplied })
    };
    let mut found = Past {
        touches,
        stops: all(conn, STOPS, days, route::stop)?,
        matters: all(conn, MATTERS, days, matter::matter)?,
        waits: all(conn, WAITS, params![rep.0, from, to], wait)?,
        names: BTreeMap::new(),
    };
    let within = |day: Option<NaiveDate>| day.is_some_and(|day| from <= day && day <= to);
    found.waits.retain(|it| within(it.told) || within(it.supplied));
    let mut seen = BTreeSet::new();
    for account in found.accounts() {
        if scope.sees(conn, account)? {
            seen.insert(account);
            let name = one(conn, "SELECT name FROM account WHERE id = ?1", [account.0], |row| row.get(0))?;
            found.names.insert(account, name.unwrap_or_default());
        }
    }
    found.keep(&seen);
    Ok(found)
}

fn past_touch(row: &Row<'_>) -> rusqlite::Result<PastTouch> {
    Ok(PastTouch {
        touch: touch::touch(row)?,
        before: row.get("before")?,
        called_before: row.get("called_before")?,
        wrote_before: row.get("wrote_before")?,
    })
}
