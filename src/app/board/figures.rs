//! The numbers of the board. Each is what counts over what there was, for one period, with a row for everything it is made of.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::app::policy::Policy;
use crate::app::who::Who;
use crate::domain::cadence::{Cadence, State, Window};
use crate::domain::content::Order;
use crate::domain::ids::AccountId;
use crate::domain::route::Fate;
use crate::domain::touch::TouchKind;
use crate::store::rows::{PastTouch, Waited};
use crate::store::{BookRow, Past};

use super::Period;

/// A number of the board.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// Planned stops that were visited on their day.
    PlanKept,
    /// Visits that fell into the window.
    OnTime,
    /// Accounts of a tier, by its letter, that are within their window.
    InWindow(String),
    /// Accounts that were visited at all.
    Coverage,
    /// Visits of as many as the windows ask for.
    Attainment,
    /// Visits at which nobody was met.
    Attempted,
    /// Visits on a day in the field.
    VisitsADay,
    /// Visits with an order.
    Orders,
    /// Stays.
    Stays,
    /// How long a stay is.
    StayLength,
    /// What key accounts have of the time in shops.
    KeyTime,
    /// Matters that were answered when they were due.
    MattersInTime,
    /// How long a shop waits to be told.
    WaitTold,
    /// How long a shop waits to be supplied.
    WaitSupplied,
}

/// What a number counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A part of a whole.
    Share,
    /// So many.
    Count,
    /// So many on a day.
    ADay,
    /// Minutes.
    Minutes,
    /// Days, the middle one of all.
    Days,
}

impl Figure {
    /// The word for it that programs read.
    pub fn word(&self) -> String {
        let word = match self {
            Self::InWindow(tier) => return format!("in-window-{tier}"),
            Self::PlanKept => "plan-kept",
            Self::OnTime => "on-time",
            Self::Coverage => "coverage",
            Self::Attainment => "attainment",
            Self::Attempted => "attempted",
            Self::VisitsADay => "visits-a-day",
            Self::Orders => "orders",
            Self::Stays => "stays",
            Self::StayLength => "stay-minutes",
            Self::KeyTime => "key-time",
            Self::MattersInTime => "matters-in-time",
            Self::WaitTold => "days-to-told",
            Self::WaitSupplied => "days-to-supplied",
        };
        word.to_owned()
    }

    /// What it counts in.
    pub fn measure(&self) -> Measure {
        match self {
            Self::Stays => Measure::Count,
            Self::VisitsADay => Measure::ADay,
            Self::StayLength => Measure::Minutes,
            Self::WaitTold | Self::WaitSupplied => Measure::Days,
            _ => Measure::Share,
        }
    }
}

/// A number for a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Number {
    /// What it is; none where there was nothing to count.
    pub value: Option<f64>,
    /// What counts, over what there was; none for the middle of many.
    pub of: Option<(f64, f64)>,
    /// What it is made of.
    pub rows: Vec<Row>,
}

/// Something a number is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where.
    pub account: AccountId,
    /// When, where it has a day.
    pub day: Option<NaiveDate>,
    /// What it was.
    pub fact: Fact,
    /// Whether it counts.
    pub counts: bool,
}

/// What a row was.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// A planned stop that ended so.
    Stop(Fate),
    /// A visit so many days after the one before, and the window in which it should fall.
    Gap(u32, Window),
    /// An account whose clock stood so.
    State(State),
    /// An account that was visited so often.
    Visited(usize),
    /// An account that was visited so often, and as often as the window asks for.
    Asked(usize, f64),
    /// A visit, at which somebody was met or not.
    Met(bool),
    /// A visit at which so much was ordered.
    Ordered(u64),
    /// A visit of so many minutes, if they are known.
    Minutes(Option<i64>),
    /// A matter, and when it was answered.
    Answered(String, Option<NaiveDate>),
    /// A request for a product that waited so many days.
    Waited(String, i64),
}

/// What the numbers are computed from.
pub struct Facts<'a> {
    past: &'a Past,
    book: &'a [BookRow],
    policy: &'a Policy,
    who: &'a Who,
    /// By account: the touches that a clock counts, the oldest first.
    touched: BTreeMap<AccountId, Vec<&'a PastTouch>>,
}

