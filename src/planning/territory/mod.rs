//! Territories: which rep looks after which account, so that workloads are even and ways are short.
//!
//! Workload is what the caller says an account takes in a period; it should stay within a tolerance of the mean, strictly where that is
//! possible and as near as possible where it is not, with the reason. Subject to that, Σ workload × distance to the centre of the
//! territory is made small, where the centre is one of its own accounts (its medoid; Hess et al. 1965, Kalcsics, Nickel and Schröder
//! 2005). Accounts, seats and groups are named by their positions in what is given.

mod anneal;
mod bisect;
pub mod capacitated;
mod carry;
pub mod check;
mod exact;
mod fair;
mod ground;
mod intake;
mod median;
mod moves;
pub mod outline;
mod plane;
mod region;
mod relabel;
mod report;
mod search;
mod settle;
mod start;

use crate::domain::place::Place;
use crate::planning::limits::{Limits, Outcome};

/// The longest workload of one account in a period that is taken as it is: 10,000,000 s, more than a year of anybody's days.
pub const MOST_SECONDS: u64 = 10_000_000;

/// An account to be looked after.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Account {
    /// Where, if it is on the map.
    pub place: Option<Place>,
    /// Workload: seconds in a period, that is visit length × visits, with a share of travel if the caller likes.
    pub seconds: u64,
    /// What kind it is; only seats that serve the group may have it.
    pub group: Group,
    /// The seat that has it now.
    pub present: Option<usize>,
    /// It stays with the seat that has it now, whatever that costs.
    pub fixed: bool,
}

/// A kind of account that some seats serve and others may not: a segment, a brand, a district. Numbers from 0 to 63.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group(pub u8);

/// Groups, a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Groups(pub u64);

impl Groups {
    /// Every group.
    pub const ALL: Self = Self(u64::MAX);

    /// These groups; numbers above 63 are none.
    pub fn of(groups: &[Group]) -> Self {
        Self(groups.iter().filter(|group| group.0 < 64).fold(0, |all, group| all | 1 << group.0))
    }

    /// Whether the group is among them.
    pub fn has(self, group: Group) -> bool {
        group.0 < 64 && self.0 >> group.0 & 1 == 1
    }
}

/// Somebody who will have a territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// What they may be given.
    pub serves: Groups,
}

/// What is asked of a split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How far a workload may be from the mean, in 1/10,000 of it.
    pub tolerance: u32,
    /// Where the search begins.
    pub begin: Begin,
    /// At least so many of the accounts that a rep has stay there, in 1/10,000 of them. Above 0 the search begins at the present, and this
    /// goes before balance. Accounts whose present rep may not have them do not count.
    pub keep: u32,
    /// A rep that has an account now counts as so many metres nearer to it.
    pub stay: u32,
}

pub use intake::deviation;
pub use report::picture;
pub use search::Begin;

impl Default for Rule {
    fn default() -> Self {
        Self { tolerance: 500, begin: Begin::Afresh, keep: 0, stay: 0 }
    }
}

/// Who looks after what, before and after.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The seat of each account; none if no seat may have it.
    pub seat: Vec<Option<usize>>,
    /// Metres east and north of the middle of all accounts; none for those off the map.
    pub plane: Vec<Option<[i32; 2]>>,
    /// The mean workload of a seat, in seconds, rounded down. Deviations before and after are from this.
    pub mean: u64,
    /// As it is.
    pub before: Picture,
    /// As it would be.
    pub after: Picture,
    /// What changes, in an order in which each can be accepted by itself.
    pub moves: Vec<Moved>,
}

/// All territories at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The territory of each seat.
    pub territories: Vec<Territory>,
    /// The largest deviation of a workload from the mean, in 1/10,000, rounded down.
    pub worst: u32,
    /// Accounts whose own centre is farther by more than 20% than that of another seat that may have them.
    pub elsewhere: u32,
}

