//! The end of a day: how it went, the stops that were not done and where they can go. Of one day, or of all days that nobody closed.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::change::Change;
use crate::domain::ids::{RepId, StopId};
use crate::domain::route::{End, Fate};
use crate::i18n::messages::closing as words;
use crate::i18n::{Lang, dates};
use crate::store::{Colleague, Keep, Result, Store};

use super::day::{DayView, day_view};
use super::names::joined;
use super::policy::{Line, Policy};
use super::who::Who;

/// Days with stops that did not end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closing {
    /// The earliest first; only those with such stops.
    pub days: Vec<DayEnd>,
    /// Who can be asked to go.
    pub colleagues: Vec<Colleague>,
}

/// A day that ends.
#[derive(Clone, Debug, PartialEq)]
pub struct DayEnd {
    /// Which.
    pub day: NaiveDate,
    /// Stops that were on the route.
    pub planned: usize,
    /// Of them, those that were visited.
    pub done: usize,
    /// Those that ended without a visit.
    pub ended: usize,
    /// Those that did not end.
    pub open: Vec<OpenStop>,
    /// The next day of work to which they can go.
    pub next: NaiveDate,
}

/// A stop that did not end.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenStop {
    /// Which.
    pub stop: StopId,
    /// The account.
    pub line: Line,
    /// Its visit is under way: it ends with the visit.
    pub visiting: bool,
}

/// The end of a day; without one, of all days before today that have stops that did not end.
pub fn closing(store: &dyn Store, who: &Who, policy: &Policy, day: Option<NaiveDate>) -> Result<Closing> {
    let days = match day {
        Some(day) => vec![day],
        None => store.unfinished_days(who.viewer(), who.rep.id, who.today)?,
    };
    let mut found = Vec::new();
    for day in days {
        let end = day_end(&day_view(store, who, policy, day)?, who, policy);
        found.extend((!end.open.is_empty()).then_some(end));
    }
    let colleagues = if found.is_empty() { Vec::new() } else { store.colleagues(who.viewer())? };
    Ok(Closing { days: found, colleagues })
}

fn day_end(view: &DayView, who: &Who, policy: &Policy) -> DayEnd {
    let count = |is: fn(&Fate) -> bool| view.stops.iter().filter(|stop| is(&stop.stop.fate)).count();
    let open = view.stops.iter().filter(|stop| stop.stop.fate.is_open()).map(|stop| OpenStop {
        stop: stop.stop.id,
        line: stop.line.clone(),
        visiting: stop.line.row.visiting.is_some() && view.day == who.today,
    });
    let done = count(|fate| matches!(fate, Fate::Done { .. }));
    let open: Vec<OpenStop> = open.collect();
    let after = view.day.succ_opt().unwrap_or(view.day).max(who.today);
    DayEnd {
        day: view.day,
        planned: view.stops.len(),
        done,
        ended: view.stops.len() - done - open.len(),
        open,
        next: policy.working_day(who.rep.id, after),
    }
}

impl DayEnd {
    /// How it went, in a line.
    pub fn summary(&self, lang: Lang, today: NaiveDate) -> String {
        let ended = if self.ended > 0 { words::ended(lang, self.ended) } else { String::new() };
        let done = words::done(lang, self.done, self.planned);
        joined(lang, &[&dates::week_day(lang, self.day, today), &done, &ended])
    }
}

/// The setting in which is kept what was chosen and is not written yet.
pub const KEPT: &str = "closing";

/// What was kept. Of what cannot be read nothing is chosen: every stop is left to its window.
pub fn kept(value: &str) -> BTreeMap<StopId, End> {
    serde_json::from_str::<Vec<(StopId, End)>>(value).unwrap_or_default().into_iter().collect()
}

/// What was chosen, to be kept.
pub fn keep(chosen: &BTreeMap<StopId, End>, rep: RepId) -> Keep {
    let all: Vec<_> = chosen.iter().collect();
    let value = if all.is_empty() { String::new() } else { serde_json::to_string(&all).unwrap_or_default() };
    Keep::Setting { rep, name: KEPT.to_owned(), value }
}

impl Closing {
    /// What is said once all of it is written; the key shows the report.
    pub fn said(&self, lang: Lang, today: NaiveDate, key: &str) -> String {
        match &self.days[..] {
            [one] => words::did_close(lang, &dates::week_day(lang, one.day, today), one.done, one.planned, key),
            several => words::did_close_days(lang, several.len()),
        }
    }

    /// Every stop ends as it was chosen; of which nothing was, it is left to its window.
    pub fn changes(&self, chosen: &BTreeMap<StopId, End>, rep: RepId) -> Vec<Change> {
        let fate = |stop: &OpenStop| (stop.stop, chosen.get(&stop.stop).cloned().unwrap_or(End::Left));
        let day = |day: &DayEnd| Change::EndDay {
            rep,
            day: day.day,
            ends: day.open.iter().filter(|stop| !stop.visiting).map(fate).collect(),
        };
        self.days.iter().map(day).collect()
    }
}

/// What becomes of a stop, in words.
pub fn end(lang: Lang, end: &End, colleagues: &[Colleague], today: NaiveDate) -> String {
    match end {
        End::Left => words::left(lang).to_owned(),
        End::Rolled { to, .. } => words::rolled(lang, &dates::week_day(lang, *to, today)),
        End::Handed { to, on, .. } => {
            let name = colleagues.iter().find(|it| it.id == *to).map_or("", |it| it.name.as_str());
            words::handed(lang, name, &dates::week_day(lang, *on, today))
        }
        End::Skipped { reason } if reason.is_empty() => words::skipped(lang).to_owned(),
        End::Skipped { reason } => words::skipped_because(lang, reason),
    }
}
