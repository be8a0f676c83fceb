//! Signals as something to poll. The handlers only set a flag and write a byte into a pipe; what a signal means is decided by whoever
//! reads it, at a safe place.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::{SigId, flag, low_level};

/// A signal that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// `SIGHUP`: the terminal is gone.
    Hangup,
    /// `SIGTERM`.
    Terminate,
    /// `SIGINT` from outside: in raw mode no key sends it.
    Interrupt,
    /// `SIGCONT`: stopped, and now going on.
    Continue,
    /// `SIGWINCH`: another size.
    Resize,
}

/// In the order in which they are told when several came.
const HEARD: [(i32, Signal); 5] = [
    (SIGHUP, Signal::Hangup),
    (SIGTERM, Signal::Terminate),
    (SIGINT, Signal::Interrupt),
    (SIGCONT, Signal::Continue),
    (SIGWINCH, Signal::Resize),
];

/// The signals this process hears while its terminal is open.
#[derive(Debug)]
pub(super) struct Signals {
    pipe: UnixStream,
    flags: Vec<(Signal, Arc<AtomicBool>)>,
    handlers: Vec<SigId>,
}

impl Signals {
    pub(super) fn hear() -> io::Result<Self> {
        let (pipe, writer) = UnixStream::pair()?;
        pipe.set_nonblocking(true)?;
        let mut signals = Self { pipe, flags: Vec::new(), handlers: Vec::new() };
        for (number, signal) in HEARD {
            let came = Arc::new(AtomicBool::new(false));
            // The flag is set before the pipe wakes the reader: handlers run in the order of registering.
            signals.handlers.push(flag::register(number, Arc::clone(&came))?);
            signals.handlers.push(low_level::pipe::register(number, writer.try_clone()?)?);
            signals.flags.push((signal, came));
        }
        Ok(signals)
    }

    /// Whether a signal came that was not told yet.
    pub(super) fn waiting(&self) -> bool {
        self.flags.iter().any(|(_, came)| came.load(Ordering::SeqCst))
    }

    /// A signal that came and was not told yet.
    pub(super) fn next(&self) -> Option<Signal> {
        self.flags.iter().find(|(_, came)| came.swap(false, Ordering::SeqCst)).map(|(signal, _)| *signal)
    }

    /// What came of this kind meant somebody else.
    pub(super) fn forget(&self, signal: Signal) {
        for (_, came) in self.flags.iter().filter(|(it, _)| *it == signal) {
            came.store(false, Ordering::SeqCst);
        }
    }

    /// Empties the pipe. The flags are looked at afterwards, so that none is missed.
    pub(super) fn drain(&self) {
        let mut bytes = [0; 64];
        while !matches!(rustix::io::read(&self.pipe, &mut bytes), Ok(0) | Err(Errno::AGAIN)) {}
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for handler in self.handlers.drain(..) {
            low_level::unregister(handler);
        }
    }
}
