//! The end of a day: every stop that was not done gets its fate, all of them are written as one change. What was chosen and not yet written
//! is kept, so that a lost line loses no reason that was typed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::app::closing::{self, Closing, DayEnd, OpenStop};
use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast};
use crate::app::query::{Answer, Query};
use crate::domain::ids::{RepId, StopId};
use crate::domain::route::End;
use crate::i18n::messages::closing as words;
use crate::i18n::text::fit;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::marks::{self, STATE_CELLS};
use crate::ui::screens::deeds;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::columns::{Column, place};
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::{float, paint};

/// The dialog.
pub struct Ending {
    /// The day; none: all days that were never closed.
    day: Option<NaiveDate>,
    view: Closing,
    /// What was chosen; every other stop is left to its window.
    chosen: BTreeMap<StopId, End>,
    cursor: Cursor,
    loaded: bool,
}

/// Name, tier, state, what becomes of it.
const COLUMNS: [Column; 4] =
    [Column::rest(14), Column::fixed(1, 2), Column::fixed(STATE_CELLS, 1), Column::fixed(26, 0)];

/// Cells and rows that it takes at most.
const WIDE: u16 = 84;

impl Ending {
    /// The end of a day; without one, of all that were never closed.
    pub fn new(day: Option<NaiveDate>) -> Self {
        Self { day, view: Closing::default(), chosen: BTreeMap::new(), cursor: Cursor::default(), loaded: false }
    }

    /// The stops that can end, with their days.
    fn stops(&self) -> impl Iterator<Item = (&DayEnd, &OpenStop)> {
        let stops = self.view.days.iter().flat_map(|day| day.open.iter().map(move |stop| (day, stop)));
        stops.filter(|(_, stop)| !stop.visiting)
    }

    fn selected(&self) -> Option<(&DayEnd, &OpenStop)> {
        self.stops().nth(self.cursor.selected()?)
    }

    fn choose(&mut self, stop: StopId, end: End, cx: &mut Cx<'_>) {
        self.chosen.insert(stop, end);
        self.keep(cx);
        if self.selected().is_some_and(|(_, selected)| selected.stop == stop) {
            self.cursor.moved(Action::Down);
        }
    }

    fn keep(&self, cx: &mut Cx<'_>) {
        cx.push(Effect::Keep(closing::keep(&self.chosen, cx.shared.who.rep.id)));
    }

    fn take(&mut self, view: Closing, cx: &mut Cx<'_>) {
        self.view = view;
        self.loaded = true;
        let open: Vec<StopId> = self.stops().map(|(_, stop)| stop.stop).collect();
        self.chosen.retain(|stop, _| open.contains(stop));
        self.cursor.set_len(open.len());
        if open.is_empty() {
            cx.push(Effect::Close);
        }
    }

    /// Everything ends as it was chosen.
    fn close(&self, cx: &mut Cx<'_>) {
        let (shared, rep) = (cx.shared, cx.shared.who.rep.id);
        let changes = self.view.changes(&self.chosen, rep);
        let said = self.view.said(shared.lang, shared.who.today, &shared.keymap.shown(Action::DayReport));
        cx.push(Effect::Write(changes, Toast::done(said)));
        cx.push(Effect::Keep(closing::keep(&BTreeMap::new(), rep)));
    }

    fn hand_on(&mut self, cx: &mut Cx<'_>) {
        let Some((_, stop)) = self.selected() else { return };
        let stop = stop.stop;
        match &self.view.colleagues[..] {
            [] => cx.push(Effect::Say(Toast::note(words::no_colleague(cx.shared.lang)))),
            [one] => self.hand_to(stop, one.id, cx),
            several => {
                let choice = |(at, it): (usize, &crate::store::Colleague)| Choice {
                    text: it.name.clone(),
                    aside: it.code.clone(),
                    found_by: it.code.clone(),
                    answer: Picked::Nth(at),
                };
                let choices = several.iter().enumerate().map(choice).collect();
                cx.push(Effect::Open(Place::Pick(Ask::HandTo(stop), choices)));
            }
        }
    }

