//! One terminal line, as the loop sees it: something to wait on and something to write to. The local terminal, an SSH channel and a
//! test's script each are one.

use std::io;
use std::time::Duration;

/// Why waiting ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wake {
    /// The terminal sent these bytes. Never empty.
    Bytes(Vec<u8>),
    /// The terminal has this many columns and rows, as it tells them itself.
    Resized(u16, u16),
    /// The process was stopped and goes on; the terminal may be in any state.
    Resumed,
    /// The process or the server is asked to end, but the terminal is there.
    Terminated,
    /// The terminal is gone: hung up, closed, or broken.
    Lost,
    /// Nothing happened for as long as was asked.
    Timeout,
}

/// One terminal line. An error from any method means that the line is lost.
pub trait Line {
    /// Columns and rows when the line was opened, as the terminal tells them.
    fn size(&self) -> (u16, u16);

    /// Waits for something to happen, or for at most `timeout`.
    fn wait(&mut self, timeout: Duration) -> io::Result<Wake>;

    /// Whether [`Line::wait`] would return at once. Such input is taken before a frame is drawn, so that a held key costs one frame.
    fn more_waiting(&mut self) -> bool;

    /// Writes a whole frame.
    fn write(&mut self, frame: &[u8]) -> io::Result<()>;

    /// Lends the terminal to the person's own editor with this text; answers what the text is when the editor has ended. Only where the
    /// person sits at the machine: whoever comes over a line has no programs here.
    fn edit(&mut self, _text: &str) -> io::Result<String> {
        Err(io::ErrorKind::Unsupported.into())
    }

    /// Writes the bytes that give the terminal back. Nothing is written after them.
    fn leave(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes)
    }
}
