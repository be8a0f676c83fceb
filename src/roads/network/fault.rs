//! Why a network cannot be made or used.

use std::io;

use crate::i18n::text::{clean, cut};

/// Why a network cannot be made or used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkFault {
    /// Nothing was read yet.
    #[error("no roads were read yet")]
    Missing,
    /// A file cannot be read or written.
    #[error("{0}")]
    Io(String),
    /// The extract is no such file, or broken.
    #[error("the extract cannot be read: {0}")]
    Extract(String),
    /// There is no road for cars in the extract.
    #[error("there is no road for cars in the extract")]
    NoRoads,
    /// The extract has more roads than can be numbered.
    #[error("the extract is too large")]
    TooLarge,
    /// It was to end before it was done.
    #[error("stopped; nothing was changed")]
    Stopped,
    /// The file is no network.
    #[error("the file is no road network")]
    Foreign,
    /// The network was written by a version that kept it otherwise.
    #[error("the road network was written by another version")]
    OtherVersion,
    /// The network is broken.
    #[error("the road network is broken")]
    Broken,
}

impl From<io::Error> for NetworkFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            _ => Self::Io(error.to_string()),
        }
    }
}

impl NetworkFault {
    /// What the reader of extracts says.
    pub(super) fn extract(why: &dyn std::fmt::Display) -> Self {
        Self::Extract(cut(&clean(&why.to_string()), 120))
    }
}
