//! Planning: pure solvers over domain types, with std alone. Where a rep is when, and whom a day has room for. Numbers that come from
//! here are estimates, and say so on the screen.

mod anneal;
pub mod limits;
pub mod matrix;
pub mod route;
pub mod seed;
pub mod spacing;
pub mod territory;
pub mod timetable;
pub mod tour;
pub mod travel;
pub mod weeks;
