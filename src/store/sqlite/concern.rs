//! Whose screens may show something else after a change, as the log tells: those whose account it is about, those who have it on a route
//! still to come, and who did it. What many rest on concerns everybody.

use std::collections::BTreeSet;

use crate::domain::ids::RepId;
use crate::store::Result;

use super::SqliteStore;
use super::values::{all, id, one};

/// Whom something concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Concern {
    /// Everybody.
    pub everybody: bool,
    /// These.
    pub reps: BTreeSet<RepId>,
}

/// What is about one account and nothing else; an account that came, went or changed hands is not.
const NARROW: &str = "kind IN ('contact', 'touch', 'stop', 'matter', 'appointment')
  OR kind = 'account' AND fields IS NOT NULL AND fields NOT LIKE '%\"rep\"%'";

impl SqliteStore {
    /// The sequence number of the newest operation.
    pub(in crate::store) fn newest(&self) -> Result<i64> {
        let newest = one(&self.conn, "SELECT max(seq) FROM op_log", [], |row| row.get::<_, Option<i64>>(0))?;
        Ok(newest.flatten().unwrap_or(0))
    }

    /// Whom the operations after a sequence number concern.
    pub(in crate::store) fn concern(&self, after: i64) -> Result<Concern> {
        let wide = format!("SELECT 1 FROM op_row WHERE op > ?1 AND NOT ({NARROW}) LIMIT 1");
        let everybody = one(&self.conn, &wide, [after], |_| Ok(()))?.is_some();
        if everybody {
            return Ok(Concern { everybody, reps: BTreeSet::new() });
        }
        let sql = "SELECT actor AS rep FROM op_log WHERE seq > ?1 AND actor IS NOT NULL
          UNION SELECT a.rep FROM op_row r JOIN account a ON a.id = r.account WHERE r.op > ?1 AND a.rep IS NOT NULL
          UNION SELECT s.rep FROM op_row r JOIN op_log l ON l.seq = r.op JOIN stop s ON s.account = r.account AND s.day >= l.day
            WHERE r.op > ?1";
        let reps = all(&self.conn, sql, [after], |row| Ok(RepId(id(row, "rep")?)))?;
        // A stop that went from somebody's route.
        let gone = "SELECT DISTINCT json_extract(before, '$.rep') FROM op_row WHERE op > ?1 AND kind = 'stop' AND before IS NOT NULL";
        let gone = all(&self.conn, gone, [after], |row| row.get::<_, Option<String>>(0))?;
        let gone = gone.into_iter().flatten().filter_map(|text| text.parse().ok()).map(RepId);
        Ok(Concern { everybody, reps: reps.into_iter().chain(gone).collect() })
    }
}
