//! What every store does: once only, all or nothing, and to whom it shows what.

use rounds::domain::account::Contact;
use rounds::domain::change::{Act, Change};
use rounds::domain::ids::{AccountId, ContactId, RepId};
use rounds::domain::matter::{Appointment, Matter, MatterKind};
use rounds::domain::people::Leave;
use rounds::domain::rules::Refusal;
use rounds::domain::touch::Draft;
use rounds::store::rows::Happening;
use rounds::store::{Keep, StoreError, Viewer};

use super::on_every_store;
use super::world::{World, note};

on_every_store! {
    a_seeded_store_has_its_reference_data,
    an_operation_is_applied_once,
    a_refusal_keeps_nothing_and_spares_its_neighbours,
    viewers_see_their_scope,
    somebody_unknown_sees_nothing,
    reps_write_only_what_is_theirs,
    a_taken_identity_is_refused,
    a_book_carries_what_waits_at_an_account,
    a_visit_at_an_account_handed_over_can_be_finished,
    an_envelope_says_how_many_records_it_wrote,
    a_brief_is_in_order,
    a_timeline_is_paged_without_gaps,
    drafts_and_settings_are_kept_outside_the_log,
}

fn a_seeded_store_has_its_reference_data(world: &mut World) {
    let reference = world.store.reference(Viewer::System).unwrap();
    let codes: Vec<&str> = reference.tiers.iter().map(|tier| tier.code.as_str()).collect();
    assert_eq!(codes, ["A", "B", "C"]);
    assert!(reference.holidays.iter().any(|year| year.year == 2026));
    assert!(world.store.has_accounts().unwrap());
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    assert_eq!(world.store.verify(world.viewer(world.org.mo)), Err(StoreError::NotAllowed));
}

fn an_operation_is_applied_once(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let plan = Change::Plan { stop: world.id(), rep: li, day: world.day, account };
    let envelope = world.envelope(Some(li), Act::Change(vec![plan]));
    assert!(!world.send(&envelope).unwrap().again);
    let before = world.everything(Viewer::System);
    assert!(world.send(&envelope).unwrap().again);
    assert_eq!(before, world.everything(Viewer::System));
    world.undo(li, envelope.group).unwrap();
    assert!(world.send(&envelope).unwrap().again, "what was taken back is not applied again either");
    assert_eq!(world.store.route(Viewer::System, li, world.day), Ok(Vec::new()));
}

fn a_refusal_keeps_nothing_and_spares_its_neighbours(world: &mut World) {
    let (li, day) = (world.org.li, world.day);
    let plan = |world: &mut World, at: usize| {
        let (stop, account) = (world.id(), world.org.accounts[at]);
        Change::Plan { stop, rep: li, day, account }
    };
    let missing = Change::Resume { account: world.org.accounts[0] };
    let good = vec![plan(world, 0)];
    let bad = vec![plan(world, 1), missing];
    let also_good = vec![plan(world, 2)];
    let batch = [good, bad, also_good].map(|changes| world.envelope(Some(li), Act::Change(changes)));
    let answers = world.store.apply(&batch);
    assert!(answers[0].is_ok() && answers[2].is_ok());
    assert_eq!(answers[1], Err(Refusal::NotPaused(world.org.accounts[0]).into()));
    let route = world.store.route(Viewer::System, li, day).unwrap();
    let stops: Vec<AccountId> = route.iter().map(|row| row.stop.account).collect();
    assert_eq!(stops, [world.org.accounts[0], world.org.accounts[2]]);
}

