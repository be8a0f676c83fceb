//! The store as one session sees it: each question goes to a thread that reads, each write to the one that writes, and the session waits
//! for the answer in its own way.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, sync_channel};

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
use crate::domain::touch::Touch;
use crate::store::sqlite::together::{Done, Work};
use crate::store::{
    AccountRow, Applied, ArrivalRow, BookRow, Brief, Colleague, Cursor, DayTouch, Dealt, DraftRow, Entry, Finds,
    FollowUps, Identity, ImportRun, Keep, OpenVisit, Operation, OperationsAsked, Page, Past, Reference, Result, Rights,
    RouteRow, SqliteStore, Stock, StockHistory, Store, StoreError, TeamStock, Undoable, Viewer,
};

use super::Wait;
use super::changes::{Changes, Whose};
use super::reader::Ask;
use super::writer::{Answer, Job, broke_off};

/// The store of one session.
pub struct Desk {
    writing: Sender<Job>,
    reading: Sender<Ask>,
    changes: Arc<Changes>,
    wait: Wait,
    whose: Whose,
    /// The number of changes that the session knows of.
    seen: Cell<u64>,
    /// How many of them it was told of as others'.
    told: Cell<i64>,
}

impl Desk {
    pub(super) fn new(
        writing: Sender<Job>,
        reading: Sender<Ask>,
        changes: Arc<Changes>,
        wait: Wait,
        whose: Whose,
    ) -> Self {
        let seen = Cell::new(changes.number(whose));
        Self { writing, reading, changes, wait, whose, seen, told: Cell::new(0) }
    }

    /// Whether something changed that the session does not know of. Costs no question.
    pub fn is_behind(&self) -> bool {
        self.changes.number(self.whose) != self.seen.get()
    }

    fn await_answer<T: Send>(&self, answer: Receiver<T>) -> Result<T> {
        let (mut got, mut answer) = (None, Some(answer));
        (self.wait)(&mut || got = answer.take().and_then(|answer| answer.recv().ok()));
        got.ok_or_else(broke_off)
    }

    fn ask<T: Send + 'static>(&self, read: impl FnOnce(&SqliteStore) -> Result<T> + Send + 'static) -> Result<T> {
        let (sender, answer) = sync_channel(1);
        let question = Ask::This(Box::new(move |store| drop(sender.send(read(store)))));
        self.reading.send(question).map_err(|_| closed())?;
        self.await_answer(answer)?
    }

    fn write(&self, work: Work) -> Result<Answer> {
        let (sender, answer) = sync_channel(1);
        self.writing.send(Job::Write(work, self.whose, sender)).map_err(|_| closed())?;
        self.await_answer(answer)
    }
}

fn closed() -> StoreError {
    StoreError::CannotOpen("the server is closing".to_owned())
}

impl Store for Desk {
    fn apply(&mut self, batch: &[Envelope]) -> Vec<Result<Applied>> {
        match self.write(Work::Apply(batch.to_vec())) {
            Ok(Answer { done: Done::Applied(answers), numbers: (_, now) }) => {
                // Who has written reads again anyway.
                if answers.iter().any(Result::is_ok) {
                    self.seen.set(now);
                }
                answers
            }
            Ok(_) => vec![Err(broke_off()); batch.len()],
            Err(error) => vec![Err(error); batch.len()],
        }
    }

    fn keep(&mut self, keep: &Keep) -> Result<()> {
        match self.write(Work::Keep(Box::new(keep.clone())))? {
            Answer { done: Done::Kept(kept), numbers: (before, now) } => {
                if before == self.seen.get() {
                    self.seen.set(now);
                }
                kept
            }
            _ => Err(broke_off()),
        }
    }

    fn redate(&mut self, day: NaiveDate, most: usize) -> Result<usize> {
        match self.write(Work::Redate(day, most))?.done {
            Done::Redated(left) => left,
            _ => Err(broke_off()),
        }
    }

