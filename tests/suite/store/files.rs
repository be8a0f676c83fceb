//! What only a file can suffer: reopening, sharing, locks, strangers, newer versions; and what stands in its tables.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rounds::domain::account::Pause;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::day::Span;
use rounds::domain::ids::Ids;
use rounds::domain::label::Label;
use rounds::domain::people::{Leave, Team};
use rounds::domain::touch::Draft;
use rounds::store::{Keep, SqliteStore, Store, StoreError, Viewer};
use rusqlite::Connection;

use super::world::{World, date, note};

fn place() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rounds.db");
    (dir, file)
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn open(file: &Path) -> Box<dyn Store> {
    Box::new(SqliteStore::open(file).unwrap())
}

fn refused(file: &Path) -> StoreError {
    SqliteStore::open_patiently(file, Duration::from_millis(50)).unwrap_err()
}

#[test]
fn one_private_file_remains() {
    let (dir, file) = place();
    let mut world = World::new(open(&file));
    world.visit(world.org.li, world.org.accounts[0]);
    assert!(names(dir.path()).len() > 1, "while it is open there is a log beside it");
    drop(world);
    assert_eq!(names(dir.path()), ["rounds.db"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
    SqliteStore::open(&file).unwrap().close().unwrap();
    assert_eq!(names(dir.path()), ["rounds.db"]);
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let (_dir, file) = place();
    let mut world = World::new(open(&file));
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let touch = world.check_in(li, account).unwrap();
    let pages = [world.everything(Viewer::System), {
        world.check_out(li, touch, note("说了")).unwrap();
        world.everything(Viewer::System)
    }];
    let group = world.last;
    let reopen = |world: &mut World| {
        world.store = Box::new(rounds::store::MemoryStore::new()); // closes the file
        world.store = open(&file);
    };
    reopen(&mut world);
    assert_eq!(world.everything(Viewer::System), pages[1]);
    assert_eq!(world.undo(li, group).unwrap().draft, Some(touch));
    reopen(&mut world);
    assert_eq!(world.everything(Viewer::System), pages[0]);
    assert_eq!(world.store.drafts(world.viewer(li)).unwrap()[0].draft.report, note("说了"));
    world.redo(li, group).unwrap();
    reopen(&mut world);
    assert_eq!(world.everything(Viewer::System), pages[1]);
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

#[test]
fn two_connections_share_a_file() {
    let (_dir, file) = place();
    let mut world = World::new(open(&file));
    let mut other = open(&file);
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let seen = other.version().unwrap();
    let plan = Change::Plan { stop: world.id(), rep: li, day: world.day, account };
    let envelope = world.envelope(Some(li), Act::Change(vec![plan]));
    world.send(&envelope).unwrap();
    assert_ne!(other.version().unwrap(), seen, "the other hears of it");
    assert!(other.apply(std::slice::from_ref(&envelope))[0].as_ref().unwrap().again);
    assert_eq!(other.route(Viewer::System, li, world.day).unwrap().len(), 1);
    let undo = world.envelope(Some(li), Act::Undo(envelope.group));
    other.apply(&[undo])[0].as_ref().unwrap();
    assert_eq!(world.store.route(Viewer::System, li, world.day), Ok(Vec::new()));
}

#[test]
fn eight_at_once_open_a_new_file() {
    let (_dir, file) = place();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(open(&file).has_accounts(), Ok(false)));
        }
    });
    let world = World::new(open(&file));
    drop(world);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(open(&file).has_accounts(), Ok(true)));
        }
    });
}

/// Not a test by itself: what each process of the test below does.
#[test]
fn one_of_many_processes() {
    if let Some(file) = std::env::var_os("ROUNDS_TEST_FILE") {
        let mut store = open(Path::new(&file));
        let mut ids = Ids::new(u64::from(std::process::id()));
        let (now, day) = ("2026-03-02T01:00:00Z".parse().unwrap(), date("2026-03-02"));
        let team = Team { id: ids.next(now), name: Label::new("team", "组"), parent: None };
        let act = Act::Change(vec![Change::Add(team.into())]);
        let device = ids.next(now);
        let envelope = Envelope { op: ids.next(now), group: ids.next(now), actor: None, device, at: now, day, act };
        store.apply(&[envelope])[0].as_ref().unwrap();
    }
}

#[test]
fn eight_processes_start_at_once() {
    let (dir, file) = place();
    let start = || {
        let mut command = std::process::Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "store::files::one_of_many_processes"]).env("ROUNDS_TEST_FILE", &file);
        command.stdout(std::process::Stdio::null()).spawn().unwrap()
    };
    let children: Vec<_> = (0..8).map(|_| start()).collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    let store = open(&file);
    assert_eq!(store.reference(Viewer::System).unwrap().teams.len(), 8);
    drop(store);
    assert_eq!(names(dir.path()), ["rounds.db"]);
}

