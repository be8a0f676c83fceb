//! Random histories of stock: three people ask, decide, tell, answer, hand over, take back and put back, on both stores at once. Whatever
//! they do, the goods add up, places are dense, what is proposed keeps its rule, and the same changes give the same state again.

use std::collections::BTreeMap;

use chrono::Duration;
use proptest::prelude::*;
use rounds::domain::allotment::{Rule, Why};
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{ArrivalId, GroupId, MergeId, RepId, RequestId, TellingId};
use rounds::domain::record::{Kind, Record};
use rounds::domain::stock::{Amount, Answer, End, Fulfilment, Line, Means, Request, Telling};
use rounds::store::{MemoryStore, SqliteStore, StoreError, Viewer};

use super::stock::{Ground, arrival, ground, wish};
use super::world::World;

/// Who, what, and three numbers that choose among what there is.
type Step = (u8, u8, u8, u8, u8);

#[derive(Default)]
struct Made {
    requests: Vec<RequestId>,
    arrivals: Vec<ArrivalId>,
    tellings: Vec<TellingId>,
    merges: Vec<MergeId>,
    groups: Vec<(RepId, GroupId)>,
    undone: Vec<(RepId, GroupId)>,
}

impl Made {
    /// Remembers what came of an envelope that was applied.
    fn note(&mut self, actor: RepId, envelope: &Envelope) {
        match &envelope.act {
            Act::Change(changes) => {
                self.groups.push((actor, envelope.group));
                for change in changes {
                    match change {
                        Change::Request(request) => self.requests.push(request.id),
                        Change::Arrive(arrival) => self.arrivals.push(arrival.id),
                        Change::Tell { telling, .. } => self.tellings.push(*telling),
                        Change::Merge { merge, .. } => self.merges.push(*merge),
                        _ => {}
                    }
                }
            }
            Act::Undo(group) => self.undone.push((actor, *group)),
            _ => {}
        }
    }
}

fn pick<T: Copy>(list: &[T], n: u8) -> Option<T> {
    (!list.is_empty()).then(|| list[usize::from(n) % list.len()])
}

