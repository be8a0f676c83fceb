//! What given days cost, whoever filled them, and who is late with them.

use super::model::Slot;
use super::plan::{Cause, Cost, Late, Load, Plan};
use super::problem::{EXCESS, Problem};
use super::rhythm::Rhythm;
use super::routes::Sums;
use crate::planning::matrix::Matrix;

/// A way that does not exist counts as long as this: longer than any day.
pub const NO_WAY: i32 = 1 << 22;

/// Seconds of a way.
pub fn way(matrix: &Matrix, from: Option<usize>, to: Option<usize>) -> i32 {
    let (Some(from), Some(to)) = (from, to) else { return 0 };
    matrix.seconds(from, to).min(NO_WAY as u32) as i32
}

/// The plan that visits these accounts on these days, each day in this order. `present` is what visits are moved from.
pub fn evaluate(problem: &Problem, matrix: &Matrix, days: Vec<Vec<usize>>, present: Option<&Plan>) -> Plan {
    let weights = &problem.weights;
    let mut cost = Cost::default();
    let loads: Vec<Load> = days.iter().map(|accounts| load(problem, matrix, accounts)).collect();
    let mut sums = Sums::default();
    for (load, day) in loads.iter().zip(&problem.days) {
        let hours = if day.works { i64::from(day.seconds) } else { 0 };
        let overtime = if day.works { i64::from(day.overtime) } else { 0 };
        sums.add(&Slot::new(hours, overtime, 0), (load.travel, load.service), 1, |load| load * load / hours.max(1));
    }
    cost.travel = i64::from(weights.travel) * sums.travel;
    cost.balance = i64::from(weights.balance) * sums.unevenness();
    cost.overtime = i64::from(weights.overtime) * sums.overtime;
    cost.excess = EXCESS * sums.excess;
    let visits = visits(problem, &days);
    for (account, visits) in problem.accounts.iter().zip(&visits) {
        let Some(rhythm) = account.sound_rhythm(problem.days.len()) else { continue };
        let mut last = None;
        for day in visits {
            cost.target += weights.off_target(account, rhythm, rhythm.gap(last, *day));
            last = Some(*day);
        }
        let rest = rhythm.rest(last);
        cost.target += weights.off_target(account, rhythm, rest.saturating_add(1).max(rhythm.target));
        for (_, late) in late_gaps(rhythm, visits) {
            cost.late += weights.lateness(account, late);
            cost.late_gaps += 1;
            cost.late_days += late;
        }
    }
    if let Some(present) = present {
        let gone = |(day, account): &(usize, usize)| {
            let fixed = problem.accounts.get(*account).is_none_or(|it| it.fixed.contains(day));
            !fixed && !days[*day].contains(account)
        };
        let moved = present
            .days
            .iter()
            .take(days.len())
            .enumerate()
            .map(|(day, before)| before.iter().filter(|account| gone(&(day, **account))).count() as i64);
        cost.moved = i64::from(weights.moved) * moved.sum::<i64>();
    }
    Plan { days, loads, cost, made_for: 0 }
}

/// Days on which each account is visited, in rising order.
pub fn visits(problem: &Problem, days: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut visits = vec![Vec::new(); problem.accounts.len()];
    for (day, accounts) in days.iter().enumerate() {
        for account in accounts {
            visits[*account].push(day);
        }
    }
    visits
}

/// Gaps that close after the window: the day of the visit (none: the end of the plan) and the days of lateness.
pub fn late_gaps(rhythm: &Rhythm, visits: &[usize]) -> Vec<(Option<usize>, u32)> {
    let mut gaps = Vec::new();
    let mut last = None;
    for day in visits {
        gaps.push((Some(*day), rhythm.gap(last, *day).saturating_sub(rhythm.max)));
        last = Some(*day);
    }
    gaps.push((None, rhythm.rest(last).saturating_sub(rhythm.max)));
    gaps.retain(|(_, late)| *late > 0);
    gaps
}

/// Everybody who is late with a plan, the account that is late longest first.
pub fn late(problem: &Problem, plan: &Plan) -> Vec<Late> {
    let visits = visits(problem, &plan.days);
    let mut found = Vec::new();
    for (account, visits) in visits.iter().enumerate() {
        let Some(rhythm) = problem.accounts[account].sound_rhythm(problem.days.len()) else { continue };
        for (day, days) in late_gaps(rhythm, visits) {
            let before = visits.iter().copied().take_while(|visit| day.is_none_or(|day| *visit < day)).last();
            found.push(Late { account, day, days, cause: cause(problem, account, before, day) });
        }
    }
    found.sort_by_key(|late| (std::cmp::Reverse(late.days), late.account, late.day));
    found
}

fn cause(problem: &Problem, account: usize, before: Option<usize>, day: Option<usize>) -> Cause {
    let who = &problem.accounts[account];
    let Some(rhythm) = &who.rhythm else { return Cause::Closed };
    let mut between = before.map_or(0, |day| day + 1)..day.unwrap_or(problem.days.len());
    let would_do = |at: usize| {
        let gap = rhythm.gap(before, at);
        problem.days[at].works && !who.barred.contains(&at) && (rhythm.min..=rhythm.max).contains(&gap)
    };
    if before.is_none() && rhythm.gap(None, 0) > rhythm.max {
        Cause::Past
    } else if between.any(would_do) {
        Cause::Capacity
    } else {
        Cause::Closed
    }
}

fn load(problem: &Problem, matrix: &Matrix, accounts: &[usize]) -> Load {
    let mut load =
        Load { travel: 0, service: accounts.iter().map(|at| i64::from(problem.accounts[*at].service)).sum() };
    let mut here = problem.start;
    let mut points = accounts.iter().filter_map(|at| known_point(problem, matrix, *at)).peekable();
    if points.peek().is_none() {
        return load;
    }
    for there in points {
        load.travel += i64::from(way(matrix, here, Some(there)));
        here = Some(there);
    }
    load.travel += i64::from(way(matrix, here, problem.end));
    load
}

/// Where an account is, if the matrix knows it.
pub fn known_point(problem: &Problem, matrix: &Matrix, account: usize) -> Option<usize> {
    problem.accounts[account].point.filter(|point| *point < matrix.len())
}
