//! An independent look at a plan: it shares only the data types with the solver and counts everything again, day by day. Every plan
//! passes it in tests and in debug builds.

use super::plan::{Cost, Plan};
use super::problem::{Account, EXCESS, Problem};
use super::rhythm::Rhythm;
use crate::planning::matrix::{Matrix, UNREACHABLE};

/// What is wrong with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Violation {
    /// Not as many days as the problem has.
    Days,
    /// A number that is no account.
    Stranger(usize),
    /// An account stands twice on a day.
    Twice {
        /// Which account.
        account: usize,
        /// Which day.
        day: usize,
    },
    /// A visit of the plan's own accord on a day off, in a closure or pause, or to somebody who is not to be planned.
    NotOpen {
        /// Which account.
        account: usize,
        /// Which day.
        day: usize,
    },
    /// A visit of the plan's own accord before the window opens.
    TooEarly {
        /// Which account.
        account: usize,
        /// Which day.
        day: usize,
    },
    /// A fixed visit is missing.
    FixedMissing {
        /// Which account.
        account: usize,
        /// Which day.
        day: usize,
    },
    /// A day is longer than the rep can stay, with visits that are not fixed.
    TooLong(usize),
    /// What a day is said to hold is not what it holds.
    WrongLoad(usize),
    /// A figure of the cost is not what the plan gives.
    WrongCost(Cost),
}

/// Checks a plan; its cost if nothing is wrong. `present` is what visits are moved from.
pub fn check(problem: &Problem, matrix: &Matrix, plan: &Plan, present: Option<&Plan>) -> Result<Cost, Violation> {
    if plan.days.len() != problem.days.len() || plan.loads.len() != problem.days.len() {
        return Err(Violation::Days);
    }
    for (day, accounts) in plan.days.iter().enumerate() {
        for (nth, account) in accounts.iter().enumerate() {
            let who = problem.accounts.get(*account).ok_or(Violation::Stranger(*account))?;
            if accounts[..nth].contains(account) {
                return Err(Violation::Twice { account: *account, day });
            }
            let open = problem.days[day].works && !who.barred.contains(&day) && who.rhythm.is_some();
            if !open && !who.fixed.contains(&day) {
                return Err(Violation::NotOpen { account: *account, day });
            }
        }
    }
    let mut cost = Cost::default();
    for (account, who) in problem.accounts.iter().enumerate() {
        let visits: Vec<bool> = plan.days.iter().map(|day| day.contains(&account)).collect();
        if let Some(day) = who.fixed.iter().find(|day| visits.get(**day) == Some(&false)) {
            return Err(Violation::FixedMissing { account, day: *day });
        }
        if let Some(day) = count(problem, who, &visits, &mut cost) {
            return Err(Violation::TooEarly { account, day });
        }
    }
    weigh_days(problem, matrix, plan, &mut cost)?;
    if let Some(present) = present {
        for (accounts, (day, before)) in plan.days.iter().zip(present.days.iter().enumerate()) {
            for account in before {
                let is_free = problem.accounts.get(*account).is_some_and(|who| !who.fixed.contains(&day));
                if is_free && !accounts.contains(account) {
                    cost.moved += i64::from(problem.weights.moved);
                }
            }
        }
    }
    if cost == plan.cost { Ok(cost) } else { Err(Violation::WrongCost(cost)) }
}

