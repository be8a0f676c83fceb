//! One file for many sessions in one process: whose number of changes moves, that everybody is answered, and how many transactions it took.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids, RepId};
use rounds::domain::touch::Draft;
use rounds::store::pool::{Desk, Pool, Setup, wait_here};
use rounds::store::{Keep, SqliteStore, Store, StoreError, Viewer};
use uuid::Uuid;

use super::setup;
use super::world::{World, note};

/// A pool over an organisation, and its file.
fn organisation(dir: &Path) -> (World, Pool) {
    let file = dir.join("rounds.db");
    let mut world = World::new(Box::new(SqliteStore::open(&file).unwrap()));
    // Closing a file may write to it.
    world.store = Box::new(SqliteStore::open_in_memory().unwrap());
    let pool = Pool::open(&file, setup()).unwrap();
    world.store = Box::new(pool.desk(world.org.li));
    (world, pool)
}

/// Whether a desk hears of a change by somebody else; asking takes it away.
fn hears(desk: &Desk, known: &mut i64) -> bool {
    let version = desk.version().unwrap();
    std::mem::replace(known, version) != version
}

#[test]
fn a_session_hears_of_what_concerns_it() {
    let dir = tempfile::tempdir().unwrap();
    let (mut world, pool) = organisation(dir.path());
    let (li, wang) = (pool.desk(world.org.li), pool.desk(world.org.wang));
    let all = pool.desk_of_leader(world.org.mo);
    let (mut of_li, mut of_wang, mut of_all) = (0, 0, 0);
    let mut heard = |what: &str, expected: [bool; 3]| {
        let heard = [hears(&li, &mut of_li), hears(&wang, &mut of_wang), hears(&all, &mut of_all)];
        assert_eq!(heard, expected, "{what}");
    };
    heard("nothing", [false; 3]);
    let (me, other) = (world.org.li, world.org.wang);
    let (mine, theirs) = (world.org.accounts[0], world.org.accounts[4]);
    let touch = world.check_in(me, mine).unwrap();
    heard("a visit", [true, false, true]);
    let draft = Draft { touch, rep: me, account: mine, late_day: None, report: note("half"), saved: world.now };
    world.store.keep(&Keep::Draft(draft)).unwrap();
    heard("a draft of another session's", [true, false, false]);
    let setting = Keep::Setting { rep: me, name: "theme".to_owned(), value: "light".to_owned() };
    world.store.keep(&setting).unwrap();
    heard("a setting", [false; 3]);
    world.visit(other, theirs);
    heard("a visit elsewhere", [false, true, true]);
    let stop = world.id();
    let day = world.day;
    world.act(None, vec![Change::Plan { stop, rep: other, day, account: mine }]).unwrap();
    heard("an account on somebody's route", [true, true, true]);
    world.check_out(me, touch, note("done")).unwrap();
    heard("what happens at it then", [true, true, true]);
    world.act(other, vec![Change::Unplan { stop }]).unwrap();
    heard("it leaves the route", [true, true, true]);
    world.edit(None, mine, |account| account.rep = Some(other)).unwrap();
    heard("a hand-over", [true, true, true]);
    world.edit(None, theirs, |account| "new name".clone_into(&mut account.name)).unwrap();
    heard("a new name", [false, true, true]);
    let refused = world.act(other, vec![Change::Resume { account: theirs }]);
    assert!(refused.is_err());
    heard("what was refused", [false; 3]);
}

#[test]
fn a_session_does_not_hear_of_itself() {
    let dir = tempfile::tempdir().unwrap();
    let (mut world, _pool) = organisation(dir.path());
    let before = world.store.version().unwrap();
    let (li, account) = (world.org.li, world.org.accounts[0]);
    world.visit(li, account);
    assert_eq!(world.store.version(), Ok(before));
    world.undo(li, world.last).unwrap();
    assert_eq!(world.store.version(), Ok(before));
}

