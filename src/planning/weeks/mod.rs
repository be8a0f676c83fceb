//! Four honest weeks of one rep: which account on which day, so that gaps stay inside the windows, days within the hours, and ways short.
//!
//! A [`Problem`] says what is asked, a [`Plan`] is what comes out, [`check`] looks at a plan independently.

mod check;
mod choose;
mod evaluate;
mod fingerprint;
mod forecast;
mod model;
mod moves;
mod periodic;
mod plan;
mod polish;
mod prepare;
mod problem;
mod remedy;
mod rhythm;
mod routes;
mod search;
mod solve;
mod whatif;

pub use check::{Violation, check};
pub use evaluate::{evaluate, late};
pub use fingerprint::mark;
pub use forecast::{Week, forecast};
pub use moves::moves;
pub use periodic::{Customer, Periodic, PeriodicPlan, Wrong, check_periodic, periodic};
pub use plan::{Against, Cause, Cost, Late, Load, MoveWhy, Moved, Plan, Reason, Why};
pub use problem::{Account, Day, EXCESS, Problem, Weights};
pub use remedy::{Remedies, remedies};
pub use rhythm::Rhythm;
pub use solve::{Start, weeks};
pub use whatif::{Change, changed};
