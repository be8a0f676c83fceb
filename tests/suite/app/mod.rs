//! Use cases without a screen.

mod importing;
mod quick;
