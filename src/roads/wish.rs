//! What a configuration wishes for: where travel times come from, and how they are estimated. Values that cannot be meant are refused
//! with what is possible.

use serde::de::{Deserializer, Error};
use serde::{Deserialize, de};

use crate::domain::place::Place;
use crate::planning::travel::{Estimate, Region, Travel};

/// Where travel times come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Nowhere: they are estimated.
    #[default]
    Estimate,
    /// From an OSRM server.
    Osrm,
    /// From a Valhalla server.
    Valhalla,
    /// From a network that was read from an extract.
    Roads,
}

impl Origin {
    /// The name in configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Estimate => "estimate",
            Self::Osrm => "osrm",
            Self::Valhalla => "valhalla",
            Self::Roads => "roads",
        }
    }
}

/// What is wished for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// Where travel times come from.
    pub from: Origin,
    /// The address of the server.
    pub url: Option<String>,
    /// How they are estimated.
    pub estimate: Estimate,
}

/// The same as it is written.
#[derive(Deserialize)]
#[serde(default)]
struct Written {
    source: Origin,
    #[serde(deserialize_with = "address")]
    url: Option<String>,
    #[serde(deserialize_with = "circuity")]
    circuity: f64,
    #[serde(deserialize_with = "speed")]
    kmh: f64,
    regions: Vec<Area>,
}

impl Default for Written {
    fn default() -> Self {
        let Travel { circuity, kmh } = Travel::default();
        Self { source: Origin::default(), url: None, circuity, kmh, regions: Vec::new() }
    }
}

/// A region as it is written; what it does not say is as usual.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Area {
    south: f64,
    west: f64,
    north: f64,
    east: f64,
    #[serde(default, deserialize_with = "some_circuity")]
    circuity: Option<f64>,
    #[serde(default, deserialize_with = "some_speed")]
    kmh: Option<f64>,
}

impl<'de> Deserialize<'de> for Wish {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(from)?;
        let usual = Travel { circuity: written.circuity, kmh: written.kmh };
        let regions = written.regions.iter().map(|area| area.region(usual));
        let regions = regions.collect::<Option<Vec<Region>>>();
        let regions = regions.ok_or_else(|| D::Error::custom("a region lies between south < north and west < east"))?;
        Ok(Self { from: written.source, url: written.url, estimate: Estimate { usual, regions } })
    }
}

impl Area {
    fn region(&self, usual: Travel) -> Option<Region> {
        let (from, to) = (Place::new(self.south, self.west)?, Place::new(self.north, self.east)?);
        let travel = Travel { circuity: self.circuity.unwrap_or(usual.circuity), kmh: self.kmh.unwrap_or(usual.kmh) };
        (from.lat < to.lat && from.lon < to.lon).then_some(Region { from, to, travel })
    }
}

/// A number within limits.
fn between<'de, D: Deserializer<'de>>(from: D, least: f64, most: f64) -> Result<f64, D::Error> {
    let number = f64::deserialize(from)?;
    if (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(D::Error::invalid_value(de::Unexpected::Float(number), &format!("{least} to {most}").as_str()))
}

fn circuity<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    between(from, 1.0, 10.0)
}

fn speed<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
    between(from, 1.0, 200.0)
}

fn some_circuity<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    circuity(from).map(Some)
}

fn some_speed<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    speed(from).map(Some)
}

fn address<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let address = String::deserialize(from)?;
    let is_one =
        ["http://", "https://"].iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme));
    if is_one { Ok(Some(address)) } else { Err(D::Error::custom("an address begins with http:// or https://")) }
}
