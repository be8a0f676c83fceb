//! Accounts with their codes, contacts and beats.

use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::domain::account::{Account, Beat, Code, Contact, OwnWindow};
use crate::domain::cadence::Window;
use crate::domain::label::Label;
use crate::store::Result;
use crate::store::sqlite::values::{Json, Word, all, id, id_if, one, place, run, sparse, sparse_list};

pub const BEAT: &str = "SELECT * FROM beat WHERE id = ?1";
pub const CONTACT: &str = "SELECT * FROM contact WHERE id = ?1";

pub fn beat(row: &Row<'_>) -> rusqlite::Result<Beat> {
    let name = Label { en: row.get("name_en")?, zh: row.get("name_zh")? };
    Ok(Beat { id: id(row, "id")?, rep: id(row, "rep")?, name })
}

pub fn contact(row: &Row<'_>) -> rusqlite::Result<Contact> {
    Ok(Contact {
        id: id(row, "id")?,
        account: id(row, "account")?,
        name: row.get("name")?,
        role: row.get::<_, Word<_>>("role")?.0,
        phone: row.get("phone")?,
        temperament: row.get::<_, Option<Word<_>>>("temperament")?.map(|word| word.0),
        counts: row.get("counts")?,
        birthday: row.get::<_, Option<Json<_>>>("birthday")?.map(|it| it.0),
    })
}

/// Loads an account with its codes.
pub fn get(conn: &Connection, account: Uuid) -> Result<Option<Account>> {
    let Some(found) = one(conn, "SELECT * FROM account WHERE id = ?1", [account], without_codes)? else {
        return Ok(None);
    };
    Ok(Some(Account { codes: codes(conn, account)?, ..found }))
}

/// The codes of an account.
pub fn codes(conn: &Connection, account: Uuid) -> Result<Vec<Code>> {
    let code = |row: &Row<'_>| Ok(Code { kind: row.get::<_, Word<_>>("kind")?.0, text: row.get("code")? });
    all(conn, "SELECT kind, code FROM account_code WHERE account = ?1 ORDER BY n", [account], code)
}

fn without_codes(row: &Row<'_>) -> rusqlite::Result<Account> {
    let window = window(row, "own_min", "own_max")?;
    let reason: Option<String> = row.get("own_reason")?;
    Ok(Account {
        id: id(row, "id")?,
        name: row.get("name")?,
        other_name: row.get("other_name")?,
        address: row.get("address")?,
        phone: row.get("phone")?,
        codes: Vec::new(),
        place: place(row, "lat", "lon")?,
        tier: id_if(row, "tier")?,
        segment: row.get::<_, Option<Word<_>>>("segment")?.map(|word| word.0),
        beat: id_if(row, "beat")?,
        rep: id_if(row, "rep")?,
        added: row.get("added")?,
        own_window: window.zip(reason).map(|(window, reason)| OwnWindow { window, reason }),
        pauses: sparse_list(row, "pauses")?,
        closures: sparse_list(row, "closures")?,
        minutes: row.get("minutes")?,
        hours: sparse_list(row, "hours")?,
        merged_into: id_if(row, "merged_into")?,
    })
}

/// Reads a window from its two columns.
pub fn window(row: &Row<'_>, min: &str, max: &str) -> rusqlite::Result<Option<Window>> {
    let (min, max): (Option<u32>, Option<u32>) = (row.get(min)?, row.get(max)?);
    Ok(min.zip(max).map(|(min, max)| Window { min, max }))
}

pub fn put_beat(conn: &Connection, beat: &Beat) -> Result<()> {
    run(
        conn,
        "INSERT INTO beat (id, rep, name_en, name_zh) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (id) DO UPDATE SET rep = excluded.rep, name_en = excluded.name_en, name_zh = excluded.name_zh",
        params![beat.id.0, beat.rep.0, beat.name.en, beat.name.zh],
    )
}

pub fn put_contact(conn: &Connection, contact: &Contact) -> Result<()> {
    run(
        conn,
        "INSERT INTO contact (id, account, name, role, phone, temperament, counts, birthday)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
           account = excluded.account, name = excluded.name, role = excluded.role, phone = excluded.phone,
           temperament = excluded.temperament, counts = excluded.counts, birthday = excluded.birthday",
        params![
            contact.id.0,
            contact.account.0,
            contact.name,
            Word(contact.role),
            contact.phone,
            contact.temperament.map(Word),
            contact.counts,
            contact.birthday.map(Json),
        ],
    )
}

pub fn put_account(conn: &Connection, account: &Account) -> Result<()> {
    let own = account.own_window.as_ref();
    run(
        conn,
        "INSERT INTO account (id, name, other_name, address, phone, lat, lon, tier, segment, beat, rep, added, own_min,
                              own_max, own_reason, pauses, closures, minutes, hours, merged_into)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
         ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, other_name = excluded.other_name, address = excluded.address, phone = excluded.phone,
           lat = excluded.lat, lon = excluded.lon, tier = excluded.tier, segment = excluded.segment, beat = excluded.beat,
           rep = excluded.rep, added = excluded.added, own_min = excluded.own_min, own_max = excluded.own_max,
           own_reason = excluded.own_reason, pauses = excluded.pauses, closures = excluded.closures,
           minutes = excluded.minutes, hours = excluded.hours, merged_into = excluded.merged_into",
        params![
            account.id.0,
            account.name,
            account.other_name,
            account.address,
            account.phone,
            account.place.map(|place| place.lat),
            account.place.map(|place| place.lon),
            account.tier.map(|id| id.0),
            account.segment.map(Word),
            account.beat.map(|id| id.0),
            account.rep.map(|id| id.0),
            account.added,
            own.map(|own| own.window.min),
            own.map(|own| own.window.max),
            own.map(|own| &own.reason),
            sparse(&account.pauses),
            sparse(&account.closures),
            account.minutes,
            sparse(&account.hours),
            account.merged_into.map(|id| id.0),
        ],
    )?;
    // What it waits for stands in the queue of whoever has it now.
    let owner = "UPDATE stock_request SET owner = ifnull(?2, rep) WHERE account = ?1 AND owner <> ifnull(?2, rep)";
    run(conn, owner, params![account.id.0, account.rep.map(|id| id.0)])?;
    run(conn, "DELETE FROM account_code WHERE account = ?1", [account.id.0])?;
    for (code, n) in account.codes.iter().zip(0_i64..) {
        run(
            conn,
            "INSERT INTO account_code (account, n, kind, code) VALUES (?1, ?2, ?3, ?4)",
            params![account.id.0, n, Word(code.kind), code.text],
        )?;
    }
    Ok(())
}
