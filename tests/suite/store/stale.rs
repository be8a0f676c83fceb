//! What many accounts rest on: a change of it is made at once, the stored days follow in small steps, and what is read is right meanwhile.

use rounds::domain::account::{Account, Beat};
use rounds::domain::cadence::{Level, Window};
use rounds::domain::calendar::HolidayYear;
use rounds::domain::change::Change;
use rounds::domain::day::Span;
use rounds::domain::ids::AccountId;
use rounds::domain::label::Label;
use rounds::domain::people::{Leave, Team};
use rounds::domain::record::{Key, Kind, Record, holiday_year_id};
use rounds::domain::tier::Tier;
use rounds::domain::touch::{Content, Report, TouchKind};
use rounds::store::{SqliteStore, StoreError, Viewer};

use super::on_every_store;
use super::world::{World, date};

on_every_store! {
    a_change_that_many_rest_on_is_followed_up_in_steps,
    a_change_that_few_rest_on_is_followed_up_at_once,
    what_is_written_at_a_stale_account_is_derived_at_once,
    undo_makes_stale_again_and_what_went_is_not_waited_for,
    rights_are_told_before_anything_is_typed,
    beats_tell_their_sizes,
    who_may_set_up_sees_teams_that_nobody_is_in,
}

/// So many accounts more of Li's in tier A, added in one operation.
fn many(world: &mut World, count: usize) -> Vec<AccountId> {
    let (li, tier) = (world.org.li, world.org.tiers[0]);
    let day = world.day;
    let accounts: Vec<Account> = (0..count)
        .map(|n| Account { rep: Some(li), tier: Some(tier), ..Account::new(world.id(), format!("Kiosk {n}"), day) })
        .collect();
    let ids = accounts.iter().map(|account| account.id).collect();
    world.act(None, accounts.into_iter().map(|account| Change::Add(account.into())).collect()).unwrap();
    ids
}

fn tier(world: &World, code: &str) -> Tier {
    let tiers = world.store.reference(Viewer::System).unwrap().tiers;
    tiers.into_iter().find(|tier| tier.code == code).unwrap()
}

/// Makes tier A 2–4 days, with telephone calls.
fn shorten(world: &mut World) {
    let mut a = tier(world, "A");
    let cadence = a.cadences.get_mut(&Level::Rep).unwrap();
    (cadence.window, cadence.phone_counts) = (Window { min: 2, max: 4 }, true);
    let mo = world.org.mo;
    world.act(mo, vec![Change::Set(a.into())]).unwrap();
}

fn call(world: &mut World, account: AccountId, day: &str) {
    let li = world.org.li;
    let content = Content { kind: TouchKind::Phone, ..Content::default() };
    world.enter(li, account, date(day), Report { content, ..Report::default() }).unwrap();
}

fn a_change_that_many_rest_on_is_followed_up_in_steps(world: &mut World) {
    let shops = many(world, 600);
    let li = world.org.li;
    world.enter(li, shops[0], date("2026-02-24"), Report::default()).unwrap();
    call(world, shops[0], "2026-02-27");
    call(world, shops[1], "2026-02-26");
    assert_eq!((world.row(shops[0]).last, world.row(shops[1]).last), (Some(date("2026-02-24")), None));

    shorten(world);
    // Two of tier A were there before.
    assert_eq!(world.store.stale(), Ok(602));
    let lasts = [Some(date("2026-02-27")), Some(date("2026-02-26")), None];
    let read = |world: &World| [0, 1, 2].map(|at| world.row(shops[at]).last);
    assert_eq!(read(world), lasts, "what is read is right before anything is derived");
    assert_eq!(world.store.brief(world.viewer(li), shops[1]).unwrap().unwrap().row.last, lasts[1]);
    let rows = world.store.accounts(Viewer::System, None, 1000).unwrap();
    let leaving = [0, 1, 2].map(|at| rows.iter().find(|row| row.account.id == shops[at]).unwrap().last);
    assert_eq!(leaving, lasts, "so is what leaves");
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()), "to be re-dated is no fault");

    let mut left = Vec::new();
    while left.last() != Some(&0) {
        left.push(world.store.redate(world.day, 250).unwrap());
        assert_eq!(read(world), lasts);
        assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    }
    assert_eq!(left, [352, 102, 0]);
    assert_eq!(world.store.redate(world.day, 250), Ok(0), "and nothing more");
}

