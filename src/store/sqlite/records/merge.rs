//! Merges, and decisions about accounts that look like one.

use rusqlite::{Connection, Row, params};

use crate::domain::merge::{Merge, Twins};
use crate::store::Result;
use crate::store::sqlite::values::{Json, id, run};

pub const MERGE: &str = "SELECT * FROM merge WHERE id = ?1";
pub const TWINS: &str = "SELECT * FROM twins WHERE id = ?1";

pub fn merge(row: &Row<'_>) -> rusqlite::Result<Merge> {
    Ok(Merge {
        id: id(row, "id")?,
        kept: id(row, "kept")?,
        gone: id(row, "gone")?,
        moved: row.get::<_, Json<_>>("moved")?.0,
        codes: row.get::<_, Json<_>>("codes")?.0,
    })
}

pub fn twins(row: &Row<'_>) -> rusqlite::Result<Twins> {
    Ok(Twins { id: id(row, "id")?, joined: row.get("joined")? })
}

pub fn put_merge(conn: &Connection, merge: &Merge) -> Result<()> {
    run(
        conn,
        "INSERT INTO merge (id, kept, gone, moved, codes) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET
           kept = excluded.kept, gone = excluded.gone, moved = excluded.moved, codes = excluded.codes",
        params![merge.id.0, merge.kept.0, merge.gone.0, Json(&merge.moved), Json(&merge.codes)],
    )
}

pub fn put_twins(conn: &Connection, twins: &Twins) -> Result<()> {
    let sql = "INSERT INTO twins (id, joined) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET joined = excluded.joined";
    run(conn, sql, params![twins.id.0, twins.joined])
}
