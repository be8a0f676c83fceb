//! Giving the terminal back exactly once, from wherever it is noticed first: the end of the loop, a drop, or a panic.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use rustix::stdio;

use crate::terminal::modes;

/// Whether the terminal is ours, shared between the line and the panic hook.
#[derive(Debug)]
pub(super) struct Restore {
    ours: AtomicBool,
}

impl Restore {
    /// Takes the terminal over: from now on keys come as bytes, unechoed.
    pub(super) fn arm() -> io::Result<Self> {
        enable_raw_mode()?;
        Ok(Self { ours: AtomicBool::new(true) })
    }

    /// Takes it over again after the process was stopped, when a shell has had it.
    pub(super) fn arm_again(&self) -> io::Result<()> {
        if self.ours.load(Ordering::SeqCst) {
            disable_raw_mode()?;
            enable_raw_mode()?;
        }
        Ok(())
    }

    /// Gives the terminal to `somebody` and takes it over again afterwards.
    pub(super) fn lend<T>(&self, somebody: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.give_back(modes::leave());
        let done = somebody();
        enable_raw_mode()?;
        self.ours.store(true, Ordering::SeqCst);
        done
    }

    /// Gives the terminal back, the first time it is called.
    pub(super) fn give_back(&self, bytes: &[u8]) {
        if self.ours.swap(false, Ordering::SeqCst) {
            let _ = write_all(bytes);
            let _ = disable_raw_mode();
        }
    }

    /// The line is lost: nothing more is written to it.
    pub(super) fn give_up(&self) {
        if self.ours.swap(false, Ordering::SeqCst) {
            let _ = disable_raw_mode();
        }
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        self.give_back(modes::leave());
    }
}

/// Writes all bytes to the terminal, in one write if the terminal takes them.
pub(super) fn write_all(mut bytes: &[u8]) -> io::Result<()> {
    let stdout = stdio::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(stdout, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = &bytes[written..],
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => match poll(&mut [PollFd::new(&stdout, PollFlags::OUT)], None) {
                Ok(_) | Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            },
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
