//! The lists that lie about: spreadsheets in the folders a person keeps things in, so that one is chosen and not typed.

use std::path::{Path, PathBuf};

/// Where browsers, mail and people put files, under a person's home.
pub const USUAL: [&str; 6] = ["Downloads", "Desktop", "Documents", "下载", "桌面", "文档"];

/// The endings of files that can be imported.
const ENDINGS: [&str; 4] = ["csv", "tsv", "txt", "xlsx"];
/// So many are told.
const MOST: usize = 200;

/// The spreadsheets in these folders, the newest first. A folder that cannot be read has none.
pub fn lists(folders: &[PathBuf]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            let path = entry.path();
            let changed = entry.metadata().ok().filter(std::fs::Metadata::is_file).and_then(|it| it.modified().ok());
            if let Some(changed) = changed.filter(|_| is_list(&path)) {
                found.push((changed, path));
            }
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    found.dedup_by(|a, b| a.1 == b.1);
    found.truncate(MOST);
    found.into_iter().map(|(_, path)| path).collect()
}

fn is_list(path: &Path) -> bool {
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default().to_lowercase();
    let hidden = path.file_name().and_then(|it| it.to_str()).is_none_or(|name| name.starts_with(['.', '~']));
    !hidden && ENDINGS.contains(&ending.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_are_found_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["客户.csv", "list.XLSX", "~$list.xlsx", ".hidden.csv", "picture.png", "notes"] {
            std::fs::write(dir.path().join(name), "x").unwrap();
        }
        std::fs::create_dir(dir.path().join("folder.csv")).unwrap();
        let missing = dir.path().join("missing");
        let mut found = lists(&[dir.path().to_owned(), missing, dir.path().to_owned()]);
        found.sort();
        assert_eq!(found, [dir.path().join("list.XLSX"), dir.path().join("客户.csv")]);
    }
}
