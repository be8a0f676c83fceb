//! Stock requests, arrivals, allotments, tellings and fulfilments.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::stock::{Allotment, Amount, Arrival, Fulfilment, Line, Request, Telling};
use crate::store::Result;
use crate::store::sqlite::values::{Json, Millis, Word, all, id, id_if, one, run};

pub const REQUEST: &str = "SELECT * FROM stock_request WHERE id = ?1";
pub const ARRIVAL: &str = "SELECT * FROM arrival WHERE id = ?1";
pub const TELLING: &str = "SELECT * FROM telling WHERE id = ?1";
pub const FULFILMENT: &str = "SELECT * FROM fulfilment WHERE id = ?1";

fn amount(row: &Row<'_>) -> rusqlite::Result<Amount> {
    Ok(Amount { count: row.get("count")?, unit: row.get("unit")?, factor: row.get("factor")? })
}

pub fn request(row: &Row<'_>) -> rusqlite::Result<Request> {
    Ok(Request {
        id: id(row, "id")?,
        account: id(row, "account")?,
        rep: id(row, "rep")?,
        product: id(row, "product")?,
        asked: amount(row)?,
        contact: id_if(row, "contact")?,
        until: row.get("until")?,
        all_or_nothing: row.get("all_or_nothing")?,
        outside: row.get("outside")?,
        note: row.get("note")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
        ended: row.get::<_, Option<Json<_>>>("ended")?.map(|it| it.0),
    })
}

pub fn arrival(row: &Row<'_>) -> rusqlite::Result<Arrival> {
    Ok(Arrival {
        id: id(row, "id")?,
        product: id(row, "product")?,
        team: id_if(row, "team")?,
        rep: id(row, "rep")?,
        amount: amount(row)?,
        note: row.get("note")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
        closed: row.get("closed")?,
    })
}

/// Loads an allotment with its lines.
pub fn get_allotment(conn: &Connection, allotment: Uuid) -> Result<Option<Allotment>> {
    let found = one(conn, "SELECT * FROM allotment WHERE id = ?1", [allotment], without_lines)?;
    found.map(|found| with_lines(conn, found)).transpose()
}

/// Adds its lines to an allotment.
pub fn with_lines(conn: &Connection, allotment: Allotment) -> Result<Allotment> {
    let sql = "SELECT * FROM allotment_line WHERE allotment = ?1 ORDER BY n";
    Ok(Allotment { lines: all(conn, sql, [allotment.id.0], line)?, ..allotment })
}

/// Reads an allotment without its lines.
pub fn without_lines(row: &Row<'_>) -> rusqlite::Result<Allotment> {
    Ok(Allotment {
        id: id(row, "id")?,
        arrival: id(row, "arrival")?,
        follows: id_if(row, "follows")?,
        rule: row.get::<_, Word<_>>("rule")?.0,
        rep: id(row, "rep")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
        reason: row.get("reason")?,
        lines: Vec::new(),
    })
}

fn line(row: &Row<'_>) -> rusqlite::Result<Line> {
    Ok(Line {
        request: id(row, "request")?,
        position: row.get("position")?,
        open: row.get("open")?,
        before: row.get("before")?,
        quantity: row.get("quantity")?,
        why: row.get::<_, Json<_>>("why")?.0,
        anew: row.get::<_, Option<Millis>>("anew")?.map(|at| at.0),
    })
}

pub fn telling(row: &Row<'_>) -> rusqlite::Result<Telling> {
    Ok(Telling {
        id: id(row, "id")?,
        arrival: id(row, "arrival")?,
        request: id(row, "request")?,
        account: id(row, "account")?,
        allotment: id_if(row, "allotment")?,
        rep: id(row, "rep")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
        how: row.get::<_, Word<_>>("how")?.0,
        contact: id_if(row, "contact")?,
        held_until: row.get("held_until")?,
        note: row.get("note")?,
        answer: row.get::<_, Option<Json<_>>>("answer")?.map(|it| it.0),
        withdrawn: row.get("withdrawn")?,
    })
}

pub fn fulfilment(row: &Row<'_>) -> rusqlite::Result<Fulfilment> {
    Ok(Fulfilment {
        id: id(row, "id")?,
        arrival: id(row, "arrival")?,
        request: id(row, "request")?,
        account: id(row, "account")?,
        rep: id(row, "rep")?,
        quantity: row.get("quantity")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
    })
}

