//! How Today is drawn: the list, the line under it, the brief beside it. Only visible rows are built.

use ratatui::layout::{Position, Rect, Size};

use crate::app::command::Action;
use crate::app::day::{DayKind, DayView, StopLine};
use crate::app::names;
use crate::app::wording::roads;
use crate::domain::route::Fate;
use crate::i18n::dates;
use crate::i18n::messages::{marks as mark_words, screens as words};
use crate::i18n::text::cut;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::marks::{self, Mark};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

use super::accounts::{self, Look, Sheet};
use super::brief;
use super::map_view;
use super::panes::{draw_aside, panes};
use super::today::Today;

/// How many rows of the list fit, and how many the map below has: the titles above and the line below are left out.
pub(super) fn rows_in(view: Option<&DayView>, body: Size) -> (u16, u16) {
    let rows = body.height.saturating_sub(2);
    let stops = view.map_or(0, |view| view.stops.len()) as u16;
    let map = map_view::rows_under(view, body, rows.saturating_sub(stops));
    (rows - map, map)
}

pub(super) fn draw(screen: &Today, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
    let (list, aside) = panes(area);
    if let (Some(aside), Some(view)) = (aside, &screen.brief) {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, view));
    }
    let Some(view) = &screen.view else { return None };
    let (rows, map) = rows_in(Some(view), list.as_size());
    if screen.rows.is_empty() {
        empty(screen, view, Rect { height: rows + 1, ..list }, buf, shared);
    } else {
        let lines = view.stops.iter().map(|stop| &stop.line);
        let units = marks::unit_of(lines);
        let columns = if map > 0 { accounts::ROUTE_ON_MAP } else { accounts::ROUTE };
        let sheet = Sheet::titled(columns, units, view.day, paint::row(list, 0), buf, shared);
        for (at, row) in screen.cursor.visible(rows.into()).enumerate() {
            let area = paint::row(list, at as u16 + 1);
            buf.hit(area, Hit::Row(row));
            let selected = screen.cursor.selected() == Some(row);
            let at = screen.rows[row];
            let stop = &view.stops[at];
            let number = Some(at + 1);
            sheet.row(&stop.line, &Look { number, ..look(stop, selected, shared) }, area, buf);
        }
    }
    if map > 0 {
        let selected = screen.cursor.selected().map(|row| screen.rows[row]);
        let area = Rect { y: list.y + 1 + rows, height: map, ..list };
        for (label, stop) in map_view::draw_under(view, selected, area, buf, shared) {
            if let Some(row) = screen.rows.iter().position(|at| *at == stop) {
                buf.hit(label, Hit::Row(row));
            }
        }
    }
    let last = paint::row(list, list.height.saturating_sub(1));
    if screen.finder.is_editing() {
        return screen.finder.draw(last, buf, shared);
    }
    if !screen.rows.is_empty() {
        let room = last.width.saturating_sub(1);
        paint::text(buf, last.x + 1, last.y, room, &summary(view, shared), shared.style(Role::Dim));
    }
    None
}

/// What is special about a stop.
fn look(stop: &StopLine, selected: bool, shared: &Shared) -> Look {
    let fate = fate(stop, shared);
    let closed = !stop.stop.fate.is_open();
    Look {
        selected,
        closed,
        mark: Some((fate.glyph, fate.role)),
        number: None,
        arrival: stop.arrival.map(dates::time).unwrap_or_default(),
        // What became of it is more than where its clock stands; a visit that is open says so itself.
        state: (closed || !fate.word.is_empty()).then_some(fate),
    }
}

/// What has become of a stop.
pub(super) fn fate(stop: &StopLine, shared: &Shared) -> Mark {
    let lang = shared.lang;
    let mark = |glyph, word: &str, role| Mark { glyph, word: word.to_owned(), role };
    match &stop.stop.fate {
        Fate::Done { .. } => mark(shared.glyphs.done, mark_words::done(lang), Role::Good),
        fate @ (Fate::Skipped { .. } | Fate::Left | Fate::Rolled { .. } | Fate::Handed { .. }) => {
            let became = names::fate(lang, fate, stop.colleague.as_deref(), shared.who.today);
            mark(shared.glyphs.skipped, &cut(&became, usize::from(marks::STATE_CELLS) - 2), Role::Dim)
        }
        Fate::Open if stop.line.row.visiting.is_some() && stop.stop.day == shared.who.today => {
            mark(shared.glyphs.visiting, mark_words::visiting(lang), Role::Accent)
        }
        Fate::Open if stop.visit.is_some_and(|visit| visit.attempted) => {
            mark(shared.glyphs.attempted, mark_words::attempted(lang), Role::Warning)
        }
        Fate::Open if stop.stop.pinned.is_some() => {
            let role = if stop.is_late() { Role::Warning } else { Role::Accent };
            mark(shared.glyphs.pinned, "", role)
        }
        Fate::Open if stop.stop.locked => {
            let role = if stop.shut_at().is_some() { Role::Warning } else { Role::Accent };
            mark(shared.glyphs.locked, "", role)
        }
        Fate::Open if stop.shut_at().is_some() => mark(shared.glyphs.shut, "", Role::Warning),
        Fate::Open => mark("", "", Role::Text),
    }
}

fn summary(view: &DayView, shared: &Shared) -> String {
    let lang = shared.lang;
    let back = view.back.map(dates::time).unwrap_or_default();
    let km = dates::kilometres(view.metres);
    let mut parts = vec![match view.ways.source() {
        Some(source) => words::summary_by(lang, &km, roads::source(lang, source), &back),
        None => words::summary(lang, &km, &back),
    }];
    if view.over > 0 {
        parts.push(words::summary_over(lang, view.over));
    }
    if view.unknown_places > 0 {
        parts.push(words::unknown_places(lang, view.unknown_places));
    }
    if view.no_road > 0 {
        parts.push(words::no_road(lang, view.no_road));
    }
    if let Some(late) = view.stops.iter().find(|stop| stop.is_late())
        && let Some(pinned) = late.stop.pinned
    {
        parts.push(words::pinned_late(lang, &late.line.row.name, &dates::time(pinned)));
    }
    if let Some((shut, closes)) = view.stops.iter().find_map(|stop| Some((stop, stop.shut_at()?))) {
        parts.push(words::shut(lang, &shut.line.row.name, &dates::time(closes)));
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    brief::joined(lang, &parts)
}

fn empty(screen: &Today, view: &DayView, list: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let (lang, today) = (shared.lang, shared.who.today);
    let key = |action| shared.keymap.shown(action);
    let text = if view.bare {
        words::overdue_no_accounts(lang, &key(Action::Quit))
    } else if !view.stops.is_empty() {
        words::found_nothing(lang).to_owned()
    } else if screen.day < today {
        words::today_empty_past(lang).to_owned()
    } else if view.kind == DayKind::Working {
        words::today_empty(lang, &key(Action::Fill))
    } else {
        let next = shared.policy.working_day(shared.who.rep.id, screen.day);
        words::today_empty_rest(lang, &dates::week_day(lang, next, today), &key(Action::ThisDay))
    };
    accounts::draw_empty(&text, list, buf, shared);
}
