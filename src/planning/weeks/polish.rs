//! The last touch to a day: stretches of up to three stops moved or turned, and longer ones turned, while that shortens the way.

use super::model::Model;

/// Shortens a route in place. Ends where no single change helps.
pub fn shorten(model: &Model, nodes: &mut Vec<u32>) {
    nodes.insert(0, model.count as u32);
    nodes.push(model.count as u32 + 1);
    // Each change makes the way shorter, so this ends; the bound is for days of hundreds of stops.
    for _ in 0..200 {
        if !(turned(model, nodes) || moved(model, nodes)) {
            break;
        }
    }
    nodes.remove(0);
    nodes.pop();
}

fn length(model: &Model, nodes: &[u32]) -> i64 {
    nodes.windows(2).map(|pair| i64::from(model.way(pair[0], pair[1]))).sum()
}

/// Turns one stretch round, if that helps.
fn turned(model: &Model, nodes: &mut [u32]) -> bool {
    for first in 1..nodes.len().saturating_sub(2) {
        // Ways within the stretch, as they are and turned.
        let (mut onward, mut turned) = (0, 0);
        for last in first + 1..nodes.len() - 1 {
            onward += i64::from(model.way(nodes[last - 1], nodes[last]));
            turned += i64::from(model.way(nodes[last], nodes[last - 1]));
            let (before, after) = (nodes[first - 1], nodes[last + 1]);
            let now = onward + i64::from(model.way(before, nodes[first])) + i64::from(model.way(nodes[last], after));
            let then = turned + i64::from(model.way(before, nodes[last])) + i64::from(model.way(nodes[first], after));
            if then < now {
                nodes[first..=last].reverse();
                return true;
            }
        }
    }
    false
}

/// Moves one short stretch, if that helps.
fn moved(model: &Model, nodes: &mut Vec<u32>) -> bool {
    let now = length(model, nodes);
    let mut trial = Vec::with_capacity(nodes.len());
    for long in 1..=3 {
        for first in 1..nodes.len().saturating_sub(long) {
            let stretch = &nodes[first..first + long];
            let way = |a: u32, b: u32| i64::from(model.way(a, b));
            let (before, after) = (nodes[first - 1], nodes[first + long]);
            let saved = way(before, stretch[0]) + way(stretch[long - 1], after) - way(before, after);
            if saved <= 0 {
                continue;
            }
            for at in (1..first).chain(first + long + 1..nodes.len()) {
                let detour =
                    way(nodes[at - 1], stretch[0]) + way(stretch[long - 1], nodes[at]) - way(nodes[at - 1], nodes[at]);
                if detour >= saved {
                    continue;
                }
                trial.clear();
                if at < first {
                    trial.extend_from_slice(&nodes[..at]);
                    trial.extend_from_slice(stretch);
                    trial.extend_from_slice(&nodes[at..first]);
                    trial.extend_from_slice(&nodes[first + long..]);
                } else {
                    trial.extend_from_slice(&nodes[..first]);
                    trial.extend_from_slice(&nodes[first + long..at]);
                    trial.extend_from_slice(stretch);
                    trial.extend_from_slice(&nodes[at..]);
                }
                debug_assert!(length(model, &trial) < now);
                nodes.clone_from(&trial);
                return true;
            }
        }
    }
    false
}
