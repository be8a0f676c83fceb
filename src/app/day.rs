//! The view of one day: its stops with their standing, when each is reached, and how far the way is. Also fills an empty day.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::day::in_order;
use crate::domain::ids::{AccountId, StopId};
use crate::domain::route::{Fate, Stop};
use crate::planning;
use crate::planning::fill::Candidate;
use crate::planning::timetable::{Call, Day, Progress, timetable};
use crate::planning::travel::Travel;
use crate::store::{Result, Store, rows::StopVisit};

use super::policy::{Line, Policy};
use super::who::Who;
use super::worklist::groups;

/// One day of a rep.
#[derive(Clone, Debug, PartialEq)]
pub struct DayView {
    /// The day.
    pub day: NaiveDate,
    /// What kind of day it is.
    pub kind: DayKind,
    /// The stops in order.
    pub stops: Vec<StopLine>,
    /// The stops on the way, by their place among all, in the order in which they were and will be reached.
    pub way: Vec<usize>,
    /// Metres of the whole way, estimated.
    pub metres: u64,
    /// When the day is over.
    pub back: Option<NaiveTime>,
    /// Minutes past the end of the working day.
    pub over: u32,
    /// Stops without a place on the map.
    pub unknown_places: usize,
    /// There is no account at all yet.
    pub bare: bool,
}

/// What kind of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// The rep works.
    Working,
    /// Weekend or holiday.
    Rest,
    /// The rep is away.
    Leave,
}

/// One stop of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct StopLine {
    /// The stop.
    pub stop: Stop,
    /// The account.
    pub line: Line,
    /// When it is reached: truly where it was, planned where it was not.
    pub arrival: Option<NaiveTime>,
    /// Metres from the place before it on the way, estimated; none if there is no such place, or it has none itself.
    pub metres: Option<u32>,
    /// The visit that did it, or was attempted.
    pub visit: Option<StopVisit>,
    /// The name of the colleague it was handed to.
    pub colleague: Option<String>,
}

impl StopLine {
    /// Whether it is still to come and will be reached only after its own time.
    pub fn is_late(&self) -> bool {
        let (Some(pinned), Some(arrival)) = (self.stop.pinned, self.arrival) else { return false };
        self.stop.fate.is_open() && in_order(arrival) > in_order(pinned)
    }

    /// When the shop closes, if it is still to come and will be reached only after that. What is pinned was agreed, whatever the hours.
    pub fn shut_at(&self) -> Option<NaiveTime> {
        let to_come = self.stop.fate.is_open() && self.stop.pinned.is_none() && self.line.row.visiting.is_none();
        let arrival = self.arrival.filter(|_| to_come)?;
        let closes = self.line.row.hours.iter().map(|open| open.to).max_by_key(|to| in_order(*to))?;
        (in_order(arrival) > in_order(closes)).then_some(closes)
    }
}

impl DayView {
    /// How many stops are done, and how many there are beside the skipped ones.
    pub fn done(&self) -> (usize, usize) {
        let done = self.stops.iter().filter(|stop| matches!(stop.stop.fate, Fate::Done { .. })).count();
        let skipped = self.stops.iter().filter(|stop| matches!(stop.stop.fate, Fate::Skipped { .. })).count();
        (done, self.stops.len() - skipped)
    }

    /// The stop on the way before one that has a place; both by their place among all.
    pub fn before(&self, at: usize) -> Option<usize> {
        let before = self.way.iter().take_while(|on_the_way| **on_the_way != at);
        before.copied().filter(|before| self.stops[*before].line.row.place.is_some()).last()
    }
}

/// Which accounts would fill an empty day, in order, and which due ones would not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filling {
    /// The day.
    pub day: NaiveDate,
    /// The accounts in the order of the way.
    pub accounts: Vec<AccountId>,
    /// The due accounts that did not fit, the most urgent first, by name.
    pub left_out: Vec<String>,
}

