//! What each change does to visits, routes, matters and pauses, on every store.

use rounds::domain::account::Pause;
use rounds::domain::change::Change;
use rounds::domain::content::{Content, Counted, Display, DisplayPoint, Need, NoOrder, Order};
use rounds::domain::day::Span;
use rounds::domain::ids::{AppointmentId, MatterId, ProductId, StopId};
use rounds::domain::matter::{Appointment, MatterKind, Outcome};
use rounds::domain::product::Product;
use rounds::domain::record::{Key, Kind};
use rounds::domain::route::Fate;
use rounds::domain::rules::Refusal;
use rounds::domain::stock::Amount;
use rounds::domain::touch::{NewMatter, Report, TouchKind};
use rounds::store::rows::Happening;
use rounds::store::{StoreError, Viewer};

use super::on_every_store;
use super::world::{World, note};

on_every_store! {
    a_visit_does_its_stop,
    every_section_of_a_visit_is_kept,
    the_touches_of_a_day_are_told_to_whom_they_concern,
    a_mistaken_check_in_leaves_no_trace,
    a_late_visit_stands_on_its_own_day,
    attempts_and_calls_reset_no_clock,
    a_route_is_planned_and_rearranged,
    matters_and_appointments_are_settled,
    a_pause_begins_and_ends,
}

fn a_visit_does_its_stop(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let touch = world.check_in(li, account).unwrap();
    assert!(matches!(world.check_in(li, account), Err(StoreError::Refused(Refusal::AlreadyVisiting(_)))));
    let viewer = world.viewer(li);
    let open = world.store.open_visits(viewer).unwrap();
    assert_eq!((open.len(), open[0].touch.id, open[0].name.as_str()), (1, touch, "店0"));
    assert_eq!(open[0].touch.window.map(|window| (window.min, window.max)), Some((3, 5)));
    let matter: MatterId = world.id();
    let mut report = note("聊了陈列");
    report.raised =
        vec![NewMatter { id: matter, kind: MatterKind::Promise, text: "海报".to_owned(), due: Some(day) }];
    world.check_out(li, touch, report).unwrap();
    assert_eq!(world.store.open_visits(viewer), Ok(Vec::new()));
    let route = world.store.route(viewer, li, day).unwrap();
    assert_eq!(route[0].stop.fate, Fate::Done { touch });
    assert!(route[0].stop.unplanned);
    let visit = route[0].visit.unwrap();
    assert!(visit.start < visit.end && !visit.attempted);
    let brief = world.store.brief(viewer, account).unwrap().unwrap();
    assert_eq!((brief.matters[0].id, brief.matters[0].touch), (matter, Some(touch)));

    let again = world.check_in(li, account).unwrap();
    let mut report = note("");
    report.answered = vec![matter];
    world.check_out(li, again, report).unwrap();
    assert_eq!(world.store.brief(viewer, account).unwrap().unwrap().matters, []);
    let late = world.check_out(li, again, note(""));
    assert_eq!(late, Err(Refusal::NotOpen(again).into()));
}

