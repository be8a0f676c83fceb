//! What a book and a route cost, counted in steps of SQLite's machine: with the territory, not with the organisation.

use chrono::NaiveDate;
use rusqlite::{Connection, StatementStatus};
use uuid::Uuid;

use crate::domain::ids::{ProductId, RepId, TeamId};
use crate::store::{Store, Viewer};

use super::SqliteStore;
use super::book::{ON_ROUTE, PLANNED, STOPS, TERRITORY, VISITING, VISITS};
use super::duties::{APPOINTMENTS, CONTACTS, MATTERS, NAMES, STEPS, UNFINISHED};
use super::history::PARTS;
use super::past;
use super::stock::{QUEUED, WANTED};

const BOOK: [&str; 6] =
    [TERRITORY.rows, TERRITORY.matters, TERRITORY.appointments, TERRITORY.requests, PLANNED, VISITING];
const ROUTE: [&str; 6] = [ON_ROUTE.rows, ON_ROUTE.matters, ON_ROUTE.appointments, ON_ROUTE.requests, STOPS, VISITS];

/// Fills a database with reps of 200 accounts each, ten touches and a few matters, appointments and stops at each account.
const FILL: &str = "
    WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < ?1 - 1)
    INSERT INTO rep SELECT printf('rep-%012d', n), printf('r%d', n), 'x', 'rep', NULL, '', '', NULL, NULL, '08:30:00',
                           '17:30:00', 60, 'Asia/Shanghai', 0 FROM n;
    WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 199)
    INSERT INTO account (id, name, other_name, address, phone, rep, added, minutes)
      SELECT CAST(printf('%03d-%012d', n, rep.rowid) AS BLOB), 'shop', '', '', '', rep.id, '2026-01-01', n FROM n, rep;
    INSERT INTO account_code SELECT id, 0, 'customer', 'C' FROM account;
    INSERT INTO cadence SELECT id, 'rep', rep, NULL, '2026-02-13', '2026-02-25', '2026-02-27', '2026-03-02' FROM account;
    WITH RECURSIVE n (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n WHERE n < 4)
    INSERT INTO touch (id, account, rep, day, open, late, kind, attempted, note)
      SELECT CAST(printf('%03d-%012d', n, account.rowid) AS BLOB), id, rep, printf('2026-02-%02d', n + 1), 0, 0, 'routine',
             n = 3, '' FROM n, account;
    INSERT INTO matter (id, account, rep, kind, text, raised)
      SELECT id, id, rep, 'promise', '', '2026-02-01' FROM account WHERE minutes % 3 = 0;
    INSERT INTO appointment (id, account, rep, day, purpose, made)
      SELECT id, id, rep, '2026-03-03', '', 0 FROM account WHERE minutes % 5 = 0;
    INSERT INTO stop (id, rep, day, account, rank, unplanned, fate)
      SELECT id, rep, '2026-03-02', id, rowid, 0, 'open' FROM account WHERE minutes % 10 = 0;";

fn filled(reps: i64) -> SqliteStore {
    let store = SqliteStore::open_in_memory().unwrap();
    for (n, sql) in FILL.split_inclusive(';').filter(|sql| !sql.trim().is_empty()).enumerate() {
        // Identities are blobs; the first statement is the one with a parameter.
        let sql = sql.replace("printf('rep-%012d', n)", "CAST(printf('rep-%012d', n) AS BLOB)");
        if n == 0 { store.conn.execute(&sql, [reps]) } else { store.conn.execute(&sql, []) }.unwrap();
    }
    store
}

/// Steps taken by each query when the first rep's book and route are read.
fn steps(store: &SqliteStore) -> Vec<i32> {
    let rep = RepId(Uuid::from_bytes(*b"rep-000000000000"));
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
    assert_eq!(store.book(Viewer::System, rep, day).unwrap().len(), 200);
    assert_eq!(store.route(Viewer::System, rep, day).unwrap().len(), 20);
    let taken = |sql: &&str| store.conn.prepare_cached(sql).unwrap().get_status(StatementStatus::VmStep);
    BOOK.iter().chain(&ROUTE).map(taken).collect()
}

fn plan(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(&["EXPLAIN QUERY PLAN ", sql].concat()).unwrap();
    let mut rows = statement.raw_query();
    let mut lines = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        lines.push(row.get(3).unwrap());
    }
    lines
}

#[test]
fn a_book_costs_the_same_among_fifty_thousand() {
    let (alone, among) = (filled(1), filled(250));
    let accounts: i64 = among.conn.query_row("SELECT count(*) FROM account", [], |row| row.get(0)).unwrap();
    assert_eq!(accounts, 50_000);
    let (alone, among) = (steps(&alone), steps(&among));
    let (a, b): (i32, i32) = (alone.iter().sum(), among.iter().sum());
    println!("steps for book and route: {a} alone, {b} among 50,000 accounts");
    assert!((b - a).abs() * 10 <= a, "{a} steps alone, {b} among 50,000: {alone:?} {among:?}");
}

