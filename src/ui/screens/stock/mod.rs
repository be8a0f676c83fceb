//! Stock: products that shops wait for, with the queue of each, what came, and who is told first. One list: a product, under it its arrivals
//! with the call list of each, then those who still wait.

mod calls;
mod deeds;
mod rows;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Effect, Place};
use crate::app::query::{Answer, Query};
use crate::app::stock::{ProductLine, StockView, Whose, may_choose_team, team_name};
use crate::domain::ids::{AccountId, ProductId};
use crate::domain::people::Team;
use crate::domain::stock::Share;
use crate::i18n::messages::stock as words;
use crate::i18n::search::Needle;
use crate::store::{ArrivalRow, QueueRow};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::screens::brief::joined;
use crate::ui::shared::Shared;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;

use rows::{Key, Row};

/// The screen.
#[derive(Default)]
pub struct Stock {
    /// Whose stock is looked at.
    whose: Whose,
    /// Whether another team's could be.
    may_choose: bool,
    /// The team that it is; none: the reps in no team.
    team: Option<Team>,
    lines: Vec<ProductLine>,
    rows: Vec<Row>,
    cursor: Cursor,
    loaded: bool,
    finder: Finder,
    /// Products that were opened or shut by hand.
    opened: BTreeMap<ProductId, bool>,
    deeds: deeds::StockDeeds,
    /// The row that the cursor follows when the rows change.
    follow: Option<Key>,
}

/// What the selected row is about.
#[derive(Clone, Copy)]
pub(super) struct Hand<'a> {
    /// The product.
    pub line: &'a ProductLine,
    /// The arrival, if it is one or a call about one.
    pub arrival: Option<&'a ArrivalRow>,
    /// The request, and what it has of the arrival.
    pub request: Option<(&'a QueueRow, Option<&'a Share>)>,
}

impl Stock {
    fn hand(&self) -> Option<Hand<'_>> {
        Some(self.rows.get(self.cursor.selected()?)?.hand(&self.lines))
    }

    fn take(&mut self, view: StockView, shared: &Shared) {
        let team = view.team.as_ref().map(|team| team.id);
        // Another team than the own is looked at until one is chosen anew, whatever it deals with.
        self.whose = if team == shared.who.rep.team { Whose::Usual } else { Whose::Team(team) };
        self.may_choose = may_choose_team(&shared.who);
        self.deeds.team = team;
        self.team = view.team;
        self.lines = view.lines;
        self.loaded = true;
        self.sift();
    }

    /// What the team is called, if it is another than the viewer's own.
    fn called<'a>(&'a self, shared: &'a Shared) -> Option<&'a str> {
        let is_own = self.team.as_ref().is_some_and(|team| Some(team.id) == shared.who.rep.team);
        (!is_own && self.may_choose).then(|| team_name(shared.lang, self.team.as_ref()))
    }

    fn sift(&mut self) {
        let text = self.finder.text();
        let needle = Needle::new(&text);
        self.rows = rows::rows(&self.lines, &needle, &self.opened);
        self.cursor.set_len(self.rows.len());
        let followed = self.follow.and_then(|key| self.rows.iter().position(|row| row.key(&self.lines) == key));
        self.cursor.select(followed.unwrap_or_else(|| self.cursor.selected().unwrap_or(0)));
        self.moved();
    }

    fn moved(&mut self) {
        let row = self.cursor.selected().and_then(|at| self.rows.get(at));
        self.follow = row.map(|row| row.key(&self.lines)).or(self.follow);
    }

    fn open(&mut self, cx: &mut Cx<'_>) {
        let Some(hand) = self.hand() else { return };
        match hand.request {
            Some((row, _)) => match &row.shop {
                Some(shop) => {
                    let account = shop.account;
                    cx.push(Effect::Open(Place::Account(account)));
                }
                None => deeds::say(words::not_own(cx.shared.lang), cx),
            },
            None if hand.arrival.is_some() => self.explain(cx),
            None => {
                let id = hand.line.product.id;
                let is_open = rows::is_open(hand.line, self.lines.len(), &self.opened);
                self.opened.insert(id, !is_open);
                self.sift();
            }
        }
    }

    fn explain(&mut self, cx: &mut Cx<'_>) {
        if let Some(row) = self.cursor.selected().and_then(|at| self.rows.get(at)) {
            self.deeds.explain(row.hand(&self.lines), cx);
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(view::rows_in(cx.shared.body, self.finder.is_editing()));
        if self.cursor.moved(action) {
            self.moved();
            return Flow::Used;
        }
        match action {
            Action::Open => self.open(cx),
            Action::Filter => self.finder.edit(),
            Action::Submit => self.finder.done(),
            Action::Back if self.finder.clear() => self.sift(),
            _ => {
                let hand = self.cursor.selected().and_then(|at| self.rows.get(at)).map(|row| row.hand(&self.lines));
                return if self.deeds.act(action, hand, cx) { Flow::Used } else { Flow::Pass };
            }
        }
        Flow::Used
    }
}

impl Layer for Stock {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Stock, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn applies(&self, action: Action) -> bool {
        let hand = self.hand();
        let arrival = hand.and_then(|hand| hand.arrival);
        let own = hand.and_then(|hand| hand.request).filter(|(row, _)| row.shop.is_some());
        let share = own.and_then(|(_, share)| share);
        match action {
            Action::Tell => calls::to_tell(hand).is_some(),
            Action::TellHow => share.is_some_and(|share| share.waits() > 0),
            Action::Takes | Action::Respond => {
                share.is_some_and(|share| share.waits() > 0 && share.told.as_ref().is_none_or(|it| it.answer.is_none()))
            }
            Action::HandOver => {
                share.is_some_and(|share| share.waits() > 0) && arrival.is_some_and(|it| it.allotment.is_some())
            }
            Action::Allot => hand.is_some_and(|hand| !hand.line.arrivals.is_empty()),
            Action::CloseArrival | Action::WhyGiven => arrival.is_some(),
            Action::Amend | Action::Cancel => own.is_some(),
            Action::WhichTeam => self.may_choose,
            Action::Open => hand.is_some(),
            Action::Back => self.finder.is_active(),
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.hand()?.request?.0.shop.as_ref()?.account)
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => cx.push(Effect::Read(Query::Stock(self.whose))),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor.point(row) => self.moved(),
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() => {
                if self.finder.take(&msg) {
                    self.sift();
                }
            }
            Msg::Answer(Answer::Stock(view)) => self.take(*view, cx.shared),
            Msg::Answer(answer) => drop(self.deeds.answer(&answer, cx)),
            Msg::Reply(reply) => {
                return if self.deeds.reply(&reply, &self.lines, cx) { Flow::Used } else { Flow::Pass };
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        view::draw(self, area, buf, shared)
    }

    fn count(&self) -> Option<usize> {
        Some(rows::to_tell(&self.lines))
    }

    fn headline(&self, shared: &Shared) -> String {
        let number = match rows::to_tell(&self.lines) {
            0 => {
                let waiting = self.lines.iter().filter(|line| line.waiting().next().is_some()).count();
                words::products_wait(shared.lang, waiting)
            }
            shops => words::shops_to_tell(shared.lang, shops),
        };
        joined(shared.lang, &[self.called(shared).unwrap_or_default(), &number])
    }

    fn standing_note(&self, shared: &Shared) -> String {
        self.finder.note(self.rows.iter().filter(|row| matches!(row, Row::Product(_))).count(), shared)
    }
}
