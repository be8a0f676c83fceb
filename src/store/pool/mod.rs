//! One database file for many sessions in one process: one thread writes, and what several sessions want written at the same time goes
//! into one transaction, so that the disk is waited for once; a few threads read. No session has a connection of its own.
//!
//! Everybody is answered in the order of asking and asks one thing at a time, so nobody comes short.

mod changes;
mod desk;
mod reader;
mod writer;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::domain::ids::RepId;

use super::{Result, SqliteStore, StoreError};
pub use desk::Desk;

use self::changes::{Changes, Whose};

/// How a session waits: it calls the function, which returns once the answer is there. Who has many sessions on few threads lets others
/// go on meanwhile.
pub type Wait = fn(&mut (dyn FnMut() + Send));

/// Waits with the thread that asks.
pub fn wait_here(wait: &mut (dyn FnMut() + Send)) {
    wait();
}

/// How a pool is set up.
pub struct Setup {
    /// Threads that read.
    pub readers: usize,
    /// How sessions wait.
    pub wait: Wait,
    /// How often it looks whether another process has written.
    pub look: Duration,
    /// Called from the writing thread when something was written that may concern somebody's screen.
    pub told: Box<dyn Fn() + Send>,
}

/// The threads of a file.
pub struct Pool {
    writing: Sender<writer::Job>,
    reading: Sender<reader::Ask>,
    changes: Arc<Changes>,
    wait: Wait,
    writer: JoinHandle<Result<()>>,
    readers: Vec<JoinHandle<()>>,
}

impl Pool {
    /// Opens a file as [`SqliteStore::open`] does and starts its threads.
    pub fn open(path: &Path, setup: Setup) -> Result<Self> {
        let store = SqliteStore::open(path)?;
        let readers = (0..setup.readers.max(1)).map(|_| SqliteStore::open_to_read(path));
        let readers = readers.collect::<Result<Vec<SqliteStore>>>()?;
        let changes = Arc::new(Changes::default());
        let (writing, jobs): (_, Receiver<writer::Job>) = channel();
        let (reading, asked) = channel();
        let asked = Arc::new(std::sync::Mutex::new(asked));
        let start = |name: &str| std::thread::Builder::new().name(name.to_owned());
        let cannot = |error: std::io::Error| StoreError::CannotOpen(error.to_string());
        let readers = readers.into_iter().map(|store| {
            let asked = Arc::clone(&asked);
            start("reader").spawn(move || reader::run(&store, &asked)).map_err(cannot)
        });
        let readers = readers.collect::<Result<Vec<_>>>()?;
        let writer = writer::Writer::new(store, Arc::clone(&changes), setup.look, setup.told)?;
        let writer = start("writer").spawn(move || writer.run(&jobs)).map_err(cannot)?;
        Ok(Self { writing, reading, changes, wait: setup.wait, writer, readers })
    }

    /// The store of one session of a rep's, who looks at the own territory.
    pub fn desk(&self, rep: RepId) -> Desk {
        self.desk_of(Whose::Rep(rep))
    }

    /// The store of a session of somebody who looks at more than one territory: everything concerns them.
    pub fn desk_of_leader(&self, rep: RepId) -> Desk {
        self.desk_of(Whose::Leader(rep))
    }

    fn desk_of(&self, whose: Whose) -> Desk {
        Desk::new(self.writing.clone(), self.reading.clone(), Arc::clone(&self.changes), self.wait, whose)
    }

    /// Writes what is still asked for, ends the threads and folds the write-ahead log into the file. Desks that are left answer that the
    /// file cannot be opened any more.
    pub fn close(self) -> Result<()> {
        let Self { writing, reading, readers, writer, .. } = self;
        for _ in &readers {
            let _ = reading.send(reader::Ask::Stop);
        }
        for reader in readers {
            let _ = reader.join();
        }
        // Last, since the log goes with the last connection, which must be one that writes.
        let _ = writing.send(writer::Job::Stop);
        writer.join().unwrap_or_else(|_| Err(StoreError::Internal("the thread that writes broke off".to_owned())))
    }
}
