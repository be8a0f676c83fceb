//! Taking back and putting back, on every store.

use chrono::NaiveDate;
use rounds::domain::account::Contact;
use rounds::domain::change::{Act, Change, Deed};
use rounds::domain::ids::{AccountId, ContactId, MatterId, RepId, StopId, TouchId};
use rounds::domain::matter::MatterKind;
use rounds::domain::record::{Key, Kind};
use rounds::domain::rules::Refusal;
use rounds::domain::touch::{Draft, NewMatter};
use rounds::store::{Keep, StoreError, Viewer};

use super::on_every_store;
use super::world::{World, note};

on_every_store! {
    undoing_a_check_out_gives_the_words_back,
    undoing_a_save_gives_a_late_draft,
    undoing_a_check_in_keeps_what_was_typed,
    undo_names_who_changed_the_same_since,
    other_fields_keep_what_happened_since,
    what_others_rest_on_stays,
    only_the_own_groups_within_thirty_days,
    a_new_change_clears_redo,
    redo_is_refused_where_somebody_was_faster,
    a_group_is_taken_back_as_a_whole,
    a_removed_stop_comes_back,
    the_newest_group_is_described,
    words_edited_after_an_undo_outlive_the_redo,
    an_attempt_without_words_leaves_no_draft,
    redoing_out_of_order_never_mixes_histories,
    undoing_a_correction_gives_the_words_back,
    a_correction_that_was_begun_outlives_an_undo,
    an_account_where_words_wait_stays,
}

/// Somebody writes down another telephone number.
fn phone(world: &mut World, actor: RepId, account: AccountId, number: &str) {
    world.edit(actor, account, |account| number.clone_into(&mut account.phone)).unwrap();
}

