//! Keys by which people are recognised.

use rusqlite::{Connection, Row, params};

use super::people;
use crate::domain::access::{AccessKey, Enrolment};
use crate::domain::ids::RepId;
use crate::domain::people::Rep;
use crate::store::Result;
use crate::store::sqlite::values::{Millis, all, id, one, run};

pub const ACCESS_KEY: &str = "SELECT * FROM access_key WHERE id = ?1";

pub fn access_key(row: &Row<'_>) -> rusqlite::Result<AccessKey> {
    Ok(AccessKey {
        id: id(row, "id")?,
        rep: id(row, "rep")?,
        public: row.get("public")?,
        fingerprint: row.get("fingerprint")?,
        name: row.get("name")?,
        added: row.get::<_, Millis>("added")?.0,
        revoked: row.get::<_, Option<Millis>>("revoked")?.map(|it| it.0),
    })
}

pub fn put_access_key(conn: &Connection, key: &AccessKey) -> Result<()> {
    run(
        conn,
        "INSERT INTO access_key (id, rep, public, fingerprint, name, added, revoked) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET
           rep = excluded.rep, public = excluded.public, fingerprint = excluded.fingerprint, name = excluded.name,
           added = excluded.added, revoked = excluded.revoked",
        params![
            key.id.0,
            key.rep.0,
            key.public,
            key.fingerprint,
            key.name,
            Millis(key.added),
            key.revoked.map(Millis),
        ],
    )
}

/// The keys of one person or of everybody, by identity.
pub fn keys(conn: &Connection, rep: Option<RepId>) -> Result<Vec<AccessKey>> {
    let sql = "SELECT * FROM access_key WHERE ?1 IS NULL OR rep = ?1 ORDER BY id";
    all(conn, sql, [rep.map(|id| id.0)], access_key)
}

/// The key in force with a fingerprint.
pub fn live_key(conn: &Connection, fingerprint: &str) -> Result<Option<AccessKey>> {
    one(conn, "SELECT * FROM access_key WHERE fingerprint = ?1 AND revoked IS NULL", [fingerprint], access_key)
}

/// Whose key in force has a fingerprint.
pub fn holder(conn: &Connection, fingerprint: &str) -> Result<Option<Rep>> {
    let sql =
        "SELECT rep.* FROM access_key JOIN rep ON rep.id = access_key.rep WHERE fingerprint = ?1 AND revoked IS NULL";
    one(conn, sql, [fingerprint], people::rep)
}

/// All codes that are kept, by person.
pub fn enrolments(conn: &Connection) -> Result<Vec<Enrolment>> {
    all(conn, "SELECT * FROM enrolment ORDER BY rep", [], |row| {
        Ok(Enrolment {
            rep: id(row, "rep")?,
            digest: row.get("digest")?,
            until: row.get::<_, Millis>("until")?.0,
            tries: row.get("tries")?,
        })
    })
}

pub fn put_enrolment(conn: &Connection, enrolment: &Enrolment) -> Result<()> {
    let Enrolment { rep, digest, until, tries } = enrolment;
    let sql = "INSERT OR REPLACE INTO enrolment (rep, digest, until, tries) VALUES (?1, ?2, ?3, ?4)";
    run(conn, sql, params![rep.0, digest, Millis(*until), tries])
}

pub fn drop_enrolment(conn: &Connection, rep: RepId) -> Result<()> {
    run(conn, "DELETE FROM enrolment WHERE rep = ?1", [rep.0])
}
