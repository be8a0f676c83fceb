//! The timetable of one day: when a rep arrives where, how far it is, and whether the day holds it.
//!
//! The day starts and ends at the rep's home or, without one, at the first stop. What has happened keeps its true times; the rest is
//! estimated from where the rep is and, if the day is today, from now. Times are wall-clock times in the rep's zone; those before 04:00
//! belong to the night after, as everywhere. Lunch is taken before the first stop that would start at or after 12:00.

use chrono::{NaiveTime, Timelike};

use super::travel::{GUESSED_SECONDS, Leg, Ways};
use crate::domain::account::Opening;
use crate::domain::day::DAY_STARTS_AT_HOUR;
use crate::domain::people::Hours;
use crate::domain::place::Place;

/// What a timetable is made for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Day {
    /// The rep's hours.
    pub hours: Hours,
    /// Where the day starts and ends; none: at the first stop.
    pub home: Option<Place>,
    /// The time now, if the day is today: nothing still to come starts before it.
    pub from: Option<NaiveTime>,
}

/// One stop of the day, in order. Stops that were skipped are left out by the caller.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Call<'a> {
    /// Where, if it is on the map.
    pub place: Option<Place>,
    /// Planned length in minutes.
    pub minutes: u32,
    /// When it is to begin; a rep who is there sooner waits.
    pub pinned: Option<NaiveTime>,
    /// When the shop is open; empty: not known, so that it may be visited at any time.
    pub hours: &'a [Opening],
    /// How far it has got.
    pub progress: Progress,
}

/// How far a stop has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Still to come.
    Planned,
    /// The rep is there.
    Open {
        /// Check-in.
        start: NaiveTime,
    },
    /// It is over.
    Done {
        /// Check-in, if the time is known.
        start: Option<NaiveTime>,
        /// Check-out, if the time is known.
        end: Option<NaiveTime>,
    },
}

/// A day, worked out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// Arrivals, in the order of the calls that were given.
    pub arrivals: Vec<Arrival>,
    /// The calls, by their place among those given, in the order in which they were and will be reached.
    pub order: Vec<usize>,
    /// Metres of the whole day, the way back included.
    pub metres: u64,
    /// Seconds on the way, the way back included.
    pub seconds: u64,
    /// When the rep is back; none if there is no stop.
    pub back: Option<NaiveTime>,
    /// Minutes from the end of the hours until the rep is back, rounded up; 0 if the day holds it all.
    pub minutes_over: u32,
    /// Some way of the day is guessed.
    pub guessed: bool,
}

/// Arrival at one stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// When the visit starts or started; none for a visit that is over and whose time is not known.
    pub at: Option<NaiveTime>,
    /// Whether `at` is an estimate.
    pub estimated: bool,
    /// The way there.
    pub leg: Leg,
}

/// Works out a day with the ways of somebody who knows them.
pub fn timetable(day: &Day, calls: &[Call<'_>], ways: &dyn Ways) -> Timetable {
    let order = visiting_order(calls);
    let Some(first) = order.first() else { return Timetable::default() };
    let base = day.home.or(calls[*first].place);
    let mut way = Way { ways, here: base, lost: base.is_none() };
    let mut clock = Clock { free: seconds(day.hours.start), lunched: false };
    let mut arrivals = vec![None; calls.len()];
    for (nth, at) in order.iter().enumerate() {
        let call = &calls[*at];
        let leg = if nth == 0 && day.home.is_none() { Leg::default() } else { way.to(call.place) };
        let (start, estimated) = clock.visit(day, call, leg);
        arrivals[*at] = Some(Arrival { at: start.map(time), estimated, leg });
    }
    let arrivals: Vec<Arrival> = arrivals.into_iter().flatten().collect();
    let stays = day.home.is_none() && calls.len() == 1;
    let home = if stays { Leg::default() } else { way.to(base) };
    // Who has nothing to come is taken to have set out for home at once.
    let is_over = calls.iter().all(|call| matches!(call.progress, Progress::Done { .. }));
    let now = day.from.filter(|_| !is_over).map_or(0, seconds);
    let back = clock.free.max(now) + i64::from(home.seconds);
    let over = (back - seconds(day.hours.end)).max(0);
    let legs = || arrivals.iter().map(|arrival| arrival.leg).chain([home]);
    Timetable {
        metres: legs().map(|leg| u64::from(leg.metres)).sum(),
        seconds: legs().map(|leg| u64::from(leg.seconds)).sum(),
        back: Some(time(back)),
        minutes_over: u32::try_from((over + 59) / 60).unwrap_or(u32::MAX),
        guessed: legs().any(|leg| leg.guessed),
        arrivals,
        order,
    }
}

/// The order in which the rep was and will be there: what is over by its true times, then where the rep is, then what is to come.
fn visiting_order(calls: &[Call<'_>]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..calls.len()).collect();
    order.sort_by_key(|at| match calls[*at].progress {
        Progress::Done { start, end } => (0, start.or(end).map(seconds)),
        Progress::Open { start } => (1, Some(seconds(start))),
        Progress::Planned => (2, None),
    });
    order
}

/// Where the rep is.
struct Way<'a> {
    ways: &'a dyn Ways,
    /// The last place on the map.
    here: Option<Place>,
    /// The rep has since been somewhere that is not on the map.
    lost: bool,
}

impl Way<'_> {
    /// Goes there. A stop that is not on the map is no short cut: the way on from it is not shorter than from the place before.
    fn to(&mut self, place: Option<Place>) -> Leg {
        let mut leg = self.ways.leg(self.here, place);
        if self.lost {
            leg = Leg { seconds: leg.seconds.max(GUESSED_SECONDS), guessed: true, ..leg };
        }
        self.here = place.or(self.here);
        self.lost = place.is_none();
        leg
    }
}

