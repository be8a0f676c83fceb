//! `Ctrl-C` and the wish that the process end, as something to look at: for work on the command line that must stop at a safe place.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

/// Hears until it is dropped.
#[derive(Debug)]
pub struct Interrupt {
    came: Arc<AtomicBool>,
    handlers: Vec<SigId>,
}

impl Interrupt {
    /// Begins to hear. Where the system refuses, nothing is heard, and the process ends as usual.
    pub fn hear() -> Self {
        let came = Arc::new(AtomicBool::new(false));
        let handlers =
            [SIGINT, SIGTERM].into_iter().filter_map(|signal| flag::register(signal, Arc::clone(&came)).ok());
        Self { handlers: handlers.collect(), came }
    }

    /// Whether it came.
    pub fn came(&self) -> bool {
        self.came.load(Ordering::SeqCst)
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        for handler in self.handlers.drain(..) {
            low_level::unregister(handler);
        }
    }
}
