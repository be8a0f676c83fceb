//! The best order of a day: what is still to come is put where the way is shortest, pinned times and opening hours kept. What has happened
//! stays as it was, and nobody is left out: who cannot be reached in time is said and stays where their time is. Locked stops keep their place,
//! and it is said what unlocking would give.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};

use crate::domain::change::Change;
use crate::domain::ids::StopId;
use crate::domain::place::Place;
use crate::i18n::messages::{common, planning as words, roads as road_words};
use crate::i18n::{Lang, dates};
use crate::planning::limits::{Limits, Stopped};
use crate::planning::matrix::Charted;
use crate::planning::route::{self, Break, Overtime, Stop, Value, Window};
use crate::planning::timetable::{self, NOON, of_day};
use crate::roads::{Fault, Roads};

use super::day::{DayView, DayWays, StopLine, planning_day, reordered};
use super::locking::{self, Found, in_order, unlocked};
use super::names::{duration, joined};
use super::thinking::Signal;
use super::who::Who;
use super::wording::roads::estimated_instead;

/// What is to be put in order: a whole problem that needs no data but itself, so that it is solved beside the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The day.
    pub day: NaiveDate,
    /// The stops still to come, as they stand.
    pub before: Vec<StopId>,
    asked: route::Day,
    /// Which of them are locked.
    locked: Vec<bool>,
    /// The places of the stops, then where the rep sets out, then where the day ends, then all others of the day: whose ways are known once
    /// they were asked for.
    places: Vec<Option<Place>>,
}

/// A better order.
#[derive(Clone, Debug, PartialEq)]
pub struct Ordered {
    /// The day.
    pub day: NaiveDate,
    /// The stops still to come as they stood.
    pub before: Vec<StopId>,
    /// The same in their new order.
    pub after: Vec<StopId>,
    /// Those that cannot be reached at their time or while they are open.
    pub missed: Vec<StopId>,
    /// Those of them that no road leads to.
    pub cut_off: Vec<StopId>,
    /// What the order would be if some stops were not locked: which, and the order then.
    pub unlocked: Vec<(Vec<StopId>, Vec<StopId>)>,
    /// There is no shorter way, and that is proven.
    pub proven: bool,
    /// The ways by which it is better.
    pub ways: Arc<Charted>,
    /// Why they are estimated although another source is wished for.
    pub fell_back: Option<Fault>,
}

impl Ordered {
    /// The day as it stood, with its times by the ways of this order.
    pub fn seen(&self, view: &DayView, who: &Who) -> DayView {
        view.by(DayWays::Known(Arc::clone(&self.ways)), who)
    }

    /// What unlocking would give if that is worth it, who cannot be reached in time, to whom no road leads, and why the ways are estimated,
    /// in words. The day is the one that was looked at, as it stood.
    pub fn remarks(&self, lang: Lang, view: &DayView, who: &Who) -> String {
        let named = |stops: &mut dyn Iterator<Item = &StopId>, said: fn(Lang, &str) -> String| {
            let name = |id: &StopId| view.stops.iter().find(|stop| stop.stop.id == *id);
            let names: Vec<&str> = stops.filter_map(name).map(|stop| stop.line.row.name.as_str()).collect();
            if names.is_empty() { String::new() } else { said(lang, &names.join(common::comma(lang))) }
        };
        let late = named(&mut self.missed.iter().filter(|stop| !self.cut_off.contains(stop)), words::missed);
        let cut_off = named(&mut self.cut_off.iter(), road_words::cut_off);
        let estimated = self.fell_back.as_ref().map(|fault| estimated_instead(lang, fault)).unwrap_or_default();
        joined(lang, &[&self.worth_unlocking(lang, view, who), &late, &cut_off, &estimated])
    }

