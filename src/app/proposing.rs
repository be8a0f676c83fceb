//! Who could be visited on a day, whether it is empty or a shop was shut, a visit was short, and there is time. Whoever is due and worth the
//! way is put where it costs least; the stops of the day stay in their order unless moving one gains minutes. Whoever is left out is said
//! with the reason and the price.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::cadence::State;
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, Ids, StopId};
use crate::domain::place::Place;
use crate::i18n::messages::planning as words;
use crate::i18n::{Lang, dates};
use crate::planning::limits::Limits;
use crate::planning::matrix::Charted;
use crate::planning::route::{self, Overtime, Price, Reason, Stop, Value, Why, Window};
use crate::planning::timetable::of_day;
use crate::roads::{Fault, Roads};
use crate::store::{Result, Store};

use super::day::{DayView, DayWays, StopLine, day_view, with_stops};
use super::locking;
use super::names::{duration, joined, state};
use super::ordering::{SettingOut, reorders, setting_out, to_come, windows};
use super::policy::{Line, Policy};
use super::thinking::Signal;
use super::who::Who;
use super::wording::roads::estimated_instead;
use super::worklist::groups;

/// What is asked: a whole problem, so that it is solved beside the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The day.
    pub day: NaiveDate,
    /// The stops still to come, as they stand.
    pub before: Vec<StopId>,
    /// Who is due and on no day to come, the most urgent first.
    pub candidates: Vec<Line>,
    /// How many more are due, but less urgent than all that are looked at.
    others: usize,
    asked: route::Day,
    /// The places of the stops, then where the rep sets out, then where the day ends, then all others of the day.
    places: Vec<Option<Place>>,
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    /// The day.
    pub day: NaiveDate,
    /// The stops still to come, as they stood.
    pub before: Vec<StopId>,
    /// The same and the new ones, in order.
    pub order: Vec<Entry>,
    /// The new ones, in order.
    pub added: Vec<Line>,
    /// Who is left out, why, and what it would cost.
    pub left_out: Vec<(Line, Reason, Option<Price>)>,
    /// How many more are due, but were not looked at.
    pub others: usize,
    /// The ways by which they fit.
    pub ways: Arc<Charted>,
    /// Why they are estimated although another source is wished for.
    pub fell_back: Option<Fault>,
}

/// One stop of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It was there.
    Stands(StopId),
    /// This account is new.
    New(AccountId),
}

/// So many are looked at, the most urgent of those who are due.
const MOST: usize = 120;

/// Seconds that moving a stop of the day has to gain.
const THRESHOLD: u32 = 5 * 60;

/// Iterations: some tens of milliseconds.
const ITERATIONS: u64 = 1_500;

/// The same for an empty day, of which nothing stands yet.
const ITERATIONS_OF_EMPTY: u64 = 10_000;

/// What a visit is worth, in seconds of travel: an overdue one is made before any other, and none drives half a day for one who is only in
/// the window.
fn worth(line: &Line) -> Option<u32> {
    let base = match line.standing.state {
        State::Overdue { .. } => 4 * 3600,
        State::LastDay => 2 * 3600,
        State::InWindow { .. } => 3600,
        State::Never => 1800,
        State::Early { .. } | State::Paused { .. } | State::NoCadence => return None,
    };
    // A point of urgency is ten seconds, up to two hours.
    Some(base + (line.score.total().max(0.0) as u32 * 10).min(2 * 3600))
}

