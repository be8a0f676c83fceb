//! The timetable and the cost of a given order, whoever made it: what moving a stop by hand costs is the difference of two of these.
//!
//! An order that cannot be kept is worked out all the same, with what is late and by how much.

use super::clock::{self, Times};
use super::plan::{Cost, Rest, Route, Visit};
use super::problem::{Break, Day, LAST, MOST_BREAKS, Stop, Value, Window};
use super::ways::{Spot, Ways};
use crate::planning::matrix::Matrix;

/// The windows of a stop that is always open.
pub const ALWAYS: [Window; 1] = [Window { opens: 0, closes: LAST }];

const LAYERS: usize = MOST_BREAKS + 1;

/// The route that visits these stops in this order; the other stops of the day are left out. Numbers that are no stops, and repetitions,
/// are passed over.
pub fn evaluate(day: &Day, matrix: &Matrix, order: &[usize]) -> Route {
    Orders::new(day, matrix).evaluate(order)
}

/// A day of which many orders are evaluated.
pub struct Orders<'a> {
    day: &'a Day,
    ways: Ways<'a>,
    /// What is left of each stop's windows; none if it is never open.
    windows: Vec<Option<Vec<Window>>>,
    breaks: Vec<(usize, Break)>,
}

impl<'a> Orders<'a> {
    /// Prepares a day.
    pub fn new(day: &'a Day, matrix: &'a Matrix) -> Self {
        let windows = day.stops.iter().map(kept_windows).collect();
        Self { day, ways: Ways::new(day, matrix), windows, breaks: kept_breaks(day) }
    }

    /// The route that visits these stops in this order, as [`evaluate`] has it.
    pub fn evaluate(&self, order: &[usize]) -> Route {
        let mut waits = vec![true; self.day.stops.len()];
        let order: Vec<usize> =
            order.iter().copied().filter(|at| waits.get_mut(*at).is_some_and(std::mem::take)).collect();
        let mut route = self.visiting(&order);
        for (at, stop) in self.day.stops.iter().enumerate().filter(|(at, _)| waits[*at]) {
            route.left_out.push(at);
            match stop.value {
                Value::Must => route.cost.musts_lost += 1,
                Value::Worth(value) => route.cost.lost += i64::from(value),
            }
        }
        route
    }

    /// What visiting these stops in this order costs, each of them once; what is lost is not counted.
    pub fn cost(&self, order: &[usize]) -> Cost {
        self.visiting(order).cost
    }

    fn visiting(&self, order: &[usize]) -> Route {
        let rests = if self.breaks.is_empty() { None } else { self.rests_in_time(order) };
        self.run(order, rests.as_deref())
    }

    /// How many breaks are taken on each way, so that the day ends soonest with everything in time; none if that cannot be.
    fn rests_in_time(&self, order: &[usize]) -> Option<Vec<usize>> {
        let day = self.day;
        let plain: Vec<Break> = self.breaks.iter().map(|(_, rest)| *rest).collect();
        let layers = plain.len() + 1;
        let mut ready: Vec<Times<LAYERS>> = vec![[clock::NEVER; LAYERS]];
        ready[0][0] = i64::from(day.from);
        let spots = spots(order);
        let travel = |leg: usize| i64::from(self.ways.seconds(spots[leg], spots[leg + 1]));
        let mut arrivals: Vec<Times<LAYERS>> = Vec::new();
        for (leg, spot) in spots.iter().skip(1).enumerate() {
            let arrival = clock::forward(&plain, &ready[leg], travel(leg));
            arrivals.push(arrival);
            if let Spot::Stop(at) = spot {
                let windows = self.windows[*at].as_ref()?;
                ready.push(clock::served(windows, i64::from(day.stops[*at].service), &arrival));
            }
        }
        let limit = (i64::from(day.until) + i64::from(day.overtime.most)).min(i64::from(LAST));
        let (latest, last) = (clock::at_end::<LAYERS>(&plain, limit), arrivals.last()?);
        let mut taken = (0..layers).filter(|taken| last[*taken] <= latest[*taken]).min_by_key(|taken| last[*taken])?;
        let mut rests = vec![0; arrivals.len()];
        for leg in (0..arrivals.len()).rev() {
            let arrives = arrivals[leg][taken];
            let before = (0..=taken).rev().find(|before| {
                let leaves = ready[leg][*before];
                leaves < clock::NEVER
                    && clock::resting(&plain[*before..taken], leaves, travel(leg))
                        .is_some_and(|(there, _)| there == arrives)
            })?;
            (rests[leg], taken) = (taken - before, before);
        }
        Some(rests)
    }

