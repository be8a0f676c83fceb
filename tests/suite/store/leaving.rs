//! What leaves a store: the log as people read it, and everything page by page.

use rounds::domain::change::{Change, Deed};
use rounds::domain::ids::{AccountId, RepId};
use rounds::domain::matter::{Matter, MatterKind};
use rounds::domain::record::Kind;
use rounds::store::rows::Turned;
use rounds::store::{Operation, OperationsAsked, Viewer};

use super::on_every_store;
use super::world::World;

on_every_store! {
    the_log_tells_who_did_what,
    what_changed_nothing_was_not_undone,
    a_viewer_sees_the_operations_of_the_own_scope,
    the_log_is_paged_without_gaps,
    accounts_leave_page_by_page,
    records_leave_with_their_accounts,
}

const ALL: OperationsAsked = OperationsAsked { account: None, since: None };

fn log(world: &World, viewer: Viewer, asked: OperationsAsked) -> Vec<Operation> {
    world.store.operations(viewer, asked, None, 1000).unwrap().items
}

fn pause(world: &World) -> Change {
    let span = rounds::domain::day::Span { first: world.day, last: None };
    let pause = rounds::domain::account::Pause { span, reason: "closed".to_owned() };
    Change::Pause { account: world.org.accounts[1], pause }
}

fn the_log_tells_who_did_what(world: &mut World) {
    let org = world.org.clone();
    let before = log(world, Viewer::System, ALL).len();
    assert_eq!(before, 2, "what is shipped, and the organisation");
    let touch = world.check_in(org.li, org.accounts[0]).unwrap();
    world.check_out(org.li, touch, super::world::note("fine")).unwrap();
    world.act(org.li, vec![pause(world)]).unwrap();
    let paused = world.last;
    world.undo(org.li, paused).unwrap();
    let found = log(world, Viewer::System, ALL);
    let told: Vec<_> = found[..4].iter().map(|it| (it.turned, it.deed, it.in_force, it.records)).collect();
    assert_eq!(
        told,
        [
            (Turned::Undo, Some(Deed::Pause), true, 1),
            (Turned::Change, Some(Deed::Pause), false, 1),
            (Turned::Change, Some(Deed::CheckOut), true, 2),
            (Turned::Change, Some(Deed::CheckIn), true, 2),
        ]
    );
    assert!(found[..4].iter().all(|it| it.actor == Some(org.li) && it.actor_code == "li" && it.day == world.day));
    assert_eq!(found[0].at, chrono::SubsecRound::trunc_subsecs(world.now, 3));
    let about = found[0].account.clone().unwrap();
    assert_eq!((about.account, about.name.as_str(), about.code.as_str()), (org.accounts[1], "店1", "C001"));
    world.redo(org.li, paused).unwrap();
    let found = log(world, Viewer::System, ALL);
    let told: Vec<_> = found[..3].iter().map(|it| (it.turned, it.in_force)).collect();
    assert_eq!(told, [(Turned::Redo, true), (Turned::Undo, false), (Turned::Change, true)]);
    // An operation about many accounts names none.
    let set_up = &found[found.len() - 2];
    assert_eq!((set_up.accounts, set_up.account.clone(), set_up.actor), (7, None, None));
    assert_eq!((set_up.records, set_up.deed), (14, Some(Deed::Add)));
}

fn what_changed_nothing_was_not_undone(world: &mut World) {
    let (rep, day, account) = (world.org.li, world.day, world.org.accounts[0]);
    for records in [1, 0] {
        let stop = world.id();
        world.act(rep, vec![Change::Plan { stop, rep, day, account }]).unwrap();
        let newest = log(world, Viewer::System, ALL).remove(0);
        assert_eq!((newest.records, newest.in_force), (records, true));
    }
}

fn a_viewer_sees_the_operations_of_the_own_scope(world: &mut World) {
    let org = world.org.clone();
    world.visit(org.li, org.accounts[0]);
    world.next_day();
    world.visit(org.wang, org.accounts[4]);
    world.act(org.mo, vec![pause(world)]).unwrap();
    let whose = |world: &World, viewer, asked| {
        let mut actors: Vec<Option<RepId>> = log(world, viewer, asked).into_iter().map(|it| it.actor).collect();
        actors.dedup();
        actors
    };
    let (li, wang, mo) = (Some(org.li), Some(org.wang), Some(org.mo));
    assert_eq!(whose(world, world.viewer(org.li), ALL), [li]);
    assert_eq!(whose(world, world.viewer(org.wang), ALL), [wang]);
    assert_eq!(whose(world, world.viewer(org.sun), ALL), [mo, li], "the own team and those under it");
    assert_eq!(whose(world, world.viewer(org.mo), ALL), [mo, wang, li, None]);
    assert_eq!(whose(world, Viewer::System, ALL), [mo, wang, li, None]);
    let nobody = world.id();
    assert_eq!(whose(world, world.viewer(nobody), ALL), []);
    let since = OperationsAsked { since: Some(world.day), ..ALL };
    assert_eq!(whose(world, Viewer::System, since), [mo, wang]);
    let about = |at: usize| OperationsAsked { account: Some(org.accounts[at]), ..ALL };
    assert_eq!(whose(world, Viewer::System, about(1)), [mo, None]);
    assert_eq!(whose(world, world.viewer(org.li), about(1)), []);
}

