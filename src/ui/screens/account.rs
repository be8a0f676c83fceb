//! An account's page: what is known of it and its people, and everything that happened there. What is known is changed here; a visit that was
//! written down wrongly is corrected or declared void.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast, VisitPlace};
use crate::app::names;
use crate::app::query::{AccountView, Answer, Query};
use crate::domain::account::Contact;
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, TouchId};
use crate::domain::touch::Touch;
use crate::i18n::dates;
use crate::i18n::messages::{profile as profile_words, visit as words};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::marks;
use crate::ui::shared::Shared;

use super::brief;
use super::deeds::{self, Deeds};
use super::panes::{draw_aside, panes};
use super::profile;
use super::timeline::Timeline;
use super::upkeep::Upkeep;

/// The page.
pub struct Account {
    id: AccountId,
    view: Option<AccountView>,
    timeline: Timeline,
    deeds: Deeds,
    upkeep: Upkeep,
}

impl Account {
    /// The page of an account.
    pub fn new(account: AccountId) -> Self {
        Self {
            id: account,
            view: None,
            timeline: Timeline::default(),
            deeds: Deeds::default(),
            upkeep: Upkeep::default(),
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        if self.timeline.moved(action, self.id, cx) || self.timeline.find(action, self.id, cx) {
            return Flow::Used;
        }
        let line = self.view.as_ref().map(|view| view.line.clone());
        if self.deeds.act(action, line.as_ref(), cx.shared.who.today, cx)
            || self.upkeep.act(action, self.view.as_ref(), &[], cx)
        {
            return Flow::Used;
        }
        match action {
            Action::ToDay => deeds::ask_day(vec![self.id], cx),
            Action::Answer => {
                let choices = self.open_matters(cx.shared);
                if !choices.is_empty() {
                    cx.push(Effect::Open(Place::Pick(Ask::Answered, choices)));
                }
            }
            Action::Correct => {
                if let Some(touch) = self.saved_touch(cx) {
                    let place = VisitPlace { touch: touch.id, account: touch.account, late_day: Some(touch.day) };
                    cx.push(Effect::Open(Place::Visit(place)));
                }
            }
            Action::Void => {
                if let Some(touch) = self.saved_touch(cx) {
                    cx.push(Effect::Open(Place::Prompt(Ask::Void(touch.id), String::new())));
                }
            }
            Action::Back => cx.push(Effect::Close),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    /// The selected touch, if it can be corrected; says why another cannot.
    fn saved_touch(&self, cx: &mut Cx<'_>) -> Option<Touch> {
        let lang = cx.shared.lang;
        let why = match self.timeline.touch() {
            None => profile_words::no_touch(lang),
            Some(touch) if touch.open => profile_words::touch_open(lang),
            Some(touch) if touch.voided.is_some() => profile_words::touch_void(lang),
            Some(touch) => return Some(touch.clone()),
        };
        cx.push(Effect::Say(Toast::note(why)));
        None
    }

    fn people(&self) -> &[Contact] {
        self.view.as_ref().map_or(&[], |view| &view.brief.contacts)
    }

    fn open_matters(&self, shared: &Shared) -> Vec<Choice> {
        let matters = self.view.as_ref().map_or(&[][..], |view| &view.brief.matters);
        matters
            .iter()
            .map(|matter| Choice {
                text: matter.text.clone(),
                aside: brief::due(shared.lang, matter, shared.who.today).0,
                found_by: names::matter_kind(shared.lang, matter.kind).to_owned(),
                answer: Picked::Matter(matter.id),
            })
            .collect()
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        if self.deeds.reply(&reply, cx) || self.upkeep.reply(&reply, self.view.as_ref(), cx) {
            return Flow::Used;
        }
        let lang = cx.shared.lang;
        match reply {
            Reply::Text(Ask::PlanOn(_), text) => {
                if let Some(view) = &self.view {
                    deeds::plan_on(&[&view.line], &text, cx);
                }
            }
            Reply::Text(Ask::Void(touch), reason) => self.void(touch, reason, cx),
            Reply::Picked(Ask::Answered, Picked::Matter(matter)) => {
                let matters = self.view.as_ref().map_or(&[][..], |view| &view.brief.matters);
                let text = matters.iter().find(|it| it.id == matter).map(|it| it.text.clone()).unwrap_or_default();
                let said = Toast::done(words::did_answer(lang, &text));
                cx.push(Effect::Write(vec![Change::Answer { matter }], said));
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn void(&self, touch: TouchId, reason: String, cx: &mut Cx<'_>) {
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        let day = self.timeline.touch().filter(|it| it.id == touch).map_or(today, |touch| touch.day);
        let said = profile_words::did_void(lang, &dates::week_day(lang, day, today));
        cx.push(Effect::Write(vec![Change::Void { touch, reason }], Toast::done(said)));
    }

    fn answer(&mut self, answer: Answer, cx: &mut Cx<'_>) {
        if self.deeds.answer(&answer, cx) || self.upkeep.answer(&answer, cx) {
            return;
        }
        let mut answer = Some(answer);
        if self.timeline.answer(&mut answer) {
            return;
        }
        if let Some(Answer::Brief(view)) = answer {
            if view.is_none() {
                // It was taken back, or handed to somebody else.
                cx.push(Effect::Say(Toast::note(profile_words::gone(cx.shared.lang))));
                cx.push(Effect::Close);
            }
            self.view = view.map(|view| *view);
        }
    }
}

impl Layer for Account {
    fn scopes(&self) -> &'static [Scope] {
        if self.timeline.is_finding() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Account, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.timeline.is_finding()
    }

    fn applies(&self, action: Action) -> bool {
        if let Some(applies) = Upkeep::applies(action, self.view.as_ref(), &[]) {
            return applies;
        }
        let visiting = self.view.as_ref().is_some_and(|view| view.line.row.visiting.is_some());
        let matters = self.view.as_ref().is_some_and(|view| !view.brief.matters.is_empty());
        match action {
            Action::CheckOut => visiting,
            Action::Answer => matters,
            Action::Correct | Action::Void => {
                self.timeline.touch().is_some_and(|touch| !touch.open && touch.voided.is_none())
            }
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.id)
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => {
                cx.push(Effect::Read(Query::Brief(self.id, cx.shared.who.today)));
                self.timeline.refresh(self.id, cx);
            }
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(entry)) if self.timeline.point(entry) => {}
            Msg::Key(_) | Msg::Paste(_) if self.timeline.is_finding() => self.timeline.type_in(&msg, self.id, cx),
            Msg::Answer(answer) => self.answer(answer, cx),
            Msg::Reply(reply) => return self.reply(reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let view = self.view.as_ref()?;
        if let (left, Some(aside)) = panes(area) {
            draw_aside(aside, buf, shared, &profile::paragraphs(shared, view));
            return self.timeline.draw(left, self.people(), buf, shared);
        }
        let above = (area.height * 2 / 5).max(5);
        // What happened stands in the timeline below; above only what is to be known of the account itself.
        let head = Rect { x: area.x + 2, width: area.width.saturating_sub(2), height: above.min(area.height), ..area };
        let paragraphs = profile::paragraphs(shared, view);
        let used = brief::draw(head, buf, shared, &paragraphs, 0).min(usize::from(head.height)) as u16;
        let rest = Rect { y: area.y + used + 1, height: area.height.saturating_sub(used + 1), ..area };
        self.timeline.draw(rest, self.people(), buf, shared)
    }

    fn headline(&self, shared: &Shared) -> String {
        let Some(view) = &self.view else { return String::new() };
        marks::line(shared, &view.line).text()
    }

    fn standing_note(&self, shared: &Shared) -> String {
        self.timeline.note(shared)
    }
}
