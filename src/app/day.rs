//! The view of one day: its stops with their standing, when each is reached, and how far the way is. Also fills an empty day.

use chrono::{NaiveDate, NaiveTime};

use crate::domain::ids::AccountId;
use crate::domain::route::{Fate, Stop};
use crate::store::{Result, Store, rows::StopVisit};

use super::policy::{Line, Policy};
use super::query::Who;

/// One day of a rep.
#[derive(Clone, Debug, PartialEq)]
pub struct DayView {
    /// The day.
    pub day: NaiveDate,
    /// What kind of day it is.
    pub kind: DayKind,
    /// The stops in order.
    pub stops: Vec<StopLine>,
    /// Metres of the whole way, estimated.
    pub metres: f64,
    /// When the day is over.
    pub back: Option<NaiveTime>,
    /// Minutes past the end of the working day.
    pub over: i64,
    /// Stops without a place on the map.
    pub unknown_places: usize,
}

/// What kind of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// The rep works.
    Working,
    /// Weekend or holiday.
    Rest,
    /// The rep is away.
    Leave,
}

/// One stop of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct StopLine {
    /// The stop.
    pub stop: Stop,
    /// The account.
    pub line: Line,
    /// When it is reached: truly where it was, planned where it was not.
    pub arrival: Option<NaiveTime>,
    /// The visit that did it, or was attempted.
    pub visit: Option<StopVisit>,
}

impl DayView {
    /// How many stops are done, and how many there are beside the skipped ones.
    pub fn done(&self) -> (usize, usize) {
        let done = self.stops.iter().filter(|stop| matches!(stop.stop.fate, Fate::Done { .. })).count();
        let skipped = self.stops.iter().filter(|stop| matches!(stop.stop.fate, Fate::Skipped { .. })).count();
        (done, self.stops.len() - skipped)
    }
}

/// Which accounts would fill an empty day, in order, and how many due ones would not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The day.
    pub day: NaiveDate,
    /// The accounts in the order of the way.
    pub accounts: Vec<AccountId>,
    /// Due accounts that did not fit.
    pub left_out: usize,
}

/// The view of a day. The standing is that of the day itself if it is still to come.
pub fn day_view(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate) -> Result<DayView> {
    todo!()
}
