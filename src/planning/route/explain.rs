//! What is to be said about a plan: who is left out, why, and what it would cost to put them in; what was wrong with the day itself. Data
//! only; the words are found elsewhere.

use super::evaluate::{evaluate, kept_breaks, kept_windows};
use super::line::Line;
use super::model::Model;
use super::plan::Route;
use super::problem::{Day, LAST, Overtime};
use super::ways::{Spot, Ways};
use crate::planning::matrix::{Matrix, UNREACHABLE};

/// Something to be said about a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A stop is left out.
    LeftOut {
        /// Which.
        stop: usize,
        /// Why.
        reason: Reason,
        /// What it would cost to put it in; none if it cannot be put in anywhere.
        price: Option<Price>,
    },
    /// A stop is planned, but nobody knows where it is: the ways to it are guessed.
    Guessed {
        /// Which.
        stop: usize,
    },
    /// Many stops stand at one point, which is more often a wrong address than a market hall.
    OnePoint {
        /// Which.
        stops: Vec<usize>,
    },
    /// A break is not kept: it cannot start in its span or not after the rep sets out, or there are too many.
    BreakLeftOut {
        /// Which.
        nth: usize,
    },
    /// The rep waits long for a stop.
    Waiting {
        /// Which.
        stop: usize,
        /// How long.
        seconds: i64,
    },
    /// The day runs beyond its end.
    Overtime {
        /// How long.
        seconds: i64,
    },
    /// Even without a stop the day cannot be kept.
    Impossible,
    /// A stop stands elsewhere than in the order that was given.
    Moved {
        /// Which.
        stop: usize,
        /// Its place among the visits before.
        from: usize,
        /// Its place among the visits now.
        to: usize,
        /// What putting it back would cost, in seconds of travel.
        gain: i64,
    },
}

/// Why a stop is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody knows where it is.
    NoPlace,
    /// No window is one: it closes before it opens.
    NeverOpen,
    /// There is no way to it or from it.
    Unreachable,
    /// It would fit, were it open then.
    WindowClosed,
    /// The day has no room for it.
    NoTime,
    /// It fits, but costs more than it is worth.
    LowerValue,
    /// It fits only where locked stops do not let it.
    Locked,
}

/// What it would cost to put a stop where it does least harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Price {
    /// More seconds on the way.
    pub travel: i64,
    /// More seconds of overtime, allowed or not.
    pub overtime: i64,
    /// Seconds by which visits and breaks would begin too late.
    pub late: i64,
}

/// Stops at one point that are worth a word.
const MANY: usize = 5;
/// Seconds of waiting that are worth a word.
const LONG: i64 = 15 * 60;
/// Places that are tried for a stop that fits nowhere: those that are the least way about.
const PLACES: usize = 8;

/// What is to be said about a route of a day.
pub fn explain(day: &Day, matrix: &Matrix, route: &Route) -> Vec<Why> {
    let mut notes = Vec::new();
    if !evaluate(day, matrix, &[]).is_on_time() {
        notes.push(Why::Impossible);
    }
    let model = Model::new(day, matrix);
    let left_out = |stop: &usize| match model.breaks.len() {
        0 => why_left_out::<1>(day, matrix, &model, route, *stop),
        1 => why_left_out::<2>(day, matrix, &model, route, *stop),
        _ => why_left_out::<4>(day, matrix, &model, route, *stop),
    };
    notes.extend(route.left_out.iter().map(left_out));
    let guessed = |at: usize| day.stops[at].point.is_some_and(|point| matrix.is_guessed(point));
    notes.extend(route.order().into_iter().filter(|at| guessed(*at)).map(|stop| Why::Guessed { stop }));
    notes.extend(crowds(day, matrix).map(|stops| Why::OnePoint { stops }));
    let kept = kept_breaks(day);
    let lost = (0..day.breaks.len()).filter(|nth| kept.iter().all(|(other, _)| other != nth));
    notes.extend(lost.map(|nth| Why::BreakLeftOut { nth }));
    let waits = route.visits.iter().filter(|visit| visit.begins - visit.arrives >= LONG);
    notes.extend(waits.map(|visit| Why::Waiting { stop: visit.stop, seconds: visit.begins - visit.arrives }));
    if route.cost.overtime > 0 {
        notes.push(Why::Overtime { seconds: route.cost.overtime });
    }
    notes
}

