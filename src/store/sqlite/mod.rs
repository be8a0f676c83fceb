//! The store in an SQLite file: write-ahead log, full synchronisation, one immediate transaction for every batch of envelopes, one read
//! transaction for every read. It loads and saves; what a change means is the engine's matter.

mod backup;
mod book;
pub(in crate::store) mod concern;
#[cfg(test)]
mod cost;
mod counted;
mod duties;
mod fault;
mod history;
mod imports;
pub mod inspect;
mod log;
mod migrate;
mod mine;
mod open;
mod operations;
mod past;
mod records;
pub mod restore;
mod scope;
mod search;
mod stock;
mod tables;
pub(in crate::store) mod together;
mod values;
mod whole;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, TransactionBehavior};

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
use crate::domain::touch::Touch;
use crate::i18n::search::Letters;

use super::tables::{goods_of, name_goods};
use super::{
    AccountRow, Applied, ArrivalRow, BookRow, Brief, Colleague, Cursor, DayTouch, Dealt, DraftRow, Entry, Finds,
    FollowUps, Identity, ImportRun, Keep, OpenVisit, Operation, OperationsAsked, Page, Past, Reference, Result, Rights,
    RouteRow, Stock, StockHistory, Store, StoreError, TeamStock, Undoable, Viewer, due, permission,
};
use open::{Opened, PATIENCE};
pub use open::{folder, with_suffix};
use scope::Scope;
use tables::Connected;

/// A database file.
#[derive(Debug)]
pub struct SqliteStore {
    conn: Connection,
    read_only: bool,
    /// Made when the first account is written.
    letters: OnceCell<Letters>,
}

impl SqliteStore {
    /// Opens a database file, creating it if it is missing and migrating it if it is older. A file that cannot be written is opened
    /// to read.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_patiently(path, PATIENCE)
    }

    /// The same, waiting so long for other processes instead of five seconds.
    pub fn open_patiently(path: &Path, patience: Duration) -> Result<Self> {
        open::open_file(path, patience).map(Self::from)
    }

    /// Opens a database file that is not to be written to; it must exist and be of this version.
    pub fn open_to_read(path: &Path) -> Result<Self> {
        open::open_to_read(path, PATIENCE).map(Self::from)
    }

    /// A new database in memory.
    pub fn open_in_memory() -> Result<Self> {
        let mut conn = Connection::open_in_memory()?;
        open::set_up(&conn)?;
        migrate::migrate(&mut conn, None, migrate::STEPS)?;
        Ok(Self { conn, read_only: false, letters: OnceCell::new() })
    }

    /// Whether the file can only be read.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Copies the database to a new file while it is in use and looks the copy through; an earlier copy of that name is replaced,
    /// nothing else.
    pub fn backup_to(&self, path: &Path) -> Result<()> {
        if !backup::may_replace(&self.conn, path) {
            return Err(StoreError::InTheWay(path.display().to_string()));
        }
        backup::copy(&self.conn, path, |copy| inspect::examine(copy).map(drop))
    }

    /// Writes a copy under a name that is not yet its last, in place of whatever has that name. Answers whether it came to its end
    /// or was stopped.
    pub fn write_copy(&self, path: &Path, stop: &dyn Fn() -> bool) -> Result<bool> {
        backup::write(&self.conn, path, stop)
    }

    /// Its first operation, which no two databases share and every copy has.
    pub fn origin(&self) -> Result<Option<uuid::Uuid>> {
        inspect::origin(&self.conn)
    }

    /// The faults that the engine finds in pages, rows and references.
    pub fn integrity(&self) -> Result<Vec<String>> {
        self.read(Viewer::System, |conn, _| inspect::integrity(conn))
    }

    /// The differences between the cadence rows that are kept and those derived anew.
    pub fn cadence_faults(&self) -> Result<Vec<String>> {
        self.read(Viewer::System, |conn, _| due::differences(&Connected { conn, letters: &self.letters }))
    }

    /// The differences between the counted days that are kept for the views and those derived anew.
    pub fn counted_day_faults(&self) -> Result<Vec<String>> {
        self.read(Viewer::System, |conn, _| counted::differences(conn))
    }

    /// The differences between the texts that accounts are found by and those derived anew.
    pub fn search_faults(&self) -> Result<Vec<String>> {
        self.read(Viewer::System, |conn, _| search::differences(conn))
    }

    /// The requests that do not stand in the queue they would be derived to stand in.
    pub fn queue_faults(&self) -> Result<Vec<String>> {
        self.read(Viewer::System, |conn, _| stock::differences(conn))
    }

    /// The number of its schema, and of the newest this program knows.
    pub fn schema(&self) -> Result<(i64, i64)> {
        Ok((migrate::version(&self.conn)?, migrate::STEPS.len() as i64))
    }

    /// Folds the write-ahead log into the file, so that one file remains. Dropping a store does the same but cannot tell of an error.
    pub fn close(self) -> Result<()> {
        self.tidy_up()
    }

    fn tidy_up(&self) -> Result<()> {
        if self.read_only {
            return Ok(());
        }
        Ok(self.conn.execute_batch("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)")?)
    }

    /// Runs a read inside one transaction, so that all of it sees the same state.
    fn read<T>(&self, viewer: Viewer, read: impl FnOnce(&Connection, &Scope) -> Result<T>) -> Result<T> {
        let transaction = self.conn.unchecked_transaction()?;
        let scope = Scope::of(&transaction, viewer)?;
        read(&transaction, &scope)
    }

    fn write<T>(&mut self, write: impl FnOnce(&mut Connected<'_>) -> Result<T>) -> Result<T> {
        if self.read_only {
            return Err(StoreError::ReadOnly("it was opened to read".to_owned()));
        }
        let transaction = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let answer = write(&mut Connected { conn: &transaction, letters: &self.letters })?;
        match transaction.commit() {
            Ok(()) => Ok(answer),
            // What could not be written whole has no record of its commit.
            Err(error) if fault::is_unwritten(&error) => Err(error.into()),
            Err(error) => Err(StoreError::UnknownOutcome(StoreError::from(error).to_string())),
        }
    }
}

