//! What changes do, on a handful of records held in a map.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rounds::domain::account::Account;
use rounds::domain::cadence::{Level, Window};
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{AccessKeyId, AccountId, ArrivalId, ProductId, RepId, RequestId, TeamId};
use rounds::domain::matter::{Matter, MatterKind};
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::route::{Fate, RANK_STEP, Stop};
use rounds::domain::rules::{Refusal, View, check, decide};
use rounds::domain::stock::{Dealing, Request};
use rounds::domain::touch::{Content, Report, Touch};
use uuid::Uuid;

use super::records::{account, id, rep, tier};
use super::{day, window};

mod checks;
mod corrections;
mod endings;
mod merges;
mod routes;
mod visits;

/// The day on which everything here happens: a Tuesday.
const TODAY: &str = "2026-03-10";

/// The records there are.
#[derive(Clone, Default)]
struct Records(BTreeMap<Key, Record>);

impl View for Records {
    type Error = Refusal;

    fn record(&self, key: Key) -> Result<Option<Record>, Refusal> {
        Ok(self.0.get(&key).cloned())
    }

    fn stops(&self, rep: RepId, day: NaiveDate) -> Result<Vec<Stop>, Refusal> {
        let mut stops = self.all(|it| if let Record::Stop(it) = it { Some(it) } else { None });
        stops.retain(|stop| stop.rep == rep && stop.day == day);
        stops.sort_by_key(|stop| (stop.rank, stop.id));
        Ok(stops)
    }

    fn open_visits(&self, rep: RepId) -> Result<Vec<Touch>, Refusal> {
        let mut touches = self.all(|it| if let Record::Touch(it) = it { Some(it) } else { None });
        touches.retain(|touch| touch.open && touch.rep == rep);
        Ok(touches)
    }

    fn live_key(&self, _: &str) -> Result<Option<AccessKeyId>, Refusal> {
        Ok(None)
    }

    fn rep_with_code(&self, code: &str) -> Result<Option<RepId>, Refusal> {
        let reps = self.all(|it| if let Record::Rep(it) = it { Some(it) } else { None });
        Ok(reps.into_iter().find(|rep| rep.code == code).map(|rep| rep.id))
    }

    fn is_used(&self, key: Key) -> Result<bool, Refusal> {
        Ok(self.0.values().any(|record| record.refers_to().contains(&key)))
    }

    fn about(&self, account: AccountId) -> Result<Vec<Record>, Refusal> {
        let about = |record: &&Record| record.account() == Some(account) && record.kind() != Kind::Account;
        Ok(self.0.values().filter(about).cloned().collect())
    }

    fn window(&self, account: &Account, _: Level) -> Result<Option<Window>, Refusal> {
        Ok(account.own_window.as_ref().map(|own| own.window).or(account.tier.map(|_| window(3, 5))))
    }

    // Stock is tried on whole stores; nothing here is about it.
    fn queued(&self, _: ProductId, _: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>, Refusal> {
        Ok(Vec::new())
    }

    fn dealing(&self, _: ArrivalId) -> Result<Option<Dealing>, Refusal> {
        Ok(None)
    }

    fn arrivals_of(&self, _: RequestId) -> Result<Vec<ArrivalId>, Refusal> {
        Ok(Vec::new())
    }
}

impl Records {
    /// One rep, one tier, shops 1 to 5, and nothing else.
    fn shops() -> Self {
        let mut records = Self::default();
        records.put(rounds::domain::people::Rep { team: None, ..rep() });
        records.put(tier());
        for n in 1..=5 {
            let shop = Account { own_window: None, pauses: Vec::new(), beat: None, merged_into: None, ..account() };
            records.put(Account { id: shop_id(n), ..shop });
        }
        records
    }

    fn put(&mut self, record: impl Into<Record>) {
        let record = record.into();
        self.0.insert(record.key(), record);
    }

    fn with(mut self, record: impl Into<Record>) -> Self {
        self.put(record);
        self
    }

    /// The same with a route of today: shops in this order, an ordinary distance apart.
    fn with_route(mut self, shops: &[u128]) -> Self {
        for (shop, at) in shops.iter().zip(0..) {
            self.put(stop(*shop, TODAY, at * RANK_STEP));
        }
        self
    }

