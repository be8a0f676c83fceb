//! How Plan is drawn: a row for each account, a column for each day, the load of the days above; what the selected account and day hold
//! beside it, or in the lines below.

use chrono::Datelike;
use ratatui::layout::{Rect, Size};

use crate::app::command::Action;
use crate::app::weeks::{
    Cell, Sheet, cells, day_words, forecast_lines, gap_words, note_lines, remedy_lines, what_if_words,
};
use crate::i18n::dates;
use crate::i18n::messages::weeks as words;
use crate::planning::weeks::{Plan as Weeks, Problem};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::paint;

use super::accounts;
use super::brief::{self, Paragraph, facts};
use super::panes::{draw_aside, panes};
use super::plan::Plan;

/// Rows above the grid: date, weekday, load.
const HEAD: u16 = 3;
/// Rows below it: what the day holds, and what the marks mean.
const FOOT: u16 = 2;
/// Cells beside the days: selection, tier and the gaps between.
const BESIDE: u16 = 5;
/// Cells of a name at least, and at most.
const NAME: (u16, u16) = (10, 28);
/// Cells of a day on which one works, and of one on which nobody does.
const DAY: (u16, u16) = (2, 1);

/// How many accounts fit.
pub(super) fn rows_in(body: Size) -> usize {
    usize::from(body.height.saturating_sub(HEAD + FOOT))
}

/// Where the days stand: the first that is shown, and the column of each.
struct Grid {
    name: u16,
    days: Vec<(usize, u16)>,
}

impl Grid {
    /// The days that fit, whole weeks on, so that the selected one is among them.
    fn new(sheet: &Sheet, asked: &Problem, day: usize, area: Rect) -> Self {
        let width = |at: usize| if asked.days[at].works { DAY.0 } else { DAY.1 };
        let all: u16 = (0..sheet.dates.len()).map(width).sum();
        let name = area.width.saturating_sub(BESIDE + all).clamp(NAME.0, NAME.1);
        let room = area.width.saturating_sub(BESIDE + name);
        let mut first = 0;
        while first + 7 <= day && (first..=day).map(width).sum::<u16>() > room {
            first += 7;
        }
        let mut x = area.x + BESIDE + name;
        let mut days = Vec::new();
        for at in first..sheet.dates.len() {
            if x + width(at) > area.right() + 1 {
                break;
            }
            days.push((at, x));
            x += width(at);
        }
        Self { name, days }
    }
}

pub(super) fn draw(screen: &Plan, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let Some((sheet, asked, plan)) = screen.shown() else { return };
    let (list, aside) = panes(area);
    if asked.accounts.is_empty() {
        let text = words::empty(shared.lang, &shared.keymap.shown(Action::Import));
        accounts::draw_empty(&text, list, buf, shared);
        return;
    }
    if let Some(aside) = aside {
        draw_aside(aside, buf, shared, &beside(screen, shared));
    }
    let grid = Grid::new(sheet, asked, screen.day, list);
    draw_head(screen, (sheet, asked, plan), &grid, list, buf, shared);
    let rows = rows_in(list.as_size());
    for (nth, row) in screen.cursor.visible(rows).enumerate() {
        let area = paint::row(list, nth as u16 + HEAD);
        buf.hit(area, Hit::Row(row));
        draw_row(screen, (sheet, asked, plan), row, &grid, area, buf, shared);
    }
    let day = day_words(shared.lang, sheet, asked, (plan, screen.ways_known()), screen.day);
    let below = paint::row(list, list.height.saturating_sub(FOOT));
    paint::text(buf, below.x + 1, below.y, below.width.saturating_sub(1), &day, shared.style(Role::Text));
    let last = paint::row(list, list.height.saturating_sub(1));
    draw_legend(last, buf, shared);
}

fn draw_head(
    screen: &Plan,
    (sheet, asked, plan): (&Sheet, &Problem, &Weeks),
    grid: &Grid,
    list: Rect,
    buf: &mut Canvas<'_>,
    shared: &Shared,
) {
    let lang = shared.lang;
    let [date, weekday, load] = [0, 1, 2].map(|at| paint::row(list, at));
    paint::text(buf, list.x + 2, weekday.y, grid.name, words::col_account(lang), shared.style(Role::Dim));
    paint::text(buf, list.x + 2, load.y, grid.name, words::col_load(lang), shared.style(Role::Dim));
    let mut free = list.x;
    for (at, x) in &grid.days {
        let (day, rule) = (sheet.dates[*at], &asked.days[*at]);
        let here = *at == screen.day;
        let role = if here { Role::Strong } else { Role::Dim };
        // The date of each week's first day, if the one before leaves room for it.
        if (day.weekday().num_days_from_monday() == 0 || *at == grid.days[0].0) && *x >= free {
            let text = dates::day(lang, day, shared.who.today);
            free =
                x + paint::text(buf, *x, date.y, list.right().saturating_sub(*x), &text, shared.style(Role::Dim)) + 1;
        }
        if !rule.works && !here {
            continue;
        }
        let room = if rule.works { DAY.0 } else { DAY.1 };
        let initial = if rule.works { dates::weekday_initial(lang, day.weekday()) } else { shared.glyphs.dot };
        paint::text(buf, *x, weekday.y, room, initial, shared.style(if here { Role::Accent } else { Role::Dim }));
        let (spent, hours) = (plan.loads[*at].seconds(), i64::from(rule.seconds));
        if rule.works && spent > 0 {
            let over = spent > hours;
            let level = shared.glyphs.trend([Some(spent as f64 / hours.max(1) as f64)].into_iter());
            let (text, role) = if over { (shared.glyphs.over, Role::Alarm) } else { (level.as_str(), role) };
            paint::text(buf, *x, load.y, 1, text, shared.style(role));
        }
    }
}

