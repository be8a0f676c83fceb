//! Shortest ways in time over the network with its shortcuts: a search climbs from where ways begin, another from where they end, and the
//! best crossing at which both arrive is on the shortest way. For a table each place is climbed from once, not once for each pair.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::contraction::{Contraction, Cost, NONE, Side, cost};
use super::snap::Snapped;
use super::{Ground, Piece, Point};
use crate::roads::pairs::Way;

/// How a crossing is reached: at what cost, and by which arc; [`NONE`] where the search begins.
#[derive(Clone, Copy)]
struct Reached {
    cost: Cost,
    arc: u32,
}

/// All that a search reaches.
type Climb = HashMap<u32, Reached>;

/// The ways from each place to each, row by row; none if it was stopped.
pub(super) fn table(
    ground: &Ground,
    net: &Contraction,
    places: &[Option<Snapped>],
    stop: &mut dyn FnMut() -> bool,
) -> Option<Vec<Way>> {
    let mut arrivals: HashMap<u32, Vec<(usize, Cost)>> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        if stop() {
            return None;
        }
        for (crossing, reached) in climb(net, &net.down, &ends(ground, place)) {
            arrivals.entry(crossing).or_default().push((at, reached.cost));
        }
    }
    let mut ways = vec![Way::NONE; places.len() * places.len()];
    for (from, place) in places.iter().enumerate() {
        let Some(place) = place else { continue };
        if stop() {
            return None;
        }
        let mut row: Vec<Option<Cost>> =
            places.iter().map(|to| to.as_ref().and_then(|to| straight(ground, place, to))).collect();
        for (crossing, reached) in climb(net, &net.up, &starts(ground, place)) {
            for (to, arrival) in arrivals.get(&crossing).into_iter().flatten() {
                let cost = reached.cost + arrival;
                row[*to] = Some(row[*to].map_or(cost, |best| best.min(cost)));
            }
        }
        for (to, cost) in row.into_iter().enumerate() {
            ways[from * places.len() + to] = cost.map_or(Way::NONE, way);
        }
    }
    Some(ways)
}

/// A cost in seconds and metres.
fn way(cost: Cost) -> Way {
    let round = |number: u64, of: u64| u32::try_from((number + of / 2) / of).unwrap_or(u32::MAX - 1);
    Way { seconds: round(cost >> 32, 1000), metres: round(cost & u64::from(u32::MAX), 10) }
}

/// The points of the shortest way; none if there is none.
pub(super) fn line(ground: &Ground, net: &Contraction, from: &Snapped, to: &Snapped) -> Option<Vec<Point>> {
    let up = climb(net, &net.up, &starts(ground, from));
    let down = climb(net, &net.down, &ends(ground, to));
    let meetings = up.iter().filter_map(|(at, reached)| Some((reached.cost + down.get(at)?.cost, *at)));
    let over = meetings.min();
    let straight = straight(ground, from, to);
    let Some((_, meeting)) = over.filter(|(cost, _)| straight.is_none_or(|straight| *cost < straight)) else {
        return straight.map(|_| along(ground, from, to));
    };
    // Arcs in the order in which they are driven: up to the meeting, and down from it.
    let mut arcs: Vec<(bool, u32)> = Vec::new();
    let mut at = meeting;
    while let Some(Reached { arc, .. }) = up.get(&at).filter(|it| it.arc != NONE) {
        arcs.push((true, *arc));
        at = net.up.arcs[*arc as usize].base;
    }
    arcs.reverse();
    let first = at;
    at = meeting;
    while let Some(Reached { arc, .. }) = down.get(&at).filter(|it| it.arc != NONE) {
        arcs.push((false, *arc));
        at = net.down.arcs[*arc as usize].base;
    }
    let last = at;
    let mut points = to_crossing(ground, from, first, true);
    arcs.reverse();
    while let Some((is_up, arc)) = arcs.pop() {
        let side = if is_up { &net.up } else { &net.down };
        let it = side.arcs[arc as usize];
        match side.piece(arc as usize) {
            None => arcs.extend([(true, it.out), (false, it.into)]),
            Some(piece) => {
                let start = if is_up { it.base } else { it.other };
                let piece = &ground.pieces[piece as usize];
                push_all(&mut points, ground.points_of(piece), piece.from == start);
            }
        }
    }
    let mut end = to_crossing(ground, to, last, false);
    end.reverse();
    push_all(&mut points, &end, true);
    Some(points)
}

fn push_all(points: &mut Vec<Point>, more: &[Point], is_forward: bool) {
    let mut push = |point: &Point| {
        if points.last() != Some(point) {
            points.push(*point);
        }
    };
    if is_forward { more.iter().for_each(&mut push) } else { more.iter().rev().for_each(&mut push) }
}

