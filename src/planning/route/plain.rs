//! Days on which only the ways count: no window, value, break or lock says anything about the order, so that it is a tour.

use super::model::Model;
use super::plan::MUST;
use super::problem::LAST;
use crate::planning::limits::Watch;
use crate::planning::tour::{Graph, Search};

/// Whether only the ways count.
pub fn is_plain(model: &Model) -> bool {
    let open = |node| {
        let windows = model.windows(node);
        windows.iter().any(|window| i64::from(window.opens) <= model.from && window.closes == LAST)
    };
    let free = |node: usize| open(node) && model.locked[node].is_none() && model.value[node] == MUST;
    model.breaks.is_empty() && (0..model.len()).all(free)
}

/// A short way through all nodes from an order in which each stands once.
pub fn shortest(model: &Model, order: &[usize], seed: u64, watch: &mut Watch, iterations: u64) -> Vec<usize> {
    if watch.is_told() {
        return order.to_vec();
    }
    let symmetric = (0..model.len()).all(|a| (0..a).all(|b| model.travel(a, b) == model.travel(b, a)));
    // Roads are almost as long there as back: what turns stretches round and asks what that costs is good at them. What never turns one is
    // good at one-way streets.
    let first = if symmetric { iterations } else { iterations.div_ceil(2) };
    let found = searched(&one_for_each(model, order, symmetric), order, 1, seed, watch, first);
    let best = if length(model, &found) < length(model, order) { found } else { order.to_vec() };
    if symmetric || watch.is_told() {
        return best;
    }
    searched(&two_for_each(model, &best), &best, 2, seed, watch, iterations - first)
}

fn searched(graph: &Graph, order: &[usize], width: usize, seed: u64, watch: &mut Watch, iterations: u64) -> Vec<usize> {
    let (end, start) = (width * order.len(), width * order.len() + 1);
    let tour = std::iter::once(start).chain(0..=end).map(|node| node as u32).collect();
    let mut search = Search::new(graph, tour, seed);
    search.run(watch, iterations);
    let mut tour = search.tour().to_vec();
    let at = tour.iter().position(|node| *node as usize == start).unwrap_or(0);
    tour.rotate_left(at);
    if tour.get(1).is_some_and(|node| *node as usize == end) {
        tour[1..].reverse();
    }
    let stops = tour.iter().map(|node| *node as usize).filter(|node| *node < end && node % width == 0);
    stops.map(|node| order[node / width]).collect()
}

fn length(model: &Model, order: &[usize]) -> i64 {
    let spots: Vec<usize> = std::iter::once(model.start()).chain(order.iter().copied()).chain([model.end()]).collect();
    spots.windows(2).map(|pair| model.travel(pair[0], pair[1])).sum()
}

/// A node for each stop, then the end, held to the start. The way to the one and the way from the other are as long there as back.
fn one_for_each(model: &Model, order: &[usize], symmetric: bool) -> Graph {
    let count = order.len();
    let way = |a: usize, b: usize| match (order.get(a), order.get(b)) {
        (Some(from), Some(to)) => model.travel(*from, *to) as u32,
        (Some(stop), None) | (None, Some(stop)) if a.max(b) == count => model.travel(*stop, model.end()) as u32,
        (Some(stop), None) | (None, Some(stop)) => model.travel(model.start(), *stop) as u32,
        (None, None) => 0,
    };
    let held = [(count, count + 1)];
    if symmetric { Graph::new(count + 2, way, &held) } else { Graph::leaning(count + 2, way, &held) }
}

/// Ways that differ there and back: for each stop a node to arrive at and one to leave from, held together (Jonker and Volgenant 1983);
/// then the end to arrive at, held to the start to leave from.
fn two_for_each(model: &Model, order: &[usize]) -> Graph {
    let count = order.len();
    let place = |node: usize| match order.get(node / 2) {
        Some(stop) => *stop,
        None if node.is_multiple_of(2) => model.end(),
        None => model.start(),
    };
    let length = |a: usize, b: usize| match (a % 2, b % 2) {
        _ if a / 2 == b / 2 => 0,
        (1, 0) => model.travel(place(a), place(b)) as u32,
        (0, 1) => model.travel(place(b), place(a)) as u32,
        _ => u32::MAX,
    };
    let held: Vec<(usize, usize)> = (0..=count).map(|stop| (2 * stop, 2 * stop + 1)).collect();
    Graph::new(2 * count + 2, length, &held)
}

/// Always to the nearest node that is left (of equally near ones the first), from the start on.
pub fn nearest_first(model: &Model) -> Vec<usize> {
    let mut left: Vec<usize> = (0..model.len()).collect();
    let mut order = Vec::with_capacity(left.len());
    let mut here = model.start();
    while !left.is_empty() {
        let away = model.away_from(here);
        let nearest = (0..left.len()).min_by_key(|nth| (away[left[*nth]], left[*nth])).unwrap_or(0);
        here = left.swap_remove(nearest);
        order.push(here);
    }
    order
}
