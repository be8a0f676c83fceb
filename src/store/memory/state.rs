//! The tables of the store in memory.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::access::{AccessKey, Enrolment};
use crate::domain::account::{Account, Contact};
use crate::domain::cadence::{Level, Window};
use crate::domain::calendar::HolidayYear;
use crate::domain::change::{Act, Envelope};
use crate::domain::ids::{
    AccessKeyId, AccountId, ArrivalId, GroupId, ImportId, OpId, ProductId, RepId, RequestId, TeamId, TouchId,
};
use crate::domain::matter::{Appointment, Matter};
use crate::domain::merge::{Merge, Twins};
use crate::domain::people::{Leave, Rep, Role, Team};
use crate::domain::product::Product;
use crate::domain::record::{Key, Kind, Record};
use crate::domain::route::Stop;
use crate::domain::rules::View;
use crate::domain::stock::{Allotment, Arrival, Dealing, Fulfilment, Request, Telling};
use crate::domain::touch::{Draft, Touch};
use crate::store::tables::{CadenceRow, Group, Hand, LogRow, Of, Tables, to_the_millisecond};
use crate::store::{ImportRun, Result, StoreError, due};

/// Everything that is in the store.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub records: BTreeMap<Key, Record>,
    pub log: Vec<(Envelope, Vec<LogRow>)>,
    pub groups: BTreeMap<GroupId, Group>,
    pub drafts: BTreeMap<(TouchId, RepId), Draft>,
    pub cadence: BTreeMap<AccountId, Vec<CadenceRow>>,
    pub stale: BTreeSet<AccountId>,
    pub settings: BTreeMap<(RepId, String), String>,
    pub imports: BTreeMap<ImportId, ImportRun>,
    pub enrolments: BTreeMap<RepId, Enrolment>,
}

macro_rules! of_kind {
    ($($name:ident: $kind:ident($type:ty)),* $(,)?) => {
        impl State {$(
            /// All records of the kind, by identity.
            pub fn $name(&self) -> impl Iterator<Item = &$type> {
                self.records.values().filter_map(|record| if let Record::$kind(it) = record { Some(it) } else { None })
            }
        )*}
    };
}

of_kind! {
    all_reps: Rep(Rep),
    all_accounts: Account(Account),
    contacts: Contact(Contact),
    touches: Touch(Touch),
    all_stops: Stop(Stop),
    matters: Matter(Matter),
    appointments: Appointment(Appointment),
    holiday_years: HolidayYear(HolidayYear),
    all_leave: Leave(Leave),
    all_products: Product(Product),
    requests: Request(Request),
    arrivals: Arrival(Arrival),
    allotments: Allotment(Allotment),
    tellings: Telling(Telling),
    fulfilments: Fulfilment(Fulfilment),
    all_twins: Twins(Twins),
    all_keys: AccessKey(AccessKey),
    merges: Merge(Merge),
}

impl State {
    /// The arrivals that are not closed and not handed over whole, of those that are meant, oldest first.
    fn live(&self, meant: impl Fn(&Arrival) -> bool) -> Vec<ArrivalId> {
        let handed_over = |id| self.fulfilments().filter(|it| it.arrival == id).map(|it| it.quantity).sum::<u32>();
        let is_live = |it: &&Arrival| meant(it) && !it.closed && handed_over(it.id) < it.amount.quantity();
        let mut live: Vec<_> = self.arrivals().filter(is_live).map(|it| (it.at, it.id)).collect();
        live.sort_unstable();
        live.into_iter().map(|(_, id)| id).collect()
    }
}

impl View for State {
    type Error = StoreError;

    fn record(&self, key: Key) -> Result<Option<Record>> {
        Ok(self.records.get(&key).cloned())
    }

    fn stops(&self, rep: RepId, day: NaiveDate) -> Result<Vec<Stop>> {
        let mut stops: Vec<Stop> =
            self.all_stops().filter(|stop| stop.rep == rep && stop.day == day).cloned().collect();
        stops.sort_by_key(|stop| (stop.rank, stop.id));
        Ok(stops)
    }

    fn open_visits(&self, rep: RepId) -> Result<Vec<Touch>> {
        Ok(self.touches().filter(|touch| touch.rep == rep && touch.open).cloned().collect())
    }

    fn live_key(&self, fingerprint: &str) -> Result<Option<AccessKeyId>> {
        let is_it = |key: &&AccessKey| key.fingerprint == fingerprint && key.revoked.is_none();
        Ok(self.all_keys().find(is_it).map(|key| key.id))
    }

    fn rep_with_code(&self, code: &str) -> Result<Option<RepId>> {
        Ok(self.all_reps().find(|rep| rep.code == code).map(|rep| rep.id))
    }

    fn is_used(&self, key: Key) -> Result<bool> {
        let waits = |draft: &Draft| key == Key::new(Kind::Account, draft.account.0);
        let refers = |record: &Record| record.key() != key && record.refers_to().contains(&key);
        Ok(self.records.values().any(refers) || self.drafts.values().any(waits))
    }

