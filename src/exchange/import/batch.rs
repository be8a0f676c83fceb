//! What comes out of a part of the file: changes, and what there is to say about its rows.

use super::error::RowError;
use super::remarks::Remark;
use crate::domain::change::Change;
use crate::domain::record::Record;
use crate::exchange::sheet::Row;

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

    /// Counts a row by what it became.
    pub(super) fn count(&mut self, became: Became) {
        match became {
            Became::New => self.new += 1,
            Became::Matched(changed) => {
                self.matched += 1;
                self.changed += u64::from(changed);
            }
            Became::Repeated => self.repeated += 1,
        }
    }

    /// Counts a row as refused that was counted by what it would have become.
    pub fn refuse(&mut self, row: &Origin) {
        let mut was = Self::default();
        was.count(row.became);
        self.new -= was.new;
        self.matched -= was.matched;
        self.changed -= was.changed;
        self.repeated -= was.repeated;
        self.refused += 1;
    }
}

/// What a row became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Something new.
    New,
    /// Something that is there, and whether it changes.
    Matched(bool),
    /// What an earlier row said.
    Repeated,
}

/// A row that changes something.
#[derive(Clone, Debug, PartialEq)]
pub struct Origin {
    /// What it says.
    pub row: Row,
    /// What it becomes.
    pub became: Became,
}

/// A part of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Batch {
    /// What it changes, what others refer to first.
    pub changes: Vec<Change>,
    /// Of each change, which of the rows it is from.
    pub from: Vec<usize>,
    /// The rows that change something.
    pub origins: Vec<Origin>,
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
    /// Requests and arrivals, which are made by changes of their own.
    pub(super) stock: Vec<Change>,
    /// From which row each of them is.
    from: [Vec<usize>; 5],
}

impl Gathered {
    /// Notes from which row what came since is; answers whether anything did.
    pub(super) fn settle(&mut self, row: usize) -> bool {
        let there = [self.beats.len(), self.accounts.len(), self.rest.len(), self.decisions.len(), self.stock.len()];
        let any = self.from.iter().zip(there).any(|(from, there)| from.len() < there);
        self.from.iter_mut().zip(there).for_each(|(from, there)| from.resize(there, row));
        any
    }

    /// All of them, what others refer to first, and from which row each is.
    pub(super) fn changes(self) -> (Vec<Change>, Vec<usize>) {
        let beats = self.beats.into_iter().map(|beat| Some(Change::Add(beat)));
        let decisions = self.decisions.into_iter().map(|decision| Some(Change::Set(decision)));
        let edits = self.accounts.into_iter().chain(self.rest).map(|(before, after)| match before {
            None => Some(Change::Add(after)),
            Some(before) => Change::between(&before, after),
        });
        let from = self.from.into_iter().flatten();
        let stock = self.stock.into_iter().map(Some);
        beats
            .chain(edits)
            .chain(decisions)
            .chain(stock)
            .zip(from)
            .filter_map(|(change, from)| Some((change?, from)))
            .unzip()
    }
}
