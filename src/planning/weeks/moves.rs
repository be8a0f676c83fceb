//! Which visits a new plan has on other days than the present one, and why: what is shown to be accepted.

use super::evaluate::{evaluate, late_gaps, visits};
use super::plan::{MoveWhy, Moved, Plan};
use super::problem::Problem;
use crate::planning::matrix::Matrix;

/// The visits that move, account by account. A day that is left and a day that is taken make one move, in the order of days.
pub fn moves(problem: &Problem, matrix: &Matrix, present: &Plan, plan: &Plan) -> Vec<Moved> {
    let known = |account: &usize| *account < problem.accounts.len();
    let days: Vec<Vec<usize>> = (0..problem.days.len())
        .map(|day| present.days.get(day).into_iter().flatten().copied().filter(known).collect())
        .collect();
    let (old, new) = (visits(problem, &days), visits(problem, &plan.days));
    let mut moves = Vec::new();
    for account in 0..problem.accounts.len() {
        if old[account] == new[account] {
            continue;
        }
        let why = why(problem, matrix, (present, plan), account, (&old[account], &new[account]));
        let gone: Vec<usize> = old[account].iter().copied().filter(|day| !new[account].contains(day)).collect();
        let come: Vec<usize> = new[account].iter().copied().filter(|day| !old[account].contains(day)).collect();
        for nth in 0..gone.len().max(come.len()) {
            moves.push(Moved { account, from: gone.get(nth).copied(), to: come.get(nth).copied(), why });
        }
    }
    moves
}

/// Why an account does not keep the days it had.
fn why(
    problem: &Problem,
    matrix: &Matrix,
    (present, plan): (&Plan, &Plan),
    account: usize,
    (old, new): (&[usize], &[usize]),
) -> MoveWhy {
    let who = &problem.accounts[account];
    if old.is_empty() {
        return MoveWhy::New;
    }
    let open = |day: &usize| who.fixed.contains(day) || problem.days[*day].works && !who.barred.contains(day);
    let agreed = |day: &usize| *day >= problem.days.len() || old.contains(day);
    if !old.iter().all(open) || !who.fixed.iter().all(agreed) {
        return MoveWhy::Closed;
    }
    let Some(rhythm) = who.sound_rhythm(problem.days.len()) else { return MoveWhy::Closed };
    let mut last = None;
    for day in old {
        if rhythm.gap(last, *day) < rhythm.min && !who.fixed.contains(day) {
            return MoveWhy::Early;
        }
        last = Some(*day);
    }
    let lateness = |visits: &[usize]| late_gaps(rhythm, visits).iter().map(|(_, late)| *late).sum::<u32>();
    if lateness(old) > lateness(new) {
        return MoveWhy::Late;
    }
    let mut days = plan.days.clone();
    for day in new.iter().filter(|day| !old.contains(day)) {
        days[*day].retain(|other| *other != account);
    }
    for day in old.iter().filter(|day| !new.contains(day)) {
        put_in(problem, matrix, &mut days[*day], account);
    }
    let kept = evaluate(problem, matrix, days, Some(present));
    let over = |day: &usize| {
        let rule = &problem.days[*day];
        kept.loads[*day].seconds() > i64::from(rule.seconds) + i64::from(rule.overtime)
    };
    if old.iter().any(over) { MoveWhy::Full } else { MoveWhy::Better(kept.cost.total() - plan.cost.total()) }
}

/// Puts an account into a day where the detour is least.
fn put_in(problem: &Problem, matrix: &Matrix, day: &mut Vec<usize>, account: usize) {
    let length = |day: &[usize]| {
        let points = day.iter().map(|at| problem.accounts[*at].point);
        let all: Vec<Option<usize>> = [problem.start].into_iter().chain(points).chain([problem.end]).collect();
        all.windows(2).map(|pair| i64::from(super::evaluate::way(matrix, pair[0], pair[1]))).sum::<i64>()
    };
    let with = |at: usize| {
        let mut with = day.clone();
        with.insert(at, account);
        with
    };
    let best = (0..=day.len()).min_by_key(|at| length(&with(*at))).unwrap_or(0);
    day.insert(best, account);
}
