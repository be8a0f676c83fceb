//! Imports and how far they are.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use crate::domain::ids::{GroupId, ImportId};
use crate::store::rows::ImportState;
use crate::store::{ImportRun, Result, Viewer};

use super::values::{Millis, Word, all, id, id_if, one, run};

/// The viewer's own imports, the newest first; for the system everybody's.
pub(super) fn imports(conn: &Connection, viewer: Viewer) -> Result<Vec<ImportRun>> {
    let everybody = "SELECT * FROM import_run ORDER BY started DESC, id DESC";
    let own = "SELECT * FROM import_run WHERE rep = ?1 ORDER BY started DESC, id DESC";
    let mut runs = match viewer {
        Viewer::System => all(conn, everybody, [], import_run)?,
        Viewer::Person { rep, .. } => all(conn, own, [rep.0], import_run)?,
    };
    for run in &mut runs {
        let groups = "SELECT grp FROM import_group WHERE import = ?1 ORDER BY n";
        run.groups = all(conn, groups, [run.id.0], |row| id(row, "grp"))?;
    }
    Ok(runs)
}

/// Whether one that is neither done nor gone was at work between two instants.
pub(super) fn is_importing(conn: &Connection, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool> {
    let sql = "SELECT 1 FROM import_run WHERE state IN (?1, ?2) AND at BETWEEN ?3 AND ?4 LIMIT 1";
    let asked = params![Word(ImportState::Going), Word(ImportState::Leaving), Millis(from), Millis(to)];
    Ok(one(conn, sql, asked, |_| Ok(()))?.is_some())
}

fn import_run(row: &Row<'_>) -> rusqlite::Result<ImportRun> {
    Ok(ImportRun {
        id: id(row, "id")?,
        rep: id_if(row, "rep")?,
        file: row.get("file")?,
        print: row.get("print")?,
        options: row.get("options")?,
        started: row.get::<_, Millis>("started")?.0,
        at: row.get::<_, Millis>("at")?.0,
        rows: row.get("rows")?,
        through: row.get("through")?,
        state: row.get::<_, Word<_>>("state")?.0,
        groups: Vec::new(),
    })
}

/// Keeps an import.
pub(super) fn keep(conn: &Connection, import: &ImportRun) -> Result<()> {
    run(
        conn,
        "INSERT INTO import_run (id, rep, file, print, options, started, at, rows, through, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET at = excluded.at, rows = excluded.rows, through = excluded.through, state = excluded.state",
        params![
            import.id.0,
            import.rep.map(|id| id.0),
            import.file,
            import.print,
            import.options,
            Millis(import.started),
            Millis(import.at),
            import.rows,
            import.through,
            Word(import.state),
        ],
    )?;
    for (group, n) in import.groups.iter().zip(0_i64..) {
        let sql = "INSERT OR IGNORE INTO import_group (import, n, grp) VALUES (?1, ?2, ?3)";
        run(conn, sql, params![import.id.0, n, group.0])?;
    }
    Ok(())
}

/// The import that a group is a part of.
pub(super) fn import_of(conn: &Connection, group: GroupId) -> Result<Option<ImportId>> {
    one(conn, "SELECT import FROM import_group WHERE grp = ?1", [group.0], |row| id(row, "import"))
}
