//! What every store does with accounts: searching, merging and taking apart, correcting and voiding, editing field by field.

use proptest::test_runner::{Config, TestRunner};
use rounds::domain::account::{Account, Code, CodeKind, Contact, ContactRole};
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, ContactId, MergeId, TouchId};
use rounds::domain::record::{Key, Kind};
use rounds::domain::rules::Refusal;
use rounds::domain::touch::Content;
use rounds::store::rows::Happening;
use rounds::store::{StoreError, Viewer};

use super::on_every_store;
use super::world::{World, note};

on_every_store! {
    a_search_finds_by_whatever_is_known,
    any_part_of_what_is_known_finds_and_nothing_typed_is_too_odd,
    a_search_keeps_to_the_scope_and_the_limit,
    an_account_that_went_into_another_is_found_there,
    merging_moves_the_clock_and_taking_apart_moves_it_back,
    correcting_and_voiding_move_the_clock,
    two_edits_of_one_account_do_not_hurt_each_other,
    somebody_who_was_met_stays,
}

fn found(world: &World, viewer: Viewer, words: &str) -> Vec<String> {
    world.store.search(viewer, words, 99).unwrap().rows.into_iter().map(|row| row.name).collect()
}

/// One account with all that can be known, in Li's territory.
fn known(world: &mut World) -> AccountId {
    let code = |kind, text: &str| Code { kind, text: text.to_owned() };
    let account = Account {
        name: "王记烟酒店".to_owned(),
        other_name: "Wang's".to_owned(),
        phone: "0571-8888 1234".to_owned(),
        address: "重庆路18号".to_owned(),
        codes: vec![code(CodeKind::Customer, "HZ77001"), code(CodeKind::Licence, "330101990042")],
        rep: Some(world.org.li),
        ..Account::new(world.id(), "", world.day)
    };
    let id = account.id;
    let contact: ContactId = world.id();
    let person =
        Contact { phone: "138 0013 8812".to_owned(), ..Contact::new(contact, id, "张桂芳", ContactRole::Owner) };
    world.act(world.org.li, vec![Change::Add(account.into()), Change::Add(person.into())]).unwrap();
    id
}

