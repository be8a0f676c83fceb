//! A store that counts what it is asked: screens are quick because they do not ask twice.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};
use rounds::domain::access::{AccessKey, Enrolment};
use rounds::domain::account::Account;
use rounds::domain::allotment::Rule;
use rounds::domain::change::Envelope;
use rounds::domain::ids::{AccountId, ArrivalId, BeatId, ProductId, RepId, RequestId, TeamId, TouchId};
use rounds::domain::merge::Twins;
use rounds::domain::people::Rep;
use rounds::domain::product::Product;
use rounds::domain::record::{Kind, Record};
use rounds::domain::stock::{Arrival, Line};
use rounds::domain::touch::Touch;
use rounds::store::{
    AccountRow, Applied, ArrivalRow, BookRow, Brief, Colleague, Cursor, DayTouch, Dealt, DraftRow, Entry, Finds,
    FollowUps, Identity, ImportRun, Keep, OpenVisit, Operation, OperationsAsked, Page, Past, Reference, Result, Rights,
    RouteRow, SqliteStore, Stock, StockHistory, Store, TeamStock, Undoable, Viewer,
};

/// How often each question was asked since it was looked at last.
#[derive(Clone, Default)]
pub struct Tally(Arc<Mutex<BTreeMap<&'static str, usize>>>);

impl Tally {
    fn count(&self, question: &'static str) {
        *self.0.lock().expect("the tally").entry(question).or_default() += 1;
    }

    /// The questions and how often each was asked; from now on they are counted anew.
    pub fn take(&self) -> BTreeMap<&'static str, usize> {
        std::mem::take(&mut self.0.lock().expect("the tally"))
    }
}

/// The store.
pub struct Counted {
    /// What answers.
    pub store: SqliteStore,
    /// What counts.
    pub tally: Tally,
}

macro_rules! counted {
    ($($question:ident($($name:ident: $kind:ty),*) -> $answer:ty;)*) => {
        impl Store for Counted {
            $(fn $question(&self, $($name: $kind),*) -> $answer {
                self.tally.count(stringify!($question));
                self.store.$question($($name),*)
            })*

            fn apply(&mut self, batch: &[Envelope]) -> Vec<Result<Applied>> {
                self.store.apply(batch)
            }

            fn keep(&mut self, keep: &Keep) -> Result<()> {
                self.store.keep(keep)
            }

            fn redate(&mut self, day: NaiveDate, most: usize) -> Result<usize> {
                self.store.redate(day, most)
            }
        }
    };
}

counted! {
    stale() -> Result<usize>;
    another() -> Result<Option<Box<dyn Store>>>;
    version() -> Result<i64>;
    reps(viewer: Viewer) -> Result<Vec<Rep>>;
    reference(viewer: Viewer) -> Result<Reference>;
    rights(viewer: Viewer) -> Result<Rights>;
    beat_sizes(viewer: Viewer) -> Result<BTreeMap<BeatId, usize>>;
    has_accounts() -> Result<bool>;
    book(viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>>;
    search(viewer: Viewer, words: &str, limit: usize) -> Result<Finds>;
    account(viewer: Viewer, account: AccountId) -> Result<Option<Account>>;
    identities(viewer: Viewer, each: &mut dyn FnMut(Identity)) -> Result<()>;
    products() -> Result<Vec<Product>>;
    twins() -> Result<Vec<Twins>>;
    imports(viewer: Viewer) -> Result<Vec<ImportRun>>;
    is_importing(from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool>;
    route(viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>>;
    unfinished_days(viewer: Viewer, rep: RepId, before: NaiveDate) -> Result<Vec<NaiveDate>>;
    colleagues(viewer: Viewer) -> Result<Vec<Colleague>>;
    follow_ups(viewer: Viewer, rep: RepId) -> Result<FollowUps>;
    past(viewer: Viewer, rep: RepId, from: NaiveDate, to: NaiveDate) -> Result<Past>;
    brief(viewer: Viewer, account: AccountId) -> Result<Option<Brief>>;
    timeline(viewer: Viewer, account: AccountId, before: Option<Cursor>, limit: usize) -> Result<Page<Entry>>;
    stock_teams(viewer: Viewer) -> Result<Vec<TeamStock>>;
    stock(viewer: Viewer, team: Option<TeamId>, day: NaiveDate) -> Result<Stock>;
    arrivals(viewer: Viewer, product: ProductId) -> Result<Vec<Arrival>>;
    arrival(viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<ArrivalRow>>;
    proposals(viewer: Viewer, arrival: ArrivalId, by_hand: &[(RequestId, u32)], day: NaiveDate) -> Result<Vec<(Rule, Vec<Line>)>>;
    arrivals_ending(viewer: Viewer, ending: &str) -> Result<Vec<Arrival>>;
    dealt(viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<Dealt>>;
    stock_history(viewer: Viewer, team: Option<TeamId>) -> Result<StockHistory>;
    open_visits(viewer: Viewer) -> Result<Vec<OpenVisit>>;
    day_touches(viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<DayTouch>>;
    touch(viewer: Viewer, touch: TouchId) -> Result<Option<Touch>>;
    touches_since(viewer: Viewer, account: AccountId, day: NaiveDate) -> Result<Vec<Touch>>;
    drafts(viewer: Viewer) -> Result<Vec<DraftRow>>;
    undoable(viewer: Viewer) -> Result<Option<Undoable>>;
    redoable(viewer: Viewer) -> Result<Option<Undoable>>;
    settings(viewer: Viewer) -> Result<BTreeMap<String, String>>;
    accounts(viewer: Viewer, after: Option<AccountId>, limit: usize) -> Result<Vec<AccountRow>>;
    records_at(viewer: Viewer, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>>;
    operations(viewer: Viewer, asked: OperationsAsked, before: Option<i64>, limit: usize) -> Result<Page<Operation, i64>>;
    access_keys(viewer: Viewer) -> Result<Vec<AccessKey>>;
    key_holder(viewer: Viewer, fingerprint: &str) -> Result<Option<Rep>>;
    enrolments(viewer: Viewer) -> Result<Vec<Enrolment>>;
    verify(viewer: Viewer) -> Result<Vec<String>>;
}
