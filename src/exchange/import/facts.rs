//! What only the whole file can tell: which of day and month stands first, which of latitude and longitude.

use super::cells::Cells;
use super::fields::Field;
use super::options::Options;
use super::values::dates::{DateOrder, Evidence};
use super::values::points::{Order, order};

/// Fields that hold days.
const DAYS: [Field; 5] = [Field::LastVisit, Field::Day, Field::Start, Field::End, Field::Until];

/// What is being gathered.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    dates: [Evidence; DAYS.len()],
    straight: bool,
    swapped: bool,
}

impl Gathering {
    /// Looks at one more row.
    pub(super) fn see(&mut self, cells: Cells<'_>, options: &Options) {
        for (field, evidence) in DAYS.iter().zip(&mut self.dates) {
            if let Some(cell) = cells.one(*field) {
                evidence.see(cell, options.today);
            }
        }
        if let Ok(Some((lat, lon))) = cells.point() {
            self.straight |= order(lat, lon) == Order::Straight;
            self.swapped |= order(lat, lon) == Order::Swapped;
        }
    }

    /// What it comes to.
    pub(super) fn facts(&self, options: &Options) -> Facts {
        let dates = self.dates.map(|evidence| options.dates.or(evidence.order()));
        Facts { dates, swapped: self.swapped && !self.straight }
    }
}

/// What the whole file tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    dates: [Option<DateOrder>; DAYS.len()],
    swapped: bool,
}

impl Facts {
    /// The order of day and month in a column.
    pub(super) fn dates(self, field: Field) -> Option<DateOrder> {
        DAYS.iter().position(|it| *it == field).and_then(|at| self.dates[at])
    }

    /// Two numbers as latitude and longitude.
    pub(super) fn turned(self, (first, second): (f64, f64)) -> (f64, f64) {
        match order(first, second) {
            Order::Swapped => (second, first),
            Order::Either if self.swapped => (second, first),
            _ => (first, second),
        }
    }
}
