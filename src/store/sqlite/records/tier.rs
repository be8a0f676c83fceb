//! Tiers, decreed holidays and the weights of the urgency.

use rusqlite::{Connection, Row, params};

use crate::domain::calendar::HolidayYear;
use crate::domain::label::Label;
use crate::domain::tier::Tier;
use crate::domain::urgency::Weights;
use crate::store::Result;
use crate::store::sqlite::values::{Json, id, run};

pub const TIER: &str = "SELECT * FROM tier WHERE id = ?1";
pub const HOLIDAY_YEAR: &str = "SELECT * FROM holiday_year WHERE year = ?1";
pub const HOLIDAY_YEARS: &str = "SELECT * FROM holiday_year ORDER BY year";
pub const WEIGHTS: &str = "SELECT * FROM weights";

pub fn tier(row: &Row<'_>) -> rusqlite::Result<Tier> {
    Ok(Tier {
        id: id(row, "id")?,
        code: row.get("code")?,
        name: Label { en: row.get("name_en")?, zh: row.get("name_zh")? },
        rank: row.get("rank")?,
        cadences: row.get::<_, Json<_>>("cadences")?.0,
        minutes: row.get("minutes")?,
        factor: row.get("factor")?,
    })
}

pub fn holiday_year(row: &Row<'_>) -> rusqlite::Result<HolidayYear> {
    let (off, working) = (row.get::<_, Json<_>>("off")?.0, row.get::<_, Json<_>>("working")?.0);
    Ok(HolidayYear { year: row.get("year")?, off, working })
}

pub fn weights(row: &Row<'_>) -> rusqlite::Result<Weights> {
    Ok(Weights {
        cadence: row.get("cadence")?,
        matter_due: row.get("matter_due")?,
        matter_overdue: row.get("matter_overdue")?,
        stock_arrived: row.get("stock_arrived")?,
        complaint: row.get("complaint")?,
        appointment_today: row.get("appointment_today")?,
        care_near: row.get("care_near")?,
    })
}

pub fn put_tier(conn: &Connection, tier: &Tier) -> Result<()> {
    run(
        conn,
        "INSERT INTO tier (id, code, name_en, name_zh, rank, cadences, minutes, factor)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
           code = excluded.code, name_en = excluded.name_en, name_zh = excluded.name_zh, rank = excluded.rank,
           cadences = excluded.cadences, minutes = excluded.minutes, factor = excluded.factor",
        params![
            tier.id.0,
            tier.code,
            tier.name.en,
            tier.name.zh,
            tier.rank,
            Json(&tier.cadences),
            tier.minutes,
            tier.factor,
        ],
    )
}

pub fn put_holiday_year(conn: &Connection, year: &HolidayYear) -> Result<()> {
    run(
        conn,
        "INSERT INTO holiday_year (year, off, working) VALUES (?1, ?2, ?3)
         ON CONFLICT (year) DO UPDATE SET off = excluded.off, working = excluded.working",
        params![year.year, Json(&year.off), Json(&year.working)],
    )
}

pub fn put_weights(conn: &Connection, weights: &Weights) -> Result<()> {
    run(
        conn,
        "INSERT INTO weights (id, cadence, matter_due, matter_overdue, complaint, appointment_today, stock_arrived, care_near)
         VALUES (0, ?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET
           cadence = excluded.cadence, matter_due = excluded.matter_due, matter_overdue = excluded.matter_overdue,
           complaint = excluded.complaint, appointment_today = excluded.appointment_today,
           stock_arrived = excluded.stock_arrived, care_near = excluded.care_near",
        params![
            weights.cadence,
            weights.matter_due,
            weights.matter_overdue,
            weights.complaint,
            weights.appointment_today,
            weights.stock_arrived,
            weights.care_near,
        ],
    )
}