/// Reads what is asked.
pub fn question(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate) -> Result<Question> {
    let view = day_view(store, who, policy, day)?;
    let there = |line: &Line| view.stops.iter().any(|stop| stop.line.row.account == line.row.account);
    let rows = store.book(who.viewer(), who.rep.id, who.today)?.into_iter();
    let free = rows.filter(|row| row.planned.is_none() && row.visiting.is_none()).map(|row| policy.line(row, day));
    let lines: Vec<Line> = free.filter(|line| !there(line)).collect();
    let due = groups(lines).into_iter().flat_map(|(_, members)| members);
    let mut candidates: Vec<(Line, u32)> = due.filter_map(|line| worth(&line).map(|worth| (line, worth))).collect();
    let others = candidates.len().saturating_sub(MOST);
    candidates.truncate(MOST);

    let open: Vec<&StopLine> = to_come(&view, who).collect();
    let SettingOut { from, here, base, breaks } = setting_out(&view, who, &open);
    // Without a home and without a stop the way leads round by the most urgent.
    let first = candidates.iter().find_map(|(line, _)| line.row.place);
    let (here, base) = (here.or(first), base.or(first));
    let ranks = locking::ranks(&open.iter().map(|stop| stop.stop.locked).collect::<Vec<_>>());
    let own = |(at, line): (usize, &&StopLine)| Stop {
        point: Some(at),
        service: line.line.minutes * 60,
        windows: windows(line),
        value: Value::Must,
        locked: ranks[at],
    };
    let other = |(at, (line, worth)): (usize, &(Line, u32))| Stop {
        point: Some(open.len() + at),
        service: line.minutes * 60,
        windows: line.row.hours.iter().map(Window::while_open).collect(),
        value: Value::Worth(*worth),
        locked: None,
    };
    let stops: Vec<Stop> = open.iter().enumerate().map(own).chain(candidates.iter().enumerate().map(other)).collect();
    let places = open.iter().map(|stop| stop.line.row.place);
    let rest = view.stops.iter().map(|stop| stop.line.row.place).chain([who.rep.home]);
    let places = places.chain(candidates.iter().map(|(line, _)| line.row.place)).chain([here, base]).chain(rest);
    let places = places.collect();
    let asked = route::Day {
        start: Some(stops.len()),
        end: Some(stops.len() + 1),
        from,
        until: of_day(who.rep.hours.end).max(from),
        // What is too long already may stay so; nobody new makes it longer.
        overtime: Overtime { most: view.over * 60, weight: 100 },
        stops,
        breaks,
    };
    let before = open.iter().map(|stop| stop.stop.id).collect();
    let candidates = candidates.into_iter().map(|(line, _)| line).collect();
    Ok(Question { day, before, candidates, others, asked, places })
}

/// Looks for who fits, by the roads if they can be had.
pub fn think(question: &Question, roads: &Roads, signal: &Signal) -> Proposed {
    let ways = roads.matrix(&question.places, &mut || signal.is_stopped());
    let own = question.before.len();
    let present: Vec<usize> = (0..own).collect();
    let limits = Limits {
        iterations: if own == 0 { ITERATIONS_OF_EMPTY } else { ITERATIONS },
        seed: 1,
        stop: &mut || signal.is_stopped(),
        progress: &mut |progress| signal.tell(progress.done, progress.of),
    };
    let found = if own == 0 {
        route::route(&question.asked, &ways.matrix, &[], limits)
    } else {
        route::replan(&question.asked, &ways.matrix, &present, THRESHOLD, limits)
    };
    let line = |stop: usize| question.candidates[stop - own].clone();
    let mut stops = found.best.order();
    if own == 0 {
        // Of equal ways, as between places that are not on the map, the most urgent comes first.
        let mut urgent = stops.clone();
        urgent.sort_unstable();
        if route::evaluate(&question.asked, &ways.matrix, &urgent).cost.total() <= found.cost {
            stops = urgent;
        }
    }
    // Whoever of the day cannot be reached in time stays on it, behind all others, as far as locks let them.
    for missed in found.best.left_out.iter().filter(|stop| **stop < own) {
        locking::insert(&mut stops, *missed, usize::MAX, &question.asked.stops);
    }
    let added: Vec<Line> = stops.iter().filter(|stop| **stop >= own).map(|stop| line(*stop)).collect();
    let entry = |stop: usize| match question.before.get(stop) {
        Some(stands) => Entry::Stands(*stands),
        None => Entry::New(question.candidates[stop - own].row.account),
    };
    let order = stops.into_iter().map(entry).collect();
    let left_out = found.notes.iter().filter_map(|why| match why {
        Why::LeftOut { stop, reason, price } if *stop >= own => Some((line(*stop), *reason, *price)),
        _ => None,
    });
    Proposed {
        day: question.day,
        before: question.before.clone(),
        order,
        added,
        left_out: left_out.collect(),
        others: question.others,
        ways: Arc::new(Charted { places: question.places.clone(), matrix: ways.matrix }),
        fell_back: ways.fell_back,
    }
}

