//! What can go wrong in a store, by what a person can do about it.

use chrono::{DateTime, Utc};

use crate::domain::rules::Refusal;

/// An error of the store.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The rules say no. Nothing was changed.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// There is nothing to take back or put back.
    #[error("there is nothing to undo or redo there")]
    NothingToUndo,
    /// Somebody changed the same since.
    #[error("changed since by {by:?} at {at}")]
    ChangedSince {
        /// The name of who did.
        by: String,
        /// When.
        at: DateTime<Utc>,
    },
    /// Another process holds the file.
    #[error("the database is busy: another process is writing to it")]
    Busy,
    /// No room is left.
    #[error("the disk is full")]
    Full,
    /// The disk did not do what it was asked.
    #[error("the disk failed: {0}")]
    Disk(String),
    /// The file cannot be written.
    #[error("the database cannot be written: {0}")]
    ReadOnly(String),
    /// The file is not there or cannot be opened.
    #[error("the database cannot be opened: {0}")]
    CannotOpen(String),
    /// The file is something else.
    #[error("this file is not a Rounds database")]
    NotOurs,
    /// A copy would replace something that is no copy.
    #[error("{0} is there and is not an earlier copy")]
    InTheWay(String),
    /// The file was written by a newer program.
    #[error("the database is of version {found}, this program knows up to {known}")]
    TooNew {
        /// The version in the file.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The viewer may not do this.
    #[error("not allowed")]
    NotAllowed,
    /// A commit was answered with an error and may be there all the same: send the same operation again.
    #[error("it is not known whether the change was saved: {0}")]
    UnknownOutcome(String),
    /// Anything else: a fault of the program.
    #[error("internal: {0}")]
    Internal(String),
}

impl StoreError {
    /// Whether it ends the whole transaction. Other errors concern one envelope; those beside it can still be saved.
    pub(crate) fn ends_the_transaction(&self) -> bool {
        matches!(
            self,
            Self::Busy
                | Self::Full
                | Self::Disk(_)
                | Self::ReadOnly(_)
                | Self::CannotOpen(_)
                | Self::NotOurs
                | Self::Corrupt(_)
                | Self::UnknownOutcome(_)
        )
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}
