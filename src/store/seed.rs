//! What a new database starts with: the tiers, decrees and weights that ship. Added like any other data, so that the log begins with it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::domain::calendar::shipped_holidays;
use crate::domain::change::{Act, Change, Envelope};
use crate::domain::ids::{DeviceId, Ids};
use crate::domain::record::Record;
use crate::domain::tier::shipped_tiers;
use crate::domain::urgency::Weights;

/// The first envelope of a new database.
pub fn seed(device: DeviceId, at: DateTime<Utc>, day: NaiveDate, ids: &mut Ids) -> Envelope {
    let mut records: Vec<Record> = shipped_tiers(|| ids.next(at)).into_iter().map(Record::from).collect();
    records.extend(shipped_holidays().into_iter().map(Record::from));
    records.push(Weights::default().into());
    let changes = records.into_iter().map(Change::Add).collect();
    Envelope { op: ids.next(at), group: ids.next(at), actor: None, device, at, day, act: Act::Change(changes) }
}
