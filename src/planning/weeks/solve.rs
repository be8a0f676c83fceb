//! The front door: prepares the weeks, searches, and hands out a checked plan with what is to be said about it.

use super::evaluate::{evaluate, late};
use super::fingerprint::fingerprint;
use super::moves::moves;
use super::plan::{Plan, Why};
use super::polish::shorten;
use super::prepare::Prepared;
use super::problem::Problem;
use super::search::{Search, Tuning, several};
use crate::planning::limits::{Limits, Outcome, Stopped, Watch};
use crate::planning::matrix::Matrix;

/// What a plan is made from.
#[derive(Clone, Copy, Debug)]
pub enum Start<'a> {
    /// Nothing.
    Scratch,
    /// The present plan, which people have seen: visits move only for a reason. If it was made for just this input it stays as it is.
    Present(&'a Plan),
    /// A plan that nobody has seen yet, to be made better.
    Draft(&'a Plan),
}

/// Plans the weeks. The cost is that of [`super::Cost::total`].
pub fn weeks(problem: &Problem, matrix: &Matrix, from: Start<'_>, mut limits: Limits) -> Outcome<Plan, Why> {
    let made_for = fingerprint(problem, matrix);
    let present = match from {
        Start::Present(plan) => Some(plan),
        Start::Scratch | Start::Draft(_) => None,
    };
    let prepared = Prepared::new(problem, matrix, present);
    if let Some(present) = present.filter(|plan| plan.made_for == made_for) {
        let plan = evaluate(problem, matrix, present.days.clone(), Some(present));
        return outcome(problem, &prepared, Plan { made_for, ..plan }, Stopped::Iterations, 0);
    }
    let (seed, is_short) = (limits.seed, limits.iterations <= SHORT);
    let mut watch = Watch::new(&mut limits, 16);
    let hint = match from {
        Start::Present(plan) | Start::Draft(plan) if is_planned(problem, plan) => Some(prepared.slots(plan)),
        // The beginning of a plan draws its visits to it by what they earn where they are.
        Start::Scratch | Start::Present(_) | Start::Draft(_) => None,
    };
    let mut slots = if let Some(hint) = &hint {
        let mut search = Search::new(&prepared.model, Some(hint), seed, CAREFUL);
        search.run(&mut watch);
        search.best().to_vec()
    } else {
        let (tuning, ample) = if is_short { (QUICK, u64::MAX) } else { (BOLD, AMPLE) };
        several(&prepared.model, seed, &mut watch, tuning, ample)
    };
    if let (Some(_), Some(hint)) = (present, &hint) {
        let mut search = Search::new(&prepared.model, Some(&slots), seed, CAREFUL);
        search.move_back(hint);
        slots = search.best().to_vec();
    }
    let of = |slots: &[Vec<u32>]| evaluate(problem, matrix, prepared.days(problem, slots), present);
    let mut plan = of(&slots);
    if present.is_none() {
        // Shorter ways can make days less even, so the sum decides.
        for nodes in &mut slots {
            shorten(&prepared.model, nodes);
        }
        let shorter = of(&slots);
        if shorter.cost.total() < plan.cost.total() {
            plan = shorter;
        }
    }
    if let Start::Draft(draft) = from
        && draft.cost.total() < plan.cost.total()
        && super::check(problem, matrix, draft, None).is_ok()
    {
        // Balance is only estimated while visits are put in, so what was taken over can have become a little worse.
        plan = draft.clone();
    }
    let mut found = outcome(problem, &prepared, Plan { made_for, ..plan }, watch.stopped(), watch.done());
    if let Some(present) = present {
        found.notes.extend(moves(problem, matrix, present, &found.best).into_iter().map(Why::Moved));
    }
    debug_assert_eq!(
        super::check(problem, matrix, &found.best, present),
        Ok(found.best.cost),
        "a plan that does not hold"
    );
    found
}

/// Whether a plan has somebody on most of the days on which one works. If not, it is the beginning of a plan.
fn is_planned(problem: &Problem, plan: &Plan) -> bool {
    let works = || (0..problem.days.len()).filter(|day| problem.days[*day].works);
    let planned = works().filter(|day| plan.days.get(*day).is_some_and(|accounts| !accounts.is_empty())).count();
    2 * planned > works().count()
}

/// From nothing: all of the landscape.
const BOLD: Tuning =
    Tuning { heat: 16, halvings: 8, longest: 8, stretches: 2, one_day: 1, around: 3, gives_way: false, route: 0 };
/// From nothing, in next to no time: hardly uphill.
const QUICK: Tuning =
    Tuning { heat: 4, halvings: 5, longest: 8, stretches: 2, one_day: 1, around: 5, gives_way: false, route: 0 };
/// Iterations up to which a search has next to no time.
const SHORT: u64 = 4_000;
/// Several searches go ahead when there are so many iterations for each pair of visits.
const AMPLE: u64 = 8;
/// From a plan: only its neighbourhood.
const CAREFUL: Tuning =
    Tuning { heat: 2, halvings: 5, longest: 6, stretches: 2, one_day: 1, around: 3, gives_way: false, route: 0 };

fn outcome(
    problem: &Problem,
    prepared: &Prepared,
    best: Plan,
    stopped: Stopped,
    iterations: u64,
) -> Outcome<Plan, Why> {
    let mut notes: Vec<Why> = late(problem, &best).into_iter().map(Why::Late).collect();
    notes.extend(prepared.notes.iter().cloned());
    for (day, load) in best.loads.iter().enumerate() {
        let rule = &problem.days[day];
        let hours = if rule.works { i64::from(rule.seconds) } else { 0 };
        let seconds = load.seconds() - hours;
        if seconds > 0 {
            let beyond = !rule.works || seconds > i64::from(rule.overtime);
            notes.push(Why::Overtime { day, seconds, beyond });
        }
    }
    Outcome { cost: best.cost.total(), best, stopped, iterations, notes }
}