fn a_change_that_few_rest_on_is_followed_up_at_once(world: &mut World) {
    let shops = many(world, 490);
    call(world, shops[1], "2026-02-26");
    shorten(world);
    assert_eq!(world.store.stale(), Ok(0));
    assert_eq!(world.row(shops[1]).last, Some(date("2026-02-26")));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn what_is_written_at_a_stale_account_is_derived_at_once(world: &mut World) {
    let shops = many(world, 510);
    shorten(world);
    assert_eq!(world.store.stale(), Ok(512));
    let li = world.org.li;
    world.visit(li, shops[7]);
    assert_eq!(world.store.stale(), Ok(511));
    assert_eq!(world.row(shops[7]).last, Some(world.day));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn undo_makes_stale_again_and_what_went_is_not_waited_for(world: &mut World) {
    let shops = many(world, 510);
    let (mo, li) = (world.org.mo, world.org.li);
    let span = Span::new(date("2026-02-25"), date("2026-02-26"));
    let leave = Leave { id: world.id(), rep: li, span, cover: None };
    world.act(mo, vec![Change::Add(leave.into())]).unwrap();
    let all = 514;
    assert_eq!(world.store.stale(), Ok(all), "Li's territory");
    let taken = world.last;
    world.store.redate(world.day, 500).unwrap();
    world.undo(mo, taken).unwrap();
    assert_eq!(world.store.stale(), Ok(all));
    world.act(mo, vec![Change::Remove(Key::new(Kind::Account, shops[3].0))]).unwrap();
    assert_eq!(world.store.stale(), Ok(all - 1));
    let year = HolidayYear { year: 2026, off: vec![date("2026-02-27")], working: Vec::new() };
    world.act(mo, vec![Change::Set(year.into())]).unwrap();
    assert_eq!(world.store.stale(), Ok(all + 2), "everybody's");
    world.act(mo, vec![Change::Remove(Key::new(Kind::HolidayYear, holiday_year_id(2026)))]).unwrap();
    assert_eq!(world.store.redate(world.day, 10_000), Ok(0));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

fn rights_are_told_before_anything_is_typed(world: &mut World) {
    let (li, sun, day) = (world.org.li, world.org.sun, world.day);
    let person = |world: &World, code: &str| {
        let reps = world.store.reps(Viewer::System).unwrap();
        reps.into_iter().find(|rep| rep.code == code).unwrap()
    };
    let leave = |world: &mut World, rep| Leave { id: world.id(), rep, span: Span::new(day, day), cover: None };
    let mut renamed = person(world, "li");
    "Li Lei".clone_into(&mut renamed.name);
    let mut promoted = person(world, "li");
    promoted.role = rounds::domain::people::Role::Manager;
    let records: Vec<(Record, bool)> = vec![
        (tier(world, "A").into(), false),
        (leave(world, li).into(), true),
        (leave(world, sun).into(), false),
        (Beat { id: world.id(), rep: li, name: Label::new("North", "") }.into(), true),
        (renamed.into(), true),
        (promoted.into(), false),
        (person(world, "wang").into(), false),
    ];
    let rights = world.store.rights(world.viewer(li)).unwrap();
    assert!(!rights.are_full() && world.store.rights(world.viewer(sun)).unwrap().are_full());
    for (record, allowed) in records {
        let before = match &record {
            Record::Rep(rep) => Some(Record::from(person(world, &rep.code))),
            Record::Tier(_) => Some(record.clone()),
            _ => None,
        };
        assert_eq!(rights.allow(before.as_ref(), &record), allowed, "{record:?}");
        // What is told is what happens.
        let made = world.act(li, vec![Change::Set(record.clone())]);
        assert_eq!(made != Err(StoreError::NotAllowed), allowed, "{record:?}");
    }
}

fn beats_tell_their_sizes(world: &mut World) {
    let (li, wang, sun) = (world.org.li, world.org.wang, world.org.sun);
    let beats = [li, li, wang].map(|rep| Beat { id: world.id(), rep, name: Label::new("Beat", "") });
    world.act(None, beats.iter().cloned().map(|beat| Change::Add(beat.into())).collect()).unwrap();
    for (account, beat) in [(0, 0), (1, 0), (4, 2)] {
        let (account, beat) = (world.org.accounts[account], beats[beat].id);
        world.edit(None, account, |account| account.beat = Some(beat)).unwrap();
    }
    for (viewer, seen) in [(li, vec![2]), (sun, vec![2]), (wang, vec![1])] {
        let sizes = world.store.beat_sizes(world.viewer(viewer)).unwrap();
        assert_eq!(sizes.into_values().collect::<Vec<_>>(), seen);
    }
    assert_eq!(world.store.beat_sizes(Viewer::System).unwrap().len(), 2);
}

fn who_may_set_up_sees_teams_that_nobody_is_in(world: &mut World) {
    let (li, sun, mo) = (world.org.li, world.org.sun, world.org.mo);
    let team = Team { id: world.id(), name: Label::new("New", ""), parent: None };
    world.act(mo, vec![Change::Add(team.into())]).unwrap();
    let teams = |viewer| world.store.reference(world.viewer(viewer)).unwrap().teams.len();
    assert_eq!((teams(li), teams(sun), teams(mo)), (1, 4, 4));
}

#[test]
fn what_is_stale_waits_for_the_next_start() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rounds.db");
    let mut world = World::new(Box::new(SqliteStore::open(&path).unwrap()));
    many(&mut world, 600);
    shorten(&mut world);
    let left = world.store.redate(world.day, 100).unwrap();
    world.store = Box::new(SqliteStore::open(&path).unwrap());
    assert_eq!((left, world.store.stale()), (502, Ok(502)));
    assert_eq!(world.store.redate(world.day, 1_000), Ok(0));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}
