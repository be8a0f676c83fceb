//! The primitives of the engine on SQLite.

use std::cell::OnceCell;

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use crate::domain::account::Account;
use crate::domain::cadence::{Level, Window};
use crate::domain::calendar::HolidayYear;
use crate::domain::change::Envelope;
use crate::domain::ids::{
    AccessKeyId, AccountId, ArrivalId, GroupId, OpId, ProductId, RepId, RequestId, TeamId, TouchId,
};
use crate::domain::people::{Leave, Team};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::route::Stop;
use crate::domain::rules::View;
use crate::domain::stock::{Allotment, Arrival, Dealing, Request};
use crate::domain::touch::{Draft, Touch};
use crate::i18n::search::Letters;
use crate::store::tables::{CadenceRow, Group, Hand, LogRow, Of, Tables};
use crate::store::{Result, StoreError, due};

use super::records::{access, merge, people, route, tier, touch};
use super::values::{Json, Millis, Word, all, id, id_if, one, run};
use super::{counted, log, records, search, stock};

/// The tables, through a connection that is inside a transaction.
pub(super) struct Connected<'c> {
    pub conn: &'c Connection,
    pub letters: &'c OnceCell<Letters>,
}

impl View for Connected<'_> {
    type Error = StoreError;

    fn record(&self, key: Key) -> Result<Option<Record>> {
        records::get(self.conn, key)
    }

    fn stops(&self, rep: RepId, day: NaiveDate) -> Result<Vec<Stop>> {
        let sql = "SELECT * FROM stop WHERE rep = ?1 AND day = ?2 ORDER BY rank, id";
        all(self.conn, sql, params![rep.0, day], route::stop)
    }

    fn open_visits(&self, rep: RepId) -> Result<Vec<Touch>> {
        all(self.conn, "SELECT * FROM touch WHERE rep = ?1 AND open = 1 ORDER BY id", [rep.0], touch::touch)
    }

    fn about(&self, account: AccountId) -> Result<Vec<Record>> {
        let mut found = Vec::new();
        for kind in records::AT_AN_ACCOUNT {
            found.extend(records::at(self.conn, *kind, account)?);
        }
        let merges = all(self.conn, "SELECT * FROM merge WHERE kept = ?1", [account.0], merge::merge)?;
        found.extend(merges.into_iter().map(Record::from));
        found.sort_by_key(Record::key);
        Ok(found)
    }

    fn live_key(&self, fingerprint: &str) -> Result<Option<AccessKeyId>> {
        Ok(access::live_key(self.conn, fingerprint)?.map(|key| key.id))
    }

    fn rep_with_code(&self, code: &str) -> Result<Option<RepId>> {
        one(self.conn, "SELECT id FROM rep WHERE code = ?1", [code], |row| id(row, "id"))
    }

    fn is_used(&self, key: Key) -> Result<bool> {
        records::is_used(self.conn, key)
    }

    fn window(&self, account: &Account, level: Level) -> Result<Option<Window>> {
        due::window(self, account, level)
    }

    fn queued(&self, product: ProductId, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>> {
        stock::queued(self.conn, product, team)
    }

    fn dealing(&self, arrival: ArrivalId) -> Result<Option<Dealing>> {
        stock::dealing(self.conn, arrival)
    }

    fn arrivals_of(&self, request: RequestId) -> Result<Vec<ArrivalId>> {
        stock::arrivals_of(self.conn, request)
    }
}

impl Connected<'_> {
    /// Derives anew what is searched for, if it rests on this record.
    fn renew_search(&self, record: Option<&Record>) -> Result<()> {
        let account = match record {
            Some(Record::Account(account)) => account.id,
            Some(Record::Contact(contact)) => contact.account,
            _ => return Ok(()),
        };
        search::renew(self.conn, self.letters.get_or_init(Letters::default), account.0)
    }
}