fn undoing_a_check_out_gives_the_words_back(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let viewer = world.viewer(li);
    let old: MatterId = world.id();
    let mut report = note("");
    report.raised = vec![NewMatter { id: old, kind: MatterKind::Errand, text: "账".to_owned(), due: None }];
    world.enter(li, account, world.day, report).unwrap();
    let touch = world.check_in(li, account).unwrap();
    let open = world.everything(Viewer::System);
    let mut report = note("聊了 3 句");
    report.content.satisfaction = Some(4);
    let raised =
        NewMatter { id: world.id(), kind: MatterKind::Promise, text: "海报".to_owned(), due: Some(world.day) };
    report.raised = vec![raised];
    report.answered = vec![old];
    world.check_out(li, touch, report.clone()).unwrap();
    let (saved, group) = (world.everything(Viewer::System), world.last);

    assert_eq!(world.undo(li, group).unwrap().draft, Some(touch));
    assert_eq!(open, world.everything(Viewer::System));
    let drafts = world.store.drafts(viewer).unwrap();
    assert_eq!((&drafts[0].draft.report, drafts[0].draft.late_day), (&report, None));
    assert_eq!(world.redo(li, group).unwrap().draft, None);
    assert_eq!(saved, world.everything(Viewer::System));
    assert_eq!(world.store.drafts(viewer), Ok(Vec::new()));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn undoing_a_save_gives_a_late_draft(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let yesterday = world.day.pred_opt().unwrap();
    let before = world.everything(Viewer::System);
    let touch = world.enter(li, account, yesterday, note("昨天")).unwrap();
    assert_eq!(world.undo(li, world.last).unwrap().draft, Some(touch));
    assert_eq!(before, world.everything(Viewer::System));
    let draft = world.store.drafts(world.viewer(li)).unwrap().remove(0).draft;
    assert_eq!((draft.touch, draft.late_day, draft.report), (touch, Some(yesterday), note("昨天")));
    let again = Change::Enter { touch, account, day: yesterday, start: None, end: None, report: note("昨天!") };
    world.act(li, vec![again]).unwrap();
    assert_eq!(world.store.drafts(world.viewer(li)), Ok(Vec::new()));
    world.enter(li, account, yesterday, note("")).unwrap();
    assert_eq!(world.undo(li, world.last).unwrap().draft, None, "nothing was typed");
}

fn undoing_a_check_in_keeps_what_was_typed(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let touch = world.check_in(li, account).unwrap();
    let (rep, saved) = (li, "2026-03-02T02:00:00Z".parse().unwrap());
    let draft = Draft { touch, account, rep, late_day: None, report: note("half a wor"), saved };
    world.store.keep(&Keep::Draft(draft.clone())).unwrap();
    world.undo(li, world.last).unwrap();
    let kept = |world: &World| world.store.drafts(world.viewer(li)).unwrap().remove(0).draft;
    assert_eq!(kept(world), Draft { late_day: Some(day), ..draft.clone() });
    world.redo(li, world.last).unwrap();
    assert_eq!(kept(world), draft);
}

fn undo_names_who_changed_the_same_since(world: &mut World) {
    let (li, mo, account) = (world.org.li, world.org.mo, world.org.accounts[0]);
    phone(world, li, account, "1");
    let first = world.last;
    phone(world, mo, account, "2");
    let (theirs, at) = (world.last, world.now);
    match world.undo(li, first) {
        Err(StoreError::ChangedSince { by, at: when }) => {
            assert_eq!((by.as_str(), when.timestamp_millis()), ("Mo", at.timestamp_millis()));
        }
        other => panic!("{other:?}"),
    }
    // Back to the same value by a third change: still somebody else's word.
    phone(world, mo, account, "1");
    let back = world.last;
    assert!(matches!(world.undo(li, first), Err(StoreError::ChangedSince { .. })));
    world.undo(mo, back).unwrap();
    world.undo(mo, theirs).unwrap();
    world.undo(li, first).unwrap();
    assert_eq!(world.store.brief(Viewer::System, account).unwrap().unwrap().account.phone, "");
}

fn other_fields_keep_what_happened_since(world: &mut World) {
    let (li, mo, account) = (world.org.li, world.org.mo, world.org.accounts[0]);
    phone(world, li, account, "1");
    let mine = world.last;
    world.edit(mo, account, |account| "江边路 3 号".clone_into(&mut account.address)).unwrap();
    world.undo(li, mine).unwrap();
    let now = world.store.brief(Viewer::System, account).unwrap().unwrap().account;
    assert_eq!((now.phone.as_str(), now.address.as_str()), ("", "江边路 3 号"));
    world.redo(li, mine).unwrap();
    let now = world.store.brief(Viewer::System, account).unwrap().unwrap().account;
    assert_eq!((now.phone.as_str(), now.address.as_str()), ("1", "江边路 3 号"));
}

fn what_others_rest_on_stays(world: &mut World) {
    let (li, mo, account) = (world.org.li, world.org.mo, world.org.accounts[0]);
    let contact: ContactId = world.id();
    let mut record = Contact::new(contact, account, "老王", rounds::domain::account::ContactRole::Clerk);
    world.act(li, vec![Change::Add(record.clone().into())]).unwrap();
    let added = world.last;
    let mut report = note("");
    report.content.met = vec![contact];
    world.enter(li, account, world.day, report).unwrap();
    let met = world.last;
    assert!(matches!(world.undo(li, added), Err(StoreError::Refused(Refusal::InUse(_)))));
    world.undo(li, met).unwrap();
    "138".clone_into(&mut record.phone);
    world.act(mo, vec![Change::Set(record.into())]).unwrap();
    let theirs = world.last;
    assert!(matches!(world.undo(li, added), Err(StoreError::ChangedSince { .. })), "touched at all");
    world.undo(mo, theirs).unwrap();
    world.undo(li, added).unwrap();
    assert_eq!(world.store.brief(Viewer::System, account).unwrap().unwrap().contacts, []);
}

fn only_the_own_groups_within_thirty_days(world: &mut World) {
    let (li, mo, account) = (world.org.li, world.org.mo, world.org.accounts[0]);
    phone(world, li, account, "1");
    let mine = world.last;
    assert_eq!(world.undo(mo, mine), Err(StoreError::NothingToUndo));
    assert_eq!(world.redo(li, mine), Err(StoreError::NothingToUndo), "it is in force");
    for _ in 0..30 {
        world.next_day();
    }
    assert!(world.store.undoable(world.viewer(li)).unwrap().is_some());
    world.next_day();
    assert_eq!(world.store.undoable(world.viewer(li)), Ok(None));
    assert_eq!(world.undo(li, mine), Err(StoreError::NothingToUndo));
}

fn a_new_change_clears_redo(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    phone(world, li, account, "1");
    let first = world.last;
    world.undo(li, first).unwrap();
    assert_eq!(world.store.redoable(world.viewer(li)).unwrap().map(|it| it.group), Some(first));
    assert_eq!(world.undo(li, first), Err(StoreError::NothingToUndo), "once is enough");
    let other = world.org.accounts[1];
    phone(world, li, other, "2");
    assert_eq!(world.store.redoable(world.viewer(li)), Ok(None));
    assert_eq!(world.redo(li, first), Err(StoreError::NothingToUndo));
}

fn redo_is_refused_where_somebody_was_faster(world: &mut World) {
    let (li, mo, account) = (world.org.li, world.org.mo, world.org.accounts[0]);
    phone(world, li, account, "1");
    let mine = world.last;
    world.undo(li, mine).unwrap();
    phone(world, mo, account, "2");
    let theirs = world.last;
    assert!(matches!(world.redo(li, mine), Err(StoreError::ChangedSince { .. })));
    world.undo(mo, theirs).unwrap();
    world.redo(li, mine).unwrap();
    assert!(matches!(world.redo(mo, theirs), Err(StoreError::ChangedSince { .. })), "now Li's is in force again");
}

fn a_group_is_taken_back_as_a_whole(world: &mut World) {
    let (li, day) = (world.org.li, world.day);
    let before = world.everything(Viewer::System);
    let group = world.id();
    for at in 0..3 {
        let plan = Change::Plan { stop: world.id(), rep: li, day, account: world.org.accounts[at] };
        let envelope = rounds::domain::change::Envelope { group, ..world.envelope(Some(li), Act::Change(vec![plan])) };
        world.send(&envelope).unwrap();
    }
    assert_eq!(world.store.undoable(world.viewer(li)).unwrap().map(|it| (it.changes, it.account)), Some((3, None)));
    let after = world.everything(Viewer::System);
    world.undo(li, group).unwrap();
    assert_eq!(before, world.everything(Viewer::System));
    world.redo(li, group).unwrap();
    assert_eq!(after, world.everything(Viewer::System));
    let other =
        rounds::domain::change::Envelope { group, ..world.envelope(Some(world.org.mo), Act::Change(Vec::new())) };
    assert_eq!(world.send(&other), Err(StoreError::NotAllowed), "a group has one actor");
}

fn a_removed_stop_comes_back(world: &mut World) {
    let (li, day, account) = (world.org.li, world.day, world.org.accounts[0]);
    let stop: StopId = world.id();
    world.act(li, vec![Change::Plan { stop, rep: li, day, account }]).unwrap();
    let before = world.everything(Viewer::System);
    world.act(li, vec![Change::Unplan { stop }]).unwrap();
    world.undo(li, world.last).unwrap();
    assert_eq!(before, world.everything(Viewer::System));
}

fn the_newest_group_is_described(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[2]);
    world.visit(li, account);
    let newest = world.store.undoable(world.viewer(li)).unwrap().unwrap();
    assert_eq!((newest.deed, newest.account.as_deref(), newest.changes), (Deed::CheckOut, Some("店2"), 1));
    world.undo(li, newest.group).unwrap();
    let before = world.store.undoable(world.viewer(li)).unwrap().unwrap();
    assert_eq!(before.deed, Deed::CheckIn);
    assert_eq!(world.store.redoable(world.viewer(li)).unwrap().unwrap().group, newest.group);
    assert_eq!(world.store.undoable(world.viewer(world.org.wang)), Ok(None));
}

