//! Which stops of a map are shown by their number, and where: no label lies on another. The selected one comes first, then the smaller
//! number; a label beside which another has no room says so.

/// A stop in its cell.
pub(super) struct Point {
    /// Its number.
    pub(super) number: usize,
    /// Nothing is left to do there.
    pub(super) closed: bool,
    /// Its cell from the left.
    pub(super) column: u16,
    /// Its cell from above.
    pub(super) row: u16,
}

/// A label: the mark of the selected stop, the number, that there are more.
pub(super) struct Label {
    /// The number of the stop.
    pub(super) number: usize,
    /// It is the selected one.
    pub(super) selected: bool,
    /// Nothing is left to do there, nor at any that it hides.
    pub(super) closed: bool,
    /// It hides others.
    pub(super) more: bool,
    /// Its first cell.
    pub(super) start: u16,
    /// Its row.
    pub(super) row: u16,
    /// Cells that it takes, with room for the mark that there are more.
    pub(super) cells: u16,
}

impl Label {
    fn new(point: &Point, selected: bool, width: u16) -> Self {
        let digits = point.number.checked_ilog10().unwrap_or(0) as u16 + 1;
        let mark = u16::from(selected);
        let cells = mark + digits + 1;
        // The number begins in the cell of the stop, but for the edges.
        let start = point.column.saturating_sub(mark).min(width.saturating_sub(cells));
        let (number, closed, row) = (point.number, point.closed, point.row);
        Self { number, selected, closed, more: false, start, row, cells }
    }

    /// Whether this cell is written on.
    pub(super) fn covers(&self, column: u16, row: u16) -> bool {
        let end = self.start + self.cells - u16::from(!self.more);
        self.row == row && (self.start..end).contains(&column)
    }

    fn meets(&self, other: &Self) -> bool {
        self.row == other.row && self.start < other.start + other.cells && other.start < self.start + self.cells
    }
}

/// The labels of these stops on a map so many cells wide.
pub(super) fn labels(mut points: Vec<Point>, selected: Option<usize>, width: u16) -> Vec<Label> {
    points.sort_by_key(|point| (Some(point.number) != selected, point.number));
    let mut labels: Vec<Label> = Vec::with_capacity(points.len());
    for point in &points {
        let label = Label::new(point, Some(point.number) == selected, width);
        // A number that would be cut would be another number.
        if label.cells > width {
            continue;
        }
        match labels.iter_mut().find(|placed| placed.meets(&label)) {
            Some(placed) => {
                placed.more = true;
                placed.closed &= label.closed;
            }
            None => labels.push(label),
        }
    }
    labels
}
