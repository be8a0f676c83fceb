//! Reps, their teams, and when they are away.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::day::Span;
use super::ids::{LeaveId, RepId, TeamId};
use super::label::Label;
use super::place::Place;

/// A leader and the reps under them; teams nest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Identity.
    pub id: TeamId,
    /// What it is called.
    pub name: Label,
    /// The team it belongs to.
    pub parent: Option<TeamId>,
}

/// What somebody may see and do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sees the own territory and the accounts on the own routes.
    Rep,
    /// Sees the team.
    Supervisor,
    /// Sees everything.
    Manager,
    /// Sees and sets up everything.
    Administrator,
}

/// The hours of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// When the day starts.
    pub start: NaiveTime,
    /// When it should be over.
    pub end: NaiveTime,
    /// Minutes of lunch.
    pub lunch: u32,
}

impl Default for Hours {
    fn default() -> Self {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        Self { start: time(8, 30), end: time(17, 30), lunch: 60 }
    }
}

/// Somebody who visits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rep {
    /// Identity.
    pub id: RepId,
    /// The short name to log in and to filter with, unique.
    pub code: String,
    /// The person's name.
    pub name: String,
    /// What they may see.
    pub role: Role,
    /// Where they belong.
    pub team: Option<TeamId>,
    /// What the territory is called, shown beside the name.
    pub territory: Label,
    /// Where their day starts and ends.
    pub home: Option<Place>,
    /// Their hours.
    pub hours: Hours,
    /// The zone that decides which day it is for them.
    pub zone: Tz,
    /// Whether they left, or may not come in for now.
    #[serde(default)]
    pub disabled: bool,
}

/// Days on which a rep is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// Identity.
    pub id: LeaveId,
    /// Who is away.
    pub rep: RepId,
    /// When.
    pub span: Span,
    /// Who covers; with cover the days go on counting.
    pub cover: Option<RepId>,
}
