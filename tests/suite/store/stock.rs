//! Stock requests from asking to handing over, on every store.

use chrono::{DateTime, NaiveDate, Utc};
use rounds::domain::allotment::{Rule, Why};
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, ArrivalId, ProductId, RepId, RequestId, TeamId, TellingId};
use rounds::domain::people::{Rep, Role};
use rounds::domain::product::{Pack, Product};
use rounds::domain::record::{Kind, Record};
use rounds::domain::rules::{Refusal, StockRefusal};
use rounds::domain::stock::{Amount, Answer, Arrival, End, Means, Request, Telling};
use rounds::store::rows::Happening;
use rounds::store::{Applied, ArrivalRow, Result, StoreError, TeamStock, Viewer};

use super::on_every_store;
use super::world::World;

on_every_store!(
    the_queue_is_in_order_of_asking_and_its_places_are_dense,
    goods_come_short_and_go_to_the_next_in_line,
    nothing_is_decided_against_a_queue_that_changed,
    nobody_gives_out_more_than_came,
    shares_by_hand_keep_within_what_was_asked,
    what_was_told_is_changed_only_with_a_reason,
    each_step_is_undone_while_no_later_one_rests_on_it,
    a_telling_that_is_taken_back_stays_as_such,
    a_request_is_fulfilled_exactly_if_all_of_it_was_handed_over,
    a_hold_lapses_when_it_is_read,
    more_of_a_product_is_asked_for_at_the_end_of_the_queue,
    a_rep_sees_the_own_shops_and_everybodys_places,
    only_the_owner_of_an_arrival_and_leaders_allot_it,
    each_looks_at_the_stock_of_the_teams_they_may_ask_about,
    a_hand_over_keeps_the_place,
    a_merge_takes_the_requests_along,
    the_queue_of_a_team_is_that_of_its_reps_and_of_teams_under_it,
    an_account_tells_what_it_waits_for,
    a_timeline_tells_what_was_asked_told_and_handed_over,
    all_that_came_of_a_product_is_told_to_whom_it_is_for,
);

/// What a stock test needs beside the world: two reps of one team, its leader, a product, the shops of both.
pub struct Ground {
    pub product: ProductId,
    pub team: Option<TeamId>,
    pub shops: Vec<AccountId>,
}

/// Makes Wang a colleague of Li.
pub fn ground(world: &mut World) -> Ground {
    let reps = world.store.reps(Viewer::System).unwrap();
    let team = reps.iter().find(|rep| rep.id == world.org.li).unwrap().team;
    let wang = reps.into_iter().find(|rep| rep.id == world.org.wang).unwrap();
    let product = Product {
        id: world.id(),
        code: "yx".to_owned(),
        name: "玉溪(软)".to_owned(),
        aliases: Vec::new(),
        unit: "盒".to_owned(),
        packs: vec![Pack { name: "条".to_owned(), factor: 10 }],
        retired: false,
    };
    let id = product.id;
    world.act(None, vec![Change::Set(Rep { team, ..wang }.into()), Change::Add(product.into())]).unwrap();
    Ground { product: id, team, shops: world.org.accounts.clone() }
}

/// A request as its rep would make it now.
pub fn wish(world: &mut World, ground: &Ground, shop: usize, count: u32) -> Request {
    Request {
        id: world.id(),
        account: ground.shops[shop],
        rep: if shop < 4 { world.org.li } else { world.org.wang },
        product: ground.product,
        asked: Amount { count, unit: "盒".to_owned(), factor: 1 },
        contact: None,
        until: None,
        all_or_nothing: false,
        outside: false,
        note: String::new(),
        at: world.now,
        day: world.day,
        ended: None,
    }
}

pub fn ask(world: &mut World, ground: &Ground, shop: usize, count: u32) -> RequestId {
    let request = wish(world, ground, shop, count);
    let (id, rep) = (request.id, request.rep);
    world.act(rep, vec![Change::Request(request)]).unwrap();
    id
}

pub fn arrival(world: &mut World, ground: &Ground, rep: RepId, count: u32) -> Arrival {
    Arrival {
        id: world.id(),
        product: ground.product,
        team: ground.team,
        rep,
        amount: Amount { count, unit: "盒".to_owned(), factor: 1 },
        note: String::new(),
        at: world.now,
        day: world.day,
        closed: false,
    }
}

pub fn arrive(world: &mut World, ground: &Ground, count: u32) -> ArrivalId {
    let sun = world.org.sun;
    let arrival = arrival(world, ground, sun, count);
    let id = arrival.id;
    world.act(sun, vec![Change::Arrive(arrival)]).unwrap();
    id
}

fn row(world: &World, arrival: ArrivalId) -> ArrivalRow {
    world.store.arrival(Viewer::System, arrival, world.day).unwrap().unwrap()
}

/// What a rule proposes now, as it would be sent.
fn proposed(world: &World, arrival: ArrivalId, rule: Rule) -> Vec<(RequestId, u32)> {
    let all = world.store.proposals(Viewer::System, arrival, &[], world.day).unwrap();
    let lines = all.into_iter().find(|(it, _)| *it == rule).unwrap().1;
    lines.into_iter().filter(|line| line.quantity > 0).map(|line| (line.request, line.quantity)).collect()
}

fn decision(world: &mut World, arrival: ArrivalId, rule: Rule, shares: Vec<(RequestId, u32)>, reason: &str) -> Change {
    let follows = row(world, arrival).allotment.map(|it| it.id);
    Change::Allot { allotment: world.id(), arrival, follows, rule, shares, reason: reason.to_owned() }
}

