//! Whom to visit, in groups: overdue by tier, last day, in window, never touched. Within a group the most urgent first; the never
//! touched by the day they were added.

use crate::domain::cadence::State;
use crate::i18n::Lang;
use crate::i18n::messages::screens as words;

use super::policy::{Line, by_urgency};

/// A group of the worklist, in the order in which they are shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Overdue accounts of one tier, by its rank, with its letter.
    Overdue(u32, String),
    /// On the last day of their window.
    LastDay,
    /// In their window.
    InWindow,
    /// Never touched.
    Never,
    /// Too early; only shown when searching.
    Early,
    /// Paused; only shown when searching.
    Paused,
    /// Without a cadence; only shown when searching.
    NoCadence,
}

impl Group {
    /// The group of a line.
    pub fn of(line: &Line) -> Self {
        match line.standing.state {
            State::Overdue { .. } => Self::Overdue(line.tier_rank.unwrap_or(u32::MAX), line.tier.clone()),
            State::LastDay => Self::LastDay,
            State::InWindow { .. } => Self::InWindow,
            State::Never => Self::Never,
            State::Early { .. } => Self::Early,
            State::Paused { .. } => Self::Paused,
            State::NoCadence => Self::NoCadence,
        }
    }

    /// Whether it belongs to the worklist, not only to a search.
    pub fn is_due(&self) -> bool {
        matches!(self, Self::Overdue(..) | Self::LastDay | Self::InWindow | Self::Never)
    }
}

/// The lines in their groups, all groups that have any.
pub fn groups(mut lines: Vec<Line>) -> Vec<(Group, Vec<Line>)> {
    by_urgency(&mut lines);
    let mut groups: Vec<(Group, Vec<Line>)> = Vec::new();
    for line in lines {
        let group = Group::of(&line);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push(line),
            None => groups.push((group, vec![line])),
        }
    }
    groups.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (group, members) in &mut groups {
        if *group == Group::Never {
            members.sort_by(|a, b| {
                (a.row.added, &a.row.code, a.row.account).cmp(&(b.row.added, &b.row.code, b.row.account))
            });
        }
    }
    groups
}

/// How many of the lines are overdue.
pub fn overdue(lines: &[Line]) -> usize {
    lines.iter().filter(|line| matches!(line.standing.state, State::Overdue { .. })).count()
}

/// The title of a group.
pub fn title(lang: Lang, group: &Group) -> String {
    match group {
        Group::Overdue(_, tier) if tier.is_empty() => words::group_overdue_none(lang).to_owned(),
        Group::Overdue(_, tier) => words::group_overdue(lang, tier),
        Group::LastDay => words::group_last_day(lang).to_owned(),
        Group::InWindow => words::group_in_window(lang).to_owned(),
        Group::Never => words::group_never(lang).to_owned(),
        Group::Early => words::group_early(lang).to_owned(),
        Group::Paused => words::group_paused(lang).to_owned(),
        Group::NoCadence => words::group_no_cadence(lang).to_owned(),
    }
}
