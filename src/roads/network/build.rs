//! Cuts roads into pieces between crossings and keeps the largest part in which one gets from everywhere to everywhere: who is brought to
//! a road of it is never stuck there.

use super::fault::NetworkFault;
use super::parts::largest_part;
use super::pbf::{Raw, RawRoad};
use super::{Ground, Piece, Point};

/// Metres in ten-millionths of a degree, on the sphere of [`Place::metres_to`](crate::domain::place::Place::metres_to).
const METRES: f64 = 6_371_008.8 * std::f64::consts::PI / 180.0 / 1e7;

/// Metres from one point of a road to the next that are too many.
const LEAP: f64 = 50_000.0;

/// Metres between two points near each other.
pub(super) fn metres(a: Point, b: Point) -> f64 {
    let north = f64::from(b.lat) - f64::from(a.lat);
    let east = (f64::from(b.lon) - f64::from(a.lon))
        * (f64::midpoint(f64::from(a.lat), f64::from(b.lat)) / 1e7).to_radians().cos();
    north.hypot(east) * METRES
}

/// The pieces of an extract, and metres of road left out because they lie apart.
pub(super) fn ground(raw: Raw) -> Result<(Ground, u64), NetworkFault> {
    let mut cutter = Cutter { raw: &raw, ground: Ground::default(), numbers: vec![NONE; raw.points.len()] };
    for road in &raw.roads {
        cutter.cut(road);
    }
    let mut ground = cutter.ground;
    drop(raw);
    let arcs: Vec<(u32, u32)> = ground.pieces.iter().flat_map(arcs).collect();
    let part = largest_part(ground.crossings, &arcs);
    drop(arcs);
    // What stays moves up in its place: a second copy of all points would be as large as everything else together.
    let mut numbers = vec![NONE; ground.crossings as usize];
    let (mut crossings, mut left_out, mut next) = (0, 0, 0);
    ground.pieces.retain_mut(|piece| {
        if !part[piece.from as usize] || !part[piece.to as usize] {
            left_out += u64::from(piece.length);
            return false;
        }
        for end in [&mut piece.from, &mut piece.to] {
            let number = &mut numbers[*end as usize];
            if *number == NONE {
                *number = crossings;
                crossings += 1;
            }
            *end = *number;
        }
        let first = piece.first as usize;
        ground.points.copy_within(first..first + piece.points as usize, next as usize);
        piece.first = next;
        next += piece.points;
        true
    });
    ground.points.truncate(next as usize);
    ground.points.shrink_to_fit();
    ground.pieces.shrink_to_fit();
    ground.crossings = crossings;
    if crossings < 2 { Err(NetworkFault::NoRoads) } else { Ok((ground, left_out / 10)) }
}

/// No number yet.
const NONE: u32 = u32::MAX;

/// Whence and where to a piece leads.
fn arcs(piece: &Piece) -> impl Iterator<Item = (u32, u32)> {
    let there = (piece.forward > 0).then_some((piece.from, piece.to));
    let back = (piece.backward > 0).then_some((piece.to, piece.from));
    there.into_iter().chain(back)
}

/// Cuts roads into pieces.
struct Cutter<'a> {
    raw: &'a Raw,
    ground: Ground,
    /// The crossing that a point is.
    numbers: Vec<u32>,
}

impl Cutter<'_> {
    fn cut(&mut self, road: &RawRoad) {
        // The crossing where the piece in hand begins, and its points so far.
        let mut begun: Option<(u32, Vec<Point>)> = None;
        for at in &self.raw.references[road.range()] {
            let raw = self.raw.points[*at as usize];
            let Some(point) = self.raw.place(*at) else {
                // The road leaves the extract: the rest of the piece is not known.
                begun = None;
                continue;
            };
            // No road goes so far without a bend: its data is wrong there.
            begun = begun.filter(|(_, points)| points.last().is_none_or(|last| metres(*last, point) < LEAP));
            if let Some((_, points)) = &mut begun {
                points.push(point);
            }
            if raw.is_crossing() || raw.is_shut() || begun.is_none() {
                let end = self.crossing(*at as usize, raw.is_shut());
                if let Some((from, points)) = begun.take() {
                    self.push(from, end, &points, road);
                }
                // On the other side of a gate that is shut another crossing begins.
                let start = if raw.is_shut() { self.crossing(*at as usize, true) } else { end };
                begun = Some((start, vec![point]));
            }
        }
    }

    fn crossing(&mut self, at: usize, is_shut: bool) -> u32 {
        let next = self.ground.crossings;
        let known = self.numbers[at];
        let number = if is_shut || known == NONE { next } else { known };
        if !is_shut {
            self.numbers[at] = number;
        }
        self.ground.crossings += u32::from(number == next);
        number
    }

    fn push(&mut self, from: u32, to: u32, points: &[Point], road: &RawRoad) {
        let length: f64 = points.windows(2).map(|pair| metres(pair[0], pair[1])).sum();
        let milliseconds = |kmh: f64| if kmh > 0.0 { ((length * 3_600.0 / kmh).round() as u32).max(1) } else { 0 };
        let first = self.ground.points.len() as u32;
        self.ground.points.extend_from_slice(points);
        self.ground.pieces.push(Piece {
            from,
            to,
            first,
            points: points.len() as u32,
            length: (length * 10.0).round() as u32,
            forward: milliseconds(road.speeds.forward),
            backward: milliseconds(road.speeds.backward),
        });
    }
}