/// What a step does.
fn act(world: &mut World, ground: &Ground, made: &Made, (_, what, a, b, c): Step) -> Option<Act> {
    let change = match what % 24 {
        0..=3 => {
            let mut request = wish(world, ground, usize::from(a % 6), u32::from(b % 9));
            request.all_or_nothing = c.is_multiple_of(4);
            request.until = (c % 5 == 1).then(|| world.day + Duration::days(1));
            request.at -= Duration::hours(i64::from(c % 3));
            request.asked.factor = u32::from(c % 2) + 1;
            Change::Request(request)
        }
        4 | 5 => {
            let rep = if a.is_multiple_of(3) { world.org.li } else { world.org.sun };
            let arrival = arrival(world, ground, rep, u32::from(b % 14));
            Change::Arrive(arrival)
        }
        6 => Change::Cancel { request: pick(&made.requests, a)?, reason: String::new() },
        7 => {
            let before = requests(world).into_iter().find(|it| Some(it.id) == pick(&made.requests, a))?;
            let asked = Amount { count: u32::from(b % 9), ..before.asked.clone() };
            let after = Request { asked, all_or_nothing: c.is_multiple_of(2), ..before.clone() };
            Change::edit(&before.into(), &after.into()).unwrap()?
        }
        8 if c.is_multiple_of(4) => Change::Close { arrival: pick(&made.arrivals, a)? },
        8..=10 => {
            let arrival = pick(&made.arrivals, a)?;
            let row = world.store.arrival(Viewer::System, arrival, world.day).unwrap()?;
            let rule = pick(&Rule::ALL, b)?;
            let proposals = world.store.proposals(Viewer::System, arrival, &[], world.day).unwrap();
            let lines = proposals.into_iter().find(|(it, _)| *it == rule)?.1;
            let by_hand = |line: &Line| (line.request, u32::from(c % 5) + line.quantity / 2);
            let shares = match rule {
                Rule::ByHand => lines.iter().map(by_hand).collect(),
                _ => lines.iter().map(|line| (line.request, line.quantity)).collect(),
            };
            let reason = if c.is_multiple_of(2) { "because".to_owned() } else { String::new() };
            let follows = row.allotment.map(|it| it.id);
            Change::Allot { allotment: world.id(), arrival, follows, rule, shares, reason }
        }
        11..=13 => {
            let telling = world.id();
            let held_until = (c % 3 > 0).then(|| world.day + Duration::days(i64::from(c % 2)));
            let (arrival, request, _) = something_of(world, made, (a, b, c))?;
            Change::Tell { telling, arrival, request, how: Means::Chat, contact: None, held_until, note: String::new() }
        }
        14 | 15 => {
            let answer = match b % 5 {
                0 => Answer::NotNow,
                1 => Answer::NoMore,
                2 => Answer::TakesAll,
                _ => Answer::Takes(u32::from(c % 6)),
            };
            Change::Respond { telling: pick(&made.tellings[made.tellings.len().saturating_sub(4)..], a)?, answer }
        }
        16 | 17 => {
            let (arrival, request, waits) = something_of(world, made, (a, b, c))?;
            let quantity = if c.is_multiple_of(3) { waits } else { u32::from(c % 5) };
            Change::Fulfil { fulfilment: world.id(), arrival, request, quantity }
        }
        18 if c.is_multiple_of(3) => {
            let (account, rep) = (pick(&ground.shops, a)?, pick(&[world.org.li, world.org.wang], b)?);
            let mut shop = world.store.account(Viewer::System, account).unwrap()?;
            shop.rep = Some(rep);
            Change::Set(shop.into())
        }
        18 if c % 3 == 1 => {
            let merge = world.id();
            Change::Merge { merge, kept: pick(&ground.shops, a)?, gone: pick(&ground.shops, b)? }
        }
        18 => Change::Unmerge { merge: pick(&made.merges, a)? },
        19..=21 => return Some(Act::Undo(pick(&made.groups[made.groups.len().saturating_sub(6)..], a)?.1)),
        _ => return Some(Act::Redo(pick(&made.undone[made.undone.len().saturating_sub(2)..], a)?.1)),
    };
    Some(Act::Change(vec![change]))
}

/// Mostly something that is kept for somebody; now and then anything.
fn something_of(world: &World, made: &Made, (a, b, c): (u8, u8, u8)) -> Option<(ArrivalId, RequestId, u32)> {
    let arrival = pick(&made.arrivals, a)?;
    if c.is_multiple_of(7) {
        return Some((arrival, pick(&made.requests, b)?, 1));
    }
    let calls = world.store.arrival(Viewer::System, arrival, world.day).unwrap()?.calls;
    let waiting: Vec<_> = calls.iter().filter(|(_, share)| share.waits() > 0).collect();
    let (row, share) = pick(&waiting, b)?;
    Some((arrival, row.standing.request.id, share.waits()))
}

/// Who does it: mostly the leader, who may; the others now and then, and their own requests.
fn actor(world: &World, act: &Act, made: &Made, who: u8) -> RepId {
    let own = |groups: &[(RepId, GroupId)], group| groups.iter().find(|(_, it)| *it == group).map(|it| it.0);
    match act {
        Act::Undo(group) | Act::Redo(group) => own(&made.groups, *group).unwrap_or(world.org.sun),
        Act::Change(changes) => match &changes[0] {
            Change::Request(request) if !who.is_multiple_of(8) => request.rep,
            Change::Arrive(arrival) if !who.is_multiple_of(8) => arrival.rep,
            _ => pick(&[world.org.sun, world.org.sun, world.org.sun, world.org.li, world.org.wang], who)
                .unwrap_or(world.org.sun),
        },
        Act::Withdraw(_) => world.org.sun,
    }
}

fn all(world: &World, kind: Kind) -> Vec<Record> {
    world.store.records_at(Viewer::System, &world.org.accounts, kind).unwrap()
}

fn requests(world: &World) -> Vec<Request> {
    all(world, Kind::Request)
        .into_iter()
        .filter_map(|it| if let Record::Request(it) = it { Some(it) } else { None })
        .collect()
}

