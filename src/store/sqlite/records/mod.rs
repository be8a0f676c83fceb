//! Records in their tables: one file for each group of tables, each record with typed columns of its own.

pub(super) mod access;
pub(super) mod account;
pub(super) mod matter;
pub(super) mod merge;
pub(super) mod people;
pub(super) mod product;
pub(super) mod route;
pub(super) mod stock;
pub(super) mod tier;
pub(super) mod touch;

use rusqlite::{Connection, Row};
use uuid::Uuid;

use crate::domain::ids::AccountId;
use crate::domain::record::{Key, Kind, Record};
use crate::store::Result;

use super::values::{all, one, run};

/// Loads a record.
pub(super) fn get(conn: &Connection, key: Key) -> Result<Option<Record>> {
    let id = [key.id];
    Ok(match key.kind {
        Kind::Team => one(conn, people::TEAM, id, people::team)?.map(Record::from),
        Kind::Rep => one(conn, people::REP, id, people::rep)?.map(Record::from),
        Kind::Leave => one(conn, people::LEAVE, id, people::leave)?.map(Record::from),
        Kind::Tier => one(conn, tier::TIER, id, tier::tier)?.map(Record::from),
        Kind::HolidayYear => one(conn, tier::HOLIDAY_YEAR, [year(key.id)], tier::holiday_year)?.map(Record::from),
        Kind::Weights => one(conn, tier::WEIGHTS, [], tier::weights)?.map(Record::from),
        Kind::Beat => one(conn, account::BEAT, id, account::beat)?.map(Record::from),
        Kind::Account => account::get(conn, key.id)?.map(Record::from),
        Kind::Contact => one(conn, account::CONTACT, id, account::contact)?.map(Record::from),
        Kind::Touch => one(conn, touch::TOUCH, id, touch::touch)?.map(Record::from),
        Kind::Stop => one(conn, route::STOP, id, route::stop)?.map(Record::from),
        Kind::Matter => one(conn, matter::MATTER, id, matter::matter)?.map(Record::from),
        Kind::Appointment => one(conn, matter::APPOINTMENT, id, matter::appointment)?.map(Record::from),
        Kind::Product => one(conn, product::PRODUCT, id, product::product)?.map(Record::from),
        Kind::Request => one(conn, stock::REQUEST, id, stock::request)?.map(Record::from),
        Kind::Arrival => one(conn, stock::ARRIVAL, id, stock::arrival)?.map(Record::from),
        Kind::Allotment => stock::get_allotment(conn, key.id)?.map(Record::from),
        Kind::Telling => one(conn, stock::TELLING, id, stock::telling)?.map(Record::from),
        Kind::Fulfilment => one(conn, stock::FULFILMENT, id, stock::fulfilment)?.map(Record::from),
        Kind::Merge => one(conn, merge::MERGE, id, merge::merge)?.map(Record::from),
        Kind::Twins => one(conn, merge::TWINS, id, merge::twins)?.map(Record::from),
        Kind::AccessKey => one(conn, access::ACCESS_KEY, id, access::access_key)?.map(Record::from),
    })
}

/// The kinds that are about an account.
pub(super) const AT_AN_ACCOUNT: &[Kind] = &[
    Kind::Contact,
    Kind::Touch,
    Kind::Stop,
    Kind::Matter,
    Kind::Appointment,
    Kind::Request,
    Kind::Telling,
    Kind::Fulfilment,
];

