//! How Overdue is drawn: titles and accounts in one list, the brief beside it.

use ratatui::layout::{Position, Rect, Size};

use crate::app::command::Action;
use crate::app::worklist;
use crate::i18n::messages::screens as words;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

use super::accounts::{self, Look, Sheet};
use super::brief;
use super::overdue::{Overdue, Row};
use super::panes::{draw_aside, panes};

pub(super) fn draw(screen: &Overdue, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let (list, aside) = panes(area);
    if let (Some(aside), Some(view)) = (aside, &screen.brief) {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, view));
    }
    if screen.rows.is_empty() {
        if screen.loaded {
            empty(screen, list, buf, shared);
        }
    } else {
        let sheet = Sheet::titled(accounts::WORKLIST, screen.units, shared.who.today, paint::row(list, 0), buf, shared);
        let height = rows_in(list.as_size(), screen.finder.is_editing());
        for (at, row) in screen.cursor.visible(height).enumerate() {
            let area = paint::row(list, at as u16 + 1);
            match &screen.rows[row] {
                Row::Title(group, members) => {
                    let title = format!("{}  {members}", worklist::title(shared.lang, group));
                    paint::text(
                        buf,
                        area.x + 1,
                        area.y,
                        area.width.saturating_sub(1),
                        &title,
                        shared.style(Role::Title),
                    );
                }
                Row::Account(line) => {
                    buf.hit(area, Hit::Row(row));
                    let line = &screen.lines[*line];
                    let marked = screen.marked.has(line.row.account);
                    let look = Look {
                        selected: screen.cursor.selected() == Some(row),
                        mark: marked.then_some((shared.glyphs.marked, Role::Accent)),
                        ..Look::default()
                    };
                    sheet.row(line, &look, area, buf);
                }
            }
        }
    }
    let last = paint::row(list, list.height.saturating_sub(1));
    if screen.finder.is_editing() { screen.finder.draw(last, buf, shared) } else { None }
}

/// How many rows of the list fit: the titles above are left out, and the line in which one searches.
pub(super) fn rows_in(body: Size, finding: bool) -> usize {
    usize::from(body.height.saturating_sub(1 + u16::from(finding)))
}

fn empty(screen: &Overdue, list: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let text = if screen.lines.is_empty() {
        words::overdue_no_accounts(lang, &shared.keymap.shown(Action::Quit))
    } else if screen.finder.is_active() {
        words::found_nothing(lang).to_owned()
    } else {
        words::overdue_empty(lang, &shared.keymap.shown(Action::Today))
    };
    accounts::draw_empty(&text, list, buf, shared);
}
