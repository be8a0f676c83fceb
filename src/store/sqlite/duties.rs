//! What waits for a rep: days that were never closed, what is to be followed up, and the colleagues a stop can go to.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use crate::domain::ids::{AccountId, RepId};
use crate::domain::people::Rep;
use crate::store::rows::Step;
use crate::store::{Colleague, FollowUps, Result, Viewer};

use super::records::{account, matter, people, touch};
use super::scope::Scope;
use super::values::{all, one};

/// The days before this one on which a stop of the rep's is open.
pub(super) fn unfinished_days(
    conn: &Connection,
    scope: &Scope,
    rep: RepId,
    before: NaiveDate,
) -> Result<Vec<NaiveDate>> {
    if !scope.sees_rep(rep) {
        return Ok(Vec::new());
    }
    all(conn, UNFINISHED, params![rep.0, before], |row| row.get(0))
}

/// The people a stop can be handed to.
pub(super) fn colleagues(conn: &Connection, scope: &Scope, viewer: Viewer) -> Result<Vec<Colleague>> {
    let me: Option<Rep> = match viewer {
        Viewer::Person { rep, .. } => one(conn, people::REP, [rep.0], people::rep)?,
        Viewer::System => None,
    };
    let mut reps = all(conn, "SELECT * FROM rep ORDER BY code", [], people::rep)?;
    reps.retain(|rep| match &me {
        Some(me) => rep.id != me.id && (rep.team == me.team || scope.sees_rep(rep.id)),
        None => scope.sees_rep(rep.id),
    });
    Ok(reps.into_iter().map(Colleague::from).collect())
}

/// What is to be followed up in a rep's territory.
pub(super) fn follow_ups(conn: &Connection, scope: &Scope, rep: RepId) -> Result<FollowUps> {
    if !scope.sees_rep(rep) {
        return Ok(FollowUps::default());
    }
    let steps = all(conn, STEPS, [rep.0], |row| Ok(Step { touch: touch::touch(row)?, since: row.get("since")? }))?;
    let mut found = FollowUps {
        matters: all(conn, MATTERS, [rep.0], matter::matter)?,
        appointments: all(conn, APPOINTMENTS, [rep.0], matter::appointment)?,
        steps: steps.into_iter().filter(Step::is_open).map(|step| step.touch).collect(),
        contacts: all(conn, CONTACTS, [rep.0], account::contact)?,
        names: all(conn, NAMES, [rep.0], |row| Ok((AccountId(row.get(0)?), row.get(1)?)))?.into_iter().collect(),
    };
    let there = found.accounts();
    found.names.retain(|account, _| there.contains(account));
    Ok(found)
}

pub(super) const UNFINISHED: &str =
    "SELECT DISTINCT day FROM stop INDEXED BY stop_open WHERE rep = ?1 AND day < ?2 AND fate = 'open' ORDER BY day";
pub(super) const NAMES: &str = "SELECT id, name FROM account WHERE rep = ?1 AND merged_into IS NULL";
pub(super) const MATTERS: &str =
    "SELECT m.* FROM account a CROSS JOIN matter m INDEXED BY matter_open ON m.account = a.id AND m.answered IS NULL
     WHERE a.rep = ?1 AND a.merged_into IS NULL ORDER BY m.id";
pub(super) const APPOINTMENTS: &str = "SELECT p.* FROM account a CROSS JOIN appointment p INDEXED BY appointment_open ON p.account = a.id AND p.outcome IS NULL
     WHERE a.rep = ?1 AND a.merged_into IS NULL ORDER BY p.id";
/// Of each account the newest touch that names a next step, and the last day since on which somebody was met.
pub(super) const STEPS: &str = "SELECT t.*,
       (SELECT max(u.day) FROM touch u WHERE u.account = t.account AND (u.day, u.id) > (t.day, t.id)
          AND u.open = 0 AND u.attempted = 0 AND u.voided IS NULL) AS since
     FROM account a CROSS JOIN touch t ON t.id =
       (SELECT s.id FROM touch s WHERE s.account = a.id AND s.next_text IS NOT NULL AND s.open = 0 AND s.voided IS NULL
        ORDER BY s.day DESC, s.id DESC LIMIT 1)
     WHERE a.rep = ?1 AND a.merged_into IS NULL ORDER BY t.id";
pub(super) const CONTACTS: &str =
    "SELECT c.* FROM account a CROSS JOIN contact c INDEXED BY contact_birthday ON c.account = a.id AND c.birthday IS NOT NULL
     WHERE a.rep = ?1 AND a.merged_into IS NULL ORDER BY c.id";