fn viewers_see_their_scope(world: &mut World) {
    let org = world.org.clone();
    let sees = |world: &World, viewer| {
        let there = |id: &&AccountId| world.store.brief(viewer, **id).unwrap().is_some();
        org.accounts.iter().enumerate().filter(|(_, id)| there(id)).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let codes =
        |world: &World, viewer| world.store.reps(viewer).unwrap().into_iter().map(|rep| rep.code).collect::<Vec<_>>();
    assert_eq!(sees(world, Viewer::System), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(sees(world, world.viewer(org.mo)), [0, 1, 2, 3, 4, 5, 6]);
    assert_eq!(sees(world, world.viewer(org.sun)), [0, 1, 2, 3], "the team under the own one");
    assert_eq!(sees(world, world.viewer(org.li)), [0, 1, 2, 3]);
    assert_eq!(sees(world, world.viewer(org.wang)), [4, 5]);
    assert_eq!(codes(world, world.viewer(org.mo)), ["li", "mo", "sun", "wang"]);
    assert_eq!(codes(world, world.viewer(org.sun)), ["li", "mo", "sun"]);
    assert_eq!(codes(world, world.viewer(org.wang)), ["wang"]);

    // Cover: a leader puts one of Wang's accounts onto Li's route of today.
    let cover = Change::Plan { stop: world.id(), rep: org.li, day: world.day, account: org.accounts[4] };
    world.act(org.mo, vec![cover]).unwrap();
    assert_eq!(sees(world, world.viewer(org.li)), [0, 1, 2, 3, 4]);
    assert_eq!(sees(world, world.viewer(org.sun)), [0, 1, 2, 3, 4]);
    let of_wang = world.store.book(world.viewer(org.li), org.wang, world.day).unwrap();
    assert_eq!(of_wang.iter().map(|row| row.account).collect::<Vec<_>>(), [org.accounts[4]]);
    assert_eq!(world.store.route(world.viewer(org.li), org.li, world.day).unwrap().len(), 1);
    let touch = world.visit(org.li, org.accounts[4]);
    assert!(world.store.touch(world.viewer(org.wang), touch).unwrap().is_some());
    let tomorrow = Viewer::Person { rep: org.li, day: world.day.succ_opt().unwrap() };
    assert_eq!(sees(world, tomorrow), [0, 1, 2, 3]);
    assert_eq!(world.store.touch(tomorrow, touch), Ok(None));

    let leave = Leave {
        id: world.id(),
        rep: org.wang,
        span: rounds::domain::day::Span { first: world.day, last: None },
        cover: Some(org.li),
    };
    world.act(org.wang, vec![Change::Add(leave.into())]).unwrap();
    assert_eq!(world.store.reference(world.viewer(org.li)).unwrap().leave, []);
    assert_eq!(world.store.reference(world.viewer(org.mo)).unwrap().leave.len(), 1);
    assert_eq!(world.store.reference(world.viewer(org.li)).unwrap().teams.len(), 1);
}

fn somebody_unknown_sees_nothing(world: &mut World) {
    let nobody: RepId = world.id();
    let viewer = world.viewer(nobody);
    assert_eq!(world.store.reps(viewer), Ok(Vec::new()));
    assert_eq!(world.store.book(viewer, world.org.li, world.day), Ok(Vec::new()));
    assert_eq!(world.store.brief(viewer, world.org.accounts[0]), Ok(None));
    assert_eq!(world.store.timeline(viewer, world.org.accounts[0], None, 9).unwrap().items, []);
    assert!(matches!(world.check_in(nobody, world.org.accounts[0]), Err(StoreError::Refused(Refusal::Missing(_)))));
}

fn reps_write_only_what_is_theirs(world: &mut World) {
    let org = world.org.clone();
    let not_yours = |at: usize| Err(StoreError::Refused(Refusal::NotYours(org.accounts[at])));
    assert_eq!(world.check_in(org.li, org.accounts[4]), not_yours(4).map(|()| unreachable!()));
    assert_eq!(world.check_in(org.li, org.accounts[6]), not_yours(6).map(|()| unreachable!()));
    let steal = world.edit(org.li, org.accounts[6], |account| account.rep = Some(org.li));
    assert_eq!(steal, not_yours(6).map(|()| unreachable!()));
    let give = world.edit(org.li, org.accounts[0], |account| account.rep = Some(org.wang));
    assert_eq!(give, not_yours(0).map(|()| unreachable!()));
    let mut tier = world.store.reference(Viewer::System).unwrap().tiers.remove(0);
    tier.minutes = 5;
    assert_eq!(world.act(org.li, vec![Change::Set(tier.clone().into())]), Err(StoreError::NotAllowed));
    world.act(org.mo, vec![Change::Set(tier.into())]).unwrap();

    let mut me = world.store.reps(world.viewer(org.li)).unwrap().remove(0);
    me.hours.lunch = 30;
    world.act(org.li, vec![Change::Set(me.clone().into())]).unwrap();
    me.role = rounds::domain::people::Role::Manager;
    assert_eq!(world.act(org.li, vec![Change::Set(me.into())]), Err(StoreError::NotAllowed));

    let own = world.account(9, Some(org.li));
    world.act(org.li, vec![Change::Add(own.into())]).unwrap();
    let stop = world.id();
    world.act(org.mo, vec![Change::Plan { stop, rep: org.li, day: world.day, account: org.accounts[4] }]).unwrap();
    world.visit(org.li, org.accounts[4]);
}

fn a_taken_identity_is_refused(world: &mut World) {
    let org = world.org.clone();
    let touch = world.visit(org.li, org.accounts[0]);
    let before = world.everything(Viewer::System);
    let again = Change::Enter {
        touch,
        account: org.accounts[1],
        day: world.day,
        start: None,
        end: None,
        report: note("not mine"),
    };
    assert!(matches!(world.act(org.li, vec![again]), Err(StoreError::Refused(Refusal::Exists(_)))));
    assert_eq!(before, world.everything(Viewer::System));
}

fn a_book_carries_what_waits_at_an_account(world: &mut World) {
    let (li, wang, account, day) = (world.org.li, world.org.wang, world.org.accounts[1], world.day);
    let later = |days| day + chrono::Duration::days(days);
    let mut records = Vec::new();
    for (kind, due) in
        [(MatterKind::Promise, Some(later(9))), (MatterKind::Complaint, Some(later(3))), (MatterKind::Errand, None)]
    {
        let (id, text) = (world.id(), "样品".to_owned());
        records.push(Change::Add(
            Matter { id, account, rep: li, touch: None, kind, text, raised: day, due, answered: None, put_off: None }
                .into(),
        ));
    }
    for (days, time) in [(-1, None), (4, Some("10:30:00")), (4, Some("09:15:00")), (6, None)] {
        let it = Appointment {
            id: world.id(),
            account,
            rep: wang,
            day: later(days),
            time: time.map(|time| time.parse().unwrap()),
            purpose: String::new(),
            made: world.now,
            outcome: None,
        };
        records.push(Change::Add(it.into()));
    }
    for days in [5, 2] {
        records.push(Change::Plan { stop: world.id(), rep: li, day: later(days), account });
    }
    world.act(li, records).unwrap();
    let row = world.row(account);
    assert_eq!((row.matters, row.matter_due, row.complaint), (3, Some(later(3)), true));
    assert_eq!(row.appointment, Some((later(4), Some("09:15:00".parse().unwrap()))));
    assert_eq!((row.planned.map(|first| first.0), row.last, row.visiting), (Some(later(2)), None, None));
    assert_eq!((row.code.as_str(), row.name.as_str()), ("C001", "店1"));
    let touch = world.check_in(li, account).unwrap();
    let since = world.row(account).visiting.unwrap();
    assert_eq!(since.0, touch);
    assert_eq!(since.1.timestamp_millis(), world.now.timestamp_millis());
    assert_eq!(world.row(account).last, None, "an open visit does not count yet");
    world.check_out(li, touch, note("")).unwrap();
    assert_eq!((world.row(account).last, world.row(account).visiting), (Some(day), None));
    assert_eq!(world.row(world.org.accounts[0]).matters, 0);
}

fn a_brief_is_in_order(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let contact: ContactId = world.id();
    let record = Contact::new(contact, account, "老王", rounds::domain::account::ContactRole::Owner);
    world.act(li, vec![Change::Add(record.into())]).unwrap();
    for back in [4, 1, 3, 2] {
        let mut report = note("x");
        report.content.met = vec![contact];
        world.enter(li, account, day - chrono::Duration::days(back), report).unwrap();
    }
    let mut due = |due: Option<i64>| {
        let due = due.map(|days| day + chrono::Duration::days(days));
        let (id, text) = (world.id(), String::new());
        let matter = Matter {
            id,
            account,
            rep: li,
            touch: None,
            kind: MatterKind::Errand,
            text,
            raised: day,
            due,
            answered: None,
            put_off: None,
        };
        world.act(li, vec![Change::Add(matter.into())]).unwrap();
    };
    due(None);
    due(Some(5));
    due(Some(1));
    let brief = world.store.brief(world.viewer(li), account).unwrap().unwrap();
    let ago: Vec<i64> = brief.recent.iter().map(|touch| (day - touch.day).num_days()).collect();
    assert_eq!((brief.touches, ago), (4, vec![1, 2, 3, 4]));
    let days: Vec<_> = brief.matters.iter().map(|it| it.due.map(|due| (due - day).num_days())).collect();
    assert_eq!(days, [Some(1), Some(5), None]);
    assert_eq!(brief.rep_name.as_deref(), Some("李雷"));
    assert_eq!(brief.contacts[0].id, contact);
    assert_eq!(brief.recent[0].content.met, [contact]);
    assert!(brief.recent[0].late);
}

fn a_timeline_is_paged_without_gaps(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    for back in 0..9 {
        world.enter(li, account, day - chrono::Duration::days(back / 2), note("n")).unwrap();
    }
    let stop = world.id();
    world
        .act(li, vec![Change::Plan { stop, rep: li, day, account }, Change::Skip { stop, reason: "雨".to_owned() }])
        .unwrap();
    let viewer = world.viewer(li);
    let whole = world.store.timeline(viewer, account, None, 99).unwrap();
    assert_eq!((whole.items.len(), whole.next), (10, None));
    assert!(whole.items.windows(2).all(|pair| pair[0].cursor > pair[1].cursor));
    assert!(
        whole.items.iter().any(|entry| matches!(entry.what, Happening::NotDone { .. }) && entry.rep_name == "李雷")
    );
    let (mut pieces, mut before) = (Vec::new(), None);
    loop {
        let page = world.store.timeline(viewer, account, before, 3).unwrap();
        pieces.extend(page.items);
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(pieces, whole.items);
}

fn drafts_and_settings_are_kept_outside_the_log(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let touch = world.check_in(li, account).unwrap();
    let draft = |text: &str, world: &World| Draft {
        touch,
        account,
        rep: li,
        late_day: None,
        report: note(text),
        saved: rounds_now(world),
    };
    world.store.keep(&Keep::Draft(draft("first", world))).unwrap();
    let second = draft("second", world);
    world.store.keep(&Keep::Draft(second.clone())).unwrap();
    let viewer = world.viewer(li);
    let rows = world.store.drafts(viewer).unwrap();
    assert_eq!((rows.len(), &rows[0].draft, rows[0].name.as_str()), (1, &second, "店0"));
    assert_eq!(world.store.drafts(world.viewer(world.org.wang)), Ok(Vec::new()));
    world.check_out(li, touch, note("second")).unwrap();
    assert_eq!(world.store.drafts(viewer), Ok(Vec::new()), "a check-out ends its draft");
    world.store.keep(&Keep::Draft(second)).unwrap();
    world.store.keep(&Keep::DropDraft(li, touch)).unwrap();
    assert_eq!(world.store.drafts(viewer), Ok(Vec::new()));
    world.store.keep(&Keep::Draft(draft("third", world))).unwrap();
    world.store.keep(&Keep::Draft(draft("", world))).unwrap();
    assert_eq!(world.store.drafts(viewer), Ok(Vec::new()), "an empty draft removes the earlier one");
    for value in ["compact", "wide"] {
        let (name, value) = ("rows".to_owned(), value.to_owned());
        world.store.keep(&Keep::Setting { rep: li, name, value }).unwrap();
    }
    assert_eq!(world.store.settings(viewer).unwrap()["rows"], "wide");
    assert!(world.store.settings(world.viewer(world.org.mo)).unwrap().is_empty());
}

fn rounds_now(world: &World) -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp_millis(world.now.timestamp_millis()).unwrap()
}

fn a_visit_at_an_account_handed_over_can_be_finished(world: &mut World) {
    let (li, wang, account) = (world.org.li, world.org.wang, world.org.accounts[0]);
    let touch = world.check_in(li, account).unwrap();
    world.edit(None, account, |account| account.rep = Some(wang)).unwrap();
    world.next_day();
    let sees = |world: &World| {
        let viewer = world.viewer(li);
        [
            world.store.touch(viewer, touch).unwrap().is_some(),
            world.store.brief(viewer, account).unwrap().is_some(),
            !world.store.timeline(viewer, account, None, 9).unwrap().items.is_empty(),
        ]
    };
    assert_eq!(sees(world), [true; 3]);
    world.check_out(li, touch, note("done")).unwrap();
    assert_eq!(sees(world), [false; 3]);
    world.undo(li, world.last).unwrap();
    assert_eq!(sees(world), [true; 3]);
    let late = world.id();
    let (rep, saved, report) = (li, rounds_now(world), note("more"));
    let draft = Draft { touch: late, account, rep, late_day: Some(world.day), report, saved };
    world.store.keep(&Keep::DropDraft(li, touch)).unwrap();
    world.act(li, vec![Change::CallOff { touch }]).unwrap();
    let brief = |world: &World| world.store.brief(world.viewer(li), account).unwrap().is_some();
    assert!(!brief(world));
    world.store.keep(&Keep::Draft(draft)).unwrap();
    assert!(brief(world), "a draft waits there");
    let others = world.org.accounts[5];
    assert_eq!(world.store.brief(world.viewer(li), others), Ok(None));
}

fn an_envelope_says_how_many_records_it_wrote(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let plan = Change::Plan { stop: world.id(), rep: li, day, account };
    assert_eq!(world.act(li, vec![plan.clone()]).unwrap().rows, 1);
    let group = world.last;
    let nothing = world.act(li, vec![plan]).unwrap();
    assert_eq!((nothing.rows, nothing.again), (0, false));
    assert_eq!(world.undo(li, group).unwrap().rows, 1);
    let add = Change::Plan { stop: world.id(), rep: li, day, account };
    let envelope = world.envelope(Some(li), rounds::domain::change::Act::Change(vec![add]));
    assert_eq!(world.send(&envelope).unwrap().rows, 1);
    let again = world.send(&envelope).unwrap();
    assert_eq!((again.rows, again.again), (1, true));
}
