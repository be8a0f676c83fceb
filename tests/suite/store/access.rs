//! By which keys people come in, and who says so.

use rounds::domain::access::{AccessKey, Enrolment};
use rounds::domain::change::Change;
use rounds::domain::ids::RepId;
use rounds::domain::people::{Rep, Role};
use rounds::domain::rules::Refusal;
use rounds::store::{Keep, StoreError, Viewer};

use super::on_every_store;
use super::world::World;

on_every_store! {
    a_key_is_one_persons,
    a_revoked_key_stays_so,
    only_administrators_say_who_comes_in,
    codes_are_kept_beside_the_log,
}

fn key(world: &mut World, rep: RepId, digits: &str) -> AccessKey {
    AccessKey {
        id: world.id(),
        rep,
        public: format!("ssh-ed25519 {digits}"),
        fingerprint: format!("SHA256:{digits}"),
        name: "laptop".to_owned(),
        added: "2026-03-02T01:02:03.004Z".parse().unwrap(),
        revoked: None,
    }
}

fn holder(world: &World, fingerprint: &str) -> Option<RepId> {
    world.store.key_holder(Viewer::System, fingerprint).unwrap().map(|rep| rep.id)
}

fn a_key_is_one_persons(world: &mut World) {
    let (li, wang) = (world.org.li, world.org.wang);
    let first = key(world, li, "one");
    world.act(None, vec![Change::Add(first.clone().into())]).unwrap();
    assert_eq!(holder(world, "SHA256:one"), Some(li));
    assert_eq!(holder(world, "SHA256:two"), None);
    assert_eq!(world.store.access_keys(Viewer::System), Ok(vec![first]));
    let again = key(world, wang, "one");
    let taken = Refusal::KeyTaken("SHA256:one".to_owned());
    assert_eq!(world.act(None, vec![Change::Add(again.into())]), Err(taken.into()));
    let second = key(world, wang, "two");
    world.act(None, vec![Change::Add(second.clone().into())]).unwrap();
    assert_eq!(world.store.access_keys(world.viewer(wang)), Ok(vec![second]), "one's own");
    assert_eq!(world.store.key_holder(world.viewer(world.org.mo), "SHA256:one"), Err(StoreError::NotAllowed));
}

fn a_revoked_key_stays_so(world: &mut World) {
    let li = world.org.li;
    let first = key(world, li, "one");
    world.act(None, vec![Change::Add(first.clone().into())]).unwrap();
    let revoked = AccessKey { revoked: Some(world.now), ..first.clone() };
    world.act(None, vec![Change::Set(revoked.into())]).unwrap();
    assert_eq!(holder(world, "SHA256:one"), None);
    let envelope = world.envelope(None, rounds::domain::change::Act::Undo(world.last));
    assert_eq!(world.send(&envelope).unwrap_err(), Refusal::Revoked.into(), "nor by undo");
    // The same key can be given anew, which is told in the log.
    let anew = AccessKey { id: world.id(), ..first };
    world.act(None, vec![Change::Add(anew.into())]).unwrap();
    assert_eq!(holder(world, "SHA256:one"), Some(li));
}

fn only_administrators_say_who_comes_in(world: &mut World) {
    let (li, sun, mo) = (world.org.li, world.org.sun, world.org.mo);
    let reps = world.store.reps(Viewer::System).unwrap();
    let chief = Rep { id: world.id(), code: "chief".to_owned(), role: Role::Administrator, ..reps[0].clone() };
    world.act(None, vec![Change::Add(chief.clone().into())]).unwrap();
    let rep = reps.into_iter().find(|rep| rep.id == li).unwrap();
    for actor in [li, sun, mo] {
        let mine = key(world, actor, "mine");
        let added = world.act(actor, vec![Change::Add(mine.into())]);
        assert_eq!(added, Err(StoreError::NotAllowed), "a key of one's own");
        let out = Rep { disabled: true, ..rep.clone() };
        assert_eq!(
            world.act(actor, vec![Change::Set(out.into())]),
            Err(StoreError::NotAllowed),
            "keeping somebody out"
        );
        assert_eq!(world.store.enrolments(world.viewer(actor)), Err(StoreError::NotAllowed));
    }
    let theirs = key(world, li, "theirs");
    world.act(chief.id, vec![Change::Add(theirs.clone().into())]).unwrap();
    world.act(chief.id, vec![Change::Set(Rep { disabled: true, ..rep }.into())]).unwrap();
    assert!(world.store.key_holder(Viewer::System, "SHA256:theirs").unwrap().unwrap().disabled);
    assert_eq!(world.store.access_keys(world.viewer(chief.id)), Ok(vec![theirs]));
    assert_eq!(world.store.access_keys(world.viewer(mo)), Ok(Vec::new()));
    assert_eq!(world.store.enrolments(world.viewer(chief.id)), Ok(Vec::new()));
}

fn codes_are_kept_beside_the_log(world: &mut World) {
    let li = world.org.li;
    let until = "2026-03-03T01:02:03.004Z".parse().unwrap();
    let code = Enrolment { rep: li, digest: "0a".repeat(32), until, tries: Enrolment::TRIES };
    world.store.keep(&Keep::Enrolment(code.clone())).unwrap();
    assert_eq!(world.store.enrolments(Viewer::System), Ok(vec![code.clone()]));
    let tried = Enrolment { tries: 0, ..code };
    assert!(!tried.is_open(world.now));
    world.store.keep(&Keep::Enrolment(tried.clone())).unwrap();
    assert_eq!(world.store.enrolments(Viewer::System), Ok(vec![tried]));
    world.store.keep(&Keep::DropEnrolment(li)).unwrap();
    assert_eq!(world.store.enrolments(Viewer::System), Ok(Vec::new()));
}
