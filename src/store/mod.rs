//! Where the data is kept: the only place that knows SQL. Reads say on whose behalf ([`Viewer`]) and load facts; what the facts mean is
//! computed by `domain`. Business data is written only as [`Envelope`]s of changes; drafts and settings go through [`Keep`].

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::access::{AccessKey, Enrolment};
use crate::domain::account::Account;
use crate::domain::allotment::Rule;
use crate::domain::change::Envelope;
use crate::domain::ids::{AccountId, ArrivalId, BeatId, ProductId, RepId, RequestId, TeamId, TouchId};
use crate::domain::merge::Twins;
use crate::domain::people::Rep;
use crate::domain::product::Product;
use crate::domain::record::{Kind, Record};
use crate::domain::stock::{Arrival, Line};
use crate::domain::touch::{Draft, Touch};

mod due;
mod engine;
pub mod error;
pub mod memory;
mod permission;
pub mod pool;
pub mod rows;
pub mod seed;
pub mod sqlite;
mod stock;
mod tables;
mod undo;
mod words;

pub use error::StoreError;
pub use memory::MemoryStore;
pub use permission::Rights;
pub use rows::{
    AccountRow, Applied, ArrivalRow, BookRow, Brief, Colleague, Cursor, DayTouch, Dealt, DraftRow, Entry, Finds,
    FollowUps, Identity, ImportRun, OpenVisit, Operation, OperationsAsked, Page, Past, QueueRow, Reference, RouteRow,
    Shop, Stock, StockHistory, TeamStock, Undoable,
};
pub use seed::seed;
pub use sqlite::SqliteStore;

/// On whose behalf a read is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// A person on a business day of theirs. A rep sees the own territory and the accounts on the own routes of that day; a
    /// supervisor the reps of the own team and the teams under it; managers and administrators everything.
    Person {
        /// Who.
        rep: RepId,
        /// Their business day.
        day: NaiveDate,
    },
    /// Maintenance, import and set-up. Unreachable from a screen.
    System,
}

impl Viewer {
    /// Who writes.
    fn actor(self) -> Option<RepId> {
        match self {
            Self::Person { rep, .. } => Some(rep),
            Self::System => None,
        }
    }

    /// For whom and on which day rows of many accounts are made.
    fn reader(self) -> (RepId, NaiveDate) {
        match self {
            Self::Person { rep, day } => (rep, day),
            Self::System => (RepId(uuid::Uuid::nil()), NaiveDate::MIN),
        }
    }

    /// For whom and on which day the row of an account is made.
    fn own_row(self, account: &Account) -> (RepId, NaiveDate) {
        match self {
            Self::Person { rep, day } => (rep, day),
            Self::System => (account.rep.unwrap_or(RepId(uuid::Uuid::nil())), NaiveDate::MIN),
        }
    }
}

/// The result of a store operation.
pub type Result<T> = std::result::Result<T, StoreError>;

/// The store. Lists are in the order their documentation says; what is not visible to the viewer is not there.
pub trait Store: Send {
    /// Applies operations in one transaction, each all or nothing by itself and only once by its identity. The answers are in the
    /// order of the envelopes; a failure of the transaction itself is every envelope's answer.
    fn apply(&mut self, batch: &[Envelope]) -> Vec<Result<Applied>>;

    /// Keeps what is outside log and undo: drafts and settings.
    fn keep(&mut self, keep: &Keep) -> Result<()>;

    /// Derives up to so many of the accounts anew whose stored days are stale since something that many rest on was changed, in one short
    /// transaction, seen from a day; answers how many are left. What it has done stays done, whoever goes on. Reads are right before it too.
    fn redate(&mut self, day: NaiveDate, most: usize) -> Result<usize>;

    /// How many accounts are to be re-dated.
    fn stale(&self) -> Result<usize>;

    /// The same data through a connection of its own, for work beside the screen; none if there is only this one.
    fn another(&self) -> Result<Option<Box<dyn Store>>>;

    /// A number that changes when another connection has committed.
    fn version(&self) -> Result<i64>;

    /// Everybody who can be seen, by code. The system sees all.
    fn reps(&self, viewer: Viewer) -> Result<Vec<Rep>>;

