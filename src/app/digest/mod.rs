//! What a rep needs in a morning mail or at a login: the route, whom it is late for, what is due, what waits. The same reads and rules as
//! the screens; nothing is worked out anew here.

pub mod html;
pub mod text;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use crate::domain::cadence::State;
use crate::i18n::text::clean;
use crate::store::{Result, Store};

use super::day::{DayKind, day_view};
use super::names::rounded;
use super::policy::{Line, Policy, by_urgency};
use super::who::Who;

/// So many stops and so many overdue accounts are named.
const NAMED: usize = 5;

/// The digest of a day. Its fields are those of the JSON.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Digest {
    /// The day.
    pub day: NaiveDate,
    /// The rep's code.
    pub rep: String,
    /// The rep's name.
    pub rep_name: String,
    /// `working`, `rest` or `leave`.
    pub kind: &'static str,
    /// The route.
    pub route: Route,
    /// Whom it is late for.
    pub overdue: Overdue,
    /// For whom it is the last day.
    pub last_day: Vec<Shop>,
    /// Where something is owed by this day.
    pub matters: Vec<Owed>,
    /// Agreed times of the day.
    pub appointments: Vec<Agreed>,
    /// Visits that were begun and not ended.
    pub open_visits: Vec<Waiting>,
    /// What was typed and not saved.
    pub drafts: Vec<Waiting>,
}

/// A route in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Route {
    /// Stops that are not skipped.
    pub stops: usize,
    /// Those that are done.
    pub done: usize,
    /// The next ones, at most five.
    pub next: Vec<Stop>,
    /// When the day is over.
    pub back: Option<String>,
    /// Minutes past the end of the working day.
    pub over: u32,
}

/// A stop.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stop {
    /// When it is reached.
    pub arrival: Option<String>,
    /// Where.
    #[serde(flatten)]
    pub shop: Shop,
}

/// Overdue accounts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overdue {
    /// How many.
    pub count: usize,
    /// How many of each tier.
    pub tiers: Vec<OfTier>,
    /// The most urgent, at most five.
    pub worst: Vec<Shop>,
}

/// How many of a tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfTier {
    /// The tier's letter.
    pub tier: String,
    /// How many.
    pub count: usize,
}

/// An account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shop {
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// Tier.
    pub tier: String,
    /// Counted days past the window, negative before its end.
    pub over: Option<i64>,
    /// Score.
    pub score: f64,
    /// Where its clock stands, for the words.
    #[serde(skip)]
    pub state: State,
}

/// An account where something is due.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Owed {
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// The earliest day.
    pub due: NaiveDate,
}

/// An agreed time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Agreed {
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// When, if it was said.
    pub time: Option<String>,
}

/// Something that waits to be finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// The account's name.
    pub name: String,
    /// The business day it is of.
    pub day: NaiveDate,
}

impl Digest {
    /// As JSON.
    pub fn json(&self) -> String {
        let value = serde_json::to_value(self).unwrap_or_default();
        format!("{value:#}\n")
    }
}

/// Puts a digest together.
pub fn digest(store: &dyn Store, who: &Who, policy: &Policy, day: NaiveDate) -> Result<Digest> {
    let (viewer, rep) = (who.viewer(), who.rep.id);
    let view = day_view(store, who, policy, day)?;
    let (done, stops) = view.done();
    let open = view.stops.iter().filter(|stop| stop.stop.fate.is_open());
    let next = open.take(NAMED).map(|stop| Stop { arrival: stop.arrival.map(clock), shop: shop(&stop.line) });
    let rows = store.book(viewer, rep, day)?;
    let mut lines: Vec<Line> = rows.into_iter().map(|row| policy.line(row, day)).collect();
    by_urgency(&mut lines);
    let late: Vec<&Line> = lines.iter().filter(|line| matches!(line.standing.state, State::Overdue { .. })).collect();
    let mut tiers: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for line in &late {
        *tiers.entry((line.tier_rank.unwrap_or(u32::MAX), &line.tier)).or_default() += 1;
    }
    let mut matters: Vec<Owed> = lines.iter().filter_map(|line| owed(line, day)).collect();
    matters.sort_by_key(|owed| owed.due);
    let mut appointments: Vec<(Option<NaiveTime>, Agreed)> =
        lines.iter().filter_map(|line| agreed(line, day)).collect();
    appointments.sort_by_key(|(time, _)| *time);
    let waiting = |name: &str, day| Waiting { name: clean(name), day };
    Ok(Digest {
        day,
        rep: clean(&who.rep.code),
        rep_name: clean(&who.rep.name),
        kind: match view.kind {
            DayKind::Working => "working",
            DayKind::Rest => "rest",
            DayKind::Leave => "leave",
        },
        route: Route { stops, done, next: next.collect(), back: view.back.map(clock), over: view.over },
        overdue: Overdue {
            count: late.len(),
            tiers: tiers.into_iter().map(|((_, tier), count)| OfTier { tier: tier.to_owned(), count }).collect(),
            worst: late.iter().take(NAMED).map(|line| shop(line)).collect(),
        },
        last_day: lines.iter().filter(|line| line.standing.state == State::LastDay).map(shop).collect(),
        matters,
        appointments: appointments.into_iter().map(|(_, agreed)| agreed).collect(),
        open_visits: store.open_visits(viewer)?.iter().map(|it| waiting(&it.name, it.touch.day)).collect(),
        drafts: store
            .drafts(viewer)?
            .iter()
            .map(|row| {
                let saved = crate::domain::day::business_day(row.draft.saved, who.rep.zone);
                waiting(&row.name, row.draft.late_day.unwrap_or(saved))
            })
            .collect(),
    })
}

fn clock(time: NaiveTime) -> String {
    crate::i18n::dates::time(time)
}

fn shop(line: &Line) -> Shop {
    Shop {
        name: clean(&line.row.name),
        code: clean(&line.row.code),
        tier: line.tier.clone(),
        over: line.standing.over(),
        score: rounded(line.score.total()),
        state: line.standing.state,
    }
}

fn owed(line: &Line, day: NaiveDate) -> Option<Owed> {
    let due = line.row.matter_due.filter(|due| *due <= day)?;
    Some(Owed { name: clean(&line.row.name), code: clean(&line.row.code), due })
}

fn agreed(line: &Line, day: NaiveDate) -> Option<(Option<NaiveTime>, Agreed)> {
    let (_, time) = line.row.appointment.filter(|(agreed, _)| *agreed == day)?;
    let (name, code) = (clean(&line.row.name), clean(&line.row.code));
    Some((time, Agreed { name, code, time: time.map(clock) }))
}
