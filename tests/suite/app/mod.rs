//! Use cases without a screen.

mod board;
mod capacity;
mod care;
mod follow_ups;
mod importing;
mod ordering;
mod proposing;
mod quick;
mod roads;
mod territories;
mod weeks;
