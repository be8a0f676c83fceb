//! How Overdue is drawn: titles and accounts in one list, the brief beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;

use crate::app::command::Action;
use crate::app::policy::Line;
use crate::app::worklist::Group;
use crate::i18n::Lang;
use crate::i18n::dates;
use crate::i18n::messages::{marks as mark_words, screens as words};
use crate::i18n::text::wrap;
use crate::ui::marks::{self, STATE_CELLS};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

use super::brief;
use super::overdue::{Overdue, Row};
use super::today_view::{bar_role, draw_aside, name_style, panes, tier_style};

const COLUMNS: [Column; 10] = [
    Column::fixed(1, 0),           // selected
    Column::fixed(1, 0),           // marked
    Column::rest(14),              // name
    Column::fixed(4, 2),           // tier
    Column::number(5, 3),          // days since
    Column::fixed(10, 5),          // window bar
    Column::fixed(STATE_CELLS, 0), // state
    Column::fixed(5, 4),           // flags
    Column::number(6, 1),          // score
    Column::fixed(9, 6),           // planned
];

pub(super) fn draw(screen: &Overdue, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
    let (list, aside) = panes(area);
    if let (Some(aside), Some(view)) = (aside, &screen.brief) {
        draw_aside(aside, buf, shared, &brief::paragraphs(shared, view));
    }
    if screen.rows.is_empty() {
        if screen.loaded {
            empty(screen, list, buf, shared);
        }
    } else {
        let mixed = heading(screen, list, buf, shared);
        let height = rows_in(list.as_size(), screen.finder.is_editing());
        for (at, row) in screen.cursor.visible(height).enumerate() {
            let area = paint::row(list, at as u16 + 1);
            match &screen.rows[row] {
                Row::Title(group, members) => {
                    let title = format!("{}  {members}", group_title(shared.lang, group));
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
                    let selected = screen.cursor.selected() == Some(row);
                    account_row(screen, &screen.lines[*line], (selected, mixed), area, buf, shared);
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

fn group_title(lang: Lang, group: &Group) -> String {
    match group {
        Group::Overdue(_, tier) if tier.is_empty() => words::group_overdue_none(lang).to_owned(),
        Group::Overdue(_, tier) => words::group_overdue(lang, tier),
        Group::LastDay => words::group_last_day(lang).to_owned(),
        Group::InWindow => words::group_in_window(lang).to_owned(),
        Group::Never => words::group_never(lang).to_owned(),
        Group::Early => words::group_early(lang).to_owned(),
        Group::Paused => words::group_paused(lang).to_owned(),
        Group::NoCadence => words::group_no_cadence(lang).to_owned(),
    }
}

fn heading(screen: &Overdue, list: Rect, buf: &mut Buffer, shared: &Shared) -> bool {
    let lang = shared.lang;
    let (unit, mixed) = marks::unit_of(lang, screen.lines.iter());
    let window = words::col_window(lang, unit);
    let titles = [
        "",
        "",
        words::col_account(lang),
        words::col_tier(lang),
        words::col_since(lang),
        &window,
        "",
        words::col_flags(lang),
        words::col_score(lang),
        words::col_planned(lang),
    ];
    let places = place(&COLUMNS, paint::row(list, 0));
    let dim = shared.style(Role::Dim);
    for (at, title) in titles.iter().enumerate() {
        let Some(area) = places[at] else { continue };
        if COLUMNS[at].right {
            paint::right(buf, area, title, dim);
        } else {
            // The window's title runs on over the state beside the bar.
            let room = if at == 5 { area.width + 1 + STATE_CELLS } else { area.width };
            paint::text(buf, area.x, area.y, room, title, dim);
        }
    }
    if let (None, Some(area)) = (places[5], places[6]) {
        paint::text(buf, area.x, area.y, area.width, words::col_state(lang), dim);
    }
    mixed
}

fn account_row(
    screen: &Overdue,
    line: &Line,
    (selected, mixed): (bool, bool),
    area: Rect,
    buf: &mut Buffer,
    shared: &Shared,
) {
    let places = place(&COLUMNS, area);
    let (lang, today) = (shared.lang, shared.who.today);
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
    if selected {
        put(0, shared.glyphs.selected, shared.style(Role::Accent));
    }
    if screen.marked.contains(&line.row.account) {
        put(1, shared.glyphs.marked, shared.style(Role::Accent));
    }
    let name = format!("{} {}", line.row.name, line.row.other_name);
    put(2, name.trim(), name_style(selected, false, shared));
    put(3, &line.tier, tier_style(line.tier_rank, shared));
    if let (Some(days), Some(window)) = (line.standing.days, line.standing.window) {
        put(4, &mark_words::days_short(lang, days), text);
        put(5, &shared.glyphs.window_bar(days, window), shared.style(bar_role(days, window.max)));
    }
    let state = marks::line(shared, line, mixed);
    put(6, &state.text(), shared.style(state.role));
    put(8, &marks::score_total(&line.score), dim);
    if let Some(day) = line.row.planned {
        let day =
            if day == today { words::due_day_today(lang).to_owned() } else { dates::week_day_short(lang, day, today) };
        put(9, &day, shared.style(Role::Accent));
    }
    if let Some(area) = places[7] {
        draw_flags(line, today, area, buf, shared);
    }
}

/// Draws the flags of a line, each in its own column.
pub fn draw_flags(line: &Line, day: chrono::NaiveDate, area: Rect, buf: &mut Buffer, shared: &Shared) {
    for (at, (flag, role)) in marks::flags(line, day, day).into_iter().enumerate() {
        let x = area.x + 2 * at as u16;
        paint::text(buf, x, area.y, 1, flag.encode_utf8(&mut [0; 4]), shared.style(role));
    }
}

fn empty(screen: &Overdue, list: Rect, buf: &mut Buffer, shared: &Shared) {
    let lang = shared.lang;
    let text = if screen.lines.is_empty() {
        words::overdue_no_accounts(lang).to_owned()
    } else if screen.finder.is_active() {
        words::found_nothing(lang).to_owned()
    } else {
        words::overdue_empty(lang, &shared.keymap.shown(Action::Today))
    };
    let room = list.width.saturating_sub(4).min(64);
    let top = list.height / 4;
    for (at, line) in wrap(&text, usize::from(room), 6).iter().enumerate() {
        let area = paint::row(list, top + at as u16);
        paint::text(buf, area.x + 2, area.y, room, line, shared.style(Role::Text));
    }
}
