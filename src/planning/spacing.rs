//! How far apart places lie: what a way between two calls of one day is estimated from, whoever makes them.

use crate::domain::place::Place;

/// Metres of a degree of latitude, a little less than there are, so that nothing near is passed over.
const LEAST_PER_DEGREE: f64 = 111_000.0;

/// For each place the metres by air to the `nth` nearest of the others, counted from 1; to the farthest of them if there are fewer, 0
/// without any.
pub fn spacing(places: &[Place], nth: usize) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|a, b| places[*a].lat.total_cmp(&places[*b].lat));
    let mut found = vec![0.0; places.len()];
    for (at, place) in order.iter().enumerate() {
        found[*place] = farthest_of_near(places, &order, at, nth);
    }
    found
}

/// Looks north and south in order of latitude until nothing farther can be among the nearest.
fn farthest_of_near(places: &[Place], order: &[usize], at: usize, nth: usize) -> f64 {
    let here = places[order[at]];
    let mut near: Vec<f64> = Vec::with_capacity(nth + 1);
    let mut look = |others: &mut dyn Iterator<Item = &usize>| {
        for other in others {
            let other = places[*other];
            let is_beyond = (other.lat - here.lat).abs() * LEAST_PER_DEGREE > near.last().copied().unwrap_or(0.0);
            if near.len() == nth && is_beyond {
                break;
            }
            let metres = here.metres_to(other);
            let place = near.partition_point(|known| *known <= metres);
            near.insert(place, metres);
            near.truncate(nth);
        }
    };
    look(&mut order[at + 1..].iter());
    look(&mut order[..at].iter().rev());
    near.last().copied().unwrap_or(0.0)
}