    /// What unlocking one stop would give, else what unlocking all would; nothing if it is not worth it.
    fn worth_unlocking(&self, lang: Lang, view: &DayView, who: &Who) -> String {
        if self.unlocked.is_empty() {
            return String::new();
        }
        let day = |order: &[StopId]| reordered(view, who, &among_all(view, &self.before, order));
        let found = day(&self.after);
        let locked = if Gain::of(view, &found).is_worth_it() { &found } else { view };
        let gains = self.unlocked.iter().map(|(stops, order)| (stops, Gain::of(locked, &day(order))));
        let worth = gains
            .into_iter()
            .find(|(_, gain)| gain.is_worth_it() && (gain.late > 0 || gain.minutes >= WORTH_UNLOCKING));
        let Some((stops, gain)) = worth else { return String::new() };
        let name = |id: StopId| view.stops.iter().find(|it| it.stop.id == id).map(|it| it.line.row.name.clone());
        let names = match stops[..] {
            [stop] => name(stop).unwrap_or_default(),
            _ => words::all_locked(lang, stops.len()),
        };
        words::unlocking(lang, &names, &gain.said(lang))
    }
}

/// Minutes that unlocking has to gain to be worth a word.
const WORTH_UNLOCKING: i64 = 5;

/// What a day has to win: what the screen would show less of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gain {
    /// Metres less; negative: more.
    pub metres: i64,
    /// Minutes sooner back; negative: later.
    pub minutes: i64,
    /// Stops less that are reached after their own time or after the shop has closed; negative: more.
    pub late: i64,
}

impl Gain {
    /// What one order of a day has to win over another.
    pub fn of(before: &DayView, after: &DayView) -> Self {
        let back = |view: &DayView| view.back.map_or(0, timetable::seconds);
        let is_late = |stop: &&StopLine| stop.is_late() || stop.shut_at().is_some();
        let late = |view: &DayView| view.stops.iter().filter(is_late).count() as i64;
        Self {
            metres: before.metres as i64 - after.metres as i64,
            minutes: (back(before) - back(after)).div_euclid(60),
            late: late(before) - late(after),
        }
    }

    /// In words: kilometres, minutes, who is in time again.
    pub fn said(self, lang: Lang) -> String {
        let km = |metres: i64| dates::kilometres(metres.unsigned_abs());
        let sided = |number: i64, less: String, more: String| match number.signum() {
            1 => less,
            -1 => more,
            _ => String::new(),
        };
        // What would be shown as nothing is none.
        let metres = if self.metres.abs() < 50 { 0 } else { self.metres };
        let (late, time) = (self.late.abs(), duration(lang, self.minutes.abs()));
        joined(
            lang,
            &[
                &sided(metres, words::km_less(lang, &km(metres)), words::km_more(lang, &km(metres))),
                &sided(self.minutes, words::sooner(lang, &time), words::later(lang, &time)),
                &sided(self.late, words::less_late(lang, late), words::more_late(lang, late)),
            ],
        )
    }

    /// Whether it is worth a change: somebody is no longer late, or the day is shorter and nobody is later for it.
    pub fn is_worth_it(&self) -> bool {
        self.late > 0 || self.late == 0 && (self.minutes > 0 || self.minutes == 0 && self.metres > 0)
    }
}

/// The stops still to come. Where the rep is now comes before them.
pub(super) fn to_come<'a>(view: &'a DayView, who: &'a Who) -> impl Iterator<Item = &'a StopLine> {
    let visiting = move |stop: &StopLine| stop.line.row.visiting.is_some() && view.day == who.today;
    view.stops.iter().filter(move |stop| stop.stop.fate.is_open() && !visiting(stop))
}

/// What of a day can be put in order; none if there is not enough of it.
pub fn problem(view: &DayView, who: &Who) -> Option<Problem> {
    let open: Vec<&StopLine> = to_come(view, who).collect();
    if open.len() < 2 {
        return None;
    }
    let SettingOut { from, here, base, breaks } = setting_out(view, who, &open);
    let others = view.stops.iter().filter(|stop| !open.iter().any(|it| it.stop.id == stop.stop.id));
    let others = others.map(|stop| stop.line.row.place).chain([who.rep.home]);
    let places = open.iter().map(|stop| stop.line.row.place).chain([here, base]).chain(others).collect();
    let locked: Vec<bool> = open.iter().map(|stop| stop.stop.locked).collect();
    let ranks = locking::ranks(&locked);
    let stop = |(at, line): (usize, &&StopLine)| Stop {
        point: Some(at),
        service: line.line.minutes * 60,
        windows: windows(line),
        value: Value::Must,
        locked: ranks[at],
    };
    Some(Problem {
        day: view.day,
        before: open.iter().map(|stop| stop.stop.id).collect(),
        asked: route::Day {
            start: Some(open.len()),
            end: Some(open.len() + 1),
            from,
            // All of the day costs, as if it were overtime from its first minute: an hour before a shut door is as long as one on the way.
            // Nobody is left out because the day is full: that it is, stands under the route.
            until: from,
            overtime: Overtime { most: 24 * 3600, weight: 1 },
            stops: open.iter().enumerate().map(stop).collect(),
            breaks,
        },
        locked,
        places,
    })
}

