//! What belongs to the viewer alone: open visits, drafts, settings, and what can be taken back. The system has none of these but the
//! last.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::domain::ids::{GroupId, RepId};
use crate::store::tables::Group;
use crate::store::undo::within_reach;
use crate::store::{DayTouch, DraftRow, OpenVisit, Result, Undoable, Viewer};

use super::records::touch;
use super::scope::Scope;
use super::tables::draft;
use super::values::{all, one};
use super::{imports, log};

/// Open visits, oldest first.
pub(super) fn open_visits(conn: &Connection, viewer: Viewer) -> Result<Vec<OpenVisit>> {
    let Viewer::Person { rep, .. } = viewer else { return Ok(Vec::new()) };
    all(
        conn,
        "SELECT t.*, a.name AS account_name FROM touch t JOIN account a ON a.id = t.account
         WHERE t.rep = ?1 AND t.open = 1 ORDER BY t.started, t.id",
        [rep.0],
        |row| Ok(OpenVisit { touch: touch::touch(row)?, name: row.get("account_name")? }),
    )
}

/// A rep's touches of a day at accounts that can be seen.
pub(super) fn day_touches(conn: &Connection, scope: &Scope, rep: RepId, day: NaiveDate) -> Result<Vec<DayTouch>> {
    if !scope.sees_rep(rep) {
        return Ok(Vec::new());
    }
    let found = all(
        conn,
        "SELECT t.*, a.name AS account_name FROM touch t JOIN account a ON a.id = t.account
         WHERE t.rep = ?1 AND t.day = ?2 ORDER BY t.started, t.id",
        params![rep.0, day],
        |row| Ok(DayTouch { touch: touch::touch(row)?, name: row.get("account_name")?, goods: Vec::new() }),
    )?;
    let mut seen = Vec::new();
    for it in found {
        if scope.sees(conn, it.touch.account)? {
            seen.push(it);
        }
    }
    Ok(seen)
}

/// Drafts, newest first.
pub(super) fn drafts(conn: &Connection, viewer: Viewer) -> Result<Vec<DraftRow>> {
    let Viewer::Person { rep, .. } = viewer else { return Ok(Vec::new()) };
    all(
        conn,
        "SELECT d.*, a.name AS account_name FROM draft d JOIN account a ON a.id = d.account
         WHERE d.rep = ?1 ORDER BY d.saved DESC, d.touch DESC",
        [rep.0],
        |row| Ok(DraftRow { draft: draft(row)?, name: row.get("account_name")? }),
    )
}

/// Settings by name.
pub(super) fn settings(conn: &Connection, viewer: Viewer) -> Result<BTreeMap<String, String>> {
    let Viewer::Person { rep, .. } = viewer else { return Ok(BTreeMap::new()) };
    let sql = "SELECT name, value FROM setting WHERE rep = ?1";
    Ok(all(conn, sql, [rep.0], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
}

/// The newest group in force.
pub(super) fn undoable(conn: &Connection, viewer: Viewer) -> Result<Option<Undoable>> {
    newest(conn, viewer, true)?.map(|group| describe(conn, &group)).transpose()
}

/// The group that was taken back last, if nothing was changed since.
pub(super) fn redoable(conn: &Connection, viewer: Viewer) -> Result<Option<Undoable>> {
    let (actor, _) = within_reach(viewer);
    match newest(conn, viewer, false)? {
        Some(group) if log::newest_change(conn, actor)? < group.turned => describe(conn, &group).map(Some),
        _ => Ok(None),
    }
}

fn newest(conn: &Connection, viewer: Viewer, live: bool) -> Result<Option<Group>> {
    let (actor, from) = within_reach(viewer);
    one(
        conn,
        // An import that was taken back can be made again, but not put back.
        "SELECT * FROM op_group WHERE actor IS ?1 AND live = ?2 AND day >= ?3
           AND (live OR grp NOT IN (SELECT grp FROM import_group))
         ORDER BY stamp DESC LIMIT 1",
        params![actor.map(|rep| rep.0), live, from],
        log::read_group,
    )
}

fn describe(conn: &Connection, group: &Group) -> Result<Undoable> {
    let account = match accounts(conn, group.id)?[..] {
        [one_account] => one(conn, "SELECT name FROM account WHERE id = ?1", [one_account], |row| row.get(0))?,
        _ => None,
    };
    let account = account.filter(|name: &String| !name.is_empty());
    let import = imports::import_of(conn, group.id)?;
    Ok(Undoable { group: group.id, deed: group.deed, account, changes: group.changes, at: group.at, import })
}

/// The accounts a group is about; more than one is as good as many.
fn accounts(conn: &Connection, group: GroupId) -> Result<Vec<Uuid>> {
    all(
        conn,
        "SELECT DISTINCT r.account FROM op_log l JOIN op_row r ON r.op = l.seq
         WHERE l.grp = ?1 AND l.act = 'change' AND r.account IS NOT NULL LIMIT 2",
        [group.0],
        |row| row.get(0),
    )
}
