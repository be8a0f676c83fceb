//! Plans a day again after something has changed: a late start, a closed shop, an added stop. Stops that nobody touched keep their order,
//! unless moving them gains enough, and each move says what it gains.

use super::evaluate::{Orders, evaluate};
use super::explain::{Why, explain};
use super::line::Line;
use super::model::Model;
use super::plan::Route;
use super::problem::{Day, Value};
use super::solve::solve;
use crate::planning::limits::{Limits, Outcome, Progress, Stopped};
use crate::planning::matrix::Matrix;

/// Plans again. `present` is the order as it is; stops of the day that are not in it are new. A stop of the present order is moved or left
/// out only if that gains `threshold` seconds of travel or more. Two thousand iterations are plenty for a day of sixty stops.
pub fn replan(day: &Day, matrix: &Matrix, present: &[usize], threshold: u32, limits: Limits) -> Outcome<Route, Why> {
    let Limits { iterations, seed, stop, progress } = limits;
    let favoured = favoured(day, present, threshold);
    let threshold = i64::from(threshold.max(1));
    let half = iterations / 2;
    let mut first = |at: Progress| progress(Progress { of: iterations, ..at });
    let calm = Limits { iterations: half, seed, stop: &mut *stop, progress: &mut first };
    let kept = solve(&in_order(&favoured, present), matrix, present, calm);
    let order = kept.best.order();
    let mut second = |at: Progress| progress(Progress { done: half + at.done, of: iterations, ..at });
    let free = Limits { iterations: iterations - half, seed, stop: &mut *stop, progress: &mut second };
    let free = solve(&favoured, matrix, &order, free);

    let far = moved(&order, &free.best.order());
    let pays = !far.is_empty() && kept.cost - free.cost >= threshold.saturating_mul(far.len() as i64);
    let takes_all = pays || far.is_empty() && free.cost < kept.cost;
    let order = if takes_all { free.best.order() } else { one_by_one(day, matrix, order, threshold, stop) };
    let best = evaluate(day, matrix, &order);
    let favoured_cost = evaluate(&favoured, matrix, &order).cost.total();
    let mut notes = moves(day, matrix, present, &best);
    notes.extend(explain(day, matrix, &best));
    let cost = best.cost.total();
    let stopped = match (kept.stopped, free.stopped) {
        (Stopped::Told, _) | (_, Stopped::Told) => Stopped::Told,
        (_, stopped) if favoured_cost <= free.cost => stopped,
        _ => Stopped::Iterations,
    };
    Outcome { best, cost, stopped, iterations: kept.iterations + free.iterations, notes }
}

/// The day with stops of the present order worth more, so that one is not left out for a gain that is not worth the change.
fn favoured(day: &Day, present: &[usize], more: u32) -> Day {
    let mut favoured = day.clone();
    for stop in present {
        if let Some(Value::Worth(value)) = favoured.stops.get_mut(*stop).map(|stop| &mut stop.value) {
            *value = value.saturating_add(more);
        }
    }
    favoured
}

/// The day with the present order locked. Locked stops that are new stay between the locked ones of the present order.
fn in_order(day: &Day, present: &[usize]) -> Day {
    let mut locked = day.clone();
    let place = |stop: usize| present.iter().position(|other| *other == stop);
    for (at, stop) in locked.stops.iter_mut().enumerate() {
        let after = |rank: u32| {
            let sooner = |(_, other): &(usize, &usize)| {
                day.stops.get(**other).and_then(|other| other.locked).is_some_and(|other| other <= rank)
            };
            present.iter().enumerate().rfind(sooner).map_or(0, |(nth, _)| 2 * nth as u32 + 3)
        };
        stop.locked = place(at).map(|nth| 2 * nth as u32 + 2).or(stop.locked.map(after));
    }
    locked
}

