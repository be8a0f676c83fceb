//! How far apart places lie, and the outline of some of them, against what looking at all of them finds.

use proptest::prelude::*;
use rounds::domain::place::Place;
use rounds::planning::spacing::spacing;
use rounds::planning::territory::outline::outline;

use super::km;

fn places() -> impl Strategy<Value = Vec<Place>> {
    prop::collection::vec((-40..40_i32, -40..40_i32), 0..40)
        .prop_map(|all| all.into_iter().filter_map(|(n, e)| km(f64::from(n) / 4.0, f64::from(e) / 4.0)).collect())
}

/// Twice the area of the triangle, above 0 if it turns left.
fn turn(a: Place, b: Place, c: Place) -> f64 {
    (b.lon - a.lon) * (c.lat - a.lat) - (b.lat - a.lat) * (c.lon - a.lon)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_nth_nearest_is_what_looking_at_all_finds(places in places(), nth in 1..6_usize) {
        let found = spacing(&places, nth);
        prop_assert_eq!(found.len(), places.len());
        for (at, place) in places.iter().enumerate() {
            let others = places.iter().enumerate().filter(|(other, _)| *other != at);
            let mut ways: Vec<f64> = others.map(|(_, other)| place.metres_to(*other)).collect();
            ways.sort_by(f64::total_cmp);
            let expected = ways.get(nth - 1).or(ways.last()).copied().unwrap_or(0.0);
            prop_assert!((found[at] - expected).abs() < 1e-6, "{} {}", found[at], expected);
        }
    }

    #[test]
    fn an_outline_is_convex_and_holds_all(places in places()) {
        let corners = outline(&places);
        prop_assert!(corners.iter().all(|corner| places.contains(corner)));
        if corners.len() < 3 {
            return Ok(());
        }
        for (at, from) in corners.iter().enumerate() {
            let to = corners[(at + 1) % corners.len()];
            let next = corners[(at + 2) % corners.len()];
            prop_assert!(turn(*from, to, next) > 0.0, "a corner turns right");
            for place in &places {
                prop_assert!(turn(*from, to, *place) > -1e-12, "{place:?} is outside");
            }
        }
    }
}
