//! Matters and appointments.

use rusqlite::{Connection, Row, params};

use crate::domain::matter::{Appointment, Matter};
use crate::store::Result;
use crate::store::sqlite::values::{Json, Millis, Word, id, id_if, run};

pub const MATTER: &str = "SELECT * FROM matter WHERE id = ?1";
pub const APPOINTMENT: &str = "SELECT * FROM appointment WHERE id = ?1";

pub fn matter(row: &Row<'_>) -> rusqlite::Result<Matter> {
    Ok(Matter {
        id: id(row, "id")?,
        account: id(row, "account")?,
        rep: id(row, "rep")?,
        touch: id_if(row, "touch")?,
        kind: row.get::<_, Word<_>>("kind")?.0,
        text: row.get("text")?,
        raised: row.get("raised")?,
        due: row.get("due")?,
        answered: row.get("answered")?,
        put_off: row.get::<_, Option<Json<_>>>("put_off")?.map(|it| it.0),
    })
}

pub fn appointment(row: &Row<'_>) -> rusqlite::Result<Appointment> {
    Ok(Appointment {
        id: id(row, "id")?,
        account: id(row, "account")?,
        rep: id(row, "rep")?,
        day: row.get("day")?,
        time: row.get("time")?,
        purpose: row.get("purpose")?,
        made: row.get::<_, Millis>("made")?.0,
        outcome: row.get::<_, Option<Word<_>>>("outcome")?.map(|word| word.0),
    })
}

pub fn put_matter(conn: &Connection, matter: &Matter) -> Result<()> {
    run(
        conn,
        "INSERT INTO matter (id, account, rep, touch, kind, text, raised, due, answered, put_off)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET
           account = excluded.account, rep = excluded.rep, touch = excluded.touch, kind = excluded.kind,
           text = excluded.text, raised = excluded.raised, due = excluded.due, answered = excluded.answered,
           put_off = excluded.put_off",
        params![
            matter.id.0,
            matter.account.0,
            matter.rep.0,
            matter.touch.map(|id| id.0),
            Word(matter.kind),
            matter.text,
            matter.raised,
            matter.due,
            matter.answered,
            matter.put_off.as_ref().map(Json),
        ],
    )
}

pub fn put_appointment(conn: &Connection, appointment: &Appointment) -> Result<()> {
    run(
        conn,
        "INSERT INTO appointment (id, account, rep, day, time, purpose, made, outcome)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
           account = excluded.account, rep = excluded.rep, day = excluded.day, time = excluded.time,
           purpose = excluded.purpose, made = excluded.made, outcome = excluded.outcome",
        params![
            appointment.id.0,
            appointment.account.0,
            appointment.rep.0,
            appointment.day,
            appointment.time,
            appointment.purpose,
            Millis(appointment.made),
            appointment.outcome.map(Word),
        ],
    )
}
