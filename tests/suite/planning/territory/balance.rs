//! Even workloads, strictly where that is possible and with the reason where it is not; short ways.

use rounds::planning::territory::{Begin, Group, Groups, Rule, Seat, Why};

use super::{account, all, in_strips, run, towns};

#[test]
fn workloads_are_within_the_tolerance_wherever_they_can_be() {
    for (many, seats, tolerance, seed) in [(120, 3, 500, 1), (250, 6, 500, 2), (300, 9, 500, 3), (400, 5, 100, 4)] {
        let rule = Rule { tolerance, ..Rule::default() };
        let found = run(&towns(many, seed), &all(seats), rule, 400, seed);
        assert!(found.best.after.worst <= tolerance, "{many} among {seats}: {}", found.best.after.worst);
        assert_eq!(found.notes, [], "{many} among {seats}");
    }
}

#[test]
fn territories_are_compact() {
    // Four towns of one size, far apart: one each.
    let corners = [(0.0, 0.0), (0.0, 30.0), (30.0, 0.0), (30.0, 30.0)];
    let shops = (0..200).map(|nth| {
        let (north, east) = corners[nth % 4];
        account(north + (nth / 4 % 7) as f64 / 7.0, east + (nth / 28) as f64 / 7.0, 20)
    });
    let found = run(&shops.collect::<Vec<_>>(), &all(4), Rule::default(), 200, 1);
    for territory in &found.best.after.territories {
        assert_eq!((territory.accounts, territory.deviation, territory.elsewhere), (50, 0, 0));
        assert!(territory.spread < 1_000, "{territory:?}");
    }
}

#[test]
fn one_account_too_large_for_anybody_is_said_and_the_rest_is_even() {
    let mut shops = towns(150, 5);
    shops[7].seconds = shops.iter().map(|shop| shop.seconds).sum::<u64>() / 2;
    let found = run(&shops, &all(5), Rule::default(), 300, 5);
    let heavy = found.best.seat[7].unwrap();
    let after = &found.best.after.territories;
    assert_eq!(after[heavy].accounts, 1, "nothing is added to it");
    assert!(found.notes.contains(&Why::Heavy { account: 7, seat: heavy, least: after[heavy].deviation }));
    for (seat, territory) in after.iter().enumerate().filter(|(seat, _)| *seat != heavy) {
        let least = found.notes.iter().find_map(|why| match why {
            Why::Leftover { seat: at, least } if *at == seat => Some(*least),
            _ => None,
        });
        assert!(least.is_some_and(|least| (territory.deviation - least).abs() <= 60), "{least:?} {territory:?}");
    }
}

#[test]
fn a_segment_goes_to_those_who_serve_it() {
    let mut shops = towns(240, 6);
    for shop in shops.iter_mut().step_by(3) {
        shop.group = Group(1);
    }
    let (ordinary, special) = (Seat { serves: Groups::of(&[Group(0)]) }, Seat { serves: Groups::of(&[Group(1)]) });
    let seats = [ordinary, ordinary, ordinary, special];
    let found = run(&shops, &seats, Rule::default(), 300, 6);
    // A third of the accounts is more than a quarter of the work.
    let after = &found.best.after.territories;
    assert_eq!(after[3].accounts, 80);
    let least = after[3].deviation;
    assert!(least > 500 && found.notes.contains(&Why::GroupLoad { seat: 3, least }), "{least} {:?}", found.notes);
    for territory in &after[..3] {
        assert!((territory.deviation - after[0].deviation).abs() <= 150, "{after:?}");
    }
    // One who may have both evens it out.
    let seats = [ordinary, ordinary, Seat { serves: Groups::ALL }, special];
    let found = run(&shops, &seats, Rule::default(), 400, 6);
    assert!(found.best.after.worst <= 500, "{:?}", found.notes);
}

#[test]
fn fixed_accounts_stay_and_too_many_of_them_are_said() {
    let mut shops = towns(200, 7);
    in_strips(&mut shops, 4);
    for shop in shops.iter_mut().filter(|shop| shop.present == Some(0)) {
        shop.fixed = true;
    }
    let found = run(&shops, &all(4), Rule::default(), 300, 7);
    let owned = |seat: usize| shops.iter().filter(|shop| shop.present == Some(seat)).count() as u32;
    let after = &found.best.after.territories;
    assert_eq!((after[0].accounts, after[0].deviation > 500), (owned(0), true));
    assert!(found.notes.contains(&Why::FixedLoad { seat: 0, least: after[0].deviation }), "{:?}", found.notes);
}

#[test]
fn more_metres_for_staying_move_fewer_accounts() {
    let mut shops = towns(250, 8);
    in_strips(&mut shops, 5);
    let moved = |stay: u32| {
        let rule = Rule { stay, begin: Begin::Present, ..Rule::default() };
        let found = run(&shops, &all(5), rule, 400, 8);
        assert!(found.best.after.worst <= 500);
        found.best.moves.len()
    };
    let (none, some, much) = (moved(0), moved(3_000), moved(500_000));
    assert!(none > some && some > much, "{none} {some} {much}");
}

#[test]
fn a_split_afresh_gives_reps_the_parts_where_their_accounts_are() {
    // The present is perfect, only the order of seats is unlike that in which parts are cut.
    let mut shops: Vec<_> =
        (0..120).map(|nth| account(f64::from(nth % 3) * 20.0, f64::from(nth / 3) / 40.0, 20)).collect();
    for (nth, shop) in shops.iter_mut().enumerate() {
        shop.present = Some([1, 2, 0][nth % 3]);
    }
    assert_eq!(run(&shops, &all(3), Rule::default(), 100, 1).best.moves, []);
}

#[test]
fn as_many_stay_as_asked() {
    let mut shops = towns(250, 9);
    in_strips(&mut shops, 5);
    let mut last = u32::MAX;
    for keep in [10_000, 9_000, 7_000, 4_000] {
        let found = run(&shops, &all(5), Rule { keep, ..Rule::default() }, 400, 9);
        let stay = shops.len() - found.best.moves.len();
        assert!(stay * 10_000 >= shops.len() * keep as usize, "{stay} of {}", shops.len());
        let worst = found.best.after.worst.max(500);
        assert!(worst <= last, "who may move more is not less even: {worst} after {last}");
        assert_eq!(found.best.after.worst > 500, found.notes.iter().any(|why| matches!(why, Why::Uneven { .. })));
        last = worst;
    }
    assert!(last <= 500, "{last}");
}

#[test]
fn a_present_far_from_even_is_evened_out_at_once_and_few_move() {
    // One of thirty has a third of everything, another nothing.
    let mut shops = towns(900, 10);
    in_strips(&mut shops, 30);
    for (nth, shop) in shops.iter_mut().enumerate() {
        if nth % 3 == 0 || shop.present == Some(7) {
            shop.present = Some(0);
        }
    }
    let rule = Rule { stay: 200_000, begin: Begin::Present, ..Rule::default() };
    let found = run(&shops, &all(30), rule, 150, 10);
    assert!(found.best.before.worst > 80_000, "{}", found.best.before.worst);
    assert!(found.best.after.worst <= 500, "{}", found.best.after.worst);
    assert_eq!(found.notes, []);
    // About what is too much with the first has to go, hardly anything twice.
    let has = found.best.before.territories[0].accounts as usize;
    let (least, moved) = (has - 2 * 900 / 30, found.best.moves.len());
    assert!((least..least * 3 / 2).contains(&moved), "{moved} of {has}");
}
