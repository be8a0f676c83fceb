//! Visits: check in, check out, call off, enter late; matters and appointments; pauses.

use rounds::domain::account::Pause;
use rounds::domain::change::Change;
use rounds::domain::matter::{Appointment, MatterKind, Outcome};
use rounds::domain::record::Kind;
use rounds::domain::rules::{Refusal, decide};
use rounds::domain::touch::{Content, NewMatter, Report, TouchKind};

use super::super::{day, span, window};
use super::{
    Records, TODAY, attempted, check_in, check_out, envelope, id, matter, missing, shop_id, stop_id, touch_id,
};

#[test]
fn checking_in_adds_an_unplanned_stop_only_when_the_shop_is_not_on_the_route() {
    let mut records = Records::shops().with_route(&[1, 2]);
    assert_eq!(records.make(&check_in(1, 2)), Ok(1));
    assert_eq!(records.route(), "1 2");
    assert_eq!(records.make(&check_in(2, 4)), Ok(2));
    assert_eq!(records.route(), "1 2 4!");
    let visit = records.touch(2).unwrap();
    assert!(visit.open && !visit.late);
    assert_eq!((visit.day, visit.window), (day(TODAY), Some(window(3, 5))));
}

#[test]
fn a_second_visit_after_the_first_is_done_is_a_stop_of_its_own() {
    let mut records = Records::shops().with_route(&[1, 2]);
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_out(1, Report::default())).unwrap();
    records.make(&check_in(2, 1)).unwrap();
    assert_eq!(records.route(), "1✓ 2 1!");
}

#[test]
fn several_visits_may_be_open_but_not_two_at_one_shop() {
    let mut records = Records::shops();
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_in(2, 2)).unwrap();
    assert_eq!(records.make(&check_in(3, 1)), Err(Refusal::AlreadyVisiting(shop_id(1))));
    assert_eq!(records.make(&check_in(3, 9)), Err(missing(Kind::Account, shop_id(9).0)));
}

#[test]
fn checking_out_does_the_stop_and_raises_and_answers_matters() {
    let mut records = Records::shops().with_route(&[1, 2]).with(matter(1, 1)).with(matter(2, 1));
    records.make(&check_in(1, 1)).unwrap();
    let raised = NewMatter {
        id: id(903),
        kind: MatterKind::Complaint,
        text: "late delivery".to_owned(),
        due: Some(day("2026-03-13")),
    };
    let content = Content { satisfaction: Some(4), note: "wants a new counter".to_owned(), ..Content::default() };
    let report =
        Report { content: content.clone(), raised: vec![raised], answered: vec![id(901)], ..Report::default() };
    records.make(&check_out(1, report)).unwrap();

    assert_eq!(records.route(), "1✓ 2");
    let visit = records.touch(1).unwrap();
    assert_eq!((visit.open, visit.minutes(), visit.content), (false, Some(20), content));
    let complaint = records.matter(3).unwrap();
    assert_eq!((complaint.account, complaint.touch), (shop_id(1), Some(touch_id(1))));
    assert_eq!((complaint.raised, complaint.due), (day(TODAY), Some(day("2026-03-13"))));
    assert_eq!(records.matter(1).unwrap().answered, Some(day(TODAY)));
    assert_eq!(records.matter(2).unwrap().answered, None);
}

#[test]
fn a_matter_that_somebody_answered_meanwhile_keeps_its_day() {
    let answered = rounds::domain::matter::Matter { answered: Some(day("2026-03-09")), ..matter(1, 1) };
    let mut records = Records::shops().with(answered);
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_out(1, Report { answered: vec![id(901)], ..Report::default() })).unwrap();
    assert_eq!(records.matter(1).unwrap().answered, Some(day("2026-03-09")));
}

#[test]
fn a_visit_is_saved_although_a_matter_it_answers_is_gone_or_of_another_shop() {
    let mut records = Records::shops().with(matter(1, 1)).with(matter(2, 2));
    records.make(&check_in(1, 1)).unwrap();
    let report = Report { answered: vec![id(909), id(902), id(901)], ..Report::default() };
    records.make(&check_out(1, report)).unwrap();
    let answered = |n| records.matter(n).unwrap().answered;
    assert_eq!((answered(1), answered(2)), (Some(day(TODAY)), None));
}

