//! Lines of dots in cells: two across and four down as braille, or one point a cell in plain ASCII.

use ratatui::layout::Size;

use crate::app::config::GlyphSet;

use super::ground::CELL;

/// The dots of a braille character, by column and row, in the order of Unicode: 1 2 3 7, 4 5 6 8.
const BRAILLE: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// The braille character without dots.
const BLANK: u32 = 0x2800;

/// An area of dots.
pub(super) struct Dots {
    size: Size,
    set: GlyphSet,
    cells: Vec<u8>,
}

impl Dots {
    /// No dots on so many cells.
    pub(super) fn new(size: Size, set: GlyphSet) -> Self {
        Self { size, set, cells: vec![0; usize::from(size.width) * usize::from(size.height)] }
    }

    /// Draws a line between two points, in dots from the left and from above, as far as it lies on the area.
    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64)) {
        if self.cells.is_empty() {
            return;
        }
        let last = |cells: u16, dots: u16| f64::from(u32::from(cells) * u32::from(dots) - 1);
        let last = (last(self.size.width, CELL.0), last(self.size.height, CELL.1));
        let Some((from, to)) = clipped(from, to, last) else { return };
        // In ASCII a line of cells, not the cells of a line of dots: it would be thick at every step.
        let (across, down) = match self.set {
            GlyphSet::Unicode => (1, 1),
            GlyphSet::Ascii => (i32::from(CELL.0), i32::from(CELL.1)),
        };
        let whole = |(x, y): (f64, f64)| (x.round() as i32 / across, y.round() as i32 / down);
        bresenham(whole(from), whole(to), |x, y| self.dot((x * across) as usize, (y * down) as usize));
    }

    fn dot(&mut self, x: usize, y: usize) {
        let (across, down) = (usize::from(CELL.0), usize::from(CELL.1));
        if let Some(cell) = self.cells.get_mut(y / down * usize::from(self.size.width) + x / across) {
            *cell |= BRAILLE[x % across][y % down];
        }
    }

    /// Row, column and character of each cell that has dots.
    pub(super) fn cells(&self) -> impl Iterator<Item = (u16, u16, char)> {
        let wide = usize::from(self.size.width).max(1);
        let dotted = self.cells.iter().enumerate().filter(|(_, dots)| **dots != 0);
        dotted.map(move |(at, dots)| ((at / wide) as u16, (at % wide) as u16, self.character(*dots)))
    }

    fn character(&self, dots: u8) -> char {
        match self.set {
            GlyphSet::Unicode => char::from_u32(BLANK + u32::from(dots)).unwrap_or('.'),
            GlyphSet::Ascii => '.',
        }
    }
}

/// The part of a line that lies between the origin and the last point, by Liang and Barsky: zoomed in, its ends may be a million dots away.
fn clipped(from: (f64, f64), to: (f64, f64), last: (f64, f64)) -> Option<((f64, f64), (f64, f64))> {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let (mut begin, mut end) = (0.0_f64, 1.0_f64);
    for (step, room) in [(-across, from.0), (across, last.0 - from.0), (-down, from.1), (down, last.1 - from.1)] {
        if step < 0.0 {
            begin = begin.max(room / step);
        } else if step > 0.0 {
            end = end.min(room / step);
        } else if room < 0.0 {
            return None;
        }
    }
    // What rounding carries over the edge is brought back.
    let at = |share: f64| ((from.0 + across * share).clamp(0.0, last.0), (from.1 + down * share).clamp(0.0, last.1));
    (begin <= end).then(|| (at(begin), at(end)))
}

/// Bresenham's line, in all eight directions.
fn bresenham((mut x, mut y): (i32, i32), to: (i32, i32), mut dot: impl FnMut(i32, i32)) {
    let (across, down) = ((to.0 - x).abs(), -(to.1 - y).abs());
    let (right, below) = ((to.0 - x).signum(), (to.1 - y).signum());
    let mut error = across + down;
    loop {
        dot(x, y);
        if (x, y) == to {
            return;
        }
        let twice = 2 * error;
        if twice >= down {
            error += down;
            x += right;
        }
        if twice <= across {
            error += across;
            y += below;
        }
    }
}