fn redoing_out_of_order_never_mixes_histories(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    phone(world, li, account, "1");
    let first = world.last;
    phone(world, li, account, "2");
    let second = world.last;
    assert!(matches!(world.undo(li, first), Err(StoreError::ChangedSince { .. })), "the own later change counts too");
    world.undo(li, second).unwrap();
    world.undo(li, first).unwrap();
    assert!(matches!(world.redo(li, second), Err(StoreError::ChangedSince { .. })));
    world.redo(li, first).unwrap();
    world.redo(li, second).unwrap();
    assert_eq!(world.store.brief(Viewer::System, account).unwrap().unwrap().account.phone, "2");
}

fn words_edited_after_an_undo_outlive_the_redo(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let touch = world.check_in(li, account).unwrap();
    let promise = |id, text: &str| NewMatter { id, kind: MatterKind::Promise, text: text.to_owned(), due: None };
    let (first, second) = (world.id(), world.id());
    let mut report = note("first words");
    report.raised = vec![promise(first, "a poster"), promise(second, "a lamp")];
    world.check_out(li, touch, report.clone()).unwrap();
    let group = world.last;
    world.undo(li, group).unwrap();
    "second thoughts".clone_into(&mut report.content.note);
    "two lamps".clone_into(&mut report.raised[1].text);
    let saved = "2026-03-02T02:00:00Z".parse().unwrap();
    world.store.keep(&Keep::Draft(Draft { touch, account, rep: li, late_day: None, report, saved })).unwrap();

    let kept = world.redo(li, group).unwrap().draft.unwrap();
    let viewer = world.viewer(li);
    let before = world.store.touch(viewer, touch).unwrap().unwrap();
    assert_eq!((before.open, before.content.note.as_str()), (false, "first words"));
    let draft = world.store.drafts(viewer).unwrap().remove(0).draft;
    assert_eq!((draft.touch, draft.late_day), (kept, Some(day)));
    assert_eq!(draft.report.content.note, "second thoughts");
    let change =
        Change::Enter { touch: draft.touch, account, day, start: None, end: None, report: draft.report.clone() };
    world.act(li, vec![change]).unwrap();
    assert_eq!(world.store.drafts(viewer), Ok(Vec::new()));
    let matters = world.store.brief(viewer, account).unwrap().unwrap().matters;
    let texts: Vec<&str> = matters.iter().map(|matter| matter.text.as_str()).collect();
    assert_eq!((texts.len(), texts.contains(&"two lamps")), (3, true), "{texts:?}");

    // The same for what was entered.
    let touch = world.enter(li, account, day, note("entered")).unwrap();
    let group = world.last;
    world.undo(li, group).unwrap();
    let report = note("entered and more");
    world.store.keep(&Keep::Draft(Draft { touch, account, rep: li, late_day: Some(day), report, saved })).unwrap();
    let kept = world.redo(li, group).unwrap().draft;
    let draft = world.store.drafts(viewer).unwrap().remove(0).draft;
    assert_eq!((Some(draft.touch), draft.report), (kept, note("entered and more")));
}

