//! The operation log and its groups. Personal text stands in `op_text`, apart from the rest of a row, and is joined back when a group
//! is turned.

use rusqlite::{Connection, Row, params};

use crate::domain::change::{Act, Envelope};
use crate::domain::ids::{GroupId, RepId};
use crate::domain::record::{Fields, Key, Kind};
use crate::store::Result;
use crate::store::tables::{Group, Hand, LogRow};

use super::values::{Json, Millis, Word, all, id, id_if, one, run};

/// Writes an operation and its rows.
pub(super) fn write(conn: &Connection, envelope: &Envelope, rows: &[LogRow]) -> Result<i64> {
    let (act, turns) = match &envelope.act {
        Act::Change(_) => ("change", None),
        Act::Undo(group) | Act::Withdraw(group) => ("undo", Some(group.0)),
        Act::Redo(group) => ("redo", Some(group.0)),
    };
    run(
        conn,
        "INSERT INTO op_log (op, grp, actor, device, at, day, act, turns) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        params![
            envelope.op.0,
            envelope.group.0,
            envelope.actor.map(|id| id.0),
            envelope.device.0,
            Millis(envelope.at),
            envelope.day,
            act,
            turns,
        ],
    )?;
    let seq = conn.last_insert_rowid();
    for (row, n) in rows.iter().zip(0..) {
        write_row(conn, seq, n, row)?;
    }
    Ok(seq)
}

fn write_row(conn: &Connection, seq: i64, n: i64, row: &LogRow) -> Result<()> {
    let (before, before_text) = apart(row.key.kind, row.before.clone());
    let (after, after_text) = apart(row.key.kind, row.after.clone());
    run(
        conn,
        "INSERT INTO op_row (op, n, kind, id, account, deed, fields, before, after)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            seq,
            n,
            Word(row.key.kind),
            row.key.id,
            row.account.map(|id| id.0),
            row.deed.map(Word),
            row.fields().map(Json),
            before.map(Json),
            after.map(Json),
        ],
    )?;
    for (side, texts) in [("before", before_text), ("after", after_text)] {
        for (field, value) in texts {
            run(
                conn,
                "INSERT INTO op_text (op, n, side, field, value) VALUES (?1, ?2, ?3, ?4, ?5)",
                params![seq, n, side, field, Json(value)],
            )?;
        }
    }
    Ok(())
}

/// Takes personal text out of a record's fields.
fn apart(kind: Kind, fields: Option<Fields>) -> (Option<Fields>, Fields) {
    let Some(mut rest) = fields else { return (None, Fields::new()) };
    let personal = kind.personal_fields().iter();
    let texts = personal.filter_map(|name| rest.remove(*name).map(|value| ((*name).to_owned(), value))).collect();
    (Some(rest), texts)
}

/// The rows that the changes of a group wrote.
pub(super) fn rows_of(conn: &Connection, group: GroupId) -> Result<Vec<LogRow>> {
    let mut rows = all(
        conn,
        "SELECT r.* FROM op_log l JOIN op_row r ON r.op = l.seq WHERE l.grp = ?1 AND l.act = 'change' ORDER BY l.seq, r.n",
        [group.0],
        |row| Ok((row.get::<_, i64>("n")?, log_row(row)?)),
    )?;
    for (n, row) in &mut rows {
        let texts =
            all(conn, "SELECT side, field, value FROM op_text WHERE op = ?1 AND n = ?2", [row.seq, *n], |text| {
                Ok((text.get::<_, String>(0)?, text.get(1)?, text.get::<_, Json<_>>(2)?.0))
            })?;
        for (side, field, value) in texts {
            let fields = if side == "before" { &mut row.before } else { &mut row.after };
            fields.get_or_insert_default().insert(field, value);
        }
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn log_row(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    let fields = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Json<Fields>>>(column)?.map(|fields| fields.0));
    Ok(LogRow {
        seq: row.get("op")?,
        key: Key { kind: row.get::<_, Word<_>>("kind")?.0, id: id(row, "id")? },
        account: id_if(row, "account")?,
        deed: row.get::<_, Option<Word<_>>>("deed")?.map(|deed| deed.0),
        before: fields("before")?,
        after: fields("after")?,
    })
}

/// Everybody who ever wrote a record, newest first.
pub(super) fn hands(conn: &Connection, key: Key) -> Result<Vec<Hand>> {
    all(
        conn,
        "SELECT l.seq, l.grp, l.actor, l.at, r.fields, l.act = 'change' AND ifnull(g.live, 0) AS live
         FROM op_row r JOIN op_log l ON l.seq = r.op LEFT JOIN op_group g ON g.grp = l.grp
         WHERE r.id = ?1 AND r.kind = ?2 ORDER BY r.op DESC, r.n DESC",
        params![key.id, Word(key.kind)],
        |row| {
            Ok(Hand {
                seq: row.get("seq")?,
                group: id(row, "grp")?,
                actor: id_if(row, "actor")?,
                at: row.get::<_, Millis>("at")?.0,
                fields: row.get::<_, Option<Json<_>>>("fields")?.map(|fields| fields.0),
                live: row.get("live")?,
            })
        },
    )
}

/// A group.
pub(super) fn group(conn: &Connection, group: GroupId) -> Result<Option<Group>> {
    one(conn, "SELECT * FROM op_group WHERE grp = ?1", [group.0], read_group)
}

/// Reads a group.
pub(super) fn read_group(row: &Row<'_>) -> rusqlite::Result<Group> {
    Ok(Group {
        id: id(row, "grp")?,
        actor: id_if(row, "actor")?,
        deed: row.get::<_, Word<_>>("deed")?.0,
        changes: row.get("changes")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
        last: row.get("last")?,
        live: row.get("live")?,
        turned: row.get("turned")?,
    })
}

/// Saves a group.
pub(super) fn put_group(conn: &Connection, group: &Group) -> Result<()> {
    run(
        conn,
        "INSERT INTO op_group (grp, actor, deed, changes, at, day, last, live, turned, stamp)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (grp) DO UPDATE SET
           changes = excluded.changes, at = excluded.at, day = excluded.day, last = excluded.last, live = excluded.live,
           turned = excluded.turned, stamp = excluded.stamp",
        params![
            group.id.0,
            group.actor.map(|id| id.0),
            Word(group.deed),
            group.changes,
            Millis(group.at),
            group.day,
            group.last,
            group.live,
            group.turned,
            group.stamp(),
        ],
    )
}

/// The sequence number of the newest change by an actor.
pub(super) fn newest_change(conn: &Connection, actor: Option<RepId>) -> Result<i64> {
    let newest =
        one(conn, "SELECT max(last) FROM op_group WHERE actor IS ?1", [actor.map(|id| id.0)], |row| row.get(0));
    Ok(newest?.flatten().unwrap_or(0))
}
