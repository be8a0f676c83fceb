//! The stock of the demo territory: a live queue at any moment, and nothing in it that the store would refuse.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rounds::domain::allotment::Rule;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::day::business_day;
use rounds::domain::ids::{AccountId, DeviceId, Ids, ProductId, TeamId};
use rounds::domain::people::{Rep, Role};
use rounds::domain::record::{Kind, Record};
use rounds::domain::stock::{Answer, End, Fulfilment, Request, Telling};
use rounds::exchange::demo::territory;
use rounds::store::{ArrivalRow, SqliteStore, Stock, Store, Viewer, seed};

use super::demo::{MOMENTS, ZONE, moment};

/// A demo in a database, without its visits and routes: stock rests on none of them.
struct Stocked {
    store: SqliteStore,
    today: NaiveDate,
    team: TeamId,
    reps: Vec<Rep>,
    visited: Vec<(AccountId, NaiveDate)>,
}

fn rests(change: &Change) -> bool {
    use Kind::{Appointment, Matter, Stop, Touch};
    match change {
        Change::Add(record) => !matches!(record.kind(), Touch | Stop | Matter | Appointment),
        Change::Answer { .. } | Change::Settle { .. } => false,
        _ => true,
    }
}

impl Stocked {
    fn at(local: &str, number: u64) -> Self {
        let (now, mut ids) = (moment(local), Ids::new(1));
        let today = business_day(now, ZONE);
        let mut store = SqliteStore::open_in_memory().unwrap();
        let first = seed(DeviceId(uuid::Uuid::nil()), now, today, &mut ids);
        store.apply(&[first]).remove(0).unwrap();
        let tiers = store.reference(Viewer::System).unwrap().tiers;
        let mut visited = Vec::new();
        let mut envelopes = Vec::new();
        for envelope in territory(now, ZONE, number, &tiers).envelopes {
            let Act::Change(changes) = envelope.act else { panic!("a demo only changes") };
            for change in &changes {
                if let Change::Add(Record::Touch(touch)) = change {
                    visited.push((touch.account, touch.day));
                }
            }
            let changes: Vec<Change> = changes.into_iter().filter(rests).collect();
            if !changes.is_empty() {
                envelopes.push(Envelope { act: Act::Change(changes), ..envelope });
            }
        }
        for (answer, envelope) in store.apply(&envelopes).into_iter().zip(&envelopes) {
            answer.unwrap_or_else(|why| panic!("{why}: {envelope:?}"));
        }
        let reps = store.reps(Viewer::System).unwrap();
        let team = reps[0].team.unwrap();
        Self { store, today, team, reps, visited }
    }

    fn stock(&self) -> Stock {
        self.store.stock(Viewer::System, Some(self.team), self.today).unwrap()
    }

    fn all<T>(&self, kind: Kind, pick: impl Fn(Record) -> Option<T>) -> Vec<T> {
        let accounts = self.store.accounts(Viewer::System, None, 1_000).unwrap();
        let ids: Vec<AccountId> = accounts.into_iter().map(|row| row.account.id).collect();
        self.store.records_at(Viewer::System, &ids, kind).unwrap().into_iter().filter_map(pick).collect()
    }

    fn requests(&self) -> Vec<Request> {
        self.all(Kind::Request, |record| if let Record::Request(it) = record { Some(it) } else { None })
    }

    fn tellings(&self) -> Vec<Telling> {
        self.all(Kind::Telling, |record| if let Record::Telling(it) = record { Some(it) } else { None })
    }

    fn fulfilments(&self) -> Vec<Fulfilment> {
        self.all(Kind::Fulfilment, |record| if let Record::Fulfilment(it) = record { Some(it) } else { None })
    }

    fn code(&self, row: &ArrivalRow) -> &str {
        self.reps.iter().find(|rep| rep.id == row.arrival.rep).map_or("", |rep| &rep.code)
    }

    fn open(&self, product: ProductId) -> u32 {
        let stock = self.stock();
        stock.queue.iter().filter(|it| it.standing.request.product == product).map(|it| it.standing.open).sum()
    }
}

#[expect(clippy::print_stdout, reason = "shown only beside a failure, to say where it was")]
fn everywhere(check: impl Fn(&Stocked)) {
    let others = [("2026-03-13 10:30", 1), ("2026-03-14 11:00", 7)];
    for (local, number) in MOMENTS.iter().map(|(local, _)| (*local, 2026)).chain(others) {
        println!("{local}, seed {number}");
        check(&Stocked::at(local, number));
    }
}

