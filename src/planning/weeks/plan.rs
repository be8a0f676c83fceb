//! A cadence plan as it is handed out: who is visited on which day, what each day holds, what it costs, and what is to be said about it.

/// A plan. Accounts are named by their positions in the problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The accounts of each day, in the order of the way.
    pub days: Vec<Vec<usize>>,
    /// What each day holds.
    pub loads: Vec<Load>,
    /// What it costs.
    pub cost: Cost,
    /// Tells the input it was made for from every other.
    pub made_for: u64,
}

/// What a day holds, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// On the way.
    pub travel: i64,
    /// Visits.
    pub service: i64,
}

impl Load {
    /// Both together.
    pub fn seconds(self) -> i64 {
        self.travel + self.service
    }
}

/// What a plan costs, in seconds of travel, weighted; and how late it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Ways.
    pub travel: i64,
    /// Gaps beside their targets.
    pub target: i64,
    /// Visits after their windows.
    pub late: i64,
    /// Uneven days.
    pub balance: i64,
    /// Time beyond the hours.
    pub overtime: i64,
    /// Time beyond the allowed overtime, forced by fixed visits.
    pub excess: i64,
    /// Visits on other days than at present.
    pub moved: i64,
    /// Gaps that end after their window, or are still open then.
    pub late_gaps: u32,
    /// Counted days of lateness in all.
    pub late_days: u32,
}

impl Cost {
    /// The sum that a plan keeps low.
    pub fn total(&self) -> i64 {
        self.travel + self.target + self.late + self.balance + self.overtime + self.excess + self.moved
    }
}

impl Plan {
    /// Days on which an account is visited, in rising order.
    pub fn visits(&self, account: usize) -> Vec<usize> {
        (0..self.days.len()).filter(|day| self.days[*day].contains(&account)).collect()
    }

    /// Visits in all.
    pub fn count(&self) -> usize {
        self.days.iter().map(Vec::len).sum()
    }

    /// The same plan some days later: the days that have passed are gone, the new ones at its end are empty.
    #[must_use]
    pub fn later(&self, days: usize) -> Self {
        let mut later = Self { made_for: 0, ..self.clone() };
        later.days.rotate_left(days.min(self.days.len()));
        let left = self.days.len().saturating_sub(days);
        later.days[left..].iter_mut().for_each(Vec::clear);
        later
    }
}

/// What is to be said about a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Somebody is visited after the window closed.
    Late(Late),
    /// An account is not planned of its own accord.
    Unplanned {
        /// Which account.
        account: usize,
        /// Why not.
        reason: Reason,
    },
    /// A visit is fixed where none would be planned; it stays.
    FixedAnyway {
        /// Which account.
        account: usize,
        /// Which day.
        day: usize,
        /// What speaks against it.
        against: Against,
    },
    /// An account is not on the map: its ways are guessed.
    Guessed {
        /// Which account.
        account: usize,
    },
    /// A day runs beyond its hours.
    Overtime {
        /// Which day.
        day: usize,
        /// By how much.
        seconds: i64,
        /// Whether that is more than is allowed, because of fixed visits.
        beyond: bool,
    },
    /// There is no working day.
    NoWorkingDay,
    /// A visit is on another day than at present.
    Moved(Moved),
}

/// Lateness of one account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// Which account.
    pub account: usize,
    /// The day of the late visit; none if there is none until the plan ends.
    pub day: Option<usize>,
    /// Counted days after the window closed, then or when the plan ends.
    pub days: u32,
    /// What makes it late.
    pub cause: Cause,
}

/// What makes a visit late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The window had closed before the plan begins.
    Past,
    /// No day inside the window on which the rep works and the account can be visited.
    Closed,
    /// Such days, but no room on them.
    Capacity,
}

/// Why an account is not planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It is not known where it is.
    NoPlace,
    /// There is no way there or back.
    Unreachable,
    /// Its window or its counted days make no sense.
    BadWindow,
    /// It cannot be visited on any working day.
    NoDay,
    /// Way, visit and way back are longer than any day.
    TooLong,
}

/// What speaks against a fixed visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// The rep does not work.
    Rest,
    /// The account is closed or paused.
    Closed,
    /// The day is not in the plan. The visit is not in it either.
    Outside,
}

/// A visit that is on another day than at present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which account.
    pub account: usize,
    /// The day at present; none if the visit is new.
    pub from: Option<usize>,
    /// The new day; none if the visit falls away.
    pub to: Option<usize>,
    /// What for.
    pub why: MoveWhy,
}

/// Why visits of an account move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveWhy {
    /// The present plan has no visit to it.
    New,
    /// On a day of the present plan it can no longer be visited, or a fixed visit was added or dropped.
    Closed,
    /// With the present days a visit would be too early.
    Early,
    /// With the present days a visit would be late.
    Late,
    /// A day of the present plan has no room left.
    Full,
    /// The present days would do; these are better by so much, in seconds of travel.
    Better(i64),
}
