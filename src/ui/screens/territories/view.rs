//! How territories are drawn: a line about the whole, each rep before and after, what is to be said, the moves; the map beside them where
//! there is room, or alone.

use ratatui::layout::{Rect, Size};

use crate::app::territories::choice::{Outlook, Stands};
use crate::app::territories::listing::summary;
use crate::app::territories::wording::{self, deviation, hours, kilometres, spread};
use crate::app::territories::{Division, Problem};
use crate::domain::people::Rep;
use crate::i18n::messages::territories as words;
use crate::i18n::text::width;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::screens::accounts::draw_empty;
use crate::ui::screens::panes::panes;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::map::areas::{self, mark};
use crate::ui::widgets::map::{Lens, scale_line};
use crate::ui::widgets::paint;

use super::{Row, Territories, Waits, map};

/// Selected, the mark on the map, name, load, accounts, hours, distance to the centre, nearer to another.
const REPS: [Column; 8] = [
    Column::fixed(1, 0),
    Column::fixed(1, 0),
    Column::rest(8),
    Column::number(15, 0),
    Column::number(10, 1),
    Column::number(15, 3),
    Column::number(11, 2),
    Column::number(10, 4),
];

/// Selected, marked, name, to whom, how much farther, what it does.
const MOVES: [Column; 6] = [
    Column::fixed(1, 0),
    Column::fixed(1, 0),
    Column::rest(12),
    Column::fixed(10, 0),
    Column::number(6, 1),
    Column::fixed(26, 2),
];

/// Cells of the list at most: a number far from its name is not read.
const WIDEST: u16 = 104;

/// Between a number before and after.
const THEN: &str = " > ";

/// Rows above the list: the line about the whole and the titles.
const ABOVE: u16 = 2;

/// How many rows of the list fit.
pub(super) fn rows_in(body: Size) -> usize {
    usize::from(body.height.saturating_sub(ABOVE))
}

/// Draws the screen.
pub(super) fn draw(screen: &Territories, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let (Some(division), Some(outlook)) = (screen.division(), &screen.outlook) else {
        let text = match screen.found.as_deref() {
            Some(Err(nothing)) => wording::nothing(lang, *nothing),
            _ if screen.waits == Waits::Division => words::reading(lang),
            _ => return,
        };
        return draw_empty(text, area, buf, shared);
    };
    if screen.map.alone {
        return draw_map(screen, division, area, buf, shared);
    }
    let (list, aside) = panes(area);
    if let Some(aside) = aside {
        paint::rule_down(buf, aside.x - 2, aside, shared.glyphs.bar, shared.style(Role::Rule));
        draw_map(screen, division, aside, buf, shared);
    }
    let list = Rect { width: list.width.min(WIDEST), ..list };
    let line = paint::row(list, 0);
    paint::text(
        buf,
        line.x + 1,
        line.y,
        line.width.saturating_sub(1),
        &summary(outlook, lang),
        shared.style(Role::Text),
    );
    let titles =
        ["", "", words::col_rep(lang), words::col_load(lang), words::col_accounts(lang), words::col_hours(lang)];
    let rest = [words::col_spread(lang), words::col_elsewhere(lang)];
    let titles: Vec<_> = titles.into_iter().chain(rest).map(|title| (title.to_owned(), Role::Dim)).collect();
    draw_row(&REPS, &titles, paint::row(list, 1), buf, shared);
    let notes = wording::notes(lang, division);
    // Only what stands in the way is a warning.
    let said = if outlook.after.worst > division.problem.asked.tolerance * 100 { Role::Warning } else { Role::Dim };
    for (at, row) in screen.cursor.visible(rows_in(list.as_size())).enumerate() {
        let area = paint::row(list, at as u16 + ABOVE);
        let here = screen.rows[row];
        let selected = screen.cursor.selected() == Some(row);
        if !here.is_title() {
            buf.hit(area, Hit::Row(row));
        }
        match here {
            Row::Rep(seat) => {
                let name = &division.problem.reps[seat].name;
                draw_row(&REPS, &rep_cells(seat, name, outlook, selected, shared), area, buf, shared);
            }
            Row::Other(at) => {
                let name = division.problem.others[at].name.clone();
                let part = (words::no_part(lang).to_owned(), Role::Dim);
                let cells = [sign(selected, shared), (String::new(), Role::Dim), (name, Role::Dim), part];
                draw_row(&REPS, &cells, area, buf, shared);
            }
            Row::Note(nth) => {
                let text = notes.get(nth).map_or("", String::as_str);
                paint::text(buf, area.x + 2, area.y, area.width.saturating_sub(2), text, shared.style(said));
            }
            Row::Moves => draw_titles(division, area, buf, shared),
            Row::Move(nth) => {
                let cells = move_cells(screen, &division.problem, (nth, outlook), selected, shared);
                draw_row(&MOVES, &cells, area, buf, shared);
            }
        }
    }
}

