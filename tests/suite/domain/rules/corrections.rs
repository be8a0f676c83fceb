//! Visits that are corrected or declared void: who may, what it does to the route, what stays.

use rounds::domain::change::Change;
use rounds::domain::people::{Rep, Role};
use rounds::domain::rules::{Refusal, check, decide};
use rounds::domain::touch::{Content, Report, TouchKind};

use super::super::day;
use super::super::records::rep;
use super::{Records, TODAY, attempted, check_in, check_out, envelope, id, shop_id, touch_id};

fn correct(touch: u128, on: &str, content: &Content) -> Change {
    Change::Correct { touch: touch_id(touch), day: day(on), start: None, end: None, content: content.clone() }
}

fn void(touch: u128) -> Change {
    Change::Void { touch: touch_id(touch), reason: "wrong shop".to_owned() }
}

/// Shops 1 and 2 on the route, the first visited.
fn visited() -> Records {
    let mut records = Records::shops().with_route(&[1, 2]);
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_out(1, Report::default())).unwrap();
    assert_eq!(records.route(), "1✓ 2");
    records
}

#[test]
fn a_correction_takes_the_new_words_and_leaves_the_rest() {
    let mut records = visited();
    let content = Content { note: "it was the manager".to_owned(), satisfaction: Some(2), ..Content::default() };
    let before = records.touch(1).unwrap();
    assert_eq!(records.make(&correct(1, TODAY, &content)), Ok(1));
    let after = records.touch(1).unwrap();
    assert_eq!((after.content, after.start, after.late), (content, None, false));
    assert_eq!((after.window, after.rep, after.levels), (before.window, before.rep, before.levels));
    assert_eq!(records.route(), "1✓ 2");
}

#[test]
fn a_stop_is_done_by_the_visit_as_it_is_corrected() {
    let met = Content::default();
    let mut records = visited().with(super::stop(1, "2026-03-09", 0));
    records.make(&correct(1, "2026-03-09", &met)).unwrap();
    assert_eq!((records.route().as_str(), records.route_on("2026-03-09").as_str()), ("1 2", "1✓"));
    assert!(records.touch(1).unwrap().late, "it was entered after its day");
    records.make(&correct(1, TODAY, &met)).unwrap();
    assert_eq!((records.route().as_str(), records.route_on("2026-03-09").as_str()), ("1✓ 2", "1"));
    for content in [attempted().content, Content { kind: TouchKind::Phone, ..Content::default() }] {
        records.make(&correct(1, TODAY, &content)).unwrap();
        assert_eq!(records.route(), "1 2");
        records.make(&correct(1, TODAY, &met)).unwrap();
        assert_eq!(records.route(), "1✓ 2");
    }
}

#[test]
fn a_correction_is_bound_like_a_visit() {
    let mut records = visited();
    let content = Content::default();
    assert_eq!(records.make(&correct(1, "2026-03-11", &content)), Err(Refusal::InTheFuture(day("2026-03-11"))));
    let times = |start: &str, end: &str| Change::Correct {
        touch: touch_id(1),
        day: day(TODAY),
        start: Some(start.parse().unwrap()),
        end: Some(end.parse().unwrap()),
        content: Content::default(),
    };
    let backwards = times("2026-03-10T02:00:00Z", "2026-03-10T01:00:00Z");
    assert_eq!(records.make(&backwards), Err(Refusal::EndsBeforeStart));
    let six = Content { satisfaction: Some(6), ..Content::default() };
    assert_eq!(records.make(&correct(1, TODAY, &six)), Err(Refusal::Satisfaction(6)));
    records.make(&check_in(2, 2)).unwrap();
    assert_eq!(records.make(&correct(2, TODAY, &content)), Err(Refusal::AlreadyVisiting(shop_id(2))));
    assert_eq!(records.make(&void(2)), Err(Refusal::AlreadyVisiting(shop_id(2))));
}

#[test]
fn a_void_visit_opens_its_stop_and_is_void_once() {
    let mut records = visited();
    records.make(&void(1)).unwrap();
    assert_eq!(records.route(), "1 2");
    assert_eq!(records.touch(1).unwrap().voided.as_deref(), Some("wrong shop"));
    assert_eq!(records.make(&void(1)), Err(Refusal::AlreadyVoid(touch_id(1))));
    assert_eq!(records.make(&correct(1, TODAY, &Content::default())), Err(Refusal::AlreadyVoid(touch_id(1))));
}

#[test]
fn only_a_leader_corrects_what_somebody_else_wrote() {
    for (role, allowed) in [(Role::Rep, false), (Role::Supervisor, true), (Role::Manager, true)] {
        let other = Rep { id: id(77), code: "other".to_owned(), role, team: None, ..rep() };
        let records = visited().with(other);
        let envelope = rounds::domain::change::Envelope { actor: Some(id(77)), ..envelope() };
        for change in [correct(1, TODAY, &Content::default()), void(1)] {
            let decided = decide(&records, &envelope, &change);
            match decided {
                Ok(writes) => {
                    assert!(allowed, "{role:?}");
                    assert!(writes.iter().all(|write| check(&records, write).is_ok()));
                }
                Err(refusal) => {
                    assert!(!allowed, "{role:?}");
                    assert_eq!(refusal, Refusal::NotYourVisit(touch_id(1)));
                }
            }
        }
    }
}