/// Whether the goods add up, counted from the records.
fn adds_up(world: &World, ground: &Ground, made: &Made) -> Result<(), TestCaseError> {
    let requests: BTreeMap<RequestId, Request> = requests(world).into_iter().map(|it| (it.id, it)).collect();
    let fulfilments: Vec<Fulfilment> = all(world, Kind::Fulfilment)
        .into_iter()
        .filter_map(|it| if let Record::Fulfilment(it) = it { Some(it) } else { None })
        .collect();
    let tellings: Vec<Telling> = all(world, Kind::Telling)
        .into_iter()
        .filter_map(|it| if let Record::Telling(it) = it { Some(it) } else { None })
        .collect();
    let handed = |arrival: Option<ArrivalId>, request: RequestId| -> u32 {
        let of = |it: &&Fulfilment| arrival.is_none_or(|arrival| it.arrival == arrival) && it.request == request;
        fulfilments.iter().filter(of).map(|it| it.quantity).sum()
    };
    for request in requests.values() {
        let all = handed(None, request.id);
        prop_assert!(all <= request.asked.quantity());
        let fulfilled = request.ended.as_ref().is_some_and(|ended| ended.how == End::Fulfilled);
        prop_assert_eq!(fulfilled, all == request.asked.quantity());
    }
    let mut kept_for: BTreeMap<RequestId, u32> = BTreeMap::new();
    for id in &made.arrivals {
        let Some(row) = world.store.arrival(Viewer::System, *id, world.day).unwrap() else { continue };
        let (mut out, mut lapsed) = (0, 0);
        for line in row.allotment.iter().flat_map(|it| &it.lines) {
            let told = tellings.iter().filter(|it| it.arrival == *id && it.request == line.request && !it.withdrawn);
            let told = told.filter(|it| line.anew.is_none_or(|anew| it.at > anew)).max_by_key(|it| (it.at, it.id));
            let wanted = match told.and_then(|told| told.answer) {
                _ if row.arrival.closed || requests[&line.request].ended.is_some() => 0,
                Some(Answer::Takes(quantity)) => quantity.min(line.quantity),
                Some(Answer::NotNow | Answer::NoMore) => 0,
                Some(Answer::TakesAll) | None => line.quantity,
            };
            let handed = handed(Some(*id), line.request);
            prop_assert!(handed <= line.quantity, "more was handed over than given");
            out += wanted.max(handed);
            if told.is_some_and(|told| told.has_lapsed(world.day)) {
                lapsed += wanted.max(handed) - handed;
            }
            *kept_for.entry(line.request).or_default() += wanted.max(handed);
        }
        let there = row.arrival.amount.quantity();
        prop_assert!(out <= there, "{} of {} are out", out, there);
        prop_assert_eq!(row.left, there - out + lapsed);
        if !row.arrival.closed {
            keeps_its_rule(world, *id, there)?;
        }
    }
    for (request, kept) in kept_for {
        prop_assert!(kept <= requests[&request].asked.quantity(), "more is kept than was asked for");
    }
    let queue = world.store.stock(Viewer::System, ground.team, world.day).unwrap().queue;
    let places: Vec<u32> = queue.iter().filter_map(|it| it.standing.position).collect();
    prop_assert_eq!(&places, &(1..=places.len() as u32).collect::<Vec<_>>());
    prop_assert!(queue.windows(2).all(|pair| pair[0].standing.request.place() < pair[1].standing.request.place()));
    Ok(())
}

fn keeps_its_rule(world: &World, arrival: ArrivalId, there: u32) -> Result<(), TestCaseError> {
    for (rule, lines) in world.store.proposals(Viewer::System, arrival, &[], world.day).unwrap() {
        let out: u32 = lines.iter().map(|line| line.quantity).sum();
        prop_assert!(out <= there);
        let mut is_out = false;
        for line in &lines {
            match line.why {
                Why::NothingLeft => {
                    prop_assert_eq!(out, there);
                    is_out = true;
                }
                Why::Enough | Why::Rest => {
                    prop_assert!(!is_out || rule != Rule::FirstAsked, "an earlier asker was skipped");
                }
                Why::DoesNotFit { left } => prop_assert!(line.open > left),
                Why::Part { available, asked, .. } => {
                    prop_assert!(available < asked);
                    let exact = f64::from(line.open) * f64::from(available) / f64::from(asked);
                    prop_assert!(f64::from(line.quantity) - f64::from(line.before) < exact + 1.0);
                }
                _ => {}
            }
        }
    }
    Ok(())
}

