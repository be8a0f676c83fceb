//! What the tests of several layers share.

pub mod emulator;
pub mod keys;
pub mod machine;
pub mod stage;
pub mod toy;
