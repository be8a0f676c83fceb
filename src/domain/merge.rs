//! Accounts that turned out to be one, and decisions about those that look like one.

use serde::{Deserialize, Serialize};

use super::account::Code;
use super::ids::{AccountId, MergeId, TwinsId};
use super::record::Key;

/// One account became part of another: what moved, so that it can move back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Merge {
    /// Identity.
    pub id: MergeId,
    /// The account that stays.
    pub kept: AccountId,
    /// The account that went into it.
    pub gone: AccountId,
    /// The records that moved.
    pub moved: Vec<Key>,
    /// The codes that the account that stays took over.
    pub codes: Vec<Code>,
}

/// What somebody decided about shops of one name and address under different codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twins {
    /// Made of the name and the address, so that the same question is known again.
    pub id: TwinsId,
    /// One account with several codes; else accounts apart.
    pub joined: bool,
}