    /// Tiers by rank, decrees, weights, and teams, beats and leave of the reps that can be seen. Who may set teams up sees all of them.
    fn reference(&self, viewer: Viewer) -> Result<Reference>;

    /// What the viewer may write beside accounts.
    fn rights(&self, viewer: Viewer) -> Result<Rights>;

    /// How many accounts each beat that can be seen has, those without any left out.
    fn beat_sizes(&self, viewer: Viewer) -> Result<BTreeMap<BeatId, usize>>;

    /// Whether there is any account at all.
    fn has_accounts(&self) -> Result<bool>;

    /// The accounts of a rep's territory, by identity.
    fn book(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>>;

    /// The accounts that can be seen and fit these words, by name, pinyin, initials, code, licence, telephone, address or a person there: the
    /// best fit first, then by name, at most so many. Without words all of them fit. Rows are made as those of a brief.
    fn search(&self, viewer: Viewer, words: &str, limit: usize) -> Result<Finds>;

    /// An account that can be seen, also one that went into another.
    fn account(&self, viewer: Viewer, account: AccountId) -> Result<Option<Account>>;

    /// Tells what each account that can be seen is recognised by, in order of identity, those that went into others left out. A search of
    /// everything for imports: it costs what the organisation costs.
    fn identities(&self, viewer: Viewer, each: &mut dyn FnMut(Identity)) -> Result<()>;

    /// All products by name, and those that are no longer sold behind them.
    fn products(&self) -> Result<Vec<Product>>;

    /// All decisions about shops that look like one.
    fn twins(&self) -> Result<Vec<Twins>>;

    /// The viewer's own imports, the newest first; for the system everybody's.
    fn imports(&self, viewer: Viewer) -> Result<Vec<ImportRun>>;

    /// Whether an import of anybody's that is neither done nor gone was at work between two instants. It tells nothing else of it.
    fn is_importing(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool>;

    /// A rep's stops of a day, in order of rank.
    fn route(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>>;

    /// The days before this one on which a stop of the rep's is still open, the earliest first.
    fn unfinished_days(&self, viewer: Viewer, rep: RepId, before: NaiveDate) -> Result<Vec<NaiveDate>>;

    /// The people whom the viewer can hand a stop to, by code: those of the own team, and those who can be seen.
    fn colleagues(&self, viewer: Viewer) -> Result<Vec<Colleague>>;

    /// What is to be followed up at the accounts of a rep's territory.
    fn follow_ups(&self, viewer: Viewer, rep: RepId) -> Result<FollowUps>;

    /// What a rep did from one day through another, and what was there to do. It costs what the rep did and what happened in the territory.
    fn past(&self, viewer: Viewer, rep: RepId, from: NaiveDate, to: NaiveDate) -> Result<Past>;

    /// What to know before entering an account. One where an open visit or a draft of the viewer's own waits to be finished is shown
    /// too, here and in its timeline and touches, although it may be somebody else's by now. Its row is the one of the viewer's own book and day; for the system that of the
    /// account's rep on the first of days.
    fn brief(&self, viewer: Viewer, account: AccountId) -> Result<Option<Brief>>;

    /// Everything that happened at an account, newest first: entries before the cursor.
    fn timeline(&self, viewer: Viewer, account: AccountId, before: Option<Cursor>, limit: usize)
    -> Result<Page<Entry>>;

    /// The queue of a team for each product on a day, the arrivals that its reps wait for, and those of the teams under it. Everybody may ask about the own team, leaders
    /// about those whose reps they see.
    fn stock(&self, viewer: Viewer, team: Option<TeamId>, day: NaiveDate) -> Result<Stock>;

    /// The teams whose stock the viewer may look at, by identity, and last the reps in no team if the viewer may ask about them.
    fn stock_teams(&self, viewer: Viewer) -> Result<Vec<TeamStock>>;

    /// An arrival, if it is for reps whose queue the viewer may see.
    fn arrival(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<ArrivalRow>>;

    /// All arrivals of a product, as far as they are for reps whose queue the viewer may see, oldest first.
    fn arrivals(&self, viewer: Viewer, product: ProductId) -> Result<Vec<Arrival>>;

    /// What each rule would decide about an arrival on a day, and what these shares by hand would come to.
    fn proposals(
        &self,
        viewer: Viewer,
        arrival: ArrivalId,
        by_hand: &[(RequestId, u32)],
        day: NaiveDate,
    ) -> Result<Vec<(Rule, Vec<Line>)>>;

    /// The arrivals whose identity ends with these hexadecimal digits, if they are for reps whose queue the viewer may see; oldest first.
    fn arrivals_ending(&self, viewer: Viewer, ending: &str) -> Result<Vec<Arrival>>;

    /// All that was decided, said and handed over about an arrival, if it is for reps whose queue the viewer may see.
    fn dealt(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<Dealt>>;

    /// All that the reps of a team were ever asked for, and the arrivals that they waited for. Who may ask is as for the queue.
    fn stock_history(&self, viewer: Viewer, team: Option<TeamId>) -> Result<StockHistory>;

    /// The viewer's own open visits, oldest first.
    fn open_visits(&self, viewer: Viewer) -> Result<Vec<OpenVisit>>;

    /// A rep's touches of a day at accounts that can be seen, by their beginning; those without a time first.
    fn day_touches(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<DayTouch>>;

    /// A touch, if its account can be seen.
    fn touch(&self, viewer: Viewer, touch: TouchId) -> Result<Option<Touch>>;

    /// All touches at an account from a day on, by day and identity, if it can be seen.
    fn touches_since(&self, viewer: Viewer, account: AccountId, day: NaiveDate) -> Result<Vec<Touch>>;

    /// The viewer's own drafts that are not empty, newest first.
    fn drafts(&self, viewer: Viewer) -> Result<Vec<DraftRow>>;

    /// The newest group of the viewer's that could be taken back, within thirty days.
    fn undoable(&self, viewer: Viewer) -> Result<Option<Undoable>>;

    /// The group of the viewer's that was taken back last, if nothing was changed by them since.
    fn redoable(&self, viewer: Viewer) -> Result<Option<Undoable>>;

    /// The viewer's settings by name.
    fn settings(&self, viewer: Viewer) -> Result<BTreeMap<String, String>>;

    /// Accounts that can be seen, in order of identity from the one behind `after` on, at most so many. Those that went into others are
    /// left out.
    fn accounts(&self, viewer: Viewer, after: Option<AccountId>, limit: usize) -> Result<Vec<AccountRow>>;

    /// The records of a kind at those of these accounts that can be seen, in the order of the accounts, at each by day and identity.
    /// Kinds that are not about an account have none; what went into an account is told by its brief.
    fn records_at(&self, viewer: Viewer, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>>;

    /// The log, newest first: operations before a place in it. A rep sees the own ones, a leader those of the team, managers and the
    /// system all.
    fn operations(
        &self,
        viewer: Viewer,
        asked: OperationsAsked,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Page<Operation, i64>>;

    /// Keys by which people are recognised, by identity: the viewer's own; administrators and the system see all.
    fn access_keys(&self, viewer: Viewer) -> Result<Vec<AccessKey>>;

    /// Whose key in force has this fingerprint. Only for [`Viewer::System`].
    fn key_holder(&self, viewer: Viewer, fingerprint: &str) -> Result<Option<Rep>>;

    /// The codes with which keys can be enrolled, by person. Only for administrators and [`Viewer::System`].
    fn enrolments(&self, viewer: Viewer) -> Result<Vec<Enrolment>>;

    /// Derives what is kept derived (the cadence rows) anew and names every difference; also the engine's own integrity checks. What is
    /// to be re-dated is no difference.
    /// Only for [`Viewer::System`].
    fn verify(&self, viewer: Viewer) -> Result<Vec<String>>;
}

/// What is kept outside log and undo.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// A draft, in place of an earlier one of the same visit and person. An empty draft removes it.
    Draft(Draft),
    /// A draft is thrown away.
    DropDraft(RepId, TouchId),
    /// A setting of one rep.
    Setting {
        /// Whose.
        rep: RepId,
        /// Its name.
        name: String,
        /// Its value.
        value: String,
    },
    /// An import and how far it is, in place of what was kept of it before. Groups that were kept stay.
    Import(ImportRun),
    /// A code with which a key can be enrolled, in place of an earlier one of that person.
    Enrolment(Enrolment),
    /// That person's code is no longer good.
    DropEnrolment(RepId),
}
