//! Places as metres on a plane: an equirectangular projection around the middle of them all, worked out once. Inside a province it is
//! true to a few parts in a thousand.

use crate::domain::place::Place;

/// Metres of one degree on a sphere of 6,371,008.8 m.
const METRES_PER_DEGREE: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0;

/// Metres east and north of the middle; none for what is no place on Earth.
pub fn plane(places: &[Option<Place>]) -> Vec<Option<[i32; 2]>> {
    let known = |place: &Option<Place>| place.and_then(|Place { lat, lon }| Place::new(lat, lon));
    let places: Vec<Option<Place>> = places.iter().map(known).collect();
    let Some(first) = places.iter().flatten().next().copied() else { return vec![None; places.len()] };
    // Degrees east of the first, the short way round, so that the date line cuts no territory in two.
    let east = |place: &Place| {
        let degrees = place.lon - first.lon;
        if degrees > 180.0 {
            degrees - 360.0
        } else if degrees < -180.0 {
            degrees + 360.0
        } else {
            degrees
        }
    };
    let middle = |of: &dyn Fn(&Place) -> f64| {
        let all = || places.iter().flatten().map(of);
        f64::midpoint(all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max))
    };
    let (lat, lon) = (middle(&|place| place.lat), middle(&east));
    let shrink = cosine(lat);
    let metres = |degrees: f64| (degrees * METRES_PER_DEGREE).round() as i32;
    let at = |place: &Place| [metres((east(place) - lon) * shrink), metres(place.lat - lat)];
    places.iter().map(|place| place.as_ref().map(at)).collect()
}

/// The cosine of degrees between −90 and 90, by its series. Libraries differ in the last bit of theirs, and that bit could move a point
/// by a metre and with it the whole split.
fn cosine(degrees: f64) -> f64 {
    let angle = degrees * (std::f64::consts::PI / 180.0);
    let (mut term, mut sum) = (1.0, 1.0);
    for nth in 1..=12 {
        let n = f64::from(2 * nth);
        term *= -angle * angle / (n * (n - 1.0));
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_is_the_cosine() {
        for degrees in -90..=90 {
            let degrees = f64::from(degrees);
            assert!((cosine(degrees) - degrees.to_radians().cos()).abs() < 1e-12, "{degrees}");
        }
    }
}
