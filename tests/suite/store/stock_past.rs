//! What is told afterwards of an arrival and of a team's requests, on every store: all of it, to each without other people's shops.

use rounds::domain::allotment::Rule;
use rounds::domain::change::Change;
use rounds::domain::ids::AccountId;
use rounds::domain::people::Rep;
use rounds::domain::stock::{Answer, End};
use rounds::store::rows::Told;
use rounds::store::{Dealt, StoreError, Viewer};
use uuid::Uuid;

use super::on_every_store;
use super::stock::{allot, arrive, ask, by_hand, fulfil, ground, respond, tell};
use super::world::World;

on_every_store!(
    an_arrival_tells_every_decision_telling_and_handing_over,
    an_arrival_is_found_by_the_end_of_its_identity,
    a_team_remembers_what_it_was_asked_for,
);

fn dealt(world: &World, viewer: Viewer, arrival: rounds::domain::ids::ArrivalId) -> Option<Dealt> {
    world.store.dealt(viewer, arrival, world.day).unwrap()
}

fn an_arrival_tells_every_decision_telling_and_handing_over(world: &mut World) {
    let ground = ground(world);
    let [a, b, c] = [(0, 5), (4, 4), (1, 2)].map(|(shop, count)| ask(world, &ground, shop, count));
    let goods = arrive(world, &ground, 7);
    assert!(dealt(world, Viewer::System, goods).unwrap().decisions.is_empty());
    allot(world, goods, Rule::FirstAsked).unwrap();
    tell(world, goods, a, None).unwrap();
    let (sun, said) = (world.org.sun, world.last);
    world.undo(sun, said).unwrap();
    let telling = tell(world, goods, a, Some(world.day)).unwrap();
    tell(world, goods, b, None).unwrap();
    respond(world, telling, Answer::Takes(4)).unwrap();
    by_hand(world, goods, &[(b, 3)], "one more is there").unwrap();
    fulfil(world, goods, a, 4).unwrap();
    fulfil(world, goods, b, 3).unwrap();

    let all = dealt(world, Viewer::System, goods).unwrap();
    let decided: Vec<_> = all.decisions.iter().map(|it| (it.allotment.rule, it.allotment.reason.as_str())).collect();
    assert_eq!(decided, [(Rule::FirstAsked, ""), (Rule::ByHand, "one more is there")]);
    assert_eq!(all.decisions[1].allotment.follows, Some(all.decisions[0].allotment.id));
    let gets =
        |at: usize| all.decisions[at].allotment.lines.iter().map(|it| (it.request, it.quantity)).collect::<Vec<_>>();
    assert_eq!(gets(0), [(a, 5), (b, 2), (c, 0)]);
    assert!(gets(1).starts_with(&[(a, 4), (b, 3)]), "{:?}", gets(1));
    let sun_name = all.rep_name.clone();
    assert!(!sun_name.is_empty() && all.decisions.iter().all(|it| it.rep_name == sun_name));
    let told = |it: &Told| (it.telling.request, it.telling.withdrawn, it.telling.answer);
    assert_eq!(
        all.tellings.iter().map(told).collect::<Vec<_>>(),
        [(a, true, None), (a, false, Some(Answer::Takes(4))), (b, false, None)]
    );
    let handed: Vec<_> = all.fulfilments.iter().map(|it| (it.fulfilment.request, it.fulfilment.quantity)).collect();
    assert_eq!(handed, [(a, 4), (b, 3)]);
    let places: Vec<_> = all.requests.iter().map(|it| (it.standing.request.id, it.standing.position)).collect();
    assert_eq!(places, [(a, Some(1)), (b, Some(2)), (c, Some(3))]);

    // Wang knows the own shop alone, and what happened to all of them.
    let nobody = AccountId(Uuid::nil());
    let seen = dealt(world, world.viewer(world.org.wang), goods).unwrap();
    assert_eq!(seen.requests.iter().map(|it| it.shop.is_some()).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(seen.decisions, all.decisions);
    let whose = |it: &Told| (it.telling.account != nobody, it.rep_name.is_empty());
    assert_eq!(seen.tellings.iter().map(whose).collect::<Vec<_>>(), [(false, true), (false, true), (true, false)]);
    let whose: Vec<_> = seen.fulfilments.iter().map(|it| it.fulfilment.account != nobody).collect();
    assert_eq!(whose, [false, true]);
    assert_eq!(seen.fulfilments[0].fulfilment.quantity, 4);

    // One of another team is told nothing at all.
    let wang = world.store.reps(Viewer::System).unwrap().into_iter().find(|it| it.id == world.org.wang).unwrap();
    world.act(None, vec![Change::Set(Rep { team: None, ..wang }.into())]).unwrap();
    assert_eq!(dealt(world, world.viewer(world.org.wang), goods), None);
}

fn an_arrival_is_found_by_the_end_of_its_identity(world: &mut World) {
    let ground = ground(world);
    let [first, second] = [3, 4].map(|count| arrive(world, &ground, count));
    world.act(world.org.sun, vec![Change::Close { arrival: second }]).unwrap();
    let found = |world: &World, viewer, ending: &str| {
        let found = world.store.arrivals_ending(viewer, ending).unwrap();
        found.into_iter().map(|it| it.id).collect::<Vec<_>>()
    };
    let (li, wang) = (world.viewer(world.org.li), world.viewer(world.org.wang));
    for id in [first, second] {
        let whole = id.0.simple().to_string();
        for ending in [&whole[..], &whole[24..]] {
            assert_eq!(found(world, Viewer::System, ending), [id]);
            assert_eq!(found(world, li, ending), [id]);
        }
    }
    assert_eq!(found(world, Viewer::System, ""), [first, second]);
    assert!(found(world, Viewer::System, "0000000x").is_empty());
    assert!(found(world, Viewer::System, "%").is_empty());
    let rep = world.store.reps(Viewer::System).unwrap().into_iter().find(|it| it.id == world.org.wang).unwrap();
    world.act(None, vec![Change::Set(Rep { team: None, ..rep }.into())]).unwrap();
    assert!(found(world, wang, "").is_empty());
}

fn a_team_remembers_what_it_was_asked_for(world: &mut World) {
    let ground = ground(world);
    let [a, b, c] = [(0, 5), (4, 4), (1, 2)].map(|(shop, count)| ask(world, &ground, shop, count));
    let [goods, none] = [5, 9].map(|count| arrive(world, &ground, count));
    allot(world, goods, Rule::FirstAsked).unwrap();
    tell(world, goods, a, None).unwrap();
    fulfil(world, goods, a, 5).unwrap();
    let (wang, sun) = (world.org.wang, world.org.sun);
    world.act(wang, vec![Change::Cancel { request: b, reason: String::new() }]).unwrap();
    world.act(sun, vec![Change::Close { arrival: none }]).unwrap();

    let history = world.store.stock_history(world.viewer(wang), ground.team).unwrap();
    let ended = history.requests.iter().map(|it| {
        let request = &it.standing.request;
        (request.id, request.ended.as_ref().map(|it| it.how), it.shop.is_some(), it.standing.tier.is_some())
    });
    let tiered = |shop: usize| world.store.account(Viewer::System, ground.shops[shop]).unwrap().unwrap().tier.is_some();
    assert_eq!(
        ended.collect::<Vec<_>>(),
        [
            (a, Some(End::Fulfilled), false, tiered(0)),
            (b, Some(End::Cancelled), true, tiered(4)),
            (c, None, false, tiered(1))
        ]
    );
    assert_eq!(
        history.dealings.iter().map(|it| (it.arrival.id, it.arrival.closed)).collect::<Vec<_>>(),
        [(goods, false), (none, true)]
    );
    let nobody = AccountId(Uuid::nil());
    let dealing = &history.dealings[0];
    assert_eq!((dealing.tellings[0].request, dealing.tellings[0].account), (a, nobody));
    assert_eq!((dealing.fulfilments[0].quantity, dealing.fulfilments[0].account), (5, nobody));
    let elsewhere = world.store.stock_history(world.viewer(wang), None);
    assert_eq!(elsewhere, Err(StoreError::NotAllowed));
    assert!(world.store.stock_history(Viewer::System, None).unwrap().requests.is_empty());
}