fn compare(oracle: &World, sqlite: &World, ground: &Ground, made: &Made) -> Result<(), TestCaseError> {
    for rep in [oracle.org.li, oracle.org.wang, oracle.org.sun] {
        let viewer = oracle.viewer(rep);
        prop_assert_eq!(oracle.everything(viewer), sqlite.everything(viewer));
        prop_assert_eq!(oracle.leaving(viewer), sqlite.leaving(viewer));
        prop_assert_eq!(oracle.own(viewer), sqlite.own(viewer));
        let stock = |world: &World| world.store.stock(viewer, ground.team, world.day);
        prop_assert_eq!(stock(oracle), stock(sqlite));
        for id in &made.arrivals {
            let goods = |world: &World| world.store.arrival(viewer, *id, world.day);
            prop_assert_eq!(goods(oracle), goods(sqlite));
            let proposals = |world: &World| world.store.proposals(viewer, *id, &[], world.day);
            prop_assert_eq!(proposals(oracle), proposals(sqlite));
        }
    }
    Ok(())
}

fn everything(world: &World, ground: &Ground, made: &Made) -> Vec<String> {
    let mut all = world.everything(Viewer::System);
    all.push(format!("{:?}", world.store.stock(Viewer::System, ground.team, world.day)));
    for id in &made.arrivals {
        all.push(format!("{:?}", world.store.arrival(Viewer::System, *id, world.day)));
    }
    for kind in [Kind::Request, Kind::Telling, Kind::Fulfilment] {
        all.push(format!("{:?}", self::all(world, kind)));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn goods_add_up_whatever_three_people_do(steps in proptest::collection::vec(any::<Step>(), 20..120)) {
        let mut oracle = World::new(Box::new(MemoryStore::new()));
        let mut sqlite = World::new(Box::new(SqliteStore::open_in_memory().unwrap()));
        let ground = ground(&mut oracle);
        super::stock::ground(&mut sqlite);
        let mut made = Made::default();
        let mut sent: Vec<Envelope> = Vec::new();
        for (n, step) in steps.into_iter().enumerate() {
            if step.1 >= 250 {
                oracle.next_day();
                continue;
            }
            let Some(act) = act(&mut oracle, &ground, &made, step) else { continue };
            let actor = actor(&oracle, &act, &made, step.0);
            let envelope = oracle.envelope(Some(actor), act);
            (sqlite.day, sqlite.now) = (oracle.day, oracle.now);
            let answer = oracle.send(&envelope);
            prop_assert!(!matches!(answer, Err(StoreError::Internal(_) | StoreError::Corrupt(_))), "{:?}", answer);
            prop_assert_eq!(&answer, &sqlite.send(&envelope), "{:?}", envelope);
            if answer.is_ok() {
                made.note(actor, &envelope);
                sent.push(envelope);
                adds_up(&oracle, &ground, &made)?;
            }
            if n % 16 == 15 {
                compare(&oracle, &sqlite, &ground, &made)?;
            }
        }
        // Both are looked at from the same day, also where the last thing that happened was that one went by.
        (sqlite.day, sqlite.now) = (oracle.day, oracle.now);
        compare(&oracle, &sqlite, &ground, &made)?;
        prop_assert_eq!(sqlite.store.verify(Viewer::System), Ok(Vec::new()));
        // The same changes give the same state again.
        let dir = tempfile::tempdir().unwrap();
        let mut again = super::sqlite_file(&dir);
        super::stock::ground(&mut again);
        for envelope in &sent {
            prop_assert!(again.send(envelope).is_ok());
        }
        again.day = oracle.day;
        prop_assert_eq!(everything(&again, &ground, &made), everything(&oracle, &ground, &made));
        super::views::agree(&dir.path().join("rounds.db"), again.store.as_ref(), again.day);
    }
}