impl Tables for Connected<'_> {
    fn put(&mut self, record: &Record) -> Result<()> {
        // Somebody who moved was found elsewhere.
        let before = if record.key().kind == Kind::Contact { self.record(record.key())? } else { None };
        let before = before.filter(|before| before.account() != record.account());
        records::put(self.conn, record)?;
        match record {
            Record::Touch(touch) => counted::cover(self.conn, touch.day)?,
            Record::HolidayYear(_) => counted::renew(self.conn)?,
            _ => {}
        }
        self.renew_search(before.as_ref())?;
        self.renew_search(Some(record))
    }

    fn remove(&mut self, key: Key) -> Result<()> {
        let before = if key.kind == Kind::Contact { self.record(key)? } else { None };
        records::remove(self.conn, key)?;
        if key.kind == Kind::HolidayYear {
            counted::renew(self.conn)?;
        }
        self.renew_search(before.as_ref())
    }

    fn has_leader(&self) -> Result<bool> {
        Ok(one(self.conn, "SELECT 1 FROM rep WHERE role <> 'rep' LIMIT 1", [], |_| Ok(()))?.is_some())
    }

    fn has_stop(&self, rep: RepId, account: AccountId) -> Result<bool> {
        let sql = "SELECT 1 FROM stop WHERE account = ?1 AND rep = ?2 LIMIT 1";
        Ok(one(self.conn, sql, [account.0, rep.0], |_| Ok(()))?.is_some())
    }

    fn teams(&self) -> Result<Vec<Team>> {
        all(self.conn, "SELECT * FROM team ORDER BY id", [], people::team)
    }

    fn wanted_products(&self, team: Option<TeamId>) -> Result<Vec<ProductId>> {
        stock::wanted_products(self.conn, team)
    }

    fn arrivals_of_product(&self, product: ProductId) -> Result<Vec<Arrival>> {
        stock::arrivals_of_product(self.conn, product)
    }

    fn live_below(&self, team: TeamId) -> Result<Vec<ArrivalId>> {
        stock::live_below(self.conn, team)
    }

    fn live_arrivals(&self, product: Option<ProductId>, team: Option<TeamId>) -> Result<Vec<ArrivalId>> {
        stock::live_arrivals(self.conn, product, team)
    }

    fn arrivals_for(&self, team: Option<TeamId>) -> Result<Vec<ArrivalId>> {
        stock::arrivals_for(self.conn, team)
    }

    fn arrivals_ending(&self, ending: &str) -> Result<Vec<ArrivalId>> {
        let sql = "SELECT id FROM arrival WHERE ?1 = '' OR substr(lower(hex(id)), -length(?1)) = ?1 ORDER BY at, id";
        all(self.conn, sql, [ending], |row| id(row, "id"))
    }

    fn decisions(&self, arrival: ArrivalId) -> Result<Vec<Allotment>> {
        stock::decisions(self.conn, arrival)
    }

    fn requests_of(&self, team: Option<TeamId>) -> Result<Vec<(Request, Option<u32>)>> {
        stock::requests_of(self.conn, team)
    }

    fn known(&self, op: OpId) -> Result<Option<u32>> {
        let rows = "SELECT (SELECT count(*) FROM op_row WHERE op = l.seq) FROM op_log l WHERE l.op = ?1";
        one(self.conn, rows, [op.0], |row| row.get(0))
    }

    fn log(&mut self, envelope: &Envelope, rows: &[LogRow]) -> Result<i64> {
        counted::cover(self.conn, envelope.day)?;
        log::write(self.conn, envelope, rows)
    }

    fn group(&self, id: GroupId) -> Result<Option<Group>> {
        log::group(self.conn, id)
    }

    fn put_group(&mut self, group: &Group) -> Result<()> {
        log::put_group(self.conn, group)
    }

    fn newest_change(&self, actor: Option<RepId>) -> Result<i64> {
        log::newest_change(self.conn, actor)
    }

    fn rows_of(&self, group: GroupId) -> Result<Vec<LogRow>> {
        log::rows_of(self.conn, group)
    }

    fn hands(&self, key: Key) -> Result<Vec<Hand>> {
        log::hands(self.conn, key)
    }

    fn draft(&self, touch: TouchId, rep: RepId) -> Result<Option<Draft>> {
        one(self.conn, "SELECT * FROM draft WHERE touch = ?1 AND rep = ?2", [touch.0, rep.0], draft)
    }

    fn put_draft(&mut self, draft: &Draft) -> Result<()> {
        run(
            self.conn,
            "INSERT OR REPLACE INTO draft (touch, account, rep, late_day, report, saved) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                draft.touch.0,
                draft.account.0,
                draft.rep.0,
                draft.late_day,
                Json(&draft.report),
                Millis(draft.saved),
            ],
        )
    }

    fn drop_draft(&mut self, touch: TouchId, rep: RepId) -> Result<()> {
        run(self.conn, "DELETE FROM draft WHERE touch = ?1 AND rep = ?2", [touch.0, rep.0])
    }

    fn last_touch(&self, account: AccountId, accepts: &dyn Fn(&Touch) -> bool) -> Result<Option<NaiveDate>> {
        let mut statement =
            self.conn.prepare_cached("SELECT * FROM touch WHERE account = ?1 ORDER BY day DESC, id DESC")?;
        for found in statement.query_map([account.0], touch::touch)? {
            let found = found?;
            if accepts(&found) {
                return Ok(Some(found.day)); // a touch older than the last changes nothing
            }
        }
        Ok(None)
    }

    fn holidays(&self) -> Result<Vec<HolidayYear>> {
        all(self.conn, tier::HOLIDAY_YEARS, [], tier::holiday_year)
    }

    fn leave_of(&self, rep: RepId) -> Result<Vec<Leave>> {
        all(self.conn, "SELECT * FROM leave WHERE rep = ?1", [rep.0], people::leave)
    }

    fn accounts(&self, of: Of, most: usize) -> Result<Vec<AccountId>> {
        let account = |row: &Row<'_>| id(row, "id");
        let most = i64::try_from(most).unwrap_or(-1); // no limit
        let conn = self.conn;
        match of {
            Of::Everybody => all(conn, "SELECT id FROM account ORDER BY id LIMIT ?1", [most], account),
            Of::Tier(tier) => {
                let sql = "SELECT id FROM account WHERE tier = ?1 ORDER BY id LIMIT ?2";
                all(conn, sql, params![tier.0, most], account)
            }
            Of::Rep(rep) => {
                let sql = "SELECT id FROM account WHERE rep = ?1 ORDER BY id LIMIT ?2";
                all(conn, sql, params![rep.0, most], account)
            }
        }
    }

    fn cadence(&self, account: AccountId) -> Result<Vec<CadenceRow>> {
        let mut rows = all(self.conn, "SELECT * FROM cadence WHERE account = ?1", [account.0], cadence_row)?;
        rows.sort_by_key(|row| row.level);
        Ok(rows)
    }

    fn put_cadence(&mut self, account: AccountId, rows: &[CadenceRow]) -> Result<()> {
        run(self.conn, "DELETE FROM stale_cadence WHERE account = ?1", [account.0])?;
        if self.cadence(account)? == rows {
            return Ok(());
        }
        run(self.conn, "DELETE FROM cadence WHERE account = ?1", [account.0])?;
        for row in rows {
            run(
                self.conn,
                "INSERT INTO cadence (account, level, rep, tier, last_day, open_day, due_day, seen_day)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                params![
                    account.0,
                    Word(row.level),
                    row.rep.map(|id| id.0),
                    row.tier.map(|id| id.0),
                    row.last,
                    row.opens,
                    row.due,
                    row.seen,
                ],
            )?;
        }
        Ok(())
    }

    fn mark_stale(&mut self, of: Of) -> Result<()> {
        let conn = self.conn;
        match of {
            Of::Everybody => run(conn, "INSERT OR IGNORE INTO stale_cadence SELECT id FROM account", []),
            Of::Tier(tier) => {
                run(conn, "INSERT OR IGNORE INTO stale_cadence SELECT id FROM account WHERE tier = ?1", [tier.0])
            }
            Of::Rep(rep) => {
                run(conn, "INSERT OR IGNORE INTO stale_cadence SELECT id FROM account WHERE rep = ?1", [rep.0])
            }
        }
    }

    fn stale(&self, most: usize) -> Result<Vec<AccountId>> {
        let most = i64::try_from(most).unwrap_or(-1); // no limit
        let sql = "SELECT account FROM stale_cadence ORDER BY account LIMIT ?1";
        all(self.conn, sql, [most], |row| id(row, "account"))
    }

    fn is_stale(&self, account: AccountId) -> Result<bool> {
        let sql = "SELECT 1 FROM stale_cadence WHERE account = ?1";
        Ok(one(self.conn, sql, [account.0], |_| Ok(()))?.is_some())
    }
}

/// Reads a draft.
pub(super) fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    Ok(Draft {
        touch: id(row, "touch")?,
        account: id(row, "account")?,
        rep: id(row, "rep")?,
        late_day: row.get("late_day")?,
        report: row.get::<_, Json<_>>("report")?.0,
        saved: row.get::<_, Millis>("saved")?.0,
    })
}

fn cadence_row(row: &Row<'_>) -> rusqlite::Result<CadenceRow> {
    Ok(CadenceRow {
        level: row.get::<_, Word<_>>("level")?.0,
        rep: id_if(row, "rep")?,
        tier: id_if(row, "tier")?,
        last: row.get("last_day")?,
        opens: row.get("open_day")?,
        due: row.get("due_day")?,
        seen: row.get("seen_day")?,
    })
}
