//! The numbers of the board in words: what they are called, how they are computed, and what their rows say.

use chrono::{Datelike, NaiveDate};

use crate::app::names::{self, grouped};
use crate::i18n::messages::{board as words, marks};
use crate::i18n::{Lang, dates};

use super::{Every, Fact, Figure, Measure, Number, Period};

/// What a number is called.
pub fn name(lang: Lang, figure: &Figure) -> String {
    let word = match figure {
        Figure::InWindow(tier) => return words::in_window(lang, tier),
        Figure::PlanKept => words::plan_kept(lang),
        Figure::OnTime => words::on_time(lang),
        Figure::Coverage => words::coverage(lang),
        Figure::Attainment => words::attainment(lang),
        Figure::Attempted => words::attempted(lang),
        Figure::VisitsADay => words::visits_a_day(lang),
        Figure::Orders => words::orders(lang),
        Figure::Stays => words::stays(lang),
        Figure::StayLength => words::stay_length(lang),
        Figure::KeyTime => words::key_time(lang),
        Figure::MattersInTime => words::matters_in_time(lang),
        Figure::WaitTold => words::wait_told(lang),
        Figure::WaitSupplied => words::wait_supplied(lang),
    };
    word.to_owned()
}

/// How it is computed.
pub fn formula(lang: Lang, figure: &Figure) -> &'static str {
    match figure {
        Figure::InWindow(_) => words::in_window_is(lang),
        Figure::PlanKept => words::plan_kept_is(lang),
        Figure::OnTime => words::on_time_is(lang),
        Figure::Coverage => words::coverage_is(lang),
        Figure::Attainment => words::attainment_is(lang),
        Figure::Attempted => words::attempted_is(lang),
        Figure::VisitsADay => words::visits_a_day_is(lang),
        Figure::Orders => words::orders_is(lang),
        Figure::Stays => words::stays_is(lang),
        Figure::StayLength => words::stay_length_is(lang),
        Figure::KeyTime => words::key_time_is(lang),
        Figure::MattersInTime => words::matters_in_time_is(lang),
        Figure::WaitTold => words::wait_told_is(lang),
        Figure::WaitSupplied => words::wait_supplied_is(lang),
    }
}

/// What it is; a dash where there was nothing to count.
pub fn value(lang: Lang, measure: Measure, number: &Number) -> String {
    let Some(value) = number.value else { return words::nothing(lang).to_owned() };
    match measure {
        Measure::Share => format!("{:.0}%", value * 100.0),
        Measure::Count => format!("{value:.0}"),
        Measure::ADay => format!("{value:.1}"),
        Measure::Minutes => words::minutes(lang, value.round() as i64),
        Measure::Days => words::days(lang, names::rounded(value)),
    }
}

/// What counts over what there was.
pub fn of(number: &Number) -> String {
    let whole = |value: f64| if value.fract() == 0.0 { grouped(value as u64) } else { format!("{value:.1}") };
    number
        .of
        .filter(|(_, bottom)| *bottom > 0.0)
        .map_or_else(String::new, |(top, bottom)| format!("{}/{}", whole(top), whole(bottom)))
}

/// A period in as few cells as there are: the day a week begins on, or the month.
pub fn span(lang: Lang, every: Every, period: Period, today: NaiveDate) -> String {
    match every {
        Every::Week => dates::day(lang, period.0, today),
        Every::Month if period.0.year() == today.year() => dates::month_short(lang, period.0),
        Every::Month => dates::month_of(lang, period.0),
    }
}

/// A period in full.
pub fn title(lang: Lang, every: Every, period: Period, today: NaiveDate) -> String {
    match every {
        Every::Week => words::week(lang, &dates::day(lang, period.0, today), &dates::day(lang, period.1, today)),
        Every::Month => dates::month_of(lang, period.0),
    }
}

/// What a row was.
pub fn fact(lang: Lang, fact: &Fact, day: Option<NaiveDate>, today: NaiveDate) -> String {
    match fact {
        Fact::Stop(fate) if fate.is_open() => words::stop_open(lang).to_owned(),
        Fact::Stop(fate) => names::joined(lang, &[&names::fate(lang, fate, None, today), fate.reason()]),
        Fact::Gap(days, window) => words::gap(lang, *days, window.min, window.max),
        Fact::State(state) => names::state(lang, *state, today),
        Fact::Visited(0) => words::not_visited(lang).to_owned(),
        Fact::Visited(visits) => words::visited(lang, *visits),
        Fact::Asked(visits, asked) => words::asked(lang, *visits, names::rounded(*asked)),
        Fact::Met(true) => words::met(lang).to_owned(),
        Fact::Met(false) => marks::attempted(lang).to_owned(),
        Fact::Ordered(0) => words::no_order(lang).to_owned(),
        Fact::Ordered(quantity) => words::ordered(lang, &grouped(*quantity)),
        Fact::Minutes(Some(minutes)) => names::duration(lang, *minutes),
        Fact::Minutes(None) => words::no_minutes(lang).to_owned(),
        Fact::Answered(text, None) => names::joined(lang, &[words::unanswered(lang), text]),
        Fact::Answered(text, Some(answered)) => {
            let late = day.map_or(0, |due| (*answered - due).num_days()).max(0);
            let how =
                if late > 0 { words::answered_late(lang, late) } else { words::answered_in_time(lang).to_owned() };
            names::joined(lang, &[&how, text])
        }
        Fact::Waited(product, days) => names::joined(lang, &[&words::waited(lang, *days), product]),
    }
}
