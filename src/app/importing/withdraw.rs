//! Taking an import back: its groups one by one, the last first, each in a transaction of its own, so that it can be gone on with after it was
//! cut off. What was changed since, or what others rest on, stays.

use crate::app::job::{Job, JobError, Outcome, Progress, Stage, Ticket};
use crate::domain::change::Act;
use crate::domain::record::Key;
use crate::store::rows::ImportState;
use crate::store::{ImportRun, Keep, Store, StoreError, Viewer};

use super::{Author, Withdrawn, named};

/// The job.
pub(super) struct Withdraw {
    run: ImportRun,
    viewer: Viewer,
    author: Author,
    /// How many groups there were.
    groups: usize,
    rows: u64,
    kept: Vec<Key>,
}

impl Withdraw {
    pub fn new(run: ImportRun, viewer: Viewer, author: Author) -> Self {
        Self { groups: run.groups.len(), run, viewer, author, rows: 0, kept: Vec::new() }
    }
}

impl Job for Withdraw {
    fn step(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        if self.run.state != ImportState::Leaving {
            self.run.state = ImportState::Leaving;
            store.keep(&Keep::Import(ImportRun { at: ticket.now(), ..self.run.clone() }))?;
        }
        let Some(group) = self.run.groups.pop() else {
            self.run.state = ImportState::Gone;
            store.keep(&Keep::Import(ImportRun { at: ticket.now(), ..self.run.clone() }))?;
            let kept = std::mem::take(&mut self.kept);
            let names = named(store, self.viewer, &kept);
            return Ok(Some(Outcome::Withdrawn(Withdrawn { import: self.run.id, rows: self.rows, kept, names })));
        };
        let act = Act::Withdraw(group);
        let own = self.author.group(ticket);
        match self.author.send(store, act, own, ticket) {
            Ok(applied) => {
                self.rows += u64::from(applied.rows);
                self.kept.extend(applied.kept);
            }
            // It was announced and never written, or taken back before this was cut off.
            Err(StoreError::NothingToUndo) => {}
            Err(error) => return Err(error.into()),
        }
        let done = (self.groups - self.run.groups.len()) as u64;
        ticket.tell(Progress { stage: Stage::Withdrawing, done, of: self.groups as u64 });
        Ok(None)
    }
}
