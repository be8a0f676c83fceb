//! How fair stock was dealt out: waits, fill rate and who was told out of turn, as tables and for every order of telling.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use proptest::prelude::*;
use rounds::domain::fairness::{Case, Measure, Spread, cases, inversions};
use rounds::domain::ids::{RequestId, TellingId};
use rounds::domain::stock::{Amount, Arrival, Dealing, End, Ended, Fulfilment, Means, Request, Telling};

use super::records::id;

fn start() -> DateTime<Utc> {
    "2026-03-02T01:00:00Z".parse().unwrap()
}

fn today() -> NaiveDate {
    "2026-03-20".parse().unwrap()
}

/// So many tenths of a day after the start.
fn after(tenths: i64) -> DateTime<Utc> {
    start() + Duration::minutes(tenths * 144)
}

/// The `n`th request, asked so many tenths of a day after the start.
fn request(n: u128, at: i64, count: u32, ended: Option<End>) -> Request {
    Request {
        id: id(n),
        account: id(100 + n),
        rep: id(1),
        product: id(1),
        asked: Amount { count, unit: "box".to_owned(), factor: 1 },
        contact: None,
        until: None,
        all_or_nothing: false,
        outside: false,
        note: String::new(),
        at: after(at),
        day: start().date_naive(),
        ended: ended.map(|how| Ended { how, day: today(), reason: String::new() }),
    }
}

/// An arrival of which were told: request, when, whether it was taken back; and handed over: request, when, how much.
fn dealing(told: &[(u128, i64, bool)], handed: &[(u128, i64, u32)]) -> Dealing {
    let arrival = Arrival {
        id: id(9),
        product: id(1),
        team: None,
        rep: id(1),
        amount: Amount { count: 1000, unit: "box".to_owned(), factor: 1 },
        note: String::new(),
        at: start(),
        day: start().date_naive(),
        closed: false,
    };
    let telling = |(n, (request, at, withdrawn)): (u128, &(u128, i64, bool))| Telling {
        id: id::<TellingId>(500 + n),
        arrival: id(9),
        request: id(*request),
        account: id(100 + request),
        allotment: None,
        rep: id(1),
        at: after(*at),
        day: today(),
        how: Means::Phone,
        contact: None,
        held_until: None,
        note: String::new(),
        answer: None,
        withdrawn: *withdrawn,
    };
    let handing = |(n, (request, at, quantity)): (u128, &(u128, i64, u32))| Fulfilment {
        id: id(700 + n),
        arrival: id(9),
        request: id(*request),
        account: id(100 + request),
        rep: id(1),
        quantity: *quantity,
        at: after(*at),
        day: today(),
    };
    Dealing {
        arrival,
        allotment: None,
        tellings: (0..).zip(told).map(telling).collect(),
        fulfilments: (0..).zip(handed).map(handing).collect(),
    }
}

fn became(requests: &[Request], dealings: &[Dealing]) -> Vec<Case> {
    let requests: Vec<&Request> = requests.iter().collect();
    let dealings: Vec<&Dealing> = dealings.iter().collect();
    cases(&requests, &dealings, today())
}

fn measure(requests: &[Request], dealings: &[Dealing]) -> Measure {
    let cases = became(requests, dealings);
    Measure::of(&cases.iter().collect::<Vec<_>>())
}

#[test]
fn waits_run_from_asking_to_what_ends_them() {
    // Asked at 0: taken back at 5, told at 10 and 20, had all of it at 30, in two parts and from two arrivals.
    let requests = [request(1, 0, 10, Some(End::Fulfilled)), request(2, 0, 10, None), request(3, 40, 1, None)];
    let first = dealing(&[(1, 5, true), (1, 20, false), (1, 10, false), (3, 30, false)], &[(1, 15, 4), (2, 15, 9)]);
    let second = dealing(&[(1, 12, false)], &[(1, 30, 6)]);
    let became = became(&requests, &[first, second]);
    let tenths = |wait: Option<chrono::TimeDelta>| wait.map(|it| it.num_minutes() / 144);
    let said: Vec<_> =
        became.iter().map(|it| (tenths(it.told), tenths(it.supplied), it.handed_over, it.over)).collect();
    // What was told before it was asked, by a clock that was wrong, did not wait.
    assert_eq!(said, [(Some(10), Some(30), 10, true), (None, None, 9, false), (Some(0), None, 0, false)]);
}

#[test]
fn half_and_nine_in_ten_are_counted_as_said() {
    let of = |waits: &[i64]| {
        let requests: Vec<Request> = (1..).zip(waits).map(|(n, _)| request(n, 0, 1, None)).collect();
        let told: Vec<_> = (1..).zip(waits).map(|(n, wait)| (n, *wait, false)).collect();
        let Spread { count, median, p90 } = measure(&requests, &[dealing(&told, &[])]).told;
        (count, median, p90)
    };
    for (waits, median, p90) in [
        (&[][..], None, None),
        (&[15], Some(1.5), Some(1.5)),
        (&[30, 10], Some(2.0), Some(3.0)),
        (&[50, 10, 20], Some(2.0), Some(5.0)),
        (&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100], Some(5.5), Some(9.0)),
        (&[10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110], Some(6.0), Some(10.0)),
    ] {
        assert_eq!(of(waits), (waits.len(), median, p90), "{waits:?}");
    }
}

