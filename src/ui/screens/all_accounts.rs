//! Accounts: everything that can be seen, with one search box for whatever is known of a shop. Marks stay while one searches for the next;
//! what is marked is changed together.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Effect, Place, Reply, Toast};
use crate::app::names::joined;
use crate::app::policy::Line;
use crate::app::query::{AccountView, Answer, Found, Query};
use crate::app::sorting::Sort;
use crate::domain::ids::AccountId;
use crate::domain::people::Role;
use crate::i18n::messages::{common, profile as words};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;

use super::all_accounts_view;
use super::deeds::{self, Deeds};
use super::marked::Marked;
use super::upkeep::Upkeep;

/// The screen.
#[derive(Default)]
pub struct AllAccounts {
    pub(super) found: Found,
    pub(super) cursor: Cursor,
    pub(super) marked: Marked,
    pub(super) finder: Finder,
    pub(super) brief: Option<AccountView>,
    pub(super) loaded: bool,
    pub(super) upkeep: Upkeep,
    deeds: Deeds,
    sort: Sort,
    /// The account that the cursor follows when the rows change.
    follow: Option<AccountId>,
}

impl AllAccounts {
    pub(super) fn selected(&self) -> Option<&Line> {
        self.found.lines.get(self.cursor.selected()?)
    }

    /// What is known of the selected account.
    fn hand(&self) -> Option<&AccountView> {
        let selected = self.selected()?.row.account;
        self.brief.as_ref().filter(|view| view.brief.account.id == selected)
    }

    /// Whether several territories are seen.
    pub(super) fn is_led(shared: &Shared) -> bool {
        shared.who.rep.role > Role::Rep
    }

    /// Whether all that was found is here, so that it can be put in order.
    fn is_whole(&self) -> bool {
        self.found.total == self.found.lines.len()
    }

    fn search(&self, cx: &mut Cx<'_>) {
        cx.push(Effect::Read(Query::Search(self.finder.text())));
    }

    fn take(&mut self, found: Found, cx: &mut Cx<'_>) {
        self.loaded = true;
        self.found = found;
        if self.is_whole() {
            self.sort.sort(&mut self.found.lines, &cx.shared.policy);
        }
        self.cursor.set_len(self.found.lines.len());
        self.marked.renew(&self.found.lines);
        let place = |account| self.found.lines.iter().position(|line| line.row.account == account);
        if let Some(at) = self.follow.and_then(place) {
            self.cursor.select(at);
        }
        self.moved(cx);
    }

    fn moved(&mut self, cx: &mut Cx<'_>) {
        match self.selected().map(|line| line.row.account) {
            Some(account) => {
                self.follow = Some(account);
                cx.push(Effect::Read(Query::Brief(account, cx.shared.who.today)));
            }
            None => self.brief = None,
        }
    }

