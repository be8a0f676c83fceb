//! Who will be overdue when: the figures that a plan, or a change that is only thought of, is judged by.

use super::evaluate::visits;
use super::plan::Plan;
use super::problem::Problem;

/// Overdue accounts of seven days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Week {
    /// Accounts that are overdue on at least one day of it.
    pub late: u32,
    /// Their worst counted days of lateness within it, in all.
    pub days: u32,
    /// The worst of all.
    pub worst: u32,
}

/// The overdue accounts of each week, seven days from the first day on and so forth. A day with a visit is not an overdue one: by evening
/// the visit is made. Nor is a day on which nobody can go there, but for the first: it may only be too late for that.
pub fn forecast(problem: &Problem, plan: &Plan) -> Vec<Week> {
    let mut weeks = vec![Week::default(); problem.days.len().div_ceil(7)];
    for (who, visits) in problem.accounts.iter().zip(visits(problem, &plan.days)) {
        let Some(rhythm) = who.sound_rhythm(problem.days.len()) else { continue };
        let mut last = None;
        for (nth, week) in weeks.iter_mut().enumerate() {
            let mut worst = 0;
            for day in nth * 7..problem.days.len().min(nth * 7 + 7) {
                if visits.contains(&day) {
                    last = Some(day);
                } else if day == 0 || !who.barred.contains(&day) {
                    worst = worst.max(rhythm.gap(last, day).saturating_sub(rhythm.max));
                }
            }
            week.late += u32::from(worst > 0);
            week.days += worst;
            week.worst = week.worst.max(worst);
        }
    }
    weeks
}
