//! In which order all accounts are listed. What comes sorted by name, or by how well it fits what was searched for, keeps that order
//! wherever the chosen one does not decide.

use serde::{Deserialize, Serialize};

use crate::i18n::Lang;
use crate::i18n::messages::profile as words;

use super::policy::{Line, Policy, by_urgency};

/// An order of accounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// By name; the best fit first while something is searched for.
    #[default]
    Name,
    /// The most urgent first.
    Urgency,
    /// The longest unvisited first; those never touched before all.
    Last,
    /// By tier; those without one last.
    Tier,
    /// By beat, those of a beat together; those in none last.
    Beat,
}

impl Sort {
    /// All orders, as one key goes through them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Urgency, Self::Last, Self::Tier, Self::Beat];

    /// The order after this one.
    #[must_use]
    pub fn next(self) -> Self {
        let here = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL[(here + 1) % Self::ALL.len()]
    }

    /// What it is called.
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Name => words::by_name(lang),
            Self::Urgency => words::by_urgency(lang),
            Self::Last => words::by_last(lang),
            Self::Tier => words::by_tier(lang),
            Self::Beat => words::by_beat(lang),
        }
    }

    /// Puts lines into this order.
    pub fn sort(self, lines: &mut [Line], policy: &Policy) {
        match self {
            Self::Name => {}
            Self::Urgency => by_urgency(lines),
            Self::Last => lines.sort_by_key(|line| line.row.last),
            Self::Tier => lines.sort_by_key(|line| (line.tier_rank.is_none(), line.tier_rank)),
            Self::Beat => {
                let place = |line: &Line| policy.beats.iter().position(|beat| Some(beat.id) == line.row.beat);
                lines.sort_by_cached_key(|line| (place(line).is_none(), place(line)));
            }
        }
    }
}