/// Counts one account's days through the plan and adds up what its gaps cost; the day of a visit that is too early.
fn count(problem: &Problem, who: &Account, visits: &[bool], cost: &mut Cost) -> Option<usize> {
    let rhythm = who.rhythm.as_ref().filter(|rhythm| makes_sense(rhythm, visits.len()))?;
    // Counted days since the last visit of the plan, once there is one; and a day that passes without being added after a pause.
    let (mut since, mut free) = (None::<u32>, false);
    let reached = |since: Option<u32>, day: usize| {
        let never = rhythm.target + rhythm.number[day] - rhythm.number[0];
        since.unwrap_or_else(|| rhythm.since.as_ref().map_or(never, |since| since[day]))
    };
    for (day, visited) in visits.iter().enumerate() {
        let before = if day == 0 { rhythm.number[0] } else { rhythm.number[day - 1] };
        let mut passed = rhythm.number[day] - before;
        if let Some(days) = &mut since {
            if free && passed > 0 {
                (passed, free) = (passed - 1, false);
            }
            *days += passed;
        }
        let gap = reached(since, day);
        if *visited {
            if gap < rhythm.min && !who.fixed.contains(&day) {
                return Some(day);
            }
            weigh_gap(problem, who, rhythm, gap, cost);
            (since, free) = (Some(0), false);
        }
        if let Some(days) = &mut since
            && rhythm.pauses.iter().any(|(_, end)| *end == day && day + 1 < visits.len())
            && *days >= rhythm.max
        {
            (*days, free) = (rhythm.max, true);
        }
    }
    let last = visits.len().checked_sub(1)?;
    // As of the last day, even if a pause ends with it. What is left when the plan ends: the next visit comes a day later at the earliest.
    let rest = reached(since, last);
    if rest < rhythm.target {
        return None;
    }
    let mut open = Cost::default();
    weigh_gap(problem, who, rhythm, rest + 1, &mut open);
    cost.target += open.target;
    if rest > rhythm.max {
        let mut late = Cost::default();
        weigh_gap(problem, who, rhythm, rest, &mut late);
        cost.late += late.late;
        cost.late_gaps += 1;
        cost.late_days += late.late_days;
    }
    None
}

fn makes_sense(rhythm: &Rhythm, days: usize) -> bool {
    let steps = |list: &Vec<u32>| list.len() == days && list.is_sorted();
    rhythm.max >= rhythm.min.max(1) && steps(&rhythm.number) && rhythm.since.iter().all(steps)
}

fn weigh_gap(problem: &Problem, who: &Account, rhythm: &Rhythm, gap: u32, cost: &mut Cost) {
    let (weights, factor) = (&problem.weights, i64::from(who.factor));
    let half_lengths = 2 * (i64::from(gap) - i64::from(rhythm.target)).abs();
    let length = if rhythm.max == rhythm.min { 1 } else { i64::from(rhythm.max - rhythm.min) };
    cost.target += half_lengths * factor * i64::from(weights.target) / (length * 100);
    if gap > rhythm.max {
        let late = gap - rhythm.max;
        cost.late += factor * (i64::from(weights.late) + i64::from(late) * i64::from(weights.late_day)) / 100;
        cost.late_gaps += 1;
        cost.late_days += late;
    }
}

/// Drives through each day and adds up what the days cost.
fn weigh_days(problem: &Problem, matrix: &Matrix, plan: &Plan, cost: &mut Cost) -> Result<(), Violation> {
    let weights = &problem.weights;
    let (mut load, mut hours, mut squares) = (0, 0, 0);
    for (nth, (day, accounts)) in problem.days.iter().zip(&plan.days).enumerate() {
        let points: Vec<usize> =
            accounts.iter().filter_map(|at| problem.accounts[*at].point).filter(|at| *at < matrix.len()).collect();
        let seconds = |from: usize, to: usize| match matrix.seconds(from, to) {
            UNREACHABLE => 1 << 22,
            way => i64::from(way).min(1 << 22),
        };
        let mut travel: i64 = points.windows(2).map(|pair| seconds(pair[0], pair[1])).sum();
        if let (Some(first), Some(last)) = (points.first(), points.last()) {
            travel += problem.start.map_or(0, |start| seconds(start, *first));
            travel += problem.end.map_or(0, |end| seconds(*last, end));
        }
        let service: i64 = accounts.iter().map(|at| i64::from(problem.accounts[*at].service)).sum();
        if (plan.loads[nth].travel, plan.loads[nth].service) != (travel, service) {
            return Err(Violation::WrongLoad(nth));
        }
        let work = travel + service;
        let (own, most) =
            if day.works { (i64::from(day.seconds), i64::from(day.seconds) + i64::from(day.overtime)) } else { (0, 0) };
        let all_fixed = accounts.iter().all(|at| problem.accounts[*at].fixed.contains(&nth));
        let some_fixed = accounts.iter().any(|at| problem.accounts[*at].fixed.contains(&nth));
        if work > most && !all_fixed && !some_fixed {
            return Err(Violation::TooLong(nth));
        }
        cost.travel += i64::from(weights.travel) * travel;
        cost.overtime += i64::from(weights.overtime) * (work - own).max(0);
        cost.excess += EXCESS * (work - most).max(0);
        if own > 0 {
            (load, hours, squares) = (load + work, hours + own, squares + work * work / own);
        }
    }
    if hours > 0 {
        cost.balance = i64::from(weights.balance) * (squares - load * load / hours).max(0);
    }
    Ok(())
}