pub fn allot(world: &mut World, arrival: ArrivalId, rule: Rule) -> Result<Applied> {
    let shares = proposed(world, arrival, rule);
    let change = decision(world, arrival, rule, shares, "");
    let sun = world.org.sun;
    world.act(sun, vec![change])
}

pub fn by_hand(world: &mut World, arrival: ArrivalId, shares: &[(RequestId, u32)], reason: &str) -> Result<Applied> {
    let change = decision(world, arrival, Rule::ByHand, shares.to_vec(), reason);
    let sun = world.org.sun;
    world.act(sun, vec![change])
}

pub fn tell(world: &mut World, arrival: ArrivalId, request: RequestId, until: Option<NaiveDate>) -> Result<TellingId> {
    let (telling, sun) = (world.id(), world.org.sun);
    let how = Means::Phone;
    let change = Change::Tell { telling, arrival, request, how, contact: None, held_until: until, note: String::new() };
    world.act(sun, vec![change]).map(|_| telling)
}

pub fn respond(world: &mut World, telling: TellingId, answer: Answer) -> Result<Applied> {
    let sun = world.org.sun;
    world.act(sun, vec![Change::Respond { telling, answer }])
}

pub fn fulfil(world: &mut World, arrival: ArrivalId, request: RequestId, quantity: u32) -> Result<Applied> {
    let (fulfilment, sun) = (world.id(), world.org.sun);
    world.act(sun, vec![Change::Fulfil { fulfilment, arrival, request, quantity }])
}

/// Places and what is open, in order of asking: "1:5 -:3".
fn queue(world: &World, ground: &Ground) -> String {
    let stock = world.store.stock(Viewer::System, ground.team, world.day).unwrap();
    let said = |it: &rounds::store::QueueRow| {
        let place = it.standing.position.map_or_else(|| "-".to_owned(), |at| at.to_string());
        format!("{place}:{}", it.standing.open)
    };
    stock.queue.iter().map(said).collect::<Vec<_>>().join(" ")
}

/// What each on the call list is given and what is kept for it: "5/5 3/0".
fn calls(world: &World, arrival: ArrivalId) -> String {
    let said = |(_, share): &(_, rounds::domain::stock::Share)| format!("{}/{}", share.given, share.held);
    row(world, arrival).calls.iter().map(said).collect::<Vec<_>>().join(" ")
}

pub fn refused(answer: Result<impl std::fmt::Debug>) -> StockRefusal {
    match answer {
        Err(StoreError::Refused(Refusal::Stock(why))) => why,
        other => panic!("{other:?}"),
    }
}

pub fn request_of(world: &World, id: RequestId, account: AccountId) -> Request {
    let records = world.store.records_at(Viewer::System, &[account], Kind::Request).unwrap();
    let mut requests = records.into_iter().filter_map(|it| if let Record::Request(it) = it { Some(it) } else { None });
    requests.find(|it| it.id == id).unwrap()
}

fn the_queue_is_in_order_of_asking_and_its_places_are_dense(world: &mut World) {
    let ground = ground(world);
    let first = ask(world, &ground, 0, 5);
    let second = ask(world, &ground, 4, 3);
    ask(world, &ground, 1, 7);
    assert_eq!(queue(world, &ground), "1:5 2:3 3:7");
    // One that came in later and was asked earlier stands before.
    let mut late = wish(world, &ground, 2, 2);
    late.at = request_of(world, second, ground.shops[4]).at - chrono::Duration::seconds(1);
    let rep = late.rep;
    world.act(rep, vec![Change::Request(late)]).unwrap();
    assert_eq!(queue(world, &ground), "1:5 2:2 3:3 4:7");
    let li = world.org.li;
    world.act(li, vec![Change::Cancel { request: first, reason: "bought elsewhere".to_owned() }]).unwrap();
    assert_eq!(queue(world, &ground), "1:2 2:3 3:7");
    assert_eq!(
        refused(world.act(li, vec![Change::Cancel { request: first, reason: String::new() }])),
        StockRefusal::RequestOver
    );
    // Wanted until a day that is over: no place, and nobody is moved by it.
    let mut short = wish(world, &ground, 3, 1);
    short.until = Some(world.day);
    world.act(li, vec![Change::Request(short)]).unwrap();
    assert_eq!(queue(world, &ground), "1:2 2:3 3:7 4:1");
    world.next_day();
    assert_eq!(queue(world, &ground), "1:2 2:3 3:7 -:1");
    let mut bad = wish(world, &ground, 3, 1);
    bad.at += chrono::Duration::days(1);
    assert!(matches!(world.act(li, vec![Change::Request(bad)]), Err(StoreError::Refused(Refusal::InTheFuture(_)))));
    let none = wish(world, &ground, 3, 0);
    assert_eq!(refused(world.act(li, vec![Change::Request(none)])), StockRefusal::BadAmount);
}