#[test]
fn words_saved_once_can_be_entered_late_from_a_draft_left_elsewhere() {
    let mut records = Records::shops();
    records.make(&check_in(1, 1)).unwrap();
    let raised =
        NewMatter { id: id(903), kind: MatterKind::Errand, text: "a sample".to_owned(), due: Some(day("2026-03-13")) };
    let report = Report { raised: vec![raised.clone()], ..Report::default() };
    records.make(&check_out(1, report.clone())).unwrap();
    records.make(&enter(2, 1, TODAY, report.clone())).unwrap();
    assert_eq!(records.matter(3).unwrap().touch, Some(touch_id(1)), "raised once, by the first");

    let other = Report { raised: vec![NewMatter { text: "two samples".to_owned(), ..raised }], ..Report::default() };
    let taken = Refusal::Exists(rounds::domain::record::Key::new(Kind::Matter, id(903)));
    assert_eq!(records.make(&enter(3, 1, TODAY, other)), Err(taken.clone()), "other words");
    assert_eq!(records.make(&enter(3, 2, TODAY, report)), Err(taken), "another shop");
}

#[test]
fn the_stop_of_a_visit_under_way_stays_where_it_is() {
    let mut records = Records::shops().with_route(&[1, 2]);
    records.put(super::stop(1, "2026-03-11", 0));
    records.make(&check_in(1, 1)).unwrap();
    let (stop, tomorrow) = (stop_id(1, TODAY), day("2026-03-11"));
    let changes =
        [Change::Skip { stop, reason: String::new() }, Change::Unplan { stop }, Change::MoveTo { stop, day: tomorrow }];
    for change in &changes {
        assert_eq!(records.make(change), Err(Refusal::AlreadyVisiting(shop_id(1))));
    }
    records.make(&Change::Unplan { stop: stop_id(1, "2026-03-11") }).unwrap();
    records.make(&Change::Unplan { stop: stop_id(2, TODAY) }).unwrap();
    records.make(&Change::CallOff { touch: touch_id(1) }).unwrap();
    records.make(&changes[0]).unwrap();
}

#[test]
fn an_attempted_visit_is_recorded_but_the_stop_is_not_done() {
    let mut records = Records::shops().with_route(&[1, 2]);
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_out(1, attempted())).unwrap();
    assert_eq!(records.route(), "1 2");
    assert!(records.touch(1).unwrap().content.attempted);
}

#[test]
fn a_phone_call_does_no_stop() {
    let mut records = Records::shops().with_route(&[1]);
    let content = Content { kind: TouchKind::Phone, ..Content::default() };
    records.make(&enter(1, 1, TODAY, Report { content, ..Report::default() })).unwrap();
    assert_eq!(records.route(), "1");
}

#[test]
fn checking_out_is_refused_where_it_makes_no_sense() {
    let mut records = Records::shops();
    assert_eq!(records.make(&check_out(1, Report::default())), Err(missing(Kind::Touch, touch_id(1).0)));
    records.make(&check_in(1, 1)).unwrap();
    let before = Change::CheckOut {
        touch: touch_id(1),
        end: Some("2026-03-10T00:59:00Z".parse().unwrap()),
        report: Report::default(),
    };
    assert_eq!(records.make(&before), Err(Refusal::EndsBeforeStart));
    for given in [0, 6] {
        let content = Content { satisfaction: Some(given), ..Content::default() };
        let report = Report { content, ..Report::default() };
        assert_eq!(records.make(&check_out(1, report)), Err(Refusal::Satisfaction(given)));
    }
    assert!(records.touch(1).unwrap().open, "a refused change leaves nothing behind");
    records.make(&check_out(1, Report::default())).unwrap();
    assert_eq!(records.make(&check_out(1, Report::default())), Err(Refusal::NotOpen(touch_id(1))));
}

#[test]
fn calling_off_takes_the_visit_and_its_unplanned_stop_away() {
    let mut records = Records::shops().with_route(&[1]);
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_in(2, 3)).unwrap();
    assert_eq!(records.route(), "1 3!");
    records.make(&Change::CallOff { touch: touch_id(2) }).unwrap();
    records.make(&Change::CallOff { touch: touch_id(1) }).unwrap();
    assert_eq!(records.route(), "1", "a planned stop stays");
    assert_eq!((records.touch(1), records.touch(2)), (None, None));
    assert_eq!(records.make(&Change::CallOff { touch: touch_id(2) }), Err(missing(Kind::Touch, touch_id(2).0)));
}

fn enter(touch: u128, shop: u128, on: &str, report: Report) -> Change {
    Change::Enter { touch: touch_id(touch), account: shop_id(shop), day: day(on), start: None, end: None, report }
}

