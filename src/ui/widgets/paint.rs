//! Painting text into cells: the only way in which text from data gets onto the screen, cleaned and cut at a cell boundary.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::i18n::text::{clean, cut, width};

/// Paints the text at a column of a row, in at most `room` cells; answers how many it took.
pub fn text(buf: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let area = buf.area;
    if room == 0 || y >= area.bottom() || x >= area.right() {
        return 0;
    }
    let room = room.min(area.right() - x);
    let shown = cut(&clean(text), usize::from(room));
    buf.set_stringn(x, y, &shown, usize::from(room), style);
    width(&shown) as u16
}

/// Paints pieces one after another in one row; answers the column behind the last.
pub fn pieces(buf: &mut Buffer, area: Rect, pieces: &[(&str, Style)]) -> u16 {
    let mut x = area.x;
    for (piece, style) in pieces {
        x += text(buf, x, area.y, area.right().saturating_sub(x), piece, *style);
    }
    x
}

/// Paints the text so that it ends at the area's right edge.
pub fn right(buf: &mut Buffer, area: Rect, shown: &str, style: Style) {
    let wide = (width(&clean(shown)) as u16).min(area.width);
    text(buf, area.right() - wide, area.y, wide, shown, style);
}

/// Paints a rule across the row.
pub fn rule(buf: &mut Buffer, area: Rect, glyph: &str, style: Style) {
    for x in area.left()..area.right() {
        if let Some(cell) = buf.cell_mut(Position { x, y: area.y }) {
            cell.set_symbol(glyph).set_style(style);
        }
    }
}

/// Paints a rule down the column.
pub fn rule_down(buf: &mut Buffer, x: u16, area: Rect, glyph: &str, style: Style) {
    for y in area.top()..area.bottom() {
        if let Some(cell) = buf.cell_mut(Position { x, y }) {
            cell.set_symbol(glyph).set_style(style);
        }
    }
}

/// One row of the area.
pub fn row(area: Rect, at: u16) -> Rect {
    Rect { y: area.y + at.min(area.height), height: u16::from(at < area.height), ..area }
}
