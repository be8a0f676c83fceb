//! Orders by nearness.

use proptest::prelude::*;
use rounds::planning::order::{nearest, untangled};
use rounds::planning::timetable::{Call, Day};

use super::{a_day, a_place, call, day_from_home, km};

fn calls(places: &[Option<rounds::domain::place::Place>]) -> Vec<Call<'static>> {
    places.iter().map(|place| call(*place, 20)).collect()
}

/// Seconds of the tour over the calls that are on the map, and back if it is known whereto.
fn length(day: &Day, calls: &[Call], tour: &[usize]) -> u64 {
    let base = day.home.or(tour.first().and_then(|at| calls[*at].place));
    let stops = tour.iter().filter_map(|at| calls[*at].place);
    let places: Vec<_> = day.home.into_iter().chain(stops).chain(base).collect();
    places.windows(2).map(|pair| u64::from(day.travel.seconds(pair[0], pair[1]))).sum()
}

#[test]
fn always_to_the_nearest_that_is_left() {
    let shops = calls(&[km(9.0, 0.0), km(1.0, 0.0), km(-2.0, 0.0), km(3.0, 0.0)]);
    assert_eq!(nearest(&day_from_home(), &shops), [1, 3, 2, 0]);
    let from_the_first = Day { home: None, ..day_from_home() };
    assert_eq!(nearest(&from_the_first, &shops), [0, 3, 1, 2]);
}

#[test]
fn of_equally_near_ones_the_first_and_those_off_the_map_last() {
    let twins = calls(&[None, km(2.0, 0.0), km(2.0, 0.0), None, km(1.0, 0.0)]);
    assert_eq!(nearest(&day_from_home(), &twins), [4, 1, 2, 0, 3]);
}

#[test]
fn crossings_are_undone() {
    // The corners of a square, told crosswise, with home at one corner.
    let square = calls(&[km(5.0, 5.0), km(5.0, 0.0), km(0.0, 5.0)]);
    let day = day_from_home();
    let tour = untangled(&day, &square, vec![1, 2, 0]);
    assert_eq!(length(&day, &square, &tour), length(&day, &square, &[1, 0, 2]));
    assert!(length(&day, &square, &tour) < length(&day, &square, &[1, 2, 0]));
}

proptest! {
    #[test]
    fn everybody_stands_in_the_tour_once_and_untangling_never_makes_it_longer(
        day in a_day(), places in prop::collection::vec(a_place(), 0..14),
    ) {
        let shops = calls(&places);
        let tour = nearest(&day, &shops);
        let better = untangled(&day, &shops, tour.clone());
        for found in [&tour, &better] {
            let mut all = found.clone();
            all.sort_unstable();
            prop_assert_eq!(all, (0..shops.len()).collect::<Vec<_>>());
        }
        prop_assert!(length(&day, &shops, &better) <= length(&day, &shops, &tour));
        if day.home.is_none() {
            prop_assert_eq!(better.first(), tour.first());
        }
        let off_the_map = |tour: &[usize]| tour.iter().copied().filter(|at| shops[*at].place.is_none()).collect::<Vec<_>>();
        prop_assert_eq!(off_the_map(&better), off_the_map(&tour));
    }

    #[test]
    fn in_an_untangled_tour_no_turn_saves_time(
        home in prop::option::of((-20.0_f64..20.0, -20.0_f64..20.0)),
        places in prop::collection::vec((-20.0_f64..20.0, -20.0_f64..20.0), 1..10),
    ) {
        let on_the_map = |(north, east)| km(north, east);
        let day = Day { home: home.and_then(on_the_map), ..day_from_home() };
        let shops = calls(&places.into_iter().map(on_the_map).collect::<Vec<_>>());
        let given: Vec<usize> = (0..shops.len()).collect();
        let tour = untangled(&day, &shops, given.clone());
        prop_assert!(length(&day, &shops, &tour) <= length(&day, &shops, &given));
        for from in usize::from(home.is_none())..tour.len() {
            for to in from + 1..tour.len() {
                let mut turned = tour.clone();
                turned[from..=to].reverse();
                prop_assert!(length(&day, &shops, &tour) <= length(&day, &shops, &turned), "{:?}, {:?}", tour, turned);
            }
        }
    }
}
