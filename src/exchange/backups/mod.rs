//! The folder of copies that are made by themselves, one a day. A copy is written under another name, looked through, and only then gets
//! its own; then those that are too many go. The person's own copies, under names of their choice, are never touched.

pub mod rotation;

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::store::sqlite::inspect::{examine, glance};
use crate::store::{SqliteStore, StoreError};

use rotation::{Keep, expired};

/// What the name of a copy ends with until it is complete.
const PART: &str = ".part";

/// What SQLite may leave beside such a one when it is cut off.
const JOURNAL: &str = ".part-journal";

/// How long it is waited before a folder is tried again that somebody else is writing a copy into.
const LOCKED: Duration = Duration::from_millis(50);

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file or folder cannot be used.
    #[error("{}: {error}", path.display())]
    Io {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// The database, or the copy when it was looked through.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The folder with the copies of a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    /// The folder.
    pub folder: PathBuf,
    /// What the names of the copies begin with: the name of the database's file.
    stem: String,
}

/// A copy in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The file.
    pub path: PathBuf,
    /// The day it was made on.
    pub day: NaiveDate,
    /// Tells the copies of two databases of the same name apart.
    tag: String,
}

impl Shelf {
    /// The folder for a database: the one told, from the database's own folder, else `backups` beside it.
    pub fn new(database: &Path, told: Option<&Path>) -> Self {
        let beside = database.parent().unwrap_or(Path::new(""));
        let stem = database.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        Self { folder: beside.join(told.unwrap_or(Path::new("backups"))), stem }
    }

    /// The copies that are there, newest first. Of a folder that is not there, none.
    pub fn copies(&self) -> io::Result<Vec<Copy>> {
        let entries = match fs::read_dir(&self.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut copies = Vec::new();
        for entry in entries {
            let path = entry?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            copies.extend(self.named(&name).map(|(tag, day)| Copy { path, day, tag }));
        }
        copies.sort_by(|a, b| (b.day, &b.path).cmp(&(a.day, &a.path)));
        Ok(copies)
    }

    fn name(&self, tag: &str, day: NaiveDate) -> String {
        format!("{}-{tag}-{day}.db", self.stem)
    }

    /// Reads a name that [`Shelf::name`] made.
    fn named(&self, name: &str) -> Option<(String, NaiveDate)> {
        let (tag, day) = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(".db")?.split_once('-')?;
        let day = day.parse().ok()?;
        (self.name(tag, day) == name).then(|| (tag.to_owned(), day))
    }

    /// Makes the copy of a day unless it is there; answers with it if it was made. Between the steps `stop` is asked whether to leave
    /// it at that; `released` is called as soon as the database itself is not needed any more.
    pub fn copy_of_day(
        &self,
        database: SqliteStore,
        day: NaiveDate,
        keep: Keep,
        stop: &dyn Fn() -> bool,
        released: impl FnOnce(),
    ) -> Result<Option<PathBuf>, BackupError> {
        make_private(&self.folder).map_err(|error| BackupError::Io { path: self.folder.clone(), error })?;
        let io = |error| BackupError::Io { path: self.folder.clone(), error };
        // One at a time: who comes second finds the copy made. Where a folder cannot be locked, the worst is that two are written.
        let folder = File::open(&self.folder).map_err(io)?;
        while matches!(folder.try_lock(), Err(TryLockError::WouldBlock)) {
            if stop() {
                return Ok(None);
            }
            std::thread::sleep(LOCKED);
        }
        let tag = tag(database.origin()?);
        let path = self.folder.join(self.name(&tag, day));
        if path.exists() {
            return Ok(None);
        }
        self.clear_parts();
        let part = self.folder.join(format!("{}{PART}", self.name(&tag, day)));
        let written = database.write_copy(&part, stop);
        drop(database);
        released();
        let result = match written {
            Ok(true) => examine(&part).map_err(BackupError::from).and_then(|_| fs::rename(&part, &path).map_err(io)),
            Ok(false) => Ok(()),
            Err(error) => Err(error.into()),
        };
        if !path.exists() {
            self.clear_parts();
            return result.map(|()| None);
        }
        result?;
        let _ = folder.sync_all();
        self.rotate(&tag, day, keep).map_err(io)?;
        Ok(Some(path))
    }

    /// Removes what a copy left that was cut off.
    fn clear_parts(&self) {
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let whole = name.strip_suffix(PART).or_else(|| name.strip_suffix(JOURNAL));
            if whole.is_some_and(|name| self.named(name).is_some()) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn rotate(&self, tag: &str, today: NaiveDate, keep: Keep) -> io::Result<()> {
        let own: Vec<Copy> = self.copies()?.into_iter().filter(|copy| copy.tag == tag).collect();
        let days: Vec<NaiveDate> = own.iter().map(|copy| copy.day).collect();
        let gone = expired(&days, today, keep);
        own.iter().filter(|copy| gone.contains(&copy.day)).try_for_each(|copy| fs::remove_file(&copy.path))
    }
}

/// Eight characters that say which database it is: the random end of the identity of its first operation.
fn tag(origin: Option<Uuid>) -> String {
    let low = origin.unwrap_or_default().as_u64_pair().1;
    format!("{:08x}", low & 0xFFFF_FFFF)
}

/// Makes a folder, and those above it, that nobody else may look into.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// How many accounts and visits a copy holds; none where it cannot be read.
pub fn contents(path: &Path) -> Option<(u64, u64)> {
    glance(path).ok().map(|it| (it.accounts, it.visits))
}