fn every_section_of_a_visit_is_kept(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let product: ProductId = world.id();
    let known = Product {
        id: product,
        code: "100".to_owned(),
        name: "玉溪(软)".to_owned(),
        aliases: Vec::new(),
        unit: "盒".to_owned(),
        packs: Vec::new(),
        retired: false,
    };
    world.act(None, vec![Change::Add(known.into())]).unwrap();
    let counted = |count, factor| Counted { product, amount: Amount { count, unit: "盒".to_owned(), factor } };
    let full = Content {
        order: Some(Order::Lines(vec![counted(5, 1), counted(2, 10)])),
        shelf: vec![counted(0, 1)],
        display: Some(Display { lacks: vec![DisplayPoint::Labels, DisplayPoint::Material] }),
        needs: vec![Need::Product, Need::Relationship],
        told: "new prices from Monday".to_owned(),
        rival: "a poster".to_owned(),
        ..Content::default()
    };
    let enter = |world: &mut World, content: Content| {
        let (touch, report) = (world.id(), Report { content, ..Report::default() });
        world.act(li, vec![Change::Enter { touch, account, day, start: None, end: None, report }]).map(|_| touch)
    };
    let others = [
        Content { order: Some(Order::Quantity(3)), display: Some(Display::default()), ..Content::default() },
        Content { order: Some(Order::Nothing(NoOrder::Price)), ..Content::default() },
    ];
    for content in others.into_iter().chain([full.clone()]) {
        let touch = enter(world, content.clone()).unwrap();
        assert_eq!(world.store.touch(world.viewer(li), touch).unwrap().unwrap().content, content);
    }
    // Its timeline knows what the products are called, and the product cannot go any more.
    let timeline = world.store.timeline(world.viewer(li), account, None, 9).unwrap().items;
    assert_eq!(timeline[0].goods, [(product, "玉溪(软)".to_owned())]);
    assert_eq!(timeline[1].goods, []);
    let removed = world.act(None, vec![Change::Remove(Key::new(Kind::Product, product.0))]);
    assert!(matches!(removed, Err(StoreError::Refused(Refusal::InUse(_)))), "{removed:?}");
    // Undo and redo keep it whole.
    let group = world.store.undoable(world.viewer(li)).unwrap().expect("the last visit").group;
    world.undo(li, group).unwrap();
    world.redo(li, group).unwrap();
    let there = world.store.timeline(world.viewer(li), account, None, 1).unwrap().items.remove(0);
    let Happening::Touch(touch) = there.what else { panic!("{there:?}") };
    assert_eq!(touch.content, full);
    // What is no amount and what is not there is refused.
    let strange = Counted { product: world.id(), ..counted(1, 1) };
    for order in [
        Order::Quantity(0),
        Order::Lines(Vec::new()),
        Order::Lines(vec![counted(0, 1)]),
        Order::Lines(vec![counted(1, 0)]),
        Order::Lines(vec![counted(u32::MAX, 2)]),
        Order::Lines(vec![strange]),
    ] {
        let content = Content { order: Some(order.clone()), ..Content::default() };
        assert!(matches!(enter(world, content), Err(StoreError::Refused(_))), "{order:?}");
    }
}

fn the_touches_of_a_day_are_told_to_whom_they_concern(world: &mut World) {
    let (li, wang, sun, day) = (world.org.li, world.org.wang, world.org.sun, world.day);
    let first = world.check_in(li, world.org.accounts[0]).unwrap();
    world.check_out(li, first, note("")).unwrap();
    let second = world.check_in(li, world.org.accounts[1]).unwrap();
    let (late, report) = (world.id(), note("rang"));
    let account = world.org.accounts[2];
    world.act(li, vec![Change::Enter { touch: late, account, day, start: None, end: None, report }]).unwrap();
    let touches = |world: &World, viewer, rep, day| {
        let found = world.store.day_touches(world.viewer(viewer), rep, day).unwrap();
        found.into_iter().map(|it| it.touch.id).collect::<Vec<_>>()
    };
    assert_eq!(touches(world, li, li, day), [late, first, second], "without a time first, open ones too");
    assert_eq!(touches(world, sun, li, day).len(), 3, "who leads sees them");
    assert_eq!(touches(world, wang, li, day), []);
    assert_eq!(touches(world, li, li, day.succ_opt().unwrap()), []);
}

fn a_mistaken_check_in_leaves_no_trace(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let before = world.everything(Viewer::System);
    let touch = world.check_in(li, account).unwrap();
    world.act(li, vec![Change::CallOff { touch }]).unwrap();
    assert_eq!(before, world.everything(Viewer::System));
}

fn a_late_visit_stands_on_its_own_day(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let earlier = day.pred_opt().unwrap();
    let touch = world.enter(li, account, earlier, note("")).unwrap();
    let saved = world.store.touch(world.viewer(li), touch).unwrap().unwrap();
    assert!(saved.late && saved.start.is_none());
    assert_eq!(world.row(account).last, Some(earlier));
    world.enter(li, account, earlier.pred_opt().unwrap(), note("")).unwrap();
    assert_eq!(world.row(account).last, Some(earlier), "an older touch changes nothing");
    let tomorrow = day.succ_opt().unwrap();
    assert_eq!(world.enter(li, account, tomorrow, note("")), Err(Refusal::InTheFuture(tomorrow).into()));
}