fn goods_come_short_and_go_to_the_next_in_line(world: &mut World) {
    let ground = ground(world);
    let [a, b, c] = [(0, 5), (4, 4), (1, 6)].map(|(shop, count)| ask(world, &ground, shop, count));
    let goods = arrive(world, &ground, 10);
    // Before it is decided, the list is that of whoever first asked.
    assert_eq!(calls(world, goods), "5/5 4/4 1/1");
    assert_eq!(refused(fulfil(world, goods, a, 1)), StockRefusal::OverAllotted(1), "nothing is decided yet");
    allot(world, goods, Rule::FirstAsked).unwrap();
    assert_eq!(queue(world, &ground), "-:0 -:0 1:5");
    let tellings = [a, b, c].map(|request| tell(world, goods, request, None).unwrap());
    respond(world, tellings[0], Answer::TakesAll).unwrap();
    respond(world, tellings[1], Answer::NotNow).unwrap();
    // It keeps its place, and what it was given is there for others.
    assert_eq!(calls(world, goods), "5/5 4/0 1/1");
    assert_eq!(queue(world, &ground), "-:0 1:4 2:5");
    assert_eq!(row(world, goods).left, 4);
    // The next in line is proposed, not the one that passed.
    assert_eq!(proposed(world, goods, Rule::FirstAsked), [(a, 5), (c, 5)]);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let decided = row(world, goods).allotment.unwrap();
    let why: Vec<_> = decided.lines.iter().map(|line| (line.position, line.before, line.quantity, line.why)).collect();
    assert_eq!(why, [(None, 5, 5, Why::Kept), (Some(1), 4, 0, Why::Passed), (Some(2), 1, 5, Why::Rest)]);
    fulfil(world, goods, a, 3).unwrap();
    assert_eq!(refused(fulfil(world, goods, a, 3)), StockRefusal::OverAllotted(1));
    fulfil(world, goods, a, 2).unwrap();
    fulfil(world, goods, c, 5).unwrap();
    let ended = |world: &World, id, shop: usize| request_of(world, id, ground.shops[shop]).ended.map(|ended| ended.how);
    assert_eq!(ended(world, a, 0), Some(End::Fulfilled));
    assert_eq!(ended(world, c, 1), None, "one is still open");
    assert_eq!(queue(world, &ground), "1:4 2:1");
    // All of it is handed over: nobody waits for it any more.
    assert!(world.store.stock(Viewer::System, ground.team, world.day).unwrap().arrivals.is_empty());
    // The one that passed wants no more.
    let more = arrive(world, &ground, 2);
    allot(world, more, Rule::FirstAsked).unwrap();
    let telling = tell(world, more, b, None).unwrap();
    respond(world, telling, Answer::NoMore).unwrap();
    assert_eq!(ended(world, b, 4), Some(End::Passed));
    assert_eq!(queue(world, &ground), "1:1");
    assert_eq!(proposed(world, more, Rule::FirstAsked), [(c, 1)]);
}

fn nothing_is_decided_against_a_queue_that_changed(world: &mut World) {
    let ground = ground(world);
    let a = ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 4);
    let seen = proposed(world, goods, Rule::FirstAsked);
    let stale = decision(world, goods, Rule::FirstAsked, seen, "");
    let li = world.org.li;
    world.act(li, vec![Change::Cancel { request: a, reason: String::new() }]).unwrap();
    let sun = world.org.sun;
    assert_eq!(refused(world.act(sun, vec![stale])), StockRefusal::QueueChanged);
    ask(world, &ground, 1, 5);
    // Two decide at once: the second looks again.
    let shares = proposed(world, goods, Rule::FirstAsked);
    let [first, second] = [0, 1].map(|_| decision(world, goods, Rule::FirstAsked, shares.clone(), ""));
    world.act(sun, vec![first]).unwrap();
    let mo = world.org.mo;
    assert_eq!(refused(world.act(mo, vec![second])), StockRefusal::DecidedMeanwhile);
    // Shares that are not those of the rule are by hand or not at all.
    let other = decision(world, goods, Rule::FairShare, Vec::new(), "");
    assert_eq!(refused(world.act(sun, vec![other])), StockRefusal::QueueChanged);
}

fn nobody_gives_out_more_than_came(world: &mut World) {
    let ground = ground(world);
    let [a, b] = [(0, 5), (4, 4)].map(|(shop, count)| ask(world, &ground, shop, count));
    let goods = arrive(world, &ground, 6);
    assert_eq!(refused(by_hand(world, goods, &[(a, 5), (b, 2)], "")), StockRefusal::OverAllotted(1));
    by_hand(world, goods, &[(a, 5), (b, 1)], "").unwrap();
    // It came to less than was counted.
    let sun = world.org.sun;
    let counted = |world: &World, count| {
        let before = row(world, goods).arrival;
        let after = Arrival { amount: Amount { count, ..before.amount.clone() }, ..before.clone() };
        Change::edit(&before.into(), &after.into()).unwrap().unwrap()
    };
    let change = counted(world, 5);
    assert_eq!(refused(world.act(sun, vec![change])), StockRefusal::OverAllotted(1));
    let change = counted(world, 7);
    world.act(sun, vec![change]).unwrap();
    assert_eq!(row(world, goods).left, 1);
    // A second arrival does not give a request more than it asks for.
    let more = arrive(world, &ground, 9);
    assert_eq!(refused(by_hand(world, more, &[(a, 1)], "")), StockRefusal::MoreThanAsked);
    by_hand(world, more, &[(b, 3)], "").unwrap();
    // Less is asked for than was given already.
    let li = world.org.li;
    let before = request_of(world, a, ground.shops[0]);
    let less = Request { asked: Amount { count: 4, ..before.asked.clone() }, ..before.clone() };
    let change = Change::edit(&before.into(), &less.into()).unwrap().unwrap();
    assert_eq!(refused(world.act(li, vec![change])), StockRefusal::MoreThanAsked);
    world.act(sun, vec![Change::Close { arrival: more }]).unwrap();
    assert_eq!(queue(world, &ground), "-:0 1:3", "what was kept of a closed arrival is open again");
    assert_eq!(refused(tell(world, more, b, None)), StockRefusal::ArrivalClosed);
}