/// When the rep is free.
struct Clock {
    /// From when on, in seconds after midnight.
    free: i64,
    /// Lunch is over.
    lunched: bool,
}

/// When somebody who is there then can go in: at once, or when it opens next; at once too where it does not open again, since waiting is
/// in vain.
fn opens(hours: &[Opening], there: i64) -> i64 {
    let waits = |open: &&Opening| seconds(open.to) >= there;
    hours.iter().filter(waits).map(|open| there.max(seconds(open.from))).min().unwrap_or(there)
}

impl Clock {
    /// Spends the time of one visit; when it starts, and whether that is an estimate.
    fn visit(&mut self, day: &Day, call: &Call<'_>, leg: Leg) -> (Option<i64>, bool) {
        let length = i64::from(call.minutes) * 60;
        let now = day.from.map_or(0, seconds);
        let (start, end, estimated) = match call.progress {
            Progress::Done { start, end } => {
                let (start, end) = (start.map(seconds), end.map(seconds));
                (start, end.or(start.map(|start| start + length)), false)
            }
            Progress::Open { start } => (Some(seconds(start)), Some((seconds(start) + length).max(now)), false),
            Progress::Planned => {
                let there = self.depart(day, now, leg) + i64::from(leg.seconds);
                let start = call.pinned.map_or_else(|| opens(call.hours, there), |pinned| there.max(seconds(pinned)));
                (Some(start), Some(start + length), true)
            }
        };
        self.lunched |= start.is_some_and(|start| start >= NOON);
        self.free = self.free.max(end.unwrap_or(self.free));
        (start, estimated)
    }

    /// When the rep sets out for a stop still to come. Time that has passed since the last visit may have been the lunch.
    fn depart(&self, day: &Day, now: i64, leg: Leg) -> i64 {
        let at_once = self.free.max(now);
        let lunch_first = !self.lunched && at_once + i64::from(leg.seconds) >= NOON;
        if lunch_first { now.max(self.free + i64::from(day.hours.lunch) * 60) } else { at_once }
    }
}

/// Lunch is taken before the first stop that would begin after it.
pub const NOON: i64 = 12 * 3600;
const WHOLE_DAY: i64 = 24 * 3600;

/// Seconds after the midnight that the business day follows.
pub fn seconds(time: NaiveTime) -> i64 {
    let seconds = i64::from(time.num_seconds_from_midnight());
    if seconds < DAY_STARTS_AT_HOUR * 3600 { seconds + WHOLE_DAY } else { seconds }
}

/// The same without a sign: no time of a day lies before it.
pub fn of_day(time: NaiveTime) -> u32 {
    u32::try_from(seconds(time)).unwrap_or(0)
}

/// The time so many seconds after that midnight.
pub fn time(seconds: i64) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(seconds.rem_euclid(WHOLE_DAY) as u32, 0).unwrap_or_default()
}
