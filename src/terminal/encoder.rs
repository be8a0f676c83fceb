//! A frame becomes bytes. The encoder remembers what the terminal shows and writes only what differs from the frame ratatui has
//! drawn, row by row, with as few moves and style changes as it can.
//!
//! It compares whole frames itself instead of taking ratatui's cell differences, for three reasons: only with the whole row can a blank
//! tail be erased in three bytes; only with what is shown, second halves of wide characters included, is every half left behind found;
//! and colours this terminal cannot tell apart are not a change. It must never write a byte from a cell that [`Glyph::of`](glyph::Glyph::of) has not let through.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;

use super::cursor::Cursor;
use super::depth::Caps;
use super::glyph;
use super::pen::Pen;
use super::row::{NOT_OURS, end_of_glyph, lay_out};

/// Erasing to the end of the line is used for at least this many changed blanks: the three bytes and a style change pay from there.
const ERASE_PAYS: usize = 5;

/// What one terminal shows, and the bytes on their way to it.
#[derive(Debug)]
pub(super) struct Encoder {
    caps: Caps,
    width: u16,
    height: u16,
    /// What the terminal shows, row after row, laid out as in [`row`](super::row).
    shown: Vec<Cell>,
    cursor: Cursor,
    pen: Pen,
    caret_is_shown: bool,
    /// Nothing is known about the terminal: the next frame clears it first.
    lost: bool,
    out: Vec<u8>,
    /// The row being drawn, and which of its cells must be written. Kept to be used again.
    row: Vec<Cell>,
    touched: Vec<bool>,
}

impl Encoder {
    /// For a terminal that was just taken over with [`modes::enter`](super::modes::enter).
    pub(super) fn new(width: u16, height: u16, caps: Caps) -> Self {
        Self {
            caps,
            width,
            height,
            shown: Vec::new(),
            cursor: Cursor::lost(width),
            pen: Pen::default(),
            caret_is_shown: false,
            lost: true,
            out: Vec::new(),
            row: Vec::new(),
            touched: Vec::new(),
        }
    }

    /// The terminal has another size, or may show anything: the next frame is painted whole.
    pub(super) fn forget(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.lost = true;
    }

    /// Adds what brings the terminal's cells to those of `buffer`, which has the terminal's size.
    pub(super) fn paint(&mut self, buffer: &Buffer) {
        if self.caps.sync {
            self.out.extend_from_slice(b"\x1b[?2026h");
        }
        let opened = self.out.len();
        if std::mem::take(&mut self.lost) {
            self.start_over();
        }
        for y in 0..self.height.min(buffer.area.height) {
            self.paint_row(buffer, y);
        }
        if self.out.len() == opened {
            self.out.clear();
        }
    }

    /// Ends the frame with the caret at a cell, or hidden, and gives its bytes away. None if there is nothing to say.
    pub(super) fn finish(&mut self, caret: Option<Position>) -> Option<Vec<u8>> {
        let painted = !self.out.is_empty();
        match caret {
            Some(at) => {
                let (x, y) = (at.x.min(self.width - 1), at.y.min(self.height - 1));
                self.cursor.go(x, y, &mut self.out);
                if !self.caret_is_shown {
                    self.out.extend_from_slice(b"\x1b[?25h");
                }
            }
            None if self.caret_is_shown => self.out.extend_from_slice(b"\x1b[?25l"),
            None => {}
        }
        self.caret_is_shown = caret.is_some();
        if painted && self.caps.sync {
            self.out.extend_from_slice(b"\x1b[?2026l");
        }
        (!self.out.is_empty()).then(|| std::mem::take(&mut self.out))
    }

    fn start_over(&mut self) {
        self.out.extend_from_slice(b"\x1b[?25l\x1b[m\x1b[H\x1b[2J");
        self.caret_is_shown = false;
        self.pen = Pen::default();
        self.cursor = Cursor::lost(self.width);
        self.cursor.home();
        self.shown.clear();
        self.shown.resize(usize::from(self.width) * usize::from(self.height), Cell::default());
    }

    fn paint_row(&mut self, buffer: &Buffer, y: u16) {
        let start = usize::from(y) * usize::from(self.width);
        let shown = &self.shown[start..start + usize::from(self.width)];
        lay_out(buffer, y, shown.len(), self.caps.depth, &mut self.row);
        if self.row == shown {
            return;
        }
        self.touched.clear();
        self.touched.extend(self.row.iter().zip(shown).map(|(new, old)| new != old));

        let blank_from = self.row.iter().rposition(|cell| *cell != Cell::EMPTY).map_or(0, |last| last + 1);
        let mut x = 0;
        while x < self.row.len() {
            if !self.touched[x] || self.row[x].symbol() == NOT_OURS {
                x += 1;
            } else if x >= blank_from && self.touched[x..].iter().filter(|t| **t).count() >= ERASE_PAYS {
                self.erase_from(x, y);
                break;
            } else {
                x = self.put(x, y);
            }
        }
        self.shown[start..start + self.row.len()].clone_from_slice(&self.row);
    }

    /// Erases the rest of the row with the default background.
    fn erase_from(&mut self, x: usize, y: u16) {
        self.cursor.go(x as u16, y, &mut self.out);
        self.turn(self.pen.bent_to_blank(Pen::default()));
        self.out.extend_from_slice(b"\x1b[K");
    }

    /// Writes the glyph at a cell; returns the cell behind it.
    fn put(&mut self, x: usize, y: u16) -> usize {
        let end = end_of_glyph(&self.row, x);
        let width = (end - x) as u16;
        self.bridge(x, y);
        self.cursor.go(x as u16, y, &mut self.out);
        self.turn(self.pen_for(&self.row[x]));
        let cell = &self.row[x];
        if glyph::is_agreed(cell.symbol(), width) {
            self.out.extend_from_slice(cell.symbol().as_bytes());
            self.cursor.advance(width);
            return end;
        }
        // A terminal may take fewer columns than we think, so the ground is cleared first, or more, so what stands behind is drawn again.
        self.out.extend(std::iter::repeat_n(b' ', usize::from(width)));
        self.cursor.advance(width);
        self.cursor.go(x as u16, y, &mut self.out);
        self.out.extend_from_slice(cell.symbol().as_bytes());
        self.cursor.lose();
        let reached = (x + usize::from(glyph::reach(cell.symbol(), width))).min(self.row.len());
        if end < reached {
            self.touched[end..end_of_glyph(&self.row, reached - 1)].fill(true);
        }
        end
    }

    /// Comes nearer to `x` by writing the few unchanged cells in between again, where that is shorter than a move.
    fn bridge(&mut self, x: usize, y: u16) {
        let Some(from) = self.cursor.column_in(y).map(usize::from) else { return };
        // A move costs three bytes for one column, four for more.
        if from < x && x - from <= 3 {
            let between = &self.row[from..x];
            let is_short = |cell: &Cell| cell.symbol().len() == 1 && cell.symbol() != NOT_OURS;
            if between.iter().all(|cell| is_short(cell) && self.pen_for(cell) == self.pen) {
                self.out.extend(between.iter().flat_map(|cell| cell.symbol().bytes()));
                self.cursor.advance((x - from) as u16);
            }
        }
    }

    /// The look a cell of the row is written in; for a blank, one near to the present.
    fn pen_for(&self, cell: &Cell) -> Pen {
        let wanted = Pen::of(cell, self.caps.depth);
        if cell.symbol() == " " { self.pen.bent_to_blank(wanted) } else { wanted }
    }

    fn turn(&mut self, pen: Pen) {
        self.pen.change_to(pen, &mut self.out);
        self.pen = pen;
    }
}
