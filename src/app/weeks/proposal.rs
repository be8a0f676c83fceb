//! A proposal for the weeks: planned from what stands, on a thread of its own and without a store. What moves is said with its reason, who
//! will be late with what would help, and what becomes of the overdue accounts week by week.

use crate::planning::limits::{Limits, Outcome, Progress};
use crate::planning::matrix::Matrix;
use crate::planning::route::{self, Break, Overtime, Stop, Value, Window};
use crate::planning::timetable::of_day;
use crate::planning::weeks::{Plan, Problem, Remedies, Start, Week, Why, evaluate, forecast, remedies, weeks};

use super::sheet::Sheet;
use super::whatif::{WhatIf, with};
use crate::app::locking;
use crate::app::ordering::LUNCH;
use crate::app::thinking::Signal;
use crate::roads::{Fault, Roads};

/// What is asked: the weeks as they stand, and what could be otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The weeks as they stand.
    pub sheet: Sheet,
    /// What could be otherwise.
    pub what_if: Vec<WhatIf>,
    /// Iterations to make. More of them find better plans.
    pub iterations: u64,
}

/// Iterations of a plan that is there at once.
pub const QUICK: u64 = 4_000;
/// Iterations where somebody asks again.
pub const LONG: u64 = 60_000;

/// What is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it was asked for.
    pub question: Question,
    /// The problem with all that could be otherwise.
    pub asked: Problem,
    /// The plan.
    pub plan: Plan,
    /// What is to be said about it.
    pub notes: Vec<Why>,
    /// The overdue accounts of each week as the routes stand; of what could be otherwise: as they would be planned without it.
    pub before: Vec<Week>,
    /// The same with the plan.
    pub after: Vec<Week>,
    /// What would keep in time whoever is late for want of room.
    pub remedies: Remedies,
    /// Visits, as day and row, for which the shop would be shut.
    pub shut: Vec<(usize, usize)>,
    /// The ways it was planned with.
    pub matrix: Matrix,
    /// Why they are estimated although another source is wished for.
    pub fell_back: Option<Fault>,
}

/// Plans the weeks, by the roads if they can be had. Stopped early, it hands out the best plan so far.
pub fn think(question: Question, roads: &Roads, signal: &Signal) -> Proposal {
    let sheet = &question.sheet;
    let ways = roads.matrix(&sheet.places, &mut || signal.is_stopped());
    let matrix = ways.matrix;
    let steps = question.iterations;
    let planned = |asked: &Problem, from: &Plan, (done, of): (u64, u64)| {
        let progress = &mut |it: Progress| signal.tell(done + it.done, of);
        let limits = Limits { iterations: steps, seed: 1, stop: &mut || signal.is_stopped(), progress };
        weeks(asked, &matrix, Start::Present(from), limits)
    };
    let asked = with(sheet, &question.what_if);
    let (found, before) = if question.what_if.is_empty() {
        (planned(&asked, &sheet.present, (0, steps)), forecast(&sheet.asked, &sheet.present))
    } else {
        let without = planned(&sheet.asked, &sheet.present, (0, 2 * steps)).best;
        (planned(&asked, &without, (steps, 2 * steps)), forecast(&sheet.asked, &without))
    };
    let Outcome { best, notes, .. } = found;
    let mut limits =
        Limits { iterations: steps / 20, seed: 1, stop: &mut || signal.is_stopped(), progress: &mut |_| () };
    let remedies = remedies(&asked, &matrix, &best, &mut limits);
    let (plan, shut) = while_open(sheet, &asked, &matrix, best, signal);
    let after = forecast(&asked, &plan);
    Proposal { question, asked, plan, notes, before, after, remedies, shut, matrix, fell_back: ways.fell_back }
}

/// Iterations for the order of one day.
const ORDER: u64 = 2_000;

/// The same plan, each day in the best order in which the shops are open; and who is shut all the same.
fn while_open(
    sheet: &Sheet,
    asked: &Problem,
    matrix: &Matrix,
    mut plan: Plan,
    signal: &Signal,
) -> (Plan, Vec<(usize, usize)>) {
    let mut shut = Vec::new();
    let mut days = plan.days.clone();
    for (day, rows) in days.iter_mut().enumerate() {
        let standing = &sheet.present.days[day];
        if day == 0 && !standing.is_empty() {
            // Today goes on in the order in which it stands.
            rows.sort_by_key(|row| standing.iter().position(|it| it == row).unwrap_or(usize::MAX));
            continue;
        }
        let windows = |row: usize| match sheet.times.get(&(day, row)) {
            Some(time) => vec![Window::at(of_day(*time))],
            None => sheet.rows[row].line.row.hours.iter().map(Window::while_open).collect(),
        };
        let is_locked: Vec<bool> = standing.iter().map(|row| sheet.locked.contains(&(day, *row))).collect();
        if !is_locked.contains(&true) && rows.iter().all(|row| windows(*row).is_empty()) {
            continue;
        }
        let ranks = locking::ranks(&is_locked);
        let place = |row: &usize| standing.iter().position(|it| it == row);
        if is_locked.contains(&true) {
            // In the order in which it stands all locks are kept.
            rows.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
        }
        let stop = |row: &usize| Stop {
            point: asked.accounts[*row].point,
            service: asked.accounts[*row].service,
            windows: windows(*row),
            value: Value::Must,
            locked: place(row).and_then(|at| ranks[at]),
        };
        let stops = rows.iter().map(stop).collect();
        let lunch = Break { starts: LUNCH, length: sheet.hours.lunch * 60 };
        let breaks = if lunch.length == 0 { Vec::new() } else { vec![lunch] };
        let from = of_day(sheet.hours.start);
        // As where a day is put in order by itself: all of it costs, and nobody is left out because it is full.
        let overtime = Overtime { most: 24 * 3600, weight: 1 };
        let (start, end) = (asked.start, asked.end);
        let asked = route::Day { start, end, from, until: from, overtime, stops, breaks };
        let hint: Vec<usize> = (0..rows.len()).collect();
        let limits = Limits { iterations: ORDER, seed: 1, stop: &mut || signal.is_stopped(), progress: &mut |_| () };
        let (now, found) = (route::evaluate(&asked, matrix, &hint), route::route(&asked, matrix, &hint, limits).best);
        // Of equal ways the present one stays.
        let found = if found.cost.total() < now.cost.total() { found } else { now };
        shut.extend(found.left_out.iter().map(|at| (day, rows[*at])));
        let mut order = found.order();
        for at in &found.left_out {
            locking::insert(&mut order, *at, usize::MAX, &asked.stops);
        }
        *rows = order.into_iter().map(|at| rows[at]).collect();
    }
    if days != plan.days {
        plan = Plan { made_for: plan.made_for, ..evaluate(asked, matrix, days, None) };
    }
    (plan, shut)
}
