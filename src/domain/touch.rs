//! Touches: every real contact with an account. Those in person are visits; a visit is open from check-in to check-out.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::cadence::{Cadence, Level, Window};
use super::ids::{AccountId, MatterId, RepId, TouchId};
use super::matter::{MatterKind, PutOff};

pub use super::content::{Content, NextStep};

/// What kind of contact it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TouchKind {
    /// An ordinary call.
    #[default]
    Routine,
    /// One or two hours, to solve what a short call cannot.
    Stay,
    /// A day of helping at the counter.
    CounterDay,
    /// By telephone.
    Phone,
    /// By message.
    Chat,
    /// A last visit taken over from another system.
    Imported,
}

impl TouchKind {
    /// All kinds that a person can record.
    pub const RECORDED: [Self; 5] = [Self::Routine, Self::Stay, Self::CounterDay, Self::Phone, Self::Chat];

    /// Whether it was in person.
    pub fn is_visit(self) -> bool {
        matches!(self, Self::Routine | Self::Stay | Self::CounterDay)
    }
}

/// A real contact with an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// Identity.
    pub id: TouchId,
    /// With whom.
    pub account: AccountId,
    /// By whom.
    pub rep: RepId,
    /// Whose clocks it resets: the rep's, and those of a supervisor or manager who came along.
    pub levels: Vec<Level>,
    /// The business day it belongs to, fixed when written.
    pub day: NaiveDate,
    /// Check-in, where a time is known.
    pub start: Option<DateTime<Utc>>,
    /// Check-out, where a time is known.
    pub end: Option<DateTime<Utc>>,
    /// Whether it is still going on.
    pub open: bool,
    /// Entered after its day.
    pub late: bool,
    /// What was recorded about it.
    #[serde(flatten)]
    pub content: Content,
    /// The window that was in force, kept so that later changes do not rewrite history.
    pub window: Option<Window>,
    /// Why it does not count, if somebody declared it void.
    #[serde(default)]
    pub voided: Option<String>,
    /// The business day its next step was done on.
    #[serde(default)]
    pub followed: Option<NaiveDate>,
    /// Until when its next step was put off.
    #[serde(default)]
    pub put_off: Option<PutOff>,
}

impl Touch {
    /// Whether it is over, somebody was met, and nobody declared it void.
    pub fn took_place(&self) -> bool {
        !self.open && self.voided.is_none() && !self.content.attempted
    }

    /// Whether it resets a clock with this cadence at this level.
    pub fn is_accepted(&self, level: Level, cadence: &Cadence) -> bool {
        self.took_place()
            && self.levels.contains(&level)
            && match self.content.kind {
                TouchKind::Phone => cadence.phone_counts,
                TouchKind::Chat => cadence.chat_counts,
                _ => true,
            }
    }

    /// Whether its next step is still to be done: nobody said that it was, and nobody was met there on its day or later. `since` is the last
    /// day on which somebody was met after this touch.
    pub fn step_is_open(&self, since: Option<NaiveDate>) -> bool {
        let Some(next) = &self.content.next else { return false };
        let met = since.is_some_and(|since| since >= next.day.unwrap_or(self.day));
        !self.open && self.voided.is_none() && self.followed.is_none() && !met
    }

    /// Minutes from check-in to check-out.
    pub fn minutes(&self) -> Option<i64> {
        Some((self.end? - self.start?).num_minutes())
    }
}

/// The touch whose next step is still to be done, among those at an account, the newest first. Each next step takes the place of the one before.
pub fn open_step(newest_first: &[Touch]) -> Option<&Touch> {
    let names_one = |it: &Touch| it.content.next.is_some() && !it.open && it.voided.is_none();
    let at = newest_first.iter().position(names_one)?;
    let since = newest_first[..at].iter().filter(|it| it.took_place()).map(|it| it.day).max();
    Some(&newest_first[at]).filter(|touch| touch.step_is_open(since))
}

/// All that a visit screen holds before it is checked out or saved: the content, and matters raised and answered on the way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The sections.
    pub content: Content,
    /// Matters to be opened.
    pub raised: Vec<NewMatter>,
    /// Matters of earlier visits that were answered to the customer.
    pub answered: Vec<MatterId>,
    /// What was typed as goods, where some of it is not understood yet.
    #[serde(default)]
    pub typed: Option<Box<TypedGoods>>,
}

/// What was typed as goods into a visit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedGoods {
    /// As an order.
    pub order: Typed,
    /// As a count of the shelf.
    pub shelf: Typed,
}

/// Goods as they were typed. Nothing in it: they are all understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// All of it.
    pub text: String,
    /// The parts that are not understood.
    pub unread: Vec<String>,
}

impl Report {
    /// What is recorded when it is saved: parts that are not understood are lines of the note.
    pub fn settled(&self) -> Content {
        let unread = self.typed.iter().flat_map(|typed| typed.order.unread.iter().chain(&typed.shelf.unread));
        let unread = unread.map(String::as_str);
        let lines = std::iter::once(self.content.note.as_str()).chain(unread).filter(|line| !line.is_empty());
        Content { note: lines.collect::<Vec<_>>().join("\n"), ..self.content.clone() }
    }

    /// Whether nothing was entered: such a draft is never offered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A matter as typed during a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewMatter {
    /// The identity it will have.
    pub id: MatterId,
    /// Promise, errand or complaint.
    pub kind: MatterKind,
    /// What.
    pub text: String,
    /// By when.
    pub due: Option<NaiveDate>,
}

/// What has been typed and not yet checked out or saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The visit it belongs to: an open one, or one that is still to be entered.
    pub touch: TouchId,
    /// At which account.
    pub account: AccountId,
    /// Whose draft.
    pub rep: RepId,
    /// The day of a visit that is entered late; none for an open visit.
    pub late_day: Option<NaiveDate>,
    /// What was typed.
    pub report: Report,
    /// When it was saved last.
    pub saved: DateTime<Utc>,
}