/// The records of a kind that are about an account, by day and identity.
pub(super) fn at(conn: &Connection, kind: Kind, account: AccountId) -> Result<Vec<Record>> {
    type Read = fn(&Row<'_>) -> rusqlite::Result<Record>;
    let (sql, read): (_, Read) = match kind {
        Kind::Contact => {
            ("SELECT * FROM contact WHERE account = ?1 ORDER BY id", |row| account::contact(row).map(Record::from))
        }
        Kind::Touch => {
            ("SELECT * FROM touch WHERE account = ?1 ORDER BY day, id", |row| touch::touch(row).map(Record::from))
        }
        Kind::Stop => {
            ("SELECT * FROM stop WHERE account = ?1 ORDER BY day, id", |row| route::stop(row).map(Record::from))
        }
        Kind::Matter => {
            ("SELECT * FROM matter WHERE account = ?1 ORDER BY raised, id", |row| matter::matter(row).map(Record::from))
        }
        Kind::Appointment => ("SELECT * FROM appointment WHERE account = ?1 ORDER BY day, id", |row| {
            matter::appointment(row).map(Record::from)
        }),
        Kind::Request => ("SELECT * FROM stock_request WHERE account = ?1 ORDER BY day, id", |row| {
            stock::request(row).map(Record::from)
        }),
        Kind::Telling => {
            ("SELECT * FROM telling WHERE account = ?1 ORDER BY day, id", |row| stock::telling(row).map(Record::from))
        }
        Kind::Fulfilment => ("SELECT * FROM fulfilment WHERE account = ?1 ORDER BY day, id", |row| {
            stock::fulfilment(row).map(Record::from)
        }),
        _ => return Ok(Vec::new()),
    };
    all(conn, sql, [account.0], read)
}

/// Saves a record, new or in place of the old one.
pub(super) fn put(conn: &Connection, record: &Record) -> Result<()> {
    match record {
        Record::Team(it) => people::put_team(conn, it),
        Record::Rep(it) => people::put_rep(conn, it),
        Record::Leave(it) => people::put_leave(conn, it),
        Record::Tier(it) => tier::put_tier(conn, it),
        Record::HolidayYear(it) => tier::put_holiday_year(conn, it),
        Record::Weights(it) => tier::put_weights(conn, it),
        Record::Beat(it) => account::put_beat(conn, it),
        Record::Account(it) => account::put_account(conn, it),
        Record::Contact(it) => account::put_contact(conn, it),
        Record::Touch(it) => touch::put_touch(conn, it),
        Record::Stop(it) => route::put_stop(conn, it),
        Record::Matter(it) => matter::put_matter(conn, it),
        Record::Appointment(it) => matter::put_appointment(conn, it),
        Record::Product(it) => product::put_product(conn, it),
        Record::Request(it) => stock::put_request(conn, it),
        Record::Arrival(it) => stock::put_arrival(conn, it),
        Record::Allotment(it) => stock::put_allotment(conn, it),
        Record::Telling(it) => stock::put_telling(conn, it),
        Record::Fulfilment(it) => stock::put_fulfilment(conn, it),
        Record::Merge(it) => merge::put_merge(conn, it),
        Record::Twins(it) => merge::put_twins(conn, it),
        Record::AccessKey(it) => access::put_access_key(conn, it),
    }
}

/// Removes a record.
pub(super) fn remove(conn: &Connection, key: Key) -> Result<()> {
    let sql = match key.kind {
        Kind::Team => "DELETE FROM team WHERE id = ?1",
        Kind::Rep => "DELETE FROM rep WHERE id = ?1",
        Kind::Leave => "DELETE FROM leave WHERE id = ?1",
        Kind::Tier => "DELETE FROM tier WHERE id = ?1",
        Kind::HolidayYear => return run(conn, "DELETE FROM holiday_year WHERE year = ?1", [year(key.id)]),
        Kind::Weights => return run(conn, "DELETE FROM weights", []),
        Kind::Beat => "DELETE FROM beat WHERE id = ?1",
        Kind::Account => "DELETE FROM account WHERE id = ?1",
        Kind::Contact => "DELETE FROM contact WHERE id = ?1",
        Kind::Touch => "DELETE FROM touch WHERE id = ?1",
        Kind::Stop => "DELETE FROM stop WHERE id = ?1",
        Kind::Matter => "DELETE FROM matter WHERE id = ?1",
        Kind::Appointment => "DELETE FROM appointment WHERE id = ?1",
        Kind::Product => "DELETE FROM product WHERE id = ?1",
        Kind::Request => "DELETE FROM stock_request WHERE id = ?1",
        Kind::Arrival => "DELETE FROM arrival WHERE id = ?1",
        Kind::Allotment => "DELETE FROM allotment WHERE id = ?1",
        Kind::Telling => "DELETE FROM telling WHERE id = ?1",
        Kind::Fulfilment => "DELETE FROM fulfilment WHERE id = ?1",
        Kind::Merge => "DELETE FROM merge WHERE id = ?1",
        Kind::Twins => "DELETE FROM twins WHERE id = ?1",
        Kind::AccessKey => "DELETE FROM access_key WHERE id = ?1",
    };
    run(conn, sql, [key.id])
}

/// Whether any record refers to this one, or somebody's words wait there.
pub(super) fn is_used(conn: &Connection, key: Key) -> Result<bool> {
    let sql = match key.kind {
        Kind::Team => {
            "SELECT EXISTS (SELECT 1 FROM team WHERE parent = ?1 AND id <> ?1) OR EXISTS (SELECT 1 FROM rep WHERE team = ?1)
                 OR EXISTS (SELECT 1 FROM arrival WHERE team = ?1)"
        }
        Kind::Rep => {
            "SELECT EXISTS (SELECT 1 FROM beat WHERE rep = ?1) OR EXISTS (SELECT 1 FROM account WHERE rep = ?1)
                 OR EXISTS (SELECT 1 FROM touch WHERE rep = ?1) OR EXISTS (SELECT 1 FROM stop WHERE rep = ?1) OR EXISTS (SELECT 1 FROM stop WHERE to_rep = ?1)
                 OR EXISTS (SELECT 1 FROM matter WHERE rep = ?1) OR EXISTS (SELECT 1 FROM appointment WHERE rep = ?1)
                 OR EXISTS (SELECT 1 FROM leave WHERE rep = ?1) OR EXISTS (SELECT 1 FROM leave WHERE cover = ?1)
                 OR EXISTS (SELECT 1 FROM stock_request WHERE rep = ?1) OR EXISTS (SELECT 1 FROM arrival WHERE rep = ?1)
                 OR EXISTS (SELECT 1 FROM allotment WHERE rep = ?1) OR EXISTS (SELECT 1 FROM telling WHERE rep = ?1)
                 OR EXISTS (SELECT 1 FROM fulfilment WHERE rep = ?1) OR EXISTS (SELECT 1 FROM access_key WHERE rep = ?1)"
        }
        Kind::Tier => "SELECT EXISTS (SELECT 1 FROM account WHERE tier = ?1)",
        Kind::Beat => "SELECT EXISTS (SELECT 1 FROM account WHERE beat = ?1)",
        Kind::Account => {
            "SELECT EXISTS (SELECT 1 FROM contact WHERE account = ?1) OR EXISTS (SELECT 1 FROM touch WHERE account = ?1)
                 OR EXISTS (SELECT 1 FROM stop WHERE account = ?1) OR EXISTS (SELECT 1 FROM matter WHERE account = ?1)
                 OR EXISTS (SELECT 1 FROM appointment WHERE account = ?1)
                 OR EXISTS (SELECT 1 FROM stock_request WHERE account = ?1)
                 OR EXISTS (SELECT 1 FROM telling WHERE account = ?1)
                 OR EXISTS (SELECT 1 FROM fulfilment WHERE account = ?1)
                 OR EXISTS (SELECT 1 FROM account WHERE merged_into = ?1 AND id <> ?1)
                 OR EXISTS (SELECT 1 FROM merge WHERE kept = ?1 OR gone = ?1)
                 OR EXISTS (SELECT 1 FROM draft WHERE account = ?1)"
        }
        Kind::Contact => {
            "SELECT EXISTS (SELECT 1 FROM touch_met WHERE contact = ?1)
                 OR EXISTS (SELECT 1 FROM stock_request WHERE contact = ?1)
                 OR EXISTS (SELECT 1 FROM telling WHERE contact = ?1)"
        }
        Kind::Product => {
            "SELECT EXISTS (SELECT 1 FROM touch_product WHERE product = ?1)
                 OR EXISTS (SELECT 1 FROM stock_request WHERE product = ?1)
                 OR EXISTS (SELECT 1 FROM arrival WHERE product = ?1)"
        }
        Kind::Request => {
            "SELECT EXISTS (SELECT 1 FROM allotment_line WHERE request = ?1)
                 OR EXISTS (SELECT 1 FROM telling WHERE request = ?1)
                 OR EXISTS (SELECT 1 FROM fulfilment WHERE request = ?1)"
        }
        Kind::Arrival => {
            "SELECT EXISTS (SELECT 1 FROM allotment WHERE arrival = ?1)
                 OR EXISTS (SELECT 1 FROM telling WHERE arrival = ?1)
                 OR EXISTS (SELECT 1 FROM fulfilment WHERE arrival = ?1)"
        }
        Kind::Allotment => {
            "SELECT EXISTS (SELECT 1 FROM allotment WHERE follows = ?1)
                 OR EXISTS (SELECT 1 FROM telling WHERE allotment = ?1)"
        }
        Kind::Touch => {
            "SELECT EXISTS (SELECT 1 FROM stop WHERE touch = ?1) OR EXISTS (SELECT 1 FROM matter WHERE touch = ?1)"
        }
        Kind::Stop
        | Kind::Matter
        | Kind::Appointment
        | Kind::HolidayYear
        | Kind::Leave
        | Kind::Weights
        | Kind::Telling
        | Kind::Fulfilment
        | Kind::Merge
        | Kind::Twins
        | Kind::AccessKey => return Ok(false),
    };
    Ok(one(conn, sql, [key.id], |row| row.get(0))?.unwrap_or(false))
}

fn year(id: Uuid) -> i64 {
    id.as_u128() as i64
}