    /// What was searched for has changed: the best fit is in hand.
    fn search_anew(&mut self, cx: &mut Cx<'_>) {
        self.follow = None;
        self.cursor.select(0);
        self.search(cx);
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(all_accounts_view::rows_in(cx.shared.body));
        if self.cursor.moved(action) {
            self.moved(cx);
            return Flow::Used;
        }
        let line = self.selected().cloned();
        let hand = self.hand().cloned();
        if self.deeds.act(action, line.as_ref(), cx.shared.who.today, cx)
            || self.upkeep.act(action, hand.as_ref(), self.marked.lines(), cx)
        {
            return Flow::Used;
        }
        match (action, line) {
            (Action::Mark, Some(line)) => {
                self.marked.toggle(line);
                return self.action(Action::Down, cx);
            }
            (Action::MarkAll, _) => self.marked.toggle_all(&self.found.lines),
            (Action::Sort, _) if !self.is_whole() => {
                let said = words::too_many_to_sort(cx.shared.lang, self.found.lines.len());
                cx.push(Effect::Say(Toast::note(said)));
            }
            (Action::Sort, _) => {
                self.sort = self.sort.next();
                self.search_anew(cx);
            }
            (Action::ToDay, line) => deeds::ask_day(self.marked.or_in_hand(line.as_ref()), cx),
            (Action::Filter, _) => self.finder.edit(),
            // From the box straight to the account.
            (Action::Submit, Some(line)) => {
                self.finder.done();
                cx.push(Effect::Open(Place::Account(line.row.account)));
            }
            (Action::Submit, None) => {}
            (Action::Back, _) if self.finder.is_editing() && !self.finder.text().is_empty() => self.finder.done(),
            (Action::Back, _) if self.finder.clear() => {
                // What was in hand stays in hand among all the others.
                self.search(cx);
            }
            (Action::Back, _) if !self.marked.is_empty() => self.marked.clear(),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        let hand = self.hand().cloned();
        if self.deeds.reply(&reply, cx) || self.upkeep.reply(&reply, hand.as_ref(), cx) {
            return Flow::Used;
        }
        let Reply::Text(Ask::PlanOn(accounts), text) = reply else { return Flow::Pass };
        let found = |account: &AccountId| self.found.lines.iter().find(|line| line.row.account == *account);
        let chosen: Vec<&Line> = accounts.iter().filter_map(|id| self.marked.get(*id).or_else(|| found(id))).collect();
        if deeds::plan_on(&chosen, &text, cx) {
            self.marked.write();
        }
        Flow::Used
    }

    fn answer(&mut self, answer: Answer, cx: &mut Cx<'_>) {
        if self.deeds.answer(&answer, cx) || self.upkeep.answer(&answer, cx) {
            return;
        }
        match answer {
            Answer::Found(found) => self.take(*found, cx),
            Answer::Brief(view) => self.brief = view.map(|view| *view),
            _ => {}
        }
    }
}

impl Layer for AllAccounts {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Accounts, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn applies(&self, action: Action) -> bool {
        if let Some(applies) = Upkeep::applies(action, self.hand(), self.marked.lines()) {
            return applies;
        }
        let line = self.selected();
        match action {
            Action::CheckIn
            | Action::Open
            | Action::Explain
            | Action::LateEntry
            | Action::MapLink
            | Action::Nobody
            | Action::Mark
            | Action::MarkAll
            | Action::Submit => line.is_some(),
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
                if self.upkeep.is_done() {
                    self.marked.clear();
                }
                self.follow = self.upkeep.added().or(self.follow);
                self.search(cx);
            }
            Msg::Failed => {
                self.marked.refused();
                self.upkeep.refused();
            }
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.moved(cx),
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() => {
                if self.finder.take(&msg) {
                    self.search_anew(cx);
                }
            }
            Msg::Answer(answer) => self.answer(answer, cx),
            Msg::Reply(reply) => return self.reply(reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        all_accounts_view::draw(self, area, buf, shared)
    }

    fn headline(&self, shared: &Shared) -> String {
        let total = self.found.total;
        if self.finder.text().trim().is_empty() {
            words::accounts_of(shared.lang, total)
        } else {
            words::found_of(shared.lang, total)
        }
    }

    fn kept(&self) -> Option<serde_json::Value> {
        self.finder.kept(&(self.follow, self.sort))
    }

    fn take_up(&mut self, kept: &serde_json::Value) {
        if let Some(there) = Finder::taken_up(kept) {
            (self.finder, (self.follow, self.sort)) = there;
        }
    }

    fn standing_note(&self, shared: &Shared) -> String {
        if !self.marked.is_empty() {
            return common::marked(shared.lang, self.marked.lines().len());
        }
        let shown = self.found.lines.len();
        if self.found.total > shown {
            return words::more_than_shown(shared.lang, shown, self.found.total);
        }
        let sorted = match self.sort {
            Sort::Name => String::new(),
            sort => words::sorted(shared.lang, sort.name(shared.lang), &shared.keymap.shown(Action::Sort)),
        };
        joined(shared.lang, &[&self.finder.note(shown, shared), &sorted])
    }
}
