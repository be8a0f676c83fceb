//! What a cadence plan is made for: the days, the accounts with their rhythms, and what counts how much. Days are numbered from 0, all
//! points are rows of one matrix, times are whole seconds.

use super::rhythm::Rhythm;

/// The weeks of one rep.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Problem {
    /// The days, one calendar day after the other.
    pub days: Vec<Day>,
    /// The accounts. One is named by its position in this list.
    pub accounts: Vec<Account>,
    /// Where each day starts; none: at its first stop.
    pub start: Option<usize>,
    /// Where each day ends; none: at its last stop.
    pub end: Option<usize>,
    /// What counts how much.
    pub weights: Weights,
}

/// One day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Day {
    /// Whether the rep works. On other days there are fixed visits only.
    pub works: bool,
    /// Time for visits and ways.
    pub seconds: u32,
    /// How much longer the day may be made.
    pub overtime: u32,
}

impl Day {
    /// A day off.
    pub const OFF: Self = Self { works: false, seconds: 0, overtime: 0 };

    /// A working day.
    pub const fn working(seconds: u32, overtime: u32) -> Self {
        Self { works: true, seconds, overtime }
    }
}

/// Somebody to be visited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Account {
    /// Where; none if that is not known.
    pub point: Option<usize>,
    /// Length of a visit.
    pub service: u32,
    /// How often; none: only where a visit is fixed.
    pub rhythm: Option<Rhythm>,
    /// Days on which no visit is planned: closures and pauses.
    pub barred: Vec<usize>,
    /// Days of visits that are agreed. They stay whatever it costs.
    pub fixed: Vec<usize>,
    /// How much its gaps count, in hundredths.
    pub factor: u32,
    /// Order of its tier, the most important first.
    pub rank: u32,
}

/// What counts how much. Everything is in seconds of travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Weights {
    /// Of a second on the way.
    pub travel: u32,
    /// Of a visit at half a window's length from its target, at factor 100; nearer ones in proportion.
    pub target: u32,
    /// Of a visit that comes after its window, or is missing when it closes, at factor 100.
    pub late: u32,
    /// Of each counted day that it is late, at factor 100.
    pub late_day: u32,
    /// Of uneven days: Σ hours · (utilisation − mean utilisation)² over the working days, in seconds.
    pub balance: u32,
    /// Of a second beyond the working hours.
    pub overtime: u32,
    /// Of a visit of the present plan that is on that day no more. A visit that is new moves nobody.
    pub moved: u32,
}

impl Default for Weights {
    fn default() -> Self {
        Self { travel: 1, target: 240, late: 36_000, late_day: 7_200, balance: 8, overtime: 3, moved: 600 }
    }
}

/// Cost of a second beyond the allowed overtime, which only fixed visits can force.
pub const EXCESS: i64 = 1_000;

impl Weights {
    /// What a gap's distance from the target costs.
    pub fn off_target(&self, account: &Account, rhythm: &Rhythm, gap: u32) -> i64 {
        let (off, length) = (i64::from(gap.abs_diff(rhythm.target)), i64::from((rhythm.max - rhythm.min).max(1)));
        i64::from(self.target) * i64::from(account.factor) * 2 * off / (100 * length)
    }

    /// What so many days of lateness cost; nothing if there are none.
    pub fn lateness(&self, account: &Account, late: u32) -> i64 {
        let sum = i64::from(self.late) + i64::from(self.late_day) * i64::from(late);
        if late > 0 { sum * i64::from(account.factor) / 100 } else { 0 }
    }
}

impl Account {
    /// The rhythm, if it makes sense for a plan of so many days.
    pub fn sound_rhythm(&self, days: usize) -> Option<&Rhythm> {
        self.rhythm.as_ref().filter(|rhythm| rhythm.is_sound(days))
    }
}