    fn stale(&self) -> Result<usize> {
        self.ask(SqliteStore::stale)
    }

    fn another(&self) -> Result<Option<Box<dyn Store>>> {
        let Self { writing, reading, changes, wait, whose, .. } = self;
        Ok(Some(Box::new(Self::new(writing.clone(), reading.clone(), Arc::clone(changes), *wait, *whose))))
    }

    fn version(&self) -> Result<i64> {
        let number = self.changes.number(self.whose);
        if self.seen.replace(number) != number {
            self.told.set(self.told.get() + 1);
        }
        Ok(self.told.get())
    }

    fn identities(&self, viewer: Viewer, each: &mut dyn FnMut(Identity)) -> Result<()> {
        let all = self.ask(move |store| {
            let mut all = Vec::new();
            store.identities(viewer, &mut |identity| all.push(identity))?;
            Ok(all)
        })?;
        all.into_iter().for_each(each);
        Ok(())
    }

    fn reps(&self, viewer: Viewer) -> Result<Vec<Rep>> {
        self.ask(move |store| store.reps(viewer))
    }

    fn reference(&self, viewer: Viewer) -> Result<Reference> {
        self.ask(move |store| store.reference(viewer))
    }

    fn rights(&self, viewer: Viewer) -> Result<Rights> {
        self.ask(move |store| store.rights(viewer))
    }

    fn beat_sizes(&self, viewer: Viewer) -> Result<BTreeMap<BeatId, usize>> {
        self.ask(move |store| store.beat_sizes(viewer))
    }

    fn has_accounts(&self) -> Result<bool> {
        self.ask(SqliteStore::has_accounts)
    }

