//! How Today is drawn: the list, the line under it, the brief beside it. Only visible rows are built.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::{Modifier, Style};

use crate::app::command::Action;
use crate::app::day::{DayKind, DayView, StopLine};
use crate::domain::route::Fate;
use crate::i18n::dates;
use crate::i18n::messages::{marks as mark_words, screens as words};
use crate::i18n::text::wrap;
use crate::ui::marks::{self, Mark, STATE_CELLS};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

use super::brief;
use super::overdue_view::draw_flags;
use super::today::Today;

const COLUMNS: [Column; 9] = [
    Column::fixed(1, 0),           // selected
    Column::fixed(1, 0),           // fate
    Column::fixed(5, 0),           // planned arrival
    Column::rest(14),              // name
    Column::fixed(4, 1),           // tier
    Column::number(5, 2),          // days since
    Column::fixed(10, 4),          // window bar
    Column::fixed(STATE_CELLS, 0), // state
    Column::fixed(5, 3),           // flags
];

/// Cells from which the brief stands beside the list.
const TWO_PANES: u16 = 100;

/// How a body is divided: the list, and the brief where there is room.
pub fn panes(area: Rect) -> (Rect, Option<Rect>) {
    if area.width < TWO_PANES {
        return (area, None);
    }
    let right = (area.width * 36 / 100).clamp(36, 72);
    let left = Rect { width: area.width - right - 3, ..area };
    (left, Some(Rect { x: left.right() + 2, width: right, ..area }))
}

/// How many rows of the list fit: the titles above and the line below are left out.
pub fn rows_in(body: Size) -> usize {
    usize::from(body.height.saturating_sub(2))
}

/// Draws a brief in the right pane, with the rule between.
pub fn draw_aside(aside: Rect, buf: &mut Buffer, shared: &Shared, paragraphs: &[brief::Paragraph]) {
    paint::rule_down(buf, aside.x - 2, aside, shared.glyphs.bar, shared.style(Role::Rule));
    brief::draw(aside, buf, shared, paragraphs, 0);
}

