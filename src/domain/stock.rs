//! Stock requests and what becomes of them: an account asks for a product that is short, a quantity arrives, it is decided who gets how
//! much, the shops are told, the goods are handed over. Each step is a record of its own, so that everyone can see why.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::allotment::{Rule, Why};
use super::ids::{
    AccountId, AllotmentId, ArrivalId, ContactId, FulfilmentId, ProductId, RepId, RequestId, TeamId, TellingId,
};

/// A quantity in the unit it was said in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    /// How many.
    pub count: u32,
    /// Of which unit.
    pub unit: String,
    /// How many base units one of them is.
    pub factor: u32,
}

impl Amount {
    /// In base units; none if no number holds it.
    pub fn base(&self) -> Option<u32> {
        self.count.checked_mul(self.factor)
    }

    /// In base units, where it was checked that a number holds it.
    pub fn quantity(&self) -> u32 {
        self.count.saturating_mul(self.factor)
    }
}

/// An account asks for a product that is out of stock or short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Identity.
    pub id: RequestId,
    /// Who asks.
    pub account: AccountId,
    /// Who wrote it down.
    pub rep: RepId,
    /// What for.
    pub product: ProductId,
    /// How much.
    pub asked: Amount,
    /// Which of the people there.
    pub contact: Option<ContactId>,
    /// The last day on which it is wanted.
    pub until: Option<NaiveDate>,
    /// Less than all of it is of no use.
    pub all_or_nothing: bool,
    /// They would buy outside the channel.
    pub outside: bool,
    /// Anything else, may be empty.
    pub note: String,
    /// When they asked: the place in the queue.
    pub at: DateTime<Utc>,
    /// The business day of that.
    pub day: NaiveDate,
    /// How it ended.
    pub ended: Option<Ended>,
}

impl Request {
    /// Whether it stands in a queue on a day, as long as it is not covered.
    pub fn is_wanted(&self, today: NaiveDate) -> bool {
        self.ended.is_none() && self.until.is_none_or(|until| today <= until)
    }

    /// The same without whose it is and what was said there.
    #[must_use]
    pub fn anonymous(self) -> Self {
        let (account, rep) = (AccountId(Uuid::nil()), RepId(Uuid::nil()));
        Self { account, rep, contact: None, note: String::new(), ..self }
    }

    /// Its place in the order of asking.
    pub fn place(&self) -> (DateTime<Utc>, RequestId) {
        (self.at, self.id)
    }
}

/// How a request ended, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// How.
    pub how: End,
    /// The business day.
    pub day: NaiveDate,
    /// Why, may be empty.
    pub reason: String,
}

/// How a request can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum End {
    /// All of it was handed over.
    Fulfilled,
    /// They were told and want it no more.
    Passed,
    /// Called off.
    Cancelled,
}

/// A quantity of a product comes in for a team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    /// Identity.
    pub id: ArrivalId,
    /// What.
    pub product: ProductId,
    /// For whom: the reps of the team and of those under it; none: reps who are in no team.
    pub team: Option<TeamId>,
    /// Whose it is: they allot it, or a leader.
    pub rep: RepId,
    /// How much.
    pub amount: Amount,
    /// Anything else, may be empty.
    pub note: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The business day of that.
    pub day: NaiveDate,
    /// Nothing more is given out of it.
    pub closed: bool,
}

/// A decision who gets how much of an arrival. It states all of the arrival; the next one takes its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allotment {
    /// Identity.
    pub id: AllotmentId,
    /// Of what.
    pub arrival: ArrivalId,
    /// The decision that it takes the place of.
    pub follows: Option<AllotmentId>,
    /// By which rule.
    pub rule: Rule,
    /// Who decided.
    pub rep: RepId,
    /// When.
    pub at: DateTime<Utc>,
    /// The business day of that.
    pub day: NaiveDate,
    /// Why it takes something back that was said already; else empty.
    pub reason: String,
    /// Everybody who has something of it or stood in the queue, in order of asking.
    pub lines: Vec<Line>,
}

impl Allotment {
    /// The line of a request.
    pub fn line(&self, request: RequestId) -> Option<&Line> {
        self.lines.iter().find(|line| line.request == request)
    }
}

/// What one request gets, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub request: RequestId,
    /// Its place in the queue as it was decided, from 1; none if it did not stand there.
    pub position: Option<u32>,
    /// How much of it was open.
    pub open: u32,
    /// What it had of the arrival.
    pub before: u32,
    /// What it has.
    pub quantity: u32,
    /// Why.
    pub why: Why,
    /// Since when what was said before does not count any more, because it was given something all the same.
    pub anew: Option<DateTime<Utc>>,
}

/// An account was told that goods came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    /// Identity.
    pub id: TellingId,
    /// About which arrival.
    pub arrival: ArrivalId,
    /// About which request.
    pub request: RequestId,
    /// Whose.
    pub account: AccountId,
    /// The decision that was in force when they were told, and once they answered, then.
    pub allotment: Option<AllotmentId>,
    /// Who told them.
    pub rep: RepId,
    /// When.
    pub at: DateTime<Utc>,
    /// The business day of that.
    pub day: NaiveDate,
    /// How.
    pub how: Means,
    /// Whom.
    pub contact: Option<ContactId>,
    /// The last day on which the goods are kept for them.
    pub held_until: Option<NaiveDate>,
    /// Anything else, may be empty.
    pub note: String,
    /// What they said.
    pub answer: Option<Answer>,
    /// Taken back: it was said, and does not count.
    pub withdrawn: bool,
}

