//! The heart: how many counted days have passed since the last touch, and what that says about an account today.
//!
//! States are computed when read from stored days. The day of the touch is 0; a day counts when it is a counted day of the account.

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::day::{Span, merged};

/// The days after the last touch in which the next one should fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Window {
    /// The first day on which a visit is not too early, in counted days.
    pub min: u32,
    /// The last day on which it is not overdue, in counted days.
    pub max: u32,
}

impl Window {
    /// A window, if its bounds are in order.
    pub fn new(min: u32, max: u32) -> Option<Self> {
        (min <= max && max > 0).then_some(Self { min, max })
    }

    /// Days from the opening to the last day, at least 1.
    pub fn length(self) -> u32 {
        (self.max - self.min).max(1)
    }
}

/// Which days a tier counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Working days of the present rep.
    Working,
    /// Every day of the calendar.
    Calendar,
}

/// Who a visit cadence is for. Each level has a clock of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The rep whose territory it is.
    Rep,
    /// The rep's supervisor.
    Supervisor,
    /// The manager above.
    Manager,
}

impl Level {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::Rep, Self::Supervisor, Self::Manager];
}

/// A tier's window, how days are counted, and which touches beside visits count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cadence {
    /// Earliest and latest day.
    pub window: Window,
    /// Which days count.
    pub unit: Unit,
    /// A phone call counts as a touch.
    pub phone_counts: bool,
    /// A chat counts as a touch.
    pub chat_counts: bool,
}

impl Cadence {
    /// The cadence in force: a tier's, in the account's own window where it has one. An own window without a tier's cadence counts
    /// working days, and visits only.
    pub fn in_force(tier: Option<Self>, own: Option<Window>) -> Option<Self> {
        match (tier, own) {
            (Some(tier), Some(window)) => Some(Self { window, ..tier }),
            (None, Some(window)) => Some(Self { window, unit: Unit::Working, phone_counts: false, chat_counts: false }),
            (tier, None) => tier,
        }
    }
}

/// How far ahead a counted day is looked for, in calendar days.
const FORTY_YEARS: i64 = 366 * 40;

/// Counts the days that matter for one account: a calendar, and the spans that are left out.
#[derive(Clone, Debug)]
pub struct DayCount<'a> {
    unit: Unit,
    calendar: &'a Calendar,
    gaps: Vec<Span>,
}

impl<'a> DayCount<'a> {
    /// Counts days of this unit. Closures and pauses of the account are left out in both units; leave of the present rep only where
    /// working days count.
    pub fn new(unit: Unit, calendar: &'a Calendar, closures: &[Span], pauses: &[Span], leave: &[Span]) -> Self {
        let mut gaps: Vec<Span> = closures.iter().chain(pauses).copied().collect();
        if unit == Unit::Working {
            gaps.extend(leave);
        }
        Self { unit, calendar, gaps: merged(gaps) }
    }

    /// Counted days after `after`, up to and including `through`.
    pub fn between(&self, after: NaiveDate, through: NaiveDate) -> i64 {
        if through <= after {
            return 0;
        }
        let mut counted = self.ordinal(through) - self.ordinal(after);
        for gap in self.gaps.iter().filter(|gap| gap.end() > after && gap.first <= through) {
            let before = gap.first.pred_opt().map_or(after, |eve| eve.max(after));
            counted -= self.ordinal(gap.end().min(through)) - self.ordinal(before);
        }
        counted
    }

    /// The day on which the `n`-th counted day after `after` falls; none if no such day comes within forty years.
    pub fn nth_after(&self, after: NaiveDate, n: i64) -> Option<NaiveDate> {
        let day = |offset: i64| after.checked_add_signed(TimeDelta::try_days(offset)?);
        let (mut low, mut high) = (0, n.max(0));
        while self.between(after, day(high)?) < n {
            if high > FORTY_YEARS {
                return None;
            }
            (low, high) = (high, high * 2);
        }
        while high - low > 1 {
            let middle = i64::midpoint(low, high);
            if self.between(after, day(middle)?) < n { low = middle } else { high = middle }
        }
        day(high)
    }

    fn ordinal(&self, day: NaiveDate) -> i64 {
        match self.unit {
            Unit::Working => self.calendar.ordinal(day),
            Unit::Calendar => i64::from(day.num_days_from_ce()),
        }
    }
}

/// The clock of one account at one level: when it was last touched and when it is paused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// Business day of the last accepted touch.
    pub last: Option<NaiveDate>,
    /// Pauses of the account, past and to come.
    pub pauses: Vec<Span>,
}

/// What an account's clock says on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum State {
    /// Out of every visit list until the day, if one is known.
    Paused {
        /// The first day back.
        until: Option<NaiveDate>,
    },
    /// Nobody expects a visit at an interval.
    NoCadence,
    /// Never touched: a bucket of its own.
    Never,
    /// Before the window opens.
    Early {
        /// Counted days until it opens.
        opens_in: u32,
    },
    /// Inside the window, not yet its last day.
    InWindow {
        /// Counted days left after today.
        left: u32,
    },
    /// The last day of the window.
    LastDay,
    /// Past the window.
    Overdue {
        /// Counted days past the last day.
        by: u32,
    },
}

