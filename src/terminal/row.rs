//! One row of a screen as a terminal holds it: a cell for each column, the empty string in the cells behind the first of a wide glyph.
//! Frames are laid out so before they are compared with what is shown, so that two ways to say the same are no difference. It writes
//! nothing.

use ratatui::buffer::{Buffer, Cell, CellDiffOption};

use super::depth::ColorDepth;
use super::glyph::{self, Glyph};
use super::pen::Pen;

/// Stands for the content of a cell that ratatui says another hand draws on (`CellDiffOption::Skip`). It is never written.
pub(super) const NOT_OURS: &str = "\0";

/// Lays a row of the frame out as a terminal holds it: safe text, this terminal's colours, nothing but the background on a blank, the
/// empty string behind the first cell of a wide glyph.
pub(super) fn lay_out(buffer: &Buffer, y: u16, width: usize, depth: ColorDepth, row: &mut Vec<Cell>) {
    row.clear();
    while row.len() < width {
        let left = width - row.len();
        let Some(cell) = buffer.cell((row.len() as u16, y)) else {
            row.push(Cell::default());
            continue;
        };
        if cell.diff_option == CellDiffOption::Skip {
            row.push(styled(NOT_OURS, Pen::default()));
            continue;
        }
        let glyph = Glyph::of(cell);
        let pen = Pen::of(cell, depth);
        if usize::from(glyph::room(glyph.text, glyph.width)) > left {
            // It might wrap onto the next row.
            row.push(styled("?", pen));
            row.extend((1..left.min(usize::from(glyph.width))).map(|_| styled(" ", pen.on_blank())));
            continue;
        }
        row.push(styled(glyph.text, if glyph.text == " " { pen.on_blank() } else { pen }));
        row.extend((1..glyph.width).map(|_| styled("", pen)));
    }
}

fn styled(text: &str, pen: Pen) -> Cell {
    let mut cell = Cell::default();
    cell.set_symbol(text).set_fg(pen.fg).set_bg(pen.bg);
    cell.modifier = pen.attributes;
    cell
}

/// The cell behind the glyph that stands at `x`.
pub(super) fn end_of_glyph(row: &[Cell], x: usize) -> usize {
    x + 1 + row[x + 1..].iter().take_while(|cell| cell.symbol().is_empty()).count()
}
