//! Matters and appointments: what is owed to an account, and agreed times there.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{AccountId, AppointmentId, MatterId, RepId, TouchId};

/// Who owes what to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatterKind {
    /// Ours to keep.
    Promise,
    /// Theirs to have done.
    Errand,
    /// Theirs to have answered.
    Complaint,
}

impl MatterKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Promise, Self::Errand, Self::Complaint];
}

/// Something to be answered to an account by a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// Identity.
    pub id: MatterId,
    /// To whom.
    pub account: AccountId,
    /// Who answers it.
    pub rep: RepId,
    /// The visit it was raised on.
    pub touch: Option<TouchId>,
    /// Promise, errand or complaint.
    pub kind: MatterKind,
    /// What.
    pub text: String,
    /// The business day it was raised on.
    pub raised: NaiveDate,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The business day it was answered to the customer.
    pub answered: Option<NaiveDate>,
    /// Until when it was put off. What was agreed with the customer stays due when it was.
    #[serde(default)]
    pub put_off: Option<PutOff>,
}

/// Something that is put off: nothing is done about it before a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PutOff {
    /// The day.
    pub until: NaiveDate,
    /// Why, may be empty.
    pub reason: String,
}

impl PutOff {
    /// Whether it still holds on a day.
    pub fn holds(&self, day: NaiveDate) -> bool {
        day < self.until
    }
}

/// What can be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Waiting {
    /// A matter.
    Matter(MatterId),
    /// The next step that a touch named.
    Step(TouchId),
}

/// An agreed time at an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appointment {
    /// Identity.
    pub id: AppointmentId,
    /// Where.
    pub account: AccountId,
    /// Who comes.
    pub rep: RepId,
    /// The day.
    pub day: NaiveDate,
    /// The time, if one was agreed.
    pub time: Option<NaiveTime>,
    /// What for, may be empty.
    pub purpose: String,
    /// When it was agreed.
    pub made: DateTime<Utc>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// How an appointment ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// In time.
    Kept,
    /// Late.
    Late,
    /// Called off.
    Cancelled,
}

impl Outcome {
    /// All of them, in the order of screens.
    pub const ALL: [Self; 3] = [Self::Kept, Self::Late, Self::Cancelled];
}
