//! The operation log as people read it: who did what when, newest first.

use rusqlite::{Connection, Row, params};

use crate::domain::ids::AccountId;
use crate::store::rows::{About, Turned};
use crate::store::{Operation, OperationsAsked, Page, Result};

use super::scope::Scope;
use super::values::{Millis, Word, all, id, id_if, id_list};

const OPERATIONS: &str =
    "SELECT l.seq, l.op, l.at, l.day, l.actor, l.act, r.name AS rep_name, r.code AS rep_code,
            ifnull((SELECT deed FROM op_row WHERE op = l.seq AND deed IS NOT NULL ORDER BY n LIMIT 1), g.deed) AS deed,
            ifnull(CASE l.act WHEN 'change' THEN g.live ELSE g.turned = l.seq END, 1) AS in_force,
            (SELECT count(*) FROM op_row WHERE op = l.seq) AS records,
            (SELECT count(DISTINCT account) FROM op_row WHERE op = l.seq) AS accounts,
            a.id AS account, a.name AS account_name,
            (SELECT code FROM account_code WHERE account = a.id ORDER BY n LIMIT 1) AS account_code
     FROM op_log l LEFT JOIN op_group g ON g.grp = ifnull(l.turns, l.grp) LEFT JOIN rep r ON r.id = l.actor
       LEFT JOIN account a ON a.id = (SELECT account FROM op_row WHERE op = l.seq AND account IS NOT NULL ORDER BY n LIMIT 1)
     WHERE l.seq < ?1 AND (?2 IS NULL OR l.day >= ?2)
       AND (?3 IS NULL OR EXISTS (SELECT 1 FROM op_row WHERE op = l.seq AND account = ?3))
       AND (?4 IS NULL OR l.actor IN (SELECT unhex(value) FROM json_each(?4)))
     ORDER BY l.seq DESC LIMIT ?5";

/// The operations of those who can be seen, before a place in the log.
pub(super) fn operations(
    conn: &Connection,
    scope: &Scope,
    asked: OperationsAsked,
    before: Option<i64>,
    limit: usize,
) -> Result<Page<Operation, i64>> {
    let reps = match scope {
        Scope::All { .. } => None,
        Scope::Reps { reps, .. } => Some(id_list(reps.iter().map(|rep| rep.0))),
    };
    let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    let given = params![before.unwrap_or(i64::MAX), asked.since, asked.account.map(|id| id.0), reps, most];
    let mut items = all(conn, OPERATIONS, given, operation)?;
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().map(|it| it.seq).filter(|_| more);
    Ok(Page { items, next })
}

fn operation(row: &Row<'_>) -> rusqlite::Result<Operation> {
    let accounts: u32 = row.get("accounts")?;
    let account = match id_if::<AccountId>(row, "account")? {
        Some(account) if accounts == 1 => Some(About {
            account,
            name: row.get("account_name")?,
            code: row.get::<_, Option<String>>("account_code")?.unwrap_or_default(),
        }),
        _ => None,
    };
    Ok(Operation {
        seq: row.get("seq")?,
        op: id(row, "op")?,
        at: row.get::<_, Millis>("at")?.0,
        day: row.get("day")?,
        actor: id_if(row, "actor")?,
        actor_code: row.get::<_, Option<String>>("rep_code")?.unwrap_or_default(),
        actor_name: row.get::<_, Option<String>>("rep_name")?.unwrap_or_default(),
        turned: row.get::<_, Word<Turned>>("act")?.0,
        deed: row.get::<_, Option<Word<_>>>("deed")?.map(|deed| deed.0),
        accounts,
        account,
        records: row.get("records")?,
        in_force: row.get("in_force")?,
    })
}
