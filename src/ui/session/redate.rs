//! Stored days that a wide change left to be derived anew: done in small steps while nothing else is asked for, by whichever session is open.
//! Nothing that is shown waits for it.

use chrono::{DateTime, Duration, Utc};

use crate::store::StoreError;

use super::Session;

/// How many accounts at once: a few hundredths of a second.
const BATCH: usize = 250;
/// How long a step waits for the one after it, in milliseconds; progress is not shown more often.
const PAUSE: i64 = 100;
/// How long it waits while somebody else writes, in milliseconds.
const PATIENCE: i64 = 1_000;

/// How far it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Redating {
    /// How many accounts are left.
    pub left: usize,
    /// When the next step is due.
    pub at: Option<DateTime<Utc>>,
}

impl Session {
    /// Looks whether anything waits.
    pub(super) fn look_for_stale(&mut self) {
        let left = self.store.stale().unwrap_or(0);
        let at = self.redating.at.filter(|_| left > 0).or_else(|| (left > 0).then_some(self.shared.who.now));
        self.redating = Redating { left, at };
    }

    /// Does a step, if one is due.
    pub(super) fn redate(&mut self) {
        let now = self.shared.who.now;
        if self.redating.at.is_none_or(|at| at > now) {
            return;
        }
        self.redating = match self.store.redate(self.shared.who.today, BATCH) {
            Ok(0) => Redating::default(),
            Ok(left) => Redating { left, at: Some(now + Duration::milliseconds(PAUSE)) },
            Err(StoreError::Busy) => Redating { at: Some(now + Duration::milliseconds(PATIENCE)), ..self.redating },
            // The next start, or the next change, tries again.
            Err(error) => {
                tracing::warn!("re-dating: {error:?}");
                Redating::default()
            }
        };
    }
}