/// An account's standing on a day, with the days behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// Counted days since the last touch; none if never touched or no cadence counts them.
    pub days: Option<u32>,
    /// The window in force.
    pub window: Option<Window>,
}

impl Standing {
    /// Days past the last day of the window (negative before it), for ordering; none without a clock.
    pub fn over(&self) -> Option<i64> {
        Some(i64::from(self.days?) - i64::from(self.window?.max))
    }
}

/// What the clock says on `today`, in a window counted by `count`.
pub fn standing(clock: &Clock, window: Option<Window>, count: &DayCount<'_>, today: NaiveDate) -> Standing {
    let pauses = merged(clock.pauses.clone());
    let days = clock.last.zip(window).map(|(last, window)| days_since(last, window, &pauses, count, today));
    let state = if let Some(pause) = pauses.iter().find(|pause| pause.contains(today)) {
        State::Paused { until: pause.last.and_then(|last| last.succ_opt()) }
    } else {
        match (window, days) {
            (None, _) => State::NoCadence,
            (Some(_), None) => State::Never,
            (Some(window), Some(days)) => state_in(window, days),
        }
    };
    Standing { state, days, window }
}

/// The state that so many counted days mean in a window.
pub fn state_in(window: Window, days: u32) -> State {
    if days > window.max {
        State::Overdue { by: days - window.max }
    } else if days == window.max {
        State::LastDay
    } else if days >= window.min {
        State::InWindow { left: window.max - days }
    } else {
        State::Early { opens_in: window.min - days }
    }
}

/// Counted days since the last touch. Paused days are left out, and on the first counted day on or after a pause's end the number is
/// at most the window's maximum and goes on from there.
fn days_since(last: NaiveDate, window: Window, pauses: &[Span], count: &DayCount<'_>, today: NaiveDate) -> u32 {
    let over = &pauses[..pauses.partition_point(|pause| pause.end() < today)];
    u32::try_from(Run::after_all(last, window, over, count).days(count, today)).unwrap_or(u32::MAX)
}

/// The days of a clock as they run between pauses.
struct Run {
    /// The last touch, or the last day of the latest pause.
    after: NaiveDate,
    /// Counted days reached on `after`.
    carried: i64,
    /// Counted days that then pass without being added: one if the pause began with the window used up, so that its first counted
    /// day back is the last day of the window and not a day over.
    free: i64,
}

impl Run {
    /// The run that follows all these pauses, which are merged and have an end.
    fn after_all(last: NaiveDate, window: Window, pauses: &[Span], count: &DayCount<'_>) -> Self {
        let max = i64::from(window.max);
        let touched = Self { after: last, carried: 0, free: 0 };
        pauses.iter().filter(|pause| last <= pause.end()).fold(touched, |run, pause| {
            let reached = run.days(count, pause.end());
            Self { after: pause.end(), carried: reached.min(max), free: i64::from(reached >= max) }
        })
    }

    /// The days reached on a day of this run.
    fn days(&self, count: &DayCount<'_>, day: NaiveDate) -> i64 {
        self.carried + (count.between(self.after, day) - self.free).max(0)
    }

    /// The first day on which so many days are reached.
    fn reaches(&self, count: &DayCount<'_>, days: i64) -> Option<NaiveDate> {
        match days - self.carried {
            ..=0 => Some(self.after),
            more => count.nth_after(self.after, more + self.free),
        }
    }
}

/// The stored days of a clock: when its window opens and the last day with which it is not overdue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// The first calendar day inside the window; not before the first day back, if there was a pause.
    pub opens: Option<NaiveDate>,
    /// The last calendar day on which the account is not overdue; overdue means this day is before today. A pause still to come
    /// can only move the true day later.
    pub last_day: Option<NaiveDate>,
}

/// The days to store for a clock, seen from `today`: pauses that are over or in force have done their work, later ones only leave
/// their days out.
pub fn due(clock: &Clock, window: Option<Window>, count: &DayCount<'_>, today: NaiveDate) -> Due {
    let (Some(last), Some(window)) = (clock.last, window) else { return Due::default() };
    let pauses = merged(clock.pauses.clone());
    let begun = &pauses[..pauses.partition_point(|pause| pause.first <= today)];
    if begun.last().is_some_and(|pause| pause.last.is_none()) {
        return Due::default();
    }
    let run = Run::after_all(last, window, begun, count);
    let back = if run.after == last { last } else { run.after.succ_opt().unwrap_or(run.after) };
    Due {
        opens: run.reaches(count, i64::from(window.min)).map(|day| day.max(back)),
        last_day: run.reaches(count, i64::from(window.max) + 1).and_then(|first_over| first_over.pred_opt()),
    }
}
