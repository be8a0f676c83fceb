//! Changes: the only way business data is changed. An envelope says who did what, when, from where, and can be sent twice without
//! being applied twice.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};

use super::account::Pause;
use super::allotment::Rule;
use super::ids::{
    AccountId, AllotmentId, AppointmentId, ArrivalId, ContactId, DeviceId, FulfilmentId, GroupId, MatterId, MergeId,
    OpId, RepId, RequestId, StopId, TellingId, TouchId,
};
use super::matter::{Outcome, Waiting};
use super::record::{Fields, Key, Record};
use super::route::End;
use super::stock::{Answer, Arrival, Means, Request};
use super::touch::{Content, Report};

/// One operation: one transaction, one row in the log, undone as part of its group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope {
    /// Identity; an operation that is known is not applied again.
    pub op: OpId,
    /// What it is undone together with.
    pub group: GroupId,
    /// Who; nobody for set-up and import.
    pub actor: Option<RepId>,
    /// From which installation.
    pub device: DeviceId,
    /// When.
    pub at: DateTime<Utc>,
    /// The actor's business day.
    pub day: NaiveDate,
    /// What.
    pub act: Act,
}

/// What an envelope does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Changes business data.
    Change(Vec<Change>),
    /// Takes back a group that is in force.
    Undo(GroupId),
    /// Puts a group that was taken back in force again.
    Redo(GroupId),
    /// Takes back what can be of a group: records that were changed since, or that others rest on, stay and are named.
    Withdraw(GroupId),
}

