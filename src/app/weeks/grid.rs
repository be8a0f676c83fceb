//! The grid of accounts and days: what each day is for an account under a plan.

use crate::planning::weeks::{Plan, Problem};

use super::sheet::Sheet;

/// What a day is for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nobody works, and nothing is planned.
    Rest,
    /// The account is closed or paused.
    Closed,
    /// No visit is due.
    Early,
    /// The window is open.
    Open,
    /// The window has closed and nobody has come.
    Overdue,
    /// A visit.
    Visit {
        /// It stays whatever is planned.
        agreed: bool,
        /// It is on the routes already.
        standing: bool,
        /// It comes after the window.
        late: bool,
    },
    /// A stop of the routes that the plan takes off.
    Dropped,
    /// It was visited today.
    Done,
}

/// The days of an account under a plan for a problem, which may be another than that of the sheet.
pub fn cells(sheet: &Sheet, asked: &Problem, plan: &Plan, row: usize) -> Vec<Cell> {
    let Some(account) = asked.accounts.get(row) else { return Vec::new() };
    let rhythm = account.rhythm.as_ref();
    let mut last = None;
    let mut cells = Vec::with_capacity(sheet.dates.len());
    for day in 0..sheet.dates.len() {
        let gap = rhythm.map(|rhythm| (rhythm.gap(last, day), rhythm));
        let late = gap.is_some_and(|(gap, rhythm)| gap > rhythm.max);
        let standing = sheet.stops.contains_key(&(day, row));
        cells.push(if plan.days.get(day).is_some_and(|rows| rows.contains(&row)) {
            last = Some(day);
            Cell::Visit { agreed: account.fixed.contains(&day), standing, late }
        } else if day == 0 && sheet.rows.get(row).is_some_and(|row| row.visited_today) {
            Cell::Done
        } else if standing {
            Cell::Dropped
        } else if !asked.days[day].works {
            Cell::Rest
        } else if day > 0 && account.barred.contains(&day) {
            Cell::Closed
        } else if late {
            Cell::Overdue
        } else if gap.is_some_and(|(gap, rhythm)| gap >= rhythm.min) {
            Cell::Open
        } else {
            Cell::Early
        });
    }
    cells
}

/// The visits of an account under a plan, each with the counted days since the one before; none where no cadence counts them, or nobody was
/// there before.
pub fn gaps(asked: &Problem, plan: &Plan, row: usize) -> Vec<(usize, Option<u32>)> {
    let rhythm = asked.accounts.get(row).and_then(|account| account.rhythm.as_ref());
    let mut last = None;
    plan.visits(row)
        .into_iter()
        .map(|day| {
            let known = last.is_some() || rhythm.is_some_and(|rhythm| rhythm.since.is_some());
            let gap = rhythm.filter(|_| known).map(|rhythm| rhythm.gap(last, day));
            last = Some(day);
            (day, gap)
        })
        .collect()
}