fn shares_by_hand_keep_within_what_was_asked(world: &mut World) {
    let ground = ground(world);
    let a = ask(world, &ground, 0, 5);
    let mut whole = wish(world, &ground, 4, 4);
    whole.all_or_nothing = true;
    let (b, wang) = (whole.id, whole.rep);
    world.act(wang, vec![Change::Request(whole)]).unwrap();
    let goods = arrive(world, &ground, 20);
    assert_eq!(refused(by_hand(world, goods, &[(a, 6)], "")), StockRefusal::MoreThanAsked);
    assert_eq!(refused(by_hand(world, goods, &[(b, 3)], "")), StockRefusal::AllOrNothing);
    let stranger = world.id();
    assert!(matches!(by_hand(world, goods, &[(stranger, 1)], ""), Err(StoreError::Refused(Refusal::Missing(_)))));
    by_hand(world, goods, &[(b, 4)], "").unwrap();
    assert_eq!(calls(world, goods), "4/4");
    by_hand(world, goods, &[(a, 2)], "").unwrap();
    assert_eq!(calls(world, goods), "2/2 4/4", "those that are not named keep what they have");
    // Records about stock are not written past the rules.
    let forged = row(world, goods).allotment.unwrap();
    let forged = rounds::domain::stock::Allotment { id: world.id(), ..forged };
    for change in [Change::Add(forged.clone().into()), Change::Set(forged.clone().into())] {
        assert_eq!(refused(world.act(None, vec![change])), StockRefusal::Fixed);
    }
    let key = Record::from(forged).key();
    assert_eq!(refused(world.act(None, vec![Change::Remove(key)])), StockRefusal::Fixed);
}

fn what_was_told_is_changed_only_with_a_reason(world: &mut World) {
    let ground = ground(world);
    let [a, b] = [(0, 5), (4, 5)].map(|(shop, count)| ask(world, &ground, shop, count));
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    by_hand(world, goods, &[(a, 4), (b, 1)], "").unwrap();
    let telling = tell(world, goods, a, None).unwrap();
    assert_eq!(refused(by_hand(world, goods, &[(a, 1), (b, 4)], " ")), StockRefusal::SayWhy);
    by_hand(world, goods, &[(a, 1), (b, 4)], "the opening was put off").unwrap();
    assert_eq!(row(world, goods).allotment.unwrap().reason, "the opening was put off");
    fulfil(world, goods, a, 1).unwrap();
    assert_eq!(refused(by_hand(world, goods, &[(a, 0)], "a mistake")), StockRefusal::HandedOver);
    // They said no, and are given something all the same: they are told anew.
    respond(world, telling, Answer::NotNow).unwrap();
    by_hand(world, goods, &[(a, 1), (b, 3)], "short").unwrap();
    by_hand(world, goods, &[(a, 2)], "").unwrap();
    assert_eq!(calls(world, goods), "2/2 3/3");
    assert!(row(world, goods).calls[0].1.told.is_none());
    tell(world, goods, a, None).unwrap();
}

fn each_step_is_undone_while_no_later_one_rests_on_it(world: &mut World) {
    let ground = ground(world);
    let sun = world.org.sun;
    let [a, b] = [(0, 5), (4, 4)].map(|(shop, count)| ask(world, &ground, shop, count));
    let asked = world.last;
    let goods = arrive(world, &ground, 6);
    let came = world.last;
    allot(world, goods, Rule::FirstAsked).unwrap();
    let decided = world.last;
    let in_use =
        |answer: Result<Applied>| assert!(matches!(answer, Err(StoreError::Refused(Refusal::InUse(_)))), "{answer:?}");
    in_use(world.undo(sun, came));
    in_use(world.undo(world.org.wang, asked));
    world.undo(sun, decided).unwrap();
    assert_eq!(queue(world, &ground), "1:5 2:4");
    world.redo(sun, decided).unwrap();
    assert_eq!(calls(world, goods), "5/5 1/1");
    // A later decision rests on the earlier one.
    by_hand(world, goods, &[(a, 2), (b, 4)], "").unwrap();
    let again = world.last;
    in_use(world.undo(sun, decided));
    world.undo(sun, again).unwrap();
    assert_eq!(calls(world, goods), "5/5 1/1");
    let telling = tell(world, goods, a, None).unwrap();
    let told = world.last;
    in_use(world.undo(sun, decided));
    respond(world, telling, Answer::Takes(3)).unwrap();
    let answered = world.last;
    assert!(matches!(world.undo(sun, told), Err(StoreError::ChangedSince { .. })));
    fulfil(world, goods, a, 3).unwrap();
    let handed = world.last;
    allot(world, goods, Rule::FirstAsked).unwrap();
    assert_eq!(calls(world, goods), "3/3 3/3");
    let last = world.last;
    assert_eq!(refused(world.undo(sun, answered)), StockRefusal::RestedOn);
    world.undo(sun, handed).unwrap();
    world.undo(sun, last).unwrap();
    world.undo(sun, answered).unwrap();
    assert_eq!(calls(world, goods), "5/5 1/1");
    // A request that is called off leaves its goods to others, and comes back only if they are still there.
    let li = world.org.li;
    world.act(li, vec![Change::Cancel { request: a, reason: String::new() }]).unwrap();
    let cancelled = world.last;
    assert_eq!(calls(world, goods), "5/0 1/1");
    by_hand(world, goods, &[(b, 4)], "").unwrap();
    world.undo(li, cancelled).unwrap();
    assert_eq!(calls(world, goods), "0/0 4/4", "the decision since gives it nothing");
}

