//! Board: the rep's own numbers by week or month. Every number says how it is computed, opens the rows it is made of, and shows how it went
//! before.

use ratatui::layout::{Position, Rect, Size};

use crate::app::board::{self, Board as Numbers, Every, Figure, Number, Row};
use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast};
use crate::app::names::joined;
use crate::app::query::{Answer, Query};
use crate::i18n::dates;
use crate::i18n::messages::board as words;
use crate::i18n::text::width;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::paint;

use super::brief;
use super::panes::panes;

/// The screen.
#[derive(Default)]
pub struct Board {
    every: Every,
    numbers: Option<Numbers>,
    cursor: Cursor,
    /// How many periods before the last one are looked at.
    back: usize,
}

/// Selection, what, value, what counts over what there was, the value before, how it went.
const COLUMNS: [Column; 6] = [
    Column::fixed(1, 0),
    Column::rest(16),
    Column::number(8, 0),
    Column::number(11, 2),
    Column::number(8, 3),
    Column::fixed(board::PERIODS as u16, 1),
];

impl Board {
    /// The selected number with all its periods.
    fn selected(&self) -> Option<&(Figure, Vec<Number>)> {
        self.numbers.as_ref()?.lines.get(self.cursor.selected()?)
    }

    /// The place of the period that is looked at.
    fn period(&self) -> usize {
        let periods = self.numbers.as_ref().map_or(0, |numbers| numbers.periods.len());
        periods.saturating_sub(1 + self.back)
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(rows_in(cx.shared.body));
        if self.cursor.moved(action) {
            return Flow::Used;
        }
        match action {
            Action::Period => {
                self.every = self.every.other();
                self.back = 0;
                cx.push(Effect::Read(Query::Board(self.every)));
            }
            Action::PreviousPeriod => self.back = (self.back + 1).min(board::PERIODS - 1),
            Action::NextPeriod => self.back = self.back.saturating_sub(1),
            Action::OpenNumber => self.open(cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// Shows what the selected number is made of, what counts first.
    fn open(&self, cx: &mut Cx<'_>) {
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        let (Some((figure, numbers)), Some(all)) = (self.selected(), &self.numbers) else { return };
        let Some(number) = numbers.get(self.period()) else { return };
        if number.rows.is_empty() {
            cx.push(Effect::Say(Toast::note(words::no_rows(lang))));
            return;
        }
        let mut rows: Vec<&Row> = number.rows.iter().collect();
        rows.sort_by_key(|row| (!row.counts, row.day));
        let choice = |row: &Row| Choice {
            text: all.names.get(&row.account).cloned().unwrap_or_default(),
            aside: {
                let day = row.day.map(|day| dates::day(lang, day, today)).unwrap_or_default();
                let mark = if row.counts { cx.shared.glyphs.done } else { "" };
                joined(lang, &[&board::fact(lang, &row.fact, row.day, today), &day, mark])
            },
            found_by: String::new(),
            answer: Picked::Account(row.account),
        };
        let value = board::value(lang, figure.measure(), number);
        let value = joined(lang, &[&value, &board::of(number)]);
        let title = words::rows_of(lang, &board::name(lang, figure), &value);
        cx.push(Effect::Open(Place::Pick(Ask::BoardRow(title), rows.into_iter().map(choice).collect())));
    }

    /// The formula and a bar for each period.
    fn draw_aside(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
        let lang = shared.lang;
        let (Some((figure, numbers)), Some(all)) = (self.selected(), &self.numbers) else { return };
        paint::rule_down(buf, area.x - 2, area, shared.glyphs.bar, shared.style(Role::Rule));
        let head = brief::facts(board::name(lang, figure), Role::Strong);
        let is = brief::Paragraph { limit: 6, facts: false, ..brief::facts(board::formula(lang, figure), Role::Dim) };
        let used = brief::draw(area, buf, shared, &[head, is], 0) as u16 + 1;
        let (most, measure) = (scale(figure, numbers), figure.measure());
        let spans: Vec<String> =
            all.periods.iter().map(|period| board::span(lang, self.every, *period, shared.who.today)).collect();
        let wide = spans.iter().map(|span| width(span)).max().unwrap_or(0) as u16;
        for (at, (number, span)) in numbers.iter().zip(&spans).enumerate() {
            let row = paint::row(area, used + at as u16);
            let here = at == self.period();
            let role = if here { Role::Accent } else { Role::Dim };
            paint::text(buf, row.x, row.y, wide, span, shared.style(if here { Role::Strong } else { Role::Dim }));
            let room = row.width.saturating_sub(wide + 2 + VALUE_CELLS);
            let part = number.value.filter(|_| most > 0.0).map_or(0.0, |value| value / most);
            let bar = shared.glyphs.bar_of(part, room.into());
            paint::text(buf, row.x + wide + 1, row.y, room, &bar, shared.style(role));
            let value = joined(lang, &[&board::value(lang, measure, number), &board::of(number)]);
            let at_end = Rect { x: row.right().saturating_sub(VALUE_CELLS), width: VALUE_CELLS, ..row };
            paint::text(buf, at_end.x, at_end.y, at_end.width, &value, shared.style(Role::Text));
        }
    }
}

/// Cells of a value beside its bar.
const VALUE_CELLS: u16 = 16;

/// What fills a bar: all of a whole, else the most there was.
fn scale(figure: &Figure, numbers: &[Number]) -> f64 {
    match figure.measure() {
        board::Measure::Share => 1.0,
        _ => numbers.iter().filter_map(|number| number.value).fold(0.0, f64::max),
    }
}

fn rows_in(body: Size) -> usize {
    usize::from(body.height.saturating_sub(2))
}

impl Layer for Board {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Board, Scope::List, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::OpenNumber => self.selected().is_some(),
            Action::PreviousPeriod => self.back + 1 < board::PERIODS,
            Action::NextPeriod => self.back > 0,
            Action::Back => false,
            _ => true,
        }
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => cx.push(Effect::Read(Query::Board(self.every))),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => {}
            Msg::Answer(Answer::Board(numbers)) => {
                self.cursor.set_len(numbers.lines.len());
                self.numbers = Some(*numbers);
            }
            Msg::Reply(Reply::Picked(Ask::BoardRow(_), Picked::Account(account))) => {
                cx.push(Effect::Open(Place::Account(account)));
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let lang = shared.lang;
        let numbers = self.numbers.as_ref()?;
        let (list, aside) = panes(area);
        if let Some(aside) = aside {
            self.draw_aside(aside, buf, shared);
        }
        let here = self.period();
        let span = |at: usize| {
            let period = numbers.periods.get(at).copied();
            period.map(|period| board::span(lang, self.every, period, shared.who.today)).unwrap_or_default()
        };
        let before = here.checked_sub(1);
        let titles = [
            String::new(),
            words::col_number(lang).to_owned(),
            span(here),
            words::col_of(lang).to_owned(),
            before.map(span).unwrap_or_default(),
            words::col_trend(lang).to_owned(),
        ];
        let dim = [Role::Dim; 6];
        draw_row(titles, dim, paint::row(list, 0), buf, shared);
        for (at, line) in self.cursor.visible(rows_in(list.as_size())).enumerate() {
            let (figure, all) = &numbers.lines[line];
            let selected = self.cursor.selected() == Some(line);
            let value = |at: Option<usize>| {
                at.and_then(|at| all.get(at)).map(|it| board::value(lang, figure.measure(), it)).unwrap_or_default()
            };
            let most = scale(figure, all);
            let part = |number: &Number| number.value.filter(|_| most > 0.0).map(|value| value / most);
            let cells = [
                if selected { shared.glyphs.selected } else { "" }.to_owned(),
                board::name(lang, figure),
                value(Some(here)),
                all.get(here).map(board::of).unwrap_or_default(),
                value(before),
                shared.glyphs.trend(all.iter().map(part)),
            ];
            let name = if selected { Role::Strong } else { Role::Text };
            let roles = [Role::Accent, name, Role::Strong, Role::Dim, Role::Dim, Role::Accent];
            let area = paint::row(list, at as u16 + 1);
            buf.hit(area, Hit::Row(line));
            draw_row(cells, roles, area, buf, shared);
        }
        None
    }

    fn headline(&self, shared: &Shared) -> String {
        match self.every {
            Every::Week => words::by_week(shared.lang),
            Every::Month => words::by_month(shared.lang),
        }
        .to_owned()
    }

    fn kept(&self) -> Option<serde_json::Value> {
        serde_json::to_value(self.every).ok()
    }

    fn take_up(&mut self, kept: &serde_json::Value) {
        self.every = serde_json::from_value(kept.clone()).unwrap_or_default();
    }

    fn standing_note(&self, shared: &Shared) -> String {
        let Some(numbers) = &self.numbers else { return String::new() };
        let period = numbers.periods.get(self.period()).copied();
        let title = period.map(|it| board::title(shared.lang, self.every, it, shared.who.today)).unwrap_or_default();
        // Where there is no room beside the list, the formula stands here.
        let formula = self.selected().filter(|_| panes(Rect::from(((0, 0).into(), shared.body))).1.is_none());
        let formula = formula.map_or("", |(figure, _)| board::formula(shared.lang, figure));
        joined(shared.lang, &[&title, formula])
    }
}

fn draw_row(cells: [String; 6], roles: [Role; 6], area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
    for (((column, cell), text), role) in COLUMNS.iter().zip(place(&COLUMNS, area)).zip(cells).zip(roles) {
        let Some(cell) = cell else { continue };
        if column.right {
            paint::right(buf, cell, &text, shared.style(role));
        } else {
            paint::text(buf, cell.x, cell.y, cell.width, &text, shared.style(role));
        }
    }
}
