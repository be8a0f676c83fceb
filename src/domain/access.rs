//! By which keys somebody is recognised over SSH, and the codes with which a new key is enrolled.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{AccessKeyId, RepId};

/// A public key of somebody's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessKey {
    /// Identity.
    pub id: AccessKeyId,
    /// Whose.
    pub rep: RepId,
    /// The key as in `authorized_keys`, without the words behind it: "ssh-ed25519 AAAA…".
    pub public: String,
    /// "SHA256:…", by which it is recognised.
    pub fingerprint: String,
    /// What it is called, such as the machine that it lies on.
    pub name: String,
    /// Since when.
    pub added: DateTime<Utc>,
    /// When it was revoked. That is final.
    pub revoked: Option<DateTime<Utc>>,
}

/// A code that lets one person enrol one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// Who enrols.
    pub rep: RepId,
    /// The digest of the code, in hexadecimal digits. The code itself is told once and kept nowhere.
    pub digest: String,
    /// Until when it is good.
    pub until: DateTime<Utc>,
    /// How many wrong codes are still forgiven.
    pub tries: u8,
}

impl Enrolment {
    /// How many wrong codes are forgiven at first.
    pub const TRIES: u8 = 3;

    /// Whether it is still good.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.tries > 0 && now < self.until
    }
}