fn within(day: NaiveDate, (first, last): Period) -> bool {
    first <= day && day <= last
}

impl<'a> Facts<'a> {
    /// Of these days, in this book.
    pub fn new(past: &'a Past, book: &'a [BookRow], policy: &'a Policy, who: &'a Who) -> Self {
        let mut touched: BTreeMap<AccountId, Vec<&PastTouch>> = BTreeMap::new();
        for it in past.touches.iter().filter(|it| it.touch.took_place()) {
            touched.entry(it.touch.account).or_default().push(it);
        }
        for touches in touched.values_mut() {
            touches.sort_by_key(|it| (it.touch.day, it.touch.id));
        }
        Self { past, book, policy, who, touched }
    }

    /// The rep's own visits of a period, also those at which nobody was met.
    fn visits(&self, period: Period) -> impl Iterator<Item = &'a PastTouch> {
        let me = self.who.rep.id;
        let is = move |it: &&PastTouch| {
            it.touch.rep == me && it.touch.content.kind.is_visit() && within(it.touch.day, period)
        };
        self.past.touches.iter().filter(is)
    }

    /// Those at which somebody was met.
    fn met(&self, period: Period) -> impl Iterator<Item = &'a PastTouch> {
        self.visits(period).filter(|it| !it.touch.content.attempted)
    }

    /// The accounts that were in the book by the end of a period.
    fn accounts(&self, period: Period) -> impl Iterator<Item = &'a BookRow> {
        self.book.iter().filter(move |row| row.added <= period.1)
    }

    fn row(&self, account: AccountId) -> Option<&'a BookRow> {
        // A book is in order of identity.
        self.book.binary_search_by_key(&account, |row| row.account).ok().map(|at| &self.book[at])
    }

    /// The last day on or before this one on which the account's clock was reset.
    fn last(&self, row: &BookRow, cadence: &Cadence, day: NaiveDate) -> Option<NaiveDate> {
        let touches = self.touched.get(&row.account).map_or(&[][..], Vec::as_slice);
        let counts = |it: &&&PastTouch| match it.touch.content.kind {
            TouchKind::Phone => cadence.phone_counts,
            TouchKind::Chat => cadence.chat_counts,
            _ => true,
        };
        let until = touches.iter().filter(counts).rfind(|it| it.touch.day <= day).map(|it| it.touch.day);
        let after = touches.iter().find(|it| it.touch.day > day);
        until.or_else(|| match after {
            Some(it) => before(it, cadence),
            None => row.last.filter(|last| *last <= day),
        })
    }
}

/// The last day before a touch on which the account's clock was reset.
fn before(it: &PastTouch, cadence: &Cadence) -> Option<NaiveDate> {
    let called = it.called_before.filter(|_| cadence.phone_counts);
    let wrote = it.wrote_before.filter(|_| cadence.chat_counts);
    it.before.max(called).max(wrote)
}

/// All numbers, for each of these periods.
pub fn lines(facts: &Facts<'_>, periods: &[Period]) -> Vec<(Figure, Vec<Number>)> {
    let tiers = facts.policy.tiers.iter().filter(|tier| facts.book.iter().any(|row| row.tier == Some(tier.id)));
    let mut figures = vec![Figure::OnTime];
    figures.extend(tiers.map(|tier| Figure::InWindow(tier.code.clone())));
    figures.extend([
        Figure::Coverage,
        Figure::Attainment,
        Figure::PlanKept,
        Figure::VisitsADay,
        Figure::Attempted,
        Figure::Orders,
        Figure::Stays,
        Figure::StayLength,
        Figure::KeyTime,
        Figure::MattersInTime,
        Figure::WaitTold,
        Figure::WaitSupplied,
    ]);
    let numbers = |figure: &Figure| periods.iter().map(|period| number(facts, figure, *period)).collect();
    figures.into_iter().map(|figure| (figure.clone(), numbers(&figure))).collect()
}

