//! What imports need of a store: groups that are taken back as far as that goes, imports that are remembered, and reads of everything.

use rounds::domain::account::{Code, CodeKind};
use rounds::domain::change::{Act, Change};
use rounds::domain::ids::{AccountId, GroupId, ImportId, TouchId};
use rounds::domain::merge::Twins;
use rounds::domain::people::Role;
use rounds::domain::product::{Pack, Product};
use rounds::domain::record::{Key, Kind, Record};
use rounds::domain::touch::{Content, Touch, TouchKind};
use rounds::store::rows::{ImportRun, ImportState};
use rounds::store::{Keep, SqliteStore, Store as _, StoreError, Viewer};

use super::on_every_store;
use super::world::{World, note};

on_every_store! {
    a_withdrawal_keeps_what_was_changed_since_and_what_others_rest_on,
    a_withdrawn_group_is_gone_once_and_for_all,
    imports_are_remembered_with_their_groups,
    that_somebody_imports_is_told_to_everybody,
    an_import_is_taken_back_as_a_whole_and_not_put_back,
    where_nobody_leads_reps_look_after_what_is_not_about_an_account,
    everything_is_told_to_an_import,
    products_and_decisions_are_read,
}

/// Three accounts of Li's with imported last visits, as an import writes them.
fn imported(world: &mut World) -> (GroupId, Vec<AccountId>, Vec<TouchId>) {
    let (li, day) = (world.org.li, world.day);
    let (mut changes, mut accounts, mut touches) = (Vec::new(), Vec::new(), Vec::new());
    for n in 20..23 {
        let account = world.account(n, Some(li));
        let touch = Touch {
            id: world.id(),
            account: account.id,
            rep: li,
            levels: vec![rounds::domain::cadence::Level::Rep],
            day: day - chrono::Duration::days(3),
            start: None,
            end: None,
            open: false,
            late: true,
            content: Content { kind: TouchKind::Imported, ..Content::default() },
            window: None,
            voided: None,
            followed: None,
            put_off: None,
        };
        accounts.push(account.id);
        touches.push(touch.id);
        changes.extend([Change::Add(account.into()), Change::Add(touch.into())]);
    }
    world.act(li, changes).unwrap();
    (world.last, accounts, touches)
}