/// One change of business data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A record that did not exist.
    Add(Record),
    /// A record becomes this, whether it existed or not.
    Set(Record),
    /// These fields of a record become this; the others stay as they are meanwhile. Made by [`Change::edit`].
    Edit(Key, Fields),
    /// A record that nothing rests on goes.
    Remove(Key),
    /// A visit begins now. If the account is not on the actor's route of the day, it comes onto it as an unplanned stop.
    CheckIn {
        /// The visit's identity.
        touch: TouchId,
        /// Where.
        account: AccountId,
        /// The identity of an unplanned stop.
        stop: StopId,
    },
    /// An open visit ends and is saved.
    CheckOut {
        /// Which.
        touch: TouchId,
        /// When it ended; none: time unknown.
        end: Option<DateTime<Utc>>,
        /// What was recorded.
        report: Report,
    },
    /// A check-in that was a mistake is taken off.
    CallOff {
        /// Which visit.
        touch: TouchId,
    },
    /// A finished contact is entered as a whole: late, attempted, by phone or chat.
    Enter {
        /// Its identity.
        touch: TouchId,
        /// With whom.
        account: AccountId,
        /// Its true day.
        day: NaiveDate,
        /// Start, where known.
        start: Option<DateTime<Utc>>,
        /// End, where known.
        end: Option<DateTime<Utc>>,
        /// What was recorded.
        report: Report,
    },
    /// A saved contact is corrected: its day, its times, what was recorded. The earlier version stays in the log.
    Correct {
        /// Which.
        touch: TouchId,
        /// Its true day.
        day: NaiveDate,
        /// Start, where known.
        start: Option<DateTime<Utc>>,
        /// End, where known.
        end: Option<DateTime<Utc>>,
        /// What was recorded.
        content: Content,
    },
    /// A saved contact did not happen: it stays in the timeline, and counts nowhere.
    Void {
        /// Which.
        touch: TouchId,
        /// Why, may be empty.
        reason: String,
    },
    /// Two accounts are one: everything of the second moves to the first.
    Merge {
        /// The identity of the merge.
        merge: MergeId,
        /// The account that stays.
        kept: AccountId,
        /// The account that goes into it.
        gone: AccountId,
    },
    /// They were two after all: what moved and is still there moves back.
    Unmerge {
        /// Which merge.
        merge: MergeId,
    },
    /// An account goes onto the end of a route. If it is there and open already, nothing changes.
    Plan {
        /// The stop's identity.
        stop: StopId,
        /// Whose route.
        rep: RepId,
        /// Which day.
        day: NaiveDate,
        /// Where to.
        account: AccountId,
    },
    /// A stop changes its place in the order.
    Reorder {
        /// Which.
        stop: StopId,
        /// Behind which stop; none: first.
        after: Option<StopId>,
    },
    /// A stop moves to another day, to the end; if the account is there already, the two become one.
    MoveTo {
        /// Which.
        stop: StopId,
        /// The other day.
        day: NaiveDate,
    },
    /// A stop is left out, with a reason.
    Skip {
        /// Which.
        stop: StopId,
        /// Why, may be empty.
        reason: String,
    },
    /// A stop is to begin at a time of its own.
    Pin {
        /// Which.
        stop: StopId,
        /// When; none: as it comes.
        at: Option<NaiveTime>,
    },
    /// A stop keeps its place on the route, or does so no longer.
    Lock {
        /// Which.
        stop: StopId,
        /// Whether it does.
        locked: bool,
    },
    /// A stop that was planned comes off the route.
    Unplan {
        /// Which.
        stop: StopId,
    },
    /// A rep's day ends: these stops were not done.
    EndDay {
        /// Whose.
        rep: RepId,
        /// Which.
        day: NaiveDate,
        /// What becomes of each.
        ends: Vec<(StopId, End)>,
    },
    /// A matter was answered to the customer, today.
    Answer {
        /// Which.
        matter: MatterId,
    },
    /// An appointment ended.
    Settle {
        /// Which.
        appointment: AppointmentId,
        /// How.
        outcome: Outcome,
    },
    /// An appointment is agreed for another time.
    Rearrange {
        /// Which.
        appointment: AppointmentId,
        /// The day.
        day: NaiveDate,
        /// The time, if one was agreed.
        time: Option<NaiveTime>,
    },
    /// The next step that a touch named was done, today.
    StepDone {
        /// Which touch.
        touch: TouchId,
    },
    /// Something is put off.
    PutOff {
        /// What.
        what: Waiting,
        /// Until when.
        until: NaiveDate,
        /// Why, may be empty.
        reason: String,
    },
    /// Nobody goes to an account for a while.
    Pause {
        /// Which.
        account: AccountId,
        /// When and why.
        pause: Pause,
    },
    /// A pause in force ends: today counts again.
    Resume {
        /// Which account.
        account: AccountId,
    },
    /// An account asks for a product that is short.
    Request(Request),
    /// A request is called off.
    Cancel {
        /// Which.
        request: RequestId,
        /// Why, may be empty.
        reason: String,
    },
    /// A quantity of a product comes in.
    Arrive(Arrival),
    /// Nothing more is given out of an arrival.
    Close {
        /// Which.
        arrival: ArrivalId,
    },
    /// It is decided who gets how much of an arrival. A rule is followed to the letter: if the queue is not any more as it was when
    /// these shares were proposed, nothing is decided.
    Allot {
        /// The decision's identity.
        allotment: AllotmentId,
        /// Of what.
        arrival: ArrivalId,
        /// The decision in force that it takes the place of.
        follows: Option<AllotmentId>,
        /// By which rule.
        rule: Rule,
        /// What each request is to have of it; those that are not named keep what they have.
        shares: Vec<(RequestId, u32)>,
        /// Why it takes something back that was said already; else may be empty.
        reason: String,
    },
    /// An account is told that goods came.
    Tell {
        /// The telling's identity.
        telling: TellingId,
        /// Which goods.
        arrival: ArrivalId,
        /// About which request.
        request: RequestId,
        /// How.
        how: Means,
        /// Whom.
        contact: Option<ContactId>,
        /// Until when the goods are kept for them.
        held_until: Option<NaiveDate>,
        /// Anything else, may be empty.
        note: String,
    },
    /// An account says whether it takes what it was told about.
    Respond {
        /// Which telling.
        telling: TellingId,
        /// What they say.
        answer: Answer,
    },
    /// Goods are handed over.
    Fulfil {
        /// The identity of the handing over.
        fulfilment: FulfilmentId,
        /// Out of which arrival.
        arrival: ArrivalId,
        /// For which request.
        request: RequestId,
        /// How much, in base units.
        quantity: u32,
    },
}