    fn hand_to(&mut self, stop: StopId, to: RepId, cx: &mut Cx<'_>) {
        let Some((day, _)) = self.stops().find(|(_, it)| it.stop == stop) else { return };
        let end = End::Handed { to, on: day.next, stop: cx.id() };
        self.choose(stop, end, cx);
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        if self.cursor.moved(action) {
            return Flow::Used;
        }
        let Some((day, stop)) = self.selected() else { return Flow::Used };
        let (stop, next) = (stop.stop, day.next);
        match action {
            Action::LeaveStop => self.choose(stop, End::Left, cx),
            Action::RollStop => {
                let end = End::Rolled { to: next, stop: cx.id() };
                self.choose(stop, end, cx);
            }
            Action::ToDay => cx.push(Effect::Open(Place::Prompt(Ask::StopToDay(stop), String::new()))),
            Action::Skip => cx.push(Effect::Open(Place::Prompt(Ask::SkipReason(stop), String::new()))),
            Action::HandStop => self.hand_on(cx),
            Action::CloseNow => self.close(cx),
            Action::Back => cx.push(Effect::Close),
            Action::Language | Action::Theme | Action::Repaint | Action::Help => return Flow::Pass,
            _ => {}
        }
        Flow::Used
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        match reply {
            Reply::Text(Ask::SkipReason(stop), reason) => self.choose(stop, End::Skipped { reason }, cx),
            Reply::Text(Ask::StopToDay(stop), text) => {
                let here = |to: &NaiveDate| self.stops().any(|(day, it)| it.stop == stop && day.day == *to);
                if let Some(to) = deeds::day_to_come(&text, cx).filter(|to| !here(to)) {
                    let end = End::Rolled { to, stop: cx.id() };
                    self.choose(stop, end, cx);
                }
            }
            Reply::Picked(Ask::HandTo(stop), Picked::Nth(at)) => {
                if let Some(colleague) = self.view.colleagues.get(at).map(|it| it.id) {
                    self.hand_to(stop, colleague, cx);
                }
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// The rows of the list: a day's summary, then its stops, each with its place among those that can end.
    fn rows(&self) -> Vec<Row<'_>> {
        let mut rows = Vec::new();
        let mut at = 0;
        for day in &self.view.days {
            rows.push(Row::Day(day));
            for stop in &day.open {
                rows.push(Row::Stop(stop, (!stop.visiting).then_some(at)));
                at += usize::from(!stop.visiting);
            }
        }
        rows
    }
}

enum Row<'a> {
    Day(&'a DayEnd),
    Stop(&'a OpenStop, Option<usize>),
}

impl Layer for Ending {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Closing, Scope::List, Scope::Dialog, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::HandStop => !self.view.colleagues.is_empty(),
            _ => true,
        }
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => {
                if !self.loaded {
                    cx.push(Effect::Read(Query::Setting(closing::KEPT.to_owned())));
                }
                cx.push(Effect::Read(Query::Closing(self.day)));
            }
            Msg::Answer(Answer::Setting(kept)) if !self.loaded => {
                self.chosen.extend(closing::kept(&kept));
            }
            Msg::Answer(Answer::Closing(view)) => self.take(*view, cx),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Reply(reply) => return self.reply(reply, cx),
            // What ends the day is no second click.
            Msg::Click(Hit::Row(row)) => drop(self.cursor.point(row)),
            Msg::Wheel(_) => return Flow::Pass,
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let (lang, today) = (shared.lang, shared.who.today);
        let title = if self.day.is_some() { words::title(lang) } else { words::title_forgotten(lang) };
        let rows = self.rows();
        let inside = float::draw(area, (WIDE, rows.len() as u16), title, buf, shared);
        let height = usize::from(inside.height);
        let selected = rows
            .iter()
            .position(|row| matches!(row, Row::Stop(_, at) if at.is_some() && *at == self.cursor.selected()));
        let first = selected.map_or(0, |at| (at + 1).saturating_sub(height));
        for (at, row) in rows.iter().skip(first).take(height).enumerate() {
            let area = paint::row(inside, at as u16);
            match row {
                Row::Day(day) => {
                    let text = day.summary(lang, today);
                    paint::text(buf, area.x, area.y, area.width, &text, shared.style(Role::Title));
                }
                Row::Stop(stop, place) => {
                    if let Some(place) = place {
                        buf.hit(area, Hit::Row(*place));
                    }
                    self.draw_stop(stop, place.is_some() && selected == Some(first + at), area, buf, shared);
                }
            }
        }
        float::draw_extent(inside, first, rows.len(), buf, shared);
        None
    }
}

impl Ending {
    fn draw_stop(&self, stop: &OpenStop, selected: bool, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) {
        let lang = shared.lang;
        let mark = if selected { shared.glyphs.selected } else { " " };
        paint::text(buf, area.x, area.y, 2, mark, shared.style(Role::Accent));
        let cells = place(&COLUMNS, Rect { x: area.x + 2, width: area.width.saturating_sub(2), ..area });
        let state = marks::line(shared, &stop.line);
        let (end, role) = match self.chosen.get(&stop.stop) {
            _ if stop.visiting => (words::still_visiting(lang).to_owned(), Role::Dim),
            Some(end) => (closing::end(lang, end, &self.view.colleagues, shared.who.today), Role::Text),
            None => (words::left(lang).to_owned(), Role::Dim),
        };
        let name = if selected { Role::Strong } else { Role::Text };
        let texts = [
            (stop.line.row.name.clone(), name),
            (stop.line.tier.clone(), Role::Dim),
            (fit(&state.text(), STATE_CELLS.into()), state.role),
            (end, role),
        ];
        for (cell, (text, role)) in cells.into_iter().zip(texts) {
            if let Some(cell) = cell {
                paint::text(buf, cell.x, cell.y, cell.width, &text, shared.style(role));
            }
        }
    }
}
