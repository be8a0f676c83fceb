//! Routes: one rep's ordered stops for one day.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::ids::{AccountId, RepId, StopId, TouchId};

/// One account on one route.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stop {
    /// Identity.
    pub id: StopId,
    /// Whose route.
    pub rep: RepId,
    /// Which day.
    pub day: NaiveDate,
    /// Where to.
    pub account: AccountId,
    /// Place in the order; only the comparison matters, so that moving one stop changes one stop.
    pub rank: i64,
    /// Came onto the route by checking in.
    pub unplanned: bool,
    /// The time at which it is to begin; none: as it comes.
    #[serde(default)]
    pub pinned: Option<NaiveTime>,
    /// It keeps its place: who comes before it on the route stays before it, and who comes after it after it, until somebody moves one by hand.
    #[serde(default)]
    pub locked: bool,
    /// How it ended.
    pub fate: Fate,
}

/// How a stop ended, or that it has not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "fate")]
pub enum Fate {
    /// Still to be visited.
    Open,
    /// Visited.
    Done {
        /// The visit.
        touch: TouchId,
    },
    /// Left out, with a reason.
    Skipped {
        /// Why.
        reason: String,
    },
    /// The day ended without it: the account's window brings it again.
    Left,
    /// The day ended without it: it is on another day of the same rep.
    Rolled {
        /// Which.
        to: NaiveDate,
    },
    /// The day ended without it: a colleague goes.
    Handed {
        /// Who.
        to: RepId,
        /// When.
        on: NaiveDate,
    },
}

/// What becomes of a stop with which a day ends. A stop on another route has an identity of its own, unless the account is there already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "end")]
pub enum End {
    /// It is left to its account's window.
    Left,
    /// It goes to another day of the same rep.
    Rolled {
        /// Which.
        to: NaiveDate,
        /// The identity of the stop there.
        stop: StopId,
    },
    /// It goes to a colleague.
    Handed {
        /// Who.
        to: RepId,
        /// When.
        on: NaiveDate,
        /// The identity of the stop there.
        stop: StopId,
    },
    /// It is left out, with a reason.
    Skipped {
        /// Why, may be empty.
        reason: String,
    },
}

impl Fate {
    /// Its name in lists and in the database.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done { .. } => "done",
            Self::Skipped { .. } => "skipped",
            Self::Left => "left",
            Self::Rolled { .. } => "rolled",
            Self::Handed { .. } => "handed",
        }
    }

    /// Why it was left out; empty where nothing was said.
    pub fn reason(&self) -> &str {
        if let Self::Skipped { reason } = self { reason } else { "" }
    }

    /// Whether it is still to be visited.
    pub fn is_open(&self) -> bool {
        *self == Self::Open
    }
}

/// The distance between the ranks of neighbours on a route that was just numbered.
pub const RANK_STEP: i64 = 1 << 20;

/// The rank between two neighbours (none: the end of the route); none if there is no room left and the route must be numbered again.
pub fn rank_between(before: Option<i64>, after: Option<i64>) -> Option<i64> {
    match (before, after) {
        (None, None) => Some(0),
        (Some(before), None) => before.checked_add(RANK_STEP),
        (None, Some(after)) => after.checked_sub(RANK_STEP),
        (Some(before), Some(after)) => {
            let middle = i64::midpoint(before, after);
            (before < middle && middle < after).then_some(middle)
        }
    }
}