/// How the rest of a day begins.
pub(super) struct SettingOut {
    /// When the rep sets out, in seconds of the day.
    pub from: u32,
    /// Where from.
    pub here: Option<Place>,
    /// Where the day ends.
    pub base: Option<Place>,
    /// The lunch that is still to come.
    pub breaks: Vec<Break>,
}

/// How the rest of a day begins, when these stops of it are still to come.
pub(super) fn setting_out(view: &DayView, who: &Who, open: &[&StopLine]) -> SettingOut {
    let day = planning_day(who, view.day);
    // From where the rep is and will be free; before the first stop that is at home or, without one, at that stop.
    let mut gone = view.way.iter().filter(|at| !open.iter().any(|stop| stop.stop.id == view.stops[**at].stop.id));
    let last = gone.next_back().map(|at| &view.stops[*at]);
    let free = last.and_then(|stop| left(stop, who));
    let from = [Some(day.hours.start).filter(|_| last.is_none()), day.from, free].into_iter().flatten();
    let from = from.map(of_day).max().unwrap_or_else(|| of_day(day.hours.start));
    let base = who.rep.home.or_else(|| view.way.iter().find_map(|at| view.stops[*at].line.row.place));
    let here = last.and_then(|stop| stop.line.row.place).or(base);
    let lunched = view.way.iter().any(|at| {
        let stop = &view.stops[*at];
        stop.visit.is_some() && stop.arrival.is_some_and(|arrival| timetable::seconds(arrival) >= NOON)
    });
    let lunch = Break { starts: LUNCH, length: day.hours.lunch * 60 };
    let breaks = if lunched || lunch.length == 0 || from > LUNCH.closes { Vec::new() } else { vec![lunch] };
    SettingOut { from, here, base, breaks }
}

/// When lunch may begin: from half past eleven until half past one.
pub(super) const LUNCH: Window = Window { opens: 41_400, closes: 48_600 };

/// When the rep has left a stop, or will have.
fn left(stop: &StopLine, who: &Who) -> Option<NaiveTime> {
    let clock = |at: chrono::DateTime<chrono::Utc>| at.with_timezone(&who.rep.zone).time();
    let length = i64::from(stop.line.minutes) * 60;
    let visit = stop.visit.and_then(|visit| visit.end).map(clock);
    visit.or_else(|| stop.arrival.map(|arrival| timetable::time(timetable::seconds(arrival) + length)))
}

/// When a visit may begin: at its own time, else while the shop is open.
pub(super) fn windows(line: &StopLine) -> Vec<Window> {
    match line.stop.pinned {
        Some(pinned) => vec![Window::at(of_day(pinned))],
        None => line.line.row.hours.iter().map(Window::while_open).collect(),
    }
}

/// Iterations for a day of so many stops: a fifth of a second, whatever the day.
fn iterations(stops: usize) -> u64 {
    (400_000 / stops.max(1) as u64).clamp(LEAST, 40_000)
}

/// Fewer iterations are not worth while.
const LEAST: u64 = 2_000;