/// Moves single stops, the one that gains most first, as long as each gains enough and nobody says stop.
fn one_by_one(
    day: &Day,
    matrix: &Matrix,
    order: Vec<usize>,
    threshold: i64,
    stop: &mut dyn FnMut() -> bool,
) -> Vec<usize> {
    let model = Model::new(day, matrix);
    let mut nodes = model.nodes(&order);
    if nodes.len() < order.len() {
        return order;
    }
    for _ in 0..nodes.len() {
        if stop() {
            break;
        }
        let next = match model.breaks.len() {
            0 => best_move::<1>(&model, &nodes, threshold),
            1 => best_move::<2>(&model, &nodes, threshold),
            2 => best_move::<3>(&model, &nodes, threshold),
            _ => best_move::<4>(&model, &nodes, threshold),
        };
        let Some((from, to)) = next else { break };
        let node = nodes.remove(from);
        nodes.insert(to, node);
    }
    nodes.into_iter().map(|node| model.stops[node]).collect()
}

fn best_move<const L: usize>(model: &Model, nodes: &[usize], threshold: i64) -> Option<(usize, usize)> {
    let line = |without: Option<usize>| {
        let mut line = Line::<L>::empty(model);
        let kept = (0..nodes.len()).filter(|at| Some(*at) != without).map(|at| nodes[at] as u32);
        line.nodes.splice(1..1, kept);
        line.rebuild(model);
        line
    };
    let whole = line(None);
    if !whole.holds() {
        return None;
    }
    let now = whole.cost(model);
    let mut best = None;
    let mut most = threshold - 1;
    for (from, node) in nodes.iter().enumerate() {
        let rest = line(Some(from));
        let below = now - rest.cost(model) - most;
        if let Some(slot) = rest.best_slot(model, *node, below, usize::MAX) {
            most = now - rest.cost(model) - slot.delta;
            best = Some((from, slot.at - 1));
        }
    }
    best
}

/// The stops of two orders that have to be moved to come from one to the other: those outside a longest common order.
fn moved(before: &[usize], after: &[usize]) -> Vec<usize> {
    let both: Vec<usize> = after.iter().copied().filter(|stop| before.contains(stop)).collect();
    let place: Vec<usize> =
        both.iter().map(|stop| before.iter().position(|other| other == stop).unwrap_or(0)).collect();
    // The longest rising run that ends at each stop, and the one before it there.
    let mut longest: Vec<(usize, Option<usize>)> = Vec::new();
    for at in 0..place.len() {
        let sooner = (0..at).filter(|other| place[*other] < place[at]).max_by_key(|other| longest[*other].0);
        longest.push((sooner.map_or(1, |other| longest[other].0 + 1), sooner));
    }
    let mut stays = vec![false; both.len()];
    let mut at = (0..both.len()).max_by_key(|at| longest[*at].0);
    while let Some(nth) = at {
        stays[nth] = true;
        at = longest[nth].1;
    }
    both.iter().zip(stays).filter(|(_, stays)| !stays).map(|(stop, _)| *stop).collect()
}

/// What each move against the present order gains: the cost of putting that stop back behind the one that it followed.
fn moves(day: &Day, matrix: &Matrix, present: &[usize], best: &Route) -> Vec<Why> {
    let order = best.order();
    let before: Vec<usize> = present.iter().copied().filter(|stop| order.contains(stop)).collect();
    let orders = Orders::new(day, matrix);
    let place = |list: &[usize], stop: usize| list.iter().position(|other| *other == stop).unwrap_or(0);
    let said = |stop: usize| {
        let (from, to) = (place(&before, stop), place(&order, stop));
        let mut back = order.clone();
        back.remove(to);
        let behind = from.checked_sub(1).map_or(0, |nth| place(&back, before[nth]) + 1);
        back.insert(behind, stop);
        Why::Moved { stop, from, to, gain: orders.evaluate(&back).cost.total() - best.cost.total() }
    };
    moved(&before, &order).into_iter().map(said).collect()
}
