//! A store in memory: the oracle of the tests, and a store for screens under test. Ordered maps, full scans and a copy of everything
//! as the savepoint: slow and plainly right. Nothing here may be clever.

mod duties;
mod past;
mod reads;
mod scope;
mod state;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

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

use super::tables::{Tables, goods_of, name_goods, to_the_millisecond};
use super::{
    AccountRow, Applied, ArrivalRow, BookRow, Brief, Colleague, Cursor, DayTouch, Dealt, DraftRow, Entry, Finds,
    FollowUps, Identity, ImportRun, Keep, OpenVisit, Operation, OperationsAsked, Page, Past, Reference, Result, Rights,
    RouteRow, Stock, StockHistory, Store, StoreError, TeamStock, Undoable, Viewer, due, engine, permission, stock,
};
use crate::domain::touch::Draft;
use state::State;

/// A store in memory.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    state: State,
}

impl MemoryStore {
    /// A store without any record.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Store for MemoryStore {
    fn apply(&mut self, batch: &[Envelope]) -> Vec<Result<Applied>> {
        let one = |envelope| {
            let savepoint = self.state.clone();
            let answer = engine::apply(&mut self.state, envelope);
            if answer.is_err() {
                self.state = savepoint;
            }
            answer
        };
        batch.iter().map(one).collect()
    }

    fn keep(&mut self, keep: &Keep) -> Result<()> {
        match keep {
            Keep::Draft(draft) if draft.report.is_empty() => self.state.drop_draft(draft.touch, draft.rep)?,
            Keep::Draft(draft) => {
                self.state.put_draft(&Draft { saved: to_the_millisecond(draft.saved), ..draft.clone() })?;
            }
            Keep::DropDraft(rep, touch) => self.state.drop_draft(*touch, *rep)?,
            Keep::Import(import) => {
                let (started, at) = (to_the_millisecond(import.started), to_the_millisecond(import.at));
                let mut groups = import.groups.clone();
                let there = self.state.imports.get(&import.id).map_or(&[][..], |it| &it.groups);
                groups.extend(there.iter().skip(import.groups.len()));
                self.state.imports.insert(import.id, ImportRun { started, at, groups, ..import.clone() });
            }
            Keep::Enrolment(enrolment) => {
                let until = to_the_millisecond(enrolment.until);
                self.state.enrolments.insert(enrolment.rep, Enrolment { until, ..enrolment.clone() });
            }
            Keep::DropEnrolment(rep) => drop(self.state.enrolments.remove(rep)),
            Keep::Setting { rep, name, value } => {
                self.state.settings.insert((*rep, name.clone()), value.clone());
            }
        }
        Ok(())
    }

    fn redate(&mut self, day: NaiveDate, most: usize) -> Result<usize> {
        due::redate(&mut self.state, day, most)?;
        self.stale()
    }

    fn stale(&self) -> Result<usize> {
        Ok(self.state.stale.len())
    }

    fn another(&self) -> Result<Option<Box<dyn Store>>> {
        Ok(None)
    }

    fn version(&self) -> Result<i64> {
        Ok(0) // nobody else can write here
    }

    fn reps(&self, viewer: Viewer) -> Result<Vec<Rep>> {
        Ok(self.state.visible_reps(viewer))
    }

    fn reference(&self, viewer: Viewer) -> Result<Reference> {
        Ok(self.state.reference(viewer))
    }

    fn rights(&self, viewer: Viewer) -> Result<Rights> {
        Rights::of(&self.state, viewer.actor())
    }

    fn beat_sizes(&self, viewer: Viewer) -> Result<BTreeMap<BeatId, usize>> {
        let seen: BTreeSet<BeatId> = self.state.reference(viewer).beats.into_iter().map(|beat| beat.id).collect();
        let mut sizes = BTreeMap::new();
        for beat in self.state.all_accounts().filter(|it| it.merged_into.is_none()).filter_map(|it| it.beat) {
            if seen.contains(&beat) {
                *sizes.entry(beat).or_default() += 1;
            }
        }
        Ok(sizes)
    }

    fn has_accounts(&self) -> Result<bool> {
        Ok(self.state.all_accounts().next().is_some())
    }