fn number(facts: &Facts<'_>, figure: &Figure, period: Period) -> Number {
    match figure {
        Figure::PlanKept => plan_kept(facts, period),
        Figure::OnTime => on_time(facts, period),
        Figure::InWindow(tier) => in_window(facts, tier, period),
        Figure::Coverage => coverage(facts, period),
        Figure::Attainment => attainment(facts, period),
        Figure::Attempted => share(facts.visits(period).map(|it| {
            let attempted = it.touch.content.attempted;
            of_touch(it, Fact::Met(!attempted), attempted)
        })),
        Figure::VisitsADay => visits_a_day(facts, period),
        Figure::Orders => share(facts.met(period).map(|it| {
            let ordered = it.touch.content.order.as_ref().map_or(0, Order::quantity);
            of_touch(it, Fact::Ordered(ordered), ordered > 0)
        })),
        Figure::Stays => stays(facts, period),
        Figure::StayLength => mean(stays(facts, period).rows),
        Figure::KeyTime => key_time(facts, period),
        Figure::MattersInTime => matters_in_time(facts, period),
        Figure::WaitTold => middle(waits(facts, period, |it| it.told)),
        Figure::WaitSupplied => middle(waits(facts, period, |it| it.supplied)),
    }
}

fn of_touch(it: &PastTouch, fact: Fact, counts: bool) -> Row {
    Row { account: it.touch.account, day: Some(it.touch.day), fact, counts }
}

/// Rows that count over all rows.
fn share(rows: impl Iterator<Item = Row>) -> Number {
    let rows: Vec<Row> = rows.collect();
    let counts = rows.iter().filter(|row| row.counts).count();
    over(counts as f64, rows.len() as f64, rows)
}

fn over(top: f64, bottom: f64, rows: Vec<Row>) -> Number {
    Number { value: (bottom > 0.0).then(|| top / bottom), of: Some((top, bottom)), rows }
}

/// The mean of minutes, where they are known.
fn mean(rows: Vec<Row>) -> Number {
    let known = |row: &Row| if let Fact::Minutes(minutes) = row.fact { minutes } else { None };
    let minutes: Vec<i64> = rows.iter().filter_map(known).collect();
    over(minutes.iter().sum::<i64>() as f64, minutes.len() as f64, rows)
}

/// The middle one of days waited; of an even number the mean of the two in the middle.
fn middle(rows: Vec<Row>) -> Number {
    let waited = |row: &Row| if let Fact::Waited(_, days) = row.fact { Some(days) } else { None };
    let mut days: Vec<i64> = rows.iter().filter_map(waited).collect();
    days.sort_unstable();
    let value = match days.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(days[odd / 2] as f64),
        even => Some((days[even / 2 - 1] + days[even / 2]) as f64 / 2.0),
    };
    Number { value, of: None, rows }
}

fn plan_kept(facts: &Facts<'_>, period: Period) -> Number {
    // What is still open today is not missed yet.
    let over = |day: NaiveDate, fate: &Fate| day < facts.who.today || !fate.is_open();
    let stops = facts.past.stops.iter().filter(|it| !it.unplanned && within(it.day, period) && over(it.day, &it.fate));
    share(stops.map(|it| Row {
        account: it.account,
        day: Some(it.day),
        fact: Fact::Stop(it.fate.clone()),
        counts: matches!(it.fate, Fate::Done { .. }),
    }))
}

fn on_time(facts: &Facts<'_>, period: Period) -> Number {
    share(facts.met(period).filter_map(|it| {
        let row = facts.row(it.touch.account)?;
        let cadence = facts.policy.cadence(row)?;
        let window = it.touch.window.unwrap_or(cadence.window);
        let days = facts.policy.days_between(row, window, before(it, &cadence)?, it.touch.day)?;
        Some(of_touch(it, Fact::Gap(days, window), window.min <= days && days <= window.max))
    }))
}

fn in_window(facts: &Facts<'_>, tier: &str, period: Period) -> Number {
    share(facts.accounts(period).filter_map(|row| {
        let mine = row.tier.and_then(|id| facts.policy.tier(id)).is_some_and(|it| it.code == tier);
        let cadence = facts.policy.cadence(row).filter(|_| mine)?;
        let last = facts.last(row, &cadence, period.1);
        let state = facts.policy.standing_at(row, last, period.1).state;
        let counts = match state {
            State::Paused { .. } | State::NoCadence => return None,
            State::Never | State::Overdue { .. } => false,
            State::Early { .. } | State::InWindow { .. } | State::LastDay => true,
        };
        Some(Row { account: row.account, day: last, fact: Fact::State(state), counts })
    }))
}

