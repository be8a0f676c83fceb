//! Random histories. Two stores that are sent the same envelopes give the same answers and the same reads; and whatever one person
//! did, undo takes back step by step and redo puts back.

use chrono::{Datelike, Duration};
use proptest::prelude::*;
use rounds::domain::account::{Contact, ContactRole, OwnWindow, Pause};
use rounds::domain::birthday::Birthday;
use rounds::domain::cadence::Window;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::day::Span;
use rounds::domain::ids::{AccountId, AppointmentId, ContactId, GroupId, MatterId, MergeId, RepId, StopId, TouchId};
use rounds::domain::matter::{Appointment, MatterKind, Outcome, Waiting};
use rounds::domain::people::Leave;
use rounds::domain::record::{Key, Kind};
use rounds::domain::route::End;
use rounds::domain::touch::{Draft, NewMatter, NextStep, Report, TouchKind};
use rounds::store::{Keep, MemoryStore, SqliteStore, StoreError, Viewer};

use super::world::{World, note};

/// Who, what, and three numbers that choose among what there is.
pub type Step = (u8, u8, u8, u8, u8);

/// What the steps have made so far.
#[derive(Default)]
pub struct Made {
    touches: Vec<TouchId>,
    stops: Vec<StopId>,
    matters: Vec<MatterId>,
    appointments: Vec<AppointmentId>,
    contacts: Vec<ContactId>,
    merges: Vec<MergeId>,
    groups: Vec<GroupId>,
}

fn pick<T: Copy>(list: &[T], n: u8) -> Option<T> {
    (!list.is_empty()).then(|| list[usize::from(n) % list.len()])
}

/// What a step does: changes, or undo and redo.
fn act(world: &mut World, made: &mut Made, actor: RepId, (_, what, a, b, c): Step) -> Option<Act> {
    let org = world.org.clone();
    let accounts = if actor == org.li { &org.accounts[..4] } else { &org.accounts[..] };
    let account = pick(accounts, a)?;
    let day = world.day + Duration::days(i64::from(b % 3));
    let one = match what % 28 {
        0 | 1 => {
            let (touch, stop) = (world.id(), world.id());
            made.touches.push(touch);
            made.stops.push(stop);
            Change::CheckIn { touch, account, stop }
        }
        2 | 3 => {
            let (end, report) =
                ((c.is_multiple_of(2)).then(|| world.now + Duration::minutes(9)), report(world, made, a, b, c));
            Change::CheckOut { touch: pick(&made.touches, a)?, end, report }
        }
        4 => Change::CallOff { touch: pick(&made.touches, a)? },
        5 | 6 => {
            let (touch, report) = (world.id(), report(world, made, a, b, c));
            made.touches.push(touch);
            let day = world.day - Duration::days(i64::from(b % 4));
            Change::Enter { touch, account, day, start: None, end: None, report }
        }
        7 | 8 => {
            let stop = world.id();
            made.stops.push(stop);
            Change::Plan { stop, rep: if c.is_multiple_of(4) { org.wang } else { org.li }, day, account }
        }
        9 => {
            let after = if c.is_multiple_of(3) { None } else { pick(&made.stops, b) };
            Change::Reorder { stop: pick(&made.stops, a)?, after }
        }
        10 => Change::MoveTo { stop: pick(&made.stops, a)?, day },
        11 if b % 3 == 0 => {
            Change::Pin { stop: pick(&made.stops, a)?, at: chrono::NaiveTime::from_hms_opt(u32::from(b % 24), 30, 0) }
        }
        11 if b % 3 == 1 => Change::Lock { stop: pick(&made.stops, a)?, locked: !b.is_multiple_of(4) },
        11 => Change::Skip { stop: pick(&made.stops, a)?, reason: format!("because {b}") },
        12..=15 => duties(world, made, actor, (what % 28, a, b, c))?,
        16 => {
            let last = (c % 3 > 0).then(|| day + Duration::days(i64::from(c % 9)));
            Change::Pause { account, pause: Pause { span: Span { first: day, last }, reason: format!("{c}") } }
        }
        17 => Change::Resume { account },
        18 => {
            let mut record = world.store.brief(Viewer::System, accounts[usize::from(a % 2)]).unwrap()?.account;
            match b % 6 {
                0 => record.phone = format!("{}", c % 3),
                1 => record.address = format!("{}", c % 3),
                2 => record.tier = pick(&org.tiers, c),
                3 => {
                    record.own_window =
                        Window::new(2, u32::from(c % 5)).map(|window| OwnWindow { window, reason: String::new() });
                }
                4 => record.closures = vec![Span::new(world.day, day)],
                _ => record.rep = pick(&[None, Some(org.li), Some(org.wang)], c)?,
            }
            Change::Set(record.into())
        }
        19 => {
            let (id, known) = (world.id(), pick(&made.contacts, b).filter(|_| c.is_multiple_of(2)));
            made.contacts.push(id);
            let (role, name, phone) = (ContactRole::Owner, format!("人{c}"), format!("{b}"));
            let counts = true;
            let month = world.day.month() as u8;
            let birthday = Birthday::new(None, if c.is_multiple_of(5) { c % 12 + 1 } else { month }, b % 28 + 1, false);
            let birthday = birthday.filter(|_| !b.is_multiple_of(4));
            let contact = Contact::new(known.unwrap_or(id), account, name, role);
            Change::Set(Contact { phone, counts, birthday, ..contact }.into())
        }
        20 => {
            let mut tier = world.store.reference(Viewer::System).unwrap().tiers.swap_remove(usize::from(a % 3));
            tier.cadences.values_mut().for_each(|cadence| {
                cadence.window = Window { min: u32::from(b % 4), max: u32::from(c % 9) };
                cadence.phone_counts = c.is_multiple_of(2);
            });
            Change::Set(tier.into())
        }
        21..=26 => upkeep(world, made, accounts, (what % 28, a, b, c))?,
        _ => {
            let span = Span { first: world.day, last: (c.is_multiple_of(2)).then_some(day) };
            let cover = (b.is_multiple_of(3)).then_some(org.wang);
            Change::Add(
                Leave { id: world.id(), rep: if a.is_multiple_of(2) { actor } else { org.li }, span, cover }.into(),
            )
        }
    };
    let mut changes = vec![one];
    if c.is_multiple_of(7) {
        // Two changes in one operation.
        let stop = world.id();
        made.stops.push(stop);
        changes.push(Change::Plan { stop, rep: org.li, day, account });
    }
    Some(Act::Change(changes))
}

