//! How the map of a day is drawn: by itself, with a line about the stop that is pointed at and the stops by name beside it, and small
//! under the route.

use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

use crate::app::command::Action;
use crate::app::day::DayView;
use crate::i18n::dates;
use crate::i18n::messages::{map as words, profile, screens as screen_words};
use crate::i18n::text::{cut, width};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::map::{self, Chart, Lens, Spot};
use crate::ui::widgets::paint;

use super::accounts;
use super::brief::joined;
use super::map::Map;
use super::panes::panes;
use super::today_view;

/// The parts of the screen.
pub(super) struct Parts {
    /// The line about the stop that is pointed at.
    about: Rect,
    /// The map.
    pub(super) map: Rect,
    /// The line with the scale.
    scale: Rect,
    /// The stops by name, where there is room.
    aside: Option<Rect>,
}

/// How the body is divided.
pub(super) fn parts(area: Rect) -> Parts {
    let (left, aside) = panes(area);
    Parts {
        about: paint::row(left, 0),
        map: Rect { y: left.y + left.height.min(1), height: left.height.saturating_sub(2), ..left },
        scale: paint::row(left, left.height.saturating_sub(1)),
        aside,
    }
}

/// The chart of a day, with one of its stops selected.
pub(super) fn chart(view: &DayView, selected: Option<usize>, shared: &Shared) -> Chart {
    let home = shared.who.rep.home;
    let stops = view.stops.iter().enumerate();
    let spot = |(at, stop): (usize, &crate::app::day::StopLine)| {
        Some(Spot { number: at + 1, place: stop.line.row.place?, closed: !stop.stop.fate.is_open() })
    };
    Chart {
        stops: stops.filter_map(spot).collect(),
        selected: selected.map(|at| at + 1),
        home,
        way: view.line.as_ref().map_or_else(|| view.places_on_way(&shared.who), |line| line.to_vec()),
    }
}

/// Rows of a body from which the map stands under the route.
const FROM: u16 = 24;

/// Rows that the map under the route takes at least, with the row of its scale.
const LEAST: u16 = 9;

/// How many rows the map under the route takes where so many are free: none if there are few, or nothing to show.
pub(super) fn rows_under(view: Option<&DayView>, body: Size, free: u16) -> u16 {
    let shown = |view: &DayView| view.unknown_places < view.stops.len();
    if body.height >= FROM && free >= LEAST && view.is_some_and(shown) { free } else { 0 }
}

/// Draws the small map under the route; answers where which stop can be clicked on.
pub(super) fn draw_under(
    view: &DayView,
    selected: Option<usize>,
    area: Rect,
    buf: &mut Canvas<'_>,
    shared: &Shared,
) -> Vec<(Rect, usize)> {
    let (row, area) = (paint::row(area, 0), Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area });
    let (chart, lens) = (chart(view, selected, shared), Lens::default());
    let labels = map::draw(&chart, &lens, area, buf, &shared.glyphs, &shared.theme);
    paint::right(buf, row, &scale(&chart, &lens, area, shared), shared.style(Role::Dim));
    labels.into_iter().map(|(place, number)| (place, number - 1)).collect()
}

/// The scale of a map on this area.
fn scale(chart: &Chart, lens: &Lens, area: Rect, shared: &Shared) -> String {
    let view = chart.view(lens, area.as_size());
    view.map(|view| map::scale_line(&view, shared.lang, area.width, shared.glyphs.set)).unwrap_or_default()
}

/// Draws the screen.
pub(super) fn draw(screen: &Map, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let Some(view) = &screen.view else { return };
    if view.stops.is_empty() {
        return accounts::draw_empty(words::no_stops(lang), area, buf, shared);
    }
    let parts = parts(area);
    if let Some(aside) = parts.aside {
        draw_names(screen, view, aside, buf, shared);
    }
    let selected = screen.cursor.selected();
    if let Some(at) = selected {
        draw_about(view, at, parts.about, buf, shared);
    }
    if view.unknown_places == view.stops.len() {
        let key = |action| shared.keymap.shown(action);
        let text = words::no_places(lang, profile::place(lang), &key(Action::Open), &key(Action::EditAccount));
        return accounts::draw_empty(&text, parts.map, buf, shared);
    }
    let chart = chart(view, selected, shared);
    for (place, number) in map::draw(&chart, &screen.lens, parts.map, buf, &shared.glyphs, &shared.theme) {
        buf.hit(place, Hit::Row(number - 1));
    }
    let without = match view.unknown_places {
        0 => String::new(),
        unknown => screen_words::unknown_places(lang, unknown),
    };
    let told = joined(lang, &[&scale(&chart, &screen.lens, parts.map, shared), &without]);
    paint::text(
        buf,
        parts.scale.x + 1,
        parts.scale.y,
        parts.scale.width.saturating_sub(1),
        &told,
        shared.style(Role::Dim),
    );
}