    /// Makes a change as a store does: each write is checked and then visible to the next. Nothing is kept of one that is refused.
    fn make(&mut self, change: &Change) -> Result<usize, Refusal> {
        let mut after = self.clone();
        let writes = decide(&after, &envelope(), change)?;
        for write in &writes {
            check(&after, write)?;
            match &write.after {
                Some(record) => after.put(record.clone()),
                None => drop(after.0.remove(&write.key)),
            }
        }
        *self = after;
        Ok(writes.len())
    }

    fn all<T>(&self, pick: impl Fn(Record) -> Option<T>) -> Vec<T> {
        self.0.values().cloned().filter_map(pick).collect()
    }

    /// A day's route in one line: "1 2! 3✓ 4-", unplanned with `!`, done with `✓`, skipped with `-`.
    fn route_on(&self, on: &str) -> String {
        let said = |stop: Stop| {
            let shop = (1..=9).find(|n| shop_id(*n) == stop.account).unwrap();
            let fate = match stop.fate {
                Fate::Open => "",
                Fate::Done { .. } => "✓",
                Fate::Skipped { .. } => "-",
                Fate::Left => "~",
                Fate::Rolled { .. } => ">",
                Fate::Handed { .. } => "»",
            };
            format!("{shop}{}{fate}", if stop.unplanned { "!" } else { "" })
        };
        let stops: Vec<String> = self.stops(id(2), day(on)).unwrap().into_iter().map(said).collect();
        stops.join(" ")
    }

    fn route(&self) -> String {
        self.route_on(TODAY)
    }

    fn touch(&self, n: u128) -> Option<Touch> {
        self.all(|it| if let Record::Touch(it) = it { Some(it) } else { None })
            .into_iter()
            .find(|touch| touch.id == touch_id(n))
    }

    fn matter(&self, n: u128) -> Option<Matter> {
        self.all(|it| if let Record::Matter(it) = it { Some(it) } else { None })
            .into_iter()
            .find(|matter| matter.id == id(900 + n))
    }

    fn shop(&self, n: u128) -> Account {
        self.all(|it| if let Record::Account(it) = it { Some(it) } else { None })
            .into_iter()
            .find(|shop| shop.id == shop_id(n))
            .unwrap()
    }
}

fn shop_id(n: u128) -> AccountId {
    id(500 + n)
}

fn touch_id(n: u128) -> rounds::domain::ids::TouchId {
    id(700 + n)
}

/// The stop at a shop; its identity is made from the shop and the day of the month.
fn stop_id(shop: u128, on: &str) -> rounds::domain::ids::StopId {
    use chrono::Datelike;
    id(8000 + shop * 100 + u128::from(day(on).day()))
}

fn stop(shop: u128, on: &str, rank: i64) -> Stop {
    let (id, rep) = (stop_id(shop, on), id(2));
    Stop {
        id,
        rep,
        day: day(on),
        account: shop_id(shop),
        rank,
        unplanned: false,
        pinned: None,
        locked: false,
        fate: Fate::Open,
    }
}

fn matter(n: u128, shop: u128) -> Matter {
    Matter {
        id: id(900 + n),
        account: shop_id(shop),
        rep: id(2),
        touch: None,
        kind: MatterKind::Promise,
        text: "price labels".to_owned(),
        raised: day("2026-03-02"),
        due: None,
        answered: None,
        put_off: None,
    }
}

fn envelope() -> Envelope {
    Envelope {
        op: id(1),
        group: id(1),
        actor: Some(id(2)),
        device: id(1),
        at: "2026-03-10T01:00:00Z".parse().unwrap(),
        day: day(TODAY),
        act: Act::Change(Vec::new()),
    }
}

fn check_in(touch: u128, shop: u128) -> Change {
    Change::CheckIn { touch: touch_id(touch), account: shop_id(shop), stop: id(8900 + shop) }
}

fn check_out(touch: u128, report: Report) -> Change {
    Change::CheckOut { touch: touch_id(touch), end: Some("2026-03-10T01:20:00Z".parse().unwrap()), report }
}

fn attempted() -> Report {
    Report { content: Content { attempted: true, ..Content::default() }, ..Report::default() }
}

fn missing(kind: Kind, id: impl Into<Uuid>) -> Refusal {
    Refusal::Missing(Key::new(kind, id.into()))
}
