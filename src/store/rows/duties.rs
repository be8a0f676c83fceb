//! What waits for a rep, as loaded.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::account::Contact;
use crate::domain::ids::{AccountId, RepId};
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
    /// The names of the accounts they are at.
    pub names: BTreeMap<AccountId, String>,
}

impl FollowUps {
    /// The accounts they are at.
    pub fn accounts(&self) -> BTreeSet<AccountId> {
        let matters = self.matters.iter().map(|it| it.account);
        let appointments = self.appointments.iter().map(|it| it.account);
        let steps = self.steps.iter().map(|it| it.account);
        matters.chain(appointments).chain(steps).chain(self.contacts.iter().map(|it| it.account)).collect()
    }
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
