//! iCalendar (RFC 5545): an event for each stop. An event is known by its stop, so that a calendar that takes the file in a second time
//! puts it right instead of doubling it; its sequence grows with what was changed last. A stop to which nobody goes any more is
//! cancelled, which takes it out of a calendar that has it.

use std::fmt::Display;

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use super::{Day, Route, Stop, links::degrees};
use crate::exchange::lines::{escaped, fold};

/// The text of the file.
pub fn text(route: &Route) -> String {
    let mut out = Lines(Vec::new());
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Rounds//Route//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("X-WR-CALNAME", escaped(&route.name));
    for day in &route.days {
        day.stops.iter().for_each(|stop| event(&mut out, route, day, stop));
    }
    out.line("END", "VCALENDAR");
    String::from_utf8(out.0).unwrap_or_default()
}

fn event(out: &mut Lines, route: &Route, day: &Day, stop: &Stop) {
    out.line("BEGIN", "VEVENT");
    out.line("UID", format!("{}@rounds", stop.id.0));
    out.line("DTSTAMP", stamp(route.revised));
    out.line("SEQUENCE", (route.revised - stop.made).num_seconds().clamp(0, i64::from(i32::MAX)));
    if let Some(at) = route.reached(day, stop) {
        out.line("DTSTART", stamp(at));
        out.line("DTEND", stamp(at + Duration::minutes(stop.minutes.into())));
    } else {
        out.line("DTSTART;VALUE=DATE", date(day.day));
        out.line("DTEND;VALUE=DATE", date(day.day + Days::new(1)));
    }
    out.line("SUMMARY", escaped(&stop.name));
    if !stop.address.is_empty() {
        out.line("LOCATION", escaped(&stop.address));
    }
    if !stop.code.is_empty() {
        out.line("DESCRIPTION", escaped(&stop.code));
    }
    if let Some(place) = stop.place {
        out.line("GEO", format!("{};{}", degrees(place.lat), degrees(place.lon)));
    }
    if let Some(link) = route.link(stop) {
        out.line("URL", link);
    }
    out.line("STATUS", if stop.number.is_some() { "CONFIRMED" } else { "CANCELLED" });
    out.line("END", "VEVENT");
}

/// Lines of the file, folded.
struct Lines(Vec<u8>);

impl Lines {
    fn line(&mut self, name: &str, value: impl Display) {
        // Writing into memory does not fail.
        let _ = fold(&mut self.0, &format!("{name}:{value}"));
    }
}

/// An instant in universal time.
fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn date(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}
