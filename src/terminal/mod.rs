//! Bytes in, frames out. Everything that knows what a terminal is lives here, so that the layers above see only
//! [`Event`](crate::app::event::Event)s and a ratatui `Frame`, and a local terminal, an SSH channel and a test are the same to them.
//!
//! - [`depth`], `palette`, `pen`: which colours and attributes this terminal has, and the shortest way to switch between them.
//! - [`screen`], `encoder`, `row`, `cursor`, `glyph`: a frame drawn by ratatui becomes the few bytes that change the terminal to it.
//! - [`modes`]: the bytes that take a terminal over and give it back.
//! - [`input`], `scan`, `keys`, `paste`: bytes become events.
//! - [`mod@line`], [`run`]: one terminal line, and the loop between it and a program.
//! - [`local`]: the terminal this process was started on.
//!
//! It must not decide anything about accounts, visits or words: it carries them.

mod clipboard;
mod cursor;
pub mod depth;
mod encoder;
mod glyph;
pub mod input;
mod keys;
pub mod line;
pub mod local;
pub mod modes;
mod palette;
mod paste;
mod pen;
mod row;
pub mod run;
mod scan;
pub mod screen;
#[cfg(feature = "serve")]
pub mod serve;
mod session;
pub mod tended;