/// From a place to a crossing at an end of its piece; of two ends that are one, the way that is driven.
fn to_crossing(ground: &Ground, place: &Snapped, crossing: u32, leaves: bool) -> Vec<Point> {
    let piece = &ground.pieces[place.piece as usize];
    let points = ground.points_of(piece);
    let is_end = if piece.from == piece.to {
        // A loop: the cheaper side, as in the search.
        let ends = if leaves { starts(ground, place) } else { self::ends(ground, place) };
        let cheapest = ends.iter().min_by_key(|(_, cost, _)| *cost);
        cheapest.is_some_and(|(_, _, is_end)| *is_end)
    } else {
        piece.to == crossing
    };
    let mut line = vec![place.at];
    if is_end {
        push_all(&mut line, &points[place.part + 1..], true);
    } else {
        push_all(&mut line, &points[..=place.part], false);
    }
    line
}

/// Along one piece from a place on it to another.
fn along(ground: &Ground, from: &Snapped, to: &Snapped) -> Vec<Point> {
    let points = ground.points_of(&ground.pieces[from.piece as usize]);
    let mut line = vec![from.at];
    if from.share <= to.share {
        push_all(&mut line, &points[from.part + 1..=to.part], true);
    } else {
        push_all(&mut line, &points[to.part + 1..=from.part], false);
    }
    push_all(&mut line, &[to.at], true);
    line
}

/// A crossing, what it costs to get there or from there, and whether it is the end of the piece.
type Start = (u32, Cost, bool);

/// A share of what a piece costs.
fn part(piece: &Piece, milliseconds: u32, share: f64) -> Cost {
    let of = |all: u32| (f64::from(all) * share).round() as u32;
    cost(of(milliseconds), of(piece.length))
}

/// Tenths of a metre from a crossing within which a place is at it, and free to leave on all of its roads.
const AT_CROSSING: f64 = 10.0;

/// The crossing that a place is at, if it is at one.
fn at_crossing(piece: &Piece, place: &Snapped) -> Option<Start> {
    let length = f64::from(piece.length);
    match place.share {
        share if share * length <= AT_CROSSING => Some((piece.from, 0, false)),
        share if (1.0 - share) * length <= AT_CROSSING => Some((piece.to, 0, true)),
        _ => None,
    }
}

/// The crossings that a place leads to.
fn starts(ground: &Ground, place: &Snapped) -> Vec<Start> {
    let piece = &ground.pieces[place.piece as usize];
    if let Some(start) = at_crossing(piece, place) {
        return vec![start];
    }
    let there = (piece.forward > 0).then(|| (piece.to, part(piece, piece.forward, 1.0 - place.share), true));
    let back = (piece.backward > 0).then(|| (piece.from, part(piece, piece.backward, place.share), false));
    there.into_iter().chain(back).collect()
}

/// The crossings that lead to a place.
fn ends(ground: &Ground, place: &Snapped) -> Vec<Start> {
    let piece = &ground.pieces[place.piece as usize];
    if let Some(end) = at_crossing(piece, place) {
        return vec![end];
    }
    let there = (piece.forward > 0).then(|| (piece.from, part(piece, piece.forward, place.share), false));
    let back = (piece.backward > 0).then(|| (piece.to, part(piece, piece.backward, 1.0 - place.share), true));
    there.into_iter().chain(back).collect()
}

/// What it costs to stay on one piece of road; none if both places are not on one, or it does not lead that way.
fn straight(ground: &Ground, from: &Snapped, to: &Snapped) -> Option<Cost> {
    let piece = &ground.pieces[from.piece as usize];
    let time = if from.share <= to.share { piece.forward } else { piece.backward };
    let is_same_place = from.share.to_bits() == to.share.to_bits();
    (from.piece == to.piece && (time > 0 || is_same_place)).then(|| part(piece, time, (to.share - from.share).abs()))
}

/// Climbs from some crossings as far as it goes.
fn climb(net: &Contraction, side: &Side, starts: &[Start]) -> Climb {
    let mut reached = Climb::new();
    let mut next = BinaryHeap::new();
    for (crossing, cost, _) in starts {
        reach(&mut reached, &mut next, *crossing, Reached { cost: *cost, arc: NONE });
    }
    while let Some(Reverse((cost, crossing))) = next.pop() {
        // It may have been reached at less cost since.
        if reached.get(&crossing).is_some_and(|it| it.cost == cost) {
            for arc in side.of_rank(net.ranks[crossing as usize]) {
                let cost = cost + side.cost(arc);
                reach(&mut reached, &mut next, side.arcs[arc].other, Reached { cost, arc: arc as u32 });
            }
        }
    }
    reached
}

/// Notes how a crossing is reached, if that is better than before.
fn reach(reached: &mut Climb, next: &mut BinaryHeap<Reverse<(Cost, u32)>>, crossing: u32, how: Reached) {
    if reached.get(&crossing).is_none_or(|before| how.cost < before.cost) {
        reached.insert(crossing, how);
        next.push(Reverse((how.cost, crossing)));
    }
}
