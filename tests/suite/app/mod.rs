//! Use cases without a screen.

mod capacity;
mod follow_ups;
mod importing;
mod quick;
