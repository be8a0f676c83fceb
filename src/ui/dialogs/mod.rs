//! What floats above a screen: a question, a choice, lines to read, help, the palette.

pub mod closing;
pub mod form;
pub mod help;
pub mod palette;
pub mod pick;
pub mod prompt;
pub mod quick;
pub mod reading;
pub mod record;
pub mod themes;
