//! Today: the route of a day in order, with the brief of the selected stop beside it.

use std::path::PathBuf;

use chrono::NaiveDate;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::day::{DayKind, DayView, StopLine};
use crate::app::day_report::Style;
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast};
use crate::app::learning::Lesson;
use crate::app::ordering::gain_of_move;
use crate::app::policy::{Line, by_urgency};
use crate::app::proposing::Proposed;
use crate::app::query::{AccountView, Answer, Query};
use crate::app::thought::{Conclusion, Thought};
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, StopId};
use crate::i18n::dates;
use crate::i18n::messages::{
    closing as closing_words, common, map as map_words, planning as planning_words, screens as screen_words,
    visit as words,
};
use crate::i18n::search::Needle;
use crate::i18n::text::fit;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::marks::{self, STATE_CELLS};
use crate::ui::shared::Shared;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;

use super::brief;
use super::deeds::{self, Deeds};
use super::today_view;

/// The screen.
pub struct Today {
    /// The day that is shown.
    pub(super) day: NaiveDate,
    /// What is known of it.
    pub(super) view: Option<DayView>,
    /// The rows that pass the filter: places in the view's stops.
    pub(super) rows: Vec<usize>,
    /// Where the list stands.
    pub(super) cursor: Cursor,
    /// The brief of the selected stop.
    pub(super) brief: Option<AccountView>,
    /// The filter.
    pub(super) finder: Finder,
    deeds: Deeds,
    adding: bool,
    /// The file that is being put together.
    pub(super) file: Option<PathBuf>,
    /// The session's day is shown, so that another day that dawns is followed.
    follows: bool,
    /// The stop that the cursor follows when the rows change.
    follow: Option<StopId>,
    /// Who could be visited as well, while that is read.
    pub(super) proposal: Option<Proposed>,
    /// What was learned last of the ways of a day.
    learned: Option<Lesson>,
}

impl Today {
    /// The screen of this day.
    pub fn new(day: NaiveDate) -> Self {
        Self {
            day,
            view: None,
            rows: Vec::new(),
            cursor: Cursor::default(),
            brief: None,
            finder: Finder::default(),
            deeds: Deeds::default(),
            adding: false,
            file: None,
            follows: false,
            follow: None,
            proposal: None,
            learned: None,
        }
    }

    pub(super) fn selected(&self) -> Option<&StopLine> {
        let at = *self.rows.get(self.cursor.selected()?)?;
        self.view.as_ref()?.stops.get(at)
    }

    fn show(&mut self, day: NaiveDate, cx: &mut Cx<'_>) {
        if self.day != day {
            self.day = day;
            self.cursor.select(0);
            self.follow = None;
            // Should reading fail, no other day's stops stand under this date.
            self.view = None;
            self.rows.clear();
        }
        self.follows = day == cx.shared.who.today;
        cx.push(Effect::Read(Query::Day(day)));
    }

    fn take(&mut self, view: DayView, cx: &mut Cx<'_>) {
        let visiting = |view: &DayView| {
            let open = view.stops.iter().filter(|stop| stop.line.row.visiting.is_some() && stop.stop.fate.is_open());
            open.map(|stop| stop.stop.id).collect::<Vec<_>>()
        };
        let before = self.view.as_ref().map(visiting).unwrap_or_default();
        // A visit that is open again, as after an undo, is what the next key is about.
        if let Some(again) = visiting(&view).into_iter().find(|id| !before.contains(id)) {
            self.follow = Some(again);
        }
        let was_open = self.selected().is_some_and(|stop| stop.stop.fate.is_open());
        let first = self.view.as_ref().is_none_or(|before| before.day != view.day || before.stops.is_empty());
        self.learn(&view, cx);
        self.view = Some(view);
        self.sift();
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        let followed = self.follow.and_then(|id| self.rows.iter().position(|at| stops[*at].stop.id == id));
        if let Some(row) = followed {
            // A stop that was just closed gives way to the next one to go to.
            let is_open = |row: &usize| stops[self.rows[*row]].stop.fate.is_open();
            let closed = was_open && !is_open(&row);
            let next = (row..self.rows.len()).find(is_open).filter(|_| closed);
            self.cursor.select(next.unwrap_or(row));
        } else if first {
            // On opening, the eye belongs on what is next: the open visit, else the first open stop.
            let visiting = self.rows.iter().position(|at| stops[*at].line.row.visiting.is_some());
            let open = self.rows.iter().position(|at| stops[*at].stop.fate.is_open());
            self.cursor.select(visiting.or(open).unwrap_or(0));
        }
        self.moved(cx);
    }

