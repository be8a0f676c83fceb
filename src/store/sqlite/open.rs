//! Opening a database file: is it ours, who may read it, how does SQLite treat it. A file that is not ours is never written to.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::{Result, StoreError};

use super::migrate;

/// "Rnds": says that a database is ours. The same number stands in the first migration.
const APPLICATION_ID: i64 = 0x526E_6473;

/// How long a write waits for another process.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// How a file was opened.
pub(super) struct Opened {
    pub conn: Connection,
    pub read_only: bool,
}

/// Opens a file to write, or only to read where it cannot be written.
pub(super) fn open_file(path: &Path, patience: Duration) -> Result<Opened> {
    let read_only = match create_private(path) {
        Ok(()) => false,
        Err(StoreError::ReadOnly(_)) if path.exists() => true,
        Err(error) => return Err(error),
    };
    if read_only { open_to_read(path, patience) } else { open_to_write(path, patience) }
}

fn open_to_write(path: &Path, patience: Duration) -> Result<Opened> {
    refuse_other_formats(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    wait_for_others(&mut conn, patience)?;
    refuse_strangers(&conn)?;
    if conn.is_readonly("main")? {
        return open_to_read(path, patience);
    }
    refuse_newer(&conn)?;
    migrate::write_ahead(&conn, patience)?;
    set_up(&conn)?;
    migrate::migrate(&mut conn, Some(path), migrate::STEPS)?;
    Ok(Opened { conn, read_only: false })
}

/// Opens a file that will not be written to.
pub(super) fn open_to_read(path: &Path, patience: Duration) -> Result<Opened> {
    let conn = connect_to_read(path, patience)?;
    if migrate::version(&conn)? < migrate::STEPS.len() as i64 {
        return Err(StoreError::ReadOnly("it is of an older version and would have to be migrated".to_owned()));
    }
    set_up(&conn)?;
    Ok(Opened { conn, read_only: true })
}

/// A connection to a file of ours, of this version or an older one, that only reads.
pub(super) fn connect_to_read(path: &Path, patience: Duration) -> Result<Connection> {
    refuse_other_formats(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut conn = Connection::open_with_flags(path, flags)?;
    wait_for_others(&mut conn, patience)?;
    if let Err(error) = migrate::version(&conn) {
        // In a directory that cannot be written SQLite has no room for the index of a write-ahead log. After a clean close there is
        // no log, and the file can be read as it lies.
        if with_suffix(path, "-wal").exists() {
            return Err(error);
        }
        conn = Connection::open_with_flags(as_it_lies(path)?, flags | OpenFlags::SQLITE_OPEN_URI)?;
    }
    refuse_strangers(&conn)?;
    refuse_newer(&conn)?;
    Ok(conn)
}

/// A connection that looks into a file and leaves nothing beside it. Where no log lies there nobody writes, and it is read as it lies.
pub(super) fn look_into(path: &Path, patience: Duration) -> Result<Connection> {
    if with_suffix(path, "-wal").exists() {
        return connect_to_read(path, patience);
    }
    refuse_other_formats(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(as_it_lies(path)?, flags)?;
    refuse_strangers(&conn)?;
    refuse_newer(&conn)?;
    Ok(conn)
}

fn refuse_newer(conn: &Connection) -> Result<()> {
    let (found, known) = (migrate::version(conn)?, migrate::STEPS.len() as i64);
    if found > known { Err(StoreError::TooNew { found, known }) } else { Ok(()) }
}

/// What holds for every connection.
pub(super) fn set_up(conn: &Connection) -> Result<()> {
    conn.set_prepared_statement_cache_capacity(256);
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    conn.pragma_update(None, "cell_size_check", true)?;
    // What is erased is overwritten: personal text does not linger in free pages.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    conn.pragma_update_and_check(None, "journal_size_limit", 64 << 20, |_| Ok(()))?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

/// Makes sure the file exists, readable for its owner alone, and can be written.
pub(super) fn create_private(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop).map_err(|error| of_file(path, &error))
}

/// An error of the system about a file.
pub(super) fn of_file(path: &Path, error: &std::io::Error) -> StoreError {
    let text = format!("{}: {error}", path.display());
    match error.kind() {
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(text),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => StoreError::Full,
        _ => StoreError::CannotOpen(text),
    }
}

fn refuse_other_formats(path: &Path) -> Result<()> {
    let cannot = |error| StoreError::CannotOpen(format!("{}: {error}", path.display()));
    let mut head = Vec::new();
    File::open(path).map_err(cannot)?.take(16).read_to_end(&mut head).map_err(cannot)?;
    if head.is_empty() || head == b"SQLite format 3\0" { Ok(()) } else { Err(StoreError::NotOurs) }
}

/// Whether a file has nothing in it or says in its first bytes that it is ours; it is not opened as a database.
pub(super) fn is_empty_or_ours(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(72).read_to_end(&mut head));
    read.is_ok() && (head.is_empty() || head.get(68..72) == Some(&(APPLICATION_ID as u32).to_be_bytes()))
}

fn refuse_strangers(conn: &Connection) -> Result<()> {
    let id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if id == APPLICATION_ID {
        return Ok(());
    }
    let tables: i64 = conn.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let empty = id == 0 && tables == 0 && migrate::version(conn)? == 0;
    // Another process may have made it ours between the two looks.
    let now: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if empty || now == APPLICATION_ID { Ok(()) } else { Err(StoreError::NotOurs) }
}

/// The file of this name with something behind it.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// The folder in which a file lies.
pub fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn as_it_lies(path: &Path) -> Result<String> {
    let absolute = std::path::absolute(path).map_err(|error| StoreError::CannotOpen(error.to_string()))?;
    let escaped = absolute.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    Ok(format!("file:{escaped}?immutable=1"))
}

/// How long to wait before looking again whether another process has let go of the file.
const GLANCE: Duration = Duration::from_millis(4);

/// Waits so long for others. SQLite's own waiting looks less and less often, up to every tenth of a second, and misses the breath that
/// a long import takes between two parts.
fn wait_for_others(conn: &mut Connection, patience: Duration) -> Result<()> {
    if patience == PATIENCE {
        conn.busy_handler(Some(|tries: i32| {
            std::thread::sleep(GLANCE);
            u128::from(tries.unsigned_abs()) * GLANCE.as_millis() < PATIENCE.as_millis()
        }))?;
    } else {
        conn.busy_timeout(patience)?;
    }
    Ok(())
}
