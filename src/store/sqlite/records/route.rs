//! Stops.

use rusqlite::{Connection, Row, params};

use crate::domain::route::{Fate, Stop};
use crate::store::Result;
use crate::store::sqlite::values::{id, run};

pub const STOP: &str = "SELECT * FROM stop WHERE id = ?1";

pub fn stop(row: &Row<'_>) -> rusqlite::Result<Stop> {
    let fate = match row.get_ref("fate")?.as_str()? {
        "done" => Fate::Done { touch: id(row, "touch")? },
        "skipped" => Fate::Skipped { reason: row.get("reason")? },
        _ => Fate::Open,
    };
    Ok(Stop {
        id: id(row, "id")?,
        rep: id(row, "rep")?,
        day: row.get("day")?,
        account: id(row, "account")?,
        rank: row.get("rank")?,
        unplanned: row.get("unplanned")?,
        pinned: row.get("pinned")?,
        fate,
    })
}

pub fn put_stop(conn: &Connection, stop: &Stop) -> Result<()> {
    let (fate, touch, reason) = match &stop.fate {
        Fate::Open => ("open", None, None),
        Fate::Done { touch } => ("done", Some(touch.0), None),
        Fate::Skipped { reason } => ("skipped", None, Some(reason)),
    };
    run(
        conn,
        "INSERT INTO stop (id, rep, day, account, rank, unplanned, pinned, fate, touch, reason)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET
           rep = excluded.rep, day = excluded.day, account = excluded.account, rank = excluded.rank,
           unplanned = excluded.unplanned, pinned = excluded.pinned, fate = excluded.fate, touch = excluded.touch, reason = excluded.reason",
        params![
            stop.id.0,
            stop.rep.0,
            stop.day,
            stop.account.0,
            stop.rank,
            stop.unplanned,
            stop.pinned,
            fate,
            touch,
            reason,
        ],
    )
}
