//! Routes: plan, reorder, move, skip, unplan.

use proptest::prelude::*;
use rounds::domain::change::Change;
use rounds::domain::record::Kind;
use rounds::domain::route::{RANK_STEP, rank_between};
use rounds::domain::rules::{Refusal, View as _};
use rounds::domain::touch::Report;

use super::super::day;
use super::{Records, TODAY, check_in, check_out, id, missing, shop_id, stop, stop_id};

const TOMORROW: &str = "2026-03-11";

fn plan(shop: u128, on: &str) -> Change {
    Change::Plan { stop: stop_id(shop, on), rep: id(2), day: day(on), account: shop_id(shop) }
}

fn reorder(shop: u128, after: Option<u128>) -> Change {
    Change::Reorder { stop: stop_id(shop, TODAY), after: after.map(|after| stop_id(after, TODAY)) }
}

#[test]
fn planning_appends_and_does_nothing_the_second_time() {
    let mut records = Records::shops();
    for shop in [3, 1, 2] {
        assert_eq!(records.make(&plan(shop, TODAY)), Ok(1));
    }
    assert_eq!(records.route(), "3 1 2");
    let again = Change::Plan { stop: id(8999), rep: id(2), day: day(TODAY), account: shop_id(1) };
    assert_eq!(records.make(&again), Ok(0));
    assert_eq!(records.make(&plan(9, TODAY)), Err(missing(Kind::Account, shop_id(9).0)));
}

#[test]
fn reordering_changes_one_stop() {
    let table = [
        (1, None, "1 2 3 4"),
        (3, None, "3 1 2 4"),
        (1, Some(2), "2 1 3 4"),
        (1, Some(4), "2 3 4 1"),
        (4, Some(1), "1 4 2 3"),
        (2, Some(1), "1 2 3 4"), // where it stands already
    ];
    for (shop, after, expected) in table {
        let mut records = Records::shops().with_route(&[1, 2, 3, 4]);
        assert_eq!(records.make(&reorder(shop, after)), Ok(1), "{shop} after {after:?}");
        assert_eq!(records.route(), expected, "{shop} after {after:?}");
    }
}

#[test]
fn a_route_is_numbered_again_when_there_is_no_room_between_neighbours() {
    let mut records = Records::shops();
    for (shop, rank) in [(1, 7), (2, 8), (3, 8), (4, 20)] {
        records.put(stop(shop, TODAY, rank));
    }
    assert_eq!(records.make(&reorder(4, Some(1))), Ok(4));
    assert_eq!(records.route(), "1 4 2 3");
    assert_eq!(records.make(&reorder(3, Some(1))), Ok(1), "now there is room");
    assert_eq!(records.route(), "1 3 4 2");
}

#[test]
fn reordering_behind_something_that_is_not_on_the_route_is_refused() {
    let mut records = Records::shops().with_route(&[1, 2]).with(stop(3, TOMORROW, 0));
    let behind = |after| Change::Reorder { stop: stop_id(1, TODAY), after: Some(after) };
    let elsewhere = stop_id(3, TOMORROW);
    assert_eq!(records.make(&behind(elsewhere)), Err(missing(Kind::Stop, elsewhere.0)));
    assert_eq!(records.make(&reorder(4, None)), Err(missing(Kind::Stop, stop_id(4, TODAY).0)));
}

#[test]
fn a_lock_is_put_on_and_taken_off_and_a_time_of_its_own_takes_its_place() {
    let mut records = Records::shops().with_route(&[1, 2]);
    let stop = |records: &Records| records.stops(id(2), day(TODAY)).unwrap()[0].clone();
    let lock = |locked| Change::Lock { stop: stop_id(1, TODAY), locked };
    let pin = |at: Option<&str>| Change::Pin { stop: stop_id(1, TODAY), at: at.map(|at| at.parse().unwrap()) };
    assert_eq!(records.make(&lock(true)), Ok(1));
    assert!(stop(&records).locked);
    // Moved by hand it is locked where it comes to stand; on another day it comes last and is free.
    records.make(&reorder(1, Some(2))).unwrap();
    records.make(&pin(None)).unwrap();
    assert!(records.stops(id(2), day(TODAY)).unwrap()[1].locked);
    records.make(&reorder(1, None)).unwrap();
    records.make(&pin(Some("10:30:00"))).unwrap();
    assert!(!stop(&records).locked && stop(&records).pinned.is_some());
    records.make(&lock(true)).unwrap();
    records.make(&lock(false)).unwrap();
    assert!(!stop(&records).locked && stop(&records).pinned.is_some());
    records.make(&lock(true)).unwrap();
    records.make(&Change::MoveTo { stop: stop_id(1, TODAY), day: day(TOMORROW) }).unwrap();
    assert!(!records.stops(id(2), day(TOMORROW)).unwrap()[0].locked);
    let nowhere = stop_id(3, TODAY);
    assert_eq!(records.make(&Change::Lock { stop: nowhere, locked: true }), Err(missing(Kind::Stop, nowhere.0)));
    records.make(&Change::Skip { stop: stop_id(2, TODAY), reason: String::new() }).unwrap();
    let closed = stop_id(2, TODAY);
    assert_eq!(records.make(&Change::Lock { stop: closed, locked: true }), Err(Refusal::StopClosed(closed)));
}