    fn book(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<BookRow>> {
        let mine = self.state.all_accounts().filter(|it| it.rep == Some(rep) && it.merged_into.is_none());
        let seen = mine.filter(|account| self.state.sees(viewer, account));
        Ok(seen.map(|account| self.state.book_row(account, rep, day)).collect())
    }

    fn search(&self, viewer: Viewer, words: &str, limit: usize) -> Result<Finds> {
        Ok(self.state.search(viewer, words, limit))
    }

    fn account(&self, viewer: Viewer, account: AccountId) -> Result<Option<Account>> {
        Ok(self.state.within_sight(viewer, account).cloned())
    }

    fn identities(&self, viewer: Viewer, each: &mut dyn FnMut(Identity)) -> Result<()> {
        let there = self.state.all_accounts().filter(|account| account.merged_into.is_none());
        for account in there.filter(|account| self.state.within_sight(viewer, account.id).is_some()) {
            each(Identity {
                account: account.id,
                name: account.name.clone(),
                address: account.address.clone(),
                codes: account.codes.clone(),
                place: account.place,
            });
        }
        Ok(())
    }

    fn products(&self) -> Result<Vec<Product>> {
        let mut products: Vec<Product> = self.state.all_products().cloned().collect();
        products.sort_by(|a, b| (a.retired, &a.name, a.id).cmp(&(b.retired, &b.name, b.id)));
        Ok(products)
    }

    fn twins(&self) -> Result<Vec<Twins>> {
        Ok(self.state.all_twins().copied().collect())
    }

    fn imports(&self, viewer: Viewer) -> Result<Vec<ImportRun>> {
        let own = |run: &&ImportRun| match viewer {
            Viewer::Person { rep, .. } => run.rep == Some(rep),
            Viewer::System => true,
        };
        let mut runs: Vec<ImportRun> = self.state.imports.values().filter(own).cloned().collect();
        runs.sort_by_key(|run| std::cmp::Reverse((run.started, run.id)));
        Ok(runs)
    }

    fn is_importing(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Result<bool> {
        let at_work = |run: &ImportRun| run.is_unfinished() && (from..=to).contains(&run.at);
        Ok(self.state.imports.values().any(at_work))
    }

    fn route(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<RouteRow>> {
        self.state.route(viewer, rep, day)
    }

    fn unfinished_days(&self, viewer: Viewer, rep: RepId, before: NaiveDate) -> Result<Vec<NaiveDate>> {
        Ok(self.state.unfinished_days(viewer, rep, before))
    }

    fn colleagues(&self, viewer: Viewer) -> Result<Vec<Colleague>> {
        Ok(self.state.colleagues(viewer))
    }

    fn follow_ups(&self, viewer: Viewer, rep: RepId) -> Result<FollowUps> {
        Ok(self.state.follow_ups(viewer, rep))
    }

    fn past(&self, viewer: Viewer, rep: RepId, from: NaiveDate, to: NaiveDate) -> Result<Past> {
        Ok(self.state.past(viewer, rep, from, to))
    }

    fn brief(&self, viewer: Viewer, account: AccountId) -> Result<Option<Brief>> {
        let mut account = self.state.within_sight(viewer, account);
        // Of one that went into another, the other's.
        if let Some(kept) = account.and_then(|account| account.merged_into) {
            account = self.state.within_sight(viewer, kept);
        }
        Ok(account.map(|account| self.state.brief(viewer, account)))
    }

    fn timeline(
        &self,
        viewer: Viewer,
        account: AccountId,
        before: Option<Cursor>,
        limit: usize,
    ) -> Result<Page<Entry>> {
        let mut items = match self.state.within_sight(viewer, account) {
            Some(account) => self.state.history(account.id),
            None => Vec::new(),
        };
        items.retain(|entry| before.is_none_or(|before| entry.cursor < before));
        items.sort_by_key(|entry| std::cmp::Reverse(entry.cursor));
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().map(|entry| entry.cursor).filter(|_| more);
        let mut page = Page { items, next };
        name_goods(&self.state, &mut page)?;
        Ok(page)
    }

    fn stock_teams(&self, viewer: Viewer) -> Result<Vec<TeamStock>> {
        stock::teams(&self.state, viewer)
    }

    fn stock(&self, viewer: Viewer, team: Option<TeamId>, day: NaiveDate) -> Result<Stock> {
        stock::may_ask(&self.state, viewer, team)?;
        stock::stock(&self.state, team, day, &|account| Ok(self.state.within_sight(viewer, account).is_some()))
    }

    fn arrival(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<ArrivalRow>> {
        if !stock::may_see(&self.state, viewer, arrival)? {
            return Ok(None);
        }
        stock::arrival_row(&self.state, arrival, day, &|account| Ok(self.state.within_sight(viewer, account).is_some()))
    }

    fn arrivals(&self, viewer: Viewer, product: ProductId) -> Result<Vec<Arrival>> {
        stock::arrivals(&self.state, viewer, product)
    }

    fn proposals(
        &self,
        viewer: Viewer,
        arrival: ArrivalId,
        by_hand: &[(RequestId, u32)],
        day: NaiveDate,
    ) -> Result<Vec<(Rule, Vec<Line>)>> {
        if !stock::may_see(&self.state, viewer, arrival)? {
            return Ok(Vec::new());
        }
        stock::proposals(&self.state, arrival, by_hand, day)
    }

    fn arrivals_ending(&self, viewer: Viewer, ending: &str) -> Result<Vec<Arrival>> {
        stock::arrivals_ending(&self.state, viewer, ending)
    }

    fn dealt(&self, viewer: Viewer, arrival: ArrivalId, day: NaiveDate) -> Result<Option<Dealt>> {
        if !stock::may_see(&self.state, viewer, arrival)? {
            return Ok(None);
        }
        stock::dealt(&self.state, arrival, day, &|account| Ok(self.state.within_sight(viewer, account).is_some()))
    }

    fn stock_history(&self, viewer: Viewer, team: Option<TeamId>) -> Result<StockHistory> {
        stock::may_ask(&self.state, viewer, team)?;
        stock::history(&self.state, team, &|account| Ok(self.state.within_sight(viewer, account).is_some()))
    }

    fn open_visits(&self, viewer: Viewer) -> Result<Vec<OpenVisit>> {
        Ok(self.state.own_open_visits(viewer))
    }

    fn day_touches(&self, viewer: Viewer, rep: RepId, day: NaiveDate) -> Result<Vec<DayTouch>> {
        let mut touches = self.state.touches_on(viewer, rep, day);
        for it in &mut touches {
            it.goods = goods_of(&self.state, &it.touch)?;
        }
        Ok(touches)
    }

    fn touch(&self, viewer: Viewer, touch: TouchId) -> Result<Option<Touch>> {
        let touch = self.state.touches().find(|it| it.id == touch);
        Ok(touch.filter(|touch| self.state.within_sight(viewer, touch.account).is_some()).cloned())
    }

    fn touches_since(&self, viewer: Viewer, account: AccountId, day: NaiveDate) -> Result<Vec<Touch>> {
        let seen = self.state.within_sight(viewer, account).is_some();
        let there = |it: &&Touch| seen && it.account == account && it.day >= day;
        let mut touches: Vec<Touch> = self.state.touches().filter(there).cloned().collect();
        touches.sort_by_key(|touch| (touch.day, touch.id));
        Ok(touches)
    }

    fn drafts(&self, viewer: Viewer) -> Result<Vec<DraftRow>> {
        Ok(self.state.own_drafts(viewer))
    }

    fn undoable(&self, viewer: Viewer) -> Result<Option<Undoable>> {
        Ok(self.state.newest_group(viewer, true))
    }

    fn redoable(&self, viewer: Viewer) -> Result<Option<Undoable>> {
        Ok(self.state.newest_group(viewer, false))
    }

    fn settings(&self, viewer: Viewer) -> Result<BTreeMap<String, String>> {
        let Viewer::Person { rep, .. } = viewer else { return Ok(BTreeMap::new()) };
        let own = self.state.settings.iter().filter(|((whose, _), _)| *whose == rep);
        Ok(own.map(|((_, name), value)| (name.clone(), value.clone())).collect())
    }

    fn accounts(&self, viewer: Viewer, after: Option<AccountId>, limit: usize) -> Result<Vec<AccountRow>> {
        self.state.page_of_accounts(viewer, after, limit)
    }

    fn records_at(&self, viewer: Viewer, accounts: &[AccountId], kind: Kind) -> Result<Vec<Record>> {
        Ok(self.state.records_at(viewer, accounts, kind))
    }

    fn operations(
        &self,
        viewer: Viewer,
        asked: OperationsAsked,
        before: Option<i64>,
        limit: usize,
    ) -> Result<Page<Operation, i64>> {
        Ok(self.state.operations(viewer, asked, before, limit))
    }

    fn access_keys(&self, viewer: Viewer) -> Result<Vec<AccessKey>> {
        let whose = permission::keys_of(&self.state, viewer)?;
        Ok(self.state.all_keys().filter(|key| whose.is_none_or(|rep| key.rep == rep)).cloned().collect())
    }

    fn key_holder(&self, viewer: Viewer, fingerprint: &str) -> Result<Option<Rep>> {
        permission::only_for_the_system(viewer)?;
        let is_it = |key: &&AccessKey| key.fingerprint == fingerprint && key.revoked.is_none();
        let Some(key) = self.state.all_keys().find(is_it) else { return Ok(None) };
        Ok(self.state.all_reps().find(|rep| rep.id == key.rep).cloned())
    }

    fn enrolments(&self, viewer: Viewer) -> Result<Vec<Enrolment>> {
        match permission::keys_of(&self.state, viewer)? {
            None => Ok(self.state.enrolments.values().cloned().collect()),
            Some(_) => Err(StoreError::NotAllowed),
        }
    }

    fn verify(&self, viewer: Viewer) -> Result<Vec<String>> {
        match viewer {
            Viewer::System => due::differences(&self.state),
            Viewer::Person { .. } => Err(StoreError::NotAllowed),
        }
    }
}
