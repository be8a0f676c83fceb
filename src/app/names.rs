//! What the values of the domain are called, in both languages: one name for each, the same on screens and in reports.

use chrono::NaiveDate;

use crate::domain::account::{Birthday, ContactRole, Segment, Temperament};
use crate::domain::cadence::{Level, State, Unit};
use crate::domain::change::Deed;
use crate::domain::content::{DisplayPoint, Need, NoOrder};
use crate::domain::label::Label;
use crate::domain::matter::{MatterKind, Outcome};
use crate::domain::people::Role;
use crate::domain::record::Kind;
use crate::domain::route::Fate;
use crate::domain::touch::TouchKind;
use crate::domain::urgency::Term;
use crate::i18n::messages::{common, goods, marks as words, screens, settings, stock, visit};
use crate::i18n::{Lang, dates};

use super::form;
use super::policy::{Line, Policy};

/// A name in a language.
pub fn label(lang: Lang, label: &Label) -> &str {
    match lang {
        Lang::En => label.english(),
        Lang::Zh => label.chinese(),
    }
}

/// The facts that are there, with the separator of the language between them.
pub fn joined(lang: Lang, facts: &[&str]) -> String {
    let there: Vec<&str> = facts.iter().copied().filter(|fact| !fact.is_empty()).collect();
    there.join(common::separator(lang))
}

/// Minutes, from an hour on with hours.
pub fn duration(lang: Lang, minutes: i64) -> String {
    match minutes {
        ..60 => screens::minutes(lang, minutes),
        _ if minutes % 60 == 0 => common::whole_hours(lang, minutes / 60),
        _ => common::hours_and_minutes(lang, minutes / 60, minutes % 60),
    }
}

/// Where a clock stands.
pub fn state(lang: Lang, state: State, today: NaiveDate) -> String {
    match state {
        State::Overdue { by } => words::over(lang, by),
        State::LastDay => words::last_day(lang).to_owned(),
        State::InWindow { left } => words::left(lang, left),
        State::Early { opens_in } => words::opens_in(lang, opens_in),
        State::Never => words::never(lang).to_owned(),
        State::Paused { until: Some(day) } => words::until(lang, &dates::day(lang, day, today)),
        State::Paused { until: None } => words::closed(lang).to_owned(),
        State::NoCadence => words::no_cadence(lang).to_owned(),
    }
}

/// How a stop ended, in a word or two; empty while it is open.
pub fn fate(lang: Lang, fate: &Fate, colleague: Option<&str>, today: NaiveDate) -> String {
    match fate {
        Fate::Open => String::new(),
        Fate::Done { .. } => words::done(lang).to_owned(),
        Fate::Skipped { .. } => words::skipped(lang).to_owned(),
        Fate::Left => words::fate_left(lang).to_owned(),
        Fate::Rolled { to } => words::rolled_to(lang, &dates::week_day_short(lang, *to, today)),
        Fate::Handed { .. } => words::handed_to(lang, colleague.unwrap_or_default()),
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

/// Why nothing was ordered.
pub fn no_order(lang: Lang, why: NoOrder) -> &'static str {
    match why {
        NoOrder::EnoughStock => goods::enough_stock(lang),
        NoOrder::SlowSales => goods::slow_sales(lang),
        NoOrder::Price => goods::price(lang),
        NoOrder::Money => goods::money(lang),
        NoOrder::NoDecider => goods::no_decider(lang),
        NoOrder::OutOfStock => goods::out_of_stock(lang),
        NoOrder::Rival => goods::rival(lang),
        NoOrder::Other => goods::other(lang),
    }
}

/// What is looked at in a display.
pub fn display_point(lang: Lang, point: DisplayPoint) -> &'static str {
    match point {
        DisplayPoint::Place => goods::place(lang),
        DisplayPoint::Labels => goods::labels(lang),
        DisplayPoint::Facings => goods::facings(lang),
        DisplayPoint::Material => goods::material(lang),
    }
}

