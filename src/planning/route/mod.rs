//! The best route of one day: who is visited in which order and when, who is left out and why.
//!
//! A [`Day`] says what is asked, a [`Route`] is what comes out, [`evaluate`] works out any order, [`check`] looks at a plan independently.

mod check;
mod clock;
mod evaluate;
mod exact;
mod explain;
mod line;
mod model;
mod plain;
mod plan;
mod problem;
mod replan;
mod ruin;
mod solve;
mod ways;

pub use check::{Violation, check};
pub use evaluate::evaluate;
pub use explain::{Price, Reason, Why, explain};
pub use plan::{Cost, MUST, Rest, Route, Visit};
pub use problem::{Break, Day, LAST, MOST_BREAKS, MOST_WEIGHT, Overtime, Stop, Value, Window};
pub use replan::replan;
pub use solve::{route, solve};
