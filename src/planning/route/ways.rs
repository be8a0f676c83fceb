//! The ways of a day: from the start to stops, between them, and to the end.

use super::problem::Day;
use crate::planning::matrix::Matrix;
use crate::planning::travel::GUESSED_SECONDS;

/// Where a way starts or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Where the day starts.
    Start,
    /// At a stop.
    Stop(usize),
    /// Where the day ends.
    End,
}

/// The ways of a day over one matrix.
#[derive(Clone, Copy)]
pub struct Ways<'a> {
    day: &'a Day,
    matrix: &'a Matrix,
}

impl<'a> Ways<'a> {
    /// The ways of this day.
    pub fn new(day: &'a Day, matrix: &'a Matrix) -> Self {
        Self { day, matrix }
    }

    /// Seconds of a way: none to an absent start or end, a guess to a stop whose place is not known,
    /// [`UNREACHABLE`](crate::planning::matrix::UNREACHABLE) where there is no way.
    pub fn seconds(&self, from: Spot, to: Spot) -> u32 {
        match (self.point(from), self.point(to)) {
            (Point::Known(a), Point::Known(b)) => self.matrix.seconds(a, b),
            (Point::Absent, _) | (_, Point::Absent) => 0,
            _ => GUESSED_SECONDS,
        }
    }

    /// Metres of a way; 0 if not known.
    pub fn metres(&self, from: Spot, to: Spot) -> u32 {
        match (self.point(from), self.point(to)) {
            (Point::Known(a), Point::Known(b)) => self.matrix.metres(a, b),
            _ => 0,
        }
    }

    fn point(&self, spot: Spot) -> Point {
        match spot {
            Spot::Start => self.day.start.map_or(Point::Absent, Point::Known),
            Spot::End => self.day.end.map_or(Point::Absent, Point::Known),
            Spot::Stop(at) => self.day.stops.get(at).and_then(|stop| stop.point).map_or(Point::Unknown, Point::Known),
        }
    }
}

enum Point {
    Known(usize),
    /// The day starts or ends nowhere in particular.
    Absent,
    /// A stop is somewhere, nobody knows where.
    Unknown,
}
