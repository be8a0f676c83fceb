//! What a day's route is made for: the stops with their hours and values, the working day, breaks and overtime. All times are whole
//! seconds after one midnight, all points are rows of one matrix.
//!
//! The same words express the benchmark families: a travelling salesman problem has only musts and no windows; with windows it is the
//! TSPTW (begin inside the window, wait if early); orienteering has values and `until` as its budget.

use crate::domain::account::Opening;
use crate::planning::timetable::of_day;

/// A working day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Where the rep sets out; none: at the first stop.
    pub start: Option<usize>,
    /// Where the day ends; none: at the last stop.
    pub end: Option<usize>,
    /// When the rep sets out.
    pub from: u32,
    /// When the day should be over.
    pub until: u32,
    /// How far it may run beyond, and what that costs.
    pub overtime: Overtime,
    /// Who could be visited. A stop is named by its position in this list.
    pub stops: Vec<Stop>,
    /// Breaks, the earliest first; at most [`MOST_BREAKS`] are kept.
    pub breaks: Vec<Break>,
}

/// More breaks than these are left out, and said to be.
pub const MOST_BREAKS: usize = 3;

/// Time beyond the end of the day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overtime {
    /// Seconds that are allowed.
    pub most: u32,
    /// Cost of each second, in seconds of travel; [`MOST_WEIGHT`] at most.
    pub weight: u32,
}

/// A second of overtime never costs more than this.
pub const MOST_WEIGHT: u32 = 1 << 16;

impl Overtime {
    /// What so many seconds cost.
    pub fn cost(&self, seconds: i64) -> i64 {
        seconds * i64::from(self.weight.min(MOST_WEIGHT))
    }
}

/// Times after this are as good as never: 68 years, in seconds.
pub const LAST: u32 = 1 << 31;

/// Somebody who could be visited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Where; none if that is not known.
    pub point: Option<usize>,
    /// Length of the visit.
    pub service: u32,
    /// When the visit may begin; empty: at any time. An appointment or a pinned time is one narrow window.
    pub windows: Vec<Window>,
    /// What the visit is worth.
    pub value: Value,
    /// Locked stops are visited in rising order of these numbers, whatever it costs; others stand between them as they like.
    pub locked: Option<u32>,
}

/// What a visit is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// It is made whatever it costs, if it can be made at all.
    Must,
    /// It is made if the day's cost, in seconds of travel, rises by less than this.
    Worth(u32),
}

/// A span in which something may begin, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// From when on; somebody who is there sooner waits.
    pub opens: u32,
    /// Until when.
    pub closes: u32,
}

impl Window {
    /// While a shop is open.
    pub fn while_open(opening: &Opening) -> Self {
        Self { opens: of_day(opening.from), closes: of_day(opening.to) }
    }

    /// Exactly then.
    pub fn at(time: u32) -> Self {
        Self { opens: time, closes: time }
    }
}

/// Time that belongs to the rep, such as lunch. It is taken on the way between two stops or before the next one begins, never in the
/// midst of a visit; a day that is over by its latest start needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// When it may start.
    pub starts: Window,
    /// How long it is.
    pub length: u32,
}
