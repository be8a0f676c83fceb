//! How the body of a screen is divided: the list, and beside it what is known of the selected account, where there is room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

use super::brief;

/// Cells from which the brief stands beside the list.
const TWO_PANES: u16 = 100;

/// How a body is divided: the list, and the brief where there is room.
pub fn panes(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < TWO_PANES {
        return (Rect { width: area.width.saturating_sub(1), ..area }, None);
    }
    let right = (area.width * 33 / 100).clamp(36, 72);
    let left = Rect { width: area.width - right - 5, ..area };
    (left, Some(Rect { x: left.right() + 3, width: right, ..area }))
}

/// Draws a brief in the right pane, with the rule between.
pub fn draw_aside(aside: Rect, buf: &mut Buffer, shared: &Shared, paragraphs: &[brief::Paragraph]) {
    paint::rule_down(buf, aside.x - 2, aside, shared.glyphs.bar, shared.style(Role::Rule));
    brief::draw(aside, buf, shared, paragraphs, 0);
}