fn a_withdrawal_keeps_what_was_changed_since_and_what_others_rest_on(world: &mut World) {
    let li = world.org.li;
    let (group, accounts, touches) = imported(world);
    world.edit(li, accounts[1], |account| account.phone.push_str("0571-1")).unwrap();
    world.visit(li, accounts[2]);
    let withdraw = world.envelope(Some(li), Act::Withdraw(group));
    let applied = world.send(&withdraw).unwrap();
    let mut kept = applied.kept.clone();
    kept.sort();
    let mut expected: Vec<Key> = accounts[1..].iter().map(|id| Key::new(Kind::Account, id.0)).collect();
    expected.sort();
    assert_eq!(kept, expected, "the one that was edited, and the one that was visited");
    assert_eq!(applied.rows, 4, "an account, and all three imported visits");
    assert_eq!(world.store.account(Viewer::System, accounts[0]), Ok(None));
    assert_eq!(world.store.account(Viewer::System, accounts[1]).unwrap().unwrap().phone, "0571-1");
    for touch in touches {
        assert_eq!(world.store.touch(Viewer::System, touch), Ok(None));
    }
    assert_eq!(world.row(accounts[1]).last, None, "the clock follows");
    assert_eq!(world.row(accounts[2]).last, Some(world.day));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn a_withdrawn_group_is_gone_once_and_for_all(world: &mut World) {
    let (li, wang) = (world.org.li, world.org.wang);
    let (group, accounts, _) = imported(world);
    let stranger = world.envelope(Some(wang), Act::Withdraw(group));
    assert_eq!(world.send(&stranger), Err(StoreError::NothingToUndo), "nobody takes back what others did");
    let withdraw = world.envelope(Some(li), Act::Withdraw(group));
    assert_eq!(world.send(&withdraw).unwrap().rows, 6);
    assert!(world.send(&withdraw).unwrap().again);
    let again = world.envelope(Some(li), Act::Withdraw(group));
    assert_eq!(world.send(&again), Err(StoreError::NothingToUndo));
    let undo = world.envelope(Some(li), Act::Undo(group));
    assert_eq!(world.send(&undo), Err(StoreError::NothingToUndo));
    assert!(accounts.iter().all(|id| world.store.account(Viewer::System, *id) == Ok(None)));
}

fn run(world: &mut World, groups: Vec<GroupId>) -> ImportRun {
    let at = "2026-03-02T01:02:03Z".parse().unwrap();
    ImportRun {
        id: world.id::<ImportId>(),
        rep: Some(world.org.li),
        file: "客户.csv".to_owned(),
        print: "a1b2".to_owned(),
        options: "{}".to_owned(),
        started: at,
        at,
        rows: 3,
        through: 2,
        state: ImportState::Going,
        groups,
    }
}

fn imports_are_remembered_with_their_groups(world: &mut World) {
    let (first, second) = (world.id(), world.id());
    let mut import = run(world, vec![first]);
    world.store.keep(&Keep::Import(import.clone())).unwrap();
    import.groups.push(second);
    import.through = 3;
    import.state = ImportState::Done;
    world.store.keep(&Keep::Import(import.clone())).unwrap();
    assert_eq!(world.store.imports(world.viewer(world.org.li)), Ok(vec![import.clone()]));
    assert_eq!(world.store.imports(Viewer::System), Ok(vec![import.clone()]));
    assert_eq!(world.store.imports(world.viewer(world.org.wang)), Ok(Vec::new()));
    // Groups that were kept are not forgotten by who leaves them out.
    world.store.keep(&Keep::Import(ImportRun { groups: Vec::new(), ..import.clone() })).unwrap();
    assert_eq!(world.store.imports(Viewer::System), Ok(vec![import]));
}

fn that_somebody_imports_is_told_to_everybody(world: &mut World) {
    let import = run(world, Vec::new());
    let (before, at) = (import.at - chrono::Duration::seconds(1), import.at);
    assert_eq!(world.store.is_importing(before, at), Ok(false), "nobody does");
    for (state, is) in [
        (ImportState::Going, true),
        (ImportState::Leaving, true),
        (ImportState::Done, false),
        (ImportState::Gone, false),
    ] {
        world.store.keep(&Keep::Import(ImportRun { state, rep: None, ..import.clone() })).unwrap();
        assert_eq!(world.store.is_importing(before, at), Ok(is), "{state:?}");
        assert_eq!(world.store.is_importing(at, at), Ok(is), "{state:?}");
        assert_eq!(world.store.is_importing(before, before), Ok(false), "{state:?}: it was not at work then");
    }
}

fn an_import_is_taken_back_as_a_whole_and_not_put_back(world: &mut World) {
    let li = world.org.li;
    let (group, ..) = imported(world);
    assert_eq!(world.store.undoable(world.viewer(li)).unwrap().unwrap().import, None);
    let import = run(world, vec![group]);
    world.store.keep(&Keep::Import(import.clone())).unwrap();
    let undoable = world.store.undoable(world.viewer(li)).unwrap().unwrap();
    assert_eq!((undoable.group, undoable.import), (group, Some(import.id)));
    let withdraw = world.envelope(Some(li), Act::Withdraw(group));
    world.send(&withdraw).unwrap();
    assert_eq!(world.store.redoable(world.viewer(li)), Ok(None));
    assert_eq!(world.store.undoable(world.viewer(li)), Ok(None));
}

fn where_nobody_leads_reps_look_after_what_is_not_about_an_account(world: &mut World) {
    let org = world.org.clone();
    let tier = world.store.reference(Viewer::System).unwrap().tiers.remove(0);
    let longer = rounds::domain::tier::Tier { minutes: 45, ..tier };
    let set = || vec![Change::Set(longer.clone().into())];
    assert_eq!(world.act(org.li, set()), Err(StoreError::NotAllowed));
    for leader in [org.sun, org.mo] {
        let mut rep = world.store.reps(Viewer::System).unwrap().into_iter().find(|rep| rep.id == leader).unwrap();
        rep.role = Role::Rep;
        world.act(None, vec![Change::Set(rep.into())]).unwrap();
    }
    world.act(org.li, set()).unwrap();
    assert_eq!(world.store.reference(Viewer::System).unwrap().tiers[0].minutes, 45);
    let foreign = world.edit(org.li, org.accounts[4], |account| account.phone.push('1'));
    assert!(foreign.is_err(), "other people's accounts stay theirs");
}

fn everything_is_told_to_an_import(world: &mut World) {
    let (li, org) = (world.org.li, world.org.clone());
    world
        .edit(li, org.accounts[1], |account| {
            account.codes.push(Code { kind: CodeKind::Licence, text: "310101".to_owned() });
            account.address.push_str("东风路8号");
        })
        .unwrap();
    let merge = world.id();
    world.act(li, vec![Change::Merge { merge, kept: org.accounts[0], gone: org.accounts[2] }]).unwrap();
    let told = |world: &World, viewer| {
        let mut all = Vec::new();
        world.store.identities(viewer, &mut |identity| all.push(identity)).unwrap();
        all
    };
    let all = told(world, Viewer::System);
    let expected: Vec<AccountId> = [0, 1, 3, 4, 5, 6].map(|at| org.accounts[at]).to_vec();
    assert_eq!(all.iter().map(|it| it.account).collect::<Vec<_>>(), expected, "one went into another");
    assert_eq!(all[1].codes.len(), 2);
    assert_eq!((all[1].name.as_str(), all[1].address.as_str()), ("店1", "东风路8号"));
    assert!(all[1].place.is_some());
    let own: Vec<AccountId> = told(world, world.viewer(li)).iter().map(|it| it.account).collect();
    assert_eq!(own, [0, 1, 3].map(|at| org.accounts[at]));
    assert_eq!(world.store.account(world.viewer(li), org.accounts[4]), Ok(None));
    assert!(world.store.account(world.viewer(li), org.accounts[1]).unwrap().is_some());
}

fn products_and_decisions_are_read(world: &mut World) {
    let mut product = |name: &str, retired| Product {
        id: world.id(),
        code: String::new(),
        name: name.to_owned(),
        aliases: vec!["yx".to_owned()],
        unit: "盒".to_owned(),
        packs: vec![Pack { name: "条".to_owned(), factor: 10 }],
        retired,
    };
    let (old, b, a) = (product("A0", true), product("B", false), product("A", false));
    let records: Vec<Record> = [&old, &b, &a].map(|it| it.clone().into()).to_vec();
    let twins = Twins { id: world.id(), joined: true };
    let mut changes: Vec<Change> = records.into_iter().map(Change::Add).collect();
    changes.push(Change::Add(twins.into()));
    world.act(None, changes).unwrap();
    assert_eq!(world.store.products(), Ok(vec![a.clone(), b, old]));
    assert_eq!(world.store.twins(), Ok(vec![twins]));
    for packs in [
        vec![Pack { name: "盒".to_owned(), factor: 10 }],
        vec![Pack { name: "条".to_owned(), factor: 1 }],
        vec![Pack { name: " ".to_owned(), factor: 5 }],
    ] {
        let bad = Product { packs, ..a.clone() };
        assert!(world.act(None, vec![Change::Set(bad.into())]).is_err());
    }
    world.act(None, vec![Change::Remove(Key::new(Kind::Product, a.id.0))]).unwrap();
    assert_eq!(world.store.products().unwrap().len(), 2);
}

#[test]
fn a_file_has_other_connections_and_memory_has_none() {
    let dir = tempfile::tempdir().unwrap();
    let mut world = super::sqlite_file(&dir);
    let mut other = world.store.another().unwrap().expect("a file can be opened again");
    let (li, account) = (world.org.li, world.org.accounts[0]);
    world.enter(li, account, world.day, note("here")).unwrap();
    assert_eq!(other.brief(world.viewer(li), account).unwrap().unwrap().touches, 1);
    let setting = Keep::Setting { rep: li, name: "x".to_owned(), value: "there".to_owned() };
    other.keep(&setting).unwrap();
    assert_eq!(world.store.settings(world.viewer(li)).unwrap()["x"], "there");
    assert!(super::in_memory().store.another().unwrap().is_none());
    assert!(super::sqlite_in_memory().store.another().unwrap().is_none());
}

#[test]
fn a_file_of_the_first_version_is_searched_like_a_new_one() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rounds.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch(include_str!("../../../src/store/sqlite/migrations/0001.sql")).unwrap();
    old.execute_batch(
        "PRAGMA user_version = 1;
         INSERT INTO account (id, name, other_name, address, phone, added)
           VALUES (x'00000000000070008000000000000001', '王记烟酒店', '', '东风路8号', '138 0013 8812', '2026-01-01');
         INSERT INTO account_code VALUES (x'00000000000070008000000000000001', 0, 'customer', 'A-0071');
         INSERT INTO contact VALUES (x'00000000000070008000000000000002', x'00000000000070008000000000000001', '张老板', 'owner', '', NULL, 1);",
    )
    .unwrap();
    drop(old);
    let store = SqliteStore::open(&path).unwrap();
    for words in ["wjyjd", "8812", "a-0071", "dongfeng", "张老板", "zlb", ""] {
        let finds = store.search(Viewer::System, words, 10).unwrap();
        assert_eq!((finds.total, finds.rows.len()), (1, 1), "{words}");
    }
    assert_eq!(store.search(Viewer::System, "xyz", 10).unwrap().total, 0);
    let account = store.account(Viewer::System, finds_first(&store)).unwrap().unwrap();
    assert_eq!((account.hours.len(), account.merged_into), (0, None));
    assert_eq!(store.verify(Viewer::System), Ok(Vec::new()));
    assert!(dir.path().join("rounds.db.pre-v11").exists(), "a copy from before");
}

fn finds_first(store: &SqliteStore) -> AccountId {
    store.search(Viewer::System, "", 1).unwrap().rows[0].account
}
