//! The terminal layer: bytes out of frames, events out of bytes, and the loop.

mod input;
mod oracle;
mod run;
mod screen;