#[test]
fn a_locked_file_is_busy_and_can_be_read() {
    let (_dir, file) = place();
    drop(World::new(open(&file)));
    let mut store = SqliteStore::open_patiently(&file, Duration::from_millis(20)).unwrap();
    let holder = Connection::open(&file).unwrap();
    holder.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut elsewhere = super::in_memory();
    let envelope = elsewhere.envelope(None, Act::Change(Vec::new()));
    assert_eq!(store.apply(&[envelope.clone(), envelope.clone()]), [Err(StoreError::Busy), Err(StoreError::Busy)]);
    let (rep, name, value) = (elsewhere.org.li, String::new(), String::new());
    assert_eq!(store.keep(&Keep::Setting { rep, name, value }), Err(StoreError::Busy));
    assert_eq!(store.has_accounts(), Ok(true));
    assert_eq!(store.reps(Viewer::System).unwrap().len(), 4);
    holder.execute_batch("COMMIT").unwrap();
    assert!(store.apply(&[envelope])[0].is_ok());
}

#[test]
fn a_file_opened_to_read_is_not_written() {
    let (dir, file) = place();
    drop(World::new(open(&file)));
    let mut store = SqliteStore::open_to_read(&file).unwrap();
    assert!(store.is_read_only());
    assert_eq!(store.reps(Viewer::System).unwrap().len(), 4);
    let envelope = super::in_memory().envelope(None, Act::Change(Vec::new()));
    assert!(matches!(store.apply(&[envelope])[0], Err(StoreError::ReadOnly(_))));
    drop(store);
    assert!(matches!(SqliteStore::open_to_read(&dir.path().join("none.db")), Err(StoreError::CannotOpen(_))));
}

#[cfg(unix)]
#[test]
fn a_write_protected_place_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, file) = place();
    drop(World::new(open(&file)));
    let protect = |path: &Path, mode| std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    protect(&file, 0o400);
    protect(dir.path(), 0o500);
    let privileged = std::fs::OpenOptions::new().write(true).open(&file).is_ok();
    let store = SqliteStore::open(&file);
    protect(dir.path(), 0o700);
    let store = store.unwrap();
    assert_eq!(store.reps(Viewer::System).unwrap().len(), 4);
    assert_ne!(store.is_read_only(), privileged, "only a privileged user can write there");
}

#[test]
fn a_missing_directory_is_said_to_be_missing() {
    let (dir, _) = place();
    assert!(matches!(refused(&dir.path().join("no/rounds.db")), StoreError::CannotOpen(_)));
    assert!(matches!(refused(dir.path()), StoreError::CannotOpen(_)));
}

#[test]
fn strangers_are_refused_and_left_alone() {
    let (_dir, file) = place();
    for bytes in [&b"hello"[..], &[0; 5000], b"SQLite format 3\0 and then nothing of the kind", &vec![0xA7; 100_000]] {
        std::fs::write(&file, bytes).unwrap();
        assert_eq!(refused(&file), StoreError::NotOurs);
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
    std::fs::remove_file(&file).unwrap();
    Connection::open(&file).unwrap().execute_batch("CREATE TABLE song (title TEXT)").unwrap();
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(refused(&file), StoreError::NotOurs);
    Connection::open(&file).unwrap().execute_batch("PRAGMA application_id = 77; DROP TABLE song").unwrap();
    assert_eq!(refused(&file), StoreError::NotOurs);
    assert_eq!(bytes.len(), std::fs::read(&file).unwrap().len());
}

#[test]
fn a_newer_file_is_refused_and_left_alone() {
    let (_dir, file) = place();
    drop(World::new(open(&file)));
    Connection::open(&file)
        .unwrap()
        .execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    let bytes = std::fs::read(&file).unwrap();
    assert_eq!(refused(&file), StoreError::TooNew { found: 99, known: 11 });
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_damaged_file_is_said_to_be_damaged() {
    let (_dir, file) = place();
    drop(World::new(open(&file)));
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[4096..].fill(0x5A);
    std::fs::write(&file, &bytes).unwrap();
    let answer = SqliteStore::open(&file).and_then(|store| store.reps(Viewer::System).map(|_| ()));
    assert!(matches!(answer, Err(StoreError::Corrupt(_))), "{answer:?}");
}

#[test]
fn a_copy_is_complete_and_private() {
    let (dir, file) = place();
    let store = SqliteStore::open(&file).unwrap();
    let copy = dir.path().join("copy.db");
    let mut world = World::new(Box::new(store));
    world.visit(world.org.li, world.org.accounts[0]);
    let page = world.everything(Viewer::System);
    SqliteStore::open(&file).unwrap().backup_to(&copy).unwrap();
    world.visit(world.org.li, world.org.accounts[1]);
    world.store = open(&copy);
    assert_eq!(world.everything(Viewer::System), page);
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
    assert!(!names(dir.path()).iter().any(|name| name.contains("part")));
}

/// The stored clock of an account: last touch, opening, due day.
fn clock(file: &Path, at: usize, world: &World) -> [Option<String>; 3] {
    let sql = "SELECT last_day, open_day, due_day FROM cadence WHERE account = ?1 AND level = 'rep'";
    let conn = Connection::open(file).unwrap();
    conn.query_row(sql, [world.org.accounts[at].0], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?])).unwrap()
}