    fn about(&self, account: AccountId) -> Result<Vec<Record>> {
        let about = |record: &&Record| record.account() == Some(account) && record.key().kind != Kind::Account;
        Ok(self.records.values().filter(about).cloned().collect())
    }

    fn window(&self, account: &Account, level: Level) -> Result<Option<Window>> {
        due::window(self, account, level)
    }

    fn queued(&self, product: ProductId, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>> {
        let waits = |it: &&Request| it.product == product && it.ended.is_none();
        Ok(self.requests().filter(waits).filter_map(|request| self.of_team(request, team)).collect())
    }

    fn dealing(&self, arrival: ArrivalId) -> Result<Option<Dealing>> {
        let Some(there) = self.arrivals().find(|it| it.id == arrival) else { return Ok(None) };
        let followed = |id| self.allotments().any(|it| it.follows == Some(id));
        let mut dealing = Dealing {
            arrival: there.clone(),
            allotment: self.allotments().find(|it| it.arrival == arrival && !followed(it.id)).cloned(),
            tellings: self.tellings().filter(|it| it.arrival == arrival).cloned().collect(),
            fulfilments: self.fulfilments().filter(|it| it.arrival == arrival).cloned().collect(),
        };
        dealing.tellings.sort_by_key(|it| (it.at, it.id));
        dealing.fulfilments.sort_by_key(|it| (it.at, it.id));
        Ok(Some(dealing))
    }

    fn arrivals_of(&self, request: RequestId) -> Result<Vec<ArrivalId>> {
        let mut found = Vec::new();
        for arrival in self.arrivals() {
            let has = |dealing: Dealing| {
                let line = dealing.allotment.as_ref().and_then(|it| it.line(request)).map_or(0, |line| line.quantity);
                line > 0 || dealing.fulfilments.iter().any(|it| it.request == request)
            };
            if self.dealing(arrival.id)?.is_some_and(has) {
                found.push(arrival.id);
            }
        }
        Ok(found)
    }
}

impl Tables for State {
    fn put(&mut self, record: &Record) -> Result<()> {
        self.records.insert(record.key(), record.clone());
        Ok(())
    }

    fn remove(&mut self, key: Key) -> Result<()> {
        self.records.remove(&key);
        if key.kind == Kind::Account {
            self.cadence.remove(&AccountId(key.id));
            self.stale.remove(&AccountId(key.id));
        }
        Ok(())
    }

    fn has_leader(&self) -> Result<bool> {
        Ok(self.all_reps().any(|rep| rep.role != Role::Rep))
    }

    fn has_stop(&self, rep: RepId, account: AccountId) -> Result<bool> {
        Ok(self.all_stops().any(|stop| stop.rep == rep && stop.account == account))
    }

    fn teams(&self) -> Result<Vec<Team>> {
        let team = |record: &Record| if let Record::Team(team) = record { Some(team.clone()) } else { None };
        Ok(self.records.values().filter_map(team).collect())
    }

    fn wanted_products(&self, team: Option<TeamId>) -> Result<Vec<ProductId>> {
        let open = self.requests().filter(|it| it.ended.is_none());
        let wanted: BTreeSet<ProductId> =
            open.filter_map(|it| self.of_team(it, team)).map(|(it, _)| it.product).collect();
        Ok(wanted.into_iter().collect())
    }

    fn arrivals_of_product(&self, product: ProductId) -> Result<Vec<Arrival>> {
        let mut found: Vec<Arrival> = self.arrivals().filter(|it| it.product == product).cloned().collect();
        found.sort_by_key(|it| (it.at, it.id));
        Ok(found)
    }

    fn live_arrivals(&self, product: Option<ProductId>, team: Option<TeamId>) -> Result<Vec<ArrivalId>> {
        let of = |it: &Arrival| product.is_none_or(|product| it.product == product);
        Ok(self.live(|it| self.waits_for(team, it) && of(it)))
    }

    fn live_below(&self, team: TeamId) -> Result<Vec<ArrivalId>> {
        Ok(self.live(|it| it.team != Some(team) && it.team.is_some_and(|own| self.is_under(own, Some(team)))))
    }

