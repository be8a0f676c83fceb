//! Looks at a database file without trusting and without changing it: whose it is, of which version, what is in it, whether it is sound.

use std::path::Path;

use rusqlite::{Connection, Row};
use uuid::Uuid;

use crate::store::{Result, StoreError};

use super::open::{self, PATIENCE};
use super::{migrate, values};

/// What a database file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The number of its schema.
    pub version: i64,
    /// Its first operation, which no two databases share and every copy has. None in one that was never written to.
    pub origin: Option<Uuid>,
    /// How many accounts are in it.
    pub accounts: u64,
    /// How many visits that have ended.
    pub visits: u64,
}

/// What a file says of itself. Errors: it is not ours, of a newer version, or cannot be read.
pub fn glance(path: &Path) -> Result<Inspection> {
    look(&connect(path)?)
}

/// The same, after all pages and references were looked at: a fault in them is an error.
pub fn examine(path: &Path) -> Result<Inspection> {
    let conn = connect(path)?;
    let inspection = look(&conn)?;
    match integrity(&conn)?.into_iter().next() {
        Some(fault) => Err(StoreError::Corrupt(fault)),
        None => Ok(inspection),
    }
}

/// The faults that the engine finds in pages, rows and references.
pub(super) fn integrity(conn: &Connection) -> Result<Vec<String>> {
    let text = |row: &Row<'_>| row.get::<_, String>(0);
    let mut found = values::all(conn, "PRAGMA quick_check", [], text)?;
    found.retain(|line| line != "ok");
    found.extend(values::all(conn, "PRAGMA foreign_key_check", [], |row| {
        Ok(format!("{} refers to a {} that is not there", text(row)?, row.get::<_, String>(2)?))
    })?);
    Ok(found)
}

/// The first operation of a database.
pub(super) fn origin(conn: &Connection) -> Result<Option<Uuid>> {
    values::one(conn, "SELECT op FROM op_log ORDER BY seq LIMIT 1", [], |row| row.get(0))
}

fn connect(path: &Path) -> Result<Connection> {
    let conn = open::look_into(path, PATIENCE)?;
    // An empty file may become a database of ours; it is none yet.
    if migrate::version(&conn)? == 0 { Err(StoreError::NotOurs) } else { Ok(conn) }
}

fn look(conn: &Connection) -> Result<Inspection> {
    let count = |sql| Ok::<_, StoreError>(values::one(conn, sql, [], |row| row.get::<_, u32>(0))?.unwrap_or(0).into());
    Ok(Inspection {
        version: migrate::version(conn)?,
        origin: origin(conn)?,
        accounts: count("SELECT count(*) FROM account")?,
        visits: count("SELECT count(*) FROM touch WHERE open = 0 AND kind IN ('routine', 'stay', 'counter-day')")?,
    })
}
