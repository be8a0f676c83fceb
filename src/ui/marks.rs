//! How facts about an account look in a list and in a brief: glyph, word and role, in that order of weight. One place, so that a state looks
//! the same everywhere.

use chrono::NaiveDate;

use crate::app::policy::Line;
use crate::domain::account::{ContactRole, Segment, Temperament};
use crate::domain::cadence::{State, Unit};
use crate::domain::matter::{MatterKind, Outcome};
use crate::domain::touch::TouchKind;
use crate::domain::urgency::{Score, Term};
use crate::i18n::Lang;
use crate::i18n::dates;
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
    match state {
        State::Overdue { by } => Mark::new(glyphs.over, words::over(lang, by), Role::Alarm),
        State::LastDay => Mark::new(glyphs.last, words::last_day(lang), Role::Warning),
        State::InWindow { left } => Mark::new(glyphs.inside, words::left(lang, left), Role::Text),
        State::Early { opens_in } => Mark::new("", words::opens_in(lang, opens_in), Role::Dim),
        State::Never => Mark::new("", words::never(lang), Role::Warning),
        State::Paused { until: Some(day) } => {
            Mark::new("", words::until(lang, &dates::day(lang, day, today)), Role::Dim)
        }
        State::Paused { until: None } => Mark::new("", words::paused(lang), Role::Dim),
        State::NoCadence => Mark::new("", words::no_cadence(lang), Role::Dim),
    }
}

/// The mark of a line, which says so when it counts calendar days among others that count working days.
pub fn line(shared: &Shared, line: &Line, mixed: bool) -> Mark {
    if line.row.visiting.is_some() {
        return Mark::new(shared.glyphs.visiting, words::visiting(shared.lang), Role::Accent);
    }
    let mut mark = state(shared.lang, &shared.glyphs, line.standing.state, shared.who.today);
    if mixed && line.unit == Some(Unit::Calendar) && line.standing.days.is_some() {
        mark.word = format!("{} {}", mark.word, words::calendar_mark(shared.lang));
    }
    mark
}

/// Which days count, in words.
pub fn unit(lang: Lang, unit: Unit) -> &'static str {
    match unit {
        Unit::Working => words::working_days(lang),
        Unit::Calendar => words::calendar_days(lang),
    }
}

/// Which days the lines count, in words; and whether they differ.
pub fn unit_of<'a>(lang: Lang, lines: impl Iterator<Item = &'a Line>) -> (&'static str, bool) {
    let (mut working, mut calendar) = (false, false);
    for line in lines {
        working |= line.unit == Some(Unit::Working);
        calendar |= line.unit == Some(Unit::Calendar);
    }
    let most = if calendar && !working { Unit::Calendar } else { Unit::Working };
    (unit(lang, most), working && calendar)
}

/// The flags of a line, one cell each, always in the same order: appointment, matter, complaint.
pub fn flags(line: &Line, day: NaiveDate, today: NaiveDate) -> [(char, Role); 3] {
    let appointment = line.row.appointment.is_some_and(|(at, _)| at == day);
    let matter = match line.row.matter_due {
        Some(due) if due < today => ('m', Role::Alarm),
        Some(due) if due == today => ('m', Role::Warning),
        _ if line.row.matters > 0 => ('m', Role::Dim),
        _ => (' ', Role::Text),
    };
    [
        if appointment { ('a', Role::Accent) } else { (' ', Role::Text) },
        matter,
        if line.row.complaint { ('c', Role::Alarm) } else { (' ', Role::Text) },
    ]
}

/// What kind of touch.
pub fn touch_kind(lang: Lang, kind: TouchKind) -> &'static str {
    match kind {
        TouchKind::Routine => words::kind_routine(lang),
        TouchKind::Stay => words::kind_stay(lang),
        TouchKind::CounterDay => words::kind_counter(lang),
        TouchKind::Phone => words::kind_phone(lang),
        TouchKind::Chat => words::kind_chat(lang),
        TouchKind::Imported => words::kind_imported(lang),
    }
}

/// What kind of matter.
pub fn matter_kind(lang: Lang, kind: MatterKind) -> &'static str {
    match kind {
        MatterKind::Promise => words::matter_promise(lang),
        MatterKind::Errand => words::matter_errand(lang),
        MatterKind::Complaint => words::matter_complaint(lang),
    }
}

/// How an appointment ended.
pub fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Kept => words::outcome_kept(lang),
        Outcome::Late => words::outcome_late(lang),
        Outcome::Cancelled => words::outcome_cancelled(lang),
    }
}

/// What kind of shop.
pub fn segment(lang: Lang, segment: Segment) -> &'static str {
    match segment {
        Segment::Large => words::segment_large(lang),
        Segment::Night => words::segment_night(lang),
        Segment::Medium => words::segment_medium(lang),
        Segment::Small => words::segment_small(lang),
    }
}

/// What a contact does.
pub fn contact_role(lang: Lang, role: ContactRole) -> &'static str {
    match role {
        ContactRole::Owner => words::role_owner(lang),
        ContactRole::Manager => words::role_manager(lang),
        ContactRole::Clerk => words::role_clerk(lang),
        ContactRole::Driver => words::role_driver(lang),
        ContactRole::Storekeeper => words::role_storekeeper(lang),
        ContactRole::Bookkeeper => words::role_bookkeeper(lang),
        ContactRole::Family => words::role_family(lang),
    }
}

/// How to talk to somebody.
pub fn hint(lang: Lang, temperament: Temperament) -> &'static str {
    match temperament {
        Temperament::Impatient => words::hint_impatient(lang),
        Temperament::Slow => words::hint_slow(lang),
        Temperament::Silent => words::hint_silent(lang),
        Temperament::Talkative => words::hint_talkative(lang),
        Temperament::Hesitant => words::hint_hesitant(lang),
        Temperament::Grave => words::hint_grave(lang),
        Temperament::Suspicious => words::hint_suspicious(lang),
        Temperament::FaultFinding => words::hint_fault_finding(lang),
        Temperament::SelfStyledExpert => words::hint_expert(lang),
    }
}

/// Points as they are shown: whole numbers without a fraction, others with one digit.
pub fn points(points: f64) -> String {
    if (points - points.round()).abs() < 0.05 { format!("{points:.0}") } else { format!("{points:.1}") }
}

/// A score, term by term: points and what they are for, then the sum.
pub fn score_lines(lang: Lang, line: &Line) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> = line
        .score
        .terms
        .iter()
        .map(|(term, worth)| {
            let words = match *term {
                Term::Cadence { past_opening, length, factor } => format!(
                    "{}, {}",
                    words::term_cadence(lang, past_opening, length),
                    words::term_factor(lang, &line.tier, factor)
                ),
                Term::MatterDue => words::term_matter_due(lang).to_owned(),
                Term::MatterOverdue => words::term_matter_overdue(lang).to_owned(),
                Term::Complaint => words::term_complaint(lang).to_owned(),
                Term::AppointmentToday => words::term_appointment(lang).to_owned(),
            };
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
