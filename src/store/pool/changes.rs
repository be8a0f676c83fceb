//! Numbers that tell sessions whether to read again: one for what concerns everybody, one for each rep, and one for all of it. Only the
//! thread that writes changes them, after a commit.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::ids::RepId;
use crate::store::sqlite::concern::Concern;

/// Whose session it is, and what it looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// A rep's, at the own territory.
    Rep(RepId),
    /// A leader's, at more than that.
    Leader(RepId),
}

impl Whose {
    fn rep(self) -> RepId {
        let (Self::Rep(rep) | Self::Leader(rep)) = self;
        rep
    }
}

/// Reps share so many numbers: to read once too often does no harm.
const NUMBERS: usize = 1024;

/// The numbers.
pub(super) struct Changes {
    all: AtomicU64,
    everybody: AtomicU64,
    reps: Vec<AtomicU64>,
}

impl Default for Changes {
    fn default() -> Self {
        let reps = (0..NUMBERS).map(|_| AtomicU64::new(0)).collect();
        Self { all: AtomicU64::new(0), everybody: AtomicU64::new(0), reps }
    }
}

impl Changes {
    /// A number that grows when something changed that the session may show.
    pub fn number(&self, whose: Whose) -> u64 {
        let wide = if let Whose::Rep(_) = whose { &self.everybody } else { &self.all };
        wide.load(Ordering::Acquire) + self.reps[place(whose.rep())].load(Ordering::Acquire)
    }

    /// Something changed.
    pub fn note(&self, concern: &Concern) {
        self.all.fetch_add(1, Ordering::AcqRel);
        if concern.everybody {
            self.everybody.fetch_add(1, Ordering::AcqRel);
        }
        let places: BTreeSet<usize> = concern.reps.iter().map(|rep| place(*rep)).collect();
        for place in places {
            self.reps[place].fetch_add(1, Ordering::AcqRel);
        }
    }

    /// Something changed that only one person looks at.
    pub fn note_own(&self, whose: Whose) {
        self.reps[place(whose.rep())].fetch_add(1, Ordering::AcqRel);
    }
}

/// The last digits of an identity are random.
fn place(rep: RepId) -> usize {
    let bytes = rep.0.as_bytes();
    usize::from(u16::from_be_bytes([bytes[14], bytes[15]])) % NUMBERS
}