impl From<Opened> for SqliteStore {
    fn from(opened: Opened) -> Self {
        Self { conn: opened.conn, read_only: opened.read_only, letters: OnceCell::new() }
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        let _ = self.tidy_up(); // what could not be folded in stays in the log beside the file
    }
}

impl Store for SqliteStore {
    fn apply(&mut self, batch: &[Envelope]) -> Vec<Result<Applied>> {
        let answers = self.write(|tables| together::apply(tables, batch));
        answers.unwrap_or_else(|error| vec![Err(error); batch.len()])
    }

    fn keep(&mut self, keep: &Keep) -> Result<()> {
        self.write(|tables| together::keep(tables, keep))
    }

    fn redate(&mut self, day: NaiveDate, most: usize) -> Result<usize> {
        self.write(|tables| due::redate(tables, day, most))?;
        self.stale()
    }

    fn stale(&self) -> Result<usize> {
        together::count_stale(&self.conn)
    }

    fn another(&self) -> Result<Option<Box<dyn Store>>> {
        // A database in memory has no path, and nobody else can open it.
        match self.conn.path().filter(|path| !path.is_empty()) {
            Some(path) => Ok(Some(Box::new(Self::open(Path::new(path))?))),
            None => Ok(None),
        }
    }

    fn version(&self) -> Result<i64> {
        Ok(self.conn.pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    fn reps(&self, viewer: Viewer) -> Result<Vec<Rep>> {
        self.read(viewer, scope::reps)
    }

    fn reference(&self, viewer: Viewer) -> Result<Reference> {
        self.read(viewer, |conn, scope| {
            let rights = Rights::of(&Connected { conn, letters: &self.letters }, viewer.actor());
            scope::reference(conn, scope, rights.is_ok_and(Rights::are_full))
        })
    }

    fn rights(&self, viewer: Viewer) -> Result<Rights> {
        self.read(viewer, |conn, _| Rights::of(&Connected { conn, letters: &self.letters }, viewer.actor()))
    }

    fn beat_sizes(&self, viewer: Viewer) -> Result<BTreeMap<BeatId, usize>> {
        self.read(viewer, scope::beat_sizes)
    }

    fn has_accounts(&self) -> Result<bool> {
        Ok(values::one(&self.conn, "SELECT 1 FROM account LIMIT 1", [], |_| Ok(()))?.is_some())
    }

    fn book(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>> {
        self.read(viewer, |conn, scope| book::book(conn, scope, rep, day))
    }

    fn search(&self, viewer: Viewer, words: &str, limit: usize) -> Result<Finds> {
        self.read(viewer, |conn, scope| search::search(conn, scope, viewer, words, limit))
    }

    fn account(&self, viewer: Viewer, account: AccountId) -> Result<Option<Account>> {
        self.read(
            viewer,
            |conn, scope| {
                if scope.sees(conn, account)? { records::account::get(conn, account.0) } else { Ok(None) }
            },
        )
    }

    fn identities(&self, viewer: Viewer, each: &mut dyn FnMut(Identity)) -> Result<()> {
        self.read(viewer, |conn, scope| search::identities(conn, scope, each))
    }

    fn products(&self) -> Result<Vec<Product>> {
        let sql = "SELECT * FROM product ORDER BY retired, name, id";
        values::all(&self.conn, sql, [], records::product::product)
    }

    fn twins(&self) -> Result<Vec<Twins>> {
        values::all(&self.conn, "SELECT * FROM twins ORDER BY id", [], records::merge::twins)
    }

    fn imports(&self, viewer: Viewer) -> Result<Vec<ImportRun>> {
        self.read(viewer, |conn, _| imports::imports(conn, viewer))
    }

    fn is_importing(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool> {
        imports::is_importing(&self.conn, from, to)
    }

    fn route(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>> {
        self.read(viewer, |conn, scope| book::route(conn, scope, rep, day))
    }

    fn unfinished_days(&self, viewer: Viewer, rep: RepId, before: NaiveDate) -> Result<Vec<NaiveDate>> {
        self.read(viewer, |conn, scope| duties::unfinished_days(conn, scope, rep, before))
    }

    fn colleagues(&self, viewer: Viewer) -> Result<Vec<Colleague>> {
        self.read(viewer, |conn, scope| duties::colleagues(conn, scope, viewer))
    }

    fn follow_ups(&self, viewer: Viewer, rep: RepId) -> Result<FollowUps> {
        self.read(viewer, |conn, scope| duties::follow_ups(conn, scope, rep))
    }

    fn past(&self, viewer: Viewer, rep: RepId, from: NaiveDate, to: NaiveDate) -> Result<Past> {
        self.read(viewer, |conn, scope| past::past(conn, scope, rep, (from, to)))
    }

    fn brief(&self, viewer: Viewer, account: AccountId) -> Result<Option<Brief>> {
        self.read(viewer, |conn, scope| history::brief(conn, scope, viewer, account))
    }

    fn timeline(
        &self,
        viewer: Viewer,
        account: AccountId,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Entry>> {
        self.read(viewer, |conn, scope| {
            let mut page = history::timeline(conn, scope, account, before, limit)?;
            name_goods(&Connected { conn, letters: &self.letters }, &mut page)?;
            Ok(page)
        })
    }

    fn stock_teams(&self, viewer: Viewer) -> Result<Vec<TeamStock>> {
        self.read(viewer, |conn, _| super::stock::teams(&Connected { conn, letters: &self.letters }, viewer))
    }

    fn stock(&self, viewer: Viewer, team: Option<TeamId>, day: NaiveDate) -> Result<Stock> {
        self.read(viewer, |conn, scope| {
            let tables = Connected { conn, letters: &self.letters };
            super::stock::may_ask(&tables, viewer, team)?;
            super::stock::stock(&tables, team, day, &|account| scope.sees(conn, account))
        })
    }

    fn arrival(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<ArrivalRow>> {
        self.read(viewer, |conn, scope| {
            let tables = Connected { conn, letters: &self.letters };
            if !super::stock::may_see(&tables, viewer, arrival)? {
                return Ok(None);
            }
            super::stock::arrival_row(&tables, arrival, day, &|account| scope.sees(conn, account))
        })
    }

    fn arrivals(&self, viewer: Viewer, product: ProductId) -> Result<Vec<Arrival>> {
        self.read(viewer, |conn, _| {
            super::stock::arrivals(&Connected { conn, letters: &self.letters }, viewer, product)
        })
    }

    fn proposals(
        &self,
        viewer: Viewer,
        arrival: ArrivalId,
        by_hand: &[(RequestId, u32)],
        day: NaiveDate,
    ) -> Result<Vec<(Rule, Vec<Line>)>> {
        self.read(viewer, |conn, _| {
            let tables = Connected { conn, letters: &self.letters };
            if !super::stock::may_see(&tables, viewer, arrival)? {
                return Ok(Vec::new());
            }
            super::stock::proposals(&tables, arrival, by_hand, day)
        })
    }

    fn arrivals_ending(&self, viewer: Viewer, ending: &str) -> Result<Vec<Arrival>> {
        self.read(viewer, |conn, _| {
            let tables = Connected { conn, letters: &self.letters };
            super::stock::arrivals_ending(&tables, viewer, ending)
        })
    }

    fn dealt(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<Dealt>> {
        self.read(viewer, |conn, scope| {
            let tables = Connected { conn, letters: &self.letters };
            if !super::stock::may_see(&tables, viewer, arrival)? {
                return Ok(None);
            }
            super::stock::dealt(&tables, arrival, day, &|account| scope.sees(conn, account))
        })
    }

    fn stock_history(&self, viewer: Viewer, team: Option<TeamId>) -> Result<StockHistory> {
        self.read(viewer, |conn, scope| {
            let tables = Connected { conn, letters: &self.letters };
            super::stock::may_ask(&tables, viewer, team)?;
            super::stock::history(&tables, team, &|account| scope.sees(conn, account))
        })
    }

    fn open_visits(&self, viewer: Viewer) -> Result<Vec<OpenVisit>> {
        self.read(viewer, |conn, _| mine::open_visits(conn, viewer))
    }

    fn day_touches(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<DayTouch>> {
        self.read(viewer, |conn, scope| {
            let mut touches = mine::day_touches(conn, scope, rep, day)?;
            for it in &mut touches {
                it.goods = goods_of(&Connected { conn, letters: &self.letters }, &it.touch)?;
            }
            Ok(touches)
        })
    }

    fn touch(&self, viewer: Viewer, touch: TouchId) -> Result<Option<Touch>> {
        self.read(viewer, |conn, scope| history::touch(conn, scope, touch))
    }

    fn touches_since(&self, viewer: Viewer, account: AccountId, day: NaiveDate) -> Result<Vec<Touch>> {
        self.read(viewer, |conn, scope| history::touches_since(conn, scope, account, day))
    }

    fn drafts(&self, viewer: Viewer) -> Result<Vec<DraftRow>> {
        self.read(viewer, |conn, _| mine::drafts(conn, viewer))
    }

    fn undoable(&self, viewer: Viewer) -> Result<Option<Undoable>> {
        self.read(viewer, |conn, _| mine::undoable(conn, viewer))
    }

    fn redoable(&self, viewer: Viewer) -> Result<Option<Undoable>> {
        self.read(viewer, |conn, _| mine::redoable(conn, viewer))
    }

    fn settings(&self, viewer: Viewer) -> Result<BTreeMap<String, String>> {
        self.read(viewer, |conn, _| mine::settings(conn, viewer))
    }

    fn accounts(&self, viewer: Viewer, after: Option<AccountId>, limit: usize) -> Result<Vec<AccountRow>> {
        self.read(viewer, |conn, scope| whole::accounts(conn, scope, after, limit))
    }

    fn records_at(&self, viewer: Viewer, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>> {
        self.read(viewer, |conn, scope| whole::records_at(conn, scope, accounts, kind))
    }

    fn operations(
        &self,
        viewer: Viewer,
        asked: OperationsAsked,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Page<Operation, i64>> {
        self.read(viewer, |conn, scope| operations::operations(conn, scope, asked, before, limit))
    }

    fn access_keys(&self, viewer: Viewer) -> Result<Vec<AccessKey>> {
        self.read(viewer, |conn, _| {
            records::access::keys(conn, permission::keys_of(&Connected { conn, letters: &self.letters }, viewer)?)
        })
    }

    fn key_holder(&self, viewer: Viewer, fingerprint: &str) -> Result<Option<Rep>> {
        permission::only_for_the_system(viewer)?;
        self.read(viewer, |conn, _| records::access::holder(conn, fingerprint))
    }

    fn enrolments(&self, viewer: Viewer) -> Result<Vec<Enrolment>> {
        self.read(viewer, |conn, _| match permission::keys_of(&Connected { conn, letters: &self.letters }, viewer)? {
            None => records::access::enrolments(conn),
            Some(_) => Err(StoreError::NotAllowed),
        })
    }

    fn verify(&self, viewer: Viewer) -> Result<Vec<String>> {
        if viewer != Viewer::System {
            return Err(StoreError::NotAllowed);
        }
        self.read(viewer, |conn, _| {
            let mut found = inspect::integrity(conn)?;
            found.extend(due::differences(&Connected { conn, letters: &self.letters })?);
            found.extend(counted::differences(conn)?);
            found.extend(search::differences(conn)?);
            found.extend(stock::differences(conn)?);
            Ok(found)
        })
    }
}