fn the_log_is_paged_without_gaps(world: &mut World) {
    let org = world.org.clone();
    for at in [0, 1, 2, 3] {
        world.visit(org.li, org.accounts[at]);
        world.visit(org.wang, org.accounts[4 + at % 2]);
    }
    for viewer in [Viewer::System, world.viewer(org.li)] {
        let whole = log(world, viewer, ALL);
        let mut pages = Vec::new();
        let mut before = None;
        loop {
            let page = world.store.operations(viewer, ALL, before, 3).unwrap();
            assert!(page.items.len() <= 3);
            pages.extend(page.items);
            before = page.next;
            if before.is_none() {
                break;
            }
        }
        assert_eq!(pages, whole);
    }
}

fn accounts_leave_page_by_page(world: &mut World) {
    let org = world.org.clone();
    world.visit(org.li, org.accounts[2]);
    let cover = Change::Plan { stop: world.id(), rep: org.li, day: world.day, account: org.accounts[4] };
    world.act(org.mo, vec![cover]).unwrap();
    let merge = Change::Merge { merge: world.id(), kept: org.accounts[0], gone: org.accounts[1] };
    world.act(org.mo, vec![merge]).unwrap();
    let pages = |world: &World, viewer, limit| {
        let mut all = Vec::new();
        let mut after = None;
        loop {
            let page = world.store.accounts(viewer, after, limit).unwrap();
            assert!(page.len() <= limit);
            let Some(last) = page.last() else { return all };
            after = Some(last.account.id);
            all.extend(page);
        }
    };
    for limit in [1, 2, 100] {
        let places = |world: &World, viewer| -> Vec<usize> {
            let found = pages(world, viewer, limit);
            let place = |id: AccountId| org.accounts.iter().position(|it| *it == id).unwrap();
            found.iter().map(|row| place(row.account.id)).collect()
        };
        assert_eq!(places(world, Viewer::System), [0, 2, 3, 4, 5, 6]);
        assert_eq!(places(world, world.viewer(org.mo)), [0, 2, 3, 4, 5, 6]);
        assert_eq!(places(world, world.viewer(org.li)), [0, 2, 3, 4], "cover on a route of the day");
        assert_eq!(places(world, world.viewer(org.wang)), [4, 5]);
    }
    let found = pages(world, world.viewer(org.li), 100);
    let last: Vec<_> = found.iter().map(|row| row.last).collect();
    assert_eq!(last, [None, Some(world.day), None, None]);
    let codes: Vec<&str> = found[0].account.codes.iter().map(|code| code.text.as_str()).collect();
    assert_eq!(codes, ["C000", "C001"], "with what went into it");
}

fn records_leave_with_their_accounts(world: &mut World) {
    let org = world.org.clone();
    let (first, second) = (world.visit(org.li, org.accounts[1]), world.visit(org.li, org.accounts[0]));
    world.next_day();
    let third = world.visit(org.li, org.accounts[1]);
    let matter = Matter {
        id: world.id(),
        account: org.accounts[0],
        rep: org.li,
        touch: None,
        kind: MatterKind::Promise,
        text: "labels".to_owned(),
        raised: world.day,
        due: None,
        answered: None,
        put_off: None,
    };
    world.act(org.li, vec![Change::Add(matter.into())]).unwrap();
    let ids = |viewer, accounts: &[AccountId], kind| {
        let records = world.store.records_at(viewer, accounts, kind).unwrap();
        records.iter().map(|record| record.key().id).collect::<Vec<_>>()
    };
    let li = world.viewer(org.li);
    assert_eq!(ids(li, &[org.accounts[0], org.accounts[1]], Kind::Touch), [second.0, first.0, third.0]);
    assert_eq!(ids(li, &[org.accounts[1]], Kind::Touch), [first.0, third.0]);
    assert_eq!(ids(li, &org.accounts, Kind::Matter).len(), 1);
    assert_eq!(ids(li, &org.accounts, Kind::Stop).len(), 3);
    assert_eq!(ids(li, &org.accounts, Kind::Contact).len(), 0);
    assert!(ids(Viewer::System, &org.accounts, Kind::Account).is_empty());
    assert!(ids(world.viewer(org.wang), &org.accounts, Kind::Touch).is_empty(), "what cannot be seen is not there");
    assert_eq!(ids(world.viewer(org.sun), &org.accounts, Kind::Touch).len(), 3);
}
