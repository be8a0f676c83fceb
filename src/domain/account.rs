//! Accounts and the people at them.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

pub use super::birthday::Birthday;
use super::cadence::Window;
use super::day::Span;
use super::ids::{AccountId, BeatId, ContactId, RepId, TierId};
use super::label::Label;
use super::place::Place;

/// A shop, outlet, dealer or agent that is visited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Identity.
    pub id: AccountId,
    /// The name on the shop sign.
    pub name: String,
    /// The name in the other script or language, may be empty.
    pub other_name: String,
    /// Street address, may be empty.
    pub address: String,
    /// Telephone, may be empty.
    pub phone: String,
    /// Codes and licence numbers; not unique across accounts.
    pub codes: Vec<Code>,
    /// Where it is.
    pub place: Option<Place>,
    /// How often it is due; none means nobody expects it at an interval.
    pub tier: Option<TierId>,
    /// What kind of shop.
    pub segment: Option<Segment>,
    /// The beat it belongs to.
    pub beat: Option<BeatId>,
    /// Whose territory it is in; none means unassigned.
    pub rep: Option<RepId>,
    /// The business day it was added on.
    pub added: NaiveDate,
    /// A window of its own, for the rep's cadence.
    pub own_window: Option<OwnWindow>,
    /// When nobody should come, and why.
    pub pauses: Vec<Pause>,
    /// When the shop is shut: days that count for no cadence.
    pub closures: Vec<Span>,
    /// Usual length of a visit in minutes, if not the tier's.
    pub minutes: Option<u32>,
    /// When it is open on a day, by time; none: not known.
    #[serde(default)]
    pub hours: Vec<Opening>,
    /// The account that this one turned out to be. It then stands in no list; what happened here is found there.
    #[serde(default)]
    pub merged_into: Option<AccountId>,
}

impl Account {
    /// An account of which nothing is known but its name.
    pub fn new(id: AccountId, name: impl Into<String>, added: NaiveDate) -> Self {
        Self {
            id,
            name: name.into(),
            other_name: String::new(),
            address: String::new(),
            phone: String::new(),
            codes: Vec::new(),
            place: None,
            tier: None,
            segment: None,
            beat: None,
            rep: None,
            added,
            own_window: None,
            pauses: Vec::new(),
            closures: Vec::new(),
            minutes: None,
            hours: Vec::new(),
            merged_into: None,
        }
    }

    /// The first code, or nothing.
    pub fn code(&self) -> &str {
        self.codes.first().map_or("", |code| &code.text)
    }
}

/// A code or licence number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What kind of number.
    pub kind: CodeKind,
    /// As written.
    pub text: String,
}

/// What a code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeKind {
    /// The company's own customer number.
    Customer,
    /// A retail licence number.
    Licence,
}

/// Hours of a day in which a shop is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Opening {
    /// From.
    pub from: NaiveTime,
    /// To, later than `from`.
    pub to: NaiveTime,
}

impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from.format("%H:%M"), self.to.format("%H:%M"))
    }
}

/// A window that one account has in place of its tier's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWindow {
    /// The window.
    pub window: Window,
    /// Why.
    pub reason: String,
}

/// Days on which nobody should come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// From when through when.
    pub span: Span,
    /// Why: renovation, "not until 1 December", out of business.
    pub reason: String,
}

/// What kind of shop an account is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Segment {
    /// Supermarkets, chains, big tobacco-and-liquor shops.
    Large,
    /// Clubs, hotels, restaurants.
    Night,
    /// Mid-size markets, convenience stores, specialists.
    Medium,
    /// Groceries, mixed shops, kiosks.
    Small,
}

impl Segment {
    /// All segments.
    pub const ALL: [Self; 4] = [Self::Large, Self::Night, Self::Medium, Self::Small];
}

/// A named set of accounts inside a territory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beat {
    /// Identity.
    pub id: BeatId,
    /// Whose territory.
    pub rep: RepId,
    /// What it is called.
    pub name: Label,
}

/// A person at an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Identity.
    pub id: ContactId,
    /// Where.
    pub account: AccountId,
    /// How they are called.
    pub name: String,
    /// What they do there.
    pub role: ContactRole,
    /// Telephone, may be empty.
    pub phone: String,
    /// How to talk to them.
    pub temperament: Option<Temperament>,
    /// Whether meeting only this person makes a visit; if not (a driver, a child), "attempted" is proposed.
    pub counts: bool,
    /// Their birthday.
    #[serde(default)]
    pub birthday: Option<Birthday>,
}

impl Contact {
    /// Somebody of whom nothing is known but name and role.
    pub fn new(id: ContactId, account: AccountId, name: impl Into<String>, role: ContactRole) -> Self {
        let counts = !matches!(role, ContactRole::Driver);
        Self { id, account, name: name.into(), role, phone: String::new(), temperament: None, counts, birthday: None }
    }
}

/// What a contact does at the account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactRole {
    /// Owns it.
    Owner,
    /// Runs it.
    Manager,
    /// Serves at the counter.
    Clerk,
    /// Drives.
    Driver,
    /// Keeps the store room.
    Storekeeper,
    /// Keeps the books.
    Bookkeeper,
    /// Belongs to the owner's family.
    Family,
}

impl ContactRole {
    /// All roles.
    pub const ALL: [Self; 7] =
        [Self::Owner, Self::Manager, Self::Clerk, Self::Driver, Self::Storekeeper, Self::Bookkeeper, Self::Family];
}

/// The nine ways of being met at a counter; an optional hint for whoever rings the bell next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Temperament {
    /// 性急
    Impatient,
    /// 慢性
    Slow,
    /// 沉默
    Silent,
    /// 健谈
    Talkative,
    /// 踌躇
    Hesitant,
    /// 严肃
    Grave,
    /// 疑心
    Suspicious,
    /// 挑剔
    FaultFinding,
    /// 知音
    SelfStyledExpert,
}

impl Temperament {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Impatient,
        Self::Slow,
        Self::Silent,
        Self::Talkative,
        Self::Hesitant,
        Self::Grave,
        Self::Suspicious,
        Self::FaultFinding,
        Self::SelfStyledExpert,
    ];
}