/// How often each account was visited.
fn visited(facts: &Facts<'_>, period: Period) -> BTreeMap<AccountId, usize> {
    let mut visited = BTreeMap::new();
    for it in facts.met(period) {
        *visited.entry(it.touch.account).or_default() += 1;
    }
    visited
}

fn coverage(facts: &Facts<'_>, period: Period) -> Number {
    let visited = visited(facts, period);
    share(facts.accounts(period).map(|row| {
        let visits = visited.get(&row.account).copied().unwrap_or(0);
        Row { account: row.account, day: None, fact: Fact::Visited(visits), counts: visits > 0 }
    }))
}

fn attainment(facts: &Facts<'_>, period: Period) -> Number {
    let visited = visited(facts, period);
    let (mut top, mut bottom, mut rows) = (0.0, 0.0, Vec::new());
    for row in facts.accounts(period) {
        let Some(Cadence { window, unit, .. }) = facts.policy.cadence(row) else { continue };
        let days = facts.policy.days_in(row, unit, (period.0.max(row.added), period.1));
        let asked = days as f64 / f64::midpoint(f64::from(window.min), f64::from(window.max));
        if asked <= 0.0 {
            continue;
        }
        let visits = visited.get(&row.account).copied().unwrap_or(0);
        top += asked.min(visits as f64);
        bottom += asked;
        let fact = Fact::Asked(visits, asked);
        rows.push(Row { account: row.account, day: None, fact, counts: visits as f64 >= asked });
    }
    over(top, bottom, rows)
}

fn visits_a_day(facts: &Facts<'_>, period: Period) -> Number {
    let days: BTreeSet<NaiveDate> = facts.visits(period).map(|it| it.touch.day).collect();
    let rows: Vec<Row> = facts.met(period).map(|it| of_touch(it, Fact::Minutes(it.touch.minutes()), true)).collect();
    over(rows.len() as f64, days.len() as f64, rows)
}

fn stays(facts: &Facts<'_>, period: Period) -> Number {
    let stays = facts.met(period).filter(|it| it.touch.content.kind == TouchKind::Stay);
    let rows: Vec<Row> = stays.map(|it| of_touch(it, Fact::Minutes(it.touch.minutes()), true)).collect();
    Number { value: Some(rows.len() as f64), of: None, rows }
}

/// The first tier's share of the minutes in shops.
fn key_time(facts: &Facts<'_>, period: Period) -> Number {
    let key = facts.policy.tiers.first().map(|tier| tier.id);
    let timed = |it: &PastTouch| {
        let row = facts.row(it.touch.account)?;
        it.touch.minutes().map(|minutes| of_touch(it, Fact::Minutes(Some(minutes)), row.tier == key))
    };
    let rows: Vec<Row> = facts.met(period).filter_map(timed).collect();
    let minutes = |row: &&Row| if let Fact::Minutes(Some(minutes)) = row.fact { minutes } else { 0 };
    let all: i64 = rows.iter().map(|row| minutes(&row)).sum();
    let theirs: i64 = rows.iter().filter(|row| row.counts).map(|row| minutes(&row)).sum();
    over(theirs as f64, all as f64, rows)
}

fn matters_in_time(facts: &Facts<'_>, period: Period) -> Number {
    share(facts.past.matters.iter().filter_map(|it| {
        let due = it.due.filter(|due| within(*due, period))?;
        // What is due today can still be answered in time.
        if it.answered.is_none() && due >= facts.who.today {
            return None;
        }
        let fact = Fact::Answered(it.text.clone(), it.answered);
        let counts = it.answered.is_some_and(|answered| answered <= due);
        Some(Row { account: it.account, day: Some(due), fact, counts })
    }))
}

fn waits(facts: &Facts<'_>, period: Period, ended: fn(&Waited) -> Option<NaiveDate>) -> Vec<Row> {
    let row = |it: &Waited| {
        let day = ended(it).filter(|day| within(*day, period))?;
        let fact = Fact::Waited(it.product.clone(), (day - it.request.day).num_days());
        Some(Row { account: it.request.account, day: Some(day), fact, counts: true })
    };
    facts.past.waits.iter().filter_map(row).collect()
}
