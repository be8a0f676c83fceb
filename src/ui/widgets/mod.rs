//! Pieces that screens are made of.

pub mod chooser;
pub mod columns;
pub mod field;
pub mod finder;
pub mod float;
pub mod list;
pub mod map;
pub mod note;
pub mod paint;
