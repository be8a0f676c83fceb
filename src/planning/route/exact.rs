//! The best route of few stops, proven: dynamic programming over sets of stops (Held and Karp 1962). Because travel and time are two
//! measures, each set and last stop keeps every label that no other beats in both.

use super::clock::{self, Times};
use super::model::Model;

/// More stops than these are not proven.
pub const MOST_PROVEN: usize = 9;

struct Label<const L: usize> {
    travel: i64,
    ready: Times<L>,
    mask: usize,
    last: usize,
    /// The label it came from.
    before: Option<usize>,
}

/// The nodes that are visited, in the best order; none only if the way from start to end alone takes too long.
pub fn exact<const L: usize>(model: &Model) -> Option<Vec<usize>> {
    let n = model.len();
    let mut ready = [clock::NEVER; L];
    ready[0] = model.from;
    let mut labels = vec![Label { travel: 0, ready, mask: 0, last: model.start(), before: None }];
    let mut by_state: Vec<Vec<usize>> = vec![Vec::new(); (n + 1) << n];
    by_state[n] = vec![0];
    let (mut best, mut least) = (None, i64::MAX);
    for mask in 0_usize..1 << n {
        let lost: i64 = (0..n).filter(|node| mask >> node & 1 == 0).map(|node| model.value[node]).sum();
        for last in 0..=n {
            for at in std::mem::take(&mut by_state[mask * (n + 1) + last]) {
                if let Some(cost) = close(model, &labels[at]).map(|cost| cost + lost)
                    && cost < least
                {
                    (best, least) = (Some(at), cost);
                }
                for node in (0..n).filter(|node| mask >> node & 1 == 0 && may_follow(model, mask, *node)) {
                    let Some(label) = extend(model, &labels[at], at, node) else { continue };
                    let state = &mut by_state[label.mask * (n + 1) + node];
                    if state.iter().any(|other| beats(&labels[*other], &label)) {
                        continue;
                    }
                    state.retain(|other| !beats(&label, &labels[*other]));
                    state.push(labels.len());
                    labels.push(label);
                }
            }
        }
    }
    let mut order = Vec::new();
    let mut at = best?;
    while let Some(before) = labels[at].before {
        order.push(labels[at].last);
        at = before;
    }
    order.reverse();
    Some(order)
}

fn extend<const L: usize>(model: &Model, label: &Label<L>, at: usize, node: usize) -> Option<Label<L>> {
    let travel = model.travel(label.last, node);
    let arrival = clock::forward(&model.breaks, &label.ready, travel);
    let ready = clock::served(model.windows(node), model.service[node], &arrival);
    let mask = label.mask | 1 << node;
    let comes = ready.iter().any(|ready| *ready < clock::NEVER);
    comes.then_some(Label { travel: label.travel + travel, ready, mask, last: node, before: Some(at) })
}

/// What the day costs if it ends after this label, without what is lost; none if that is too late.
fn close<const L: usize>(model: &Model, label: &Label<L>) -> Option<i64> {
    let travel = model.travel(label.last, model.end());
    let arrival = clock::forward(&model.breaks, &label.ready, travel);
    let latest = clock::at_end::<L>(&model.breaks, model.limit);
    let in_time = arrival.iter().zip(latest).filter(|(arrival, latest)| *arrival <= latest);
    let back = in_time.map(|(arrival, _)| *arrival).min()?;
    Some(label.travel + travel + (back - model.until).max(0) * model.weight)
}

/// Whether no locked stop that has been visited has to come after this one.
fn may_follow(model: &Model, mask: usize, node: usize) -> bool {
    let Some(rank) = model.locked[node] else { return true };
    (0..model.len()).all(|other| mask >> other & 1 == 0 || model.locked[other].is_none_or(|before| before <= rank))
}

fn beats<const L: usize>(one: &Label<L>, other: &Label<L>) -> bool {
    one.travel <= other.travel && one.ready.iter().zip(&other.ready).all(|(a, b)| a <= b)
}