    fn book(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>> {
        self.ask(move |store| store.book(viewer, rep, day))
    }

    fn search(&self, viewer: Viewer, words: &str, limit: usize) -> Result<Finds> {
        let words = words.to_owned();
        self.ask(move |store| store.search(viewer, &words, limit))
    }

    fn account(&self, viewer: Viewer, account: AccountId) -> Result<Option<Account>> {
        self.ask(move |store| store.account(viewer, account))
    }

    fn products(&self) -> Result<Vec<Product>> {
        self.ask(SqliteStore::products)
    }

    fn twins(&self) -> Result<Vec<Twins>> {
        self.ask(SqliteStore::twins)
    }

    fn imports(&self, viewer: Viewer) -> Result<Vec<ImportRun>> {
        self.ask(move |store| store.imports(viewer))
    }

    fn is_importing(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool> {
        self.ask(move |store| store.is_importing(from, to))
    }

    fn route(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>> {
        self.ask(move |store| store.route(viewer, rep, day))
    }

    fn unfinished_days(&self, viewer: Viewer, rep: RepId, before: NaiveDate) -> Result<Vec<NaiveDate>> {
        self.ask(move |store| store.unfinished_days(viewer, rep, before))
    }

    fn colleagues(&self, viewer: Viewer) -> Result<Vec<Colleague>> {
        self.ask(move |store| store.colleagues(viewer))
    }

    fn follow_ups(&self, viewer: Viewer, rep: RepId) -> Result<FollowUps> {
        self.ask(move |store| store.follow_ups(viewer, rep))
    }

    fn past(&self, viewer: Viewer, rep: RepId, from: NaiveDate, to: NaiveDate) -> Result<Past> {
        self.ask(move |store| store.past(viewer, rep, from, to))
    }

    fn brief(&self, viewer: Viewer, account: AccountId) -> Result<Option<Brief>> {
        self.ask(move |store| store.brief(viewer, account))
    }

    fn timeline(
        &self,
        viewer: Viewer,
        account: AccountId,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Entry>> {
        self.ask(move |store| store.timeline(viewer, account, before, limit))
    }

    fn stock(&self, viewer: Viewer, team: Option<TeamId>, day: NaiveDate) -> Result<Stock> {
        self.ask(move |store| store.stock(viewer, team, day))
    }

    fn stock_teams(&self, viewer: Viewer) -> Result<Vec<TeamStock>> {
        self.ask(move |store| store.stock_teams(viewer))
    }

    fn arrival(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<ArrivalRow>> {
        self.ask(move |store| store.arrival(viewer, arrival, day))
    }

    fn arrivals(&self, viewer: Viewer, product: ProductId) -> Result<Vec<Arrival>> {
        self.ask(move |store| store.arrivals(viewer, product))
    }

    fn proposals(
        &self,
        viewer: Viewer,
        arrival: ArrivalId,
        by_hand: &[(RequestId, u32)],
        day: NaiveDate,
    ) -> Result<Vec<(Rule, Vec<Line>)>> {
        let by_hand = by_hand.to_vec();
        self.ask(move |store| store.proposals(viewer, arrival, &by_hand, day))
    }

    fn arrivals_ending(&self, viewer: Viewer, ending: &str) -> Result<Vec<Arrival>> {
        let ending = ending.to_owned();
        self.ask(move |store| store.arrivals_ending(viewer, &ending))
    }

    fn dealt(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<Dealt>> {
        self.ask(move |store| store.dealt(viewer, arrival, day))
    }

    fn stock_history(&self, viewer: Viewer, team: Option<TeamId>) -> Result<StockHistory> {
        self.ask(move |store| store.stock_history(viewer, team))
    }

    fn open_visits(&self, viewer: Viewer) -> Result<Vec<OpenVisit>> {
        self.ask(move |store| store.open_visits(viewer))
    }

    fn day_touches(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<DayTouch>> {
        self.ask(move |store| store.day_touches(viewer, rep, day))
    }

    fn touch(&self, viewer: Viewer, touch: TouchId) -> Result<Option<Touch>> {
        self.ask(move |store| store.touch(viewer, touch))
    }

    fn touches_since(&self, viewer: Viewer, account: AccountId, day: NaiveDate) -> Result<Vec<Touch>> {
        self.ask(move |store| store.touches_since(viewer, account, day))
    }

    fn drafts(&self, viewer: Viewer) -> Result<Vec<DraftRow>> {
        self.ask(move |store| store.drafts(viewer))
    }

    fn undoable(&self, viewer: Viewer) -> Result<Option<Undoable>> {
        self.ask(move |store| store.undoable(viewer))
    }

    fn redoable(&self, viewer: Viewer) -> Result<Option<Undoable>> {
        self.ask(move |store| store.redoable(viewer))
    }

    fn settings(&self, viewer: Viewer) -> Result<BTreeMap<String, String>> {
        self.ask(move |store| store.settings(viewer))
    }

    fn accounts(&self, viewer: Viewer, after: Option<AccountId>, limit: usize) -> Result<Vec<AccountRow>> {
        self.ask(move |store| store.accounts(viewer, after, limit))
    }

    fn records_at(&self, viewer: Viewer, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>> {
        let accounts = accounts.to_vec();
        self.ask(move |store| store.records_at(viewer, &accounts, kind))
    }

    fn operations(
        &self,
        viewer: Viewer,
        asked: OperationsAsked,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Page<Operation, i64>> {
        self.ask(move |store| store.operations(viewer, asked, before, limit))
    }

    fn access_keys(&self, viewer: Viewer) -> Result<Vec<AccessKey>> {
        self.ask(move |store| store.access_keys(viewer))
    }

    fn key_holder(&self, viewer: Viewer, fingerprint: &str) -> Result<Option<Rep>> {
        let fingerprint = fingerprint.to_owned();
        self.ask(move |store| store.key_holder(viewer, &fingerprint))
    }

    fn enrolments(&self, viewer: Viewer) -> Result<Vec<Enrolment>> {
        self.ask(move |store| store.enrolments(viewer))
    }

    fn verify(&self, viewer: Viewer) -> Result<Vec<String>> {
        self.ask(move |store| store.verify(viewer))
    }
}