/// The day as it would be with the new ones, and the changes that put them there; none if the day is another now.
pub fn applied(proposed: &Proposed, view: &DayView, who: &Who, ids: &mut Ids) -> Option<(DayView, Vec<Change>)> {
    let now: Vec<StopId> = to_come(view, who).map(|stop| stop.stop.id).collect();
    if proposed.day != view.day || proposed.before != now {
        return None;
    }
    let mut changes = Vec::new();
    let mut stood: Vec<StopId> = view.stops.iter().map(|stop| stop.stop.id).collect();
    let mut new = Vec::with_capacity(proposed.added.len());
    let mut lines = proposed.added.iter().cloned();
    let mut next = Vec::with_capacity(proposed.order.len());
    for entry in &proposed.order {
        next.push(match entry {
            Entry::Stands(stop) => *stop,
            Entry::New(account) => {
                let stop = ids.next(who.now);
                changes.push(Change::Plan { stop, rep: who.rep.id, day: view.day, account: *account });
                stood.push(stop);
                new.extend(lines.next().map(|line| (stop, line)));
                stop
            }
        });
    }
    // What has happened keeps its place among all.
    let mut next = next.into_iter();
    let target: Vec<StopId> =
        stood.iter().filter_map(|stop| if is_past(view, &now, *stop) { Some(*stop) } else { next.next() }).collect();
    changes.extend(reorders(&stood, &target));
    let view = view.by(DayWays::Known(Arc::clone(&proposed.ways)), who);
    Some((with_stops(&view, who, new, &target), changes))
}

/// Whether a stop of the day is not still to come.
fn is_past(view: &DayView, now: &[StopId], stop: StopId) -> bool {
    view.stops.iter().any(|it| it.stop.id == stop) && !now.contains(&stop)
}

impl Proposed {
    /// Who is new and when they are reached on the day as it would be; then who is left out, why, and what it would cost to put them in.
    pub fn lines(&self, lang: Lang, after: &DayView, today: NaiveDate) -> Vec<String> {
        let stands = |line: &Line| state(lang, line.standing.state, today);
        let mut lines: Vec<String> = Vec::new();
        for line in &self.added {
            let stop = after.stops.iter().find(|stop| stop.line.row.account == line.row.account);
            let at = stop.and_then(|stop| stop.arrival).map(dates::time).unwrap_or_default();
            lines.push(joined(lang, &[&words::added(lang, &at, &line.row.name), &stands(line)]));
        }
        if self.added.is_empty() {
            lines.push(words::nobody_fits(lang).to_owned());
        }
        if self.left_out.len() + self.others > 0 {
            lines.extend([String::new(), words::left_out(lang, self.left_out.len() + self.others)]);
        }
        for (line, reason, price) in &self.left_out {
            let why = reason_words(lang, *reason);
            let price = price.map(|price| price_words(lang, price)).unwrap_or_default();
            lines.push(words::named_out(lang, &line.row.name, &joined(lang, &[&stands(line), why, &price])));
        }
        if let Some(fault) = &self.fell_back {
            lines.extend([String::new(), estimated_instead(lang, fault)]);
        }
        lines
    }
}

fn reason_words(lang: Lang, reason: Reason) -> &'static str {
    match reason {
        Reason::NoPlace => words::out_no_place(lang),
        Reason::NeverOpen => words::out_never_open(lang),
        Reason::Unreachable => words::out_unreachable(lang),
        Reason::WindowClosed => words::out_shut(lang),
        Reason::NoTime => words::out_no_time(lang),
        Reason::LowerValue => words::out_too_far(lang),
        Reason::Locked => words::out_locked(lang),
    }
}

fn price_words(lang: Lang, price: Price) -> String {
    let minutes = |seconds: i64| duration(lang, (seconds + 59).div_euclid(60));
    let part = |seconds: i64, said: fn(Lang, &str) -> String| {
        if seconds > 0 { said(lang, &minutes(seconds)) } else { String::new() }
    };
    joined(
        lang,
        &[
            &part(price.travel, words::price_way),
            &part(price.overtime, words::price_overtime),
            &part(price.late, words::price_late),
        ],
    )
}
