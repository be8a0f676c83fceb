//! The counted days: how many working days lie on or before each day, as a table for the views that people read with `sqlite3`. Which day
//! works is decided by the domain's calendar; here it is only written down. The program reads the table nowhere but in [`differences`].

use chrono::{Datelike, NaiveDate};
use rusqlite::{Connection, params};

use crate::domain::calendar::Calendar;
use crate::store::Result;

use super::records::tier;
use super::values::{all, one, run};

/// The first and the last year that can be in the table: beyond them somebody mistyped a day.
const YEARS: (i32, i32) = (2000, 2099);

/// So many years behind the last one that something was written about are in it.
const AHEAD: i32 = 2;

/// Fills the table of a database that is older than it.
pub(super) fn fill(conn: &Connection) -> Result<()> {
    for day in wanted(conn)? {
        cover(conn, day)?;
    }
    Ok(())
}

/// Sees to it that a day is in the table, with its whole year and those ahead of it. What is far from any calendar is not.
pub(super) fn cover(conn: &Connection, day: NaiveDate) -> Result<()> {
    let Some((first, last)) = around(day) else { return Ok(()) };
    let there = "SELECT count(*) = 2 FROM counted_day WHERE day IN (?1, ?2)";
    if one(conn, there, [first, last], |row| row.get(0))?.unwrap_or(false) {
        return Ok(());
    }
    let calendar = calendar(conn)?;
    let Some((begin, end)) = range(conn)? else { return write(conn, &calendar, first, last) };
    if let Some(eve) = begin.pred_opt() {
        write(conn, &calendar, first, eve)?;
    }
    if let Some(next) = end.succ_opt() {
        write(conn, &calendar, next, last)?;
    }
    Ok(())
}

/// Writes the table anew, after the calendar has changed.
pub(super) fn renew(conn: &Connection) -> Result<()> {
    match range(conn)? {
        Some((first, last)) => write(conn, &calendar(conn)?, first, last),
        None => Ok(()),
    }
}

/// Names what differs from the calendar, and what is missing.
pub(super) fn differences(conn: &Connection) -> Result<Vec<String>> {
    let calendar = calendar(conn)?;
    let mut found = Vec::new();
    let (mut wrong, mut eve) = (Vec::new(), None);
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, NaiveDate>(0)?, row.get::<_, i64>(1)?));
    for (day, working) in all(conn, "SELECT day, working FROM counted_day ORDER BY day", [], row)? {
        if working != calendar.ordinal(day) || eve.is_some_and(|eve: NaiveDate| eve.succ_opt() != Some(day)) {
            wrong.push(day);
        }
        eve = Some(day);
    }
    if let Some(first) = wrong.first() {
        found.push(format!("counted days: {} of them from {first} on", wrong.len()));
    }
    let there = range(conn)?;
    for day in wanted(conn)? {
        if let Some((first, last)) = around(day)
            && there.is_none_or(|(begin, end)| first < begin || end < last)
        {
            found.push(format!("counted days: those around {day} are missing"));
        }
    }
    Ok(found)
}

/// The days that have to be in the table: the first and the last that something was written about.
fn wanted(conn: &Connection) -> Result<Vec<NaiveDate>> {
    let sql = "SELECT min(day) FROM touch WHERE day >= ?1 UNION SELECT max(day) FROM touch WHERE day < ?2
               UNION SELECT min(day) FROM op_log WHERE day >= ?1 UNION SELECT max(day) FROM op_log WHERE day < ?2";
    let limits = [format!("{}-01-01", YEARS.0), format!("{}-01-01", YEARS.1 + 1)];
    let days = all(conn, sql, limits, |row| row.get::<_, Option<NaiveDate>>(0))?;
    Ok(days.into_iter().flatten().collect())
}

/// What the table has to hold because of a day.
fn around(day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    if day.year() < YEARS.0 || day.year() > YEARS.1 {
        return None;
    }
    let until = (day.year() + AHEAD).min(YEARS.1);
    NaiveDate::from_ymd_opt(day.year(), 1, 1).zip(NaiveDate::from_ymd_opt(until, 12, 31))
}

/// The first and the last day of the table.
fn range(conn: &Connection) -> Result<Option<(NaiveDate, NaiveDate)>> {
    let sql = "SELECT (SELECT min(day) FROM counted_day), (SELECT max(day) FROM counted_day)";
    let ends = one(conn, sql, [], |row| Ok((row.get::<_, Option<_>>(0)?, row.get::<_, Option<_>>(1)?)))?;
    Ok(ends.and_then(|(first, last)| first.zip(last)))
}

fn calendar(conn: &Connection) -> Result<Calendar> {
    Ok(Calendar::new(&all(conn, tier::HOLIDAY_YEARS, [], tier::holiday_year)?))
}

fn write(conn: &Connection, calendar: &Calendar, first: NaiveDate, last: NaiveDate) -> Result<()> {
    for day in first.iter_days().take_while(|day| *day <= last) {
        run(
            conn,
            "INSERT INTO counted_day (day, working) VALUES (?1, ?2)
             ON CONFLICT (day) DO UPDATE SET working = excluded.working WHERE working <> excluded.working",
            params![day, calendar.ordinal(day)],
        )?;
    }
    Ok(())
}
