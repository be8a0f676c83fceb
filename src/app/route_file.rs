//! The route of some days as a file for other programs: what of a day's view goes into it, and how that is said.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, Timelike, Utc};

use crate::domain::route::Fate;
use crate::exchange::routes::{Day, Format, MapLink, Route, Stop};
use crate::i18n::messages::routes as words;
use crate::i18n::{Lang, dates};
use crate::store::{OperationsAsked, Result, Store};

use super::day::{DayView, StopLine, day_view};
use super::names::joined;
use super::policy::Policy;
use super::who::Who;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// Which kind of file.
    pub format: Format,
    /// The language of its names.
    pub lang: Lang,
    /// What a place is linked to.
    pub map: MapLink,
}

/// A file that is to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// Its text.
    pub text: String,
    /// How many stops are on the way.
    pub stops: usize,
    /// How many of them are left out, because they have no place on the map.
    pub left_out: usize,
}

/// The most days of one file.
pub const MOST_DAYS: i64 = 62;

/// Reads the days and puts the file together.
pub fn made(store: &dyn Store, who: &Who, policy: &Policy, asked: &Asked) -> Result<Made> {
    let Asked { from, to, format, lang, .. } = *asked;
    let views = from.iter_days().take_while(|day| *day <= to).take(MOST_DAYS as usize);
    let views = views.map(|day| day_view(store, who, policy, day)).collect::<Result<Vec<DayView>>>()?;
    let named = |day| dates::week_day(lang, day, who.today);
    let newest = store.operations(who.viewer(), OperationsAsked::default(), None, 1)?.items.pop();
    let read: Vec<Day> = views.iter().map(|view| of_day(view, &named(view.day))).collect();
    // What others did is not told to everybody; a stop that they made was made at some time.
    let made = read.iter().flat_map(|day| &day.stops).map(|stop| stop.made).max();
    let newest = newest.map(|operation| operation.at).max(made).unwrap_or(DateTime::UNIX_EPOCH);
    // The times of a day that is under way are planned from now on; all else rests on the data alone.
    let is_under_way = views.iter().any(|view| view.day == who.today);
    let days = if from == to { named(from) } else { words::span(lang, &named(from), &named(to)) };
    let route = Route {
        name: words::name(lang, &who.rep.name, &days),
        zone: who.rep.zone,
        revised: if is_under_way { newest.max(who.now) } else { newest },
        days: read,
        map: asked.map.clone(),
    };
    let left_out = if format.needs_places() { route.without_place() } else { 0 };
    Ok(Made { text: route.text(format), stops: route.stops(), left_out })
}

fn of_day(view: &DayView, name: &str) -> Day {
    let on_the_way = view.way.iter().enumerate().map(|(nth, at)| stop(&view.stops[*at], Some(nth + 1)));
    let gone = |stop: &&StopLine| !matches!(stop.stop.fate, Fate::Open | Fate::Done { .. });
    let gone = view.stops.iter().filter(gone).map(|line| stop(line, None));
    Day { day: view.day, name: name.to_owned(), stops: on_the_way.chain(gone).collect() }
}

fn stop(line: &StopLine, number: Option<usize>) -> Stop {
    let row = &line.line.row;
    Stop {
        id: line.stop.id,
        made: made_at(line.stop.id.0),
        number,
        // To the minute, as it is shown.
        arrival: line.arrival.and_then(|arrival| arrival.with_second(0)),
        minutes: line.line.minutes,
        name: row.name.clone(),
        code: row.code.clone(),
        address: row.address.clone(),
        place: row.place,
    }
}

/// When an identity was taken: a UUIDv7 begins with it.
fn made_at(id: uuid::Uuid) -> DateTime<Utc> {
    let seconds = id.get_timestamp().map_or(0, |stamp| i64::try_from(stamp.to_unix().0).unwrap_or(0));
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

impl Made {
    /// What is said beside the name of the file.
    pub fn said(&self, lang: Lang) -> String {
        let left_out = if self.left_out > 0 { words::left_out(lang, self.left_out) } else { String::new() };
        joined(lang, &[&words::stops(lang, self.stops - self.left_out), &left_out])
    }
}

/// The name that is proposed for the file of a day.
pub fn proposed(folder: &std::path::Path, day: NaiveDate) -> PathBuf {
    folder.join(format!("route-{day}.{}", Format::Calendar.word()))
}
