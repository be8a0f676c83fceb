//! What happened, in order of time, as envelopes: what one person did at one instant is one operation.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::scene::Scene;
use crate::domain::change::{Act, Change, Envelope};
use crate::domain::day::business_day;
use crate::domain::ids::{DeviceId, RepId};
use crate::domain::record::Record;

/// How many changes an envelope holds at most.
const CHANGES_PER_ENVELOPE: usize = 500;

/// Changes by instant and actor, each in the order they were noted.
#[derive(Debug, Default)]
pub(super) struct Log {
    entries: BTreeMap<(DateTime<Utc>, Option<RepId>), Vec<Change>>,
}

impl Log {
    pub(super) fn note(&mut self, at: DateTime<Utc>, actor: Option<RepId>, change: Change) {
        self.entries.entry((at, actor)).or_default().push(change);
    }

    pub(super) fn add(&mut self, at: DateTime<Utc>, actor: Option<RepId>, record: impl Into<Record>) {
        self.note(at, actor, Change::Add(record.into()));
    }

    pub(super) fn envelopes(self, scene: &Scene) -> Vec<Envelope> {
        let mut ids = scene.ids(0);
        let device: DeviceId = ids.next(scene.at(scene.opening, 4, 30));
        let mut envelopes = Vec::new();
        for ((at, actor), changes) in self.entries {
            let group = ids.next(at);
            for part in changes.chunks(CHANGES_PER_ENVELOPE) {
                let act = Act::Change(part.to_vec());
                let day = business_day(at, scene.zone);
                envelopes.push(Envelope { op: ids.next(at), group, actor, device, at, day, act });
            }
        }
        envelopes
    }
}
