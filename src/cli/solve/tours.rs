//! A single tour: the nodes in order, by their numbers in the file.

use crate::exchange::instances::Tour;
use crate::planning::limits::Limits;
use crate::planning::route::{Route, solve};

use super::budget::Budget;
use super::{Solved, joined};

/// Plans it.
pub fn plan(tour: &Tour, budget: &Budget) -> Solved {
    let day = |hint: Option<&Route>, limits: Limits| {
        solve(&tour.day, &tour.matrix, &hint.map(Route::order).unwrap_or_default(), limits)
    };
    let outcome = budget.measured(day, |outcome| outcome.cost);
    let route = &outcome.best;
    let node = |stop: &usize| tour.day.stops[*stop].point.map_or(0, |point| point + 1);
    let ends = [tour.day.start, tour.day.end].map(|end| end.map(|point| point + 1));
    let order: Vec<usize> = ends[0].into_iter().chain(route.order().iter().map(node)).chain(ends[1]).collect();
    let left_out: Vec<usize> = route.left_out.iter().map(node).collect();
    // Stops that had to be visited and are not.
    let unkept = route.cost.musts_lost;
    let mut lines = vec![format!("route {}", joined(&order))];
    if !left_out.is_empty() {
        lines.push(format!("left-out {}", joined(&left_out)));
    }
    if unkept > 0 {
        lines.push(format!("unkept {unkept}"));
    }
    let plan = serde_json::json!({ "route": order, "left_out": left_out, "unkept": unkept });
    Solved { cost: tour.measure.of(&route.cost), lines, plan, stopped: outcome.stopped, iterations: outcome.iterations }
}
