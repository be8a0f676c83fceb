//! Several at one file, and one who holds it.

use chrono::Utc;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::store::{SqliteStore, Store};
use rusqlite::Connection;

use super::{open_note, open_overdue};
use crate::support::machine::Machine;

/// A machine with two reps, Ann and Bo, and two shops of each.
fn of_two() -> Machine {
    let machine = Machine::new();
    machine.make_empty();
    let mut store = SqliteStore::open(&machine.database()).expect("a database");
    let mut ids = Ids::new(1);
    let at = Utc::now();
    let mut rep = |code: &str, name: &str| {
        let rep = Rep {
            id: ids.next(at),
            code: code.to_owned(),
            name: name.to_owned(),
            role: Role::Rep,
            team: None,
            territory: Label::default(),
            home: None,
            hours: Hours::default(),
            zone: chrono_tz::Asia::Shanghai,
            disabled: false,
        };
        Change::Add(rep.into())
    };
    let act = Act::Change(vec![rep("a", "Ann"), rep("b", "Bo")]);
    let (op, group, device) = (ids.next(at), ids.next(at), DeviceId(uuid::Uuid::nil()));
    let envelope = Envelope { op, group, actor: None, device, at, day: at.date_naive(), act };
    store.apply(&[envelope])[0].as_ref().expect("two reps");
    store.close().expect("one file");
    machine.import("name,tier,rep\nAlder Shop,A,a\nAspen Shop,B,a\nBirch Shop,A,b\nBeech Shop,B,b\n");
    machine
}

#[test]
fn two_reps_work_on_one_file_at_once() {
    let machine = of_two();
    let mut ann = open_overdue(&machine, &["--as", "a"]);
    let mut bo = open_overdue(&machine, &["--as", "b"]);
    for (pty, own, others) in [(&mut ann, ["Alder", "Aspen"], "Birch"), (&mut bo, ["Birch", "Beech"], "Alder")] {
        for name in own {
            pty.see(name);
        }
        assert!(!pty.text().contains(others), "{}", pty.text());
        pty.keys("c");
        pty.see("Note");
        pty.type_bytes(b"said hello");
    }
    ann.keys("ctrl-s");
    ann.see("Checked out of Alder Shop");
    bo.keys("ctrl-s");
    bo.see("Checked out of Birch Shop");
    assert_eq!(machine.notes(), ["said hello", "said hello"]);
    // Each takes back what is his.
    ann.keys("u");
    ann.see("Undone: check-out Alder Shop");
    ann.keys("q");
    assert_eq!(ann.exit_code(), 0);
    bo.keys("q");
    assert_eq!(bo.exit_code(), 0);
    let data = machine.names().into_iter().filter(|name| name.starts_with("data/rounds/rounds.db")).collect::<Vec<_>>();
    assert_eq!(data, ["data/rounds/rounds.db"]);
    assert_eq!(machine.notes(), ["said hello"]);
    machine.healthy();
}

#[test]
fn what_one_window_saves_the_other_shows_at_the_next_key() {
    let machine = Machine::with_book();
    let mut one = open_overdue(&machine, &[]);
    let mut other = open_overdue(&machine, &[]);
    one.keys("c");
    one.see("Checked in at Lakeside Kiosk");
    assert!(!other.text().contains("visiting"), "{}", other.text());
    other.keys("k");
    other.see("visiting");
    other.keys("c");
    other.see("Note");
    other.type_bytes(b"from the other window");
    other.keys("ctrl-s");
    other.see("Checked out of Lakeside Kiosk");
    // The first window stood in the same visit, which is over now.
    one.keys("tab");
    one.see_no("Note");
    one.see("Score");
    assert_eq!(machine.notes(), ["from the other window"]);
}

#[test]
fn a_held_file_is_said_and_nothing_typed_is_lost() {
    let machine = Machine::with_book();
    let mut pty = open_note(&machine, "the owner is away");
    let holder = Connection::open(machine.database()).expect("a database");
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    pty.type_bytes(b" until Monday");
    pty.keys("ctrl-s");
    pty.see("The database is busy.");
    pty.see("the owner is away until Monday");
    assert_eq!(machine.notes(), <[String; 0]>::default());
    // Leaving the visit would lose what cannot be kept now; it stays.
    pty.type_bytes(b" noon");
    pty.see_no("The database is busy");
    pty.keys("esc");
    pty.see("The database is busy");
    pty.see("the owner is away until Monday noon");
    // So would quitting, which therefore wants to be asked for twice.
    pty.keys("tab q");
    pty.see("Your words could not be saved. The same key again leaves without them.");
    holder.execute_batch("ROLLBACK").expect("no lock");
    pty.keys("ctrl-s");
    pty.see("Checked out of Lakeside Kiosk");
    assert_eq!(machine.notes(), ["the owner is away until Monday noon"]);
    machine.healthy();
}

#[test]
fn a_held_file_is_said_on_the_command_line() {
    let machine = Machine::new();
    machine.make_empty();
    let list = machine.write("list.csv", "name\nA\n");
    let holder = Connection::open(machine.database()).expect("a database");
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    let said = machine.run(&["import", &list]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("The database is busy."), "{said:?}");
    holder.execute_batch("ROLLBACK").expect("no lock");
    machine.good(&["import", &list]);
    // Reading needs no lock.
    holder.execute_batch("BEGIN IMMEDIATE").expect("the lock");
    machine.good(&["overdue"]);
    machine.healthy();
}
