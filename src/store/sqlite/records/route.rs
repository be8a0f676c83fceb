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
        "left" => Fate::Left,
        "rolled" => Fate::Rolled { to: row.get("to_day")? },
        "handed" => Fate::Handed { to: id(row, "to_rep")?, on: row.get("to_day")? },
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
        locked: row.get("locked")?,
        fate,
    })
}

pub fn put_stop(conn: &Connection, stop: &Stop) -> Result<()> {
    let (mut touch, mut reason, mut to_day, mut to_rep) = (None, None, None, None);
    match &stop.fate {
        Fate::Open | Fate::Left => {}
        Fate::Done { touch: by } => touch = Some(by.0),
        Fate::Skipped { reason: why } => reason = Some(why),
        Fate::Rolled { to } => to_day = Some(*to),
        Fate::Handed { to, on } => (to_day, to_rep) = (Some(*on), Some(to.0)),
    }
    run(
        conn,
        "INSERT INTO stop (id, rep, day, account, rank, unplanned, pinned, locked, fate, touch, reason, to_day, to_rep)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
         ON CONFLICT (id) DO UPDATE SET
           rep = excluded.rep, day = excluded.day, account = excluded.account, rank = excluded.rank,
           unplanned = excluded.unplanned, pinned = excluded.pinned, locked = excluded.locked, fate = excluded.fate,
           touch = excluded.touch, reason = excluded.reason, to_day = excluded.to_day, to_rep = excluded.to_rep",
        params![
            stop.id.0,
            stop.rep.0,
            stop.day,
            stop.account.0,
            stop.rank,
            stop.unplanned,
            stop.pinned,
            stop.locked,
            stop.fate.word(),
            touch,
            reason,
            to_day,
            to_rep,
        ],
    )
}
