//! What if: changed copies of a problem, to be planned and compared without anything being written down.

use super::problem::{Account, Problem};
use super::rhythm::Rhythm;

/// Something that could be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The rep does not work on these days. In a working-day count they do not count either.
    DaysOff {
        /// Which days.
        days: Vec<usize>,
        /// Accounts whose tier counts working days.
        working: Vec<usize>,
    },
    /// A tier has another window.
    Window {
        /// Order of the tier.
        rank: u32,
        /// Earliest day, in counted days.
        min: u32,
        /// Latest day.
        max: u32,
    },
    /// These accounts are the rep's as well, because a colleague leaves.
    Joined(Vec<Account>),
    /// These accounts are visited by somebody else from now on.
    Left(Vec<usize>),
    /// Every working day may be so many seconds longer.
    Overtime(u32),
}

/// The problem with a change. Accounts keep their positions: one that left has no rhythm and no visits, those who joined stand at the end.
pub fn changed(problem: &Problem, change: &Change) -> Problem {
    let mut then = problem.clone();
    match change {
        Change::DaysOff { days, working } => take_off(&mut then, days, working),
        Change::Window { rank, min, max } => {
            for account in then.accounts.iter_mut().filter(|account| account.rank == *rank) {
                if let Some(rhythm) = &mut account.rhythm {
                    (rhythm.min, rhythm.max, rhythm.target) = (*min, *max, u32::midpoint(*min, *max));
                }
            }
        }
        Change::Joined(accounts) => then.accounts.extend_from_slice(accounts),
        Change::Left(accounts) => {
            for account in accounts {
                if let Some(account) = then.accounts.get_mut(*account) {
                    account.rhythm = None;
                    account.fixed.clear();
                }
            }
        }
        Change::Overtime(seconds) => {
            for day in then.days.iter_mut().filter(|day| day.works) {
                day.overtime += seconds;
            }
        }
    }
    then
}

fn take_off(problem: &mut Problem, days: &[usize], working: &[usize]) {
    for day in days {
        if let Some(day) = problem.days.get_mut(*day) {
            *day = super::Day::OFF;
        }
    }
    for account in working {
        if let Some(rhythm) = problem.accounts.get_mut(*account).and_then(|account| account.rhythm.as_mut()) {
            uncount(rhythm, days);
        }
    }
}

/// Takes days out of a count.
fn uncount(rhythm: &mut Rhythm, days: &[usize]) {
    let counted = |list: &[u32], day: usize| day.checked_sub(1).map_or(0, |eve| list[eve]) < list[day];
    let drop: Vec<bool> =
        (0..rhythm.number.len()).map(|day| days.contains(&day) && counted(&rhythm.number, day)).collect();
    let lower = |list: &mut Vec<u32>| {
        let mut fewer = 0;
        for (number, drop) in list.iter_mut().zip(&drop) {
            fewer += u32::from(*drop);
            *number = number.saturating_sub(fewer);
        }
    };
    lower(&mut rhythm.number);
    rhythm.since.iter_mut().for_each(lower);
}