/// Puts the day in order, by the roads if they can be had. Stopped early, it hands out the best order so far.
pub fn solve(problem: &Problem, roads: &Roads, signal: &Signal) -> Ordered {
    let Problem { asked, locked, .. } = problem;
    let found_ways = roads.matrix(&problem.places, &mut || signal.is_stopped());
    let hint: Vec<usize> = (0..problem.before.len()).collect();
    let most = iterations(hint.len());
    // What the locks cost is looked at no longer than the order itself, unless there are many of them.
    let tries = locking::tries(locked);
    let each = (most / tries.max(1)).max(LEAST);
    let of = most + tries * each;
    let limits = Limits {
        iterations: most,
        seed: 1,
        stop: &mut || signal.is_stopped(),
        progress: &mut |progress| signal.tell(progress.done, of),
    };
    let Found { order, outcome: found } = in_order(asked, &found_ways.matrix, &hint, limits);
    let unlocked = unlocked((asked, locked), &found_ways.matrix, &order, (each, most, of), signal);
    let named = |stops: &[usize]| -> Vec<StopId> { stops.iter().map(|at| problem.before[*at]).collect() };
    Ordered {
        day: problem.day,
        before: problem.before.clone(),
        after: named(&order),
        missed: named(&found.best.left_out),
        cut_off: found_ways.cut_off.iter().filter_map(|at| problem.before.get(*at)).copied().collect(),
        unlocked: unlocked.iter().map(|it| (named(&it.stops), named(&it.order))).collect(),
        proven: found.stopped == Stopped::Proven,
        ways: Arc::new(Charted { places: problem.places.clone(), matrix: found_ways.matrix }),
        fell_back: found_ways.fell_back,
    }
}

/// The day as it would be in the new order, and the changes that bring it there, as few as there need be; none if the day is another now.
pub fn applied(ordered: &Ordered, view: &DayView, who: &Who) -> Option<(DayView, Vec<Change>)> {
    let now: Vec<StopId> = to_come(view, who).map(|stop| stop.stop.id).collect();
    if ordered.day != view.day || ordered.before != now {
        return None;
    }
    let target = among_all(view, &now, &ordered.after);
    let stood: Vec<StopId> = view.stops.iter().map(|stop| stop.stop.id).collect();
    Some((reordered(view, who, &target), reorders(&stood, &target)))
}

/// All stops of a day, those still to come in a new order; what has happened keeps its place.
fn among_all(view: &DayView, now: &[StopId], after: &[StopId]) -> Vec<StopId> {
    let mut next = after.iter().copied();
    let place = |stop: &StopLine| if now.contains(&stop.stop.id) { next.next() } else { Some(stop.stop.id) };
    view.stops.iter().filter_map(place).collect()
}

/// The changes that bring stops from one order into another, as few as there need be.
pub(super) fn reorders(stood: &[StopId], target: &[StopId]) -> Vec<Change> {
    let place = |stop: &StopId| stood.iter().position(|other| other == stop).unwrap_or(0);
    let stays = longest_rising(&target.iter().map(place).collect::<Vec<_>>());
    let moves = target.iter().enumerate().filter(|(at, _)| !stays[*at]);
    let before = |at: usize| at.checked_sub(1).map(|before| target[before]);
    moves.map(|(at, stop)| Change::Reorder { stop: *stop, after: before(at) }).collect()
}

/// What moving one stop behind another, or to the front, has to win.
pub fn gain_of_move(view: &DayView, who: &Who, stop: StopId, after: Option<StopId>) -> Gain {
    let mut order: Vec<StopId> = view.stops.iter().map(|it| it.stop.id).filter(|id| *id != stop).collect();
    let behind = after.and_then(|after| order.iter().position(|id| *id == after));
    order.insert(behind.map_or(0, |at| at + 1), stop);
    Gain::of(view, &reordered(view, who, &order))
}

/// Which of these numbers belong to a longest rising part of them.
fn longest_rising(numbers: &[usize]) -> Vec<bool> {
    // To each number the length of the longest rising part that ends with it, and the number before it there.
    let mut ends: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at).filter(|before| numbers[*before] < *number).max_by_key(|before| ends[*before].0);
        ends.push((before.map_or(1, |before| ends[before].0 + 1), before));
    }
    let mut part = vec![false; numbers.len()];
    let mut at = (0..numbers.len()).max_by_key(|at| ends[*at].0);
    while let Some(here) = at {
        part[here] = true;
        at = ends[here].1;
    }
    part
}
