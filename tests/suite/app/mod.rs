//! Use cases without a screen.

mod capacity;
mod importing;
mod quick;
