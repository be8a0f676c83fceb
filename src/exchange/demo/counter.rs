//! The stock of the demo territory while its story is told, as the rules look at it: so that in the story nothing happens that could not.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::scene::Scene;
use super::shops::Shop;
use crate::domain::account::Account;
use crate::domain::cadence::{Level, Window};
use crate::domain::change::{Act, Change, Envelope};
use crate::domain::day::business_day;
use crate::domain::ids::{AccessKeyId, AccountId, ArrivalId, ProductId, RepId, RequestId, TeamId};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::route::Stop;
use crate::domain::rules::{Refusal, View, decide};
use crate::domain::stock::{Dealing, Request};
use crate::domain::tier::Tier;
use crate::domain::touch::Touch;

/// Requests and arrivals as they are by now. There is one team, so all of them are its queue.
pub(super) struct Counter<'a> {
    /// The shops with the ranks of their tiers.
    shops: HashMap<AccountId, (&'a Account, Option<u32>)>,
    requests: BTreeMap<RequestId, Request>,
    dealings: BTreeMap<ArrivalId, Dealing>,
}

impl<'a> Counter<'a> {
    pub(super) fn new(shops: &'a [Shop], tiers: &[&Tier]) -> Self {
        let rank = |shop: &Shop| shop.tier.and_then(|tier| tiers.get(tier)).map(|tier| tier.rank);
        let shops = shops.iter().map(|shop| (shop.account.id, (&shop.account, rank(shop)))).collect();
        Self { shops, requests: BTreeMap::new(), dealings: BTreeMap::new() }
    }

    /// Makes a change as a store would; one that the rules refuse is not made.
    pub(super) fn make(
        &mut self,
        (at, actor, change): (DateTime<Utc>, RepId, &Change),
        scene: &Scene,
    ) -> Result<(), Refusal> {
        let nobody = Uuid::nil();
        let (op, group, device, act) = (nobody.into(), nobody.into(), nobody.into(), Act::Change(Vec::new()));
        let day = business_day(at, scene.zone);
        let envelope = Envelope { op, group, actor: Some(actor), device, at, day, act };
        for write in decide(self, &envelope, change)? {
            if let Some(record) = write.after {
                self.put(record);
            }
        }
        Ok(())
    }

    fn put(&mut self, record: Record) {
        match record {
            Record::Request(it) => {
                self.requests.insert(it.id, it);
            }
            Record::Arrival(arrival) => {
                let (allotment, tellings, fulfilments) = (None, Vec::new(), Vec::new());
                self.dealings.insert(arrival.id, Dealing { arrival, allotment, tellings, fulfilments });
            }
            Record::Allotment(it) => {
                if let Some(dealing) = self.dealings.get_mut(&it.arrival) {
                    dealing.allotment = Some(it);
                }
            }
            Record::Telling(it) => {
                if let Some(dealing) = self.dealings.get_mut(&it.arrival) {
                    dealing.tellings.retain(|there| there.id != it.id);
                    dealing.tellings.push(it);
                }
            }
            Record::Fulfilment(it) => {
                if let Some(dealing) = self.dealings.get_mut(&it.arrival) {
                    dealing.fulfilments.push(it);
                }
            }
            _ => {}
        }
    }

    /// What is known of an arrival.
    pub(super) fn arrival(&self, id: ArrivalId) -> Option<&Dealing> {
        self.dealings.get(&id)
    }

    /// A request.
    pub(super) fn request(&self, id: RequestId) -> Option<&Request> {
        self.requests.get(&id)
    }
}

impl View for Counter<'_> {
    type Error = Refusal;

    fn record(&self, key: Key) -> Result<Option<Record>, Refusal> {
        let mut tellings = self.dealings.values().flat_map(|dealing| &dealing.tellings);
        Ok(match key.kind {
            Kind::Account => self.shops.get(&AccountId(key.id)).map(|(account, _)| (*account).clone().into()),
            Kind::Request => self.requests.get(&RequestId(key.id)).cloned().map(Into::into),
            Kind::Arrival => self.dealings.get(&ArrivalId(key.id)).map(|it| it.arrival.clone().into()),
            Kind::Telling => tellings.find(|it| it.id.0 == key.id).cloned().map(Into::into),
            _ => None,
        })
    }

    fn stops(&self, _: RepId, _: chrono::NaiveDate) -> Result<Vec<Stop>, Refusal> {
        Ok(Vec::new())
    }

    fn open_visits(&self, _: RepId) -> Result<Vec<Touch>, Refusal> {
        Ok(Vec::new())
    }

    fn live_key(&self, _: &str) -> Result<Option<AccessKeyId>, Refusal> {
        Ok(None)
    }

    fn rep_with_code(&self, _: &str) -> Result<Option<RepId>, Refusal> {
        Ok(None)
    }

    fn is_used(&self, _: Key) -> Result<bool, Refusal> {
        Ok(true)
    }

    fn about(&self, _: AccountId) -> Result<Vec<Record>, Refusal> {
        Ok(Vec::new())
    }

    fn window(&self, _: &Account, _: Level) -> Result<Option<Window>, Refusal> {
        Ok(None)
    }

    fn queued(&self, product: ProductId, _: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>, Refusal> {
        let waits = |it: &&Request| it.product == product && it.ended.is_none();
        let rank = |it: &Request| self.shops.get(&it.account).and_then(|(_, rank)| *rank);
        Ok(self.requests.values().filter(waits).map(|it| (it.clone(), rank(it))).collect())
    }

    fn dealing(&self, arrival: ArrivalId) -> Result<Option<Dealing>, Refusal> {
        Ok(self.dealings.get(&arrival).cloned())
    }

    fn arrivals_of(&self, request: RequestId) -> Result<Vec<ArrivalId>, Refusal> {
        let gives = |dealing: &&Dealing| {
            let line = dealing.allotment.as_ref().and_then(|it| it.line(request));
            line.is_some_and(|line| line.quantity > 0) || dealing.fulfilments.iter().any(|it| it.request == request)
        };
        Ok(self.dealings.values().filter(gives).map(|dealing| dealing.arrival.id).collect())
    }
}
