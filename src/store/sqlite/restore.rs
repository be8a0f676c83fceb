//! Puts a copy in the place of a database. Everything that can be wrong with the copy is found out beside the old file; what is replaced
//! is kept; the change itself is one renaming. On an error the old database stands as it was.

use std::fs::{File, OpenOptions};
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::store::{Result, StoreError};

use super::inspect::{Inspection, examine};
use super::open::{self, PATIENCE, with_suffix};
use super::{SqliteStore, backup, migrate};

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// What the copy was.
    pub copy: Inspection,
    /// Where the database that was there is kept; none if there was none.
    pub kept: Option<PathBuf>,
}

/// Why nothing was done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// It is about the copy.
    #[error("the copy: {0}")]
    Copy(StoreError),
    /// It is about the database or its place.
    #[error("the database: {0}")]
    Database(StoreError),
    /// Somebody has the database open.
    #[error("the database is open elsewhere")]
    InUse,
}

/// Puts the copy `from` in the place of `to`, where a file that is there is kept as `kept`, a name that must be free.
pub fn restore(from: &Path, to: &Path, kept: &Path) -> std::result::Result<Restored, RestoreError> {
    // What a link points to is replaced, not the link.
    let to = to.canonicalize().unwrap_or_else(|_| to.to_owned());
    if from.canonicalize().is_ok_and(|from| from == to) {
        return Err(RestoreError::Copy(StoreError::InTheWay(from.display().to_string())));
    }
    let copy = examine(from).map_err(RestoreError::Copy)?;
    let ready = with_suffix(&to, ".restore");
    let result = prepare(from, &ready).and_then(|()| put(&ready, &to, kept));
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let _ = std::fs::remove_file(with_suffix(&ready, suffix)); // they are there only after an error
    }
    Ok(Restored { copy, kept: result?.then(|| kept.to_owned()) })
}

/// Makes of the copy a database that is ready for use: of this version, with nothing wrong in it.
fn prepare(from: &Path, ready: &Path) -> std::result::Result<(), RestoreError> {
    let source = open::look_into(from, PATIENCE).map_err(RestoreError::Copy)?;
    backup::write(&source, ready, &|| false).map_err(RestoreError::Database)?;
    drop(source);
    // An older one is migrated here, without the copy that is made of a database in use: the one it came from is that.
    let opened = Connection::open_with_flags(ready, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(StoreError::from);
    let migrated = opened.and_then(|mut conn| migrate::migrate(&mut conn, None, migrate::STEPS));
    let store = migrated.and_then(|()| SqliteStore::open(ready)).map_err(RestoreError::Copy)?;
    match store.integrity().map_err(RestoreError::Copy)?.into_iter().next() {
        Some(fault) => Err(RestoreError::Copy(StoreError::Corrupt(fault))),
        None => store.close().map_err(RestoreError::Database),
    }
}

/// Changes the files; answers whether there was one before.
fn put(ready: &Path, to: &Path, kept: &Path) -> std::result::Result<bool, RestoreError> {
    if !to.exists() {
        std::fs::rename(ready, to).map_err(|error| RestoreError::Database(open::of_file(to, &error)))?;
        sync_folder(to);
        return Ok(false);
    }
    let mut old = Held::take(to)?;
    let (log, kept_log) = (with_suffix(to, "-wal"), with_suffix(kept, "-wal"));
    old.keep(kept).map_err(RestoreError::Database)?;
    let change = || {
        // A log that could not be folded in belongs to the old file, and must not be taken for the new one's.
        let has_log = log.exists();
        let renamed = |from: &Path, to: &Path| std::fs::rename(from, to).map_err(|error| open::of_file(to, &error));
        if has_log {
            renamed(&log, &kept_log)?;
        }
        let _ = std::fs::remove_file(with_suffix(to, "-shm"));
        let put = renamed(ready, to);
        if put.is_err() && has_log {
            renamed(&kept_log, &log)?;
        }
        put
    };
    if let Err(error) = change() {
        let _ = std::fs::remove_file(kept);
        return Err(RestoreError::Database(error));
    }
    sync_folder(to);
    old.spoil();
    Ok(true)
}

/// Makes the new names outlive a loss of power.
fn sync_folder(file: &Path) {
    let folder = open::folder(file);
    if let Err(error) = File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::info!("{} cannot be synchronised: {error}", folder.display());
    }
}

/// The old database with everything folded in, and nobody else at it.
struct Held(File);

impl Held {
    fn take(path: &Path) -> std::result::Result<Self, RestoreError> {
        if !open::is_empty_or_ours(path) {
            return Err(RestoreError::Database(StoreError::NotOurs));
        }
        match fold(path) {
            Err(StoreError::Busy) => return Err(RestoreError::InUse),
            // One that is damaged is kept as it is, its log beside it.
            Err(error) => tracing::warn!("{} is kept as it is: {error}", path.display()),
            Ok(()) => {}
        }
        let cannot = |error: &std::io::Error| RestoreError::Database(open::of_file(path, error));
        let file = OpenOptions::new().read(true).write(true).open(path).map_err(|error| cannot(&error))?;
        lock(&file)?;
        Ok(Self(file))
    }

    /// Copies it. The file is read through the one handle: closing a second would let the lock go.
    fn keep(&mut self, kept: &Path) -> Result<()> {
        let failed = |error: &std::io::Error| open::of_file(kept, error);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut copy = options.open(kept).map_err(|error| failed(&error))?;
        let copied = std::io::copy(&mut self.0, &mut copy).and_then(|_| copy.sync_all());
        copied.map_err(|error| {
            let _ = std::fs::remove_file(kept); // half of it is of no use
            failed(&error)
        })
    }

    /// Makes the file that has no name any more unusable for somebody who opened it a moment ago and waits for the lock: what they
    /// wrote would be lost, and its log would lie beside the new database.
    fn spoil(mut self) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            if self.0.metadata().is_ok_and(|it| it.nlink() == 0) {
                let _ = self.0.rewind().and_then(|()| self.0.write_all(&[0; 16]));
            }
        }
        #[cfg(not(unix))]
        let _ = (self.0.rewind(), self.0.flush());
    }
}

/// Folds the log into the file, which works only if nobody else has it open.
fn fold(path: &Path) -> Result<()> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    conn.busy_timeout(Duration::from_millis(500))?;
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0)).map(drop)?;
    conn.close().map_err(|(_, error)| error.into())
}

/// Takes the lock that every connection of SQLite has a part of while it is open.
#[cfg(unix)]
fn lock(file: &File) -> std::result::Result<(), RestoreError> {
    use rustix::fs::{FlockOperation, fcntl_lock};
    fcntl_lock(file, FlockOperation::NonBlockingLockExclusive).map_err(|_| RestoreError::InUse)
}

/// Elsewhere a file that is open cannot be renamed over.
#[cfg(not(unix))]
fn lock(_: &File) -> std::result::Result<(), RestoreError> {
    Ok(())
}
