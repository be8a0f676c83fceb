//! Four honest weeks of one rep: which account on which day, so that gaps stay inside the windows, days within the hours, and ways short.
//!
//! A [`Problem`] says what is asked, a [`Plan`] is what comes out, [`check`] looks at a plan independently.

mod check;
mod choose;
mod evaluate;
mod fingerprint;
mod heat;
mod model;
mod moves;
mod periodic;
mod plan;
mod polish;
mod prepare;
mod problem;
mod rhythm;
mod routes;
mod search;
mod solve;

pub use check::{Violation, check};
pub use evaluate::{evaluate, late};
pub use moves::moves;
pub use periodic::{Customer, Periodic, PeriodicPlan, Wrong, check_periodic, periodic};
pub use plan::{Against, Cause, Cost, Late, Load, MoveWhy, Moved, Plan, Reason, Why};
pub use problem::{Account, Day, EXCESS, Problem, Weights};
pub use rhythm::Rhythm;
pub use solve::{FIRST, From, weeks};
