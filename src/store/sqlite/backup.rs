//! Copies of a database while it is in use, by SQLite's online backup. A copy appears under its name only when it is complete.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, backup::Backup};

use crate::store::{Result, StoreError};

use super::open;

/// Pages copied at a time, so that others can write in between.
const PAGES: i32 = 256;

/// Whether a file of this name may be replaced by a copy: there is none, or it is an earlier copy that nobody has open. Above all it is
/// not the database that is to be copied, whose readers would go on with a file that is gone.
pub(super) fn may_replace(from: &Connection, to: &Path) -> bool {
    let Ok(there) = to.canonicalize() else { return true };
    let own = from.path().and_then(|path| Path::new(path).canonicalize().ok());
    own.as_ref() != Some(&there) && !open::with_suffix(&there, "-wal").exists() && open::is_empty_or_ours(&there)
}

/// Copies what a connection sees to a new file; an earlier copy of that name is replaced.
pub(super) fn copy(from: &Connection, to: &Path) -> Result<()> {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    let _ = std::fs::remove_file(&part);
    open::create_private(&part)?;
    let mut target = Connection::open_with_flags(&part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    Backup::new(from, &mut target)?.run_to_completion(PAGES, Duration::from_millis(1), None)?;
    // One file, whatever the mode of the original.
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    let io = |error: std::io::Error| StoreError::ReadOnly(format!("{}: {error}", to.display()));
    std::fs::File::open(&part).and_then(|file| file.sync_all()).map_err(io)?;
    std::fs::rename(&part, to).map_err(io)
}

/// Copies a database file through a connection of its own.
pub(super) fn copy_file(from: &Path, to: &Path) -> Result<()> {
    copy(&Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?, to)
}
