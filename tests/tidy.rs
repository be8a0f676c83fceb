//! The rules of the house that the compiler does not check, read from the source as text. Each check is a function from text to
//! complaints; beside it stands a test that runs it over the tree, and one that shows it has teeth.
// A tree that cannot be read fails the test that reads it.
#![allow(clippy::unwrap_used)]

#[path = "tidy/layers.rs"]
mod layers;
#[path = "tidy/shape.rs"]
mod shape;
#[path = "tidy/source.rs"]
mod source;
#[path = "tidy/state.rs"]
mod state;
#[path = "tidy/tree.rs"]
mod tree;
