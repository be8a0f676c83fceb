//! The thread that writes. What is waiting when a transaction begins goes into it together.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::Duration;

use crate::store::sqlite::concern::Concern;
use crate::store::sqlite::together::{Done, Work};
use crate::store::{Keep, Result, SqliteStore, Store, StoreError};

use super::changes::{Changes, Whose};

/// At most so many go into one transaction.
const TOGETHER: usize = 256;

/// What is to be done.
pub(super) enum Job {
    /// Something to write, for whom, and where the answer goes.
    Write(Work, Whose, SyncSender<Answer>),
    /// Everything that is waiting, and then no more.
    Stop,
}

/// What became of it.
pub(super) struct Answer {
    pub done: Done,
    /// The asker's number of changes before this and after it.
    pub numbers: (u64, u64),
}

/// What the thread has.
pub(super) struct Writer {
    store: SqliteStore,
    changes: Arc<Changes>,
    look: Duration,
    told: Box<dyn Fn() + Send>,
    /// The newest operation that was told of.
    newest: i64,
    /// Changes when another process writes.
    version: i64,
}

impl Writer {
    pub fn new(store: SqliteStore, changes: Arc<Changes>, look: Duration, told: Box<dyn Fn() + Send>) -> Result<Self> {
        let (newest, version) = (store.newest()?, store.version()?);
        Ok(Self { store, changes, look, told, newest, version })
    }

    /// Writes until it is told to stop or nobody is left who could ask.
    pub fn run(mut self, jobs: &Receiver<Job>) -> Result<()> {
        loop {
            let first = match jobs.recv_timeout(self.look) {
                Ok(first) => first,
                Err(RecvTimeoutError::Timeout) => {
                    self.look_for_others();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => break,
            };
            let mut waiting = vec![first];
            waiting.extend(jobs.try_iter().take(TOGETHER - 1));
            let (mut works, mut askers, mut ends) = (Vec::new(), Vec::new(), false);
            for job in waiting {
                match job {
                    Job::Write(work, whose, answer) => {
                        works.push(work);
                        askers.push((whose, answer));
                    }
                    Job::Stop => ends = true,
                }
            }
            self.write(&works, askers);
            if ends {
                break;
            }
        }
        self.store.close()
    }

    fn write(&mut self, works: &[Work], askers: Vec<(Whose, SyncSender<Answer>)>) {
        if works.is_empty() {
            return;
        }
        let store = &mut self.store;
        let Ok(done) = catch_unwind(AssertUnwindSafe(|| store.together(works))) else {
            // Whoever waits hears that nothing came; the transaction was given up.
            tracing::error!("writing broke off");
            return;
        };
        self.look_for_others();
        let before: Vec<u64> = askers.iter().map(|(whose, _)| self.changes.number(*whose)).collect();
        let changed = self.tell_of_operations();
        // What somebody keeps for themselves may be looked at in another session of theirs.
        let mut kept = false;
        for (((work, done), (whose, asker)), before) in works.iter().zip(done).zip(askers).zip(before) {
            let mut numbers = (before, self.changes.number(whose));
            if let (Work::Keep(keep), Done::Kept(Ok(()))) = (work, &done)
                && is_looked_at(keep)
            {
                numbers.0 = numbers.1;
                self.changes.note_own(whose);
                numbers.1 = self.changes.number(whose);
                kept = true;
            }
            // Who does not wait any more has gone; it is written all the same.
            let _ = asker.send(Answer { done, numbers });
        }
        if changed || kept {
            (self.told)();
        }
    }

    /// Tells whom the operations concern that were not told of yet; whether there were any.
    fn tell_of_operations(&mut self) -> bool {
        let found = self.store.newest().and_then(|newest| Ok((newest, self.store.concern(self.newest)?)));
        match found {
            Ok((newest, _)) if newest == self.newest => return false,
            Ok((newest, concern)) => {
                self.newest = newest;
                self.changes.note(&concern);
            }
            Err(error) => {
                tracing::warn!("whom a change concerns is not known: {error}");
                self.changes.note(&Concern { everybody: true, ..Concern::default() });
            }
        }
        true
    }

    /// Another process may have written.
    fn look_for_others(&mut self) {
        let version = self.store.version().unwrap_or(self.version);
        if version != self.version {
            self.version = version;
            if !self.tell_of_operations() {
                // It kept a draft or a setting of somebody's.
                self.changes.note(&Concern { everybody: true, ..Concern::default() });
            }
            (self.told)();
        }
    }
}

/// Whether a session shows what is kept: drafts and imports are offered, settings are read once.
fn is_looked_at(keep: &Keep) -> bool {
    !matches!(keep, Keep::Setting { .. })
}

/// The answer to who got none.
pub(super) fn broke_off() -> StoreError {
    StoreError::Internal("the server's store broke off".to_owned())
}
