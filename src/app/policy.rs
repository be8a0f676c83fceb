//! The rules in force for a session, made ready: tiers by identity, the calendar, leave by rep. Turns the facts of a book row into a
//! [`Line`]: where the account stands today and how urgent it is.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::account::Beat;
use crate::domain::cadence::{Cadence, Clock, DayCount, Level, Standing, State, Unit, Window, standing};
use crate::domain::calendar::Calendar;
use crate::domain::day::Span;
use crate::domain::ids::{BeatId, RepId, TierId};
use crate::domain::tier::Tier;
use crate::domain::urgency::{Facts, Rank, Score, Weights, compare, score};
use crate::planning::weeks::Rhythm;
use crate::roads::Roads;
use crate::store::{BookRow, Reference};

/// The rules in force.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Tiers by rank.
    pub tiers: Vec<Tier>,
    /// The working calendar.
    pub calendar: Calendar,
    /// Weights of the urgency.
    pub weights: Weights,
    /// The beats of the territories that can be seen.
    pub beats: Vec<Beat>,
    /// Where travel times come from; estimates unless told otherwise.
    pub roads: Arc<Roads>,
    leave: HashMap<RepId, Vec<Span>>,
}

/// An account as a list shows it: its facts, where it stands today, how urgent it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The facts.
    pub row: BookRow,
    /// The tier's letter, or nothing.
    pub tier: String,
    /// The tier's place in the order; none: no tier.
    pub tier_rank: Option<u32>,
    /// Which days its cadence counts.
    pub unit: Option<Unit>,
    /// Planned minutes of a visit.
    pub minutes: u32,
    /// Where its clock stands.
    pub standing: Standing,
    /// How urgent it is.
    pub score: Score,
}

/// Minutes of a visit where neither account nor tier says.
const MINUTES: u32 = 15;

impl Policy {
    /// The rules of this reference data.
    pub fn new(reference: &Reference) -> Self {
        let mut leave: HashMap<RepId, Vec<Span>> = HashMap::new();
        for days in reference.leave.iter().filter(|leave| leave.cover.is_none()) {
            leave.entry(days.rep).or_default().push(days.span);
        }
        Self {
            tiers: reference.tiers.clone(),
            calendar: Calendar::new(&reference.holidays),
            weights: reference.weights,
            beats: reference.beats.clone(),
            roads: Arc::default(),
            leave,
        }
    }

    /// The same rules with these roads.
    #[must_use]
    pub fn with_roads(self, roads: &Arc<Roads>) -> Self {
        Self { roads: Arc::clone(roads), ..self }
    }

    /// A tier.
    pub fn tier(&self, id: TierId) -> Option<&Tier> {
        self.tiers.iter().find(|tier| tier.id == id)
    }

    /// A beat.
    pub fn beat(&self, id: BeatId) -> Option<&Beat> {
        self.beats.iter().find(|beat| beat.id == id)
    }

    /// Whether the rep is away on this day.
    pub fn on_leave(&self, rep: RepId, day: NaiveDate) -> bool {
        self.leave.get(&rep).is_some_and(|spans| spans.iter().any(|span| span.contains(day)))
    }

    /// The day if the rep works on it, else the next on which they do.
    pub fn working_day(&self, rep: RepId, day: NaiveDate) -> NaiveDate {
        let works = |day: &NaiveDate| self.calendar.is_working(*day) && !self.on_leave(rep, *day);
        day.iter_days().take(400).find(works).unwrap_or(day)
    }

    /// The last day on which a visit is still in time, from today on; none if it is late already or no clock runs.
    pub fn due_day(&self, line: &Line, today: NaiveDate) -> Option<NaiveDate> {
        let left = usize::try_from(-line.standing.over()?).ok()?;
        let counts = |day: &NaiveDate| {
            line.unit == Some(Unit::Calendar)
                || (self.calendar.is_working(*day) && line.row.rep.is_none_or(|rep| !self.on_leave(rep, *day)))
        };
        if left == 0 { Some(today) } else { today.iter_days().skip(1).take(400).filter(counts).nth(left - 1) }
    }

