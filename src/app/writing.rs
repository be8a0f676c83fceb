//! Many changes written beside the screen: one operation, all of them or none, that can be taken back as one. It is a single step, so it
//! cannot be stopped once it writes.

use crate::domain::change::Envelope;
use crate::store::Store;

use super::hand;
use super::job::{Job, JobError, Outcome, Progress, Stage, Ticket};

/// More changes than so many are not written between two keys: they take a tenth of a second and more.
pub const AT_ONCE: usize = 250;

/// The job.
#[derive(Debug)]
pub struct Writing {
    envelope: Envelope,
    changes: usize,
}

impl Writing {
    /// Writes this, which is so many changes.
    pub fn new(envelope: Envelope, changes: usize) -> Self {
        Self { envelope, changes }
    }
}

impl Job for Writing {
    fn step(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        ticket.tell(Progress { stage: Stage::Writing, done: 0, of: self.changes as u64 });
        if ticket.is_stopped() {
            return Ok(Some(Outcome::Stopped));
        }
        let applied = hand::write(store, &self.envelope)?;
        Ok(Some(Outcome::Written(applied.rows)))
    }
}
