//! What is worth saying about rows that do come in.

use super::fields::Field;
use crate::domain::place::Place;

/// Something noticed about a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// The line of the file on which the row begins.
    pub line: u64,
    /// What was noticed.
    pub what: Notice,
}

/// What can be noticed about a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// It is the header once more, or adds up others: not taken for a row.
    PassedOver,
    /// It says the same code, name and address as an earlier one, or is about the same person or visit: taken once.
    Repeated {
        /// The line of the earlier one.
        first: u64,
    },
    /// Its code stands at another shop too, in the file or in the database: both are kept.
    SameCode {
        /// The code.
        code: String,
    },
    /// A shop of this name and address stands there under another code: kept apart, or joined.
    Twins {
        /// The name.
        name: String,
        /// One account with several codes.
        joined: bool,
    },
    /// Two accounts could be this one: kept as a new one.
    Several {
        /// The name.
        name: String,
    },
    /// The account says something else: left as it is, or changed where the file's word counts.
    Differs {
        /// What about.
        field: Field,
        /// What the account says.
        there: String,
        /// What the file says.
        file: String,
    },
    /// A cell that could not be understood was left out.
    NotRead {
        /// What it would have said.
        field: Field,
        /// What stands there.
        text: String,
    },
    /// It is over: nothing of it is open, so it is not taken.
    Over,
    /// Part of it was handed over: the rest of it is taken.
    TheRest {
        /// How much that is, in base units.
        quantity: u32,
    },
    /// Many shops of different addresses stand on one point.
    SharedPoint {
        /// How many.
        rows: u64,
        /// Where.
        place: Place,
    },
}

impl Notice {
    /// Whether somebody should look at which account the row went to.
    pub fn is_flag(&self) -> bool {
        matches!(self, Self::SameCode { .. } | Self::Twins { .. } | Self::Several { .. })
    }
}

/// The first of many, and how many there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<T> {
    /// The first ones.
    pub items: Vec<T>,
    /// How many there are in all.
    pub total: u64,
}

/// So many are listed.
const LISTED: usize = 1000;

impl<T> Default for Listed<T> {
    fn default() -> Self {
        Self { items: Vec::new(), total: 0 }
    }
}

impl<T> Listed<T> {
    pub(super) fn add(&mut self, item: T) {
        self.total += 1;
        if self.items.len() < LISTED {
            self.items.push(item);
        }
    }
}