    /// Counted days at an account from one day after a touch through another, in a window; none where no cadence counts them.
    pub fn days_between(&self, row: &BookRow, window: Window, from: NaiveDate, to: NaiveDate) -> Option<u32> {
        let count = self.count(row, self.cadence(row)?.unit);
        standing(&Clock { last: Some(from), pauses: row.pauses.clone() }, Some(window), &count, to).days
    }

    /// Where an account's clock stands on a day, had it been touched last on another.
    pub fn standing_at(&self, row: &BookRow, last: Option<NaiveDate>, day: NaiveDate) -> Standing {
        let cadence = self.cadence(row);
        let count = self.count(row, cadence.map_or(Unit::Working, |cadence| cadence.unit));
        standing(&Clock { last, pauses: row.pauses.clone() }, cadence.map(|cadence| cadence.window), &count, day)
    }

    /// The cadence in force for an account.
    pub fn cadence(&self, row: &BookRow) -> Option<Cadence> {
        self.cadence_of(row.tier, row.own_window)
    }

    /// The cadence in force for an account of a tier with a window of its own.
    pub fn cadence_of(&self, tier: Option<TierId>, own: Option<Window>) -> Option<Cadence> {
        let tier = tier.and_then(|id| self.tier(id));
        Cadence::in_force(tier.and_then(|tier| tier.cadences.get(&Level::Rep)).copied(), own)
    }

    /// Planned minutes of a visit at an account of a tier with a length of its own.
    pub fn minutes_of(&self, tier: Option<TierId>, own: Option<u32>) -> u32 {
        own.or_else(|| Some(self.tier(tier?)?.minutes)).unwrap_or(MINUTES)
    }

    /// Counted days of an account in a period, its last day with it.
    pub fn days_in(&self, row: &BookRow, unit: Unit, (first, last): (NaiveDate, NaiveDate)) -> i64 {
        self.count(row, unit).between(first.pred_opt().unwrap_or(first), last)
    }

    /// How an account's days are counted through the days of a plan, the first of them given; none where no cadence counts them.
    pub fn rhythm(&self, row: &BookRow, first: NaiveDate, days: usize) -> Option<Rhythm> {
        let cadence = self.cadence(row)?;
        let clock = Clock { last: row.last, pauses: row.pauses.clone() };
        Some(Rhythm::of(cadence.window, &self.count(row, cadence.unit), &clock, first, days))
    }

    /// Where an account stands today.
    pub fn line(&self, row: BookRow, today: NaiveDate) -> Line {
        let tier = row.tier.and_then(|id| self.tier(id));
        let cadence = self.cadence(&row);
        let standing = self.standing_at(&row, row.last, today);
        let facts = Facts {
            standing: if matches!(standing.state, State::Paused { .. }) {
                Standing { days: None, ..standing }
            } else {
                standing
            },
            factor: tier.map_or(1.0, |tier| tier.factor),
            matter_due: row.matter_due,
            stock_arrived: row.goods,
            complaint: row.complaint,
            care: row.care,
            appointment_today: row.appointment.is_some_and(|(day, _)| day == today),
        };
        Line {
            tier: tier.map(|tier| tier.code.clone()).unwrap_or_default(),
            tier_rank: tier.map(|tier| tier.rank),
            unit: cadence.map(|cadence| cadence.unit),
            minutes: self.minutes_of(row.tier, row.minutes),
            score: score(&facts, &self.weights, today),
            standing,
            row,
        }
    }

    fn count(&self, row: &BookRow, unit: Unit) -> DayCount<'_> {
        let leave = row.rep.and_then(|rep| self.leave.get(&rep)).map_or(&[][..], Vec::as_slice);
        DayCount::new(unit, &self.calendar, &row.closures, &row.pauses, leave)
    }
}

impl Line {
    /// What it is ordered by.
    pub fn rank(&self) -> Rank<'_> {
        Rank {
            score: self.score.total(),
            over: self.standing.over(),
            tier: self.tier_rank,
            last: self.row.last,
            code: &self.row.code,
            id: self.row.account.0,
        }
    }

    /// The texts it is found by.
    pub fn texts(&self) -> [&str; 4] {
        [&self.row.name, &self.row.other_name, &self.row.code, &self.row.address]
    }
}

/// Orders lines, the most urgent first.
pub fn by_urgency(lines: &mut [Line]) {
    lines.sort_by(|a, b| compare(&a.rank(), &b.rank()));
}
