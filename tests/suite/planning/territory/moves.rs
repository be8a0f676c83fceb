//! Moves: one by one from before to after, each with its effect.

use proptest::prelude::*;
use rounds::planning::territory::{Begin, Group, Groups, Reason, Rule, Seat};

use super::{account, all, in_strips, run, towns};

#[test]
fn applied_one_by_one_they_lead_from_before_to_after() {
    let mut shops = towns(200, 1);
    in_strips(&mut shops, 5);
    let found = run(&shops, &all(5), Rule { begin: Begin::Present, ..Rule::default() }, 400, 1).best;
    assert!(found.before.worst > 2_000 && found.after.worst <= 500);
    let mut seconds: Vec<u64> = found.before.territories.iter().map(|territory| territory.seconds).collect();
    for moved in &found.moves {
        let from = moved.from.unwrap();
        let work = shops[moved.account].seconds;
        assert_eq!(moved.giver, Some((seconds[from], seconds[from] - work)));
        assert_eq!(moved.taker, (seconds[moved.to], seconds[moved.to] + work));
        seconds[from] -= work;
        seconds[moved.to] += work;
    }
    assert_eq!(seconds, found.after.territories.iter().map(|territory| territory.seconds).collect::<Vec<_>>());
    // The first ones help most: from the fullest to the emptiest.
    let first = &found.moves[0];
    assert!(first.giver.unwrap().0 > found.mean && first.taker.0 < found.mean, "{first:?}");
}

#[test]
fn each_says_what_it_is_for() {
    let special = |group: u8| Seat { serves: Groups::of(&[Group(group)]) };
    // Ten in each of two towns, all of them with the first rep; one without a rep; one of a group the first does not serve.
    let mut shops: Vec<_> =
        (0..20).map(|nth| account(f64::from(nth / 10) * 20.0, f64::from(nth % 10) / 10.0, 20)).collect();
    for shop in &mut shops {
        shop.present = Some(0);
    }
    shops[3].present = None;
    shops.push(account(1.0, 0.0, 20));
    shops[20].group = Group(1);
    shops[20].present = Some(0);
    let seats = [special(0), special(0), special(1)];
    let found = run(&shops, &seats, Rule { tolerance: 10_000, stay: 100, ..Rule::default() }, 200, 1).best;
    let reason = |at: usize| found.moves.iter().find(|moved| moved.account == at).map(|moved| moved.reason);
    assert_eq!((reason(3), reason(20)), (Some(Reason::NoRep), Some(Reason::NotServed)));
    let kinds = |kind: Reason| found.moves.iter().filter(|moved| moved.reason == kind).count();
    assert_eq!(kinds(Reason::Nearer) + kinds(Reason::Relief), found.moves.len() - 2, "{:?}", found.moves);
    assert!(found.moves.iter().skip(2).all(|moved| moved.to == 1 && moved.from == Some(0)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// `check` carries the moves out one by one, and compares loads and metres.
    #[test]
    fn whatever_is_asked_the_split_is_one_and_its_moves_are_true(
        places in prop::collection::vec((-30.0_f64..30.0, -30.0_f64..30.0, 0_u64..300, 0_u8..3, 0_usize..7), 1..40),
        seats in prop::collection::vec(1_u64..8, 1..6),
        (keep, stay, tolerance) in (0_u32..=10_000, 0_u32..20_000, 0_u32..2_000),
        (from_present, seed) in (any::<bool>(), any::<u64>()),
    ) {
        let shops: Vec<_> = places.into_iter().enumerate().map(|(nth, (north, east, minutes, group, present))| {
            let mut shop = account(north, east, minutes);
            shop.group = Group(group);
            shop.present = (present < 6).then_some(present);
            shop.fixed = nth % 9 == 0;
            shop.place = shop.place.filter(|_| nth % 11 != 10);
            shop
        }).collect();
        let seats: Vec<Seat> = seats.into_iter().map(|groups| Seat { serves: Groups(groups) }).collect();
        let begin = if from_present { Begin::Present } else { Begin::Afresh };
        let keep = if keep < 5_000 { 0 } else { keep };
        run(&shops, &seats, Rule { tolerance, begin, keep, stay }, 230, seed);
    }
}