/// What is done about stops that were not visited, matters, appointments and next steps.
fn duties(world: &mut World, made: &mut Made, actor: RepId, (what, a, b, c): (u8, u8, u8, u8)) -> Option<Change> {
    let account = pick(&world.org.accounts[..2], a)?;
    let day = world.day + Duration::days(i64::from(b % 6) - 1);
    Some(match what {
        12 if b % 3 == 0 => end_day(world, made, (a, b, c))?,
        12 => Change::Unplan { stop: pick(&made.stops, a)? },
        13 if b % 3 == 0 => {
            let step = || pick(&made.touches, a).map(Waiting::Step);
            let what = if c.is_multiple_of(2) { pick(&made.matters, a).map(Waiting::Matter) } else { step() }?;
            Change::PutOff { what, until: day, reason: format!("later {c}") }
        }
        13 if b % 3 == 1 => Change::StepDone { touch: pick(&made.touches, a)? },
        13 => Change::Answer { matter: pick(&made.matters, a)? },
        14 => {
            let id = world.id();
            made.appointments.push(id);
            let (made, time) = (world.now, (c.is_multiple_of(2)).then(|| "10:00:00".parse().unwrap()));
            let purpose = String::new();
            Change::Add(Appointment { id, account, rep: actor, day, time, purpose, made, outcome: None }.into())
        }
        15 if b % 2 == 0 => Change::Rearrange { appointment: pick(&made.appointments, a)?, day, time: None },
        _ => Change::Settle { appointment: pick(&made.appointments, a)?, outcome: Outcome::Late },
    })
}