/// Steps to the queue of the first rep's team, with a request at every tenth account.
fn queue_steps(store: &SqliteStore) -> i32 {
    let team = Uuid::from_bytes(*b"team-00000000000");
    store
        .conn
        .execute_batch(
            "INSERT INTO product VALUES (zeroblob(16), '', 'x', NULL, 'x', NULL, 0);
             INSERT INTO team (id, name_en, name_zh) VALUES (CAST('team-00000000000' AS BLOB), '', '');
             UPDATE rep SET team = CAST('team-00000000000' AS BLOB) WHERE code = 'r0';
             INSERT INTO stock_request
               SELECT id, id, rep, zeroblob(16), 1, 'x', 1, NULL, NULL, 0, 0, '', minutes, '2026-03-02', NULL, rep
               FROM account WHERE minutes % 10 = 0;",
        )
        .unwrap();
    let product = ProductId(Uuid::nil());
    assert_eq!(super::stock::queued(&store.conn, product, Some(TeamId(team))).unwrap().len(), 20);
    assert_eq!(super::stock::wanted_products(&store.conn, Some(TeamId(team))).unwrap(), [product]);
    let taken = |sql: &&str| store.conn.prepare_cached(sql).unwrap().get_status(StatementStatus::VmStep);
    [QUEUED, WANTED].iter().map(taken).sum()
}

#[test]
fn the_queue_of_a_team_costs_the_same_among_fifty_thousand() {
    let [alone, among] = [1, 250].map(|reps| queue_steps(&filled(reps)));
    println!("steps to a queue: {alone} alone, {among} among 50,000 accounts");
    assert!((among - alone).abs() * 10 <= alone, "{alone} steps alone, {among} among 50,000");
}

#[test]
fn no_query_of_a_book_route_or_timeline_scans_a_table() {
    let store = filled(5);
    for analyse in ["", "ANALYZE"] {
        store.conn.execute_batch(analyse).unwrap();
        for sql in BOOK.iter().chain(&ROUTE) {
            let plan = plan(&store.conn, sql);
            assert!(!plan.is_empty() && !plan.iter().any(|line| line.starts_with("SCAN")), "{plan:#?}\n{sql}");
        }
        let waiting = [UNFINISHED, MATTERS, APPOINTMENTS, STEPS, CONTACTS, NAMES];
        let gone_by = [past::OWN, past::TERRITORY, past::STOPS, past::MATTERS, past::WAITS];
        for sql in waiting.iter().chain(&gone_by) {
            let plan = plan(&store.conn, sql);
            assert!(!plan.is_empty() && !plan.iter().any(|line| line.starts_with("SCAN")), "{plan:#?}\n{sql}");
        }
        for (sql, _) in PARTS {
            let plan = plan(&store.conn, sql);
            let slow = |line: &String| line.starts_with("SCAN") || line.contains("TEMP B-TREE");
            assert!(!plan.is_empty() && !plan.iter().any(slow), "{plan:#?}\n{sql}");
        }
    }
}

/// Steps to the whole of a view on the day of the fillings, where every seventh account was paused and every rep was away.
fn view_steps(reps: i64, view: &str) -> i32 {
    let store = filled(reps);
    let sql = "UPDATE account SET tier = (SELECT id FROM tier),
                 pauses = iif(minutes % 7 = 0, '[{\"span\":{\"first\":\"2026-02-20\",\"last\":\"2026-02-24\"},\"reason\":\"\"}]', NULL);
               INSERT INTO leave SELECT id, id, '2026-02-25', '2026-02-26', NULL FROM rep;
               INSERT INTO as_of VALUES ('2026-03-02')";
    let tier = "INSERT INTO tier VALUES (zeroblob(16), 'A', '', '', 1,
                  '{\"rep\":{\"window\":{\"min\":3,\"max\":5},\"unit\":\"working\",\"phone_counts\":false,\"chat_counts\":false}}', 30, 1)";
    store.conn.execute_batch(tier).unwrap();
    store.conn.execute_batch(sql).unwrap();
    super::counted::cover(&store.conn, NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()).unwrap();
    let mut statement = store.conn.prepare(&["SELECT count(*), sum(days) FROM ", view].concat()).unwrap();
    let (rows, days): (i64, i64) = statement.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert!(rows == reps * 200 && days > 0, "{rows} {days}");
    statement.get_status(StatementStatus::VmStep)
}

#[test]
fn where_all_accounts_stand_costs_what_they_are() {
    let [few, many] = [2, 40].map(|reps| view_steps(reps, "v_due"));
    println!("steps to v_due: {few} for 400 accounts, {many} for 8,000");
    assert!(many < few * 25, "{few} {many}");
}
