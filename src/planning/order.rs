//! The order of stops by nearness: nearest neighbour, then 2-opt (Croes 1958). Good, not perfect, and always the same for the same stops.

use super::timetable::{Call, Day};
use crate::domain::place::Place;

/// The calls as a tour: from home, or from the first call if there is no home, always to the nearest that is left (of equally near ones
/// the first). Calls that are not on the map come last, in their order.
pub fn nearest(day: &Day, calls: &[Call<'_>]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..calls.len()).collect();
    let mut tour = Vec::with_capacity(calls.len());
    let mut here = day.home;
    if here.is_none() && !left.is_empty() {
        tour.push(left.remove(0));
        here = calls[0].place;
    }
    while !left.is_empty() {
        let far = |at: &usize| (calls[*at].place.is_none(), seconds(day, here, calls[*at].place));
        let nearest = (0..left.len()).min_by_key(|nth| far(&left[*nth])).unwrap_or(0);
        let next = left.remove(nearest);
        here = calls[next].place.or(here);
        tour.push(next);
    }
    tour
}

/// The same tour with crossings undone: stretches are turned round while that saves time. Calls that are not on the map keep their
/// place, and so does the first call if there is no home.
pub fn untangled(day: &Day, calls: &[Call<'_>], mut tour: Vec<usize>) -> Vec<usize> {
    let fixed = usize::from(day.home.is_none());
    let known = tour.iter().skip(fixed).take_while(|at| calls[**at].place.is_some()).count() + fixed;
    let base = day.home.or_else(|| calls.get(*tour.first()?)?.place);
    loop {
        let at = |nth: usize| if nth < known { calls[tour[nth]].place } else { base };
        let before = |nth: usize| nth.checked_sub(1).map_or(base, at);
        let way = |a, b| i64::from(seconds(day, a, b));
        let saved = |(from, to): (usize, usize)| {
            way(before(from), at(from)) + way(at(to), at(to + 1))
                - way(before(from), at(to))
                - way(at(from), at(to + 1))
        };
        let turns = (fixed..known).flat_map(|from| (from + 1..known).map(move |to| (from, to)));
        let Some((from, to)) = turns.into_iter().find(|turn| saved(*turn) > 0) else { return tour };
        tour[from..=to].reverse();
    }
}

fn seconds(day: &Day, a: Option<Place>, b: Option<Place>) -> u32 {
    day.travel.leg(a, b).seconds
}
