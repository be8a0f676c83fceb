//! An independent look at a finished route: it shares only the data types with the solvers and works everything out again from the times
//! that the route states. Every plan passes it in tests and in debug builds.

use super::plan::{Cost, Route};
use super::problem::{Break, Day, MOST_BREAKS, Value, Window};
use crate::planning::matrix::{Matrix, UNREACHABLE};

/// What is wrong with a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// A number that is no stop or no break of the day.
    Stranger(usize),
    /// A stop stands twice, or both in the route and among those left out, or in neither.
    NotOnce(usize),
    /// A break is taken twice or out of turn.
    BreakTwice(usize),
    /// The rep cannot be there by then.
    TooFast(usize),
    /// A visit begins outside its windows, or before the rep is there.
    Closed(usize),
    /// A visit is shorter than planned.
    Short(usize),
    /// A break starts outside its span.
    BreakOutside(usize),
    /// A break that lies within the day is not taken.
    BreakMissed(usize),
    /// Locked stops are out of order: this one comes too late.
    Unlocked(usize),
    /// The day ends later than the rep can stay.
    TooLong,
    /// A figure of the cost is not what the route gives.
    WrongCost,
}

/// Checks a route that is to be kept as it stands; its cost if nothing is wrong.
pub fn check(day: &Day, matrix: &Matrix, route: &Route) -> Result<Cost, Violation> {
    stops_stand_once(day, route)?;
    let back = times_can_be_kept(day, matrix, route)?;
    breaks_are_taken(day, route, back)?;
    locks_hold(day, route)?;
    let limit = i64::from(day.until) + i64::from(day.overtime.most);
    if back > limit || route.back != back {
        return Err(Violation::TooLong);
    }
    let cost = cost(day, matrix, route, back);
    if cost == route.cost { Ok(cost) } else { Err(Violation::WrongCost) }
}

fn stops_stand_once(day: &Day, route: &Route) -> Result<(), Violation> {
    let mut seen = vec![0_u32; day.stops.len()];
    for stop in route.visits.iter().map(|visit| visit.stop).chain(route.left_out.iter().copied()) {
        *seen.get_mut(stop).ok_or(Violation::Stranger(stop))? += 1;
    }
    seen.iter().position(|times| *times != 1).map_or(Ok(()), |stop| Err(Violation::NotOnce(stop)))
}

/// Walks through the day by the stated times; when the rep is back.
fn times_can_be_kept(day: &Day, matrix: &Matrix, route: &Route) -> Result<i64, Violation> {
    let mut now = i64::from(day.from);
    let mut here = day.start;
    for nth in 0..=route.visits.len() {
        let visit = route.visits.get(nth);
        let there = visit.map_or(day.end, |visit| day.stops[visit.stop].point);
        let stop = visit.map_or(day.stops.len(), |visit| visit.stop);
        let travel = seconds(matrix, here, there).ok_or(Violation::TooFast(stop))?;
        // A break interrupts the way: the rest of it is still to be driven afterwards, and waiting for a break drives no further.
        let (mut driven, mut clock) = (0, now);
        for rest in route.rests.iter().filter(|rest| rest.after == nth) {
            let length = i64::from(day.breaks.get(rest.nth).ok_or(Violation::Stranger(rest.nth))?.length);
            if rest.starts < clock {
                return Err(Violation::BreakOutside(rest.nth));
            }
            driven = travel.min(driven + rest.starts - clock);
            clock = rest.starts + length;
        }
        let arrives = clock + travel - driven;
        let Some(visit) = visit else { return Ok(arrives) };
        let planned = &day.stops[visit.stop];
        if visit.arrives < arrives {
            return Err(Violation::TooFast(visit.stop));
        }
        let opens = |begins: i64| {
            let within = |window: &Window| (i64::from(window.opens)..=i64::from(window.closes)).contains(&begins);
            planned.windows.is_empty() || planned.windows.iter().any(within)
        };
        if visit.begins < visit.arrives || !opens(visit.begins) || visit.late != 0 {
            return Err(Violation::Closed(visit.stop));
        }
        if visit.leaves - visit.begins < i64::from(planned.service) {
            return Err(Violation::Short(visit.stop));
        }
        (now, here) = (visit.leaves, planned.point);
    }
    Ok(now)
}

/// Seconds of a way; none if there is none. A stop without a place cannot be planned.
fn seconds(matrix: &Matrix, from: Option<usize>, to: Option<usize>) -> Option<i64> {
    let (Some(from), Some(to)) = (from, to) else { return Some(0) };
    let seconds = matrix.seconds(from, to);
    (seconds != UNREACHABLE).then_some(i64::from(seconds))
}

fn breaks_are_taken(day: &Day, route: &Route, back: i64) -> Result<(), Violation> {
    let mut seen = vec![false; day.breaks.len()];
    let mut after = 0;
    for rest in &route.rests {
        let planned = day.breaks.get(rest.nth).ok_or(Violation::Stranger(rest.nth))?;
        let span = i64::from(planned.starts.opens)..=i64::from(planned.starts.closes);
        if !span.contains(&rest.starts) || rest.late != 0 {
            return Err(Violation::BreakOutside(rest.nth));
        }
        if std::mem::replace(&mut seen[rest.nth], true) || rest.after < after || rest.after > route.visits.len() {
            return Err(Violation::BreakTwice(rest.nth));
        }
        after = rest.after;
    }
    let can_be =
        |(_, rest): &(usize, &Break)| rest.starts.opens <= rest.starts.closes && rest.starts.closes >= day.from;
    let mut kept = day.breaks.iter().enumerate().filter(can_be).take(MOST_BREAKS);
    let missed = kept.find(|(nth, rest)| !seen[*nth] && back > i64::from(rest.starts.closes));
    missed.map_or(Ok(()), |(nth, _)| Err(Violation::BreakMissed(nth)))
}

fn locks_hold(day: &Day, route: &Route) -> Result<(), Violation> {
    let mut last = 0;
    for visit in &route.visits {
        if let Some(rank) = day.stops[visit.stop].locked {
            if rank < last {
                return Err(Violation::Unlocked(visit.stop));
            }
            last = rank;
        }
    }
    Ok(())
}

fn cost(day: &Day, matrix: &Matrix, route: &Route, back: i64) -> Cost {
    let mut cost = Cost { overtime: (back - i64::from(day.until)).max(0), ..Cost::default() };
    cost.overtime_cost = day.overtime.cost(cost.overtime);
    let mut here = day.start;
    let points = route.visits.iter().map(|visit| day.stops[visit.stop].point);
    for there in points.chain([day.end]) {
        cost.travel += seconds(matrix, here, there).unwrap_or(0);
        if let (Some(from), Some(to)) = (here, there) {
            cost.metres += i64::from(matrix.metres(from, to));
        }
        here = there;
    }
    cost.waiting = route.visits.iter().map(|visit| visit.begins - visit.arrives).sum();
    for stop in &route.left_out {
        match day.stops[*stop].value {
            Value::Must => cost.musts_lost += 1,
            Value::Worth(value) => cost.lost += i64::from(value),
        }
    }
    cost
}
