//! How Settings is drawn: the sections beside or above, the rows of one of them in columns.

use ratatui::layout::{Position, Rect, Size};

use crate::app::command::Action;
use crate::i18n::messages::{common, settings as words};
use crate::i18n::text::width;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

use super::super::accounts::draw_empty;
use super::sections::Section;
use super::{Settings, rows};

/// Cells from which the sections stand beside the rows.
const BESIDE: u16 = 100;
/// Cells of the sections beside the rows.
const SECTIONS: u16 = 14;
pub(super) fn draw(screen: &Settings, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let list = if has_room(area.as_size()) {
        beside(screen.section, Rect { width: SECTIONS, ..area }, buf, shared);
        paint::rule_down(buf, area.x + SECTIONS + 1, area, shared.glyphs.bar, shared.style(Role::Rule));
        let x = area.x + SECTIONS + 2;
        let list = Rect { x, width: (area.right() - x).saturating_sub(1), ..area };
        head(screen, paint::row(list, 0), buf, shared);
        Rect { y: list.y + 2, height: list.height.saturating_sub(2), ..list }
    } else {
        above(screen.section, paint::row(area, 0), buf, shared);
        Rect { y: area.y + 1, width: area.width.saturating_sub(1), height: area.height.saturating_sub(1), ..area }
    };
    self::list(screen, list, buf, shared);
    let last = paint::row(list, list.height.saturating_sub(1));
    if screen.finder.is_editing() { screen.finder.draw(last, buf, shared) } else { None }
}

/// Whether the sections stand beside the rows.
pub(super) fn has_room(body: Size) -> bool {
    body.width >= BESIDE
}

/// How many rows fit: what stands above them is left out, and the line in which one searches.
pub(super) fn rows_in(body: Size, finding: bool) -> usize {
    let above = if has_room(body) { 3 } else { 2 };
    usize::from(body.height.saturating_sub(above + u16::from(finding)))
}

/// The sections in a line, the one in front among those that are seen.
fn above(section: Section, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let titles = Section::ALL.map(|section| section.title(shared.lang));
    let end = |first: usize, last: usize| titles[first..=last].iter().map(|title| width(title) + 2).sum::<usize>();
    let room = usize::from(area.width.saturating_sub(2));
    let here = section as usize;
    // As many of those after it as before it are worth seeing: the next one at least.
    let wanted = (here + 1).min(Section::ALL.len() - 1);
    let first = (0..=here).find(|first| end(*first, wanted) <= room + 2).unwrap_or(here);
    let mut x = area.x + 2;
    for section in &Section::ALL[first..] {
        let title = section.title(shared.lang);
        // A title is seen whole or not at all.
        if x + width(title) as u16 > area.right() {
            break;
        }
        let role = if *section as usize == here { Role::Tab } else { Role::Dim };
        let place = Rect { x, width: width(title) as u16, ..area };
        buf.hit(place, Hit::Section(*section as usize));
        x += paint::text(buf, x, area.y, area.right().saturating_sub(x), title, shared.style(role)) + 2;
    }
}

/// The sections, one below the other.
fn beside(section: Section, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    for (at, other) in Section::ALL.into_iter().enumerate() {
        let row = paint::row(area, at as u16);
        buf.hit(row, Hit::Section(at));
        let here = other == section;
        if here {
            paint::text(buf, row.x, row.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
        }
        let role = if here { Role::Tab } else { Role::Text };
        paint::text(buf, row.x + 2, row.y, row.width.saturating_sub(2), other.title(shared.lang), shared.style(role));
    }
}

/// The section's name, what it is about, and who changes it if that is somebody else.
fn head(screen: &Settings, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let section = screen.section;
    let title = format!("  {}   ", section.title(shared.lang));
    let mut about = section.about(shared.lang).to_owned();
    if let Some(bounds) = screen.bounds(shared) {
        about = format!("{about}{}{bounds}", common::separator(shared.lang));
    }
    paint::pieces(buf, area, &[(&title, shared.style(Role::Title)), (&about, shared.style(Role::Dim))]);
}

fn list(screen: &Settings, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let Some(setup) = &screen.setup else { return };
    if screen.items.is_empty() {
        draw_empty(&empty(screen, shared), area, buf, shared);
        return;
    }
    let titled = screen.section.columns();
    let columns: Vec<Column> = titled.iter().map(|(_, column)| *column).collect();
    // The row that commands are about is marked before the first column.
    let widest = widest(&columns);
    let inner = |row: Rect| Rect { x: row.x + 2, width: row.width.saturating_sub(2).min(widest), ..row };
    let write = |buf: &mut Canvas<'_>, place: Rect, right: bool, pieces: &[(&str, ratatui::style::Style)]| {
        let wide: usize = pieces.iter().map(|(text, _)| width(text)).sum();
        let moved = if right { place.width.saturating_sub(wide as u16) } else { 0 };
        let place = Rect { x: place.x + moved, width: place.width - moved, ..place };
        let mut x = place.x;
        for (text, style) in pieces {
            let room = place.right().saturating_sub(x);
            x += paint::text(buf, x, place.y, room, text, *style);
            // What was cut says that there is more.
            if width(text) > usize::from(room) {
                break;
            }
        }
    };
    for ((title, column), place) in titled.iter().zip(place(&columns, inner(paint::row(area, 0)))) {
        if let Some(place) = place {
            write(buf, place, column.right, &[(title(shared.lang), shared.style(Role::Dim))]);
        }
    }
    let height = usize::from(area.height.saturating_sub(1 + u16::from(screen.finder.is_editing())));
    let cursor = &screen.cursors[screen.section as usize];
    for (n, item) in cursor.visible(height).enumerate() {
        let row = paint::row(area, n as u16 + 1);
        buf.hit(row, Hit::Row(item));
        let at = screen.items[item];
        let selected = cursor.selected() == Some(item);
        if selected {
            paint::text(buf, row.x, row.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
        }
        let may = screen.may(at);
        let name = columns.iter().position(|column| column.flexible);
        let cells = rows::cells(screen.section, at, setup, shared);
        for (nth, ((cell, column), place)) in cells.iter().zip(&columns).zip(place(&columns, inner(row))).enumerate() {
            let Some(place) = place else { continue };
            let role = |role: Role| match role {
                _ if !may => Role::Dim,
                Role::Text if selected && Some(nth) == name => Role::Strong,
                role => role,
            };
            let pieces: Vec<_> = cell.iter().map(|(text, it)| (text.as_str(), shared.style(role(*it)))).collect();
            write(buf, place, column.right, &pieces);
        }
    }
}

/// Cells that columns take at most: where names are far from what is said of them the eye loses the line.
fn widest(columns: &[Column]) -> u16 {
    let wide = |column: &Column| if column.flexible { 2 * column.width + 8 } else { column.width };
    columns.iter().map(|column| wide(column) + 1).sum()
}

/// What an empty section teaches.
fn empty(screen: &Settings, shared: &Shared) -> String {
    let (lang, key) = (shared.lang, shared.keymap.shown(Action::AddSetting));
    if screen.finder.is_active() {
        return crate::i18n::messages::screens::found_nothing(lang).to_owned();
    }
    match screen.section {
        _ if !screen.may_add() => words::empty_read(lang).to_owned(),
        Section::Leave => words::empty_leave(lang, &key),
        Section::Products => words::empty_products(lang, &key),
        Section::Beats => words::empty_beats(lang, &key),
        _ => words::empty_teams(lang, &key),
    }
}
