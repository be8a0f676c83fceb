//! The outline of a territory: the smallest convex polygon that holds its places.

use crate::domain::place::Place;

/// The corners, counter-clockwise, the first not repeated; fewer than three where the places lie on a line. Andrew's monotone chain
/// (1979) on degrees, which a map stretches without bending.
pub fn outline(places: &[Place]) -> Vec<Place> {
    let mut row = places.to_vec();
    row.sort_by(|a, b| a.lon.total_cmp(&b.lon).then(a.lat.total_cmp(&b.lat)));
    row.dedup();
    if row.len() < 3 {
        return row;
    }
    let mut corners = half(row.iter());
    corners.pop();
    corners.extend(half(row.iter().rev()));
    corners.pop();
    corners
}

/// One side of it, from the first place to the last.
fn half<'a>(row: impl Iterator<Item = &'a Place>) -> Vec<Place> {
    let mut side: Vec<Place> = Vec::new();
    for place in row {
        while let [.., a, b] = side[..]
            && turn(a, b, *place) <= 0.0
        {
            side.pop();
        }
        side.push(*place);
    }
    side
}

/// Above 0 where one turns left at b on the way from a to c.
fn turn(a: Place, b: Place, c: Place) -> f64 {
    (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon)
}
