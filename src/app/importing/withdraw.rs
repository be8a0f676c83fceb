//! Taking an import back: its groups one by one, the last first, each in a transaction of its own, so that it can be gone on with after it was
//! cut off. What was changed since, or what others rest on, stays.

use crate::app::job::{Job, JobError, Outcome, Progress, Stage, Ticket};
use crate::domain::change::Act;
use crate::domain::record::Key;
use crate::store::rows::ImportState;
use crate::store::{ImportRun, Keep, Store, StoreError, Viewer};

use super::{Author, Withdrawn, alone, let_go, named};

/// The job.
pub(super) struct Withdraw {
    run: ImportRun,
    viewer: Viewer,
    author: Author,
    /// Nobody else is at it.
    alone: bool,
    /// How many of its groups are still to go.
    left: usize,
    rows: u64,
    kept: Vec<Key>,
}

impl Withdraw {
    /// Takes an import back that nobody is at.
    pub fn new(run: ImportRun, viewer: Viewer, author: Author) -> Self {
        Self { alone: false, ..Self::own(run, viewer, author) }
    }

    /// Takes back what the caller was bringing in.
    pub fn own(run: ImportRun, viewer: Viewer, author: Author) -> Self {
        Self { left: run.groups.len(), run, viewer, author, alone: true, rows: 0, kept: Vec::new() }
    }

    /// Takes the last group back that is left; answers the outcome once none is.
    fn go_on(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        self.run.at = ticket.now();
        self.run.state = if self.left == 0 { ImportState::Gone } else { ImportState::Leaving };
        store.keep(&Keep::Import(self.run.clone()))?;
        let Some(last) = self.left.checked_sub(1) else {
            let kept = std::mem::take(&mut self.kept);
            let names = named(store, self.viewer, &kept);
            return Ok(Some(Outcome::Withdrawn(Withdrawn { import: self.run.id, rows: self.rows, kept, names })));
        };
        let own = self.author.group(ticket);
        match self.author.send(store, Act::Withdraw(self.run.groups[last]), own, ticket) {
            Ok(applied) => {
                self.rows += u64::from(applied.rows);
                self.kept.extend(applied.kept);
            }
            // It was announced and never written, or taken back before this was cut off.
            Err(StoreError::NothingToUndo) => {}
            Err(error) => return Err(error.into()),
        }
        self.left = last;
        let of = self.run.groups.len();
        ticket.tell(Progress { stage: Stage::Withdrawing, done: (of - last) as u64, of: of as u64 });
        Ok(None)
    }
}

impl Job for Withdraw {
    fn step(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        if !self.alone {
            alone(store, self.viewer, Some(&self.run), ticket.now())?;
            self.alone = true;
        }
        self.go_on(store, ticket).inspect_err(|_| let_go(store, &self.run))
    }
}
