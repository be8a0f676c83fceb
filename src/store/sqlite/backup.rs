//! Copies of a database while it is in use, by SQLite's online backup. A copy appears under its name only when it is complete.

use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, backup::Backup, backup::StepResult};

use crate::store::Result;

use super::open;

/// Pages copied at a time, so that others can write in between.
const PAGES: i32 = 256;

/// What is put behind the name of a copy that is not complete.
pub(super) const PART: &str = ".part";

/// Whether a file of this name may be replaced by a copy: there is none, or it is an earlier copy that nobody has open. Above all it is
/// not the database that is to be copied, whose readers would go on with a file that is gone.
pub(super) fn may_replace(from: &Connection, to: &Path) -> bool {
    let Ok(there) = to.canonicalize() else { return true };
    let own = from.path().and_then(|path| Path::new(path).canonicalize().ok());
    own.as_ref() != Some(&there) && !open::with_suffix(&there, "-wal").exists() && open::is_empty_or_ours(&there)
}

/// Copies what a connection sees to a new file; an earlier copy of that name is replaced. The copy gets the name if `look` finds nothing
/// wrong with it.
pub(super) fn copy(from: &Connection, to: &Path, look: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let part = open::with_suffix(to, PART);
    let written = write(from, &part, &|| false)
        .and_then(|_| look(&part))
        .and_then(|()| std::fs::rename(&part, to).map_err(|error| open::of_file(&part, &error)));
    if written.is_err() {
        let _ = std::fs::remove_file(&part);
        let _ = std::fs::remove_file(open::with_suffix(&part, "-journal"));
    }
    written
}

/// Copies a database file through a connection of its own.
pub(super) fn copy_file(from: &Path, to: &Path) -> Result<()> {
    copy(&Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY)?, to, |_| Ok(()))
}

/// Writes all pages into a new private file and waits until the disk has them. Answers whether it came to the end: `stop` is asked
/// between the steps.
pub(super) fn write(from: &Connection, to: &Path, stop: &dyn Fn() -> bool) -> Result<bool> {
    match std::fs::remove_file(to) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(open::of_file(to, &error)),
        _ => {}
    }
    open::create_private(to)?;
    let mut target = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    // One state from the first page to the last: without it every write of somebody else would begin the copy anew.
    let held = from.unchecked_transaction()?;
    super::migrate::version(&held)?;
    let backup = Backup::new(from, &mut target)?;
    loop {
        if stop() {
            return Ok(false);
        }
        match backup.step(PAGES)? {
            StepResult::Done => break,
            // Room for others; a source or target that is held for a moment is waited for like that, too.
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    }
    drop(backup);
    held.finish()?;
    // One file, whatever the mode of the original.
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(|error| open::of_file(to, &error))?;
    Ok(true)
}
