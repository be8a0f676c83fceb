//! Overdue: the territory by urgency. Overdue by tier, then last day, in window, never touched; marks, and planning of what is marked. While
//! something is searched for, the rest of the territory is shown below.

use ratatui::layout::{Position, Rect};

use crate::app::capacity::{self, Demand};
use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Place, Reply};
use crate::app::policy::Line;
use crate::app::query::{AccountView, Answer, Query};
use crate::app::worklist::{self, Group};
use crate::domain::ids::AccountId;
use crate::i18n::messages::{capacity as capacity_words, common, screens as words};
use crate::i18n::search::Needle;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::marks::{self, Units};
use crate::ui::shared::Shared;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;

use super::deeds::{self, Deeds};
use super::marked::Marked;
use super::overdue_view;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The title of a group, with the number of its members.
    Title(Group, usize),
    /// An account: its place in the lines.
    Account(usize),
}

/// The screen.
#[derive(Default)]
pub struct Overdue {
    pub(super) lines: Vec<Line>,
    pub(super) rows: Vec<Row>,
    pub(super) cursor: Cursor,
    pub(super) marked: Marked,
    pub(super) finder: Finder,
    pub(super) brief: Option<AccountView>,
    pub(super) loaded: bool,
    /// Which days the lines count.
    pub(super) units: Units,
    late: usize,
    /// What the book asks for on a working day.
    demand: Demand,
    deeds: Deeds,
    /// The account that the cursor follows when the rows change.
    follow: Option<AccountId>,
}

impl Overdue {
    pub(super) fn selected(&self) -> Option<&Line> {
        match self.rows.get(self.cursor.selected()?)? {
            Row::Account(at) => self.lines.get(*at),
            Row::Title(..) => None,
        }
    }

    fn take(&mut self, lines: Vec<Line>, cx: &mut Cx<'_>) {
        self.late = worklist::overdue(&lines);
        self.demand = capacity::demand(&lines, &cx.shared.policy, &cx.shared.who);
        if !cx.is_seen {
            // Its tab shows the number; the lines are read when they are looked at.
            (self.lines, self.rows, self.loaded) = (Vec::new(), Vec::new(), false);
            return;
        }
        self.units = marks::unit_of(lines.iter());
        self.lines.clear();
        self.loaded = true;
        let mut groups = Vec::new();
        for (group, members) in worklist::groups(lines) {
            groups.push((group, self.lines.len()..self.lines.len() + members.len()));
            self.lines.extend(members);
        }
        self.sift(&groups);
        let followed = self.follow.and_then(|account| self.row_of(account));
        self.cursor.select(followed.unwrap_or_else(|| self.cursor.selected().unwrap_or(0)));
        self.settle(true);
        self.moved(cx);
    }

    fn row_of(&self, account: AccountId) -> Option<usize> {
        let is = |row: &Row| matches!(row, Row::Account(at) if self.lines[*at].row.account == account);
        self.rows.iter().position(is)
    }

    fn sift(&mut self, groups: &[(Group, std::ops::Range<usize>)]) {
        let text = self.finder.text();
        let needle = Needle::new(&text);
        self.rows.clear();
        for (group, range) in groups.iter().filter(|(group, _)| group.is_due() || !needle.is_empty()) {
            let found: Vec<usize> = range.clone().filter(|at| needle.finds(&self.lines[*at].texts())).collect();
            if !found.is_empty() {
                self.rows.push(Row::Title(group.clone(), found.len()));
                self.rows.extend(found.into_iter().map(Row::Account));
            }
        }
        self.cursor.set_len(self.rows.len());
    }

    fn sift_again(&mut self, cx: &mut Cx<'_>) {
        let lines = std::mem::take(&mut self.lines);
        self.take(lines, cx);
    }

    fn settle(&mut self, down: bool) {
        self.cursor.settle(down, |row| matches!(self.rows[row], Row::Title(..)));
    }