    fn arrivals_for(&self, team: Option<TeamId>) -> Result<Vec<ArrivalId>> {
        let mut found: Vec<_> =
            self.arrivals().filter(|it| self.waits_for(team, it)).map(|it| (it.at, it.id)).collect();
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    fn arrivals_ending(&self, ending: &str) -> Result<Vec<ArrivalId>> {
        let ends = |it: &&Arrival| it.id.0.simple().to_string().ends_with(ending);
        let mut found: Vec<_> = self.arrivals().filter(ends).map(|it| (it.at, it.id)).collect();
        found.sort_unstable();
        Ok(found.into_iter().map(|(_, id)| id).collect())
    }

    fn decisions(&self, arrival: ArrivalId) -> Result<Vec<Allotment>> {
        let mut found: Vec<Allotment> = self.allotments().filter(|it| it.arrival == arrival).cloned().collect();
        found.sort_by_key(|it| (it.at, it.id));
        Ok(found)
    }

    fn requests_of(&self, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>> {
        Ok(self.requests().filter_map(|request| self.of_team(request, team)).collect())
    }

    fn known(&self, op: OpId) -> Result<Option<u32>> {
        Ok(self.log.iter().find(|(envelope, _)| envelope.op == op).map(|(_, rows)| rows.len() as u32))
    }

    fn log(&mut self, envelope: &Envelope, rows: &[LogRow]) -> Result<i64> {
        let seq = self.log.len() as i64 + 1;
        let rows = rows.iter().map(|row| LogRow { seq, ..row.clone() }).collect();
        let at = to_the_millisecond(envelope.at);
        self.log.push((Envelope { at, ..envelope.clone() }, rows));
        Ok(seq)
    }

    fn group(&self, id: GroupId) -> Result<Option<Group>> {
        Ok(self.groups.get(&id).cloned())
    }

    fn put_group(&mut self, group: &Group) -> Result<()> {
        self.groups.insert(group.id, group.clone());
        Ok(())
    }

    fn newest_change(&self, actor: Option<RepId>) -> Result<i64> {
        let own = self.groups.values().filter(|group| group.actor == actor);
        Ok(own.map(|group| group.last).max().unwrap_or(0))
    }

    fn rows_of(&self, group: GroupId) -> Result<Vec<LogRow>> {
        let changes = |envelope: &Envelope| envelope.group == group && matches!(envelope.act, Act::Change(_));
        let ops = self.log.iter().filter(|(envelope, _)| changes(envelope));
        Ok(ops.flat_map(|(_, rows)| rows.clone()).collect())
    }

    fn hands(&self, key: Key) -> Result<Vec<Hand>> {
        let mut hands = Vec::new();
        for (envelope, rows) in self.log.iter().rev() {
            let in_force = self.groups.get(&envelope.group).is_some_and(|group| group.live);
            let live = in_force && matches!(envelope.act, Act::Change(_));
            for row in rows.iter().rev().filter(|row| row.key == key) {
                hands.push(Hand {
                    seq: row.seq,
                    group: envelope.group,
                    actor: envelope.actor,
                    at: envelope.at,
                    fields: row.fields(),
                    live,
                });
            }
        }
        Ok(hands)
    }

    fn draft(&self, touch: TouchId, rep: RepId) -> Result<Option<Draft>> {
        Ok(self.drafts.get(&(touch, rep)).cloned())
    }

    fn put_draft(&mut self, draft: &Draft) -> Result<()> {
        self.drafts.insert((draft.touch, draft.rep), draft.clone());
        Ok(())
    }

    fn drop_draft(&mut self, touch: TouchId, rep: RepId) -> Result<()> {
        self.drafts.remove(&(touch, rep));
        Ok(())
    }

    fn last_touch(&self, account: AccountId, accepts: &dyn Fn(&Touch) -> bool) -> Result<Option<NaiveDate>> {
        let accepted = self.touches().filter(|touch| touch.account == account && accepts(touch));
        Ok(accepted.map(|touch| touch.day).max())
    }

    fn holidays(&self) -> Result<Vec<HolidayYear>> {
        Ok(self.holiday_years().cloned().collect())
    }

    fn leave_of(&self, rep: RepId) -> Result<Vec<Leave>> {
        Ok(self.all_leave().filter(|leave| leave.rep == rep).cloned().collect())
    }

    fn accounts(&self, of: Of, most: usize) -> Result<Vec<AccountId>> {
        let rests = |account: &&Account| match of {
            Of::Everybody => true,
            Of::Tier(tier) => account.tier == Some(tier),
            Of::Rep(rep) => account.rep == Some(rep),
        };
        Ok(self.all_accounts().filter(rests).map(|account| account.id).take(most).collect())
    }

    fn cadence(&self, account: AccountId) -> Result<Vec<CadenceRow>> {
        Ok(self.cadence.get(&account).cloned().unwrap_or_default())
    }

    fn put_cadence(&mut self, account: AccountId, rows: &[CadenceRow]) -> Result<()> {
        self.cadence.insert(account, rows.to_vec());
        self.stale.remove(&account);
        Ok(())
    }

    fn mark_stale(&mut self, of: Of) -> Result<()> {
        let accounts = self.accounts(of, usize::MAX)?;
        self.stale.extend(accounts);
        Ok(())
    }

    fn stale(&self, most: usize) -> Result<Vec<AccountId>> {
        Ok(self.stale.iter().take(most).copied().collect())
    }

    fn is_stale(&self, account: AccountId) -> Result<bool> {
        Ok(self.stale.contains(&account))
    }
}