fn a_search_finds_by_whatever_is_known(world: &mut World) {
    let account = known(world);
    let viewer = world.viewer(world.org.li);
    for words in [
        "wjyjd",
        "wangji",
        "烟酒",
        "王记",
        "WANG",
        "1234",
        "8812",
        "13800138812",
        "hz77001",
        "0042",
        "cql",
        "zql",
        "chongqing",
        "zgf",
        "桂芳",
        "wj 18号",
        "wjyjd 8812",
    ] {
        assert_eq!(found(world, viewer, words), ["王记烟酒店"], "{words}");
    }
    for words in ["wjyjx", "99999", "李", "wj 19号"] {
        assert_eq!(found(world, viewer, words), <[&str; 0]>::default(), "{words}");
    }
    // The end of a number and the beginning of a name go before what stands elsewhere.
    let shop = |name: &str, address: &str, world: &mut World| Account {
        address: address.to_owned(),
        rep: Some(world.org.li),
        ..Account::new(world.id(), name, world.day)
    };
    let more = [shop("北王记", "", world), shop("北街", "王记巷", world), shop("王记", "", world)];
    world.act(world.org.li, more.into_iter().map(|shop| Change::Add(shop.into())).collect()).unwrap();
    assert_eq!(found(world, viewer, "王记"), ["王记", "王记烟酒店", "北王记", "北街"]);
    // What is renamed is found by its new name only.
    world.edit(world.org.li, account, |account| "老李百货".clone_into(&mut account.name)).unwrap();
    assert_eq!(found(world, viewer, "llbh"), ["老李百货"]);
    assert_eq!(found(world, viewer, "wjyjd"), <[&str; 0]>::default());
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn any_part_of_what_is_known_finds_and_nothing_typed_is_too_odd(world: &mut World) {
    known(world);
    let viewer = world.viewer(world.org.li);
    let part = "王记烟酒店|Wang's|重庆路18号|HZ77001|330101990042|057188881234|13800138812|张桂芳"
        .split('|')
        .flat_map(|text| {
            let chars: Vec<char> = text.chars().collect();
            (1..=chars.len())
                .flat_map(move |long| chars.windows(long).map(|part| part.iter().collect()).collect::<Vec<String>>())
        })
        .collect::<Vec<_>>();
    let typed = (proptest::sample::select(part), r"\PC{0,4}|[ \x00-\x1f%_*'é王]{0,3}");
    let world = &*world;
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    let told = runner.run(&typed, |(part, odd)| {
        proptest::prop_assert!(found(world, viewer, &part).contains(&"王记烟酒店".to_owned()), "{}", part);
        let both = world.store.search(viewer, &format!("{part} {odd}"), 99).unwrap();
        proptest::prop_assert!(both.total <= world.store.search(viewer, &odd, 99).unwrap().total, "more words, fewer");
        Ok(())
    });
    told.unwrap();
}

fn a_search_keeps_to_the_scope_and_the_limit(world: &mut World) {
    let org = world.org.clone();
    let of = |world: &World, rep, words: &str| found(world, world.viewer(rep), words);
    assert_eq!(of(world, org.li, ""), ["店0", "店1", "店2", "店3"]);
    assert_eq!(of(world, org.wang, ""), ["店4", "店5"]);
    assert_eq!(of(world, org.sun, ""), ["店0", "店1", "店2", "店3"]);
    assert_eq!(of(world, org.mo, "").len(), 7);
    assert_eq!(of(world, org.li, "店4"), <[&str; 0]>::default());
    let stop = world.id();
    world.act(org.mo, vec![Change::Plan { stop, rep: org.li, day: world.day, account: org.accounts[4] }]).unwrap();
    assert_eq!(of(world, org.li, "店4"), ["店4"], "on the route of the day");
    let some = world.store.search(world.viewer(org.mo), "", 3).unwrap();
    assert_eq!((some.rows.len(), some.total), (3, 7));
    let book = world.store.book(world.viewer(org.li), org.li, world.day).unwrap();
    let all = world.store.search(world.viewer(org.li), "店2", 9).unwrap();
    assert_eq!(all.rows, [book.into_iter().find(|row| row.name == "店2").unwrap()]);
}

fn an_account_that_went_into_another_is_found_there(world: &mut World) {
    let (li, kept, gone) = (world.org.li, world.org.accounts[0], world.org.accounts[1]);
    let merge: MergeId = world.id();
    world.act(li, vec![Change::Merge { merge, kept, gone }]).unwrap();
    let viewer = world.viewer(li);
    assert_eq!(found(world, viewer, "店1"), <[&str; 0]>::default());
    assert_eq!(found(world, viewer, "C001"), ["店0"], "its code went along");
    assert_eq!(world.store.brief(viewer, gone).unwrap().unwrap().account.id, kept);
    assert_eq!(world.store.account(viewer, gone).unwrap().unwrap().merged_into, Some(kept));
    assert_eq!(world.store.brief(viewer, kept).unwrap().unwrap().merged, [(merge, "店1".to_owned())]);
    assert_eq!(world.store.book(viewer, li, world.day).unwrap().len(), 3);
    world.act(li, vec![Change::Unmerge { merge }]).unwrap();
    assert_eq!(found(world, viewer, "店1"), ["店1"]);
    assert_eq!(world.store.brief(viewer, kept).unwrap().unwrap().merged, []);
    assert_eq!(world.store.account(world.viewer(world.org.wang), kept).unwrap(), None);
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn merging_moves_the_clock_and_taking_apart_moves_it_back(world: &mut World) {
    let (li, kept, gone) = (world.org.li, world.org.accounts[0], world.org.accounts[1]);
    let before = world.day.pred_opt().unwrap();
    world.enter(li, kept, before, note("first")).unwrap();
    world.enter(li, gone, world.day, note("second")).unwrap();
    let start = world.everything(Viewer::System);
    let merge: MergeId = world.id();
    world.act(li, vec![Change::Merge { merge, kept, gone }]).unwrap();
    let merged = world.last;
    assert_eq!(world.row(kept).last, Some(world.day));
    assert_eq!(world.store.timeline(Viewer::System, kept, None, 9).unwrap().items.len(), 2);
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    world.undo(li, merged).unwrap();
    assert_eq!(world.everything(Viewer::System), start);
    world.redo(li, merged).unwrap();
    world.act(li, vec![Change::Unmerge { merge }]).unwrap();
    assert_eq!((world.row(kept).last, world.row(gone).last), (Some(before), Some(world.day)));
    world.undo(li, world.last).unwrap();
    assert_eq!(world.row(kept).last, Some(world.day));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn correcting_and_voiding_move_the_clock(world: &mut World) {
    let (li, account, today) = (world.org.li, world.org.accounts[0], world.day);
    let back = |days| today - chrono::Duration::days(days);
    world.enter(li, account, back(9), note("old")).unwrap();
    let touch: TouchId = world.enter(li, account, today, note("new")).unwrap();
    let content = Content { note: "the other day".to_owned(), ..Content::default() };
    let correct = Change::Correct { touch, day: back(2), start: None, end: None, content };
    world.act(li, vec![correct]).unwrap();
    let corrected = world.last;
    assert_eq!(world.row(account).last, Some(back(2)));
    world.act(li, vec![Change::Void { touch, reason: "not here".to_owned() }]).unwrap();
    assert_eq!(world.row(account).last, Some(back(9)));
    let brief = world.store.brief(world.viewer(li), account).unwrap().unwrap();
    assert_eq!((brief.touches, brief.recent.len()), (1, 1), "a void visit counts nowhere");
    let timeline = world.store.timeline(world.viewer(li), account, None, 9).unwrap().items;
    let Happening::Touch(first) = &timeline[0].what else { panic!("{timeline:?}") };
    assert_eq!((first.id, first.voided.as_deref()), (touch, Some("not here")), "and stays in the timeline");
    assert_eq!(world.act(li, vec![Change::Void { touch, reason: String::new() }]), {
        Err(StoreError::Refused(Refusal::AlreadyVoid(touch)))
    });
    world.undo(li, world.store.undoable(world.viewer(li)).unwrap().unwrap().group).unwrap();
    assert_eq!(world.row(account).last, Some(back(2)));
    world.undo(li, corrected).unwrap();
    assert_eq!(world.row(account).last, Some(today));
    assert_eq!(world.store.touch(world.viewer(li), touch).unwrap().unwrap().content.note, "new");
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn two_edits_of_one_account_do_not_hurt_each_other(world: &mut World) {
    let (li, mo, account) = (world.org.li, world.org.mo, world.org.accounts[0]);
    let before = world.store.account(Viewer::System, account).unwrap().unwrap();
    let edit = |after: Account| Change::edit(&before.clone().into(), &after.into()).unwrap().unwrap();
    // Both begin with what they saw.
    world.act(mo, vec![edit(Account { phone: "1".into(), ..before.clone() })]).unwrap();
    world.act(li, vec![edit(Account { address: "2".into(), ..before.clone() })]).unwrap();
    let both = world.store.account(Viewer::System, account).unwrap().unwrap();
    assert_eq!((both.phone.as_str(), both.address.as_str()), ("1", "2"));
    let group = world.last;
    world.undo(li, group).unwrap();
    let one = world.store.account(Viewer::System, account).unwrap().unwrap();
    assert_eq!((one.phone.as_str(), one.address.as_str()), ("1", before.address.as_str()));
    // A hand-over keeps the last touch.
    world.visit(li, account);
    world.act(mo, vec![edit(Account { rep: Some(world.org.wang), ..before.clone() })]).unwrap();
    let viewer = world.viewer(world.org.wang);
    let row = world.store.search(viewer, "店0", 9).unwrap().rows.remove(0);
    assert_eq!((row.rep, row.last), (Some(world.org.wang), Some(world.day)));
}

fn somebody_who_was_met_stays(world: &mut World) {
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let (met, stranger): (ContactId, ContactId) = (world.id(), world.id());
    let person = |id, name: &str| Change::Add(Contact::new(id, account, name, ContactRole::Clerk).into());
    world.act(li, vec![person(met, "老王"), person(stranger, "小李")]).unwrap();
    let mut report = note("x");
    report.content.met = vec![met];
    world.enter(li, account, world.day, report).unwrap();
    let key = |id: ContactId| Key::new(Kind::Contact, id.0);
    assert_eq!(world.act(li, vec![Change::Remove(key(met))]), Err(StoreError::Refused(Refusal::InUse(key(met)))));
    world.act(li, vec![Change::Remove(key(stranger))]).unwrap();
    let viewer = world.viewer(li);
    assert_eq!(found(world, viewer, "小李"), <[&str; 0]>::default());
    world.undo(li, world.last).unwrap();
    assert_eq!(found(world, viewer, "小李"), ["店0"]);
}