fn an_attempt_without_words_leaves_no_draft(world: &mut World) {
    let (li, account, day) = (world.org.li, world.org.accounts[0], world.day);
    let mut report = note("");
    report.content.attempted = true;
    world.enter(li, account, day, report.clone()).unwrap();
    assert_eq!(world.undo(li, world.last).unwrap().draft, None);
    assert_eq!(world.store.drafts(world.viewer(li)), Ok(Vec::new()));
    "shutters down".clone_into(&mut report.content.note);
    world.enter(li, account, day, report.clone()).unwrap();
    world.undo(li, world.last).unwrap();
    assert_eq!(world.store.drafts(world.viewer(li)).unwrap()[0].draft.report, report);
    // A draft that differs only in that choice needs not be kept beside what is restored.
    let mut draft = world.store.drafts(world.viewer(li)).unwrap().remove(0).draft;
    draft.report.content.attempted = false;
    world.store.keep(&Keep::Draft(draft)).unwrap();
    assert_eq!(world.redo(li, world.last).unwrap().draft, None);
    assert_eq!(world.store.drafts(world.viewer(li)), Ok(Vec::new()));
}

/// Somebody's words for a correction of a visit.
fn begin(world: &mut World, rep: RepId, touch: TouchId, words: &str) -> Draft {
    let there = world.store.touch(world.viewer(rep), touch).unwrap().unwrap();
    let (account, late_day) = (there.account, Some(there.day));
    let saved = "2026-03-02T02:00:00Z".parse().unwrap();
    let draft = Draft { touch, account, rep, late_day, report: note(words), saved };
    world.store.keep(&Keep::Draft(draft.clone())).unwrap();
    draft
}

