//! The rules of the field, as tables a sales manager can read and as properties.

use chrono::NaiveDate;
use rounds::domain::cadence::{Clock, DayCount, Standing, Unit, Window, standing};
use rounds::domain::calendar::{Calendar, shipped_holidays};
use rounds::domain::day::Span;

mod allotment;
mod birthdays;
mod cadence;
mod calendar;
mod capacity;
mod counting;
mod days;
mod due;
mod fairness;
mod pauses;
mod records;
mod rules;
mod touches;
mod urgency;

/// A day as people write it: 2026-02-13.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_else(|_| panic!("{text} is no day"))
}

/// A span as people write it: `2026-02-13..2026-02-20`, or `2026-02-13..` until further notice.
pub fn span(text: &str) -> Span {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    Span { first: day(first), last: (!last.is_empty()).then(|| day(last)) }
}

pub fn spans(texts: &[&str]) -> Vec<Span> {
    texts.iter().map(|text| span(text)).collect()
}

pub fn window(min: u32, max: u32) -> Window {
    Window::new(min, max).unwrap()
}

pub fn shipped() -> Calendar {
    Calendar::new(&shipped_holidays())
}

/// One account and all that its days are counted by, on the calendar that ships.
pub struct Case {
    pub last: Option<NaiveDate>,
    pub window: Window,
    pub unit: Unit,
    pub closures: Vec<Span>,
    pub pauses: Vec<Span>,
    pub leave: Vec<Span>,
}

impl Case {
    /// A key account (3–5 working days) last seen on this day.
    pub fn key(last: &str) -> Self {
        Self {
            last: Some(day(last)),
            window: window(3, 5),
            unit: Unit::Working,
            closures: Vec::new(),
            pauses: Vec::new(),
            leave: Vec::new(),
        }
    }

    pub fn calendar_days(self) -> Self {
        Self { unit: Unit::Calendar, ..self }
    }

    pub fn paused(self, texts: &[&str]) -> Self {
        Self { pauses: spans(texts), ..self }
    }

    pub fn closed(self, texts: &[&str]) -> Self {
        Self { closures: spans(texts), ..self }
    }

    pub fn on_leave(self, texts: &[&str]) -> Self {
        Self { leave: spans(texts), ..self }
    }

    pub fn on(&self, today: NaiveDate) -> Standing {
        let calendar = shipped();
        let count = DayCount::new(self.unit, &calendar, &self.closures, &self.pauses, &self.leave);
        let clock = Clock { last: self.last, pauses: self.pauses.clone() };
        standing(&clock, Some(self.window), &count, today)
    }

    /// What the screen would say on a day: "early", "in window", "last day", "overdue 2", "never", "paused until …".
    pub fn says(&self, today: &str) -> String {
        said(&self.on(day(today)))
    }
}

/// A standing in words, with its days.
pub fn said(standing: &Standing) -> String {
    use rounds::domain::cadence::State;
    let days = standing.days.map_or_else(String::new, |days| format!("day {days}, "));
    match standing.state {
        State::Paused { until: None } => "paused".to_owned(),
        State::Paused { until: Some(until) } => format!("paused until {until}"),
        State::NoCadence => "no cadence".to_owned(),
        State::Never => "never".to_owned(),
        State::Early { opens_in } => format!("{days}early, opens in {opens_in}"),
        State::InWindow { left } => format!("{days}in window, {left} left"),
        State::LastDay => format!("{days}last day"),
        State::Overdue { by } => format!("{days}overdue by {by}"),
    }
}
