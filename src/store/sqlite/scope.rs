//! Who sees what: the reps whose territories and routes a viewer sees, and the reads about reps themselves.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use crate::domain::ids::{AccountId, BeatId, RepId, TeamId};
use crate::domain::people::{Rep, Role};
use crate::store::{Reference, Result, Viewer};

use super::records::{account, people, tier};
use super::values::{all, id, one};

/// What a viewer sees.
pub(super) enum Scope {
    /// Everything.
    All {
        /// The viewer's day; none for the system.
        day: Option<NaiveDate>,
    },
    /// The territories of these reps, and the accounts on their routes of the day.
    Reps {
        /// The viewer.
        me: RepId,
        /// Whose.
        reps: BTreeSet<RepId>,
        /// The viewer's day.
        day: NaiveDate,
    },
}

impl Scope {
    /// The scope of a viewer. Somebody who is not in the database sees nothing.
    pub fn of(conn: &Connection, viewer: Viewer) -> Result<Self> {
        let Viewer::Person { rep: me, day } = viewer else { return Ok(Self::All { day: None }) };
        let Some(rep) = one(conn, people::REP, [me.0], people::rep)? else {
            return Ok(Self::Reps { me, reps: BTreeSet::new(), day });
        };
        let mut reps = BTreeSet::from([me]);
        match rep.role {
            Role::Manager | Role::Administrator => return Ok(Self::All { day: Some(day) }),
            Role::Rep => {}
            Role::Supervisor => {
                let under = "WITH RECURSIVE under (id) AS (
                               SELECT id FROM team WHERE id = ?1
                               UNION SELECT team.id FROM team JOIN under ON team.parent = under.id)
                             SELECT rep.id FROM under JOIN rep ON rep.team = under.id";
                reps.extend(all(conn, under, [rep.team.map(|id| id.0)], |row| id::<RepId>(row, "id"))?);
            }
        }
        Ok(Self::Reps { me, reps, day })
    }

    /// The viewer's business day, if the viewer is a person.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::All { day } => *day,
            Self::Reps { day, .. } => Some(*day),
        }
    }

    /// Whether a rep and the territory can be seen.
    pub fn sees_rep(&self, rep: RepId) -> bool {
        match self {
            Self::All { .. } => true,
            Self::Reps { reps, .. } => reps.contains(&rep),
        }
    }

    /// Whether an account can be seen, or an open visit or a draft of the viewer's own waits there to be finished.
    pub fn sees(&self, conn: &Connection, account: AccountId) -> Result<bool> {
        let sql = "SELECT rep FROM account WHERE id = ?1";
        let Some(rep) = one(conn, sql, [account.0], |row| row.get::<_, Option<uuid::Uuid>>(0))? else {
            return Ok(false);
        };
        let Self::Reps { me, reps, day } = self else { return Ok(true) };
        if rep.is_some_and(|rep| reps.contains(&RepId(rep))) {
            return Ok(true);
        }
        let sql = "SELECT rep FROM stop WHERE account = ?1 AND day = ?2";
        let routes = all(conn, sql, params![account.0, day], |row| id::<RepId>(row, "rep"))?;
        if routes.iter().any(|rep| reps.contains(rep)) {
            return Ok(true);
        }
        let own = "SELECT 1 FROM touch WHERE rep = ?1 AND account = ?2 AND open = 1
                   UNION ALL SELECT 1 FROM draft WHERE rep = ?1 AND account = ?2 LIMIT 1";
        Ok(one(conn, own, params![me.0, account.0], |_| Ok(()))?.is_some())
    }

    /// The accounts that can be seen because they are on a route of the day.
    pub fn on_routes(&self, conn: &Connection) -> Result<BTreeSet<AccountId>> {
        let Self::Reps { reps, day, .. } = self else { return Ok(BTreeSet::new()) };
        let mut accounts = BTreeSet::new();
        for rep in reps {
            let sql = "SELECT account FROM stop WHERE rep = ?1 AND day = ?2";
            accounts.extend(all(conn, sql, params![rep.0, day], |row| id::<AccountId>(row, "account"))?);
        }
        Ok(accounts)
    }
}

/// Everybody who can be seen, by code.
pub(super) fn reps(conn: &Connection, scope: &Scope) -> Result<Vec<Rep>> {
    let mut reps = match scope {
        Scope::All { .. } => all(conn, "SELECT * FROM rep", [], people::rep)?,
        Scope::Reps { reps, .. } => {
            let found = reps.iter().map(|rep| one(conn, people::REP, [rep.0], people::rep));
            found.filter_map(Result::transpose).collect::<Result<Vec<Rep>>>()?
        }
    };
    reps.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(reps)
}

/// How many accounts each beat has that can be seen.
pub(super) fn beat_sizes(conn: &Connection, scope: &Scope) -> Result<BTreeMap<BeatId, usize>> {
    let mut sizes = BTreeMap::new();
    for beat in all(conn, "SELECT * FROM beat ORDER BY id", [], account::beat)? {
        if scope.sees_rep(beat.rep) {
            let sql = "SELECT count(*) FROM account WHERE beat = ?1 AND merged_into IS NULL";
            let count = one(conn, sql, [beat.id.0], |row| row.get::<_, u32>(0))?.unwrap_or(0);
            if count > 0 {
                sizes.insert(beat.id, count as usize);
            }
        }
    }
    Ok(sizes)
}

/// Reference data; with all teams or only those of the reps that can be seen.
pub(super) fn reference(conn: &Connection, scope: &Scope, all_teams: bool) -> Result<Reference> {
    let mut all_of_it = Reference {
        tiers: all(conn, "SELECT * FROM tier ORDER BY rank, id", [], tier::tier)?,
        holidays: all(conn, tier::HOLIDAY_YEARS, [], tier::holiday_year)?,
        weights: one(conn, tier::WEIGHTS, [], tier::weights)?.unwrap_or_default(),
        teams: all(conn, "SELECT * FROM team ORDER BY id", [], people::team)?,
        beats: all(conn, "SELECT * FROM beat ORDER BY id", [], account::beat)?,
        leave: all(conn, "SELECT * FROM leave ORDER BY id", [], people::leave)?,
    };
    all_of_it.beats.retain(|beat| scope.sees_rep(beat.rep));
    all_of_it.leave.retain(|leave| scope.sees_rep(leave.rep));
    if !all_teams {
        let manned = manned_teams(conn, scope)?;
        all_of_it.teams.retain(|team| manned.contains(&team.id));
    }
    Ok(all_of_it)
}

/// The teams of the reps that can be seen.
fn manned_teams(conn: &Connection, scope: &Scope) -> Result<BTreeSet<TeamId>> {
    let both = |row: &Row<'_>| Ok((id::<RepId>(row, "id")?, id::<TeamId>(row, "team")?));
    let pairs = all(conn, "SELECT id, team FROM rep WHERE team IS NOT NULL", [], both)?;
    Ok(pairs.into_iter().filter(|(rep, _)| scope.sees_rep(*rep)).map(|(_, team)| team).collect())
}
