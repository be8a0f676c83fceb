//! What floats: a box with a title and one cell of padding, cleared of what lies below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Block, Clear, Padding, Widget};

use crate::i18n::text::{clean, cut, width as cells};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;

use super::paint;

/// Says on the lower edge of a box which of its lines are seen, if not all are.
pub fn draw_extent(inside: Rect, first: usize, lines: usize, buf: &mut Buffer, shared: &Shared) {
    let seen = usize::from(inside.height);
    if lines > seen {
        let text = format!(" {}–{}/{lines} ", first + 1, (first + seen).min(lines));
        let edge = Rect { y: inside.bottom(), height: 1, ..inside };
        paint::right(buf, edge, &text, shared.style(Role::Dim));
    }
}

/// What the edges of a box and the blanks inside them take of its width.
pub const EDGES: u16 = 4;

/// Takes away what lies below, down to the ground.
fn clear(area: Rect, buf: &mut Buffer, shared: &Shared) {
    Clear.render(area, buf);
    buf.set_style(area, shared.style(Role::Ground));
}

/// Draws a box in the middle of the area, at most so large; answers its inside.
pub fn draw(area: Rect, (width, height): (u16, u16), title: &str, buf: &mut Buffer, shared: &Shared) -> Rect {
    let width = width.saturating_add(EDGES).min(area.width);
    let height = height.saturating_add(2).min(area.height);
    let outside = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 3, width, height };
    // A wide character that the box would cut in its middle goes whole.
    for y in outside.top()..outside.bottom() {
        let before = outside.x.checked_sub(1).and_then(|x| buf.cell_mut((x, y)));
        if let Some(cell) = before.filter(|cell| cells(cell.symbol()) > 1) {
            cell.set_symbol(" ");
        }
        // The half that is left of one at the other edge has no style: it was never seen.
        let last = outside.right().checked_sub(1).and_then(|x| buf.cell((x, y)));
        if last.is_some_and(|cell| cells(cell.symbol()) > 1)
            && let Some(cell) = buf.cell_mut((outside.right(), y))
        {
            cell.set_style(shared.style(Role::Ground));
        }
    }
    clear(outside, buf, shared);
    let title = cut(&clean(title), usize::from(width.saturating_sub(6)));
    let block = Block::bordered()
        .border_set(shared.glyphs.frame)
        .border_style(shared.style(Role::Rule))
        .padding(Padding::horizontal(1));
    let inside = block.inner(outside);
    block.render(outside, buf);
    let title = format!(" {title} ");
    let over = Rect { x: outside.x + 2, width: cells(&title) as u16, height: 1, ..outside }.intersection(outside);
    clear(over, buf, shared);
    paint::text(buf, over.x, over.y, over.width, &title, shared.style(Role::Title));
    inside
}
