//! What would resolve lateness that comes from too little room: each remedy is tried by planning again, so what is said here holds.

use super::evaluate::late;
use super::plan::{Cause, Plan};
use super::problem::Problem;
use super::solve::{Start, weeks};
use super::whatif::{Change, changed};
use crate::planning::limits::{Limits, Progress};
use crate::planning::matrix::Matrix;

/// Ways out. None of a kind that does not help, or if nobody is late for want of room.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remedies {
    /// Seconds by which each working day would have to be longer, in quarters of an hour.
    pub overtime: Option<u32>,
    /// Counted days by which the window of the lowest tier would have to be longer.
    pub longer: Option<u32>,
    /// Visits that a colleague could make, as account and day, with the plan as it is.
    pub help: Vec<(usize, usize)>,
}

const QUARTER: u32 = 15 * 60;
/// Most quarters of an hour that are tried.
const MOST_QUARTERS: u32 = 16;
/// Most days that a window is made longer.
const MOST_DAYS: u32 = 32;

/// Finds remedies for a plan. `limits.iterations` are those of each trial; about ten are made.
pub fn remedies(problem: &Problem, matrix: &Matrix, plan: &Plan, limits: &mut Limits) -> Remedies {
    if short(problem, plan) == 0 {
        return Remedies::default();
    }
    let mut in_time = |then: &Problem| {
        let quiet = &mut |_: Progress| ();
        let trial =
            Limits { iterations: limits.iterations, seed: limits.seed, stop: &mut *limits.stop, progress: quiet };
        short(then, &weeks(then, matrix, Start::Draft(plan), trial).best) == 0
    };
    let overtime = least(MOST_QUARTERS, |quarters| in_time(&changed(problem, &Change::Overtime(quarters * QUARTER))));
    let lowest = problem.accounts.iter().filter(|account| account.rhythm.is_some()).map(|account| account.rank).max();
    let longer = lowest.and_then(|rank| least(MOST_DAYS, |days| in_time(&stretched(problem, rank, days))));
    Remedies { overtime: overtime.map(|quarters| quarters * QUARTER), longer, help: help(problem, plan) }
}

/// Accounts' gaps that are late for want of room.
fn short(problem: &Problem, plan: &Plan) -> usize {
    late(problem, plan).iter().filter(|late| late.cause == Cause::Capacity).count()
}

/// The least number in `1..=most` that will do, if all greater ones do as well.
fn least(most: u32, mut will_do: impl FnMut(u32) -> bool) -> Option<u32> {
    let (mut low, mut high) = (0, 1);
    while !will_do(high) {
        if high >= most {
            return None;
        }
        (low, high) = (high, (high * 2).min(most));
    }
    while high - low > 1 {
        let middle = u32::midpoint(low, high);
        if will_do(middle) { high = middle } else { low = middle }
    }
    Some(high)
}

fn stretched(problem: &Problem, rank: u32, days: u32) -> Problem {
    let mut then = problem.clone();
    for account in then.accounts.iter_mut().filter(|account| account.rank == rank) {
        if let Some(rhythm) = &mut account.rhythm {
            rhythm.max += days;
        }
    }
    then
}

/// The fewest visits by somebody else that keep everybody in time: while an account is overdue, on the last day on which it would not be.
fn help(problem: &Problem, plan: &Plan) -> Vec<(usize, usize)> {
    let mut help = Vec::new();
    let visits = super::evaluate::visits(problem, &plan.days);
    for (account, who) in problem.accounts.iter().enumerate() {
        let Some(rhythm) = who.sound_rhythm(problem.days.len()) else { continue };
        let (mut last, mut day) = (None, 0);
        while day < problem.days.len() {
            let is_visited = visits[account].contains(&day);
            if rhythm.gap(last, day) > rhythm.max {
                let open = |at: &usize| problem.days[*at].works && !who.barred.contains(at);
                let in_time = |at: &usize| (rhythm.min..=rhythm.max).contains(&rhythm.gap(last, *at));
                let first = last.map_or(0, |last| last + 1);
                let latest = (first..day).rev().find(|at| open(at) && in_time(at));
                // If the window has gone by, the first day on which somebody can come, unless the rep comes anyway.
                let is_new = |at: &usize| !is_visited && !visits[account].contains(at);
                if let Some(visit) = latest.or_else(|| (day..problem.days.len()).find(open).filter(is_new)) {
                    help.push((account, visit));
                    (last, day) = (Some(visit), day.max(visit));
                }
            }
            if is_visited {
                last = last.max(Some(day));
            }
            day += 1;
        }
    }
    help
}