/// The name of a kind of change, for the log and for the words on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Records were added.
    Add,
    /// Records were set.
    Set,
    /// Fields of a record were changed.
    Edit,
    /// A record was removed.
    Remove,
    /// A visit began.
    CheckIn,
    /// A visit ended.
    CheckOut,
    /// A check-in was taken off.
    CallOff,
    /// A finished contact was entered.
    Enter,
    /// A contact was corrected.
    Correct,
    /// A contact was declared void.
    Void,
    /// Two accounts became one.
    Merge,
    /// One account became two again.
    Unmerge,
    /// Accounts were put on a route.
    Plan,
    /// A stop changed its place.
    Reorder,
    /// A stop changed its day.
    MoveTo,
    /// A stop was left out.
    Skip,
    /// A stop came off a route.
    Unplan,
    /// A stop got a time of its own.
    Pin,
    /// A stop was locked in its place, or let go.
    Lock,
    /// A day ended.
    EndDay,
    /// A matter was answered.
    Answer,
    /// An appointment ended.
    Settle,
    /// An appointment was moved.
    Rearrange,
    /// A next step was done.
    StepDone,
    /// Something was put off.
    PutOff,
    /// An account was paused.
    Pause,
    /// A pause ended.
    Resume,
    /// A stock request was made.
    Request,
    /// A stock request was called off.
    Cancel,
    /// Goods arrived.
    Arrive,
    /// An arrival was closed.
    Close,
    /// An arrival was allotted.
    Allot,
    /// An account was told.
    Tell,
    /// An account answered.
    Respond,
    /// Goods were handed over.
    Fulfil,
}

impl Change {
    /// The change that makes one version of a record into another, naming only the fields that differ; none if none do. `before` and
    /// `after` are of one kind and identity.
    pub fn edit(before: &Record, after: &Record) -> Result<Option<Self>, serde_json::Error> {
        let (old, mut fields) = (before.fields()?, after.fields()?);
        fields.retain(|name, value| old.get(name) != Some(value));
        Ok((!fields.is_empty()).then(|| Self::Edit(before.key(), fields)))
    }

    /// The same, where a record that cannot be told field by field is set as a whole.
    pub fn between(before: &Record, after: Record) -> Option<Self> {
        Self::edit(before, &after).unwrap_or(Some(Self::Set(after)))
    }

    /// Its name.
    pub fn deed(&self) -> Deed {
        match self {
            Self::Add(_) => Deed::Add,
            Self::Set(_) => Deed::Set,
            Self::Edit(..) => Deed::Edit,
            Self::Remove(_) => Deed::Remove,
            Self::CheckIn { .. } => Deed::CheckIn,
            Self::CheckOut { .. } => Deed::CheckOut,
            Self::CallOff { .. } => Deed::CallOff,
            Self::Enter { .. } => Deed::Enter,
            Self::Correct { .. } => Deed::Correct,
            Self::Void { .. } => Deed::Void,
            Self::Merge { .. } => Deed::Merge,
            Self::Unmerge { .. } => Deed::Unmerge,
            Self::Plan { .. } => Deed::Plan,
            Self::Reorder { .. } => Deed::Reorder,
            Self::MoveTo { .. } => Deed::MoveTo,
            Self::Skip { .. } => Deed::Skip,
            Self::Pin { .. } => Deed::Pin,
            Self::Lock { .. } => Deed::Lock,
            Self::Unplan { .. } => Deed::Unplan,
            Self::Answer { .. } => Deed::Answer,
            Self::EndDay { .. } => Deed::EndDay,
            Self::Settle { .. } => Deed::Settle,
            Self::Rearrange { .. } => Deed::Rearrange,
            Self::StepDone { .. } => Deed::StepDone,
            Self::PutOff { .. } => Deed::PutOff,
            Self::Pause { .. } => Deed::Pause,
            Self::Resume { .. } => Deed::Resume,
            Self::Request(_) => Deed::Request,
            Self::Cancel { .. } => Deed::Cancel,
            Self::Arrive(_) => Deed::Arrive,
            Self::Close { .. } => Deed::Close,
            Self::Allot { .. } => Deed::Allot,
            Self::Tell { .. } => Deed::Tell,
            Self::Respond { .. } => Deed::Respond,
            Self::Fulfil { .. } => Deed::Fulfil,
        }
    }
}
