//! The files of the repository.

use std::fs;
use std::path::Path;

/// A text file, by its path from the top of the repository, written with `/`.
pub struct File {
    pub path: String,
    pub text: String,
}

impl File {
    /// The part of the house it belongs to: the folder under `src`, or the name of a file that stands there alone (`main`, `lib`).
    pub fn layer(&self) -> &str {
        let inside = self.path.strip_prefix("src/").unwrap_or("");
        inside.split(['/', '.']).next().unwrap_or("")
    }
}

/// A file that is not there, to show what a check says about it.
pub fn imagined(path: &str, text: &str) -> File {
    File { path: path.to_owned(), text: text.to_owned() }
}

pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of a folder at the top.
pub fn rust_files(folder: &str) -> Vec<File> {
    let mut files = text_files(folder);
    files.retain(|file| Path::new(&file.path).extension().is_some_and(|it| it == "rs"));
    assert!(files.len() > 5, "{folder} was not found under {}", top().display());
    files
}

/// The text files under a path from the top, in order; none if there is nothing.
pub fn text_files(path: &str) -> Vec<File> {
    let full = top().join(path);
    if full.is_dir() {
        let mut names: Vec<String> =
            fs::read_dir(full).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort_unstable();
        return names.iter().flat_map(|name| text_files(&format!("{path}/{name}"))).collect();
    }
    let text = fs::read(full).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.into_iter().map(|text| File { path: path.to_owned(), text }).collect()
}

/// Runs a check over files and fails with all its complaints.
pub fn check(files: &[File], complaints: impl Fn(&File) -> Vec<String>) {
    let all: Vec<String> = files
        .iter()
        .flat_map(|file| complaints(file).into_iter().map(|complaint| format!("{}: {complaint}", file.path)))
        .collect();
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}