/// A day ends, with one stop or two.
fn end_day(world: &mut World, made: &mut Made, (a, b, c): (u8, u8, u8)) -> Option<Change> {
    let org = world.org.clone();
    let to = world.day + Duration::days(i64::from(c % 3));
    let mut end = |n: u8| {
        let stop = world.id();
        made.stops.push(stop);
        match n % 4 {
            0 => End::Left,
            1 => End::Rolled { to, stop },
            2 => End::Handed { to: org.wang, on: to, stop },
            _ => End::Skipped { reason: format!("{n}") },
        }
    };
    let ends = [end(a), end(c)];
    let which = [pick(&made.stops, a)?, pick(&made.stops, b)?];
    let ends = which.into_iter().zip(ends).take(usize::from(1 + c % 2)).collect();
    Some(Change::EndDay { rep: org.li, day: world.day, ends })
}

/// What is done to accounts and to visits that are over.
fn upkeep(
    world: &mut World,
    made: &mut Made,
    accounts: &[AccountId],
    (what, a, b, c): (u8, u8, u8, u8),
) -> Option<Change> {
    let org = world.org.clone();
    let account = pick(accounts, a)?;
    Some(match what {
        21 => {
            let before = world.store.account(Viewer::System, account).unwrap()?;
            let mut after = before.clone();
            match b % 4 {
                0 => after.name = format!("店{c}"),
                1 => after.minutes = Some(u32::from(c)),
                2 => after.codes.truncate(usize::from(c % 2)),
                _ => after.rep = pick(&[None, Some(org.li), Some(org.wang)], c)?,
            }
            Change::edit(&before.into(), &after.into()).unwrap()?
        }
        22 => {
            let merge = world.id();
            made.merges.push(merge);
            Change::Merge { merge, kept: account, gone: pick(accounts, b)? }
        }
        23 => Change::Unmerge { merge: pick(&made.merges, a)? },
        24 => {
            let (touch, content) = (pick(&made.touches, a)?, report(world, made, a, b, c).content);
            let end = c.is_multiple_of(4).then_some(world.now);
            Change::Correct { touch, day: world.day - Duration::days(i64::from(b % 4)), start: None, end, content }
        }
        25 => Change::Void { touch: pick(&made.touches, a)?, reason: format!("void {b}") },
        _ => Change::Remove(Key::new(Kind::Contact, pick(&made.contacts, a)?.0)),
    })
}

fn report(world: &mut World, made: &mut Made, a: u8, b: u8, c: u8) -> Report {
    let mut report = note(if c.is_multiple_of(3) { "" } else { "说了几句" });
    report.content.attempted = c % 5 == 1;
    report.content.kind = [TouchKind::Routine, TouchKind::Stay, TouchKind::Phone, TouchKind::Chat][usize::from(b % 4)];
    report.content.satisfaction = (a.is_multiple_of(3)).then_some(a % 7);
    report.content.next = (b.is_multiple_of(3)).then(|| NextStep { day: Some(world.day), text: format!("next {c}") });
    report.content.met.extend(pick(&made.contacts, a).filter(|_| b.is_multiple_of(2)));
    if a % 3 == 1 {
        let (id, due) = (world.id(), (b.is_multiple_of(2)).then_some(world.day));
        let kind = MatterKind::ALL[usize::from(c % 3)];
        report.raised.push(NewMatter { id, kind, text: format!("matter {c}"), due });
        made.matters.push(id);
    }
    report.answered.extend(pick(&made.matters, b).filter(|_| a % 3 == 2));
    report
}

/// The envelope of a step, if it does anything.
pub fn envelope(world: &mut World, made: &mut Made, step: Step) -> Option<Envelope> {
    let (who, what, a, _, _) = step;
    let actor = [world.org.li, world.org.li, world.org.mo][usize::from(who % 3)];
    let newest = |group: Option<rounds::store::Undoable>| group.map(|it| it.group);
    let viewer = world.viewer(actor);
    let act = match what % 40 {
        28..=30 => Act::Undo(newest(world.store.undoable(viewer).unwrap())?),
        31 | 32 => Act::Redo(newest(world.store.redoable(viewer).unwrap())?),
        33 | 34 => Act::Undo(pick(&made.groups, a)?),
        35 => Act::Redo(pick(&made.groups, a)?),
        36 => {
            world.next_day();
            return None;
        }
        37 => {
            let touch = pick(&made.touches, a)?;
            let (account, rep, saved) = (world.org.accounts[0], world.org.li, world.now);
            let draft = Draft { touch, account, rep, late_day: None, report: note("typing"), saved };
            world.store.keep(&Keep::Draft(draft)).unwrap();
            return None;
        }
        _ => act(world, made, actor, step)?,
    };
    let envelope = world.envelope(Some(actor), act);
    if matches!(envelope.act, Act::Change(_)) {
        made.groups.push(envelope.group);
    }
    Some(envelope)
}