/// A level of needs.
pub fn need(lang: Lang, need: Need) -> &'static str {
    match need {
        Need::Product => goods::need_product(lang),
        Need::Service => goods::need_service(lang),
        Need::Experience => goods::need_experience(lang),
        Need::Relationship => goods::need_relationship(lang),
        Need::Success => goods::need_success(lang),
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

/// A number with its thousands apart.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A kind of record.
pub fn record(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Team => words::record_team(lang),
        Kind::Rep => words::record_rep(lang),
        Kind::Tier => words::record_tier(lang),
        Kind::Beat => words::record_beat(lang),
        Kind::Account => words::record_account(lang),
        Kind::Contact => words::record_contact(lang),
        Kind::Touch => words::record_touch(lang),
        Kind::Stop => words::record_stop(lang),
        Kind::Matter => words::record_matter(lang),
        Kind::Appointment => words::record_appointment(lang),
        Kind::HolidayYear => words::record_holidays(lang),
        Kind::Leave => words::record_leave(lang),
        Kind::Weights => words::record_weights(lang),
        Kind::Product => words::record_product(lang),
        Kind::Request => stock::record_request(lang),
        Kind::Arrival => stock::record_arrival(lang),
        Kind::Allotment => stock::record_allotment(lang),
        Kind::Telling => stock::record_telling(lang),
        Kind::Fulfilment => stock::record_fulfilment(lang),
        Kind::Merge => words::record_merge(lang),
        Kind::Twins => words::record_twins(lang),
        Kind::AccessKey => words::record_access_key(lang),
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

/// A birthday: `29 Feb 1980`, `2月29日`, `lunar 8-15`, `农历八月十五`.
pub fn birthday(lang: Lang, birthday: Birthday) -> String {
    let year = birthday.year.unwrap_or(LEAP_YEAR);
    match NaiveDate::from_ymd_opt(year, birthday.month.into(), birthday.day.into()) {
        Some(day) if !birthday.lunar => {
            // Without a year, none is shown: seen from its own.
            let seen_from = if birthday.year.is_some() { NaiveDate::MIN } else { day };
            dates::day(lang, day, seen_from)
        }
        _ => form::birthday_text(lang, Some(birthday)),
    }
}

/// Any, for birthdays on 29 February of a year that is not known.
const LEAP_YEAR: i32 = 2000;

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

/// What was done, in a word or two.
pub fn deed(lang: Lang, deed: Deed) -> &'static str {
    match deed {
        Deed::Add => visit::deed_add(lang),
        Deed::Set => visit::deed_set(lang),
        Deed::Edit => visit::deed_edit(lang),
        Deed::Remove => visit::deed_remove(lang),
        Deed::Correct => visit::deed_correct(lang),
        Deed::Void => visit::deed_void(lang),
        Deed::Merge => visit::deed_merge(lang),
        Deed::Unmerge => visit::deed_unmerge(lang),
        Deed::CheckIn => visit::deed_check_in(lang),
        Deed::CheckOut => visit::deed_check_out(lang),
        Deed::CallOff => visit::deed_call_off(lang),
        Deed::Enter => visit::deed_enter(lang),
        Deed::Plan => visit::deed_plan(lang),
        Deed::Reorder => visit::deed_reorder(lang),
        Deed::MoveTo => visit::deed_move(lang),
        Deed::Skip => visit::deed_skip(lang),
        Deed::Pin => visit::deed_pin(lang),
        Deed::Lock => visit::deed_lock(lang),
        Deed::Unplan => visit::deed_unplan(lang),
        Deed::EndDay => visit::deed_end_day(lang),
        Deed::Rearrange => visit::deed_rearrange(lang),
        Deed::StepDone => visit::deed_step_done(lang),
        Deed::PutOff => visit::deed_put_off(lang),
        Deed::Answer => visit::deed_answer(lang),
        Deed::Settle => visit::deed_settle(lang),
        Deed::Pause => visit::deed_pause(lang),
        Deed::Resume => visit::deed_resume(lang),
        Deed::Request => stock::deed_request(lang),
        Deed::Cancel => stock::deed_cancel(lang),
        Deed::Arrive => stock::deed_arrive(lang),
        Deed::Close => stock::deed_close(lang),
        Deed::Allot => stock::deed_allot(lang),
        Deed::Tell => stock::deed_tell(lang),
        Deed::Respond => stock::deed_respond(lang),
        Deed::Fulfil => stock::deed_fulfil(lang),
    }
}

/// What makes an account urgent.
pub fn term(lang: Lang, line: &Line, term: &Term) -> String {
    match *term {
        Term::Cadence { past_opening, length, factor } => format!(
            "{}, {}",
            words::term_cadence(lang, past_opening, length),
            words::term_factor(lang, &line.tier, factor)
        ),
        Term::MatterDue => words::term_matter_due(lang).to_owned(),
        Term::MatterOverdue => words::term_matter_overdue(lang).to_owned(),
        Term::StockArrived => words::term_stock(lang).to_owned(),
        Term::Complaint => words::term_complaint(lang).to_owned(),
        Term::AppointmentToday => words::term_appointment(lang).to_owned(),
        Term::CareNear => words::term_care(lang).to_owned(),
    }
}

/// A day by name; one on which nobody works says so.
pub fn day(lang: Lang, policy: &Policy, day: NaiveDate, today: NaiveDate) -> String {
    let name = dates::week_day(lang, day, today);
    if policy.calendar.is_working(day) { name } else { format!("{name} ({})", common::rest_day(lang)) }
}
