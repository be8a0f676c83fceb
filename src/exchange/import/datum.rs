//! Coordinates of mainland map services as WGS84. GCJ-02 shifts points inside China by some hundred metres, BD-09 (Baidu) shifts those once more.
//!
//! The forward formulas are those that became public with the `eviltransform` project (googollee, 2013) and stand in the Wikipedia article
//! "Restrictions on geographic data in China": an ellipsoid of Krasovsky (a = 6,378,245 m, e² = 0.00669342162296594323) and sums of sines.
//! BD-09 is Baidu's own, published with its coordinate service. There is no inverse in closed form; it is found by steps until a point
//! comes back to itself within a millimetre.

use std::f64::consts::PI;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::error::ImportError;
use crate::domain::place::Place;

/// Which system coordinates are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Datum {
    /// GPS, OpenStreetMap and most of the world.
    #[default]
    Wgs84,
    /// Amap, Tencent, Google in China.
    Gcj02,
    /// Baidu.
    Bd09,
}

impl Datum {
    /// All.
    pub const ALL: [Self; 3] = [Self::Wgs84, Self::Gcj02, Self::Bd09];

    /// A point of this system in WGS84.
    #[must_use]
    pub fn to_wgs84(self, point: Place) -> Place {
        match self {
            Self::Wgs84 => point,
            Self::Gcj02 => gcj02_to_wgs84(point),
            Self::Bd09 => gcj02_to_wgs84(bd09_to_gcj02(point)),
        }
    }

    /// A WGS84 point in this system.
    #[must_use]
    pub fn of_wgs84(self, point: Place) -> Place {
        match self {
            Self::Wgs84 => point,
            Self::Gcj02 => wgs84_to_gcj02(point),
            Self::Bd09 => gcj02_to_bd09(wgs84_to_gcj02(point)),
        }
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        })
    }
}

impl FromStr for Datum {
    type Err = ImportError;

    fn from_str(given: &str) -> Result<Self, ImportError> {
        let word = given.to_lowercase().replace(['-', '_', ' '], "");
        let found = Self::ALL.into_iter().find(|it| it.to_string() == word);
        found.ok_or_else(|| ImportError::NoDatum(given.to_owned()))
    }
}

/// Semi-major axis of the Krasovsky ellipsoid in metres, and the square of its eccentricity.
const A: f64 = 6_378_245.0;
const E2: f64 = 0.006_693_421_622_965_943;

/// Outside this box nothing is shifted.
fn is_shifted(point: Place) -> bool {
    (0.829_3..=55.827_1).contains(&point.lat) && (72.004..=137.834_7).contains(&point.lon)
}

fn wgs84_to_gcj02(point: Place) -> Place {
    if !is_shifted(point) {
        return point;
    }
    let (x, y) = (point.lon - 105.0, point.lat - 35.0);
    let waves = 20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin();
    let short = |v: f64| 20.0 * (v * PI).sin() + 40.0 * (v / 3.0 * PI).sin();
    let north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * x.abs().sqrt();
    let north = north + (waves + short(y) + 160.0 * (y / 12.0 * PI).sin() + 320.0 * (y * PI / 30.0).sin()) * 2.0 / 3.0;
    let east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * x.abs().sqrt();
    let east = east + (waves + short(x) + 150.0 * (x / 12.0 * PI).sin() + 300.0 * (x / 30.0 * PI).sin()) * 2.0 / 3.0;
    let sin = point.lat.to_radians().sin();
    let magic = 1.0 - E2 * sin * sin;
    let lat = north * 180.0 / ((A * (1.0 - E2)) / (magic * magic.sqrt()) * PI);
    let lon = east * 180.0 / (A / magic.sqrt() * point.lat.to_radians().cos() * PI);
    Place { lat: point.lat + lat, lon: point.lon + lon }
}

fn gcj02_to_bd09(point: Place) -> Place {
    let spin = PI * 3000.0 / 180.0;
    let (x, y) = (point.lon, point.lat);
    let z = x.hypot(y) + 0.000_02 * (y * spin).sin();
    let theta = y.atan2(x) + 0.000_003 * (x * spin).cos();
    Place { lat: z * theta.sin() + 0.006, lon: z * theta.cos() + 0.006_5 }
}

fn gcj02_to_wgs84(point: Place) -> Place {
    if is_shifted(point) { inverse(point, wgs84_to_gcj02) } else { point }
}

fn bd09_to_gcj02(point: Place) -> Place {
    if is_shifted(point) { inverse(point, gcj02_to_bd09) } else { point }
}

/// The point that `forward` takes to `target`. The shifts change so slowly that each step leaves a hundredth of the error.
fn inverse(target: Place, forward: impl Fn(Place) -> Place) -> Place {
    let mut guess = target;
    for _ in 0..10 {
        let there = forward(guess);
        let (lat, lon) = (target.lat - there.lat, target.lon - there.lon);
        guess = Place { lat: guess.lat + lat, lon: guess.lon + lon };
        if lat.abs().max(lon.abs()) < 1e-8 {
            break;
        }
    }
    guess
}