    fn moved(&mut self, cx: &mut Cx<'_>) {
        // Where nothing is found, what was selected is come back to.
        self.follow = self.selected().map(|line| line.row.account).or(self.follow);
        match self.selected().map(|line| line.row.account) {
            Some(account) if cx.is_seen => cx.push(Effect::Read(Query::Brief(account, cx.shared.who.today))),
            _ => self.brief = None,
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(overdue_view::rows_in(cx.shared.body, self.finder.is_editing()));
        if self.cursor.moved(action) {
            self.settle(self.cursor.goes_down(action));
            self.moved(cx);
            return Flow::Used;
        }
        let line = self.selected().cloned();
        if self.deeds.act(action, line.as_ref(), cx.shared.who.today, cx) {
            return Flow::Used;
        }
        match (action, line) {
            (Action::Mark, Some(line)) => {
                self.marked.toggle(line);
                return self.action(Action::Down, cx);
            }
            (Action::ToDay, line) => {
                deeds::ask_day(self.marked.or_in_hand(line.as_ref()), cx);
            }
            (Action::Capacity, _) => cx.push(Effect::Read(Query::Capacity(cx.shared.lang))),
            (Action::Filter, _) => self.finder.edit(),
            (Action::Submit, _) => self.finder.done(),
            (Action::Back, _) if self.finder.clear() => self.sift_again(cx),
            (Action::Back, _) if !self.marked.is_empty() => self.marked.clear(),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        if self.deeds.reply(&reply, cx) {
            return Flow::Used;
        }
        let Reply::Text(Ask::PlanOn(accounts), text) = reply else { return Flow::Pass };
        // In the order of the list, which is the order of urgency.
        let chosen: Vec<&Line> = self.lines.iter().filter(|line| accounts.contains(&line.row.account)).collect();
        if deeds::plan_on(&chosen, &text, cx) {
            self.marked.write();
        }
        Flow::Used
    }
}

impl Layer for Overdue {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Overdue, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn applies(&self, action: Action) -> bool {
        let line = self.selected();
        match action {
            Action::CheckIn
            | Action::Open
            | Action::Explain
            | Action::LateEntry
            | Action::MapLink
            | Action::Nobody
            | Action::Mark => line.is_some(),
            Action::CheckOut => line.is_some_and(|line| line.row.visiting.is_some()),
            Action::ToDay => line.is_some() || !self.marked.is_empty(),
            Action::Back => self.finder.is_active() || !self.marked.is_empty(),
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        self.selected().map(|line| line.row.account)
    }

    fn tell_time(&mut self, _: &Shared) -> bool {
        true
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => {
                self.marked.read_again();
                cx.push(Effect::Read(Query::Book));
            }
            Msg::Failed => self.marked.refused(),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.moved(cx),
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() => {
                if self.finder.take(&msg) {
                    self.sift_again(cx);
                }
            }
            Msg::Answer(answer) => {
                if !self.deeds.answer(&answer, cx) {
                    match answer {
                        Answer::Book(lines) => self.take(lines, cx),
                        Answer::Capacity(lines) => {
                            let title = capacity_words::title(cx.shared.lang).to_owned();
                            cx.push(Effect::Open(Place::Reading(title, lines)));
                        }
                        Answer::Brief(view) => self.brief = view.map(|view| *view),
                        _ => {}
                    }
                }
            }
            Msg::Reply(reply) => return self.reply(reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        overdue_view::draw(self, area, buf, shared)
    }

    fn count(&self) -> Option<usize> {
        Some(self.late)
    }

    fn headline(&self, shared: &Shared) -> String {
        words::overdue_of(shared.lang, self.late)
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
        if !self.marked.is_empty() {
            return common::marked(shared.lang, self.marked.lines().len());
        }
        let found = self.rows.iter().filter(|row| matches!(row, Row::Account(_))).count();
        match self.finder.note(found, shared) {
            note if note.is_empty() => {
                capacity::warning(shared.lang, &self.demand, &shared.keymap.shown(Action::Capacity))
            }
            note => note,
        }
    }
}
