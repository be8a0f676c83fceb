//! Planning under way: on a thread of its own and without a store, since it needs nothing but what it was given. It can be stopped at any
//! time and then hands out the best so far; who drops it stops it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;

/// What the one who works and the one who waits tell each other.
#[derive(Debug, Default)]
pub struct Signal {
    done: AtomicU64,
    of: AtomicU64,
    stop: AtomicBool,
}

impl Signal {
    /// Says how much of how much is done.
    pub fn tell(&self, done: u64, of: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.of.store(of, Ordering::Relaxed);
    }

    /// What was told last.
    pub fn told(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.of.load(Ordering::Relaxed))
    }

    /// The same in percent.
    pub fn percent(&self) -> u64 {
        let (done, of) = self.told();
        100 * done / of.max(1)
    }

    /// Asks for an end.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Whether an end is asked for.
    pub fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}

/// A plan being made.
pub struct Thinking<T> {
    signal: Arc<Signal>,
    thread: Option<JoinHandle<T>>,
}

impl<T: Send + 'static> Thinking<T> {
    /// Begins.
    pub fn begin(plan: impl FnOnce(&Signal) -> T + Send + 'static) -> Self {
        let signal = Arc::new(Signal::default());
        let told = Arc::clone(&signal);
        Self { signal, thread: Some(std::thread::spawn(move || plan(&told))) }
    }

    /// What came of it, once it is over; an error if it broke.
    pub fn look(&mut self) -> Option<Result<T, Broken>> {
        let over = self.thread.take_if(|thread| thread.is_finished())?;
        Some(over.join().map_err(|_| Broken))
    }
}

impl<T> Thinking<T> {
    /// What is said of it.
    pub fn signal(&self) -> &Signal {
        &self.signal
    }
}

impl<T> Drop for Thinking<T> {
    fn drop(&mut self) {
        self.signal.stop();
    }
}

/// Planning that broke off; what happened is in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;