impl Telling {
    /// The same without whose it is and what was said there.
    #[must_use]
    pub fn anonymous(self) -> Self {
        let (account, rep) = (AccountId(Uuid::nil()), RepId(Uuid::nil()));
        Self { account, rep, contact: None, note: String::new(), ..self }
    }

    /// Whether the goods were kept for them through a day before this one, and they did not answer.
    pub fn has_lapsed(&self, today: NaiveDate) -> bool {
        self.answer.is_none() && self.held_until.is_some_and(|until| until < today)
    }
}

/// How an account is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// By telephone.
    Phone,
    /// By message.
    Chat,
    /// At the shop.
    InPerson,
}

impl Means {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Phone, Self::Chat, Self::InPerson];
}

/// What an account said when it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "says", content = "quantity")]
pub enum Answer {
    /// Takes all of it, and would take more.
    TakesAll,
    /// Takes so much of it and no more, in base units.
    Takes(u32),
    /// Not this time: the request keeps its place.
    NotNow,
    /// Wants it no more: the request is over.
    NoMore,
}

impl Answer {
    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Self::TakesAll => "takes-all",
            Self::Takes(_) => "takes",
            Self::NotNow => "not-now",
            Self::NoMore => "no-more",
        }
    }

    /// How much it takes, where it said so.
    pub fn quantity(self) -> Option<u32> {
        if let Self::Takes(quantity) = self { Some(quantity) } else { None }
    }
}

/// Goods of an arrival were handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfilment {
    /// Identity.
    pub id: FulfilmentId,
    /// Out of which arrival.
    pub arrival: ArrivalId,
    /// For which request.
    pub request: RequestId,
    /// Whose.
    pub account: AccountId,
    /// By whom.
    pub rep: RepId,
    /// How much, in base units.
    pub quantity: u32,
    /// When.
    pub at: DateTime<Utc>,
    /// The business day of that.
    pub day: NaiveDate,
}

impl Fulfilment {
    /// The same without whose it is.
    #[must_use]
    pub fn anonymous(self) -> Self {
        let (account, rep) = (AccountId(Uuid::nil()), RepId(Uuid::nil()));
        Self { account, rep, ..self }
    }
}

/// What one request has of an arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Which request.
    pub request: RequestId,
    /// What the decision in force gives it.
    pub given: u32,
    /// What is kept for it or was handed over: less than it was given if it does not want all of it.
    pub held: u32,
    /// What was handed over.
    pub fulfilled: u32,
    /// The last time it was told, if that counts.
    pub told: Option<Telling>,
}

impl Share {
    /// What is there for it and not handed over.
    pub fn waits(&self) -> u32 {
        self.held - self.fulfilled
    }

    /// Whether it was told and did not answer in time.
    pub fn has_lapsed(&self, today: NaiveDate) -> bool {
        self.waits() > 0 && self.told.as_ref().is_some_and(|told| told.has_lapsed(today))
    }

    /// What is kept for it when those who did not answer in time are left out.
    pub fn kept(&self, today: NaiveDate) -> u32 {
        if self.has_lapsed(today) { self.fulfilled } else { self.held }
    }
}

/// What is known of one arrival.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dealing {
    /// The arrival.
    pub arrival: Arrival,
    /// The decision in force.
    pub allotment: Option<Allotment>,
    /// Who was told, in order of time, those taken back among them.
    pub tellings: Vec<Telling>,
    /// What was handed over, in order of time.
    pub fulfilments: Vec<Fulfilment>,
}

impl Dealing {
    /// What each request has of it that was given something, told or handed anything, in order of identity. `is_over` tells which
    /// requests have ended: nothing more is kept for them.
    pub fn shares(&self, is_over: impl Fn(RequestId) -> bool) -> Vec<Share> {
        let given = self.allotment.iter().flat_map(|it| &it.lines).filter(|line| line.quantity > 0);
        let mut requests: Vec<RequestId> = given.map(|line| line.request).collect();
        requests.extend(self.tellings.iter().filter(|it| !it.withdrawn).map(|it| it.request));
        requests.extend(self.fulfilments.iter().map(|it| it.request));
        requests.sort_unstable();
        requests.dedup();
        requests.into_iter().map(|request| self.share(request, is_over(request))).collect()
    }

    /// What one request has of it.
    pub fn share(&self, request: RequestId, is_over: bool) -> Share {
        let given = self.allotment.as_ref().and_then(|it| it.line(request)).map_or(0, |line| line.quantity);
        let fulfilled = self.fulfilments.iter().filter(|it| it.request == request).map(|it| it.quantity).sum();
        let told = self.told(request).cloned();
        let wanted = match told.as_ref().and_then(|told| told.answer) {
            _ if is_over || self.arrival.closed => 0,
            Some(Answer::Takes(quantity)) => given.min(quantity),
            Some(Answer::NotNow | Answer::NoMore) => 0,
            Some(Answer::TakesAll) | None => given,
        };
        Share { request, given, held: wanted.max(fulfilled), fulfilled, told }
    }

    /// The last time an account was told that counts.
    fn told(&self, request: RequestId) -> Option<&Telling> {
        let anew = self.allotment.as_ref().and_then(|it| it.line(request)?.anew);
        let counts = |it: &&Telling| it.request == request && !it.withdrawn && anew.is_none_or(|anew| anew < it.at);
        self.tellings.iter().filter(counts).max_by_key(|it| (it.at, it.id))
    }
}
