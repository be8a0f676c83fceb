//! Brings a database to the newest schema, one numbered step at a time. Safe when several processes start at once: whoever gets the
//! write lock reads the version again. A database with data in it is copied to `<file>.pre-v<N>` first.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, TransactionBehavior};

use crate::store::{Result, StoreError};

use super::{backup, counted, search};

/// The steps: number N is at place N − 1. Never edited after landing.
pub(super) const STEPS: &[Step] = &[
    Step { sql: include_str!("migrations/0001.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0002.sql"), then: search::renew_all },
    Step { sql: include_str!("migrations/0003.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0004.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0005.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0006.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0007.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0008.sql"), then: counted::fill },
    Step { sql: include_str!("migrations/0009.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0010.sql"), then: |_| Ok(()) },
    Step { sql: include_str!("migrations/0011.sql"), then: |_| Ok(()) },
];

/// A step: what the schema becomes, and what is derived from the data afterwards, in the same transaction.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub sql: &'static str,
    pub then: fn(&Connection) -> Result<()>,
}

/// Runs the steps that are missing. `file` is none for a database in memory.
pub(super) fn migrate(conn: &mut Connection, file: Option<&Path>, steps: &[Step]) -> Result<()> {
    let known = steps.len() as i64;
    loop {
        let found = version(conn)?;
        if found > known {
            return Err(StoreError::TooNew { found, known });
        }
        if found == known {
            return Ok(());
        }
        let step = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        if version(&step)? != found {
            continue; // another process was faster
        }
        if let Some(file) = file.filter(|_| found > 0) {
            // We hold the write lock, so that the copy is what this step starts from.
            backup::copy_file(file, &before_version(file, known))?;
        }
        for (Step { sql, then }, number) in steps.iter().zip(1..).skip(found as usize) {
            step.execute_batch(sql)?;
            then(&step)?;
            step.pragma_update(None, "user_version", number)?;
        }
        step.commit()?;
    }
}

/// The schema number of a database.
pub(super) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

/// Where the copy from before a migration to a version is kept.
fn before_version(file: &Path, version: i64) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".pre-v{version}"));
    name.into()
}

/// Switches to write-ahead logging. SQLite does not wait for others here, so this does.
pub(super) fn write_ahead(conn: &Connection, patience: Duration) -> Result<()> {
    let pause = Duration::from_millis(5);
    let mut waited = Duration::ZERO;
    loop {
        match conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).map_err(StoreError::from) {
            Err(StoreError::Busy) if waited < patience => {
                std::thread::sleep(pause);
                waited += pause;
            }
            answer => return answer,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn step(sql: &'static str) -> Step {
        Step { sql, then: |_| Ok(()) }
    }

    const OLD: &[Step] = &[step("CREATE TABLE shop (name TEXT) STRICT")];
    const NEW: &[Step] = &[OLD[0], step("ALTER TABLE shop ADD COLUMN town TEXT")];

    fn open(file: &Path) -> Connection {
        let conn = Connection::open(file).unwrap();
        conn.busy_timeout(Duration::from_secs(5)).unwrap();
        write_ahead(&conn, Duration::from_secs(5)).unwrap();
        conn
    }

    fn old_database(dir: &tempfile::TempDir) -> PathBuf {
        let file = dir.path().join("rounds.db");
        let mut conn = open(&file);
        migrate(&mut conn, Some(&file), OLD).unwrap();
        conn.execute("INSERT INTO shop VALUES ('Kiosk')", []).unwrap();
        file
    }

    #[test]
    fn an_older_database_is_copied_before_it_is_migrated() {
        let dir = tempfile::tempdir().unwrap();
        let file = old_database(&dir);
        assert!(!dir.path().join("rounds.db.pre-v1").exists(), "an empty database needs no copy");
        let mut conn = open(&file);
        migrate(&mut conn, Some(&file), NEW).unwrap();
        assert_eq!(version(&conn).unwrap(), 2);
        let copy = Connection::open(dir.path().join("rounds.db.pre-v2")).unwrap();
        assert_eq!(version(&copy).unwrap(), 1);
        let name: String = copy.query_row("SELECT name FROM shop", [], |row| row.get(0)).unwrap();
        assert_eq!(name, "Kiosk");
    }

    #[test]
    fn eight_at_once_migrate_an_old_database_once() {
        let dir = tempfile::tempdir().unwrap();
        let file = old_database(&dir);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| migrate(&mut open(&file), Some(&file), NEW).unwrap());
            }
        });
        assert_eq!(version(&open(&file)).unwrap(), 2);
    }

    #[test]
    fn a_failing_step_leaves_the_old_version() {
        let dir = tempfile::tempdir().unwrap();
        let file = old_database(&dir);
        let mut conn = open(&file);
        let broken = &[OLD[0], step("CREATE TABLE town (name TEXT) STRICT; CREATE TABLE shop (name TEXT) STRICT")];
        assert!(migrate(&mut conn, Some(&file), broken).is_err());
        assert_eq!(version(&conn).unwrap(), 1);
        assert_eq!(conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)), Ok(1));
        migrate(&mut conn, Some(&file), NEW).unwrap();
    }

    #[test]
    fn a_newer_database_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let file = old_database(&dir);
        let mut conn = open(&file);
        migrate(&mut conn, Some(&file), NEW).unwrap();
        assert_eq!(migrate(&mut conn, Some(&file), OLD), Err(StoreError::TooNew { found: 2, known: 1 }));
    }
}
