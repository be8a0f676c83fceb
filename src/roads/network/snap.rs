//! Brings a place to the nearest road: the roads stand in a grid of cells of about half a kilometre.

use std::collections::HashMap;

use super::build::metres;
use super::{Ground, Point};
use crate::roads::server::NEAR;
use crate::roads::spot::Spot;

/// Ten-millionths of a degree on each side of a cell.
const CELL: i32 = 50_000;

/// Where a place is on a road.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Snapped {
    /// The piece of road.
    pub(super) piece: u32,
    /// The share of the piece that lies before it.
    pub(super) share: f64,
    /// The part of the piece between two of its points on which it is.
    pub(super) part: usize,
    /// Where.
    pub(super) at: Point,
    /// Metres from the place.
    pub(super) metres: f64,
}

/// The pieces that touch each cell.
pub(super) struct Grid(HashMap<(i32, i32), Vec<u32>>);

impl Grid {
    /// The grid of a network.
    pub(super) fn of(ground: &Ground) -> Self {
        let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
        for (at, piece) in ground.pieces.iter().enumerate() {
            for pair in ground.points_of(piece).windows(2) {
                let span = |a: i32, b: i32| a.min(b).div_euclid(CELL)..=a.max(b).div_euclid(CELL);
                for row in span(pair[0].lat, pair[1].lat) {
                    for column in span(pair[0].lon, pair[1].lon) {
                        let cell = cells.entry((row, column)).or_default();
                        if cell.last() != Some(&(at as u32)) {
                            cell.push(at as u32);
                        }
                    }
                }
            }
        }
        Self(cells)
    }

    /// The nearest point of a road; none within two kilometres. Of two as near the one of the earlier piece.
    pub(super) fn snap(&self, ground: &Ground, spot: Spot) -> Option<Snapped> {
        let point = Point { lat: spot.north.saturating_mul(10), lon: spot.east.saturating_mul(10) };
        // Most places lie on a street.
        [200.0, NEAR].into_iter().find_map(|most| self.within(ground, point, most))
    }

    fn within(&self, ground: &Ground, point: Point, most: f64) -> Option<Snapped> {
        let one = metres(point, Point { lat: point.lat + 1, ..point });
        let north = (most / one).ceil() as i32;
        // At the poles there are no roads.
        let east = (most / one / (f64::from(point.lat) / 1e7).to_radians().cos().max(0.05)).ceil() as i32;
        let cells = |at: i32, reach: i32| (at - reach).div_euclid(CELL)..=(at + reach).div_euclid(CELL);
        let mut best: Option<Snapped> = None;
        for row in cells(point.lat, north) {
            for column in cells(point.lon, east) {
                for piece in self.0.get(&(row, column)).into_iter().flatten() {
                    let found = nearest(ground, *piece, point);
                    let is_better = |best: &Snapped| (found.metres, found.piece) < (best.metres, best.piece);
                    if found.metres <= most && best.as_ref().is_none_or(is_better) {
                        best = Some(found);
                    }
                }
            }
        }
        best
    }
}

/// The nearest point of a piece.
fn nearest(ground: &Ground, piece: u32, point: Point) -> Snapped {
    let points = ground.points_of(&ground.pieces[piece as usize]);
    let stretch = (f64::from(point.lat) / 1e7).to_radians().cos();
    let mut best = Snapped { piece, share: 0.0, part: 0, at: point, metres: f64::INFINITY };
    let (mut before, mut of_best) = (0.0, 0.0);
    for (part, pair) in points.windows(2).enumerate() {
        let flat = |to: Point, from: Point| {
            ((f64::from(to.lon) - f64::from(from.lon)) * stretch, f64::from(to.lat) - f64::from(from.lat))
        };
        let ((x, y), (px, py)) = (flat(pair[1], pair[0]), flat(point, pair[0]));
        let square = x * x + y * y;
        let along = if square > 0.0 { ((px * x + py * y) / square).clamp(0.0, 1.0) } else { 0.0 };
        let between = |a: i32, b: i32| (f64::from(a) + (f64::from(b) - f64::from(a)) * along).round() as i32;
        let at = Point { lat: between(pair[0].lat, pair[1].lat), lon: between(pair[0].lon, pair[1].lon) };
        let (length, away) = (metres(pair[0], pair[1]), metres(point, at));
        if away < best.metres {
            (best.part, best.at, best.metres) = (part, at, away);
            of_best = before + length * along;
        }
        before += length;
    }
    best.share = if before > 0.0 { (of_best / before).clamp(0.0, 1.0) } else { 0.0 };
    best
}