pub fn put_request(conn: &Connection, request: &Request) -> Result<()> {
    run(
        conn,
        "INSERT INTO stock_request (id, account, rep, product, count, unit, factor, contact, until, all_or_nothing, outside,
                                    note, at, day, ended, owner)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                 ifnull((SELECT rep FROM account WHERE id = ?2), ?3))
         ON CONFLICT (id) DO UPDATE SET
           account = excluded.account, rep = excluded.rep, product = excluded.product, count = excluded.count,
           unit = excluded.unit, factor = excluded.factor, contact = excluded.contact, until = excluded.until,
           all_or_nothing = excluded.all_or_nothing, outside = excluded.outside, note = excluded.note, at = excluded.at,
           day = excluded.day, ended = excluded.ended, owner = excluded.owner",
        params![
            request.id.0,
            request.account.0,
            request.rep.0,
            request.product.0,
            request.asked.count,
            request.asked.unit,
            request.asked.factor,
            request.contact.map(|id| id.0),
            request.until,
            request.all_or_nothing,
            request.outside,
            request.note,
            Millis(request.at),
            request.day,
            request.ended.as_ref().map(Json),
        ],
    )
}

pub fn put_arrival(conn: &Connection, arrival: &Arrival) -> Result<()> {
    run(
        conn,
        "INSERT INTO arrival (id, product, team, rep, count, unit, factor, note, at, day, closed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET
           product = excluded.product, team = excluded.team, rep = excluded.rep, count = excluded.count,
           unit = excluded.unit, factor = excluded.factor, note = excluded.note, at = excluded.at, day = excluded.day,
           closed = excluded.closed",
        params![
            arrival.id.0,
            arrival.product.0,
            arrival.team.map(|id| id.0),
            arrival.rep.0,
            arrival.amount.count,
            arrival.amount.unit,
            arrival.amount.factor,
            arrival.note,
            Millis(arrival.at),
            arrival.day,
            arrival.closed,
        ],
    )
}

pub fn put_allotment(conn: &Connection, allotment: &Allotment) -> Result<()> {
    run(
        conn,
        "INSERT INTO allotment (id, arrival, follows, rule, rep, at, day, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
           arrival = excluded.arrival, follows = excluded.follows, rule = excluded.rule, rep = excluded.rep,
           at = excluded.at, day = excluded.day, reason = excluded.reason",
        params![
            allotment.id.0,
            allotment.arrival.0,
            allotment.follows.map(|id| id.0),
            Word(allotment.rule),
            allotment.rep.0,
            Millis(allotment.at),
            allotment.day,
            allotment.reason,
        ],
    )?;
    run(conn, "DELETE FROM allotment_line WHERE allotment = ?1", [allotment.id.0])?;
    for (line, n) in allotment.lines.iter().zip(0_i64..) {
        run(
            conn,
            "INSERT INTO allotment_line (allotment, n, request, position, open, before, quantity, why, anew)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                allotment.id.0,
                n,
                line.request.0,
                line.position,
                line.open,
                line.before,
                line.quantity,
                Json(line.why),
                line.anew.map(Millis),
            ],
        )?;
    }
    Ok(())
}

pub fn put_telling(conn: &Connection, telling: &Telling) -> Result<()> {
    run(
        conn,
        "INSERT INTO telling (id, arrival, request, account, allotment, rep, at, day, how, contact, held_until, note,
                              answer, withdrawn)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET
           arrival = excluded.arrival, request = excluded.request, account = excluded.account,
           allotment = excluded.allotment, rep = excluded.rep, at = excluded.at, day = excluded.day, how = excluded.how,
           contact = excluded.contact, held_until = excluded.held_until, note = excluded.note,
           answer = excluded.answer, withdrawn = excluded.withdrawn",
        params![
            telling.id.0,
            telling.arrival.0,
            telling.request.0,
            telling.account.0,
            telling.allotment.map(|id| id.0),
            telling.rep.0,
            Millis(telling.at),
            telling.day,
            Word(telling.how),
            telling.contact.map(|id| id.0),
            telling.held_until,
            telling.note,
            telling.answer.map(Json),
            telling.withdrawn,
        ],
    )
}

pub fn put_fulfilment(conn: &Connection, fulfilment: &Fulfilment) -> Result<()> {
    run(
        conn,
        "INSERT INTO fulfilment (id, arrival, request, account, rep, quantity, at, day)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
           arrival = excluded.arrival, request = excluded.request, account = excluded.account, rep = excluded.rep,
           quantity = excluded.quantity, at = excluded.at, day = excluded.day",
        params![
            fulfilment.id.0,
            fulfilment.arrival.0,
            fulfilment.request.0,
            fulfilment.account.0,
            fulfilment.rep.0,
            fulfilment.quantity,
            Millis(fulfilment.at),
            fulfilment.day,
        ],
    )
}
