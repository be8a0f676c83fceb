//! The view of one day: its stops with their standing, when each is reached, and how far the way is.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use crate::domain::day::in_order;
use crate::domain::ids::StopId;
use crate::domain::place::Place;
use crate::domain::route::{Fate, Stop};
use crate::planning::matrix::{Charted, Source};
use crate::planning::timetable::{Call, Day, Progress, timetable};
use crate::planning::travel::{Estimate, Leg, Ways};
use crate::roads::Roads;
use crate::store::{Result, Store, rows::StopVisit};

use super::policy::{Line, Policy};
use super::who::Who;

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
    /// Metres of the whole way.
    pub metres: u64,
    /// Seconds on the way.
    pub seconds: u64,
    /// Who knows the ways.
    pub ways: DayWays,
    /// The line of the road along the whole way, where it is known.
    pub line: Option<Arc<[Place]>>,
    /// Ways that no road leads along, although both ends are on the map.
    pub no_road: usize,
    /// When the day is over.
    pub back: Option<NaiveTime>,
    /// Minutes past the end of the working day.
    pub over: u32,
    /// Stops without a place on the map.
    pub unknown_places: usize,
    /// There is no account at all yet.
    pub bare: bool,
}

/// Who knows the ways of a day: one source for all of them.
#[derive(Clone, Debug, PartialEq)]
pub enum DayWays {
    /// Nobody: they are estimated.
    Estimated(Estimate),
    /// A source outside.
    Known(Arc<Charted>),
}

impl DayWays {
    /// The ways between these places, from the roads if all of them are known at once, else estimated.
    fn of(roads: &Roads, places: Vec<Option<Place>>) -> Self {
        match roads.known(&places) {
            Some(matrix) => Self::Known(Arc::new(Charted { places, matrix })),
            None => Self::Estimated(roads.estimate().clone()),
        }
    }

    /// The source outside that told them; none if they are estimated.
    pub fn source(&self) -> Option<&Source> {
        match self {
            Self::Known(charted) => Some(charted.matrix.source()).filter(|it| !matches!(it, Source::Estimate(_))),
            Self::Estimated(_) => None,
        }
    }
}

impl Ways for DayWays {
    fn leg(&self, from: Option<Place>, to: Option<Place>) -> Leg {
        match self {
            Self::Estimated(estimate) => estimate.leg(from, to),
            Self::Known(charted) => charted.leg(from, to),
        }
    }
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
    /// Metres from the place before it on the way; none if there is no such place, or it has none itself.
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
    /// The places of the way in order, from where the day begins back to it.
    pub fn places_on_way(&self, who: &Who) -> Vec<Place> {
        let on_way = self.way.iter().filter_map(|at| self.stops[*at].line.row.place);
        let base = who.rep.home.or_else(|| on_way.clone().next());
        base.into_iter().chain(on_way).chain(base).collect()
    }

    /// All places of the day: of its stops, and where the rep sets out.
    pub fn places(&self, who: &Who) -> Vec<Option<Place>> {
        self.stops.iter().map(|stop| stop.line.row.place).chain([who.rep.home]).collect()
    }

    /// The same day with its times by other ways.
    #[must_use]
    pub fn by(&self, ways: DayWays, who: &Who) -> Self {
        let mut view = Self { ways, line: None, ..self.clone() };
        put_times(&mut view, who);
        view
    }

    /// The times as they are now: what is still to come is not reached in the past.
    pub fn tell_time(&mut self, who: &Who) {
        put_times(self, who);
    }

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
    let places = stops.iter().map(|stop: &StopLine| stop.line.row.place).chain([who.rep.home]).collect();
    let mut view = DayView {
        day,
        kind,
        stops,
        way: Vec::new(),
        metres: 0,
        seconds: 0,
        ways: DayWays::of(&policy.roads, places),
        line: None,
        no_road: 0,
        back: None,
        over: 0,
        unknown_places: 0,
        bare,
    };
    put_times(&mut view, who);
    view.line = line(&view, who, &policy.roads);
    Ok(view)
}

/// The line of the road along the whole way; straight where it is not known, none if it is known nowhere.
fn line(view: &DayView, who: &Who, roads: &Roads) -> Option<Arc<[Place]>> {
    view.ways.source()?;
    let places = view.places_on_way(who);
    let mut all: Vec<Place> = Vec::new();
    let mut is_known = false;
    for pair in places.windows(2) {
        let road = roads.line(pair[0], pair[1]);
        is_known |= road.is_some();
        all.push(pair[0]);
        all.extend(road.iter().flat_map(|road| road.iter()));
    }
    all.extend(places.last());
    is_known.then(|| all.into())
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
    let worked_out = timetable(&planning_day(who, view.day), &calls, &view.ways);
    for (at, arrival) in on_the_way.iter().zip(&worked_out.arrivals) {
        view.stops[*at].arrival = arrival.at;
    }
    view.way = worked_out.order.iter().map(|nth| on_the_way[*nth]).collect();
    view.no_road = 0;
    let mut here = who.rep.home;
    for at in view.way.clone() {
        let place = view.stops[at].line.row.place;
        let leg = here.zip(place).map(|(here, place)| view.ways.leg(Some(here), Some(place)));
        view.no_road += usize::from(leg.is_some_and(|leg| leg.guessed));
        view.stops[at].metres = leg.filter(|leg| !leg.guessed).map(|leg| leg.metres);
        here = place.or(here);
    }
    view.metres = worked_out.metres;
    view.seconds = worked_out.seconds;
    view.back = worked_out.back;
    view.over = worked_out.minutes_over;
    view.unknown_places = view.stops.iter().filter(|stop| stop.line.row.place.is_none()).count();
}

/// The same day with its stops in another order.
pub fn reordered(view: &DayView, who: &Who, order: &[StopId]) -> DayView {
    let mut view = DayView { line: None, ..view.clone() };
    view.stops.sort_by_key(|stop| order.iter().position(|id| *id == stop.stop.id));
    put_times(&mut view, who);
    view
}

/// The same day with more stops, which are still to come, and all in this order.
pub fn with_stops(view: &DayView, who: &Who, new: Vec<(StopId, Line)>, order: &[StopId]) -> DayView {
    let mut view = view.clone();
    let (rep, day) = (who.rep.id, view.day);
    view.stops.extend(new.into_iter().map(|(id, line)| StopLine {
        stop: Stop {
            id,
            rep,
            day,
            account: line.row.account,
            rank: 0,
            unplanned: false,
            pinned: None,
            locked: false,
            fate: Fate::Open,
        },
        line,
        arrival: None,
        metres: None,
        visit: None,
        colleague: None,
    }));
    reordered(&view, who, order)
}

/// What a day is planned with: hours, home, and the time from which on it is planned.
pub(super) fn planning_day(who: &Who, day: NaiveDate) -> Day {
    let from = (day == who.today).then(|| who.now.with_timezone(&who.rep.zone).time());
    Day { hours: who.rep.hours, home: who.rep.home, from }
}