#[test]
fn the_fill_rate_is_of_requests_that_are_over() {
    let mut lapsed = request(4, 0, 10, None);
    lapsed.until = today().pred_opt();
    let mut last_day = request(5, 0, 1000, None);
    last_day.until = Some(today());
    let requests = [
        request(1, 0, 10, Some(End::Fulfilled)),
        request(2, 0, 10, Some(End::Passed)),
        request(3, 0, 10, Some(End::Cancelled)),
        lapsed,
        last_day,
        request(6, 0, 1000, None),
    ];
    let measure = measure(&requests, &[dealing(&[], &[(1, 1, 10), (2, 1, 5), (5, 1, 500), (6, 1, 1)])]);
    assert_eq!((measure.requests, measure.over, measure.asked, measure.handed_over), (6, 4, 40, 15));
    assert_eq!(measure.fill_rate(), Some(0.375));
    assert_eq!(Measure::of(&[]).fill_rate(), None);
}

#[test]
fn who_was_told_out_of_turn() {
    let requests: Vec<Request> = (1..=3).map(|n| request(n, n as i64, 1, None)).collect();
    let asked: Vec<&Request> = requests.iter().collect();
    let pair = |a, b| (id::<RequestId>(a), id::<RequestId>(b));
    for (told, pairs) in [
        (&[(1, 10, false), (2, 11, false), (3, 12, false)][..], vec![]),
        (&[(3, 10, false), (2, 11, false), (1, 12, false)], vec![pair(1, 2), pair(1, 3), pair(2, 3)]),
        (&[(2, 10, false), (1, 11, false), (3, 12, false)], vec![pair(1, 2)]),
        // The first time counts; at the same instant nobody is before the other.
        (&[(1, 10, false), (2, 11, false), (1, 12, false)], vec![]),
        (&[(2, 10, false), (1, 10, false)], vec![]),
        // What was taken back was not told; who was not told at all is in no pair.
        (&[(2, 10, true), (1, 11, false), (2, 12, false)], vec![]),
        (&[(3, 10, false)], vec![]),
    ] {
        assert_eq!(inversions(&asked, &dealing(told, &[])), pairs, "{told:?}");
    }
    // Each arrival by itself: to be told of another one later is no wrong.
    let each = [dealing(&[(2, 10, false)], &[]), dealing(&[(1, 11, false)], &[])];
    assert_eq!(measure(&requests, &each).inversions, 0);
    let of_two = [dealing(&[(2, 10, false), (1, 11, false)], &[]), dealing(&[(3, 10, false), (1, 11, false)], &[])];
    let overtaken: Vec<u32> = became(&requests, &of_two).iter().map(|it| it.overtaken).collect();
    assert_eq!(overtaken, [2, 0, 0]);
}

fn telling_times() -> impl Strategy<Value = Vec<(i64, i64, bool)>> {
    // Asked at, told at, taken back.
    prop::collection::vec((0_i64..6, 0_i64..8, prop::bool::weighted(0.2)), 0..9)
}

proptest! {
    #[test]
    fn inversions_are_all_pairs_out_of_order(asked_told in telling_times()) {
        let requests: Vec<Request> =
            (1..).zip(&asked_told).map(|(n, (asked, ..))| request(n, *asked, 1, None)).collect();
        let told: Vec<_> = (1..).zip(&asked_told).map(|(n, (_, told, back))| (n, *told, *back)).collect();
        let asked: Vec<&Request> = requests.iter().collect();
        let dealing = dealing(&told, &[]);
        let mut found = inversions(&asked, &dealing);
        found.sort_unstable();
        let mut all = Vec::new();
        for (a, (asked_a, told_a, back_a)) in (1..).zip(&asked_told) {
            for (b, (asked_b, told_b, back_b)) in (1..).zip(&asked_told) {
                let before = (asked_a, a) < (asked_b, b);
                if before && !back_a && !back_b && told_b < told_a {
                    all.push((id::<RequestId>(a), id::<RequestId>(b)));
                }
            }
        }
        all.sort_unstable();
        prop_assert_eq!(&found, &all);
        // The order in which the records come changes nothing.
        let backwards: Vec<&Request> = asked.iter().rev().copied().collect();
        let mut turned = inversions(&backwards, &dealing);
        turned.sort_unstable();
        prop_assert_eq!(&turned, &found);
        let overtaken: u32 = cases(&asked, &[&dealing], today()).iter().map(|it| it.overtaken).sum();
        prop_assert_eq!(overtaken as usize, found.len());
    }

    #[test]
    fn told_in_order_of_asking_nobody_is_overtaken_and_told_backwards_everybody_is(waits in 1_i64..9) {
        let count = usize::try_from(waits).unwrap();
        let requests: Vec<Request> = (1..=count).map(|n| request(n as u128, n as i64, 1, None)).collect();
        let in_order: Vec<_> = (1..=count).map(|n| (n as u128, 20 + n as i64, false)).collect();
        let backwards: Vec<_> = (1..=count).map(|n| (n as u128, 40 - n as i64, false)).collect();
        prop_assert_eq!(measure(&requests, &[dealing(&in_order, &[])]).inversions, 0);
        let all = (count * (count - 1) / 2) as u64;
        prop_assert_eq!(measure(&requests, &[dealing(&backwards, &[])]).inversions, all);
    }
}
