//! Follow-ups: what was promised, agreed and intended, by date. One key ends the selected one, another puts it off; the account in hand can
//! be visited from here like anywhere.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope, command};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast};
use crate::app::follow_ups::{Duty, FollowUp, Group};
use crate::app::names;
use crate::app::query::{AccountView, Answer, Query};
use crate::domain::change::Change;
use crate::domain::ids::AccountId;
use crate::domain::matter::{Outcome, Waiting};
use crate::i18n::dates;
use crate::i18n::messages::follow_ups as words;
use crate::i18n::search::Needle;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;

use super::deeds::{self, Deeds};
use super::follow_ups_view;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// The title of a group, with the number of its members.
    Title(Group, usize),
    /// One of them, by its place.
    Item(usize),
}

/// The screen.
#[derive(Default)]
pub struct FollowUps {
    pub(super) items: Vec<FollowUp>,
    pub(super) rows: Vec<Row>,
    pub(super) cursor: Cursor,
    pub(super) finder: Finder,
    pub(super) brief: Option<AccountView>,
    pub(super) loaded: bool,
    due: usize,
    deeds: Deeds,
    /// What the cursor follows when the rows change.
    follow: Option<Duty>,
}

impl FollowUps {
    pub(super) fn selected(&self) -> Option<&FollowUp> {
        match self.rows.get(self.cursor.selected()?)? {
            Row::Item(at) => self.items.get(*at),
            Row::Title(..) => None,
        }
    }

    fn take(&mut self, items: Vec<FollowUp>, cx: &mut Cx<'_>) {
        self.due = items.iter().filter(|it| it.is_due(cx.shared.who.today)).count();
        self.items = items;
        self.loaded = true;
        self.sift(cx);
    }

    fn sift(&mut self, cx: &mut Cx<'_>) {
        let (text, today) = (self.finder.text(), cx.shared.who.today);
        let needle = Needle::new(&text);
        self.rows.clear();
        let found = (0..self.items.len()).filter(|at| needle.finds(&self.items[*at].texts(cx.shared.lang)));
        let found: Vec<usize> = found.collect();
        for group in found.chunk_by(|a, b| self.items[*a].group(today) == self.items[*b].group(today)) {
            self.rows.push(Row::Title(self.items[group[0]].group(today), group.len()));
            self.rows.extend(group.iter().map(|at| Row::Item(*at)));
        }
        self.cursor.set_len(self.rows.len());
        let is = |row: &Row| matches!(row, Row::Item(at) if Some(self.items[*at].duty) == self.follow);
        if let Some(row) = self.rows.iter().position(is) {
            self.cursor.select(row);
        }
        self.settle(true);
        self.moved(cx);
    }

    fn settle(&mut self, down: bool) {
        self.cursor.settle(down, |row| matches!(self.rows[row], Row::Title(..)));
    }

