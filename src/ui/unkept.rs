//! Since when something is typed that is not kept yet, and when keeping it is due. One rule for all that is typed, whatever it is kept as.

use chrono::{DateTime, Duration, Utc};

/// How long typed text may be unsaved.
const DELAY_MILLIS: i64 = 800;
/// How long until what could not be kept is tried again by itself; waiting for another process holds the screen up.
const RETRY_MILLIS: i64 = 10_000;

/// What is typed and not kept: when it is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Unkept(Option<DateTime<Utc>>);

impl Unkept {
    /// Something was typed.
    pub fn edited(&mut self, now: DateTime<Utc>) {
        self.0.get_or_insert(now + Duration::milliseconds(DELAY_MILLIS));
    }

    /// It could not be kept.
    pub fn not_kept(&mut self, now: DateTime<Utc>) {
        self.0 = Some(now + Duration::milliseconds(RETRY_MILLIS));
    }

    /// It is kept now, or nobody wants it any more; answers whether there was anything.
    pub fn take(&mut self) -> bool {
        self.0.take().is_some()
    }

    /// When it is to be kept; none: all of it is.
    pub fn due(&self) -> Option<DateTime<Utc>> {
        self.0
    }
}
