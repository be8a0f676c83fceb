//! The front door: prepares the day, chooses the solver, and hands out a checked plan with what is to be said about it.

use super::evaluate::evaluate;
use super::exact::{MOST_PROVEN, exact};
use super::model::Model;
use super::plain::{is_plain, nearest_first, shortest};
use super::plan::Route;
use super::problem::Day;
use super::ruin::Ruin;
use crate::planning::limits::{Limits, Outcome, Stopped, Watch};
use crate::planning::matrix::Matrix;

/// What is to be said about a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// x
    Todo,
}

/// Plans a day. `hint` is an order to start from, such as the present one; what is in it and fits is never lost without a gain.
pub fn route(day: &Day, matrix: &Matrix, hint: &[usize], mut limits: Limits) -> Outcome<Route, Why> {
    let model = Model::new(day, matrix);
    match model.breaks.len() {
        0 => layered::<1>(day, matrix, &model, hint, &mut limits),
        1 => layered::<2>(day, matrix, &model, hint, &mut limits),
        _ => layered::<4>(day, matrix, &model, hint, &mut limits),
    }
}

fn layered<const L: usize>(
    day: &Day,
    matrix: &Matrix,
    model: &Model,
    hint: &[usize],
    limits: &mut Limits,
) -> Outcome<Route, Why> {
    let (nodes, stopped, iterations) = if model.len() <= MOST_PROVEN {
        (exact::<L>(model).unwrap_or_default(), Stopped::Proven, 0)
    } else if is_plain(model) {
        let mut order = model.nodes(hint);
        if order.len() < model.len() {
            order = nearest_first(model);
        }
        let seed = limits.seed;
        let mut watch = Watch::new(limits, 16);
        (shortest(model, &order, seed, &mut watch), watch.stopped(), watch.done())
    } else {
        let mut search = Ruin::<L>::new(model, &model.nodes(hint), limits.seed);
        let mut watch = Watch::new(limits, 16);
        search.run(&mut watch);
        (search.best(), watch.stopped(), watch.done())
    };
    let order: Vec<usize> = nodes.iter().map(|node| model.stops[*node]).collect();
    let best = evaluate(day, matrix, &order);
    debug_assert!(!best.is_on_time() || super::check::check(day, matrix, &best).is_ok(), "a plan that cannot be kept");
    Outcome { cost: best.cost.total(), best, stopped, iterations, notes: Vec::new() }
}