    fn moved(&mut self, cx: &mut Cx<'_>) {
        // Where nothing is found, what was selected is come back to.
        self.follow = self.selected().map(|it| it.duty).or(self.follow);
        match self.selected().map(|it| it.account) {
            Some(account) if cx.is_seen => cx.push(Effect::Read(Query::Brief(account, cx.shared.who.today))),
            _ => self.brief = None,
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(follow_ups_view::rows_in(cx.shared.body, self.finder.is_editing()));
        if self.cursor.moved(action) {
            self.settle(self.cursor.goes_down(action));
            self.moved(cx);
            return Flow::Used;
        }
        let here = self.selected().map(|it| it.account);
        let line = self.brief.as_ref().map(|view| &view.line).filter(|line| Some(line.row.account) == here).cloned();
        if self.deeds.act(action, line.as_ref(), cx.shared.who.today, cx) {
            return Flow::Used;
        }
        match action {
            Action::Filter => self.finder.edit(),
            Action::Submit => self.finder.done(),
            Action::Back if self.finder.clear() => self.sift(cx),
            Action::ToDay => deeds::ask_day(here.into_iter().collect(), cx),
            Action::Done | Action::PutOff | Action::Outcome => {
                if let Some(item) = self.selected().cloned() {
                    act_on(&item, action, cx);
                }
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        if self.deeds.reply(&reply, cx) {
            return Flow::Used;
        }
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        match reply {
            Reply::Text(Ask::PlanOn(_), text) => {
                if let Some(view) = &self.brief {
                    deeds::plan_on(&[&view.line], &text, cx);
                }
            }
            Reply::Text(Ask::PutOff(what), text) => {
                if let Some(until) = deeds::day_to_come(&text, cx) {
                    cx.push(Effect::Open(Place::Prompt(Ask::PutOffWhy(what, until), String::new())));
                }
            }
            Reply::Text(Ask::PutOffWhy(what, until), reason) => {
                let is = |it: &&FollowUp| it.waiting() == Some(what);
                let name = self.items.iter().find(is).map_or("", |it| it.name.as_str());
                let said = Toast::done(words::did_put_off(lang, name, &dates::week_day(lang, until, today)));
                cx.push(Effect::Write(vec![Change::PutOff { what, until, reason }], said));
            }
            Reply::Picked(Ask::Outcome(appointment), Picked::Nth(at)) => {
                let is = |it: &&FollowUp| it.duty == Duty::Appointment(appointment);
                let (item, outcome) = (self.items.iter().find(is), Outcome::ALL.get(at));
                let settled = item.zip(outcome).and_then(|(item, outcome)| item.settled(*outcome, lang));
                if let Some((change, said)) = settled {
                    cx.push(Effect::Write(vec![change], Toast::done(said)));
                }
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }
}

/// Does what the action says with one of them.
fn act_on(item: &FollowUp, action: Action, cx: &mut Cx<'_>) {
    let lang = cx.shared.lang;
    let note = |text| Effect::Say(Toast::note(text));
    let write = |(change, said)| Effect::Write(vec![change], Toast::done(said));
    let effect = match (action, item.duty) {
        (Action::Done, _) => item.done(lang).map_or_else(|| note(words::birthdays_pass(lang)), write),
        (Action::PutOff, Duty::Appointment(appointment)) => {
            let day = item.day.map(|day| day.to_string()).unwrap_or_default();
            let now = format!("{day} {}", item.time.map(dates::time).unwrap_or_default());
            Effect::Open(Place::Prompt(Ask::Rearrange(appointment, item.name.clone()), now.trim().to_owned()))
        }
        (Action::PutOff, _) => match item.waiting() {
            Some(what @ (Waiting::Matter(_) | Waiting::Step(_))) => {
                Effect::Open(Place::Prompt(Ask::PutOff(what), String::new()))
            }
            None => note(words::cannot_put_off(lang)),
        },
        (_, Duty::Appointment(appointment)) => {
            let choice = |(at, outcome): (usize, &Outcome)| Choice {
                text: names::outcome(lang, *outcome).to_owned(),
                aside: String::new(),
                found_by: String::new(),
                answer: Picked::Nth(at),
            };
            let choices = Outcome::ALL.iter().enumerate().map(choice).collect();
            Effect::Open(Place::Pick(Ask::Outcome(appointment), choices))
        }
        _ => note(words::only_appointments(lang)),
    };
    cx.push(effect);
}

impl Layer for FollowUps {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::FollowUps, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn applies(&self, action: Action) -> bool {
        let item = self.selected();
        let visiting = self.brief.as_ref().is_some_and(|view| view.line.row.visiting.is_some());
        match action {
            Action::CheckOut => visiting,
            Action::Outcome => item.is_some_and(|it| matches!(it.duty, Duty::Appointment(_))),
            Action::Done | Action::PutOff => item.is_some_and(|it| !matches!(it.duty, Duty::Birthday(_))),
            Action::Back => self.finder.is_active(),
            Action::Filter | Action::OpenVisits => true,
            _ if command(action).scopes.contains(&Scope::FollowUps) => item.is_some(),
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        self.selected().map(|it| it.account)
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => cx.push(Effect::Read(Query::FollowUps)),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.moved(cx),
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() => {
                if self.finder.take(&msg) {
                    self.sift(cx);
                }
            }
            Msg::Answer(answer) => {
                if !self.deeds.answer(&answer, cx) {
                    match answer {
                        Answer::FollowUps(items) => self.take(items, cx),
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
        follow_ups_view::draw(self, area, buf, shared)
    }

    fn count(&self) -> Option<usize> {
        Some(self.due)
    }

    fn headline(&self, shared: &Shared) -> String {
        words::due_of(shared.lang, self.due)
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
        let found = self.rows.iter().filter(|row| matches!(row, Row::Item(_))).count();
        self.finder.note(found, shared)
    }
}
