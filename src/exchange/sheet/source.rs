//! Where a spreadsheet comes from. It is read more than once, so that it can be opened again and again.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file, or what would be in one.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// Its bytes.
    Bytes(Arc<[u8]>),
}

/// What can be read from any place.
pub(super) trait Bytes: Read + Seek + Send {}

impl<T: Read + Seek + Send> Bytes for T {}

impl Source {
    /// Opens it at its beginning; also how many bytes it has.
    pub(super) fn open(&self) -> io::Result<(Box<dyn Bytes>, u64)> {
        match self {
            Self::File(path) => {
                let file = File::open(path)?;
                let len = file.metadata()?.len();
                Ok((Box::new(file), len))
            }
            Self::Bytes(bytes) => Ok((Box::new(Cursor::new(Arc::clone(bytes))), bytes.len() as u64)),
        }
    }
}

impl Source {
    /// A fingerprint of its bytes: FNV-1a of 64 bits (Fowler, Noll and Vo), and how many there are. It tells that a file was changed, not that
    /// nobody meant it to look unchanged.
    pub fn print(&self) -> io::Result<String> {
        let (mut bytes, len) = self.open()?;
        let mut print = 0xCBF2_9CE4_8422_2325_u64;
        let mut part = vec![0; 64 * 1024];
        loop {
            match bytes.read(&mut part)? {
                0 => return Ok(format!("{print:016x}-{len}")),
                read => {
                    for byte in &part[..read] {
                        print = (print ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3);
                    }
                }
            }
        }
    }
}

impl From<&Path> for Source {
    fn from(path: &Path) -> Self {
        Self::File(path.to_owned())
    }
}

impl From<&[u8]> for Source {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.into())
    }
}
