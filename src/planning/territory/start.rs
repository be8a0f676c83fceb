//! First splits to search from.

use super::bisect::bisect;
use super::ground::{Ground, NONE, Parts};
use super::median::median;
use super::relabel::relabel;
use crate::planning::limits::Watch;
use crate::planning::seed::Draws;

/// Candidates for a centre.
const CANDIDATES: usize = 6;

/// The present split. A point without a present seat that may have it goes to the seat whose points have the nearest middle,
/// or to the emptiest that may have it.
pub fn present(ground: &Ground) -> Parts {
    let mut seat = vec![NONE; ground.points()];
    let mut load = ground.base.clone();
    for (point, seat) in seat.iter_mut().enumerate() {
        let at = if ground.fixed[point] == NONE { ground.present[point] } else { ground.fixed[point] };
        if at != NONE && ground.allows(point, usize::from(at)) {
            *seat = at;
            load[usize::from(at)] += ground.load[point];
        }
    }
    let middle = middles(ground, &seat);
    for (point, seat) in seat.iter_mut().enumerate() {
        if *seat == NONE {
            let far = |(at, middle): (usize, &Option<[i32; 2]>)| {
                middle.filter(|_| ground.allows(point, at)).map(|middle| (ground.distance_to(point, middle), at))
            };
            let nearest = middle.iter().enumerate().filter_map(far).min();
            let at = nearest.map_or_else(|| emptiest(ground, point, &load), |(_, at)| at);
            *seat = at as u16;
            load[at] += ground.load[point];
        }
    }
    centred(ground, seat)
}

/// A split by straight cuts; with draws one of many. Points whose group only some seats serve are dealt to the classes of seats first.
pub fn afresh(ground: &Ground, mut draws: Option<&mut Draws>, watch: &mut Watch) -> Parts {
    let mut seat = vec![NONE; ground.points()];
    let mut aim: Vec<i64> =
        (0..ground.seats()).map(|seat| i64::midpoint(ground.band[seat].0, ground.band[seat].1)).collect();
    for (seat, aim) in aim.iter_mut().enumerate() {
        *aim -= ground.base[seat];
    }
    for (point, fixed) in ground.fixed.iter().enumerate().filter(|(_, fixed)| **fixed != NONE) {
        seat[point] = *fixed;
        aim[usize::from(*fixed)] -= ground.load[point];
    }
    for (seats, mut points) in classes(ground, &aim) {
        let mut parts = vec![Vec::new(); ground.seats()];
        bisect(ground, &mut points, &seats, &aim, (&mut draws, watch), &mut |point, seat| parts[seat].push(point));
        let parts: Vec<Vec<u32>> = seats.iter().map(|seat| std::mem::take(&mut parts[*seat])).collect();
        for (part, to) in parts.iter().zip(relabel(ground, &parts, &seats)) {
            for point in part {
                seat[*point as usize] = to as u16;
            }
        }
    }
    centred(ground, seat)
}

/// Seats that serve the same groups, with the points they begin with: each point goes to the class that is furthest below its aim, those
/// with the fewest classes to choose from first.
fn classes(ground: &Ground, aim: &[i64]) -> Vec<(Vec<usize>, Vec<u32>)> {
    let mut serves = ground.serves.clone();
    serves.sort_unstable();
    serves.dedup();
    let seats_of = |mask: u64| (0..ground.seats()).filter(|seat| ground.serves[*seat] == mask).collect::<Vec<_>>();
    let mut left: Vec<i64> = serves.iter().map(|mask| seats_of(*mask).iter().map(|seat| aim[*seat]).sum()).collect();
    let mut points = vec![Vec::new(); serves.len()];
    let choice = |point: usize| serves.iter().filter(|mask| **mask >> ground.group[point] & 1 == 1).count();
    let mut order: Vec<usize> = (0..ground.points()).filter(|point| ground.fixed[*point] == NONE).collect();
    order.sort_by_key(|point| choice(*point));
    for point in order {
        let allowed = (0..serves.len()).filter(|class| serves[*class] >> ground.group[point] & 1 == 1);
        if let Some(class) = allowed.max_by_key(|class| (left[*class], std::cmp::Reverse(*class))) {
            left[class] -= ground.load[point];
            points[class].push(point as u32);
        }
    }
    serves.iter().map(|mask| seats_of(*mask)).zip(points).collect()
}

/// The mean place of each seat's points.
fn middles(ground: &Ground, seat: &[u16]) -> Vec<Option<[i32; 2]>> {
    let mut sums = vec![(0_i64, 0_i64, 0_i64); ground.seats()];
    for (at, seat) in ground.at.iter().zip(seat).filter(|(_, seat)| **seat != NONE) {
        let (many, x, y) = &mut sums[usize::from(*seat)];
        (*many, *x, *y) = (*many + 1, *x + i64::from(at[0]), *y + i64::from(at[1]));
    }
    sums.into_iter().map(|(many, x, y)| (many > 0).then(|| [(x / many) as i32, (y / many) as i32])).collect()
}

fn emptiest(ground: &Ground, point: usize, load: &[i64]) -> usize {
    let allowed = (0..ground.seats()).filter(|seat| ground.allows(point, *seat));
    allowed.min_by_key(|seat| load[*seat] - ground.band[*seat].1).unwrap_or(0)
}

/// The same seats with centres. An empty seat waits at the point that is dearest where it is.
fn centred(ground: &Ground, seat: Vec<u16>) -> Parts {
    let mut parts = Parts { seat, centre: vec![0; ground.seats()] };
    for (seat, members) in parts.members().iter().enumerate() {
        if let Some(first) = members.first() {
            parts.centre[seat] = median(ground, members, *first, CANDIDATES);
        }
    }
    parts
}
