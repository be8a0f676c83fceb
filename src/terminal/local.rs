//! The terminal this process was started on. Who opens it gets a [`Line`](super::line::Line) that gives the terminal back when it is
//! dropped, whichever way that comes about.

#[cfg(unix)]
mod editor;
#[cfg(not(unix))]
mod elsewhere;
#[cfg(unix)]
mod interrupt;
#[cfg(unix)]
mod restore;
#[cfg(unix)]
mod signals;
#[cfg(unix)]
mod unix;

#[cfg(unix)]
pub use editor::of as editor_of;
#[cfg(not(unix))]
pub use elsewhere::{Interrupt, Local, editor_of};
#[cfg(unix)]
pub use interrupt::Interrupt;
#[cfg(unix)]
pub use unix::Local;

/// Whether the person comes over SSH, as the environment says.
pub fn is_over_ssh(env: impl Fn(&str) -> Option<String>) -> bool {
    ["SSH_CONNECTION", "SSH_TTY"].iter().any(|name| env(name).is_some_and(|value| !value.is_empty()))
}

/// Why a full screen cannot be shown here. The command line words it for the user.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Standard input or output is a file or a pipe.
    #[error("standard input and output must be a terminal")]
    NotATerminal,
    /// `TERM` is missing, or names a terminal that cannot be painted on.
    #[error("this terminal cannot show a full screen (TERM is missing or \"dumb\")")]
    Dumb,
    /// This operating system has no line yet.
    #[error("the full screen does not work on this system yet")]
    NotHereYet,
    /// The terminal did not obey.
    #[error("the terminal cannot be taken over: {0}")]
    Io(#[from] std::io::Error),
}
