//! GPX 1.1 (Topografix, 2004): a waypoint for each stop in order, and a route for each day. Stops without a place are not in it, nor is
//! the home of the rep.

use std::fmt::Write;

use chrono::SecondsFormat;

use super::links::degrees;
use super::{Day, Route, Stop};
use crate::domain::place::Place;
use crate::i18n::text::clean;

/// The text of the file.
pub fn text(route: &Route) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<gpx version=\"1.1\" creator=\"Rounds\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n");
    let revised = route.revised.to_rfc3339_opts(SecondsFormat::Secs, true);
    let _ = writeln!(out, "  <metadata><name>{}</name><time>{revised}</time></metadata>", escaped(&route.name));
    for day in &route.days {
        for (stop, place) in day.placed() {
            let _ = writeln!(out, "  {}", waypoint("wpt", (day, stop, place), route));
        }
    }
    for day in route.days.iter().filter(|day| day.placed().next().is_some()) {
        let _ = writeln!(out, "  <rte>\n    <name>{}</name>", escaped(&day.name));
        for (stop, place) in day.placed() {
            let _ = writeln!(out, "    {}", waypoint("rtept", (day, stop, place), route));
        }
        out.push_str("  </rte>\n");
    }
    out.push_str("</gpx>\n");
    out
}

/// A stop as an element of this name; the order of what stands in it is the schema's.
fn waypoint(element: &str, (day, stop, place): (&Day, &Stop, Place), route: &Route) -> String {
    let mut out = format!("<{element} lat=\"{}\" lon=\"{}\">", degrees(place.lat), degrees(place.lon));
    if let Some(at) = route.reached(day, stop) {
        let _ = write!(out, "<time>{}</time>", at.to_rfc3339_opts(SecondsFormat::Secs, true));
    }
    let _ = write!(out, "<name>{}</name>", escaped(&stop.numbered()));
    if !stop.told().is_empty() {
        let _ = write!(out, "<desc>{}</desc>", escaped(&stop.told()));
    }
    if let Some(link) = route.link(stop) {
        let _ = write!(out, "<link href=\"{}\"></link>", escaped(&link));
    }
    let _ = write!(out, "</{element}>");
    out
}

/// Text inside an element or an attribute. What XML cannot say at all is dropped.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in clean(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c => out.push(c),
        }
    }
    out
}