    /// Goes through the day. Without `rests` breaks are taken as soon as they may start, or before a visit that would make them late.
    fn run(&self, order: &[usize], rests: Option<&[usize]>) -> Route {
        let (day, ways) = (self.day, self.ways);
        let mut route = Route::default();
        let mut cost = Cost::default();
        let mut now = i64::from(day.from);
        let mut left = self.breaks.iter();
        let spots = spots(order);
        for (leg, pair) in spots.windows(2).enumerate() {
            let travel = i64::from(ways.seconds(pair[0], pair[1]));
            cost.travel += travel;
            cost.metres += i64::from(ways.metres(pair[0], pair[1]));
            let (mut from, mut there) = (now, now + travel);
            let stop = match pair[1] {
                Spot::Stop(at) => Some(at),
                Spot::Start | Spot::End => None,
            };
            let mut on_this_way = 0;
            while let Some((nth, rest)) = left.as_slice().first().copied() {
                let (opens, closes) = (i64::from(rest.starts.opens), i64::from(rest.starts.closes));
                let over = stop.map_or(there, |at| self.visit(at, there).1);
                // Breaks are taken in turn, so one that is due brings those before it with it.
                let due = left.as_slice().iter().any(|(_, rest)| over > i64::from(rest.starts.closes));
                let takes = rests.map_or(there >= opens && stop.is_some() || due, |rests| on_this_way < rests[leg]);
                if !takes {
                    break;
                }
                left.next();
                on_this_way += 1;
                let starts = from.max(opens);
                route.rests.push(Rest { nth, after: leg, starts, late: (starts - closes).max(0) });
                there = there.max(opens) + i64::from(rest.length);
                from = there;
            }
            now = there;
            if let Some(at) = stop {
                let (begins, leaves, late) = self.visit(at, there);
                route.visits.push(Visit { stop: at, arrives: there, begins, leaves, late });
                cost.waiting += begins - there;
                now = leaves;
            }
        }
        let over = now - i64::from(day.until);
        cost.overtime = over.max(0);
        cost.overtime_cost = day.overtime.cost(cost.overtime);
        cost.late = (over - i64::from(day.overtime.most)).max(0)
            + route.visits.iter().map(|visit| visit.late).sum::<i64>()
            + route.rests.iter().map(|rest| rest.late).sum::<i64>();
        Route { back: now, cost, ..route }
    }

    /// When a visit begins and is over, and how much too late it begins.
    fn visit(&self, at: usize, arrives: i64) -> (i64, i64, i64) {
        let windows = self.windows[at].as_deref().unwrap_or_default();
        let begins = clock::begins(windows, arrives).unwrap_or(arrives);
        let last = windows.last().map_or(0, |window| i64::from(window.closes));
        (begins, begins + i64::from(self.day.stops[at].service), (begins - last).max(0))
    }
}

/// The breaks of a day that are kept, with their positions in its list: those that can start at all and not before the rep sets out.
pub fn kept_breaks(day: &Day) -> Vec<(usize, Break)> {
    let can_be = |rest: &Break| rest.starts.opens <= rest.starts.closes && rest.starts.closes >= day.from;
    let mut breaks: Vec<(usize, Break)> =
        day.breaks.iter().copied().enumerate().filter(|(_, rest)| can_be(rest)).collect();
    breaks.truncate(MOST_BREAKS);
    breaks.sort_by_key(|(nth, rest)| (rest.starts.opens, *nth));
    breaks
}

/// The windows of a stop in order, with those taken out in which nothing can begin; none if that leaves none.
pub fn kept_windows(stop: &Stop) -> Option<Vec<Window>> {
    if stop.windows.is_empty() {
        return Some(ALWAYS.to_vec());
    }
    let mut windows: Vec<Window> = stop
        .windows
        .iter()
        .filter(|window| window.opens <= window.closes && window.opens <= LAST)
        .map(|window| Window { closes: window.closes.min(LAST), ..*window })
        .collect();
    windows.sort_unstable_by_key(|window| (window.opens, window.closes));
    let mut kept: Vec<Window> = Vec::new();
    for window in windows {
        match kept.last_mut() {
            Some(last) if window.opens <= last.closes => last.closes = last.closes.max(window.closes),
            _ => kept.push(window),
        }
    }
    (!kept.is_empty()).then_some(kept)
}

fn spots(order: &[usize]) -> Vec<Spot> {
    let stops = order.iter().map(|at| Spot::Stop(*at));
    [Spot::Start].into_iter().chain(stops).chain([Spot::End]).collect()
}
