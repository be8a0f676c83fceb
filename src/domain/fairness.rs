//! How fair stock was dealt out: how long requests waited until they were told and supplied, how much of what was asked was handed over, and
//! who was told before somebody who had asked earlier. Plain arithmetic over the records; nothing here is stored.
//!
//! - wait to told: first telling that was not taken back − asking;
//! - wait to supplied: the handing over with which all that was asked had been handed over − asking; who never got all of it is not in it;
//! - fill rate: quantity handed over ÷ quantity asked, of the requests that are over (fulfilled, passed, cancelled, or past their last day);
//!   the volume fill rate of inventory theory (Silver, Pyke and Thomas, *Inventory and Production Management in Supply Chains*: P₂);
//! - inversion: two requests that were told of the same arrival, the one that asked later first; the goal is 0.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::ids::RequestId;
use super::stock::{Dealing, Request};

/// What became of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which.
    pub request: RequestId,
    /// How long it waited until it was told first.
    pub told: Option<TimeDelta>,
    /// How long it waited until all of it was handed over.
    pub supplied: Option<TimeDelta>,
    /// How much was asked for, in base units.
    pub asked: u32,
    /// How much was handed over.
    pub handed_over: u32,
    /// Whether it is over.
    pub over: bool,
    /// How many that had asked later were told before it, of the same arrival.
    pub overtaken: u32,
}

/// The median and the 90th percentile of waits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// Of how many.
    pub count: usize,
    /// Half waited no longer, in days; of an even number the mean of the two in the middle.
    pub median: Option<f64>,
    /// Nine in ten waited no longer, in days, by the nearest rank.
    pub p90: Option<f64>,
}

/// Requests taken together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measure {
    /// How many.
    pub requests: usize,
    /// Until they were told.
    pub told: Spread,
    /// Until they had all of it.
    pub supplied: Spread,
    /// How many of them are over.
    pub over: usize,
    /// What those that are over asked for.
    pub asked: u64,
    /// What those that are over were handed.
    pub handed_over: u64,
    /// How many pairs were told out of order, each counted with the one that had asked earlier.
    pub inversions: u64,
}

impl Measure {
    /// Of these.
    pub fn of(cases: &[&Case]) -> Self {
        let over = || cases.iter().filter(|case| case.over);
        Self {
            requests: cases.len(),
            told: spread(cases.iter().filter_map(|case| case.told).collect()),
            supplied: spread(cases.iter().filter_map(|case| case.supplied).collect()),
            over: over().count(),
            asked: over().map(|case| u64::from(case.asked)).sum(),
            handed_over: over().map(|case| u64::from(case.handed_over)).sum(),
            inversions: cases.iter().map(|case| u64::from(case.overtaken)).sum(),
        }
    }

    /// What part of what was asked was handed over, of those that are over; none if none is.
    pub fn fill_rate(&self) -> Option<f64> {
        (self.asked > 0).then(|| self.handed_over as f64 / self.asked as f64)
    }
}

fn spread(mut waits: Vec<TimeDelta>) -> Spread {
    waits.sort_unstable();
    let count = waits.len();
    let days = |at: usize| waits.get(at).map(|wait| wait.num_milliseconds() as f64 / MILLIS_OF_A_DAY);
    let middle = days(count / 2).zip(days(count.saturating_sub(1) / 2));
    let rank = (count * 9).div_ceil(10).saturating_sub(1);
    Spread { count, median: middle.map(|(above, below)| f64::midpoint(above, below)), p90: days(rank) }
}

const MILLIS_OF_A_DAY: f64 = 86_400_000.0;

/// What became of each of these requests, in their order, by what was done about the arrivals, seen from a day.
pub fn cases(requests: &[&Request], dealings: &[&Dealing], today: NaiveDate) -> Vec<Case> {
    let mut first: BTreeMap<RequestId, DateTime<Utc>> = BTreeMap::new();
    let mut handed: BTreeMap<RequestId, Vec<(DateTime<Utc>, u32)>> = BTreeMap::new();
    let mut overtaken: BTreeMap<RequestId, u32> = BTreeMap::new();
    let places = places(requests);
    for dealing in dealings {
        let told = first_told(dealing);
        for (earlier, _) in out_of_order(&places, &told) {
            *overtaken.entry(earlier).or_default() += 1;
        }
        for (request, at) in told {
            let sooner = first.entry(request).or_insert(at);
            *sooner = at.min(*sooner);
        }
        for it in &dealing.fulfilments {
            handed.entry(it.request).or_default().push((it.at, it.quantity));
        }
    }
    let case = |request: &&Request| {
        let id = request.id;
        let since = |at: DateTime<Utc>| (at - request.at).max(TimeDelta::zero());
        let (asked, mut had) = (request.asked.quantity(), 0_u32);
        let mut handed = handed.remove(&id).unwrap_or_default();
        handed.sort_unstable();
        let mut supplied = None;
        for (at, quantity) in handed {
            had = had.saturating_add(quantity);
            supplied = supplied.or_else(|| (had >= asked).then(|| since(at)));
        }
        Case {
            request: id,
            told: first.get(&id).copied().map(since),
            supplied,
            asked,
            handed_over: had,
            over: !request.is_wanted(today),
            overtaken: overtaken.get(&id).copied().unwrap_or(0),
        }
    };
    requests.iter().map(case).collect()
}

/// When each request was told of an arrival for the first time, what was taken back left out.
pub fn first_told(dealing: &Dealing) -> BTreeMap<RequestId, DateTime<Utc>> {
    let mut first: BTreeMap<RequestId, DateTime<Utc>> = BTreeMap::new();
    for it in dealing.tellings.iter().filter(|it| !it.withdrawn) {
        let at = first.entry(it.request).or_insert(it.at);
        *at = it.at.min(*at);
    }
    first
}

/// The pairs of these requests that were told of an arrival out of order: the one that had asked earlier, and the one that was told before it.
pub fn inversions(requests: &[&Request], dealing: &Dealing) -> Vec<(RequestId, RequestId)> {
    out_of_order(&places(requests), &first_told(dealing))
}

/// The places of requests in the order of asking.
type Places = BTreeMap<RequestId, (DateTime<Utc>, RequestId)>;

fn places(requests: &[&Request]) -> Places {
    requests.iter().map(|it| (it.id, it.place())).collect()
}

fn out_of_order(places: &Places, told: &BTreeMap<RequestId, DateTime<Utc>>) -> Vec<(RequestId, RequestId)> {
    let mut in_turn: Vec<_> = told.iter().filter_map(|(id, at)| Some((*places.get(id)?, *at, *id))).collect();
    in_turn.sort_unstable();
    let mut pairs = Vec::new();
    for (n, (_, at, earlier)) in in_turn.iter().enumerate() {
        let sooner = in_turn[n + 1..].iter().filter(|(_, before, _)| before < at);
        pairs.extend(sooner.map(|(.., later)| (*earlier, *later)));
    }
    pairs
}
