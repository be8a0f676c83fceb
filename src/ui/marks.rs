//! How facts about an account look in a list and in a brief: glyph, word and role, in that order of weight. One place, so that a state looks
//! the same everywhere.

use chrono::NaiveDate;

use crate::app::names;
use crate::app::policy::Line;
use crate::domain::cadence::{State, Unit};
use crate::domain::urgency::Score;
use crate::i18n::Lang;
use crate::i18n::messages::marks as words;

use super::glyphs::Glyphs;
use super::shared::Shared;
use super::theme::Role;

/// A glyph, a word, and the role they are shown in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The glyph, may be empty.
    pub glyph: &'static str,
    /// The word.
    pub word: String,
    /// The role.
    pub role: Role,
}

impl Mark {
    fn new(glyph: &'static str, word: impl Into<String>, role: Role) -> Self {
        Self { glyph, word: word.into(), role }
    }

    /// Glyph and word in one text.
    pub fn text(&self) -> String {
        if self.glyph.is_empty() { self.word.clone() } else { format!("{} {}", self.glyph, self.word) }
    }
}

/// Cells that the mark of any state takes at most, in either language.
pub const STATE_CELLS: u16 = 12;

/// The mark of a state.
pub fn state(lang: Lang, glyphs: &Glyphs, state: State, today: NaiveDate) -> Mark {
    let (glyph, role) = match state {
        State::Overdue { .. } => (glyphs.over, Role::Alarm),
        State::LastDay => (glyphs.last, Role::Warning),
        State::InWindow { .. } => (glyphs.inside, Role::Text),
        State::Never => ("", Role::Warning),
        State::Early { .. } | State::Paused { .. } | State::NoCadence => ("", Role::Dim),
    };
    Mark::new(glyph, names::state(lang, state, today), role)
}

/// The mark of a line.
pub fn line(shared: &Shared, line: &Line) -> Mark {
    if line.row.visiting.is_some() {
        return Mark::new(shared.glyphs.visiting, words::visiting(shared.lang), Role::Accent);
    }
    state(shared.lang, &shared.glyphs, line.standing.state, shared.who.today)
}

/// Which days the lines of a list count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Units {
    /// Working days.
    #[default]
    Working,
    /// Every day.
    Calendar,
    /// Some these, some those.
    Both,
}

/// Which days these lines count.
pub fn unit_of<'a>(lines: impl Iterator<Item = &'a Line>) -> Units {
    let (mut working, mut calendar) = (false, false);
    for line in lines {
        working |= line.unit == Some(Unit::Working);
        calendar |= line.unit == Some(Unit::Calendar);
    }
    match (working, calendar) {
        (true, true) => Units::Both,
        (false, true) => Units::Calendar,
        _ => Units::Working,
    }
}

/// Which days count, in words.
pub fn units(lang: Lang, units: Units) -> String {
    match units {
        Units::Working => names::unit(lang, Unit::Working).to_owned(),
        Units::Calendar => names::unit(lang, Unit::Calendar).to_owned(),
        Units::Both => words::both_units(lang).to_owned(),
    }
}

/// The flags of a line on a day, one cell each, always in the same order: appointment, matter, stock request, complaint,
/// birthday that is near. A matter that is due
/// or overdue is a capital, and a request for which goods are there.
pub fn flags(line: &Line, day: NaiveDate) -> [(char, Role); 5] {
    let appointment = line.row.appointment.is_some_and(|(at, _)| at == day);
    let matter = match line.row.matter_due {
        Some(due) if due < day => ('M', Role::Alarm),
        Some(due) if due == day => ('M', Role::Warning),
        _ if line.row.matters > 0 => ('m', Role::Dim),
        _ => (' ', Role::Text),
    };
    [
        if appointment { ('a', Role::Accent) } else { (' ', Role::Text) },
        matter,
        match (line.row.goods, line.row.requests) {
            (true, _) => ('S', Role::Accent),
            (false, 0) => (' ', Role::Text),
            _ => ('s', Role::Dim),
        },
        if line.row.complaint { ('c', Role::Alarm) } else { (' ', Role::Text) },
        match line.row.care {
            Some(care) if care == day => ('B', Role::Accent),
            Some(care) if care > day => ('b', Role::Dim),
            _ => (' ', Role::Text),
        },
    ]
}

/// Points as they are shown: whole numbers without a fraction, others with one digit.
pub fn points(points: f64) -> String {
    crate::app::names::rounded(points).to_string()
}

/// A score, term by term: points and what they are for, then the sum.
pub fn score_lines(lang: Lang, line: &Line) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = line
        .score
        .terms
        .iter()
        .map(|(term, worth)| {
            let words = names::term(lang, line, term);
            (points(*worth), words)
        })
        .collect();
    if lines.is_empty() {
        lines.push(("0".to_owned(), words::term_nothing(lang).to_owned()));
    }
    lines
}

/// A score in one line: `A ×1.5 → 150 · promise due 40 → 190` in words.
pub fn score_total(score: &Score) -> String {
    points(score.total())
}