fn a_telling_that_is_taken_back_stays_as_such(world: &mut World) {
    let ground = ground(world);
    let sun = world.org.sun;
    let a = ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let decided = world.last;
    let telling = tell(world, goods, a, None).unwrap();
    let told = world.last;
    world.undo(sun, told).unwrap();
    let there = |world: &World| -> Vec<Telling> {
        let records = world.store.records_at(Viewer::System, &ground.shops, Kind::Telling).unwrap();
        records.into_iter().filter_map(|it| if let Record::Telling(it) = it { Some(it) } else { None }).collect()
    };
    assert_eq!(there(world).iter().map(|it| (it.id, it.withdrawn)).collect::<Vec<_>>(), [(telling, true)]);
    assert!(row(world, goods).calls[0].1.told.is_none());
    assert!(
        matches!(world.undo(sun, decided), Err(StoreError::Refused(Refusal::InUse(_)))),
        "it was said all the same"
    );
    assert_eq!(refused(respond(world, telling, Answer::NotNow)), StockRefusal::NotTold);
    assert_eq!(refused(by_hand(world, goods, &[(a, 1)], "")), StockRefusal::SayWhy);
    world.redo(sun, told).unwrap();
    assert!(!there(world)[0].withdrawn);
    assert!(row(world, goods).calls[0].1.told.is_some());
    // Taken back again, and the arrival is closed: it cannot be put in force.
    world.undo(sun, told).unwrap();
    let mo = world.org.mo;
    world.act(mo, vec![Change::Close { arrival: goods }]).unwrap();
    assert_eq!(refused(world.redo(sun, told)), StockRefusal::ArrivalClosed);
}

fn a_request_is_fulfilled_exactly_if_all_of_it_was_handed_over(world: &mut World) {
    let ground = ground(world);
    let (li, sun) = (world.org.li, world.org.sun);
    let a = ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let how = |world: &World| request_of(world, a, ground.shops[0]).ended.map(|ended| ended.how);
    fulfil(world, goods, a, 3).unwrap();
    let first = world.last;
    fulfil(world, goods, a, 2).unwrap();
    let second = world.last;
    assert_eq!(how(world), Some(End::Fulfilled));
    assert_eq!(refused(world.undo(sun, first)), StockRefusal::RestedOn, "the end rests on it");
    world.undo(sun, second).unwrap();
    assert_eq!(how(world), None);
    // No more is wanted than was handed over: that is its end as well.
    let before = request_of(world, a, ground.shops[0]);
    let less = Request { asked: Amount { count: 3, ..before.asked.clone() }, ..before.clone() };
    world.act(li, vec![Change::edit(&before.into(), &less.into()).unwrap().unwrap()]).unwrap();
    let amended = world.last;
    assert_eq!(how(world), Some(End::Fulfilled));
    assert_eq!(refused(world.undo(sun, first)), StockRefusal::RestedOn);
    world.undo(li, amended).unwrap();
    assert_eq!(how(world), None);
    world.undo(sun, first).unwrap();
    // Nothing is handed over to a request that is over, also by putting it in force again.
    world.act(li, vec![Change::Cancel { request: a, reason: String::new() }]).unwrap();
    assert_eq!(refused(world.redo(sun, first)), StockRefusal::RequestOver);
}

fn a_hold_lapses_when_it_is_read(world: &mut World) {
    let ground = ground(world);
    let [a, b] = [(0, 5), (4, 4)].map(|(shop, count)| ask(world, &ground, shop, count));
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let until = Some(world.day);
    tell(world, goods, a, until).unwrap();
    assert_eq!(proposed(world, goods, Rule::FirstAsked), [(a, 5)]);
    world.next_day();
    assert_eq!(calls(world, goods), "5/5", "nothing is taken back by itself");
    assert_eq!(proposed(world, goods, Rule::FirstAsked), [(b, 4)], "the next in line is proposed");
    allot(world, goods, Rule::FirstAsked).unwrap();
    let why: Vec<Why> = row(world, goods).allotment.unwrap().lines.iter().map(|line| line.why).collect();
    assert_eq!(why, [Why::Lapsed, Why::Enough]);
    assert_eq!(queue(world, &ground), "1:5 -:0", "it keeps its place for the next goods");
    assert_eq!(proposed(world, goods, Rule::FirstAsked), [(b, 4)], "and is not asked again about these");
}

