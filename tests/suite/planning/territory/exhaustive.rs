//! Small cases against every split there is.

use proptest::prelude::*;
use rounds::planning::limits::Stopped;
use rounds::planning::territory::{Account, Rule, Split};

use super::{account, all, run};

/// What is outside the tolerance in 1/10,000 of a second × seats, and the cost, with each territory's best centre.
fn worth(shops: &[Account], seat: &[usize], seats: usize, rule: Rule, split: &Split) -> (i64, i64) {
    let total: i64 = shops.iter().map(|shop| shop.seconds as i64).sum();
    let width = i64::from(rule.tolerance);
    let n = seats as i64;
    let (least, most) =
        ((total * (10_000 - width) + n * 10_000 - 1) / (n * 10_000), total * (10_000 + width) / (n * 10_000));
    let metres = |a: usize, b: usize| {
        let ([ax, ay], [bx, by]) = (split.plane[a].unwrap(), split.plane[b].unwrap());
        f64::from(ax - bx).hypot(f64::from(ay - by)).round() as i64
    };
    let (mut outside, mut cost) = (0, 0);
    for at in 0..seats {
        let mine: Vec<usize> = (0..shops.len()).filter(|shop| seat[*shop] == at).collect();
        let load: i64 = mine.iter().map(|shop| shops[*shop].seconds as i64).sum();
        outside += (least - load).max(load - most).max(0);
        let ways = |centre: &usize| mine.iter().map(|shop| shops[*shop].seconds as i64 * metres(*shop, *centre)).sum();
        cost += mine.iter().map(ways).min().unwrap_or(0_i64);
    }
    (outside, cost)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_best_of_a_few_accounts_is_found_and_said_to_be(
        places in prop::collection::vec((-9.0_f64..9.0, -9.0_f64..9.0, 40_u64..70), 5..9),
        seats in 2_usize..4,
        tolerance in 0_u32..3_000,
    ) {
        let shops: Vec<_> = places.into_iter().map(|(north, east, minutes)| account(north, east, minutes)).collect();
        let rule = Rule { tolerance, ..Rule::default() };
        let found = run(&shops, &all(seats), rule, 100, 1);
        prop_assert_eq!(found.stopped, Stopped::Proven);
        let given: Vec<usize> = found.best.seat.iter().map(|seat| seat.unwrap()).collect();
        let ours = worth(&shops, &given, seats, rule, &found.best);
        prop_assert_eq!(ours.1, found.cost);
        let mut every = vec![0; shops.len()];
        for number in 0..seats.pow(shops.len() as u32) {
            for (nth, seat) in every.iter_mut().enumerate() {
                *seat = number / seats.pow(nth as u32) % seats;
            }
            prop_assert!(worth(&shops, &every, seats, rule, &found.best) >= ours, "{:?} beats {:?}", every, given);
        }
    }
}
