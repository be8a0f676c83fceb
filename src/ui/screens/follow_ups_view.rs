//! How Follow-ups is drawn: groups by date in one list, the brief of the selected account beside it.

use ratatui::layout::{Position, Rect, Size};

use crate::app::command::Action;
use crate::app::follow_ups::{self, Duty, FollowUp, Group};
use crate::domain::matter::MatterKind;
use crate::i18n::messages::{follow_ups as words, screens as screen_words};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

use super::accounts;
use super::brief;
use super::follow_ups::{FollowUps, Row};
use super::panes::{draw_aside, panes};

/// Selection, day, what, account, what it is about.
fn columns(width: u16) -> [Column; 5] {
    let name = (width / 4).clamp(12, 26);
    [Column::fixed(1, 0), Column::fixed(8, 0), Column::fixed(11, 1), Column::fixed(name, 0), Column::rest(12)]
}

/// How many rows of the list fit: the titles above are left out, and the line in which one searches.
pub(super) fn rows_in(body: Size, finding: bool) -> usize {
    usize::from(body.height.saturating_sub(1 + u16::from(finding)))
}

pub(super) fn draw(screen: &FollowUps, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let lang = shared.lang;
    let (list, aside) = panes(area);
    if let (Some(aside), Some(view)) = (aside, &screen.brief) {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, view));
    }
    if screen.rows.is_empty() && screen.loaded {
        let text = if screen.finder.is_active() {
            screen_words::found_nothing(lang).to_owned()
        } else {
            words::empty(lang, &shared.keymap.shown(Action::Today))
        };
        accounts::draw_empty(&text, list, buf, shared);
    } else {
        let titles =
            ["", words::col_when(lang), words::col_kind(lang), screen_words::col_account(lang), words::col_text(lang)];
        for (cell, title) in place(&columns(list.width), paint::row(list, 0)).into_iter().zip(titles) {
            if let Some(cell) = cell {
                paint::text(buf, cell.x, cell.y, cell.width, title, shared.style(Role::Dim));
            }
        }
        let height = rows_in(list.as_size(), screen.finder.is_editing());
        for (at, row) in screen.cursor.visible(height).enumerate() {
            let area = paint::row(list, at as u16 + 1);
            match &screen.rows[row] {
                Row::Title(group, members) => {
                    let title = format!("{}  {members}", follow_ups::title(lang, *group));
                    let room = area.width.saturating_sub(1);
                    paint::text(buf, area.x + 1, area.y, room, &title, shared.style(Role::Title));
                }
                Row::Item(item) => {
                    buf.hit(area, Hit::Row(row));
                    let selected = screen.cursor.selected() == Some(row);
                    draw_item(&screen.items[*item], selected, area, buf, shared);
                }
            }
        }
    }
    let last = paint::row(list, list.height.saturating_sub(1));
    if screen.finder.is_editing() { screen.finder.draw(last, buf, shared) } else { None }
}

fn draw_item(item: &FollowUp, selected: bool, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let (lang, today) = (shared.lang, shared.who.today);
    let when = match item.group(today) {
        Group::Overdue => Role::Alarm,
        Group::Today => Role::Warning,
        Group::PutOff | Group::Undated => Role::Dim,
        Group::Week | Group::Later => Role::Text,
    };
    let kind = match item.duty {
        Duty::Matter(_, MatterKind::Complaint) => Role::Alarm,
        Duty::Appointment(_) => Role::Accent,
        _ => Role::Dim,
    };
    let cells = [
        (if selected { shared.glyphs.selected } else { "" }.to_owned(), Role::Accent),
        (follow_ups::when(lang, item, today), when),
        (follow_ups::kind(lang, item.duty).to_owned(), kind),
        (item.name.clone(), if selected { Role::Strong } else { Role::Text }),
        (follow_ups::said(lang, item), if item.put_off.is_some() { Role::Dim } else { Role::Text }),
    ];
    for (cell, (text, role)) in place(&columns(area.width), area).into_iter().zip(cells) {
        if let Some(cell) = cell {
            paint::text(buf, cell.x, cell.y, cell.width, &text, shared.style(role));
        }
    }
}
