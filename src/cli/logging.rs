//! The log: a file beside the program's state, never the screen. Without a place for it the program runs without.

use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_subscriber::EnvFilter;

use super::setting::variable;

/// The name of the log.
pub const FILE: &str = "rounds.log";

/// Starts logging; answers the file, if there is one.
pub fn start(folder: Option<&Path>) -> Option<PathBuf> {
    let path = folder?.join(FILE);
    std::fs::create_dir_all(folder?).ok()?;
    let file = open(&path).ok()?;
    let level = variable("ROUNDS_LOG").unwrap_or_else(|| "info".to_owned());
    tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .with_env_filter(EnvFilter::new(level))
        .try_init()
        .ok()?;
    Some(path)
}

/// Opens the log for appending, readable by nobody else: it may name accounts.
fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
