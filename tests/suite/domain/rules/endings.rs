//! The end of a day: what becomes of stops that were not done. And what is followed up: put off, moved, done.

use rounds::domain::change::Change;
use rounds::domain::content::NextStep;
use rounds::domain::matter::{PutOff, Waiting};
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::route::{End, Fate};
use rounds::domain::rules::Refusal;
use rounds::domain::touch::{Content, Report, Touch};

use super::super::day;
use super::{Records, TODAY, check_in, check_out, id, matter, rep, stop, stop_id};

const TOMORROW: &str = "2026-03-11";

fn end_day(ends: Vec<(u128, End)>) -> Change {
    let ends = ends.into_iter().map(|(shop, end)| (stop_id(shop, TODAY), end)).collect();
    Change::EndDay { rep: id(2), day: day(TODAY), ends }
}

fn roll(n: u128) -> End {
    End::Rolled { to: day(TOMORROW), stop: id(9000 + n) }
}

#[test]
fn each_stop_ends_as_it_was_said_and_the_day_is_closed_as_one() {
    let colleague = rounds::domain::people::Rep { id: id(44), code: "44".to_owned(), ..rep() };
    let mut records = Records::shops().with(colleague).with_route(&[1, 2, 3, 4, 5]).with(stop(3, TOMORROW, 0));
    let handed = End::Handed { to: id(44), on: day(TOMORROW), stop: id(9500) };
    let reason = "shut".to_owned();
    let ends = vec![(1, End::Left), (2, roll(2)), (3, roll(3)), (4, handed), (5, End::Skipped { reason })];
    records.make(&end_day(ends)).unwrap();
    assert_eq!(records.route(), "1~ 2> 3> 4» 5-");
    assert_eq!(records.route_on(TOMORROW), "3 2", "the shop that was there already is one stop");
    let Some(Record::Stop(theirs)) = records.0.get(&Key::new(Kind::Stop, id(9500))) else { panic!() };
    assert_eq!((theirs.rep, theirs.day, &theirs.fate), (id(44), day(TOMORROW), &Fate::Open));
}

#[test]
fn several_go_to_one_route_in_their_order() {
    let mut records = Records::shops().with_route(&[1, 2, 3]);
    records.make(&end_day(vec![(3, roll(3)), (1, roll(1)), (2, roll(2))])).unwrap();
    assert_eq!((records.route().as_str(), records.route_on(TOMORROW).as_str()), ("1> 2> 3>", "3 1 2"));
}

#[test]
fn what_is_done_on_another_route_or_being_visited_does_not_end() {
    let route = || Records::shops().with_route(&[1, 2]).with(stop(3, TOMORROW, 0));
    let mut records = route();
    let before = records.route();
    let elsewhere = Change::EndDay { rep: id(2), day: day(TODAY), ends: vec![(stop_id(3, TOMORROW), End::Left)] };
    assert_eq!(records.make(&elsewhere), Err(Refusal::OtherRoute(stop_id(3, TOMORROW))));
    let here = End::Rolled { to: day(TODAY), stop: id(9000) };
    assert_eq!(records.make(&end_day(vec![(1, here)])), Err(Refusal::SameRoute(stop_id(1, TODAY))));
    records.make(&check_in(1, 1)).unwrap();
    let shop = super::shop_id(1);
    assert_eq!(records.make(&end_day(vec![(2, End::Left), (1, End::Left)])), Err(Refusal::AlreadyVisiting(shop)));
    assert_eq!(records.route(), before, "all of it or nothing");
    records.make(&check_out(1, Report::default())).unwrap();
    assert_eq!(records.make(&end_day(vec![(1, End::Left)])), Err(Refusal::StopClosed(stop_id(1, TODAY))));
}

fn with_step(next_day: Option<&str>) -> Touch {
    let next = Some(NextStep { day: next_day.map(day), text: "samples".to_owned() });
    let content = Content { next, ..Content::default() };
    Touch {
        id: id(700),
        account: super::shop_id(1),
        rep: id(2),
        content,
        ..super::super::touches::touch(rounds::domain::touch::TouchKind::Routine, "2026-03-02")
    }
}

#[test]
fn a_next_step_is_open_until_it_is_done_or_somebody_was_met_on_its_day_or_later() {
    let table = [
        (Some("2026-03-06"), None, true),
        (Some("2026-03-06"), Some("2026-03-05"), true),
        (Some("2026-03-06"), Some("2026-03-06"), false),
        (Some("2026-03-06"), Some("2026-03-09"), false),
        (None, None, true),
        (None, Some("2026-03-02"), false),
    ];
    for (next, since, open) in table {
        assert_eq!(with_step(next).step_is_open(since.map(day)), open, "{next:?} {since:?}");
    }
    let done = Touch { followed: Some(day("2026-03-05")), ..with_step(None) };
    assert!(!done.step_is_open(None));
    assert!(!Touch { content: Content::default(), ..done }.step_is_open(None));
}

#[test]
fn what_is_put_off_stays_due_when_it_was() {
    let step = with_step(Some("2026-03-09"));
    let touch = step.id;
    let mut records = Records::shops().with(step).with(matter(1, 1));
    let due = records.all(|it| if let Record::Matter(it) = it { Some(it.due) } else { None });
    let reason = "the supplier comes on Thursday".to_owned();
    for what in [Waiting::Matter(matter(1, 1).id), Waiting::Step(touch)] {
        let put_off = |until| Change::PutOff { what, until: day(until), reason: reason.clone() };
        assert_eq!(records.make(&put_off("2026-03-09")), Err(Refusal::InThePast(day("2026-03-09"))));
        assert_eq!(records.make(&put_off("2026-03-12")), Ok(1));
    }
    let Some(Record::Matter(after)) = records.0.get(&Key::new(Kind::Matter, matter(1, 1).id.0)).cloned() else {
        panic!()
    };
    assert_eq!(vec![after.due], due);
    let put_off = after.put_off.unwrap();
    assert_eq!(put_off, PutOff { until: day("2026-03-12"), reason });
    assert!(put_off.holds(day("2026-03-11")) && !put_off.holds(day("2026-03-12")));
    records.make(&Change::StepDone { touch }).unwrap();
    assert_eq!(records.make(&Change::StepDone { touch }), Err(Refusal::NoNextStep(touch)));
}
