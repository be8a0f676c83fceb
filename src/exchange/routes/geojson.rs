//! `GeoJSON` (RFC 7946): a point for each stop, and a line for each day that joins them in order. Stops without a place are not in it.

use serde_json::{Value, json};

use super::{Day, Route, Stop, geo};
use crate::domain::place::Place;
use crate::i18n::text::clean;

/// The text of the file.
pub fn text(route: &Route) -> String {
    let features: Vec<Value> = route.days.iter().flat_map(|day| of_day(route, day)).collect();
    let all = json!({ "type": "FeatureCollection", "name": clean(&route.name), "features": features });
    format!("{all:#}\n")
}

fn of_day(route: &Route, day: &Day) -> Vec<Value> {
    let mut features: Vec<Value> = day.placed().map(|(stop, place)| point(route, day, stop, place)).collect();
    let line: Vec<Value> = day.placed().map(|(_, place)| position(place)).collect();
    // A line has two ends.
    if line.len() > 1 {
        features.push(json!({
            "type": "Feature",
            "geometry": { "type": "LineString", "coordinates": line },
            "properties": { "day": day.day, "name": clean(&day.name) },
        }));
    }
    features
}

fn point(route: &Route, day: &Day, stop: &Stop, place: Place) -> Value {
    let arrival = route.reached(day, stop).map(|at| at.with_timezone(&route.zone).to_rfc3339());
    json!({
        "type": "Feature",
        "id": stop.id.0,
        "geometry": { "type": "Point", "coordinates": position(place) },
        "properties": {
            "day": day.day,
            "number": stop.number,
            "name": clean(&stop.name),
            "code": clean(&stop.code),
            "address": clean(&stop.address),
            "arrival": arrival,
            "minutes": stop.minutes,
            "url": route.link(stop),
            "geo": geo(place),
        },
    })
}

/// East before north, to a tenth of a metre.
fn position(place: Place) -> Value {
    let degrees = |number: f64| (number * 1e6).round() / 1e6;
    json!([degrees(place.lon), degrees(place.lat)])
}
