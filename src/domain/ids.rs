//! Identities: one newtype per kind of record around a UUIDv7, and the source a session takes new ones from. Nothing here asks the
//! machine for the time or for randomness: both are passed in, so a test or a seed always gets the same identities.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A shop, outlet, dealer or agent.
    AccountId,
    /// A person at an account.
    ContactId,
    /// Somebody who visits.
    RepId,
    /// A leader and the reps under them.
    TeamId,
    /// How often an account is due.
    TierId,
    /// A named set of accounts inside a territory.
    BeatId,
    /// A real contact with an account.
    TouchId,
    /// One account on one route.
    StopId,
    /// Something to be answered to an account by a date.
    MatterId,
    /// An agreed time at an account.
    AppointmentId,
    /// Days on which a rep is away.
    LeaveId,
    /// Something that is sold.
    ProductId,
    /// A product that an account asks for.
    RequestId,
    /// A quantity that comes in.
    ArrivalId,
    /// A decision who gets how much.
    AllotmentId,
    /// One time an account was told.
    TellingId,
    /// Goods that were handed over.
    FulfilmentId,
    /// One account that went into another.
    MergeId,
    /// A name and an address that several shops have.
    TwinsId,
    /// A key by which somebody is recognised.
    AccessKeyId,
    /// The import of one file.
    ImportId,
    /// One operation in the log.
    OpId,
    /// Operations that are undone together.
    GroupId,
    /// The installation that an operation came from.
    DeviceId,
}

/// A session's own source of UUIDv7: time ordered, strictly rising even when the clock stands still or goes back.
#[derive(Clone, Debug)]
pub struct Ids {
    state: u64,
    last_millis: u64,
    counter: u16,
}

impl Ids {
    /// A source whose random part comes from `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed ^ 0x9E37_79B9_7F4A_7C15, last_millis: 0, counter: 0 }
    }

    /// The next identity at this instant.
    pub fn next<I: From<Uuid>>(&mut self, now: DateTime<Utc>) -> I {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        if millis > self.last_millis {
            (self.last_millis, self.counter) = (millis, 0);
        } else if self.counter < 0x0FFF {
            self.counter += 1;
        } else {
            (self.last_millis, self.counter) = (self.last_millis + 1, 0);
        }
        let mut tail = [0; 10];
        tail[..2].copy_from_slice(&self.counter.to_be_bytes());
        tail[2..].copy_from_slice(&self.random().to_be_bytes());
        I::from(uuid::Builder::from_unix_timestamp_millis(self.last_millis, &tail).into_uuid())
    }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_rise_even_when_the_clock_goes_back() {
        let mut ids = Ids::new(7);
        let noon = DateTime::from_timestamp(1_763_600_000, 0).unwrap();
        let earlier = DateTime::from_timestamp(1_763_500_000, 0).unwrap();
        let mut last: OpId = ids.next(noon);
        for n in 0..10_000 {
            let next: OpId = ids.next(if n % 3 == 0 { earlier } else { noon });
            assert!(next > last, "{n}");
            assert_eq!(next.0.get_version_num(), 7);
            last = next;
        }
    }
}