    /// Begins to learn the ways of the day, unless that was tried.
    fn learn(&self, view: &DayView, cx: &mut Cx<'_>) {
        let lesson = Lesson::of(view, &cx.shared.who, &cx.shared.policy.roads);
        if let Some(lesson) = lesson.filter(|lesson| cx.is_seen && self.learned.as_ref() != Some(lesson)) {
            cx.push(Effect::Think(Box::new(Thought::Ways(lesson))));
        }
    }

    fn sift(&mut self) {
        let text = self.finder.text();
        let needle = Needle::new(&text);
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        self.rows = (0..stops.len()).filter(|at| needle.finds(&stops[*at].line.texts())).collect();
        self.cursor.set_len(self.rows.len());
    }

    /// What is searched for is another: the selected stop stays selected if it is found.
    fn sift_again(&mut self, cx: &mut Cx<'_>) {
        self.sift();
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        let followed = self.follow.and_then(|id| self.rows.iter().position(|at| stops[*at].stop.id == id));
        if let Some(row) = followed {
            self.cursor.select(row);
        }
        self.moved(cx);
    }

    /// The selection may be another: follow it and fetch its brief.
    fn moved(&mut self, cx: &mut Cx<'_>) {
        // Where nothing is found, what was selected is come back to.
        self.follow = self.selected().map(|stop| stop.stop.id).or(self.follow);
        match self.selected().map(|stop| stop.line.row.account) {
            Some(account) => cx.push(Effect::Read(Query::Brief(account, self.day.max(cx.shared.who.today)))),
            None => self.brief = None,
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(today_view::rows_in(self.view.as_ref(), cx.shared.body).0.into());
        if self.cursor.moved(action) {
            self.moved(cx);
            return Flow::Used;
        }
        let line = self.selected().map(|stop| stop.line.clone());
        if self.deeds.act(action, line.as_ref(), self.day, cx) {
            return Flow::Used;
        }
        match action {
            Action::PreviousDay => self.show(self.day.pred_opt().unwrap_or(self.day), cx),
            Action::NextDay => self.show(self.day.succ_opt().unwrap_or(self.day), cx),
            Action::ThisDay => {
                let (rep, today) = (cx.shared.who.rep.id, cx.shared.who.today);
                let is_idle = |view: &DayView| view.kind != DayKind::Working && view.stops.is_empty();
                let idle = self.view.as_ref().is_some_and(is_idle) && self.day >= today;
                // From an idle day on to the next that is worked; from any other back to today.
                self.show(if idle { cx.shared.policy.working_day(rep, self.day) } else { today }, cx);
            }
            Action::Add => {
                self.adding = true;
                cx.push(Effect::Read(Query::Book));
            }
            Action::Fill => self.fill(cx),
            Action::Optimise => self.optimise(cx),
            Action::CloseDay => self.close_day(cx),
            Action::Map => self.open_map(cx),
            Action::DayReport => cx.push(Effect::Read(Query::DayReport(self.day, cx.shared.lang))),
            Action::RouteFile => self.name_file(cx),
            Action::Filter => self.finder.edit(),
            Action::Submit => self.finder.done(),
            Action::Back if self.finder.clear() => self.sift_again(cx),
            Action::Skip
            | Action::Unplan
            | Action::ToDay
            | Action::Pin
            | Action::Lock
            | Action::MoveUp
            | Action::MoveDown => {
                return self.change_stop(action, cx);
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// Begins to look who could be visited on an empty day, or as well.
    fn fill(&mut self, cx: &mut Cx<'_>) {
        cx.push(if self.day < cx.shared.who.today {
            Effect::Say(Toast::note(words::day_has_passed(cx.shared.lang)))
        } else {
            Effect::Read(Query::Propose(self.day))
        });
    }

    fn open_map(&self, cx: &mut Cx<'_>) {
        let empty = self.view.as_ref().is_none_or(|view| view.stops.is_empty());
        let stop = self.selected().map(|stop| stop.stop.id);
        cx.push(if empty {
            Effect::Say(Toast::note(map_words::no_stops(cx.shared.lang)))
        } else {
            Effect::Open(Place::Map(self.day, stop))
        });
    }

    /// Selects a stop, if need be by giving up what is searched for.
    fn select(&mut self, stop: StopId, cx: &mut Cx<'_>) {
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        let found = || self.rows.iter().any(|at| stops[*at].stop.id == stop);
        if !found() {
            self.finder.clear();
        }
        self.follow = Some(stop);
        self.sift_again(cx);
    }

    /// Asks what becomes of the stops that were not done, if there are any.
    fn close_day(&self, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let Some(view) = &self.view else { return };
        let open = || view.stops.iter().filter(|stop| stop.stop.fate.is_open());
        let visited = |stop: &&StopLine| stop.line.row.visiting.is_some() && view.day == cx.shared.who.today;
        let (done, of) = view.done();
        cx.push(match open().find(|stop| !visited(stop)) {
            _ if self.day > cx.shared.who.today => Effect::Say(Toast::note(words::day_to_come(lang))),
            Some(_) => Effect::Open(Place::Closing(Some(self.day))),
            None => Effect::Say(Toast::note(match open().next() {
                Some(visiting) => closing_words::only_visiting(lang, &visiting.line.row.name),
                None => closing_words::nothing_open(lang, done, of),
            })),
        });
    }

    fn change_stop(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let lang = cx.shared.lang;
        let Some(chosen) = self.selected().cloned() else { return Flow::Used };
        let (stop, name) = (chosen.stop.id, chosen.line.row.name.as_str());
        if matches!(action, Action::MoveUp | Action::MoveDown) {
            if let Some((view, (stop, after))) = self.view.as_ref().zip(self.moved_by_one(action)) {
                let gain = gain_of_move(view, &cx.shared.who, stop, after).said(lang);
                let said = if gain.is_empty() {
                    words::did_reorder(lang, name)
                } else {
                    planning_words::moved(lang, name, &gain)
                };
                cx.push(Effect::Write(vec![Change::Reorder { stop, after }], Toast::done(said)));
            }
            return Flow::Used;
        }
        if !chosen.stop.fate.is_open() {
            cx.push(Effect::Say(Toast::note(words::closed_stop(lang))));
            return Flow::Used;
        }
        match action {
            Action::Skip => cx.push(Effect::Open(Place::Prompt(Ask::SkipReason(stop), String::new()))),
            Action::ToDay => cx.push(Effect::Open(Place::Prompt(Ask::StopToDay(stop), String::new()))),
            Action::Pin => {
                let at = chosen.stop.pinned.map(dates::time).unwrap_or_default();
                cx.push(Effect::Open(Place::Prompt(Ask::PinStop(stop), at)));
            }
            Action::Lock => cx.push(Self::lock(&chosen, cx.shared)),
            _ => {
                let said = Toast::done(words::did_unplan(lang, name));
                cx.push(Effect::Write(vec![Change::Unplan { stop }], said));
            }
        }
        Flow::Used
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        if self.deeds.reply(&reply, cx) {
            return Flow::Used;
        }
        let lang = cx.shared.lang;
        let name = |stop: StopId| {
            let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
            stops.iter().find(|line| line.stop.id == stop).map(|line| line.line.row.name.clone()).unwrap_or_default()
        };
        match reply {
            Reply::Agreed(Ask::Propose, agreed) => self.propose_agreed(agreed, cx),
            Reply::Text(Ask::SkipReason(stop), reason) => {
                let said = Toast::done(words::did_skip(lang, &name(stop)));
                cx.push(Effect::Write(vec![Change::Skip { stop, reason }], said));
            }
            Reply::Stop(stop) => self.select(stop, cx),
            Reply::Text(Ask::RouteTo | Ask::WriteTo, path) => self.ask_for_file(path.into(), cx),
            Reply::Text(Ask::PinStop(stop), text) => self.pin(stop, &name(stop), &text, cx),
            Reply::Text(Ask::StopToDay(stop), text) => {
                if let Some(day) = deeds::day_to_come(&text, cx) {
                    let shown = cx.shared.day_named(day);
                    let said = Toast::done(words::did_move(lang, &name(stop), &shown));
                    cx.push(Effect::Write(vec![Change::MoveTo { stop, day }], said));
                }
            }
            Reply::Picked(Ask::AddToDay(day), Picked::Account(account)) => {
                let (stop, rep) = (cx.id(), cx.shared.who.rep.id);
                let shown = cx.shared.day_named(day);
                let said = Toast::done(words::did_plan(lang, 1, &shown));
                self.follow = Some(stop);
                cx.push(Effect::Write(vec![Change::Plan { stop, rep, day, account }], said));
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// Which day it really is, while another is shown.
    fn other_day(&self, shared: &Shared) -> String {
        let (lang, today) = (shared.lang, shared.who.today);
        if self.day == today {
            return String::new();
        }
        let rest = if shared.policy.calendar.is_working(today) { "" } else { common::rest_day(lang) };
        let now = brief::joined(lang, &[&dates::week_day(lang, today, today), rest]);
        screen_words::other_day(lang, &now, &shared.keymap.shown(Action::ThisDay))
    }

    /// The accounts that can be added, the most urgent first.
    fn choices(&self, mut lines: Vec<Line>, shared: &Shared) -> Vec<Choice> {
        by_urgency(&mut lines);
        let stops = self.view.as_ref().map_or(&[][..], |view| &view.stops);
        let there =
            |account: AccountId| stops.iter().any(|stop| stop.stop.account == account && stop.stop.fate.is_open());
        lines.retain(|line| !there(line.row.account));
        lines
            .into_iter()
            .map(|line| {
                let state = fit(&marks::line(shared, &line).text(), STATE_CELLS.into());
                deeds::choice(&line, format!("{} {state}", fit(&line.tier, 1)))
            })
            .collect()
    }
}

impl Layer for Today {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Today, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn applies(&self, action: Action) -> bool {
        let stop = self.selected();
        match action {
            Action::CheckIn | Action::Open | Action::Explain | Action::LateEntry | Action::MapLink | Action::Nobody => {
                stop.is_some()
            }
            Action::CheckOut => stop.is_some_and(|stop| stop.line.row.visiting.is_some()),
            Action::Skip | Action::ToDay | Action::Unplan | Action::Lock => {
                stop.is_some_and(|stop| stop.stop.fate.is_open())
            }
            Action::MoveUp | Action::MoveDown => self.moved_by_one(action).is_some(),
            Action::Optimise => {
                self.view.as_ref().is_some_and(|view| view.stops.iter().filter(|it| it.stop.fate.is_open()).count() > 1)
            }
            Action::Fill => self.view.is_some(),
            Action::Map | Action::RouteFile => self.view.as_ref().is_some_and(|view| !view.stops.is_empty()),
            Action::Filter => !self.rows.is_empty(),
            Action::Back => self.finder.is_active(),
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        self.selected().map(|stop| stop.line.row.account)
    }

    fn tell_time(&mut self, shared: &Shared) -> bool {
        if let Some(view) = &mut self.view {
            view.tell_time(&shared.who);
        }
        true
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => {
                let today = cx.shared.who.today;
                self.show(if self.follows { self.day.max(today) } else { self.day }, cx);
            }
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.moved(cx),
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() => {
                if self.finder.take(&msg) {
                    self.sift_again(cx);
                }
            }
            Msg::Answer(answer) => {
                if self.deeds.answer(&answer, cx) {
                    return Flow::Used;
                }
                match answer {
                    Answer::Day(view) if view.day == self.day => self.take(*view, cx),
                    Answer::Brief(view) => self.brief = view.map(|view| *view),
                    Answer::Book(lines) if std::mem::take(&mut self.adding) => {
                        let choices = self.choices(lines, cx.shared);
                        cx.push(Effect::Open(Place::Pick(Ask::AddToDay(self.day), choices)));
                    }
                    Answer::RouteFile(made) => self.write_file(made, cx),
                    Answer::Propose(question) => cx.push(Effect::Think(Box::new(Thought::Propose(*question)))),
                    Answer::DayReport(report) => {
                        let mut lines = report.lines(cx.shared.lang, Style::Text).into_iter();
                        let title = lines.next().unwrap_or_default();
                        cx.push(Effect::Open(Place::Reading(title, lines.skip(1).collect())));
                    }
                    _ => {}
                }
            }
            Msg::Concluded(conclusion) => match &*conclusion {
                Conclusion::Ordered(ordered) if ordered.day == self.day => self.ordered(ordered, cx),
                Conclusion::Proposed(proposed) if proposed.day == self.day => self.proposed(proposed, cx),
                Conclusion::Ways(lesson) => {
                    self.learned = Some(lesson.clone());
                    cx.push(Effect::Read(Query::Day(self.day)));
                }
                _ => return Flow::Pass,
            },
            Msg::Reply(reply) => return self.reply(reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        today_view::draw(self, area, buf, shared)
    }

    fn day(&self) -> Option<NaiveDate> {
        Some(self.day)
    }

    fn headline(&self, shared: &Shared) -> String {
        let (done, total) = self.view.as_ref().map_or((0, 0), DayView::done);
        if total == 0 { String::new() } else { screen_words::done_of(shared.lang, done, total) }
    }

    fn kept(&self) -> Option<serde_json::Value> {
        self.finder.kept(&self.follow)
    }

    fn take_up(&mut self, kept: &serde_json::Value) {
        if let Some(there) = Finder::taken_up(kept) {
            (self.finder, self.follow) = there;
        }
    }

    fn standing_note(&self, shared: &Shared) -> String {
        if self.finder.is_active() { self.finder.note(self.rows.len(), shared) } else { self.other_day(shared) }
    }
}