/// Stops of which many stand where others do: at the same row of the matrix, or no way apart.
fn crowds<'a>(day: &'a Day, matrix: &'a Matrix) -> impl Iterator<Item = Vec<usize>> + 'a {
    let known = |at: &usize| day.stops[*at].point.filter(|point| *point < matrix.len() && !matrix.is_guessed(*point));
    let together = move |a: usize, b: usize| match (known(&a), known(&b)) {
        (Some(a), Some(b)) => a == b || matrix.seconds(a, b) == 0 && matrix.seconds(b, a) == 0,
        _ => false,
    };
    let mut seen = vec![false; day.stops.len()];
    (0..day.stops.len()).filter_map(move |first| {
        if seen[first] {
            return None;
        }
        let crowd: Vec<usize> = (first..day.stops.len()).filter(|at| together(first, *at)).collect();
        for at in &crowd {
            seen[*at] = true;
        }
        (crowd.len() >= MANY).then_some(crowd)
    })
}

fn why_left_out<const L: usize>(day: &Day, matrix: &Matrix, model: &Model, route: &Route, stop: usize) -> Why {
    let left_out = |reason, price| Why::LeftOut { stop, reason, price };
    if day.stops[stop].point.is_none() {
        return left_out(Reason::NoPlace, None);
    }
    let (Some(_), Some(node)) = (kept_windows(&day.stops[stop]), model.nodes(&[stop]).first().copied()) else {
        return left_out(Reason::NeverOpen, None);
    };
    let order = route.order();
    let mut line = Line::<L>::empty(model);
    let end = line.nodes.len() - 1;
    line.nodes.splice(end..end, model.nodes(&order).into_iter().map(|node| node as u32));
    line.rebuild(model);
    if line.holds()
        && let Some(slot) = line.best_slot(model, node, i64::MAX, usize::MAX)
    {
        let (_, price) = tried(day, matrix, route, stop, slot.at - 1);
        return left_out(Reason::LowerValue, Some(price));
    }
    let places = places(day, matrix, &order, stop);
    let best = places.iter().map(|at| tried(day, matrix, route, stop, *at).1);
    let Some(price) = best.min_by_key(|price| (price.late + price.overtime, price.travel)) else {
        return left_out(Reason::Unreachable, None);
    };
    let freed = |free: fn(&mut Day, usize)| {
        let mut other = day.clone();
        free(&mut other, stop);
        places.iter().any(|at| tried(&other, matrix, route, stop, *at).0)
    };
    let reason = if freed(|_, _| ()) {
        Reason::Locked
    } else if freed(|day, stop| day.stops[stop].windows.clear()) {
        Reason::WindowClosed
    } else {
        Reason::NoTime
    };
    left_out(reason, Some(price))
}

/// The places between the visits of an order where a stop can be reached, the least way about first.
fn places(day: &Day, matrix: &Matrix, order: &[usize], stop: usize) -> Vec<usize> {
    let ways = Ways::new(day, matrix);
    let spot =
        |nth: Option<usize>, otherwise| nth.and_then(|nth| order.get(nth)).map_or(otherwise, |at| Spot::Stop(*at));
    let about = |at: usize| {
        let (before, after) = (spot(at.checked_sub(1), Spot::Start), spot(Some(at), Spot::End));
        let (there, on) = (ways.seconds(before, Spot::Stop(stop)), ways.seconds(Spot::Stop(stop), after));
        let reached = there != UNREACHABLE && on != UNREACHABLE;
        reached.then(|| (i64::from(there) + i64::from(on) - i64::from(ways.seconds(before, after)), at))
    };
    let mut places: Vec<(i64, usize)> = (0..=order.len()).filter_map(about).collect();
    places.sort_unstable();
    places.into_iter().take(PLACES).map(|(_, at)| at).collect()
}

/// Whether a stop would fit at a place of a route, and what that costs.
fn tried(day: &Day, matrix: &Matrix, route: &Route, stop: usize, at: usize) -> (bool, Price) {
    let mut order = route.order();
    order.insert(at, stop);
    // With all the overtime there is, so that the breaks stand where the day with this stop wants them.
    let roomy = Day { overtime: Overtime { most: LAST, ..day.overtime }, ..day.clone() };
    let with = evaluate(&roomy, matrix, &order).cost;
    let price = Price {
        travel: with.travel - route.cost.travel,
        overtime: with.overtime - route.cost.overtime,
        late: with.late,
    };
    (with.late == 0 && with.overtime <= i64::from(day.overtime.most), price)
}
