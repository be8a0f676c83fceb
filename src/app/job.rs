//! Work that takes longer than a key may wait: done in steps, on a thread and a connection of its own, or, where there is only one
//! connection, a step at a time between two keys. The session looks how far it is ten times a second; nothing here reads a clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::exchange::import::ImportError;
use crate::store::{Store, StoreError};

use super::importing::{Imported, Surveyed, Withdrawn};
use super::thinking::Signal;

/// A piece of work.
pub trait Job: Send {
    /// Does a part of it, as much as one may wait for; answers what came of it once it is done. Where the ticket says stop, it takes back
    /// what it did, in further steps.
    fn step(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError>;
}

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// At what.
    pub stage: Stage,
    /// Rows done.
    pub done: u64,
    /// Rows there are; 0 while that is not known.
    pub of: u64,
}

/// What a job is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading a file.
    Reading,
    /// Bringing rows in.
    Importing,
    /// Taking rows back.
    Withdrawing,
    /// Writing changes, as one.
    Writing,
}

/// What came of a job.
#[derive(Debug)]
pub enum Outcome {
    /// A file was read and compared.
    Surveyed(Box<Surveyed>),
    /// Its rows are in.
    Imported(Imported),
    /// Its rows were taken back.
    Withdrawn(Withdrawn),
    /// So many records were changed.
    Written(u32),
    /// It was stopped before it changed anything.
    Stopped,
}

/// Why a job ended before it was done.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file.
    #[error(transparent)]
    Import(#[from] ImportError),
}

/// What the one who does a job and the one who waits for it tell each other.
#[derive(Debug, Default)]
pub struct Ticket {
    stage: AtomicU8,
    signal: Signal,
    now: AtomicI64,
}

impl Ticket {
    /// Says how far it is.
    pub fn tell(&self, progress: Progress) {
        self.stage.store(progress.stage as u8, Ordering::Relaxed);
        self.signal.tell(progress.done, progress.of);
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let stages = [Stage::Reading, Stage::Importing, Stage::Withdrawing, Stage::Writing];
        let stage = stages[usize::from(self.stage.load(Ordering::Relaxed)) % stages.len()];
        let (done, of) = self.signal.told();
        Progress { stage, done, of }
    }

    /// Tells the time, as often as somebody looks.
    pub fn tell_time(&self, now: DateTime<Utc>) {
        self.now.store(now.timestamp_millis(), Ordering::Relaxed);
    }

    /// The time when somebody last looked.
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.now.load(Ordering::Relaxed)).unwrap_or_default()
    }

    /// Asks for an end.
    pub fn stop(&self) {
        self.signal.stop();
    }

    /// Whether an end is asked for.
    pub fn is_stopped(&self) -> bool {
        self.signal.is_stopped()
    }
}

/// A job under way.
pub struct Running {
    ticket: Arc<Ticket>,
    work: Work,
}

enum Work {
    /// On a thread.
    Beside(Option<JoinHandle<Result<Outcome, JobError>>>),
    /// A step each time it is looked at.
    Here(Box<dyn Job>),
}

impl Running {
    /// Begins a job beside this store, or on it where it has no other connection.
    pub fn begin(mut job: Box<dyn Job>, store: &dyn Store, now: DateTime<Utc>) -> Result<Self, StoreError> {
        let ticket = Arc::new(Ticket::default());
        ticket.tell_time(now);
        let work = match store.another()? {
            None => Work::Here(job),
            Some(mut other) => {
                let ticket = Arc::clone(&ticket);
                Work::Beside(Some(std::thread::spawn(move || finish(job.as_mut(), other.as_mut(), &ticket))))
            }
        };
        Ok(Self { ticket, work })
    }

    /// What is said of it.
    pub fn ticket(&self) -> &Ticket {
        &self.ticket
    }

    /// Looks at it; answers what came of it once it is over.
    pub fn look(&mut self, store: &mut dyn Store, now: DateTime<Utc>) -> Option<Result<Outcome, JobError>> {
        self.ticket.tell_time(now);
        match &mut self.work {
            Work::Here(job) => job.step(store, &self.ticket).transpose(),
            Work::Beside(thread) => {
                let over = thread.take_if(|thread| thread.is_finished())?;
                Some(over.join().unwrap_or_else(|_| Err(StoreError::Internal("a job panicked".to_owned()).into())))
            }
        }
    }
}

/// How long a job rests between two steps: others who write come in then.
pub const BREATH: Duration = Duration::from_millis(15);

/// Does all steps of a job.
pub fn finish(job: &mut dyn Job, store: &mut dyn Store, ticket: &Ticket) -> Result<Outcome, JobError> {
    loop {
        if let Some(outcome) = job.step(store, ticket)? {
            return Ok(outcome);
        }
        std::thread::sleep(BREATH);
    }
}
