//! Links that open a place on a map: a `geo:` address (RFC 5870), which telephones give to the map they have, and one of the web, made
//! from a template. Degrees are those of WGS 84; a map that counts in others is told so by its template.

use std::fmt::Write;

use serde::Deserialize;

use super::Route;
use crate::domain::place::Place;
use crate::i18n::text::clean;

/// The map that is linked to unless another is configured.
const SHIPPED: &str = "https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=18/{lat}/{lon}";

/// The address of a map, with gaps for a place: `{lat}`, `{lon}` and, if the map shows it, `{name}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MapLink(String);

/// Why a template is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadTemplate {
    /// It is not an address of the web.
    #[error("it does not begin with https:// or http://")]
    NoAddress,
    /// It does not say where.
    #[error("{{lat}} and {{lon}} do not both stand in it")]
    NoPlace,
    /// It has characters that no address has.
    #[error("it has blanks or signs that no address has")]
    Signs,
}

impl Default for MapLink {
    fn default() -> Self {
        Self(SHIPPED.to_owned())
    }
}

impl TryFrom<String> for MapLink {
    type Error = BadTemplate;

    fn try_from(text: String) -> Result<Self, BadTemplate> {
        let is_sign = |c: char| c.is_ascii_graphic() && !"\"<>\\^`|".contains(c);
        if !["https://", "http://"].iter().any(|scheme| text.starts_with(scheme)) {
            Err(BadTemplate::NoAddress)
        } else if !text.chars().all(is_sign) {
            Err(BadTemplate::Signs)
        } else if !["{lat}", "{lon}"].iter().all(|gap| text.contains(gap)) {
            Err(BadTemplate::NoPlace)
        } else {
            Ok(Self(text))
        }
    }
}

impl MapLink {
    /// The link to a place of this name.
    pub fn of(&self, place: Place, name: &str) -> String {
        let (mut out, mut rest) = (String::new(), self.0.as_str());
        // From left to right and once, so that a name with a gap in it fills none.
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let gaps = [("{lat}", degrees(place.lat)), ("{lon}", degrees(place.lon)), ("{name}", escaped(name))];
            if let Some((gap, filled)) = gaps.into_iter().find(|(gap, _)| rest.starts_with(gap)) {
                out.push_str(&filled);
                rest = &rest[gap.len()..];
            } else {
                out.push('{');
                rest = &rest[1..];
            }
        }
        out + rest
    }
}

/// The `geo:` address of a place.
pub fn geo(place: Place) -> String {
    // At a pole there is but one meridian (RFC 5870, section 3.4.2).
    let lon = if place.lat.abs() >= 90.0 { 0.0 } else { place.lon };
    format!("geo:{},{}", degrees(place.lat), degrees(lon))
}

/// Degrees with six places, which is a tenth of a metre.
pub(super) fn degrees(number: f64) -> String {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// A text inside an address: every byte but those that mean nothing else (RFC 3986, section 2.3).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for byte in clean(text).bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// A line for each stop on the way: day, time, name, links.
pub(super) fn text(route: &Route) -> String {
    let mut out = String::new();
    for (day, stop) in route.on_the_way() {
        let time = stop.arrival.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
        let links = stop.place.map(|place| format!("\t{}\t{}", route.map.of(place, &stop.name), geo(place)));
        let _ = writeln!(out, "{}\t{time}\t{}{}", day.day, clean(&stop.name), links.unwrap_or_default());
    }
    out
}