#[test]
fn the_queue_is_live_and_its_places_are_dense() {
    everywhere(|demo| {
        let mut places: BTreeMap<ProductId, Vec<u32>> = BTreeMap::new();
        let stock = demo.stock();
        for row in &stock.queue {
            places.entry(row.standing.request.product).or_default().extend(row.standing.position);
        }
        assert!(places.values().map(Vec::len).sum::<usize>() >= 22, "{places:?}");
        assert!(places.values().filter(|places| places.len() >= 3).count() >= 5, "{places:?}");
        for places in places.values() {
            assert!(places.iter().copied().eq(1..=places.len() as u32), "{places:?}");
        }
        let requests = demo.requests();
        assert!((34..=37).contains(&requests.len()), "{}", requests.len());
        let some = |pick: &dyn Fn(&Request) -> bool| requests.iter().filter(|it| pick(it)).count();
        assert!(
            some(&|it| it.all_or_nothing) >= 3 && some(&|it| it.outside) >= 4 && some(&|it| it.until.is_some()) >= 3
        );
        assert!(some(&|it| it.contact.is_some()) >= 15 && some(&|it| !it.note.is_empty()) >= 10);
        let mut reps = demo.reps.iter().filter(|rep| rep.role == Role::Rep);
        assert!(reps.all(|rep| some(&|it| it.rep == rep.id) >= 2), "both reps have some");
        assert!(some(&|it| it.asked.factor > 1) >= 10 && some(&|it| it.asked.factor == 1) >= 5);
        for end in [End::Fulfilled, End::Passed, End::Cancelled] {
            assert!(requests.iter().any(|it| it.ended.as_ref().is_some_and(|ended| ended.how == end)), "{end:?}");
        }
        for request in &requests {
            assert!(demo.visited.contains(&(request.account, request.day)), "said on a visit: {request:?}");
        }
    });
}

#[test]
fn one_arrival_waits_for_a_decision_and_one_is_being_told() {
    everywhere(|demo| {
        let stock = demo.stock();
        let undecided: Vec<&ArrivalRow> = stock.arrivals.iter().filter(|row| row.allotment.is_none()).collect();
        let [row] = undecided[..] else { panic!("one is not decided: {}", undecided.len()) };
        assert_eq!(demo.code(row), "wangfang", "she can do it herself");
        assert!(row.arrival.amount.quantity() < demo.open(row.arrival.product), "it is short");
        assert!(row.calls.len() >= 2);
        let proposals = demo.store.proposals(Viewer::System, row.arrival.id, &[], demo.today).unwrap();
        let given = |rule: Rule| -> Vec<u32> {
            let lines = proposals.iter().find(|(it, _)| *it == rule).unwrap();
            lines.1.iter().map(|line| line.quantity).collect()
        };
        assert_ne!(given(Rule::FirstAsked), given(Rule::FairShare), "it makes a difference how it is decided");

        let told: Vec<&ArrivalRow> = stock
            .arrivals
            .iter()
            .filter(|row| row.allotment.as_ref().is_some_and(|it| it.rule == Rule::FirstAsked))
            .collect();
        let [row] = told[..] else { panic!("one is decided: {}", told.len()) };
        let said: Vec<_> = row.calls.iter().map(|(_, share)| share.told.as_ref()).collect();
        let answer = |pick: &dyn Fn(&Telling) -> bool| said.iter().flatten().filter(|it| pick(it)).count();
        assert_eq!(answer(&|it| matches!(it.answer, Some(Answer::TakesAll))), 1);
        assert_eq!(answer(&|it| it.answer == Some(Answer::NoMore)), 1);
        assert_eq!(answer(&|it| it.answer.is_none() && it.held_until > Some(demo.today)), 1);
        assert!(said.iter().any(Option::is_none), "one is still to be told");
        assert!(row.left > 0, "what one passed on is there");
        let next = demo.store.proposals(Viewer::System, row.arrival.id, &[], demo.today).unwrap();
        let lines = &next.iter().find(|(rule, _)| *rule == Rule::FirstAsked).unwrap().1;
        assert!(lines.iter().any(|line| line.quantity > line.before), "the next in line is proposed");
    });
}

#[test]
fn earlier_arrivals_were_told_answered_and_handed_over() {
    everywhere(|demo| {
        let (tellings, fulfilments) = (demo.tellings(), demo.fulfilments());
        assert!(tellings.len() >= 9, "{}", tellings.len());
        assert!(fulfilments.len() >= 5, "{}", fulfilments.len());
        assert!(tellings.iter().any(|it| it.answer == Some(Answer::NotNow)));
        let mut arrivals: Vec<_> = fulfilments.iter().map(|it| it.arrival).collect();
        arrivals.sort_unstable();
        arrivals.dedup();
        assert_eq!(arrivals.len(), 2);
        for given in &fulfilments {
            assert!(
                tellings.iter().any(|it| it.request == given.request && it.at < given.at && it.answer.is_some()),
                "who got something was told: {given:?}"
            );
        }
        // Whoever asked first was told first.
        let requests: BTreeMap<_, _> = demo.requests().into_iter().map(|it| (it.id, it)).collect();
        for arrival in tellings.iter().map(|it| it.arrival) {
            let mut told: Vec<_> = tellings.iter().filter(|it| it.arrival == arrival).collect();
            told.sort_by_key(|it| it.at);
            assert!(told.is_sorted_by_key(|it| requests[&it.request].place()));
        }
    });
}

#[test]
fn products_have_codes_names_in_both_languages_and_packs() {
    let demo = Stocked::at("2026-03-13 10:30", 2026);
    let products = demo.store.products().unwrap();
    assert_eq!(products.len(), 10);
    for product in products {
        assert!(product.has_good_units() && product.packs.len() == 2 && product.code.len() == 6);
        assert!(product.aliases.iter().any(|it| it.is_ascii()) && product.aliases.iter().any(|it| !it.is_ascii()));
    }
}