#[test]
fn another_process_is_heard() {
    let dir = tempfile::tempdir().unwrap();
    let told = Arc::new(AtomicUsize::new(0));
    let (world, pool) = organisation(dir.path());
    drop(pool);
    let heard = Arc::clone(&told);
    let setup = Setup { told: Box::new(move || count(&heard)), ..setup() };
    let pool = Pool::open(&dir.path().join("rounds.db"), setup).unwrap();
    let desk = pool.desk(world.org.li);
    let before = desk.version().unwrap();
    let mut elsewhere = World { store: Box::new(SqliteStore::open(&dir.path().join("rounds.db")).unwrap()), ..world };
    let (li, account) = (elsewhere.org.li, elsewhere.org.accounts[0]);
    elsewhere.visit(li, account);
    while told.load(Ordering::SeqCst) == 0 {
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_ne!(desk.version().unwrap(), before);
    assert!(!desk.is_behind(), "it was just told");
}

/// One visit at an account, as an operation of its own.
fn entered(world: &World, ids: &mut Ids, rep: RepId, at: usize) -> Envelope {
    let (touch, op, group) = (ids.next(world.now), ids.next(world.now), ids.next(world.now));
    let account = world.org.accounts[at];
    let change = Change::Enter { touch, account, day: world.day, start: None, end: None, report: note("here") };
    let act = Act::Change(vec![change]);
    Envelope { op, group, actor: Some(rep), device: DeviceId(Uuid::nil()), at: world.now, day: world.day, act }
}

#[test]
fn what_waits_is_written_together_and_nobody_comes_short() {
    const SESSIONS: usize = 60;
    const EACH: usize = 5;
    let dir = tempfile::tempdir().unwrap();
    let (world, pool) = organisation(dir.path());
    drop(pool);
    let transactions = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&transactions);
    let setup = Setup { told: Box::new(move || count(&counted)), ..setup() };
    let file = dir.path().join("rounds.db");
    let pool = Pool::open(&file, setup).unwrap();
    let lock = rusqlite::Connection::open(&file).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let asked = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for n in 0..SESSIONS {
            let mut desk = pool.desk(world.org.li);
            let mut ids = Ids::new(n as u64 + 100);
            let envelopes: Vec<Envelope> = (0..EACH).map(|_| entered(&world, &mut ids, world.org.li, n % 4)).collect();
            let asked = &asked;
            scope.spawn(move || {
                for envelope in envelopes {
                    asked.fetch_add(1, Ordering::SeqCst);
                    let answers = desk.apply(std::slice::from_ref(&envelope));
                    assert!(answers[0].is_ok(), "{answers:?}");
                }
            });
        }
        while asked.load(Ordering::SeqCst) < SESSIONS {
            std::thread::yield_now();
        }
        lock.execute_batch("ROLLBACK").unwrap();
    });
    let written = lock.query_row("SELECT count(*) FROM touch WHERE note = 'here'", [], |row| row.get::<_, u32>(0));
    assert_eq!(written, Ok((SESSIONS * EACH) as u32), "what was acknowledged is there");
    let transactions = transactions.load(Ordering::SeqCst);
    assert!(transactions <= SESSIONS * EACH / 3, "{transactions} transactions for {} operations", SESSIONS * EACH);
    pool.close().unwrap();
}

#[test]
fn a_refusal_spares_who_writes_at_the_same_time() {
    let dir = tempfile::tempdir().unwrap();
    let (world, pool) = organisation(dir.path());
    let file = dir.path().join("rounds.db");
    let lock = rusqlite::Connection::open(&file).unwrap();
    lock.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut ids = Ids::new(7);
    let good: Vec<Envelope> = (0..8).map(|_| entered(&world, &mut ids, world.org.li, 0)).collect();
    // Li may not write at Wang's.
    let bad: Vec<Envelope> = (0..8).map(|_| entered(&world, &mut ids, world.org.li, 4)).collect();
    std::thread::scope(|scope| {
        let send = |envelope: &Envelope| {
            let (mut desk, envelope) = (pool.desk(world.org.li), envelope.clone());
            scope.spawn(move || desk.apply(&[envelope]).pop().unwrap())
        };
        let good: Vec<_> = good.iter().map(send).collect();
        let bad: Vec<_> = bad.iter().map(send).collect();
        lock.execute_batch("ROLLBACK").unwrap();
        assert!(good.into_iter().all(|it| it.join().unwrap().is_ok()));
        assert!(bad.into_iter().all(|it| matches!(it.join().unwrap(), Err(StoreError::Refused(_)))));
    });
    assert_eq!(pool.desk(world.org.li).verify(Viewer::System), Ok(Vec::new()));
}

#[test]
fn a_closed_pool_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let (mut world, pool) = organisation(dir.path());
    pool.close().unwrap();
    let names: Vec<_> = std::fs::read_dir(dir.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names, ["rounds.db"], "one file is left");
    let (li, account) = (world.org.li, world.org.accounts[0]);
    assert!(matches!(world.check_in(li, account), Err(StoreError::CannotOpen(_) | StoreError::Internal(_))));
    assert!(matches!(world.store.reps(Viewer::System), Err(StoreError::CannotOpen(_) | StoreError::Internal(_))));
    wait_here(&mut || {});
}

fn count(number: &AtomicUsize) {
    number.fetch_add(1, Ordering::SeqCst);
}