/// The titles of the moves, or that there are none.
fn draw_titles(division: &Division, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    if division.moves.is_empty() {
        let text = words::even(lang);
        paint::text(buf, area.x + 2, area.y, area.width.saturating_sub(2), text, shared.style(Role::Good));
        return;
    }
    let titles = ["", "", words::col_move(lang), words::col_to(lang), words::col_km(lang), words::col_effect(lang)];
    draw_row(&MOVES, &titles.map(|title| (title.to_owned(), Role::Dim)), area, buf, shared);
}

type Cell = (String, Role);

fn sign(selected: bool, shared: &Shared) -> Cell {
    (if selected { shared.glyphs.selected } else { "" }.to_owned(), Role::Accent)
}

/// A rep before and after.
fn rep_cells(seat: usize, name: &str, outlook: &Outlook, selected: bool, shared: &Shared) -> Vec<Cell> {
    let lang = shared.lang;
    let (before, after) = (&outlook.before.territories[seat], &outlook.after.territories[seat]);
    let both = |before: String, after: String| if before == after { after } else { format!("{before}{THEN}{after}") };
    let worst = after.deviation.unsigned_abs() == outlook.after.worst && outlook.after.worst > 0;
    vec![
        sign(selected, shared),
        (mark(Some(seat)).to_string(), Role::Accent),
        (name.to_owned(), if selected { Role::Strong } else { Role::Text }),
        (both(deviation(before.deviation), deviation(after.deviation)), if worst { Role::Strong } else { Role::Text }),
        (both(before.accounts.to_string(), after.accounts.to_string()), Role::Text),
        (both(hours(lang, before.seconds), hours(lang, after.seconds)), Role::Text),
        (both(spread(before.spread), spread(after.spread)), Role::Dim),
        (both(before.elsewhere.to_string(), after.elsewhere.to_string()), Role::Dim),
    ]
}

fn move_cells(
    screen: &Territories,
    problem: &Problem,
    (nth, outlook): (usize, &Outlook),
    selected: bool,
    shared: &Shared,
) -> Vec<Cell> {
    let lang = shared.lang;
    let Some(moved) = screen.division().and_then(|division| division.moves.get(nth)) else { return Vec::new() };
    let (name, to) = (&problem.shops[moved.account].name, &problem.reps[moved.to].name);
    let stands = screen.choice.stands(nth);
    let (mark, fact) = match stands {
        Stands::Marked => (shared.glyphs.marked, Role::Text),
        Stands::Open => ("", Role::Dim),
        Stands::Made => (shared.glyphs.done, Role::Dim),
        Stands::Overtaken => (shared.glyphs.skipped, Role::Dim),
    };
    let effect = match stands {
        Stands::Made => words::made(lang).to_owned(),
        Stands::Overtaken => words::overtaken(lang).to_owned(),
        _ => wording::effect(lang, problem, moved, outlook.steps[nth]),
    };
    vec![
        sign(selected, shared),
        (mark.to_owned(), if stands == Stands::Made { Role::Good } else { Role::Accent }),
        (name.clone(), if selected { Role::Strong } else { fact }),
        (to.clone(), fact),
        (kilometres(moved.metres), fact),
        (effect, Role::Dim),
    ]
}

fn draw_row(columns: &[Column], cells: &[Cell], area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    for ((column, place), (text, role)) in columns.iter().zip(place(columns, area)).zip(cells) {
        let Some(cell) = place else { continue };
        if column.right {
            paint::right(buf, cell, text, shared.style(*role));
        } else {
            paint::text(buf, cell.x, cell.y, cell.width, text, shared.style(*role));
        }
    }
}

/// So many reps are named above the map at most.
const MOST_NAMED: usize = 40;

/// The map, with a line that says which it is and whose the letters are; where it can be looked at nearer, how far things are apart.
fn draw_map(screen: &Territories, division: &Division, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let (row, map) = map::parts(area);
    let lens = if screen.map.alone { screen.map.lens } else { Lens::default() };
    let areas = &screen.map.areas;
    let view = areas.view(&lens, map.as_size()).filter(|_| screen.map.alone);
    let scale = view.map(|view| scale_line(&view, lang, map.width, shared.glyphs.set)).unwrap_or_default();
    paint::right(buf, row, &scale, shared.style(Role::Dim));
    let title = if screen.map.before { words::map_before(lang) } else { words::map_after(lang) };
    let named = |(seat, rep): (usize, &Rep)| format!("{} {}", mark(Some(seat)), rep.name);
    let legend: Vec<String> = division.problem.reps.iter().enumerate().take(MOST_NAMED).map(named).collect();
    let text = format!("{title}  {}", legend.join("  "));
    let taken = if scale.is_empty() { 1 } else { width(&scale) as u16 + 3 };
    paint::text(buf, row.x + 1, row.y, row.width.saturating_sub(taken), &text, shared.style(Role::Dim));
    areas::draw(areas, &screen.pointed(), &lens, map, (buf, &shared.glyphs, &shared.theme));
}
