//! Files that are written for people: kept from other people's eyes, and never over a database.

use std::fs::{File, OpenOptions, remove_file};
use std::io::{Read, Result, Write};
use std::path::Path;

/// A new file for nobody else's eyes, in place of an earlier one: it holds names and telephones.
pub fn private(path: &Path) -> Result<File> {
    let _ = remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Writes a text into a new file for nobody else's eyes. A file that is there stays as it is.
pub fn write_new(path: &Path, text: &str) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Whether there is a database of that name, whatever program's.
pub fn is_database(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(16).read_to_end(&mut head));
    read.is_ok() && head == *b"SQLite format 3\0"
}
