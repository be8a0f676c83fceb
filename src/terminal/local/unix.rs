//! The local terminal on Unix: bytes are read and written by us, because the stock reader spins when the terminal goes away and the
//! stock writer cuts a frame into pieces.

use std::io::{self, Write};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio;

use super::Refusal;
use super::editor;
use super::restore::{Restore, write_all};
use super::signals::{Signal, Signals};
use crate::terminal::depth::Caps;
use crate::terminal::line::{Line, Wake};

/// A terminal gives at most 4 KiB at a time.
const READ: usize = 4096;

/// The terminal this process was started on, taken over until this value is dropped.
#[derive(Debug)]
pub struct Local {
    restore: Arc<Restore>,
    signals: Signals,
    size: (u16, u16),
    /// The person's own editor, as a command of the shell.
    editor: Option<String>,
}

impl Local {
    /// Whether a screen can be shown here at all; touches nothing. `env` answers for environment variables.
    pub fn check(env: impl Fn(&str) -> Option<String>) -> Result<(), Refusal> {
        if !rustix::termios::isatty(stdio::stdin()) || !rustix::termios::isatty(stdio::stdout()) {
            return Err(Refusal::NotATerminal);
        }
        if Caps::is_dumb(env) { Err(Refusal::Dumb) } else { Ok(()) }
    }

    /// Takes the terminal over: raw mode, signals. `env` answers for environment variables. The escape sequences that switch the
    /// screen are written by [`run`](crate::terminal::run::run).
    pub fn open(env: impl Fn(&str) -> Option<String>) -> Result<Self, Refusal> {
        Self::check(&env)?;
        let signals = Signals::hear()?;
        let restore = Arc::new(Restore::arm()?);
        let size = crossterm::terminal::size().unwrap_or_default();
        Ok(Self { restore, signals, size, editor: editor::of(env) })
    }

    /// From now on a panic of this thread gives the terminal back first and then prints `parting_line`, which names the log; what
    /// happened goes to the log. A panic of another thread is only logged: this one is still painting.
    pub fn install_panic_hook(&self, parting_line: String) {
        // Weak: the hook outlives the line, and must not keep the terminal from being given back when the line is dropped.
        let restore = Arc::downgrade(&self.restore);
        let painter = std::thread::current().id();
        std::panic::set_hook(Box::new(move |panic| {
            tracing::error!("{panic}\n{}", std::backtrace::Backtrace::force_capture());
            if std::thread::current().id() == painter {
                if let Some(restore) = restore.upgrade() {
                    restore.give_back(crate::terminal::modes::leave());
                }
                let _ = writeln!(io::stderr(), "{parting_line}");
            }
        }));
    }

    fn told(&mut self, signal: Signal) -> io::Result<Wake> {
        match signal {
            Signal::Hangup => Ok(self.lost()),
            Signal::Terminate | Signal::Interrupt => Ok(Wake::Terminated),
            Signal::Continue => {
                self.restore.arm_again()?;
                Ok(Wake::Resumed)
            }
            Signal::Resize => {
                self.size = crossterm::terminal::size()?;
                Ok(Wake::Resized(self.size.0, self.size.1))
            }
        }
    }

    /// None if there was nothing after all.
    fn read(&mut self) -> Option<Wake> {
        let mut bytes = vec![0; READ];
        match rustix::io::read(stdio::stdin(), &mut bytes) {
            Ok(count @ 1..) => {
                bytes.truncate(count);
                Some(Wake::Bytes(bytes))
            }
            Err(Errno::INTR | Errno::AGAIN) => None,
            // The end, or EIO: the other side has closed.
            Ok(0) | Err(_) => Some(self.lost()),
        }
    }

    fn lost(&mut self) -> Wake {
        self.restore.give_up();
        Wake::Lost
    }
}

impl Line for Local {
    fn size(&self) -> (u16, u16) {
        self.size
    }

    fn wait(&mut self, timeout: Duration) -> io::Result<Wake> {
        let until = Instant::now().checked_add(timeout);
        loop {
            self.signals.drain();
            if let Some(signal) = self.signals.next() {
                return self.told(signal);
            }
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            let left = left.and_then(|left| Timespec::try_from(left).ok());
            let stdin = stdio::stdin();
            let mut fds = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.signals, PollFlags::IN)];
            match poll(&mut fds, left.as_ref()) {
                Ok(0) => return Ok(Wake::Timeout),
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
            }
            let (input, signalled) = (fds[0].revents(), fds[1].revents());
            if signalled.is_empty()
                && !input.is_empty()
                && let Some(wake) = self.read()
            {
                return Ok(wake);
            }
        }
    }

    fn more_waiting(&mut self) -> bool {
        let stdin = stdio::stdin();
        // Not the pipe: a byte left in it by a signal told already would promise something that does not come.
        self.signals.waiting()
            || poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&Timespec::default())).is_ok_and(|ready| ready > 0)
    }

    fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        write_all(frame).inspect_err(|_| self.restore.give_up())
    }

    fn edit(&mut self, text: &str) -> io::Result<String> {
        let Some(editor) = &self.editor else { return Err(io::ErrorKind::Unsupported.into()) };
        let edited = self.restore.lend(|| editor::edit(editor, text));
        // It was pressed in the editor.
        self.signals.forget(Signal::Interrupt);
        edited
    }

    fn leave(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.restore.give_back(bytes);
        Ok(())
    }
}
