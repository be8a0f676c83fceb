//! What the house promises beyond the layers, proven on the library itself: keys and commands in one table and everywhere, no word without
//! use, themes that can be read, a README that is true.

mod keys;
mod messages;
mod readme;
mod themes;

use std::path::{Path, PathBuf};

/// A file or folder of the repository.
fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of a file of the repository, with plain line ends.
fn text(path: &str) -> String {
    let text = std::fs::read_to_string(at(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    text.replace('\r', "")
}

/// The files of a folder, by name.
fn files(folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(at(folder)).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
    names.sort_unstable();
    names
}