fn sqlite() -> World {
    World::new(Box::new(SqliteStore::open_in_memory().unwrap()))
}

fn compare(oracle: &World, sqlite: &World) -> Result<(), TestCaseError> {
    for viewer in
        [Viewer::System, oracle.viewer(oracle.org.li), oracle.viewer(oracle.org.sun), oracle.viewer(oracle.org.wang)]
    {
        prop_assert_eq!(oracle.everything(viewer), sqlite.everything(viewer));
        prop_assert_eq!(oracle.leaving(viewer), sqlite.leaving(viewer));
    }
    for rep in [oracle.org.li, oracle.org.mo] {
        prop_assert_eq!(oracle.own(oracle.viewer(rep)), sqlite.own(oracle.viewer(rep)));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_stores_tell_the_same_story(steps in proptest::collection::vec(any::<Step>(), 1..70)) {
        let mut oracle = World::new(Box::new(MemoryStore::new()));
        let mut sqlite = sqlite();
        let mut made = Made::default();
        for (n, step) in steps.into_iter().enumerate() {
            let drafts = oracle.own(oracle.viewer(oracle.org.li));
            let envelope = envelope(&mut oracle, &mut made, step);
            if drafts != oracle.own(oracle.viewer(oracle.org.li)) && envelope.is_none() {
                let rows = oracle.store.drafts(oracle.viewer(oracle.org.li)).unwrap();
                for row in rows {
                    sqlite.store.keep(&Keep::Draft(row.draft)).unwrap();
                }
            }
            (sqlite.day, sqlite.now) = (oracle.day, oracle.now);
            let Some(envelope) = envelope else { continue };
            let answer = oracle.send(&envelope);
            prop_assert!(!matches!(answer, Err(StoreError::Internal(_) | StoreError::Corrupt(_))), "{:?}", answer);
            prop_assert_eq!(answer, sqlite.send(&envelope));
            if n % 8 == 7 {
                compare(&oracle, &sqlite)?;
            }
        }
        compare(&oracle, &sqlite)?;
        prop_assert_eq!(oracle.store.verify(Viewer::System), Ok(Vec::new()));
        prop_assert_eq!(sqlite.store.verify(Viewer::System), Ok(Vec::new()));
    }

    #[test]
    fn undo_takes_back_whatever_one_person_did(steps in proptest::collection::vec(any::<Step>(), 1..40), leader in any::<bool>()) {
        let mut world = sqlite();
        let mut made = Made::default();
        let actor = if leader { world.org.mo } else { world.org.li };
        let mut pages = vec![world.everything(Viewer::System)];
        let mut groups = Vec::new();
        for step in steps {
            let Some(act) = act(&mut world, &mut made, actor, step) else { continue };
            let envelope = world.envelope(Some(actor), act);
            if world.send(&envelope).is_err() {
                continue;
            }
            let page = world.everything(Viewer::System);
            if world.store.undoable(world.viewer(actor)).unwrap().is_some_and(|newest| newest.group == envelope.group) {
                groups.push(envelope.group);
                pages.push(page);
            }
        }
        for n in (0..groups.len()).rev() {
            world.undo(actor, groups[n]).unwrap();
            prop_assert_eq!(&world.everything(Viewer::System), &pages[n]);
        }
        for n in 0..groups.len() {
            prop_assert_eq!(world.store.redoable(world.viewer(actor)).unwrap().map(|it| it.group), Some(groups[n]));
            world.redo(actor, groups[n]).unwrap();
            prop_assert_eq!(&world.everything(Viewer::System), &pages[n + 1]);
        }
        prop_assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    }
}