fn draw_row(
    screen: &Plan,
    (sheet, asked, plan): (&Sheet, &Problem, &Weeks),
    row: usize,
    grid: &Grid,
    area: Rect,
    buf: &mut Canvas<'_>,
    shared: &Shared,
) {
    let selected = screen.cursor.selected() == Some(row);
    let line = &sheet.rows[row].line;
    if selected {
        paint::text(buf, area.x, area.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
    }
    let name = shared.style(if selected { Role::Strong } else { Role::Text });
    paint::text(buf, area.x + 2, area.y, grid.name, &line.row.name, name);
    paint::text(buf, area.x + 3 + grid.name, area.y, 1, &line.tier, shared.style(Role::Dim));
    let cells = cells(sheet, asked, plan, row);
    for (at, x) in &grid.days {
        let Some(cell) = cells.get(*at) else { continue };
        let here = selected && *at == screen.day;
        let (glyph, role) = mark(*cell, shared);
        let glyph = if here && glyph.is_empty() { shared.glyphs.dot } else { glyph };
        paint::text(buf, *x, area.y, 1, glyph, shared.style(if here { Role::Accent } else { role }));
    }
}

/// The mark of a cell.
fn mark(cell: Cell, shared: &Shared) -> (&'static str, Role) {
    let glyphs = &shared.glyphs;
    match cell {
        Cell::Rest | Cell::Early | Cell::Closed => ("", Role::Dim),
        Cell::Open => (glyphs.inside, Role::Dim),
        Cell::Overdue => (glyphs.over, Role::Alarm),
        Cell::Visit { agreed: true, late, .. } => (glyphs.pinned, if late { Role::Alarm } else { Role::Accent }),
        Cell::Visit { standing, late, .. } => {
            let role = if late { Role::Alarm } else { Role::Good };
            (if standing { glyphs.visiting } else { NEW }, role)
        }
        Cell::Dropped => (glyphs.skipped, Role::Warning),
        Cell::Done => (glyphs.done, Role::Good),
    }
}

/// A visit that is not on the routes yet.
const NEW: &str = "+";

fn draw_legend(area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let (lang, glyphs) = (shared.lang, &shared.glyphs);
    let marks = [
        (glyphs.visiting, words::legend_visit(lang)),
        (NEW, words::legend_new(lang)),
        (glyphs.pinned, words::legend_agreed(lang)),
        (glyphs.skipped, words::legend_dropped(lang)),
        (glyphs.inside, words::legend_open(lang)),
        (glyphs.over, words::legend_overdue(lang)),
    ];
    let text = marks.map(|(glyph, word)| format!("{glyph} {word}")).join("  ");
    paint::text(buf, area.x + 1, area.y, area.width.saturating_sub(1), &text, shared.style(Role::Dim));
}

/// What is known of the selected account and day, and of the proposal.
fn beside(screen: &Plan, shared: &Shared) -> Vec<Paragraph> {
    let lang = shared.lang;
    let Some((sheet, asked, plan)) = screen.shown() else { return Vec::new() };
    let mut out = Vec::new();
    if let Some(row) = screen.cursor.selected() {
        out.push(facts(sheet.rows[row].line.row.name.clone(), Role::Strong));
        let visits = gap_words(lang, sheet, asked, plan, row);
        out.push(Paragraph { limit: 5, ..facts(visits, Role::Text) });
    }
    let day = day_words(lang, sheet, asked, (plan, screen.ways_known()), screen.day);
    brief::add(&mut out, vec![facts(day, Role::Strong)]);
    let names = plan.days[screen.day].iter().enumerate();
    out.extend(names.map(|(at, row)| facts(format!("{:>2} {}", at + 1, sheet.rows[*row].line.row.name), Role::Text)));
    let Some(proposal) = &screen.proposal else { return out };
    let said = |lines: Vec<String>, role: Role| lines.into_iter().map(|line| facts(line, role)).collect::<Vec<_>>();
    let what_if = screen.what_if.iter().map(|what| words::what_if_line(lang, &what_if_words(lang, sheet, what)));
    brief::add(&mut out, said(what_if.collect(), Role::Accent));
    brief::add(&mut out, said(forecast_lines(lang, proposal), Role::Text));
    brief::add(&mut out, said(remedy_lines(lang, proposal), Role::Accent));
    brief::add(&mut out, said(note_lines(lang, proposal), Role::Warning));
    out
}