/// The view of a day. The standing is that of the day itself if it is still to come.
pub fn day_view(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate) -> Result<DayView> {
    let rows = store.route(who.viewer(), who.rep.id, day)?;
    let stops: Vec<StopLine> = rows
        .into_iter()
        .map(|row| StopLine {
            stop: row.stop,
            line: policy.line(row.account, day.max(who.today)),
            arrival: None,
            metres: None,
            visit: row.visit,
            colleague: row.colleague,
        })
        .collect();
    let rep = who.rep.id;
    let kind = match (policy.on_leave(rep, day), policy.calendar.is_working(day)) {
        (true, _) => DayKind::Leave,
        (false, true) => DayKind::Working,
        (false, false) => DayKind::Rest,
    };
    let bare = stops.is_empty() && !store.has_accounts()?;
    let way = Vec::new();
    let mut view = DayView { day, kind, stops, way, metres: 0, back: None, over: 0, unknown_places: 0, bare };
    put_times(&mut view, who);
    Ok(view)
}

/// Works out when each stop is reached. Stops that ended without a visit are not on the way.
fn put_times(view: &mut DayView, who: &Who) {
    let clock = |at: DateTime<Utc>| at.with_timezone(&who.rep.zone).time();
    let mut calls = Vec::new();
    let mut on_the_way = Vec::new();
    for (at, stop) in view.stops.iter().enumerate() {
        let visit = stop.visit;
        let progress = match (&stop.stop.fate, stop.line.row.visiting) {
            (Fate::Skipped { .. } | Fate::Left | Fate::Rolled { .. } | Fate::Handed { .. }, _) => continue,
            (Fate::Done { .. }, _) => {
                let (start, end) = visit.map_or((None, None), |visit| (visit.start, visit.end));
                Progress::Done { start: start.map(clock), end: end.map(clock) }
            }
            (Fate::Open, Some((_, start))) if view.day == who.today => Progress::Open { start: clock(start) },
            (Fate::Open, _) => Progress::Planned,
        };
        on_the_way.push(at);
        let (place, minutes, pinned) = (stop.line.row.place, stop.line.minutes, stop.stop.pinned);
        calls.push(Call { place, minutes, pinned, hours: &stop.line.row.hours, progress });
    }
    let worked_out = timetable(&planning_day(who, view.day), &calls);
    for (at, arrival) in on_the_way.iter().zip(&worked_out.arrivals) {
        view.stops[*at].arrival = arrival.at;
    }
    view.way = worked_out.order.iter().map(|nth| on_the_way[*nth]).collect();
    let mut here = who.rep.home;
    for at in view.way.clone() {
        let place = view.stops[at].line.row.place;
        view.stops[at].metres = here.zip(place).map(|(here, place)| Travel::default().metres(here, place));
        here = place.or(here);
    }
    view.metres = worked_out.metres;
    view.back = worked_out.back;
    view.over = worked_out.minutes_over;
    view.unknown_places = view.stops.iter().filter(|stop| stop.line.row.place.is_none()).count();
}

/// The same day with its stops in another order.
pub fn reordered(view: &DayView, who: &Who, order: &[StopId]) -> DayView {
    let mut view = view.clone();
    view.stops.sort_by_key(|stop| order.iter().position(|id| *id == stop.stop.id));
    put_times(&mut view, who);
    view
}

/// What a day is planned with: hours, home, and the time from which on it is planned.
pub(super) fn planning_day(who: &Who, day: NaiveDate) -> Day {
    let from = (day == who.today).then(|| who.now.with_timezone(&who.rep.zone).time());
    Day { hours: who.rep.hours, home: who.rep.home, travel: Travel::default(), from }
}

/// Whom an empty day would be filled with: overdue, last day, in window, then never, as many as the hours hold.
pub fn fill(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate) -> Result<Filling> {
    let rows = store.book(who.viewer(), who.rep.id, who.today)?;
    // Who is on another day to come already, or is being visited, is not planned twice.
    let free = rows.into_iter().filter(|row| row.planned.is_none() && row.visiting.is_none());
    let lines: Vec<Line> = free.map(|row| policy.line(row, day)).collect();
    let due: Vec<Line> =
        groups(lines).into_iter().filter(|(group, _)| group.is_due()).flat_map(|(_, members)| members).collect();
    let candidates: Vec<Candidate> = due
        .iter()
        .filter_map(|line| {
            let group = planning::fill::Group::of(line.standing.state)?;
            Some(Candidate { place: line.row.place, minutes: line.minutes, hours: &line.row.hours, group })
        })
        .collect();
    let filled = planning::fill::fill(&planning_day(who, day), &candidates);
    Ok(Filling {
        day,
        accounts: filled.chosen.iter().map(|at| due[*at].row.account).collect(),
        left_out: filled.left_out.iter().map(|at| due[*at].row.name.clone()).collect(),
    })
}
