//! Steps of stock that are taken back or put in force again by one of two people, and decisions that go against what was asked, on every
//! store.

use rounds::domain::allotment::Rule;
use rounds::domain::change::Change;
use rounds::domain::rules::StockRefusal;
use rounds::domain::stock::{Amount, Answer, End, Request};
use rounds::store::Viewer;

use super::on_every_store;
use super::stock::{allot, arrive, ask, by_hand, fulfil, ground, refused, request_of, respond, tell, wish};
use super::world::World;

on_every_store!(
    what_filled_a_request_is_not_taken_back_under_it,
    nothing_is_handed_over_again_out_of_what_is_closed_or_for_what_is_over,
    a_decision_is_not_put_in_force_again_once_its_arrival_is_closed,
    an_answer_is_undone_though_it_was_decided_between_telling_and_answer,
    all_or_nothing_is_not_cut_down_to_a_part,
    goods_whose_hold_lapsed_are_left_over,
    a_request_lowered_to_what_was_handed_over_is_over,
);

fn what_filled_a_request_is_not_taken_back_under_it(world: &mut World) {
    let ground = ground(world);
    let (sun, mo) = (world.org.sun, world.org.mo);
    let a = ask(world, &ground, 0, 10);
    let first = arrive(world, &ground, 4);
    allot(world, first, Rule::FirstAsked).unwrap();
    fulfil(world, first, a, 4).unwrap();
    let handed = world.last;
    let second = arrive(world, &ground, 6);
    allot(world, second, Rule::FirstAsked).unwrap();
    let fulfilment = world.id();
    world.act(mo, vec![Change::Fulfil { fulfilment, arrival: second, request: a, quantity: 6 }]).unwrap();
    let rest = world.last;
    let ended = |world: &World| request_of(world, a, ground.shops[0]).ended.map(|ended| ended.how);
    assert_eq!(ended(world), Some(End::Fulfilled));
    // It is over because of both: the first is taken back only after the second.
    assert_eq!(refused(world.undo(sun, handed)), StockRefusal::RestedOn);
    world.undo(mo, rest).unwrap();
    assert_eq!(ended(world), None);
    world.redo(mo, rest).unwrap();
    assert_eq!(ended(world), Some(End::Fulfilled));
    world.undo(mo, rest).unwrap();
    world.undo(sun, handed).unwrap();
}

fn nothing_is_handed_over_again_out_of_what_is_closed_or_for_what_is_over(world: &mut World) {
    let ground = ground(world);
    let (sun, mo, li) = (world.org.sun, world.org.mo, world.org.li);
    let a = ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    fulfil(world, goods, a, 2).unwrap();
    let handed = world.last;
    world.undo(sun, handed).unwrap();
    world.act(mo, vec![Change::Close { arrival: goods }]).unwrap();
    let closed = world.last;
    assert_eq!(refused(world.redo(sun, handed)), StockRefusal::ArrivalClosed);
    world.undo(mo, closed).unwrap();
    world.act(li, vec![Change::Cancel { request: a, reason: String::new() }]).unwrap();
    let cancelled = world.last;
    assert_eq!(refused(world.redo(sun, handed)), StockRefusal::RequestOver);
    world.undo(li, cancelled).unwrap();
    world.redo(sun, handed).unwrap();
}

fn a_decision_is_not_put_in_force_again_once_its_arrival_is_closed(world: &mut World) {
    let ground = ground(world);
    let (sun, mo) = (world.org.sun, world.org.mo);
    ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let decided = world.last;
    world.undo(sun, decided).unwrap();
    world.act(mo, vec![Change::Close { arrival: goods }]).unwrap();
    assert_eq!(refused(world.redo(sun, decided)), StockRefusal::ArrivalClosed);
}

fn an_answer_is_undone_though_it_was_decided_between_telling_and_answer(world: &mut World) {
    let ground = ground(world);
    let sun = world.org.sun;
    let a = ask(world, &ground, 0, 5);
    for answer in [Answer::NotNow, Answer::NoMore, Answer::Takes(3), Answer::TakesAll] {
        let goods = arrive(world, &ground, 9);
        allot(world, goods, Rule::FirstAsked).unwrap();
        let telling = tell(world, goods, a, None).unwrap();
        // Somebody else asks, and what is left goes there: that knew nothing of the answer.
        let b = ask(world, &ground, 4, 4);
        allot(world, goods, Rule::FirstAsked).unwrap();
        respond(world, telling, answer).unwrap();
        let answered = world.last;
        world.undo(sun, answered).unwrap();
        // What is decided after the answer rests on it.
        world.redo(sun, answered).unwrap();
        ask(world, &ground, 1, 9);
        allot(world, goods, Rule::FirstAsked).unwrap();
        let last = world.last;
        assert_eq!(refused(world.undo(sun, answered)), StockRefusal::RestedOn, "{answer:?}");
        world.undo(sun, last).unwrap();
        world.undo(sun, answered).unwrap();
        world
            .act(sun, vec![Change::Close { arrival: goods }, Change::Cancel { request: b, reason: String::new() }])
            .unwrap();
    }
}

fn all_or_nothing_is_not_cut_down_to_a_part(world: &mut World) {
    let ground = ground(world);
    let mut whole = wish(world, &ground, 0, 5);
    whole.all_or_nothing = true;
    let (a, li) = (whole.id, whole.rep);
    world.act(li, vec![Change::Request(whole)]).unwrap();
    let goods = arrive(world, &ground, 9);
    allot(world, goods, Rule::FirstAsked).unwrap();
    assert_eq!(refused(by_hand(world, goods, &[(a, 3)], "")), StockRefusal::AllOrNothing);
    // Down to nothing, or to what the shop has already.
    fulfil(world, goods, a, 2).unwrap();
    assert_eq!(refused(by_hand(world, goods, &[(a, 3)], "")), StockRefusal::AllOrNothing);
    by_hand(world, goods, &[(a, 2)], "").unwrap();
    by_hand(world, goods, &[(a, 5)], "").unwrap();
}

fn goods_whose_hold_lapsed_are_left_over(world: &mut World) {
    let ground = ground(world);
    let a = ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 6);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let today = world.day;
    tell(world, goods, a, Some(today)).unwrap();
    let left = |world: &World| world.store.arrival(Viewer::System, goods, world.day).unwrap().unwrap().left;
    assert_eq!(left(world), 1);
    world.next_day();
    assert_eq!(left(world), 6, "the next in line may have it");
}

fn a_request_lowered_to_what_was_handed_over_is_over(world: &mut World) {
    let ground = ground(world);
    let li = world.org.li;
    let a = ask(world, &ground, 0, 10);
    let goods = arrive(world, &ground, 6);
    allot(world, goods, Rule::FirstAsked).unwrap();
    fulfil(world, goods, a, 6).unwrap();
    let before = request_of(world, a, ground.shops[0]);
    let less = Request { asked: Amount { count: 6, ..before.asked.clone() }, ..before.clone() };
    let change = Change::edit(&before.into(), &less.into()).unwrap().unwrap();
    world.act(li, vec![change]).unwrap();
    let lowered = world.last;
    let ended = |world: &World| request_of(world, a, ground.shops[0]).ended.map(|ended| ended.how);
    assert_eq!(ended(world), Some(End::Fulfilled));
    world.undo(li, lowered).unwrap();
    assert_eq!(ended(world), None);
    world.redo(li, lowered).unwrap();
    assert_eq!(ended(world), Some(End::Fulfilled));
}
