//! Why roads could not be had. What a server says of itself is cleaned and cut here, once.

use crate::i18n::text::{clean, cut};

use super::network::NetworkFault;

/// Why ways are estimated although another source is wished for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// No address of the server is configured.
    #[error("no address of the road server is configured")]
    NoAddress,
    /// The server could not be reached, or the line broke.
    #[error("the road server cannot be reached: {0}")]
    Away(String),
    /// The server took too long.
    #[error("the road server took too long")]
    Slow,
    /// The server does not want to.
    #[error("the road server refused ({status}): {why}")]
    Refused {
        /// The status of its answer.
        status: u16,
        /// What it says.
        why: String,
    },
    /// The answer cannot be used.
    #[error("the answer of the road server cannot be used: {0:?}")]
    Nonsense(Nonsense),
    /// The network cannot be used.
    #[error("{0}")]
    Network(NetworkFault),
    /// Somebody asked to stop.
    #[error("stopped")]
    Stopped,
    /// Most of the places are not on the map of the source.
    #[error("{places} of {of} places are far from any road")]
    OffTheMap {
        /// So many,
        places: usize,
        /// of so many.
        of: usize,
    },
}

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nonsense {
    /// It is not what such a server answers.
    Form,
    /// It has more or fewer numbers than were asked for.
    Count,
    /// A number in it cannot be a time or a distance.
    Number,
    /// It is far too long.
    TooLong,
    /// The data of the server changed while it was asked.
    Changed,
}

/// Cells of what a server says that are passed on.
const SAID: usize = 120;

impl Fault {
    /// A refusal in the words of the server.
    pub(super) fn refused(status: u16, why: &str) -> Self {
        Self::Refused { status, why: cut(clean(why).trim(), SAID) }
    }

    /// A line that broke.
    pub(super) fn away(why: &str) -> Self {
        Self::Away(cut(clean(why).trim(), SAID))
    }
}
