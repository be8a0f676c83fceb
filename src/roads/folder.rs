//! The folder in which roads are kept: the network that was read and what servers told. All of it can be had again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::cache;
use super::network::{self, Network, NetworkFault};

/// The folder.
pub struct Folder(PathBuf);

/// What is kept, in files and bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How many files.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Folder {
    /// The folder at a path; it need not be there.
    pub fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// Where the network is, if there is one.
    pub fn network(&self) -> PathBuf {
        self.0.join(network::FILE)
    }

    /// The network that was read.
    pub fn open_network(&self) -> Result<Network, NetworkFault> {
        Network::open(&self.network())
    }

    /// What servers told.
    pub fn told(&self) -> io::Result<Held> {
        sum(&self.files()?)
    }

    /// Throws all of it away; answers what it was. Files of others in the folder stay.
    pub fn forget(&self) -> io::Result<Held> {
        let mut files = self.files()?;
        files.extend(Some(self.network()).filter(|network| network.exists()));
        let held = sum(&files)?;
        files.iter().try_for_each(fs::remove_file)?;
        Ok(held)
    }

    /// The files with what servers told.
    fn files(&self) -> io::Result<Vec<PathBuf>> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let (start, end) = cache::NAMES;
        let is_ours = |path: &PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            name.starts_with(start) && name.ends_with(end)
        };
        let paths = entries.map(|entry| entry.map(|entry| entry.path()));
        paths.filter(|path| path.as_ref().map_or(true, is_ours)).collect()
    }
}

fn sum(files: &[PathBuf]) -> io::Result<Held> {
    let bytes = files.iter().map(|file| Ok(file.metadata()?.len())).sum::<io::Result<u64>>()?;
    Ok(Held { files: files.len(), bytes })
}
