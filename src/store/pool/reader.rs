//! A thread that reads for whoever asks next.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::mpsc::Receiver;

use crate::store::SqliteStore;

/// What is asked.
pub(super) enum Ask {
    /// A question that answers by itself.
    This(Box<dyn FnOnce(&SqliteStore) + Send>),
    /// The end.
    Stop,
}

/// Answers until it is told to stop or nobody is left who could ask.
pub(super) fn run(store: &SqliteStore, asked: &Mutex<Receiver<Ask>>) {
    loop {
        let Ok(waiting) = asked.lock() else { return };
        let next = waiting.recv();
        drop(waiting);
        let Ok(Ask::This(question)) = next else { return };
        // Who asked hears that nothing came; others are answered all the same.
        if catch_unwind(AssertUnwindSafe(|| question(store))).is_err() {
            tracing::error!("a question broke off");
        }
    }
}