fn more_of_a_product_is_asked_for_at_the_end_of_the_queue(world: &mut World) {
    let ground = ground(world);
    let a = ask(world, &ground, 0, 5);
    ask(world, &ground, 4, 4);
    ask(world, &ground, 0, 2);
    assert_eq!(queue(world, &ground), "1:5 2:4 3:2");
    let li = world.org.li;
    let before = request_of(world, a, ground.shops[0]);
    let amend = |after: Request| Change::edit(&before.clone().into(), &after.into()).unwrap().unwrap();
    let asked = |count| Request { asked: Amount { count, ..before.asked.clone() }, ..before.clone() };
    assert_eq!(refused(world.act(li, vec![amend(asked(6))])), StockRefusal::AskAgain);
    world.act(li, vec![amend(asked(3))]).unwrap();
    assert_eq!(queue(world, &ground), "1:3 2:4 3:2");
    let lowered = world.last;
    world.undo(li, lowered).unwrap();
    assert_eq!(queue(world, &ground), "1:5 2:4 3:2");
    let earlier: DateTime<Utc> = before.at - chrono::Duration::days(1);
    assert_eq!(refused(world.act(li, vec![amend(Request { at: earlier, ..before.clone() })])), StockRefusal::Fixed);
}

fn a_rep_sees_the_own_shops_and_everybodys_places(world: &mut World) {
    let ground = ground(world);
    let mut named = wish(world, &ground, 4, 4);
    "for the wedding".clone_into(&mut named.note);
    let wang = named.rep;
    world.act(wang, vec![Change::Request(named)]).unwrap();
    ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 9);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let list: Vec<RequestId> = row(world, goods).calls.iter().map(|(it, _)| it.standing.request.id).collect();
    tell(world, goods, list[0], None).unwrap();
    let seen = |world: &World, rep: RepId| {
        let viewer = world.viewer(rep);
        (
            world.store.stock(viewer, ground.team, world.day).unwrap(),
            world.store.arrival(viewer, goods, world.day).unwrap().unwrap(),
        )
    };
    let (stock, goods_seen) = seen(world, world.org.li);
    let shops: Vec<bool> = stock.queue.iter().map(|it| it.shop.is_some()).collect();
    assert_eq!(shops, [false, true]);
    let told: Vec<_> = goods_seen.calls.iter().map(|(it, share)| (it.shop.is_some(), share.told.is_some())).collect();
    assert_eq!(told, [(false, true), (true, false)]);
    // Nothing in it tells whose it is.
    let text = format!("{stock:?}{goods_seen:?}");
    let id = |account: AccountId| account.0.to_string();
    assert!(!text.contains("wedding") && !text.contains(&id(ground.shops[4])) && text.contains(&id(ground.shops[0])));
    let (stock, _) = seen(world, world.org.sun);
    assert!(stock.queue.iter().all(|it| it.shop.is_some()), "the leader of both sees both");
    // Nobody looks into the queue of another team.
    let other: TeamId = world.id();
    let li = world.viewer(world.org.li);
    assert_eq!(world.store.stock(li, Some(other), world.day), Err(StoreError::NotAllowed));
    assert_eq!(world.store.stock(li, None, world.day), Err(StoreError::NotAllowed));
    assert!(world.store.stock(world.viewer(world.org.mo), None, world.day).unwrap().queue.is_empty());
}

fn only_the_owner_of_an_arrival_and_leaders_allot_it(world: &mut World) {
    let ground = ground(world);
    let (li, wang) = (world.org.li, world.org.wang);
    let a = ask(world, &ground, 0, 5);
    let b = ask(world, &ground, 4, 4);
    let own = arrival(world, &ground, li, 7);
    let goods = own.id;
    world.act(li, vec![Change::Arrive(own)]).unwrap();
    let not_allowed = |answer: Result<Applied>| assert_eq!(answer, Err(StoreError::NotAllowed));
    let change = decision(world, goods, Rule::ByHand, vec![(b, 4)], "");
    not_allowed(world.act(wang, vec![change.clone()]));
    not_allowed(world.act(wang, vec![Change::Close { arrival: goods }]));
    world.act(li, vec![change]).unwrap();
    let others = Arrival { team: None, ..arrival(world, &ground, li, 7) };
    not_allowed(world.act(li, vec![Change::Arrive(others)]));
    let others = arrival(world, &ground, wang, 7);
    not_allowed(world.act(li, vec![Change::Arrive(others)]));
    // Each tells the own shops, and hands over to them.
    let call = |world: &mut World, rep, request| {
        let (telling, how) = (world.id(), Means::Phone);
        let (contact, held_until, note) = (None, None, String::new());
        world.act(rep, vec![Change::Tell { telling, arrival: goods, request, how, contact, held_until, note }])
    };
    assert!(matches!(call(world, li, b), Err(StoreError::Refused(Refusal::NotYours(_)))));
    call(world, wang, b).unwrap();
    assert_eq!(refused(call(world, li, a)), StockRefusal::NotOnCallList);
    let fulfilment = world.id();
    world.act(wang, vec![Change::Fulfil { fulfilment, arrival: goods, request: b, quantity: 4 }]).unwrap();
    let by_leader = decision(world, goods, Rule::ByHand, vec![(a, 3)], "");
    let mo = world.org.mo;
    world.act(mo, vec![by_leader]).unwrap();
    // For somebody who works alone and belongs to no team, the queue is the own one.
    let alone = Rep { team: None, role: Role::Rep, ..world.store.reps(Viewer::System).unwrap().remove(0) };
    assert_eq!(alone.code, "li");
    world.act(None, vec![Change::Set(alone.into())]).unwrap();
    let goods = Arrival { team: None, ..arrival(world, &ground, li, 2) };
    world.act(li, vec![Change::Arrive(goods)]).unwrap();
    let stock = world.store.stock(world.viewer(li), None, world.day).unwrap();
    assert_eq!((stock.queue.len(), stock.arrivals.len()), (1, 1));
}