fn drafts(world: &World, rep: RepId) -> Vec<(String, Option<NaiveDate>)> {
    let drafts = world.store.drafts(world.viewer(rep)).unwrap();
    drafts.into_iter().map(|row| (row.draft.report.content.note, row.draft.late_day)).collect()
}

fn undoing_a_correction_gives_the_words_back(world: &mut World) {
    let (li, day) = (world.org.li, world.day);
    let touch = world.visit(li, world.org.accounts[0]);
    let (start, end) = (None, None);
    let correct = |words: &str| Change::Correct { touch, day, start, end, content: note(words).content };
    begin(world, li, touch, "better");
    world.act(li, vec![correct("better")]).unwrap();
    let corrected = world.last;
    assert_eq!(drafts(world, li), [], "they are the record now");
    assert_eq!(world.undo(li, corrected).unwrap().draft, Some(touch));
    assert_eq!(world.store.touch(world.viewer(li), touch).unwrap().unwrap().content.note, "fine");
    assert_eq!(drafts(world, li), [("better".to_owned(), Some(day))]);
    assert_eq!(world.redo(li, corrected).unwrap().draft, None);
    assert_eq!(drafts(world, li), []);
    // What was typed since stays a correction of the same visit.
    world.undo(li, corrected).unwrap();
    begin(world, li, touch, "better still");
    assert_eq!(world.redo(li, corrected).unwrap().draft, Some(touch));
    assert_eq!(drafts(world, li), [("better still".to_owned(), Some(day))]);
}

fn a_correction_that_was_begun_outlives_an_undo(world: &mut World) {
    let (li, mo, day) = (world.org.li, world.org.mo, world.day);
    let (kept, account) = (world.org.accounts[1], world.org.accounts[0]);
    let touch = world.visit(li, account);
    let checked_out = world.last;
    // Two people are at it, each with words of their own.
    begin(world, mo, touch, "Mo's view");
    begin(world, li, touch, "begun");
    let merge = world.id();
    world.act(li, vec![Change::Merge { merge, kept, gone: account }]).unwrap();
    let merged = world.last;
    for turn in [World::undo, World::redo, World::undo] {
        turn(world, li, merged).unwrap();
        assert_eq!(drafts(world, li), [("begun".to_owned(), Some(day))], "it is still found");
    }
    world.undo(li, checked_out).unwrap();
    assert_eq!(drafts(world, li), [("begun".to_owned(), None)], "the open visit has them");
    assert_eq!(drafts(world, mo), [("Mo's view".to_owned(), Some(day))]);
}

fn an_account_where_words_wait_stays(world: &mut World) {
    let (li, day) = (world.org.li, world.day);
    let shop = world.account(9, Some(li));
    let (account, key) = (shop.id, Key::new(Kind::Account, shop.id.0));
    world.act(li, vec![Change::Add(shop.into())]).unwrap();
    let added = world.last;
    world.enter(li, account, day, note("half an hour of typing")).unwrap();
    world.undo(li, world.last).unwrap();
    assert_eq!(world.undo(li, added), Err(StoreError::Refused(Refusal::InUse(key))));
    let draft = world.store.drafts(world.viewer(li)).unwrap().remove(0).draft;
    world.store.keep(&Keep::DropDraft(li, draft.touch)).unwrap();
    world.undo(li, added).unwrap();
}
