//! What comes out of a part of the file: changes, and what there is to say about its rows.

use super::error::RowError;
use super::remarks::Remark;
use crate::domain::change::Change;
use crate::domain::record::Record;

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows of the file, without its header and what is no row.
    pub rows: u64,
    /// Something new: an account, a product, a person, a visit.
    pub new: u64,
    /// Something that is there already.
    pub matched: u64,
    /// Of these, those that change something.
    pub changed: u64,
    /// Rows that say the same as an earlier one.
    pub repeated: u64,
    /// Rows that cannot be imported.
    pub refused: u64,
    /// Rows of which somebody should look at which account they went to.
    pub flagged: u64,
    /// Changes of business data.
    pub changes: u64,
}

impl Tally {
    /// Adds another one.
    pub fn add(&mut self, other: &Self) {
        self.rows += other.rows;
        self.new += other.new;
        self.matched += other.matched;
        self.changed += other.changed;
        self.repeated += other.repeated;
        self.refused += other.refused;
        self.flagged += other.flagged;
        self.changes += other.changes;
    }
}

/// A part of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// What it changes, what others refer to first.
    pub changes: Vec<Change>,
    /// The number of its last row, counted from 1 through the whole file: where an import that was cut off goes on.
    pub through_row: u64,
    /// How many rows became what.
    pub tally: Tally,
    /// What was noticed.
    pub remarks: Vec<Remark>,
    /// The rows that cannot be imported.
    pub errors: Vec<RowError>,
}

/// Changes that are being gathered, each kind for itself.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) beats: Vec<Record>,
    pub(super) accounts: Vec<(Option<Record>, Record)>,
    pub(super) rest: Vec<(Option<Record>, Record)>,
    pub(super) decisions: Vec<Record>,
}

impl Gathered {
    /// All of them, what others refer to first.
    pub(super) fn changes(self) -> Vec<Change> {
        let beats = self.beats.into_iter().map(Change::Add);
        let decisions = self.decisions.into_iter().map(Change::Set);
        let edits = self.accounts.into_iter().chain(self.rest).filter_map(|(before, after)| match before {
            None => Some(Change::Add(after)),
            // A record that cannot be taken apart is set as a whole.
            Some(before) => Change::edit(&before, &after).unwrap_or(Some(Change::Set(after))),
        });
        beats.chain(edits).chain(decisions).collect()
    }
}
