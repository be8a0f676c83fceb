//! Teams, reps and leave.

use rusqlite::{Connection, Row, params};

use crate::domain::day::Span;
use crate::domain::label::Label;
use crate::domain::people::{Hours, Leave, Rep, Team};
use crate::store::Result;
use crate::store::sqlite::values::{Word, id, id_if, place, run};

pub const TEAM: &str = "SELECT * FROM team WHERE id = ?1";
pub const REP: &str = "SELECT * FROM rep WHERE id = ?1";
pub const LEAVE: &str = "SELECT * FROM leave WHERE id = ?1";

pub fn team(row: &Row<'_>) -> rusqlite::Result<Team> {
    let name = Label { en: row.get("name_en")?, zh: row.get("name_zh")? };
    Ok(Team { id: id(row, "id")?, name, parent: id_if(row, "parent")? })
}

pub fn rep(row: &Row<'_>) -> rusqlite::Result<Rep> {
    Ok(Rep {
        id: id(row, "id")?,
        code: row.get("code")?,
        name: row.get("name")?,
        role: row.get::<_, Word<_>>("role")?.0,
        team: id_if(row, "team")?,
        territory: Label { en: row.get("territory_en")?, zh: row.get("territory_zh")? },
        home: place(row, "home_lat", "home_lon")?,
        hours: Hours { start: row.get("day_start")?, end: row.get("day_end")?, lunch: row.get("lunch")? },
        zone: row.get::<_, Word<_>>("zone")?.0,
        disabled: row.get("disabled")?,
    })
}

pub fn leave(row: &Row<'_>) -> rusqlite::Result<Leave> {
    let span = Span { first: row.get("first_day")?, last: row.get("last_day")? };
    Ok(Leave { id: id(row, "id")?, rep: id(row, "rep")?, span, cover: id_if(row, "cover")? })
}

pub fn put_team(conn: &Connection, team: &Team) -> Result<()> {
    run(
        conn,
        "INSERT INTO team (id, name_en, name_zh, parent) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET name_en = excluded.name_en, name_zh = excluded.name_zh, parent = excluded.parent",
        params![team.id.0, team.name.en, team.name.zh, team.parent.map(|id| id.0)],
    )
}

pub fn put_rep(conn: &Connection, rep: &Rep) -> Result<()> {
    run(
        conn,
        "INSERT INTO rep (id, code, name, role, team, territory_en, territory_zh, home_lat, home_lon, day_start, day_end,
                          lunch, zone, disabled)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (id) DO UPDATE SET
           code = excluded.code, name = excluded.name, role = excluded.role, team = excluded.team,
           territory_en = excluded.territory_en, territory_zh = excluded.territory_zh, home_lat = excluded.home_lat,
           home_lon = excluded.home_lon, day_start = excluded.day_start, day_end = excluded.day_end,
           lunch = excluded.lunch, zone = excluded.zone, disabled = excluded.disabled",
        params![
            rep.id.0,
            rep.code,
            rep.name,
            Word(rep.role),
            rep.team.map(|id| id.0),
            rep.territory.en,
            rep.territory.zh,
            rep.home.map(|home| home.lat),
            rep.home.map(|home| home.lon),
            rep.hours.start,
            rep.hours.end,
            rep.hours.lunch,
            Word(rep.zone),
            rep.disabled,
        ],
    )
}

pub fn put_leave(conn: &Connection, leave: &Leave) -> Result<()> {
    run(
        conn,
        "INSERT INTO leave (id, rep, first_day, last_day, cover) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (id) DO UPDATE SET
           rep = excluded.rep, first_day = excluded.first_day, last_day = excluded.last_day, cover = excluded.cover",
        params![leave.id.0, leave.rep.0, leave.span.first, leave.span.last, leave.cover.map(|id| id.0)],
    )
}
