//! What is to be said about a plan: who is left out, why, and what it would cost to put them in; what was wrong with the day itself. Data
//! only; the words are found elsewhere.

use super::evaluate::{Orders, evaluate, kept_breaks};
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
    if !route.left_out.is_empty() {
        let model = Model::new(day, matrix);
        match model.breaks.len() {
            0 => left_out::<1>(day, matrix, &model, route, &mut notes),
            1 => left_out::<2>(day, matrix, &model, route, &mut notes),
            2 => left_out::<3>(day, matrix, &model, route, &mut notes),
            _ => left_out::<4>(day, matrix, &model, route, &mut notes),
        }
    }
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

/// Why each stop is left out that is.
fn left_out<const L: usize>(day: &Day, matrix: &Matrix, model: &Model, route: &Route, notes: &mut Vec<Why>) {
    let order = route.order();
    let mut line = Line::<L>::empty(model);
    line.nodes.splice(1..1, model.nodes(&order).into_iter().map(|node| node as u32));
    line.rebuild(model);
    // With all the overtime there is, so that the breaks stand where the day with one more stop wants them.
    let roomy = Day { overtime: Overtime { most: LAST, ..day.overtime }, ..day.clone() };
    let orders = Orders::new(&roomy, matrix);
    let tried = |stop: usize, at: usize| {
        let mut order = order.clone();
        order.insert(at, stop);
        let with = orders.cost(&order);
        let (travel, overtime) = (with.travel - route.cost.travel, with.overtime - route.cost.overtime);
        let fits = with.late == 0 && with.overtime <= i64::from(day.overtime.most);
        (fits, Price { travel, overtime, late: with.late })
    };
    let why = |stop: usize| {
        if day.stops[stop].point.is_none() {
            return (Reason::NoPlace, None);
        }
        let Some(node) = model.nodes(&[stop]).first().copied() else { return (Reason::NeverOpen, None) };
        let slot = if line.holds() { line.best_slot(model, node, i64::MAX, usize::MAX) } else { None };
        if let Some(slot) = slot {
            return (Reason::LowerValue, Some(tried(stop, slot.at - 1).1));
        }
        let places = places(day, matrix, &order, stop);
        let tries: Vec<(bool, Price)> = places.iter().map(|at| tried(stop, *at)).collect();
        let prices = tries.iter().map(|(_, price)| *price);
        let Some(price) = prices.min_by_key(|price| (price.late + price.overtime, price.travel)) else {
            return (Reason::Unreachable, None);
        };
        let reason = if tries.iter().any(|(fits, _)| *fits) {
            Reason::Locked
        } else if places.iter().any(|at| line.would_fit(model, node, at + 1)) {
            Reason::WindowClosed
        } else {
            Reason::NoTime
        };
        (reason, Some(price))
    };
    notes.extend(route.left_out.iter().map(|stop| {
        let (reason, price) = why(*stop);
        Why::LeftOut { stop: *stop, reason, price }
    }));
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
