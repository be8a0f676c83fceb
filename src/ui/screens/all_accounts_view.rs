//! How Accounts is drawn: the search box, the list below it, the brief of the account in hand beside it.

use ratatui::layout::{Position, Rect, Size};

use crate::app::command::Action;
use crate::i18n::messages::{profile as words, visit as visit_words};
use crate::i18n::text::width;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::marks;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

use super::accounts::{self, Look, Sheet};
use super::all_accounts::AllAccounts;
use super::brief;
use super::panes::{draw_aside, panes};

/// Rows above the list: the search box and the titles.
const ABOVE: u16 = 2;

pub(super) fn draw(screen: &AllAccounts, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let (left, aside) = panes(area);
    if let (Some(aside), Some(view)) = (aside, &screen.brief) {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, view));
    }
    let caret = draw_box(screen, paint::row(left, 0), buf, shared);
    let list = Rect { y: left.y + 1, height: left.height.saturating_sub(1), ..left };
    if screen.found.lines.is_empty() {
        if screen.loaded {
            empty(screen, list, buf, shared);
        }
        return caret;
    }
    let columns = if AllAccounts::is_led(shared) { accounts::BOOKS } else { accounts::BOOK };
    let units = marks::unit_of(screen.found.lines.iter());
    let sheet = Sheet::titled(columns, units, shared.who.today, paint::row(list, 0), buf, shared);
    for (at, row) in screen.cursor.visible(rows_in(area.as_size())).enumerate() {
        let line = &screen.found.lines[row];
        let look = Look {
            selected: screen.cursor.selected() == Some(row),
            mark: screen.marked.has(line.row.account).then_some((shared.glyphs.marked, Role::Accent)),
            ..Look::default()
        };
        let area = paint::row(list, at as u16 + 1);
        buf.hit(area, Hit::Row(row));
        sheet.row(line, &look, area, buf);
    }
    caret
}

/// The search box, always there: it says what can be searched for.
fn draw_box(screen: &AllAccounts, row: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let caret = screen.finder.draw(row, buf, shared);
    if screen.finder.text().is_empty() {
        let used = width(visit_words::ask_find(shared.lang)) as u16 + 4;
        let area = Rect { x: row.x + used, width: row.width.saturating_sub(used), ..row };
        // The key that leads into it; there, it would be a letter.
        let key = if screen.finder.is_editing() { String::new() } else { shared.keymap.shown(Action::Filter) };
        let hint = format!(" {}", words::search_hint(shared.lang));
        paint::pieces(buf, area, &[(&key, shared.style(Role::Key)), (&hint, shared.style(Role::Dim))]);
    }
    caret
}

/// How many rows of the list fit.
pub(super) fn rows_in(body: Size) -> usize {
    usize::from(body.height.saturating_sub(ABOVE))
}

fn empty(screen: &AllAccounts, list: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let key = |action| shared.keymap.shown(action);
    let text = if screen.finder.text().trim().is_empty() {
        words::no_accounts(shared.lang, &key(Action::AddAccount), &key(Action::Quit))
    } else {
        words::nothing_found(shared.lang, &key(Action::Back))
    };
    accounts::draw_empty(&text, list, buf, shared);
}
