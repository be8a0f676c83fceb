//! The front door: prepares the day, chooses the solver, and hands out a plan.

use super::check::check;
use super::evaluate::evaluate;
use super::exact::{MOST_PROVEN, exact};
use super::explain::{Why, explain};
use super::model::Model;
use super::plain::{is_plain, nearest_first, shortest};
use super::plan::Route;
use super::problem::Day;
use super::ruin::Ruin;
use crate::planning::limits::{Limits, Outcome, Stopped, Watch};
use crate::planning::matrix::Matrix;

/// Plans a day and says what is to be said about the plan: who is left out, why, and what it would cost to put them in.
///
/// `hint` is an order to start from, such as the present one, or empty. What the plan costs is [`Cost::total`](super::Cost::total) in
/// seconds of travel. Up to nine stops are planned as well as can be, and said to be. An iteration takes microseconds: about a tenth of one for
/// each stop.
pub fn route(day: &Day, matrix: &Matrix, hint: &[usize], limits: Limits) -> Outcome<Route, Why> {
    let outcome = solve(day, matrix, hint, limits);
    Outcome { notes: explain(day, matrix, &outcome.best), ..outcome }
}

/// The same without notes, for measuring.
pub fn solve(day: &Day, matrix: &Matrix, hint: &[usize], mut limits: Limits) -> Outcome<Route, Why> {
    let model = Model::new(day, matrix);
    let hint = model.nodes(hint);
    let (nodes, stopped, iterations) = match model.breaks.len() {
        0 => search::<1>(&model, &hint, &mut limits),
        1 => search::<2>(&model, &hint, &mut limits),
        2 => search::<3>(&model, &hint, &mut limits),
        _ => search::<4>(&model, &hint, &mut limits),
    };
    let order: Vec<usize> = nodes.iter().map(|node| model.stops[*node]).collect();
    let best = evaluate(day, matrix, &order);
    debug_assert!(!best.is_on_time() || check(day, matrix, &best).is_ok(), "a plan that cannot be kept");
    Outcome { cost: best.cost.total(), best, stopped, iterations, notes: Vec::new() }
}

fn search<const L: usize>(model: &Model, hint: &[usize], limits: &mut Limits) -> (Vec<usize>, Stopped, u64) {
    if model.len() <= MOST_PROVEN {
        return (exact::<L>(model).unwrap_or_default(), Stopped::Proven, 0);
    }
    let seed = limits.seed;
    let mut watch = Watch::new(limits, 16);
    let mut start = hint.to_vec();
    if is_plain(model) {
        if start.len() < model.len() {
            start = nearest_first(model);
        }
        // If the day holds even this way, it holds a shorter one, and nobody has to be chosen. Otherwise a tour is where the choice starts.
        let fits = Ruin::<L>::new(model, &start, seed).best() == start;
        let iterations = if fits { watch.left() } else { watch.left() / 4 };
        start = shortest(model, &start, seed, &mut watch, iterations);
        if fits {
            return (start, watch.stopped(), watch.done());
        }
    }
    let mut search = Ruin::<L>::new(model, &start, seed);
    search.run(&mut watch);
    (search.best(), watch.stopped(), watch.done())
}
