//! The weeks to come of one rep: the book and the routes as they stand, as a problem for the planner; what the planner proposes; and the
//! changes that make routes of a proposal. Nothing is written before somebody accepts it.

mod accept;
mod grid;
mod proposal;
pub mod report;
mod said;
mod sheet;
mod whatif;

pub use accept::accepted;
pub use grid::{Cell, cells, gaps};
pub use proposal::{LONG, Proposal, QUICK, Question, think};
pub use said::{day_words, forecast_lines, gap_words, move_lines, moved, note_lines, remedy_lines};
pub use sheet::{Row, Sheet, sheet};
pub use whatif::{WhatIf, what_if_words};

/// The name of the setting that says for which input which routes were accepted, as two numbers.
const MADE_FOR: &str = "weeks-made-for";

/// Tells routes from others: who is visited on which day, in order.
fn mark_of(sheet: &Sheet, days: &[Vec<usize>]) -> u64 {
    let accounts = |rows: &Vec<usize>| rows.iter().map(|row| sheet.rows[*row].line.row.account).collect::<Vec<_>>();
    crate::planning::weeks::mark(&days.iter().map(accounts).collect::<Vec<_>>())
}
