//! How a list is drawn before it comes in: what it is, the columns with what they are read as and their first cells, and what it comes to.

use ratatui::layout::{Rect, Size};

use crate::app::importing::Surveyed;
use crate::app::names::grouped;
use crate::app::wording::import as wording;
use crate::exchange::sheet::Form;
use crate::i18n::messages::importing as words;
use crate::i18n::text::{cut, width};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::paint;

use super::accounts::draw_empty;
use super::import::{Import, nothing_chosen};

/// Selected, column, field, cells.
const COLUMNS: [Column; 4] = [Column::fixed(1, 0), Column::fixed(22, 0), Column::fixed(20, 0), Column::rest(10)];
/// Rows above the columns: the file, a blank one, the titles.
const ABOVE: u16 = 3;
/// Rows below them: a blank one, the counts, what was noticed first.
const BELOW: u16 = 5;

/// How many columns of the list are seen at once.
pub(super) fn rows_in(body: Size) -> usize {
    usize::from(body.height.saturating_sub(ABOVE + BELOW))
}

pub(super) fn draw(screen: &Import, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let Some(surveyed) = &screen.surveyed else {
        let text = match &screen.request {
            Some(request) => words::looking(shared.lang, &request.file.display().to_string()),
            None => nothing_chosen(shared),
        };
        draw_empty(&text, area, buf, shared);
        return;
    };
    draw_file(surveyed, paint::row(area, 0), buf, shared);
    let list = Rect { y: area.y + 2, height: area.height.saturating_sub(2), ..area };
    draw_columns(screen, surveyed, list, buf, shared);
    let shown = rows_in(area.as_size()).min(surveyed.preview.header.len()) as u16;
    let below = Rect { y: list.y + shown + 2, height: list.height.saturating_sub(shown + 2), ..area };
    draw_counts(surveyed, paint::row(below, 0), buf, shared);
    draw_remarks(surveyed, Rect { y: below.y + 1, height: below.height.saturating_sub(1), ..below }, buf, shared);
}

/// What the file is: its name, form and kind.
fn draw_file(surveyed: &Surveyed, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let file = &surveyed.request.file;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let form = match &surveyed.preview.form {
        Form::Text { encoding, .. } => encoding.to_string().to_uppercase(),
        Form::Workbook { sheet, .. } => format!("Excel · {sheet}"),
    };
    let dot = shared.glyphs.dot;
    let facts = format!("  {form} {dot} {}", wording::kind(lang, surveyed.request.options.kind));
    let room = usize::from(area.width).saturating_sub(width(&facts) + 3);
    let name = cut(&name, room);
    let at = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
    paint::pieces(buf, at, &[(&name, shared.style(Role::Strong)), (&facts, shared.style(Role::Dim))]);
}

fn draw_columns(screen: &Import, surveyed: &Surveyed, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let places = place(&COLUMNS, Rect { height: 1, ..area });
    let put = |at: usize, y: u16, text: &str, role: Role, buf: &mut Canvas<'_>| {
        if let Some(Some(cell)) = places.get(at) {
            paint::text(buf, cell.x, y, cell.width, text, shared.style(role));
        }
    };
    for (at, title) in [(1, words::head_column(lang)), (2, words::head_field(lang)), (3, words::head_samples(lang))] {
        put(at, area.y, title, Role::Title, buf);
    }
    for (n, column) in screen.cursor.visible(rows_in(Size { height: area.height + 2, ..area.as_size() })).enumerate() {
        let y = area.y + 1 + n as u16;
        buf.hit(Rect { y, height: 1, ..area }, Hit::Row(column));
        let selected = screen.cursor.selected() == Some(column);
        let fields = Import::fields_of(surveyed, column);
        let read = !fields.is_empty();
        if selected {
            put(0, y, shared.glyphs.selected, Role::Accent, buf);
        }
        let name = surveyed.preview.header.get(column).map_or("", String::as_str);
        let strength = match (selected, read) {
            (true, _) => Role::Strong,
            (false, true) => Role::Text,
            (false, false) => Role::Dim,
        };
        put(1, y, name, strength, buf);
        let fields: Vec<&str> = fields.into_iter().map(|field| wording::field(lang, field)).collect();
        let shown = if read { fields.join(" + ") } else { words::not_read(lang).to_owned() };
        put(2, y, &shown, if read { Role::Good } else { Role::Dim }, buf);
        let cells = surveyed.preview.samples.iter().filter_map(|row| Some(row.get(column)?.as_str()));
        let cells: Vec<&str> = cells.filter(|cell| !cell.trim().is_empty()).collect();
        put(3, y, &cells.join(&format!(" {} ", shared.glyphs.dot)), Role::Dim, buf);
    }
}

/// What the rows come to, in one line.
fn draw_counts(surveyed: &Surveyed, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let (lang, tally) = (shared.lang, surveyed.survey.tally);
    let same = tally.matched - tally.changed + tally.repeated;
    let counts = [
        (tally.new, words::count_new(lang), Role::Strong),
        (tally.changed, words::count_changed(lang), Role::Strong),
        (same, words::count_same(lang), Role::Text),
        (tally.refused, words::count_refused(lang), Role::Alarm),
        (tally.flagged, words::count_flagged(lang), Role::Warning),
    ];
    let mut x = area.x + 1;
    for (count, word, role) in counts {
        let style = shared.style(if count == 0 { Role::Dim } else { role });
        x += paint::text(buf, x, area.y, area.right().saturating_sub(x), &grouped(count), style) + 1;
        x += paint::text(buf, x, area.y, area.right().saturating_sub(x), word, shared.style(Role::Dim)) + 3;
    }
}

/// The first of what was noticed: what is refused, then what should be looked at, then the rest.
fn draw_remarks(surveyed: &Surveyed, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    let lang = shared.lang;
    let survey = &surveyed.survey;
    let refused =
        survey.errors.items.iter().map(|error| {
            (words::line_refused(lang, error.line, &wording::row_fault(lang, &error.fault)), Role::Warning)
        });
    let says = |flagged: bool| {
        let chosen = survey.remarks.items.iter().filter(move |remark| remark.what.is_flag() == flagged);
        chosen.map(move |remark| (words::line_says(lang, remark.line, &wording::notice(lang, &remark.what)), Role::Dim))
    };
    for (at, (text, role)) in refused.chain(says(true)).chain(says(false)).take(usize::from(area.height)).enumerate() {
        let row = paint::row(area, at as u16);
        paint::text(buf, row.x + 1, row.y, row.width.saturating_sub(2), &text, shared.style(role));
    }
}
