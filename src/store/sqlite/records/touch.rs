//! Touches.

use rusqlite::{Connection, Row, params};

use crate::domain::cadence::Level;
use crate::domain::content::{Display, Order};
use crate::domain::touch::{Content, NextStep, Touch};
use crate::store::Result;
use crate::store::sqlite::values::{Json, Millis, Word, id, run, sparse, sparse_list};

use super::account::window;

pub const TOUCH: &str = "SELECT * FROM touch WHERE id = ?1";

pub fn touch(row: &Row<'_>) -> rusqlite::Result<Touch> {
    let instant = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Millis>>(column)?.map(|millis| millis.0));
    let next_day = row.get("next_day")?;
    let next = row.get::<_, Option<String>>("next_text")?.map(|text| NextStep { day: next_day, text });
    Ok(Touch {
        id: id(row, "id")?,
        account: id(row, "account")?,
        rep: id(row, "rep")?,
        levels: row.get::<_, Option<Json<_>>>("levels")?.map_or_else(|| vec![Level::Rep], |levels| levels.0),
        day: row.get("day")?,
        start: instant("started")?,
        end: instant("ended")?,
        open: row.get("open")?,
        late: row.get("late")?,
        content: Content {
            kind: row.get::<_, Word<_>>("kind")?.0,
            attempted: row.get("attempted")?,
            met: sparse_list(row, "met")?,
            order: order(row)?,
            shelf: sparse_list(row, "shelf")?,
            display: row.get::<_, Option<Json<_>>>("display")?.map(|lacks| Display { lacks: lacks.0 }),
            satisfaction: row.get("satisfaction")?,
            needs: sparse_list(row, "needs")?,
            told: row.get::<_, Option<_>>("told")?.unwrap_or_default(),
            rival: row.get::<_, Option<_>>("rival")?.unwrap_or_default(),
            next,
            note: row.get("note")?,
        },
        window: window(row, "window_min", "window_max")?,
        voided: row.get("voided")?,
        followed: row.get("followed")?,
        put_off: row.get::<_, Option<Json<_>>>("put_off")?.map(|it| it.0),
    })
}

fn order(row: &Row<'_>) -> rusqlite::Result<Option<Order>> {
    if let Some(lines) = row.get::<_, Option<Json<_>>>("order_lines")? {
        return Ok(Some(Order::Lines(lines.0)));
    }
    if let Some(why) = row.get::<_, Option<Word<_>>>("no_order")? {
        return Ok(Some(Order::Nothing(why.0)));
    }
    Ok(row.get::<_, Option<_>>("ordered")?.map(Order::Quantity))
}

/// A text that is there.
fn given(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

pub fn put_touch(conn: &Connection, touch: &Touch) -> Result<()> {
    let content = &touch.content;
    let (lines, no_order) = match &content.order {
        Some(Order::Lines(lines)) => (Some(Json(lines)), None),
        Some(Order::Nothing(why)) => (None, Some(*why)),
        Some(Order::Quantity(_)) | None => (None, None),
    };
    run(
        conn,
        "INSERT INTO touch (id, account, rep, levels, day, started, ended, open, late, kind, attempted, met, satisfaction,
                            next_day, next_text, note, window_min, window_max, voided,
                            ordered, order_lines, no_order, shelf, display, needs, told, rival, followed, put_off)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19,
                 ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)
         ON CONFLICT (id) DO UPDATE SET
           account = excluded.account, rep = excluded.rep, levels = excluded.levels, day = excluded.day,
           started = excluded.started, ended = excluded.ended, open = excluded.open, late = excluded.late,
           kind = excluded.kind, attempted = excluded.attempted, met = excluded.met,
           satisfaction = excluded.satisfaction, next_day = excluded.next_day, next_text = excluded.next_text,
           note = excluded.note, window_min = excluded.window_min, window_max = excluded.window_max,
           voided = excluded.voided, ordered = excluded.ordered, order_lines = excluded.order_lines,
           no_order = excluded.no_order, shelf = excluded.shelf, display = excluded.display, needs = excluded.needs,
           told = excluded.told, rival = excluded.rival, followed = excluded.followed, put_off = excluded.put_off",
        params![
            touch.id.0,
            touch.account.0,
            touch.rep.0,
            (touch.levels != [Level::Rep]).then_some(Json(&touch.levels)),
            touch.day,
            touch.start.map(Millis),
            touch.end.map(Millis),
            touch.open,
            touch.late,
            Word(content.kind),
            content.attempted,
            sparse(&content.met),
            content.satisfaction,
            content.next.as_ref().and_then(|next| next.day),
            content.next.as_ref().map(|next| &next.text),
            content.note,
            touch.window.map(|window| window.min),
            touch.window.map(|window| window.max),
            touch.voided,
            content.order.as_ref().map(Order::quantity).map(|it| i64::try_from(it).unwrap_or(i64::MAX)),
            lines,
            no_order.map(Word),
            sparse(&content.shelf),
            content.display.as_ref().map(|display| Json(&display.lacks)),
            sparse(&content.needs),
            given(&content.told),
            given(&content.rival),
            touch.followed,
            touch.put_off.as_ref().map(Json),
        ],
    )?;
    run(conn, "DELETE FROM touch_product WHERE touch = ?1", [touch.id.0])?;
    for product in content.products() {
        let sql = "INSERT OR IGNORE INTO touch_product (touch, product) VALUES (?1, ?2)";
        run(conn, sql, [touch.id.0, product.0])?;
    }
    run(conn, "DELETE FROM touch_met WHERE touch = ?1", [touch.id.0])?;
    for contact in &content.met {
        let sql = "INSERT OR IGNORE INTO touch_met (touch, contact) VALUES (?1, ?2)";
        run(conn, sql, [touch.id.0, contact.0])?;
    }
    Ok(())
}