pub(super) fn draw(screen: &Today, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
    let (list, aside) = panes(area);
    if let (Some(aside), Some(view)) = (aside, &screen.brief) {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, view));
    }
    let Some(view) = &screen.view else { return None };
    if screen.rows.is_empty() {
        empty(screen, view, list, buf, shared);
    } else {
        let mixed = heading(view, list, buf, shared);
        for (at, row) in screen.cursor.visible(rows_in(list.as_size())).enumerate() {
            let area = paint::row(list, at as u16 + 1);
            let selected = screen.cursor.selected() == Some(row);
            stop_row(&view.stops[screen.rows[row]], selected, mixed, view, area, buf, shared);
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

/// Draws the column titles; answers whether working and calendar days are mixed.
fn heading(view: &DayView, list: Rect, buf: &mut Buffer, shared: &Shared) -> bool {
    let lang = shared.lang;
    let (unit, mixed) = marks::unit_of(lang, view.stops.iter().map(|stop| &stop.line));
    let window = words::col_window(lang, unit);
    let titles = [
        "",
        "",
        words::col_plan(lang),
        words::col_account(lang),
        words::col_tier(lang),
        words::col_since(lang),
        &window,
    ];
    let places = place(&COLUMNS, paint::row(list, 0));
    let dim = shared.style(Role::Dim);
    for (title, (place, column)) in titles.iter().zip(places.iter().zip(COLUMNS)) {
        match place {
            Some(area) if column.right => paint::right(buf, *area, title, dim),
            // The window's title runs on over the bar and the state beside it.
            Some(area) => drop(paint::text(buf, area.x, area.y, area.width.max(24), title, dim)),
            None => {}
        }
    }
    if places[6].is_none() {
        let at = places[7].unwrap_or_default();
        paint::text(buf, at.x, at.y, at.width, words::col_state(lang), dim);
    }
    if let Some(area) = places[8] {
        paint::text(buf, area.x, area.y, area.width, words::col_flags(lang), dim);
    }
    mixed
}

fn stop_row(
    stop: &StopLine,
    selected: bool,
    mixed: bool,
    view: &DayView,
    area: Rect,
    buf: &mut Buffer,
    shared: &Shared,
) {
    let places = place(&COLUMNS, area);
    let line = &stop.line;
    let (dim, text) = (shared.style(Role::Dim), shared.style(Role::Text));
    let mut put = |at: usize, shown: &str, style: Style| {
        if let Some(area) = places[at] {
            if COLUMNS[at].right {
                paint::right(buf, area, shown, style);
            } else {
                paint::text(buf, area.x, area.y, area.width, shown, style);
            }
        }
    };
    let closed = !stop.stop.fate.is_open();
    if selected {
        put(0, shared.glyphs.selected, shared.style(Role::Accent));
    }
    let fate = fate(stop, shared);
    put(1, fate.glyph, shared.style(fate.role));
    put(2, &stop.arrival.map(dates::time).unwrap_or_default(), if closed { dim } else { text });
    let name = format!("{} {}", line.row.name, line.row.other_name);
    put(3, name.trim(), name_style(selected, closed, shared));
    put(4, &line.tier, tier_style(line.tier_rank, shared));
    let state = if closed { fate } else { marks::line(shared, line, mixed) };
    if let Some(days) = line.standing.days {
        put(5, &mark_words::days_short(shared.lang, days), if closed { dim } else { text });
        if let Some(window) = line.standing.window {
            let role = if closed { Role::Dim } else { bar_role(days, window.max) };
            put(6, &shared.glyphs.window_bar(days, window), shared.style(role));
        }
    }
    put(7, &state.text(), shared.style(state.role));
    if let Some(area) = places[8] {
        draw_flags(line, view.day, area, buf, shared);
    }
}

/// The style of a name: bold where the commands go, dim where nothing is left to do.
pub fn name_style(selected: bool, closed: bool, shared: &Shared) -> Style {
    match (selected, closed) {
        (true, _) => shared.style(Role::Strong),
        (false, true) => shared.style(Role::Dim),
        (false, false) => shared.style(Role::Text),
    }
}

/// The style of a tier's letter: its weight, not a colour.
pub fn tier_style(rank: Option<u32>, shared: &Shared) -> Style {
    match rank {
        Some(1) => shared.style(Role::Text).add_modifier(Modifier::BOLD),
        Some(2) => shared.style(Role::Text),
        _ => shared.style(Role::Dim),
    }
}

/// The role of a window bar.
pub fn bar_role(days: u32, max: u32) -> Role {
    match days.cmp(&max) {
        std::cmp::Ordering::Less => Role::Dim,
        std::cmp::Ordering::Equal => Role::Warning,
        std::cmp::Ordering::Greater => Role::Alarm,
    }
}

fn fate(stop: &StopLine, shared: &Shared) -> Mark {
    let lang = shared.lang;
    let mark = |glyph, word: &str, role| Mark { glyph, word: word.to_owned(), role };
    match &stop.stop.fate {
        Fate::Done { .. } => mark(shared.glyphs.done, mark_words::done(lang), Role::Good),
        Fate::Skipped { .. } => mark(shared.glyphs.skipped, mark_words::skipped(lang), Role::Dim),
        Fate::Open if stop.line.row.visiting.is_some() => {
            mark(shared.glyphs.visiting, mark_words::visiting(lang), Role::Accent)
        }
        Fate::Open if stop.visit.is_some_and(|visit| visit.attempted) => {
            mark(shared.glyphs.attempted, mark_words::attempted(lang), Role::Warning)
        }
        Fate::Open => mark("", "", Role::Text),
    }
}

fn summary(view: &DayView, shared: &Shared) -> String {
    let lang = shared.lang;
    let back = view.back.map(dates::time).unwrap_or_default();
    let mut parts = vec![words::summary(lang, &dates::kilometres(view.metres), &back)];
    if view.over > 0 {
        parts.push(words::summary_over(lang, view.over));
    }
    if view.unknown_places > 0 {
        parts.push(words::unknown_places(lang, view.unknown_places));
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    brief::joined(lang, &parts)
}

fn empty(screen: &Today, view: &DayView, list: Rect, buf: &mut Buffer, shared: &Shared) {
    let (lang, today) = (shared.lang, shared.who.today);
    let key = |action| shared.keymap.shown(action);
    let text = if !view.stops.is_empty() {
        words::found_nothing(lang).to_owned()
    } else if screen.day < today {
        words::today_empty_past(lang).to_owned()
    } else if view.kind == DayKind::Working {
        words::today_empty(lang, &key(Action::Fill))
    } else {
        let next = shared.policy.working_day(shared.who.rep.id, screen.day);
        words::today_empty_rest(lang, &dates::week_day(lang, next, today), &key(Action::ThisDay))
    };
    let room = list.width.saturating_sub(4).min(64);
    let top = list.height / 4;
    for (at, line) in wrap(&text, usize::from(room), 6).iter().enumerate() {
        let area = paint::row(list, top + at as u16);
        paint::text(buf, area.x + 2, area.y, room, line, shared.style(Role::Text));
    }
}
