//! The map of a day: its stops by number, the way between them, nearer, farther and aside, and the stop that is pointed at. It goes back
//! to the route with that stop selected; it changes nothing of the day.

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::day::{DayView, StopLine};
use crate::app::effect::{Effect, Reply};
use crate::app::query::{Answer, Query};
use crate::app::thought::Conclusion;
use crate::domain::ids::{AccountId, StopId};
use crate::domain::place::Place;
use crate::i18n::messages::screens as words;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg, Turn};
use crate::ui::shared::Shared;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::map::{Lens, View};

use super::map_view;

/// The screen.
pub struct Map {
    day: NaiveDate,
    /// What is known of it.
    pub(super) view: Option<DayView>,
    /// The stop that is pointed at, among all of the day.
    pub(super) cursor: Cursor,
    /// How the map is looked at.
    pub(super) lens: Lens,
    /// The stop that the cursor follows when the day changes.
    follow: Option<StopId>,
}

/// How much nearer one key goes.
pub(super) const NEARER: f64 = 1.5;

/// The share of the map by which one key moves it.
pub(super) const ASIDE: f64 = 0.25;

impl Map {
    /// The map of a day, pointing at a stop.
    pub fn new(day: NaiveDate, stop: Option<StopId>) -> Self {
        Self { day, view: None, cursor: Cursor::default(), lens: Lens::default(), follow: stop }
    }

    fn selected(&self) -> Option<&StopLine> {
        self.view.as_ref()?.stops.get(self.cursor.selected()?)
    }

    /// Where the stop is that is pointed at.
    fn place(&self) -> Option<Place> {
        self.selected()?.line.row.place
    }

    /// The map as it was drawn last.
    fn seen(&self, shared: &Shared) -> Option<View> {
        let area = Rect::from((Position::ORIGIN, shared.body));
        map_view::chart(self.view.as_ref()?, None, shared).view(&self.lens, map_view::parts(area).map.as_size())
    }

    fn take(&mut self, view: DayView) {
        self.cursor.set_len(view.stops.len());
        if let Some(at) = view.stops.iter().position(|stop| Some(stop.stop.id) == self.follow) {
            self.cursor.select(at);
        }
        self.view = Some(view);
        self.follow = self.selected().map(|stop| stop.stop.id);
    }

    /// Points at the next stop or the one before.
    fn step(&mut self, step: Action, shared: &Shared) {
        self.cursor.set_height(usize::from(shared.body.height));
        self.cursor.moved(step);
        self.pointed(shared);
    }

    /// Looks at the stop that is pointed at now, if it is out of sight.
    fn pointed(&mut self, shared: &Shared) {
        self.follow = self.selected().map(|stop| stop.stop.id);
        if let (Some(place), Some(view)) = (self.place(), self.seen(shared)) {
            self.lens = self.lens.showing(place, &view);
        }
    }

    fn zoom(&mut self, factor: f64, shared: &Shared) {
        let Some(view) = self.seen(shared) else { return };
        // What is out of sight is no place to keep still.
        let about = self.place().filter(|place| view.cell(*place).is_some());
        self.lens = self.lens.zoomed(factor, about, view.ground());
    }

    fn pan(&mut self, east: f64, north: f64, shared: &Shared) {
        if let Some(view) = self.seen(shared) {
            self.lens = self.lens.panned((east, north), &view);
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let shared = cx.shared;
        match action {
            Action::NextStop => self.step(Action::Down, shared),
            Action::PreviousStop => self.step(Action::Up, shared),
            Action::ZoomIn => self.zoom(NEARER, shared),
            Action::ZoomOut => self.zoom(1.0 / NEARER, shared),
            Action::FitAll => self.lens = Lens::default(),
            Action::PanLeft => self.pan(-ASIDE, 0.0, shared),
            Action::PanRight => self.pan(ASIDE, 0.0, shared),
            Action::PanUp => self.pan(0.0, ASIDE, shared),
            Action::PanDown => self.pan(0.0, -ASIDE, shared),
            Action::ToStop => cx.push(match self.selected() {
                Some(stop) => Effect::Reply(Reply::Stop(stop.stop.id)),
                None => Effect::Close,
            }),
            Action::Back => cx.push(Effect::Close),
            _ => return Flow::Pass,
        }
        Flow::Used
    }
}

impl Layer for Map {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Map, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        let on_map = stops.iter().any(|stop| stop.line.row.place.is_some());
        match action {
            Action::ToStop => !stops.is_empty(),
            Action::NextStop => self.cursor.selected().is_some_and(|at| at + 1 < stops.len()),
            Action::PreviousStop => self.cursor.selected().is_some_and(|at| at > 0),
            Action::FitAll => on_map && self.lens != Lens::default(),
            Action::ZoomIn | Action::ZoomOut | Action::PanLeft | Action::PanDown | Action::PanUp | Action::PanRight => {
                on_map
            }
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        self.selected().map(|stop| stop.line.row.account)
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => cx.push(Effect::Read(Query::Day(self.day))),
            Msg::Concluded(conclusion) if matches!(*conclusion, Conclusion::Ways(_)) => {
                cx.push(Effect::Read(Query::Day(self.day)));
            }
            Msg::Answer(Answer::Day(view)) if view.day == self.day => self.take(*view),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.pointed(cx.shared),
            Msg::Wheel(Turn::Up) => self.zoom(NEARER, cx.shared),
            Msg::Wheel(Turn::Down) => self.zoom(1.0 / NEARER, cx.shared),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        map_view::draw(self, area, buf, shared);
        None
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }

    fn headline(&self, shared: &Shared) -> String {
        let (done, total) = self.view.as_ref().map_or((0, 0), DayView::done);
        if total == 0 { String::new() } else { words::done_of(shared.lang, done, total) }
    }
}
