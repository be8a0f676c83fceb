//! The order and the times of one day's calls: a short round trip from home, at the speed of a city.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::dice::Dice;
use super::scene::Scene;
use crate::domain::place::Place;

/// Metres a minute: 25 km/h, and roads that are 1.35 times as long as the line.
const METRES_PER_MINUTE: f64 = 25_000.0 / 60.0 / 1.35;

/// The order in which to see these places, there and back: nearest neighbours, then crossings undone (2-opt).
pub(super) fn order(home: Place, places: &[Place]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut tour: Vec<usize> = Vec::with_capacity(places.len());
    let mut here = home;
    while let Some(at) =
        (0..left.len()).min_by(|a, b| here.metres_to(places[left[*a]]).total_cmp(&here.metres_to(places[left[*b]])))
    {
        let next = left.swap_remove(at);
        here = places[next];
        tour.push(next);
    }
    let stop = |tour: &[usize], at: usize| tour.get(at.wrapping_sub(1)).map_or(home, |place| places[*place]);
    let mut better = true;
    while better {
        better = false;
        for first in 1..=tour.len() {
            for last in first + 1..=tour.len() {
                let ends = [first - 1, first, last, last + 1].map(|at| stop(&tour, at));
                let now = ends[0].metres_to(ends[1]) + ends[2].metres_to(ends[3]);
                let turned = ends[0].metres_to(ends[2]) + ends[1].metres_to(ends[3]);
                if turned + 1.0 < now {
                    tour[first - 1..last].reverse();
                    better = true;
                }
            }
        }
    }
    tour
}

/// A day's clock: where the rep is and what time it has become.
#[derive(Clone, Debug)]
pub(super) struct Day {
    here: Place,
    clock: DateTime<Utc>,
    noon: DateTime<Utc>,
    eaten: bool,
}

impl Day {
    /// A day from home at 08:30 with lunch at noon.
    pub(super) fn begin(home: Place, day: NaiveDate, scene: &Scene) -> Self {
        Self { here: home, clock: scene.at(day, 8, 30), noon: scene.at(day, 12, 0), eaten: false }
    }

    /// Check-in and check-out of the next call.
    pub(super) fn call(&mut self, place: Place, minutes: i64, dice: &mut Dice) -> (DateTime<Utc>, DateTime<Utc>) {
        let travel = (self.here.metres_to(place) / METRES_PER_MINUTE).ceil() as i64;
        self.clock += Duration::minutes(travel + dice.between(1, 5)) + Duration::seconds(dice.between(0, 59));
        if !self.eaten && self.clock >= self.noon {
            self.eaten = true;
            self.clock += Duration::minutes(dice.between(45, 65));
        }
        let start = self.clock;
        self.clock += Duration::minutes(minutes) + Duration::seconds(dice.between(0, 59));
        self.here = place;
        (start, self.clock)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(home: Place, places: &[Place], tour: &[usize]) -> f64 {
        let stops: Vec<Place> = [home].into_iter().chain(tour.iter().map(|at| places[*at])).chain([home]).collect();
        stops.windows(2).map(|pair| pair[0].metres_to(pair[1])).sum()
    }

    /// The shortest of all tours that begin with these.
    fn shortest(home: Place, places: &[Place], begun: &mut Vec<usize>) -> f64 {
        if begun.len() == places.len() {
            return length(home, places, begun);
        }
        let mut best = f64::INFINITY;
        for next in 0..places.len() {
            if !begun.contains(&next) {
                begun.push(next);
                best = best.min(shortest(home, places, begun));
                begun.pop();
            }
        }
        best
    }

    #[test]
    fn a_tour_sees_every_place_once_and_is_close_to_the_shortest() {
        let mut dice = Dice::new(5);
        let mut place = || Place { lat: 30.2 + dice.share() / 10.0, lon: 120.1 + dice.share() / 10.0 };
        for count in [0, 1, 2, 3, 5, 6, 7, 7] {
            let home = place();
            let places: Vec<Place> = (0..count).map(|_| place()).collect();
            let tour = order(home, &places);
            let mut seen = tour.clone();
            seen.sort_unstable();
            assert!(seen.into_iter().eq(0..count));
            assert!(length(home, &places, &tour) <= 1.1 * shortest(home, &places, &mut Vec::new()));
        }
    }
}
