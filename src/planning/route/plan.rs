//! A day's route as it is handed out: who is visited when, the breaks, who is left out, and what it costs.

/// A route. Stops are named by their positions in the day's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The visits, in order.
    pub visits: Vec<Visit>,
    /// The breaks that are taken, in order.
    pub rests: Vec<Rest>,
    /// Stops that are left out, in the order of the day's list.
    pub left_out: Vec<usize>,
    /// When the rep is back.
    pub back: i64,
    /// What it costs.
    pub cost: Cost,
}

/// One visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Which stop.
    pub stop: usize,
    /// When the rep is there, breaks on the way included.
    pub arrives: i64,
    /// When the visit begins; the rep waits until then.
    pub begins: i64,
    /// When it is over.
    pub leaves: i64,
    /// Seconds after the last time at which it might have begun; 0 in every plan of the solver, above it only in an order made by hand.
    pub late: i64,
}

/// A break that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Which break of the day's list.
    pub nth: usize,
    /// How many visits come before it.
    pub after: usize,
    /// When it starts.
    pub starts: i64,
    /// Seconds after the last time at which it might have started; 0 in every plan of the solver.
    pub late: i64,
}

/// What a day costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Seconds on the way.
    pub travel: i64,
    /// Metres on the way.
    pub metres: i64,
    /// Seconds of waiting for shops to open.
    pub waiting: i64,
    /// Seconds beyond the end of the day.
    pub overtime: i64,
    /// What these seconds cost, by the day's weight.
    pub overtime_cost: i64,
    /// Seconds of visits and breaks that begin too late, and of overtime beyond what is allowed; 0 in every plan of the solver.
    pub late: i64,
    /// Value of the optional stops that are left out.
    pub lost: i64,
    /// Musts that are left out.
    pub musts_lost: i64,
}

/// Cost of a must that is left out, and of a second of lateness in an order made by hand: more than any sum of the others.
pub const MUST: i64 = 1 << 40;

impl Cost {
    /// The sum that a plan keeps low, in seconds of travel.
    pub fn total(&self) -> i64 {
        let grave = MUST.saturating_mul(self.musts_lost.saturating_add(self.late));
        (self.travel + self.overtime_cost + self.lost).saturating_add(grave)
    }
}

impl Route {
    /// The stops, in order.
    pub fn order(&self) -> Vec<usize> {
        self.visits.iter().map(|visit| visit.stop).collect()
    }

    /// Whether everything begins when it may and the day ends when it may.
    pub fn is_on_time(&self) -> bool {
        self.cost.late == 0
    }
}