#[test]
fn a_visit_entered_late_has_its_true_day_and_does_that_days_stop() {
    let mut records = Records::shops().with_route(&[1]);
    records.put(super::stop(1, "2026-03-06", 0));
    records.make(&enter(1, 1, "2026-03-06", Report::default())).unwrap();
    assert_eq!((records.route_on("2026-03-06").as_str(), records.route().as_str()), ("1✓", "1"));
    let visit = records.touch(1).unwrap();
    assert_eq!((visit.day, visit.late, visit.open), (day("2026-03-06"), true, false));

    records.make(&enter(2, 1, TODAY, Report::default())).unwrap();
    assert_eq!((records.route().as_str(), records.touch(2).unwrap().late), ("1✓", false));
    assert_eq!(
        records.make(&enter(3, 1, "2026-03-11", Report::default())),
        Err(Refusal::InTheFuture(day("2026-03-11")))
    );
}

#[test]
fn some_changes_need_somebody_who_makes_them() {
    let records = Records::shops();
    let nobody = rounds::domain::change::Envelope { actor: None, ..envelope() };
    for change in [check_in(1, 1), enter(1, 1, TODAY, Report::default())] {
        assert_eq!(decide(&records, &nobody, &change), Err(Refusal::NoActor));
    }
}

#[test]
fn a_matter_is_answered_once() {
    let mut records = Records::shops().with(matter(1, 1));
    let answer = Change::Answer { matter: id(901) };
    records.make(&answer).unwrap();
    assert_eq!(records.matter(1).unwrap().answered, Some(day(TODAY)));
    assert_eq!(records.make(&answer), Err(Refusal::AlreadyAnswered));
    assert_eq!(records.make(&Change::Answer { matter: id(909) }), Err(missing(Kind::Matter, id::<uuid::Uuid>(909))));
}

#[test]
fn an_appointment_is_settled_once() {
    let appointment = Appointment {
        id: id(10),
        account: shop_id(1),
        rep: id(2),
        day: day(TODAY),
        time: None,
        purpose: String::new(),
        made: envelope().at,
        outcome: None,
    };
    let mut records = Records::shops().with(appointment);
    let settle = |outcome| Change::Settle { appointment: id(10), outcome };
    records.make(&settle(Outcome::Late)).unwrap();
    let outcomes = records.all(|it| match it {
        rounds::domain::record::Record::Appointment(it) => it.outcome,
        _ => None,
    });
    assert_eq!(outcomes, [Outcome::Late]);
    assert_eq!(records.make(&settle(Outcome::Kept)), Err(Refusal::AlreadySettled));
}

fn pause(shop: u128, text: &str) -> Change {
    Change::Pause { account: shop_id(shop), pause: Pause { span: span(text), reason: "renovation".to_owned() } }
}

fn pauses(records: &Records) -> Vec<rounds::domain::day::Span> {
    records.shop(1).pauses.iter().map(|pause| pause.span).collect()
}

#[test]
fn a_pause_in_force_is_ended_so_that_today_counts_again() {
    let table: [(&[&str], &[&str]); 4] = [
        (&["2026-03-05..2026-03-20"], &["2026-03-05..2026-03-09"]),
        (&["2026-03-05.."], &["2026-03-05..2026-03-09"]),
        (&["2026-03-10..2026-03-20"], &[]), // it began today: it never was
        (
            &["2026-04-01..", "2026-03-05..", "2026-02-01..2026-02-03"],
            &["2026-02-01..2026-02-03", "2026-03-05..2026-03-09", "2026-04-01.."],
        ),
    ];
    for (before, after) in table {
        let mut records = Records::shops();
        for text in before {
            records.make(&pause(1, text)).unwrap();
        }
        records.make(&Change::Resume { account: shop_id(1) }).unwrap();
        assert_eq!(pauses(&records), super::super::spans(after), "{before:?}");
        assert_eq!(records.make(&Change::Resume { account: shop_id(1) }), Err(Refusal::NotPaused(shop_id(1))));
    }
}

#[test]
fn a_pause_cannot_end_before_it_begins() {
    let mut records = Records::shops();
    assert_eq!(records.make(&pause(1, "2026-03-20..2026-03-19")), Err(Refusal::BadSpan));
    assert_eq!(records.make(&pause(9, "2026-03-20..")), Err(missing(Kind::Account, shop_id(9).0)));
    assert_eq!(records.make(&pause(1, "2026-03-20..2026-03-20")), Ok(1));
    assert_eq!(records.make(&Change::Resume { account: shop_id(1) }), Err(Refusal::NotPaused(shop_id(1))), "to come");
}

#[test]
fn a_skipped_stop_does_not_hold_a_visit() {
    let mut records = Records::shops().with_route(&[1]);
    records.make(&Change::Skip { stop: stop_id(1, TODAY), reason: "shut".to_owned() }).unwrap();
    records.make(&check_in(1, 1)).unwrap();
    records.make(&check_out(1, Report::default())).unwrap();
    assert_eq!(records.route(), "1- 1!✓");
}