fn a_hand_over_keeps_the_place(world: &mut World) {
    let ground = ground(world);
    ask(world, &ground, 0, 5);
    ask(world, &ground, 4, 4);
    let (wang, mo) = (world.org.wang, world.org.mo);
    world.edit(mo, ground.shops[0], |account| account.rep = Some(wang)).unwrap();
    assert_eq!(queue(world, &ground), "1:5 2:4");
    let stock = world.store.stock(world.viewer(wang), ground.team, world.day).unwrap();
    assert!(stock.queue.iter().all(|it| it.shop.as_ref().is_some_and(|shop| shop.rep == Some(wang))));
    // Nobody's: it counts with the rep who wrote it down.
    world.edit(mo, ground.shops[0], |account| account.rep = None).unwrap();
    assert_eq!(queue(world, &ground), "1:5 2:4");
}

fn a_merge_takes_the_requests_along(world: &mut World) {
    let ground = ground(world);
    let a = ask(world, &ground, 0, 5);
    let goods = arrive(world, &ground, 5);
    allot(world, goods, Rule::FirstAsked).unwrap();
    tell(world, goods, a, None).unwrap();
    fulfil(world, goods, a, 2).unwrap();
    let (merge, mo) = (world.id(), world.org.mo);
    world.act(mo, vec![Change::Merge { merge, kept: ground.shops[1], gone: ground.shops[0] }]).unwrap();
    let at = |world: &World, shop: usize| {
        [Kind::Request, Kind::Telling, Kind::Fulfilment]
            .map(|kind| world.store.records_at(Viewer::System, &[ground.shops[shop]], kind).unwrap().len())
    };
    assert_eq!((at(world, 0), at(world, 1)), ([0; 3], [1; 3]));
    assert_eq!(calls(world, goods), "5/5");
    fulfil(world, goods, a, 3).unwrap();
    world.act(mo, vec![Change::Unmerge { merge }]).unwrap();
    assert_eq!((at(world, 0), at(world, 1)), ([1, 1, 1], [0, 0, 1]), "what was handed over since stays where it was");
}

fn the_queue_of_a_team_is_that_of_its_reps_and_of_teams_under_it(world: &mut World) {
    let mut ground = ground(world);
    ask(world, &ground, 0, 5);
    let below = ground.team;
    let top = world.store.reps(Viewer::System).unwrap().into_iter().find(|rep| rep.id == world.org.sun).unwrap().team;
    assert_ne!(below, top);
    ground.team = top;
    assert_eq!(queue(world, &ground), "1:5");
    let goods = arrive(world, &ground, 3);
    let waits = |world: &World, viewer, team| world.store.stock(viewer, team, world.day).map(|it| it.arrivals.len());
    assert_eq!(waits(world, Viewer::System, top), Ok(1));
    assert_eq!(waits(world, world.viewer(world.org.li), below), Ok(1), "goods of the team above are theirs too");
    allot(world, goods, Rule::FirstAsked).unwrap();
    ground.team = below;
    assert_eq!(queue(world, &ground), "1:2");
    assert_eq!(waits(world, Viewer::System, None), Ok(0));
    // Who leads the team above sees what came for the one below.
    arrive(world, &ground, 4);
    assert_eq!(waits(world, world.viewer(world.org.sun), top), Ok(2));
    assert_eq!(waits(world, world.viewer(world.org.li), below), Ok(2));
}

fn each_looks_at_the_stock_of_the_teams_they_may_ask_about(world: &mut World) {
    let ground = ground(world);
    ask(world, &ground, 0, 5);
    arrive(world, &ground, 3);
    let below = ground.team.expect("a team");
    let teams = |world: &World, rep| {
        let teams = world.store.stock_teams(world.viewer(rep)).unwrap();
        let line = |it: TeamStock| (it.team.map(|team| team.id), it.products, it.arrivals);
        teams.into_iter().map(line).collect::<Vec<_>>()
    };
    let (li, sun, mo) = (world.org.li, world.org.sun, world.org.mo);
    assert_eq!(teams(world, li), [(Some(below), 1, 1)], "a rep at the own");
    let all = teams(world, mo);
    assert_eq!(all.last(), Some(&(None, 0, 0)), "a manager at all of them, and at reps in none");
    assert_eq!(teams(world, sun), all[..2], "a supervisor at the own and those under it");
    let busy: Vec<_> = all.iter().filter(|it| it.1 == 1 && it.2 == 1).collect();
    assert!(all.len() == 4 && busy.len() == 2, "the team and the one above: {all:?}");
    assert!(world.store.stock(world.viewer(mo), Some(below), world.day).unwrap().team.is_some_and(|it| it.id == below));
}

