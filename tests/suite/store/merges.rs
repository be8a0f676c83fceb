//! Two accounts that became one, while others were at work: nothing may end up where nobody sees it.

use rounds::domain::account::{Contact, ContactRole};
use rounds::domain::change::Change;
use rounds::domain::ids::{AccountId, ContactId, MergeId, RepId, StopId};
use rounds::domain::rules::Refusal;
use rounds::store::{StoreError, Viewer};

use super::on_every_store;
use super::world::{World, note};

on_every_store! {
    no_undo_and_no_redo_makes_a_circle,
    no_undo_and_no_redo_makes_a_chain,
    what_was_being_written_follows,
    nothing_is_put_back_where_nobody_looks,
    no_account_is_taken_from_a_colleague,
}

fn merge(world: &mut World, actor: RepId, kept: AccountId, gone: AccountId) -> MergeId {
    let merge: MergeId = world.id();
    world.act(actor, vec![Change::Merge { merge, kept, gone }]).unwrap();
    merge
}

fn listed(world: &World, rep: RepId) -> Vec<String> {
    world.store.search(world.viewer(rep), "", 99).unwrap().rows.into_iter().map(|row| row.name).collect()
}

fn no_undo_and_no_redo_makes_a_circle(world: &mut World) {
    let (li, mo) = (world.org.li, world.org.mo);
    let (one, two) = (world.org.accounts[0], world.org.accounts[1]);
    merge(world, li, one, two);
    let first = world.last;
    world.undo(li, first).unwrap();
    merge(world, mo, two, one);
    assert_eq!(world.redo(li, first), Err(StoreError::Refused(Refusal::CannotMerge)));
    assert_eq!(listed(world, li), ["店1", "店2", "店3"]);
    assert_eq!(world.store.brief(world.viewer(li), one).unwrap().unwrap().account.id, two);
}

fn no_undo_and_no_redo_makes_a_chain(world: &mut World) {
    let (li, mo) = (world.org.li, world.org.mo);
    let [one, two, three] = [0, 1, 2].map(|at| world.org.accounts[at]);
    let first = merge(world, li, one, two);
    world.act(li, vec![Change::Unmerge { merge: first }]).unwrap();
    let apart = world.last;
    merge(world, mo, three, one);
    assert_eq!(world.undo(li, apart), Err(StoreError::Refused(Refusal::CannotMerge)));
    assert_eq!(listed(world, li), ["店1", "店2", "店3"]);
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn what_was_being_written_follows(world: &mut World) {
    let (li, mo, kept, gone) = (world.org.li, world.org.mo, world.org.accounts[0], world.org.accounts[1]);
    let (old, new): (ContactId, ContactId) = (world.id(), world.id());
    let person = |id, name: &str| Contact::new(id, gone, name, ContactRole::Clerk);
    world.act(li, vec![Change::Add(person(old, "老王").into())]).unwrap();
    merge(world, mo, kept, gone);
    // Li's forms were opened before.
    world.act(li, vec![Change::Add(person(new, "小李").into())]).unwrap();
    world.act(li, vec![Change::Set(person(old, "老汪").into())]).unwrap();
    let names = |world: &World| {
        let contacts = world.store.brief(world.viewer(li), kept).unwrap().unwrap().contacts;
        contacts.into_iter().map(|contact| (contact.account, contact.name)).collect::<Vec<_>>()
    };
    assert_eq!(names(world), [(kept, "老汪".to_owned()), (kept, "小李".to_owned())]);
}

fn nothing_is_put_back_where_nobody_looks(world: &mut World) {
    let (li, mo, kept, gone) = (world.org.li, world.org.mo, world.org.accounts[0], world.org.accounts[1]);
    let (stop, day): (StopId, _) = (world.id(), world.day);
    world.act(li, vec![Change::Plan { stop, rep: li, day, account: gone }]).unwrap();
    world.act(li, vec![Change::Unplan { stop }]).unwrap();
    let unplanned = world.last;
    let merge = merge(world, mo, kept, gone);
    assert_eq!(world.undo(li, unplanned), Err(StoreError::Refused(Refusal::WentInto(gone))));
    assert_eq!(world.store.route(world.viewer(li), li, day), Ok(Vec::new()));
    world.act(mo, vec![Change::Unmerge { merge }]).unwrap();
    world.undo(li, unplanned).unwrap();
    assert_eq!(world.store.route(world.viewer(li), li, day).unwrap()[0].stop.account, gone);
}

fn no_account_is_taken_from_a_colleague(world: &mut World) {
    let (li, mo, own, theirs) = (world.org.li, world.org.mo, world.org.accounts[0], world.org.accounts[4]);
    // Li covers for Wang today, and may write about the account.
    let (stop, merge) = (world.id(), world.id());
    world.act(mo, vec![Change::Plan { stop, rep: li, day: world.day, account: theirs }]).unwrap();
    world.enter(li, theirs, world.day, note("covered")).unwrap();
    for (kept, gone) in [(own, theirs), (theirs, own)] {
        let refused = Err(StoreError::Refused(Refusal::NotYours(gone)));
        assert_eq!(world.act(li, vec![Change::Merge { merge, kept, gone }]), refused);
    }
    world.act(mo, vec![Change::Merge { merge, kept: own, gone: theirs }]).unwrap();
}
