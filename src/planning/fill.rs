//! Fills an empty day, simple and honest: who is overdue first, as many as the hours hold, then ordered by nearness. It promises no
//! optimum and stretches nothing.

use super::order::{nearest, untangled};
use super::timetable::{Call, Day, Progress, timetable};
use crate::domain::account::Opening;
use crate::domain::cadence::State;
use crate::domain::place::Place;

/// Why somebody is offered a place on the day. Nobody of a later group comes in while anybody of an earlier one still fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Past the window.
    Overdue,
    /// On the last day of the window.
    LastDay,
    /// Inside the window.
    InWindow,
    /// Never touched.
    Never,
}

impl Group {
    /// All groups, the first served first.
    pub const ALL: [Self; 4] = [Self::Overdue, Self::LastDay, Self::InWindow, Self::Never];

    /// The group of an account in this state; none for those that a day is not filled with: too early, paused, no cadence.
    pub fn of(state: State) -> Option<Self> {
        match state {
            State::Overdue { .. } => Some(Self::Overdue),
            State::LastDay => Some(Self::LastDay),
            State::InWindow { .. } => Some(Self::InWindow),
            State::Never => Some(Self::Never),
            State::Early { .. } | State::Paused { .. } | State::NoCadence => None,
        }
    }
}

/// Somebody who could be visited.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate<'a> {
    /// Where, if it is on the map.
    pub place: Option<Place>,
    /// Planned length of the visit in minutes.
    pub minutes: u32,
    /// When it is open; empty: not known.
    pub hours: &'a [Opening],
    /// Why.
    pub group: Group,
}

/// A filled day. Numbers are positions in the list of candidates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Who is visited, in order.
    pub chosen: Vec<usize>,
    /// Who is left out, in the order given.
    pub left_out: Vec<usize>,
}

/// Fills a day from candidates in order of urgency: again and again the first, by group and urgency, who fits beside those chosen, until
/// nobody does. The rep is always back within the hours.
pub fn fill(day: &Day, candidates: &[Candidate<'_>]) -> Filled {
    let rank = |at: &usize| (candidates[*at].group, *at);
    let beside = |chosen: &[usize], at: usize| {
        let mut with = [chosen, &[at]].concat();
        with.sort_unstable_by_key(rank);
        with
    };
    let fits = |some: &[usize]| is_within(day, candidates, &in_order(day, candidates, some, nearest));

    let mut waiting: Vec<usize> = (0..candidates.len()).collect();
    waiting.sort_unstable_by_key(rank);
    let mut chosen: Vec<usize> = Vec::new();
    while let Some(next) = waiting.iter().position(|at| fits(&beside(&chosen, *at))) {
        chosen = beside(&chosen, waiting.remove(next));
    }
    waiting.sort_unstable();

    let near = in_order(day, candidates, &chosen, nearest);
    let better = in_order(day, candidates, &near, |day, calls| untangled(day, calls, (0..calls.len()).collect()));
    // A shorter way may still move a long visit across noon and bring the lunch in.
    let chosen = if is_within(day, candidates, &better) { better } else { near };
    Filled { chosen, left_out: waiting }
}

/// Whether the rep is back within the hours.
fn is_within(day: &Day, candidates: &[Candidate<'_>], order: &[usize]) -> bool {
    timetable(day, &calls(candidates, order)).minutes_over == 0
}

/// The same candidates in the order that `arrange` gives their calls.
fn in_order(
    day: &Day,
    candidates: &[Candidate<'_>],
    chosen: &[usize],
    arrange: impl Fn(&Day, &[Call<'_>]) -> Vec<usize>,
) -> Vec<usize> {
    arrange(day, &calls(candidates, chosen)).into_iter().map(|nth| chosen[nth]).collect()
}

fn calls<'a>(candidates: &[Candidate<'a>], order: &[usize]) -> Vec<Call<'a>> {
    let call = |at: &usize| {
        let Candidate { place, minutes, hours, .. } = candidates[*at];
        Call { place, minutes, pinned: None, hours, progress: Progress::Planned }
    };
    order.iter().map(call).collect()
}
