//! Capacity honesty: what the windows of a book ask for on a working day, against the hours there are. The program says when it does not fit,
//! instead of stretching intervals in silence.

use std::collections::BTreeMap;

use chrono::Days;

use crate::domain::cadence::{State, Unit, Window};
use crate::domain::capacity::{Group, Period, visits_per_working_day};
use crate::i18n::messages::capacity as words;
use crate::i18n::{Lang, dates};
use crate::store::{Result, Store};

use super::day::{DayView, day_view};
use super::names;
use super::policy::{Line, Policy};
use super::query::book;
use super::who::Who;

/// So many days ahead are looked at.
const DAYS: u64 = 28;

/// What is asked for on a working day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// By tier, window and length of a visit, the most minutes first.
    pub parts: Vec<Part>,
    /// Minutes that a working day has.
    pub hours: f64,
}

/// Accounts of a tier with one window and one length of visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The tier's letter.
    pub tier: String,
    /// How many, their window, and which days it counts.
    pub group: Group,
    /// Minutes of a visit.
    pub minutes: u32,
    /// Visits on a working day.
    pub visits: f64,
}

impl Demand {
    /// Visits on a working day.
    pub fn visits(&self) -> f64 {
        self.parts.iter().map(|part| part.visits).fold(0.0, |sum, visits| sum + visits)
    }

    /// Minutes in shops on a working day.
    pub fn minutes(&self) -> f64 {
        self.parts.iter().map(|part| part.visits * f64::from(part.minutes)).fold(0.0, |sum, minutes| sum + minutes)
    }

    /// Whether the visits alone are more than the hours, ways left out.
    pub fn is_too_much(&self) -> bool {
        self.minutes() > self.hours
    }
}

/// What a book asks for on a working day of the weeks to come. Accounts that are paused or have no cadence ask for nothing.
pub fn demand(lines: &[Line], policy: &Policy, who: &Who) -> Demand {
    let last = who.today.checked_add_days(Days::new(DAYS - 1)).unwrap_or(who.today);
    let period = Period::of(&policy.calendar, who.today, last);
    let mut groups: BTreeMap<(String, u32, u32, bool, u32), Group> = BTreeMap::new();
    for line in lines {
        let asks = !matches!(line.standing.state, State::Paused { .. } | State::NoCadence);
        if let (true, Some(window), Some(unit)) = (asks, line.standing.window, line.unit) {
            let key = (line.tier.clone(), window.min, window.max, unit == Unit::Working, line.minutes);
            groups.entry(key).or_insert(Group { accounts: 0, window, unit }).accounts += 1;
        }
    }
    let part = |((tier, _, _, _, minutes), group): ((String, u32, u32, bool, u32), Group)| {
        Some(Part { tier, group, minutes, visits: visits_per_working_day(&[group], period)? })
    };
    let mut parts: Vec<Part> = groups.into_iter().filter_map(part).collect();
    parts.sort_by(|a, b| (b.visits * f64::from(b.minutes)).total_cmp(&(a.visits * f64::from(a.minutes))));
    let hours = who.rep.hours;
    let minutes = (hours.end - hours.start).num_minutes();
    // Hours may run past midnight.
    let minutes = if minutes < 0 { minutes + 24 * 60 } else { minutes };
    Demand { parts, hours: (minutes - i64::from(hours.lunch)).max(0) as f64 }
}

/// The sum, line by line, with the ways of a day's route.
pub fn page(store: &dyn Store, who: &Who, policy: &Policy, lang: Lang) -> Result<Vec<String>> {
    let demand = demand(&book(store, who, policy)?, policy, who);
    let day = policy.working_day(who.rep.id, who.today);
    let route = day_view(store, who, policy, day)?;
    let mut lines = vec![words::about(lang).to_owned(), String::new()];
    for part in &demand.parts {
        let Group { accounts, window: Window { min, max }, unit } = part.group;
        let midpoint = f64::midpoint(f64::from(min), f64::from(max));
        let spent = duration(lang, part.visits * f64::from(part.minutes));
        let span = words::span(lang, &number(midpoint), names::unit(lang, unit));
        let visits = number(part.visits);
        lines.push(words::part(lang, &part.tier, accounts, &span, &visits, part.minutes, &spent));
    }
    let in_shops = demand.minutes();
    lines.extend([String::new(), words::together(lang, &number(demand.visits()), &duration(lang, in_shops))]);
    let ways = minutes_of_a_way(&route).map(|each| (each, each * demand.visits()));
    match ways {
        Some((each, all)) => {
            lines.push(words::ways(lang, &number(each), &duration(lang, all), &dates::week_day(lang, day, who.today)));
        }
        None => lines.push(words::no_ways(lang).to_owned()),
    }
    let needed = in_shops + ways.map_or(0.0, |(_, all)| all);
    lines.push(words::hours(lang, &duration(lang, demand.hours)));
    lines.push(if needed > demand.hours {
        words::too_much(lang, &duration(lang, needed - demand.hours), &number(needed / demand.hours.max(1.0)))
    } else {
        words::fits(lang, &duration(lang, demand.hours - needed))
    });
    Ok(lines)
}

/// Minutes from one stop of a route to the next, estimated; none for a route of fewer than three stops.
fn minutes_of_a_way(route: &DayView) -> Option<f64> {
    let stops = route.stops.len();
    (stops >= 3 && route.metres > 0).then(|| route.seconds as f64 / 60.0 / stops as f64)
}

/// A number with one digit behind the point.
fn number(value: f64) -> String {
    format!("{value:.1}")
}

/// Minutes as people say them.
fn duration(lang: Lang, minutes: f64) -> String {
    names::duration(lang, minutes.round() as i64)
}

/// In one line that it does not fit; empty if it does.
pub fn warning(lang: Lang, demand: &Demand, key: &str) -> String {
    if !demand.is_too_much() {
        return String::new();
    }
    words::warning(
        lang,
        &number(demand.visits()),
        &duration(lang, demand.minutes()),
        &duration(lang, demand.hours),
        key,
    )
}