/// The stop that is pointed at: number, name, when it is reached, how far it is.
fn draw_about(view: &DayView, at: usize, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let Some(stop) = view.stops.get(at) else { return };
    let fate = today_view::fate(stop, shared);
    let arrival = stop.arrival.map(dates::time).unwrap_or_default();
    let facts = joined(lang, &[&arrival, &way_there(view, at, shared), &fate.text()]);
    let number = format!("{} ", at + 1);
    let name = format!("{} {}", stop.line.row.name, stop.line.row.other_name);
    let taken = width(shared.glyphs.selected) + width(&number) + 2 + width(&facts);
    let name = cut(name.trim(), usize::from(area.width).saturating_sub(taken).max(LEAST_NAME));
    let strong = shared.style(Role::Strong);
    let pieces: [(&str, Style); 5] = [
        (shared.glyphs.selected, shared.style(Role::Accent)),
        (&number, strong),
        (&name, strong),
        ("  ", strong),
        (&facts, shared.style(Role::Text)),
    ];
    paint::pieces(buf, area, &pieces);
}

/// Cells that a name keeps however much there is to say of the stop.
const LEAST_NAME: usize = 8;

/// How far it is to a stop from the one before it on the way.
fn way_there(view: &DayView, at: usize, shared: &Shared) -> String {
    let lang = shared.lang;
    let km = |metres: u32| dates::kilometres(metres.into());
    let stop = &view.stops[at];
    match (stop.metres, view.before(at)) {
        _ if stop.line.row.place.is_none() => words::no_place(lang).to_owned(),
        _ if !view.way.contains(&at) => String::new(),
        (Some(metres), Some(before)) => words::from_stop(lang, &km(metres), before + 1),
        (Some(metres), None) => words::from_home(lang, &km(metres)),
        (None, _) => words::start(lang).to_owned(),
    }
}

/// Pointed at, number, what became of it, when it is reached, name.
const NAMES: [Column; 5] =
    [Column::fixed(1, 0), Column::number(2, 0), Column::fixed(1, 0), Column::fixed(5, 0), Column::rest(10)];

/// The stops by name.
fn draw_names(screen: &Map, view: &DayView, aside: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    paint::rule_down(buf, aside.x - 2, aside, shared.glyphs.bar, shared.style(Role::Rule));
    for (row, at) in screen.cursor.visible(usize::from(aside.height)).enumerate() {
        buf.hit(paint::row(aside, row as u16), Hit::Row(at));
        let stop = &view.stops[at];
        let selected = screen.cursor.selected() == Some(at);
        let fate = today_view::fate(stop, shared);
        let fact = if stop.stop.fate.is_open() { Role::Text } else { Role::Dim };
        let mark = if selected { shared.glyphs.selected } else { "" };
        let texts = [
            (mark.to_owned(), Role::Accent),
            ((at + 1).to_string(), if stop.line.row.place.is_some() { fact } else { Role::Dim }),
            (fate.glyph.to_owned(), fate.role),
            (stop.arrival.map(dates::time).unwrap_or_default(), fact),
            (stop.line.row.name.clone(), if selected { Role::Strong } else { fact }),
        ];
        let cells = place(&NAMES, paint::row(aside, row as u16));
        for ((cell, column), (text, role)) in cells.into_iter().zip(NAMES).zip(texts) {
            let Some(cell) = cell else { continue };
            if column.right {
                paint::right(buf, cell, &text, shared.style(role));
            } else {
                paint::text(buf, cell.x, cell.y, cell.width, &text, shared.style(role));
            }
        }
    }
}
