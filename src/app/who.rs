//! For whom and when a question is answered.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::people::Rep;
use crate::store::Viewer;

/// A rep on a day, at an instant.
#[derive(Clone, Debug)]
pub struct Who {
    /// The rep.
    pub rep: Rep,
    /// Their business day.
    pub today: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
}

impl Who {
    /// On whose behalf reads are made.
    pub fn viewer(&self) -> Viewer {
        Viewer::Person { rep: self.rep.id, day: self.today }
    }
}