proptest! {
    #[test]
    fn any_moves_give_the_order_that_a_list_gives(moves in prop::collection::vec((1_u128..=5, 0_usize..5), 0..60)) {
        let mut records = Records::shops().with_route(&[1, 2, 3, 4, 5]);
        let mut list = vec![1_u128, 2, 3, 4, 5];
        for (shop, to) in moves {
            list.retain(|other| *other != shop);
            list.insert(to, shop);
            let after = to.checked_sub(1).map(|before| list[before]);
            records.make(&reorder(shop, after)).unwrap();
            let expected: Vec<String> = list.iter().map(ToString::to_string).collect();
            prop_assert_eq!(records.route(), expected.join(" "));
        }
    }

    #[test]
    fn a_rank_lies_between_or_there_is_no_room(a in any::<i64>(), b in any::<i64>()) {
        let (before, after) = (a.min(b), a.max(b));
        match rank_between(Some(before), Some(after)) {
            Some(rank) => prop_assert!(before < rank && rank < after),
            None => prop_assert!(after.abs_diff(before) < 2),
        }
        prop_assert!(rank_between(Some(a), None).is_none_or(|rank| rank > a));
        prop_assert!(rank_between(None, Some(a)).is_none_or(|rank| rank < a));
    }
}

#[test]
fn ranks_at_the_ends_of_a_route() {
    assert_eq!(rank_between(None, None), Some(0));
    assert_eq!(rank_between(Some(0), None), Some(RANK_STEP));
    assert_eq!(rank_between(None, Some(0)), Some(-RANK_STEP));
    assert_eq!(rank_between(Some(i64::MAX), None), None);
    assert_eq!(rank_between(None, Some(i64::MIN)), None);
}

#[test]
fn moving_appends_to_the_other_day_and_merges_with_the_same_shop_there() {
    let mut records = Records::shops().with_route(&[1, 2]).with(stop(2, TOMORROW, 0)).with(stop(3, TOMORROW, 5));
    let to_tomorrow = |shop| Change::MoveTo { stop: stop_id(shop, TODAY), day: day(TOMORROW) };
    records.make(&to_tomorrow(1)).unwrap();
    assert_eq!((records.route().as_str(), records.route_on(TOMORROW).as_str()), ("2", "2 3 1"));
    records.make(&to_tomorrow(2)).unwrap();
    assert_eq!((records.route().as_str(), records.route_on(TOMORROW).as_str()), ("", "2 3 1"));
}

#[test]
fn moving_to_the_same_day_changes_nothing() {
    let mut records = Records::shops().with_route(&[1, 2]);
    assert_eq!(records.make(&Change::MoveTo { stop: stop_id(1, TODAY), day: day(TODAY) }), Ok(0));
    assert_eq!(records.route(), "1 2");
}

#[test]
fn a_stop_that_is_done_or_skipped_stays_as_it_is() {
    let mut records = Records::shops().with_route(&[1, 2, 3]);
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_out(1, Report::default())).unwrap();
    records.make(&Change::Skip { stop: stop_id(2, TODAY), reason: "shut".to_owned() }).unwrap();
    assert_eq!(records.route(), "1✓ 2- 3");
    for stop in [stop_id(1, TODAY), stop_id(2, TODAY)] {
        let changes = [
            Change::Skip { stop, reason: String::new() },
            Change::MoveTo { stop, day: day(TOMORROW) },
            Change::Unplan { stop },
        ];
        for change in changes {
            assert_eq!(records.make(&change), Err(Refusal::StopClosed(stop)), "{change:?}");
        }
    }
    records.make(&Change::Unplan { stop: stop_id(3, TODAY) }).unwrap();
    assert_eq!(records.route(), "1✓ 2-");
    let gone = Change::Unplan { stop: stop_id(3, TODAY) };
    assert_eq!(records.make(&gone), Err(missing(Kind::Stop, stop_id(3, TODAY).0)));
}

#[test]
fn a_done_or_skipped_stop_elsewhere_does_not_swallow_one_that_moves_there() {
    let skipped = rounds::domain::route::Fate::Skipped { reason: String::new() };
    let there = rounds::domain::route::Stop { fate: skipped, ..stop(1, TOMORROW, 0) };
    let mut records = Records::shops().with_route(&[1]).with(there);
    records.make(&Change::MoveTo { stop: stop_id(1, TODAY), day: day(TOMORROW) }).unwrap();
    assert_eq!((records.route().as_str(), records.route_on(TOMORROW).as_str()), ("", "1- 1"));
}