fn an_account_tells_what_it_waits_for(world: &mut World) {
    let ground = ground(world);
    let flags = |world: &World| {
        let row = world.row(ground.shops[0]);
        (row.requests, row.goods)
    };
    assert_eq!(flags(world), (0, false));
    let a = ask(world, &ground, 0, 5);
    assert_eq!(flags(world), (1, false));
    ask(world, &ground, 0, 1);
    let goods = arrive(world, &ground, 3);
    assert_eq!(flags(world), (2, true), "before it is decided: those that first asked");
    let standings = world.store.brief(Viewer::System, ground.shops[0]).unwrap().unwrap().requests;
    let said: Vec<_> = standings.iter().map(|it| (it.standing.position, it.standing.open, it.goods)).collect();
    assert_eq!(said, [(Some(1), 5, true), (Some(2), 1, false)]);
    assert_eq!((standings[0].product.as_str(), standings[0].unit.as_str()), ("玉溪(软)", "盒"));
    allot(world, goods, Rule::FirstAsked).unwrap();
    let telling = tell(world, goods, a, None).unwrap();
    assert_eq!(flags(world), (2, true));
    respond(world, telling, Answer::NotNow).unwrap();
    assert_eq!(flags(world), (2, false));
    let sun = world.org.sun;
    let answered = world.last;
    world.undo(sun, answered).unwrap();
    fulfil(world, goods, a, 3).unwrap();
    assert_eq!(flags(world), (2, false), "nothing is left for it");
}

fn a_timeline_tells_what_was_asked_told_and_handed_over(world: &mut World) {
    let ground = ground(world);
    let a = ask(world, &ground, 0, 5);
    let b = ask(world, &ground, 0, 2);
    ask(world, &ground, 4, 9);
    let goods = arrive(world, &ground, 4);
    allot(world, goods, Rule::FirstAsked).unwrap();
    let first = tell(world, goods, a, Some(world.day)).unwrap();
    let told = world.last;
    let sun = world.org.sun;
    world.undo(sun, told).unwrap();
    world.redo(sun, told).unwrap();
    respond(world, first, Answer::Takes(4)).unwrap();
    fulfil(world, goods, a, 3).unwrap();
    let li = world.org.li;
    world.act(li, vec![Change::Cancel { request: a, reason: "moved".to_owned() }]).unwrap();

    let said = |world: &World, viewer, shop: usize| -> Vec<String> {
        let page = world.store.timeline(viewer, ground.shops[shop], None, 9).unwrap();
        let cursors: Vec<_> = page.items.iter().map(|entry| entry.cursor).collect();
        assert!(cursors.is_sorted_by(|a, b| a > b), "{cursors:?}");
        let said = page.items.into_iter().map(|entry| match entry.what {
            Happening::Request { request, goods, fulfilled } => {
                assert_eq!(entry.cursor.id, request.id.0);
                let how = request.ended.map(|ended| (ended.how, ended.reason));
                format!("{} asks {} {} {how:?} {fulfilled}", entry.rep_name, request.asked.quantity(), goods.product)
            }
            Happening::Telling { telling, goods } => {
                format!("{} tells {} {} {:?}", entry.rep_name, goods.product, telling.withdrawn, telling.answer)
            }
            Happening::Fulfilment { fulfilment, goods } => {
                format!("{} gives {} {} {}", entry.rep_name, fulfilment.quantity, goods.unit, goods.product)
            }
            other => panic!("{other:?}"),
        });
        said.collect()
    };
    let name = world.store.reps(Viewer::System).unwrap().into_iter().find(|rep| rep.id == sun).unwrap().name;
    let whole = [
        format!("{name} gives 3 盒 玉溪(软)"),
        format!("{name} tells 玉溪(软) false Some(Takes(4))"),
        "李雷 asks 2 玉溪(软) None 0".to_owned(),
        "李雷 asks 5 玉溪(软) Some((Cancelled, \"moved\")) 3".to_owned(),
    ];
    assert_eq!(said(world, Viewer::System, 0), whole);
    assert_eq!(said(world, world.viewer(li), 0), whole);
    assert_eq!(said(world, world.viewer(li), 4), [""; 0], "a colleague's shop");
    // Page by page it is the same.
    let (mut pieces, mut before) = (0, None);
    loop {
        let page = world.store.timeline(Viewer::System, ground.shops[0], before, 1).unwrap();
        pieces += page.items.len();
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(pieces, 4);
    // What it is called now, and a telling that was taken back.
    let mut product = world.store.products().unwrap().remove(0);
    "玉溪(硬)".clone_into(&mut product.name);
    world.act(sun, vec![Change::Set(product.into())]).unwrap();
    let again = arrive(world, &ground, 2);
    allot(world, again, Rule::FirstAsked).unwrap();
    tell(world, again, b, None).unwrap();
    let told = world.last;
    world.undo(sun, told).unwrap();
    assert_eq!(said(world, Viewer::System, 0)[0], format!("{name} tells 玉溪(硬) true None"));
}

fn all_that_came_of_a_product_is_told_to_whom_it_is_for(world: &mut World) {
    let ground = ground(world);
    let first = arrive(world, &ground, 4);
    let sun = world.org.sun;
    world.act(sun, vec![Change::Close { arrival: first }]).unwrap();
    let second = arrive(world, &ground, 5);
    let elsewhere = Arrival { team: None, ..arrival(world, &ground, sun, 6) };
    let third = elsewhere.id;
    world.act(None, vec![Change::Arrive(elsewhere)]).unwrap();
    let told = |world: &World, viewer| -> Vec<ArrivalId> {
        world.store.arrivals(viewer, ground.product).unwrap().into_iter().map(|it| it.id).collect()
    };
    assert_eq!(told(world, Viewer::System), [first, second, third], "also what is closed");
    assert_eq!(told(world, world.viewer(world.org.mo)), [first, second, third]);
    for rep in [world.org.li, world.org.wang] {
        assert_eq!(told(world, world.viewer(rep)), [first, second]);
    }
    assert_eq!(world.store.arrivals(Viewer::System, ProductId(uuid::Uuid::nil())), Ok(Vec::new()));
}
