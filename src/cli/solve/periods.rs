//! Periodic routes: one line for each route that is driven, from the depot to the depot.

use crate::exchange::instances::{Fault, Measure, Periods};
use crate::planning::limits::Limits;
use crate::planning::matrix::Matrix;
use crate::planning::weeks::{PeriodicPlan, periodic};

use super::budget::Budget;
use super::{Solved, joined};

/// Plans them, by the file's places or by other ways.
pub fn plan(periods: &Periods, ways: Option<(Matrix, Measure)>, budget: &Budget) -> Result<Solved, Fault> {
    let given = match ways {
        Some((matrix, Measure::Way { scale, .. })) => Some((matrix, scale)),
        Some((matrix, _)) => Some((matrix, 1.0)),
        None => None,
    };
    let (is_given, (matrix, scale)) = (given.is_some(), given.map_or_else(|| periods.ways(), Ok)?);
    let problem = periods.problem(scale)?;
    let solve = |_: Option<&PeriodicPlan>, limits: Limits| periodic(&problem, &matrix, limits);
    let outcome = budget.measured(solve, |outcome| (outcome.best.missing.len(), outcome.cost));
    let plan = &outcome.best;
    let cost = if is_given { plan.length as f64 / scale } else { periods.length(&plan.routes) };
    let number = |customer: &usize| periods.places[customer + 1].number as usize;
    let depot = periods.places[0].number as usize;
    let driven = plan.routes.iter().enumerate().filter(|(_, route)| !route.is_empty());
    let routes: Vec<(usize, usize, Vec<usize>)> = driven
        .map(|(nth, route)| {
            let (day, vehicle) = (nth / periods.vehicles + 1, nth % periods.vehicles + 1);
            (day, vehicle, [depot].into_iter().chain(route.iter().map(number)).chain([depot]).collect())
        })
        .collect();
    let left_out: Vec<usize> = plan.missing.iter().map(number).collect();
    let line = |(day, vehicle, route): &(usize, usize, Vec<usize>)| {
        format!("day {day} vehicle {vehicle} route {}", joined(route))
    };
    let mut lines: Vec<String> = routes.iter().map(line).collect();
    if !left_out.is_empty() {
        lines.push(format!("left-out {}", joined(&left_out)));
        lines.push(format!("unkept {}", left_out.len()));
    }
    let object = |(day, vehicle, route): &(usize, usize, Vec<usize>)| serde_json::json!({ "day": day, "vehicle": vehicle, "route": route });
    let plan = serde_json::json!({
        "routes": routes.iter().map(object).collect::<Vec<_>>(),
        "left_out": left_out,
        "unkept": left_out.len(),
    });
    Ok(Solved { cost, lines, plan, stopped: outcome.stopped, iterations: outcome.iterations })
}