fn attempts_and_calls_reset_no_clock(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let stop: StopId = world.id();
    world.act(li, vec![Change::Plan { stop, rep: li, day, account }]).unwrap();
    let mut nobody = note("");
    nobody.content.attempted = true;
    world.enter(li, account, day, nobody).unwrap();
    let mut call = note("");
    call.content.kind = TouchKind::Phone;
    world.enter(li, account, day, call.clone()).unwrap();
    assert_eq!(world.row(account).last, None);
    let route = world.store.route(world.viewer(li), li, day).unwrap();
    assert_eq!(route[0].stop.fate, Fate::Open);
    assert!(route[0].visit.unwrap().attempted);
    let mut tier = world.store.reference(Viewer::System).unwrap().tiers.remove(0);
    tier.cadences.values_mut().for_each(|cadence| cadence.phone_counts = true);
    world.act(world.org.mo, vec![Change::Set(tier.into())]).unwrap();
    assert_eq!(world.row(account).last, Some(day), "the tier now counts calls");
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn a_route_is_planned_and_rearranged(world: &mut World) {
    let (li, day) = (world.org.li, world.day);
    let stops: Vec<StopId> = (0..4).map(|_| world.id()).collect();
    for (at, stop) in stops.iter().enumerate() {
        let account = world.org.accounts[at];
        world.act(li, vec![Change::Plan { stop: *stop, rep: li, day, account }]).unwrap();
    }
    let again = world.id();
    world.act(li, vec![Change::Plan { stop: again, rep: li, day, account: world.org.accounts[0] }]).unwrap();
    let order = |world: &World, day| {
        let route = world.store.route(Viewer::System, li, day).unwrap();
        route.iter().map(|row| stops.iter().position(|stop| *stop == row.stop.id).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(order(world, day), [0, 1, 2, 3]);
    world.act(li, vec![Change::Reorder { stop: stops[3], after: Some(stops[0]) }]).unwrap();
    world.act(li, vec![Change::Reorder { stop: stops[2], after: None }]).unwrap();
    assert_eq!(order(world, day), [2, 0, 3, 1]);
    let tomorrow = day.succ_opt().unwrap();
    world.act(li, vec![Change::MoveTo { stop: stops[0], day: tomorrow }]).unwrap();
    world.act(li, vec![Change::Unplan { stop: stops[1] }]).unwrap();
    world.act(li, vec![Change::Skip { stop: stops[3], reason: "关门".to_owned() }]).unwrap();
    assert_eq!((order(world, day), order(world, tomorrow)), (vec![2, 3], vec![0]));
    let closed = world.act(li, vec![Change::Skip { stop: stops[3], reason: String::new() }]);
    assert_eq!(closed, Err(Refusal::StopClosed(stops[3]).into()));
}

fn matters_and_appointments_are_settled(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let matter: MatterId = world.id();
    let mut report = note("");
    report.raised = vec![NewMatter { id: matter, kind: MatterKind::Complaint, text: "漏".to_owned(), due: None }];
    world.enter(li, account, day, report).unwrap();
    world.act(li, vec![Change::Answer { matter }]).unwrap();
    assert_eq!(world.act(li, vec![Change::Answer { matter }]), Err(Refusal::AlreadyAnswered.into()));
    let appointment: AppointmentId = world.id();
    let record = Appointment {
        id: appointment,
        account,
        rep: li,
        day,
        time: None,
        purpose: "盘点".to_owned(),
        made: world.now,
        outcome: None,
    };
    world.act(li, vec![Change::Add(record.into())]).unwrap();
    assert_eq!(world.row(account).appointment, Some((day, None)));
    let settle = Change::Settle { appointment, outcome: Outcome::Kept };
    world.act(li, vec![settle.clone()]).unwrap();
    assert_eq!(world.row(account).appointment, None);
    assert_eq!(world.act(li, vec![settle]), Err(Refusal::AlreadySettled.into()));
}

fn a_pause_begins_and_ends(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let pause = Pause { span: Span { first: day, last: None }, reason: "装修".to_owned() };
    world.act(li, vec![Change::Pause { account, pause: pause.clone() }]).unwrap();
    assert_eq!(world.row(account).pauses, [pause.span]);
    world.next_day();
    world.act(li, vec![Change::Resume { account }]).unwrap();
    assert_eq!(world.row(account).pauses, [Span::new(day, day)]);
    assert_eq!(world.act(li, vec![Change::Resume { account }]), Err(Refusal::NotPaused(account).into()));
    let backwards = Pause { span: Span::new(day, day.pred_opt().unwrap()), reason: String::new() };
    assert_eq!(world.act(li, vec![Change::Pause { account, pause: backwards }]), Err(Refusal::BadSpan.into()));
}
