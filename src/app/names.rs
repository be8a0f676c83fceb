//! What the values of the domain are called, in both languages: one name for each, the same on screens and in reports.

use chrono::NaiveDate;

use crate::domain::account::{ContactRole, Segment, Temperament};
use crate::domain::cadence::{Level, State, Unit};
use crate::domain::matter::{MatterKind, Outcome};
use crate::domain::people::Role;
use crate::domain::touch::TouchKind;
use crate::i18n::messages::{marks as words, settings};
use crate::i18n::{Lang, dates};

/// Where a clock stands.
pub fn state(lang: Lang, state: State, today: NaiveDate) -> String {
    match state {
        State::Overdue { by } => words::over(lang, by),
        State::LastDay => words::last_day(lang).to_owned(),
        State::InWindow { left } => words::left(lang, left),
        State::Early { opens_in } => words::opens_in(lang, opens_in),
        State::Never => words::never(lang).to_owned(),
        State::Paused { until: Some(day) } => words::until(lang, &dates::day(lang, day, today)),
        State::Paused { until: None } => words::paused(lang).to_owned(),
        State::NoCadence => words::no_cadence(lang).to_owned(),
    }
}

/// Points as they are said everywhere: one digit, halves away from zero.
pub fn rounded(points: f64) -> f64 {
    (points * 10.0).round() / 10.0
}

/// Which days count, in words.
pub fn unit(lang: Lang, unit: Unit) -> &'static str {
    match unit {
        Unit::Working => words::working_days(lang),
        Unit::Calendar => words::calendar_days(lang),
    }
}

/// A level of visitor.
pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::Rep => settings::level_rep(lang),
        Level::Supervisor => settings::level_supervisor(lang),
        Level::Manager => settings::level_manager(lang),
    }
}

/// What somebody may see and do.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Rep => settings::role_rep(lang),
        Role::Supervisor => settings::role_supervisor(lang),
        Role::Manager => settings::role_manager(lang),
        Role::Administrator => settings::role_administrator(lang),
    }
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
