//! A place as servers are asked for it and as it is kept: in millionths of a degree, a tenth of a metre.

use crate::domain::place::Place;

/// A place in millionths of a degree, north and east.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) north: i32,
    pub(super) east: i32,
}

impl Spot {
    /// The spot of a place.
    pub(super) fn of(place: Place) -> Self {
        let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
        Self { north: millionths(place.lat), east: millionths(place.lon) }
    }

    /// Degrees north, as text.
    pub(super) fn lat(self) -> String {
        degrees(self.north)
    }

    /// Degrees east, as text.
    pub(super) fn lon(self) -> String {
        degrees(self.east)
    }
}

fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let all = millionths.unsigned_abs();
    format!("{sign}{}.{:06}", all / 1_000_000, all % 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_are_written_in_full() {
        for (lat, lon, shown) in [
            (47.14, 9.52, "47.140000 9.520000"),
            (-0.000_001, 0.0, "-0.000001 0.000000"),
            (31.230_416, -121.473_7, "31.230416 -121.473700"),
            (0.1, 179.999_999_9, "0.100000 180.000000"),
        ] {
            let spot = Spot::of(Place { lat, lon });
            assert_eq!(format!("{} {}", spot.lat(), spot.lon()), shown);
        }
    }
}
