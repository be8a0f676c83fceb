//! What waits for a rep, as loaded.

use chrono::NaiveDate;

use crate::domain::account::Contact;
use crate::domain::ids::RepId;
use crate::domain::matter::{Appointment, Matter};
use crate::domain::people::Rep;
use crate::domain::touch::Touch;

/// Somebody a stop can be handed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: RepId,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

impl From<Rep> for Colleague {
    fn from(rep: Rep) -> Self {
        Self { id: rep.id, code: rep.code, name: rep.name }
    }
}

/// What is to be followed up in a territory, each list by identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUps {
    /// Matters that are not answered.
    pub matters: Vec<Matter>,
    /// Appointments that have not ended.
    pub appointments: Vec<Appointment>,
    /// The touches whose next step is open, at most one of an account.
    pub steps: Vec<Touch>,
    /// The people whose birthday is known.
    pub contacts: Vec<Contact>,
}

/// The newest touch at an account that names a next step.
pub struct Step {
    /// The touch.
    pub touch: Touch,
    /// The last day since on which somebody was met there.
    pub since: Option<NaiveDate>,
}

impl Step {
    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.touch.step_is_open(self.since)
    }
}
