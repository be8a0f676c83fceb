//! From a proposal to routes: the changes that put every visit of the coming days where the plan has it. What is agreed is not touched;
//! today's route is not, once it has a stop.

use chrono::Days;

use super::sheet::Sheet;
use super::{MADE_FOR, Proposal, mark_of};
use crate::app::ordering::reorders;
use crate::app::who::Who;
use crate::domain::change::Change;
use crate::domain::ids::{Ids, StopId};
use crate::store::Keep;

/// The changes that make the routes of the proposal, and what is kept so that unchanged input gives the same plan again.
pub fn accepted(proposal: &Proposal, who: &Who, ids: &mut Ids) -> (Vec<Change>, Keep) {
    let sheet = &proposal.question.sheet;
    let mut changes = Vec::new();
    for day in 0..sheet.dates.len() {
        changes.extend(of_day(sheet, &proposal.plan.days[day], day, who, ids));
    }
    let made_for = if proposal.question.what_if.is_empty() { proposal.plan.made_for } else { 0 };
    let value = format!("{made_for} {}", mark_of(sheet, &proposal.plan.days));
    let keep = Keep::Setting { rep: who.rep.id, name: MADE_FOR.to_owned(), value };
    (changes, keep)
}

/// The changes of one day.
fn of_day(sheet: &Sheet, wanted: &[usize], day: usize, who: &Who, ids: &mut Ids) -> Vec<Change> {
    let Some(date) = who.today.checked_add_days(Days::new(day as u64)) else { return Vec::new() };
    let standing = &sheet.present.days[day];
    if day == 0 && !standing.is_empty() || standing == wanted {
        return Vec::new();
    }
    let mut changes = Vec::new();
    let mut order: Vec<StopId> = Vec::new();
    let stop_of = |row: usize| sheet.stops.get(&(day, row)).copied();
    for row in standing {
        match stop_of(*row) {
            Some(stop) if wanted.contains(row) => order.push(stop),
            Some(stop) => changes.push(Change::Unplan { stop }),
            None => {}
        }
    }
    let mut stops = Vec::with_capacity(wanted.len());
    for row in wanted {
        let stop = stop_of(*row).unwrap_or_else(|| {
            let stop = ids.next(who.now);
            let account = sheet.rows[*row].line.row.account;
            changes.push(Change::Plan { stop, rep: who.rep.id, day: date, account });
            order.push(stop);
            stop
        });
        stops.push(stop);
    }
    changes.extend(reorders(&order, &stops));
    changes
}