fn days(last: &str, opens: &str, due: &str) -> [Option<String>; 3] {
    [last, opens, due].map(|day| Some(day.to_owned()))
}

#[test]
fn the_due_day_follows_what_it_rests_on() {
    let (_dir, file) = place();
    let mut world = World::new(open(&file));
    let (li, mo, key) = (world.org.li, world.org.mo, world.org.accounts[0]);
    assert_eq!(clock(&file, 0, &world), [None, None, None]);
    // Spring Festival: after Friday 13 February a make-up Saturday counts, then nothing until the 24th.
    world.enter(li, key, date("2026-02-13"), note("")).unwrap();
    assert_eq!(clock(&file, 0, &world), days("2026-02-13", "2026-02-25", "2026-02-27"));

    let away = |cover| Span::new(date("2026-02-24"), cover);
    let mut leave = Leave { id: world.id(), rep: li, span: away(date("2026-02-25")), cover: None };
    world.act(li, vec![Change::Add(leave.clone().into())]).unwrap();
    assert_eq!(clock(&file, 0, &world), days("2026-02-13", "2026-02-27", "2026-03-02"));
    leave.cover = Some(world.org.wang);
    world.act(li, vec![Change::Set(leave.into())]).unwrap();
    assert_eq!(clock(&file, 0, &world), days("2026-02-13", "2026-02-25", "2026-02-27"), "with cover the days count");

    let mut tier = world.store.reference(Viewer::System).unwrap().tiers.remove(0);
    tier.cadences.values_mut().for_each(|cadence| cadence.unit = rounds::domain::cadence::Unit::Calendar);
    world.act(mo, vec![Change::Set(tier.into())]).unwrap();
    assert_eq!(clock(&file, 0, &world), days("2026-02-13", "2026-02-16", "2026-02-18"));
    world.undo(mo, world.last).unwrap();

    let mut year =
        world.store.reference(Viewer::System).unwrap().holidays.into_iter().find(|it| it.year == 2026).unwrap();
    year.off.push(date("2026-02-26"));
    world.act(mo, vec![Change::Set(year.into())]).unwrap();
    assert_eq!(clock(&file, 0, &world), days("2026-02-13", "2026-02-25", "2026-03-01"));
    world.undo(mo, world.last).unwrap();

    let pause = Pause { span: Span { first: world.day, last: None }, reason: "装修".to_owned() };
    world.act(li, vec![Change::Pause { account: key, pause }]).unwrap();
    assert_eq!(clock(&file, 0, &world), [Some("2026-02-13".to_owned()), None, None], "no day is known");
    world.undo(li, world.last).unwrap();

    world.edit(mo, key, |account| account.tier = None).unwrap();
    let sql = "SELECT count(*) FROM cadence WHERE account = ?1";
    let rows = Connection::open(&file).unwrap().query_row(sql, [key.0], |row| row.get::<_, i64>(0));
    assert_eq!(rows, Ok(0), "no tier, no clock");
    world.undo(mo, world.last).unwrap();
    assert_eq!(clock(&file, 0, &world), days("2026-02-13", "2026-02-25", "2026-02-27"));
    world.visit(li, key);
    assert_eq!(clock(&file, 0, &world)[0].as_deref(), Some("2026-03-02"));
    assert_eq!(world.store.verify(Viewer::System), Ok(Vec::new()));
}

#[test]
fn a_wrong_clock_is_found() {
    let (_dir, file) = place();
    let mut world = World::new(open(&file));
    world.visit(world.org.li, world.org.accounts[0]);
    let vandal = Connection::open(&file).unwrap();
    vandal.execute("UPDATE cadence SET due_day = '2030-01-01' WHERE due_day IS NOT NULL", []).unwrap();
    let found = world.store.verify(Viewer::System).unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("店0"), "{found:?}");
}

#[test]
fn personal_text_of_the_log_stands_apart() {
    let (_dir, file) = place();
    let mut world = World::new(open(&file));
    let (li, account) = (world.org.li, world.org.accounts[0]);
    let touch = world.check_in(li, account).unwrap();
    world.check_out(li, touch, note("SECRET")).unwrap();
    world.edit(li, account, |account| "SECRET".clone_into(&mut account.phone)).unwrap();
    world.undo(li, world.last).unwrap();
    let saved = world.now;
    world
        .store
        .keep(&Keep::Draft(Draft { touch, account, rep: li, late_day: None, report: note("x"), saved }))
        .unwrap();
    let conn = Connection::open(&file).unwrap();
    let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count("SELECT count(*) FROM op_row WHERE before LIKE '%SECRET%' OR after LIKE '%SECRET%'"), 0);
    assert_eq!(count("SELECT count(*) FROM op_text WHERE value LIKE '%SECRET%'"), 3);
    assert_eq!(count("SELECT count(*) FROM touch WHERE day = '2026-03-02' AND note = 'SECRET'"), 1);
    assert_eq!(count("SELECT count(*) FROM op_log WHERE act = 'undo'"), 1);
}