/// One territory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Territory {
    /// How many accounts.
    pub accounts: u32,
    /// Workload in seconds.
    pub seconds: u64,
    /// Deviation of the workload from the mean, in 1/10,000, rounded towards 0.
    pub deviation: i32,
    /// The account that is the centre; none if there are none on the map.
    pub centre: Option<usize>,
    /// Σ distance to the centre, in metres of air line.
    pub metres: u64,
    /// Compactness: the mean distance to the centre, weighted by workload, in metres.
    pub spread: u32,
    /// Accounts that are nearer to another centre by more than 20%, as in [`Picture::elsewhere`].
    pub elsewhere: u32,
}

/// An account that gets another rep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub account: usize,
    /// Who has it now.
    pub from: Option<usize>,
    /// Who would have it.
    pub to: usize,
    /// How much farther the new centre is than the old one was, in metres; none if either is not known.
    pub metres: Option<i64>,
    /// Workload of the giver in seconds, before and after this move and all before it in the list.
    pub giver: Option<(u64, u64)>,
    /// Workload of the taker in seconds, likewise.
    pub taker: (u64, u64),
    /// What for.
    pub reason: Reason,
}

/// What a move is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody has it.
    NoRep,
    /// Its rep may not have accounts of its group.
    NotServed,
    /// The new centre is nearer.
    Nearer,
    /// Its rep has more than the mean.
    Relief,
    /// The new rep has less than the mean.
    Filling,
    /// It makes room for others.
    Room,
}

/// What is to be said about a split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is nobody to split among.
    NoSeats,
    /// There is no workload to balance; accounts go to the nearest.
    NoWork,
    /// Not on the map: it stays with its rep, or goes to whoever has least.
    OffTheMap {
        /// Which.
        account: usize,
        /// Who has it.
        seat: usize,
    },
    /// No seat serves its group; nobody gets it.
    NobodyServes {
        /// Which.
        account: usize,
    },
    /// Fixed to a seat that does not exist or may not have it; taken as not fixed.
    CannotBeFixed {
        /// Which.
        account: usize,
    },
    /// Its workload is above [`MOST_SECONDS`] and counts as that.
    TooMuch {
        /// Which.
        account: usize,
    },
    /// One account alone is more than a seat should have.
    Heavy {
        /// Which.
        account: usize,
        /// Who has it.
        seat: usize,
        /// The least deviation that this seat can have, in 1/10,000.
        least: i32,
    },
    /// Accounts that are fixed or off the map are more than the seat should have.
    FixedLoad {
        /// Whose.
        seat: usize,
        /// The least deviation that this seat can have, in 1/10,000.
        least: i32,
    },
    /// What the seat serves is too much or too little for it.
    GroupLoad {
        /// Whose.
        seat: usize,
        /// The least deviation that this seat can have, in 1/10,000, if all others are as even as can be.
        least: i32,
    },
    /// Others have fixed or heavy accounts, so less than the tolerance allows is left for this seat.
    Leftover {
        /// Whose.
        seat: usize,
        /// The least deviation that this seat can have, in 1/10,000.
        least: i32,
    },
    /// No better balance was found for this seat; accounts cannot be cut, or too many are to be kept.
    Uneven {
        /// Whose.
        seat: usize,
        /// Seconds outside what it should have.
        seconds: u64,
    },
    /// The seat gets no accounts.
    Empty {
        /// Which.
        seat: usize,
    },
}

/// Splits accounts among seats. The cost of the outcome is Σ max(1, seconds) × (metres to the centre, and [`Rule::stay`] for an account
/// that moves) over accounts on the map; with [`Stopped::Proven`](super::limits::Stopped::Proven) there is no split with less outside the
/// bands, and none with so much outside them that costs less.
pub fn split(accounts: &[Account], seats: &[Seat], rule: Rule, limits: &mut Limits) -> Outcome<Split, Why> {
    let intake = intake::take_in(accounts, seats, rule);
    let found = search::search(&intake.ground, intake.begin, limits);
    report::report(accounts, seats, intake, &found)
}
