//! An account's page: the brief, and everything that happened there, newest first, read as far as one scrolls.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Picked, Place, Reply, Toast};
use crate::app::names;
use crate::app::query::{AccountView, Answer, Query};
use crate::domain::account::Contact;
use crate::domain::change::Change;
use crate::domain::ids::AccountId;
use crate::domain::route::Fate;
use crate::i18n::dates;
use crate::i18n::messages::{screens as screen_words, visit as words};
use crate::i18n::text::{clean_lines, wrap};
use crate::store::rows::{Entry, Happening};
use crate::store::{Cursor as TimelineCursor, Page};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::marks;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::paint;

use super::brief::{self, joined};
use super::deeds::{self, Deeds};
use super::panes::{draw_aside, panes};

/// The page.
pub struct Account {
    id: AccountId,
    view: Option<AccountView>,
    entries: Vec<Entry>,
    next: Option<TimelineCursor>,
    cursor: Cursor,
    deeds: Deeds,
}

impl Account {
    /// The page of an account.
    pub fn new(account: AccountId) -> Self {
        Self {
            id: account,
            view: None,
            entries: Vec::new(),
            next: None,
            cursor: Cursor::default(),
            deeds: Deeds::default(),
        }
    }

    fn take(&mut self, page: Page<Entry>) {
        let goes_on = self.entries.last().map(|last| last.cursor) >= page.items.first().map(|first| first.cursor);
        if self.next.is_none() || !goes_on {
            self.entries.clear();
        }
        self.entries.extend(page.items);
        self.next = page.next;
        self.cursor.set_len(self.entries.len());
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        self.cursor.set_height(usize::from(cx.shared.body.height / 3).max(1));
        if self.cursor.moved(action) {
            let near_the_end = self.cursor.selected().is_some_and(|at| at + 20 > self.entries.len());
            if near_the_end && self.next.is_some() {
                cx.push(Effect::Read(Query::Timeline(self.id, self.next)));
            }
            return Flow::Used;
        }
        let line = self.view.as_ref().map(|view| view.line.clone());
        if self.deeds.act(action, line.as_ref(), cx.shared.who.today, cx) {
            return Flow::Used;
        }
        match action {
            Action::ToDay => {
                let ask = Ask::PlanOn(vec![self.id]);
                cx.push(Effect::Open(Place::Prompt(ask, String::new())));
            }
            Action::Answer => {
                let choices = self.open_matters(cx.shared);
                if !choices.is_empty() {
                    cx.push(Effect::Open(Place::Pick(Ask::Answered, choices)));
                }
            }
            Action::Back => cx.push(Effect::Close),
            _ => return Flow::Pass,
        }
        Flow::Used
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

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) {
        if deeds::reply(&reply, cx) {
            return;
        }
        let lang = cx.shared.lang;
        match reply {
            Reply::Text(Ask::PlanOn(_), text) => {
                if let (Some(day), Some(view)) = (deeds::day_to_come(&text, cx), &self.view) {
                    let shown = cx.shared.day_named(day);
                    let said = words::did_plan_one(lang, &view.brief.account.name, &shown);
                    let changes = deeds::put_on_day(std::iter::once(&view.line), day, cx);
                    cx.push(Effect::Write(changes, Toast::done(said)));
                }
            }
            Reply::Picked(Ask::Answered, Picked::Matter(matter)) => {
                let matters = self.view.as_ref().map_or(&[][..], |view| &view.brief.matters);
                let text = matters.iter().find(|it| it.id == matter).map(|it| it.text.clone()).unwrap_or_default();
                let said = Toast::done(words::did_answer(lang, &text));
                cx.push(Effect::Write(vec![Change::Answer { matter }], said));
            }
            _ => {}
        }
    }

    /// The first entry on the screen: as far up as leaves room for the whole selected one, and for the word that it was the last.
    fn first_shown(&self, list: Rect, shared: &Shared) -> usize {
        let Some(selected) = self.cursor.selected() else { return 0 };
        let is_last = self.next.is_none() && selected + 1 == self.entries.len();
        let tall =
            |at: usize| 1 + body_lines(&told(&self.entries[at], self.people(), shared).2, at == selected, list).len();
        let room = usize::from(list.height);
        let mut first = self.cursor.visible(usize::from(list.height / 3)).start;
        while first < selected && (first..=selected).map(tall).sum::<usize>() + usize::from(is_last) > room {
            first += 1;
        }
        first
    }

    fn draw_timeline(&self, area: Rect, buf: &mut Buffer, shared: &Shared) {
        let lang = shared.lang;
        let title = paint::row(area, 0);
        paint::text(buf, title.x + 2, title.y, title.width, screen_words::timeline(lang), shared.style(Role::Title));
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let mut y = list.y;
        for (at, entry) in self.entries.iter().enumerate().skip(self.first_shown(list, shared)) {
            if y >= list.bottom() {
                return;
            }
            let selected = self.cursor.selected() == Some(at);
            if selected {
                paint::text(buf, list.x, y, 1, shared.glyphs.selected, shared.style(Role::Accent));
            }
            let (head, role, body) = told(entry, self.people(), shared);
            let style = if selected { shared.style(Role::Strong) } else { shared.style(role) };
            paint::text(buf, list.x + 2, y, list.width.saturating_sub(2), &head, style);
            y += 1;
            for line in body_lines(&body, selected, list) {
                if y < list.bottom() {
                    paint::text(buf, list.x + 4, y, list.width.saturating_sub(4), &line, shared.style(Role::Text));
                    y += 1;
                }
            }
        }
        if y < list.bottom() && self.next.is_none() {
            let end = if self.entries.is_empty() {
                screen_words::no_visits_yet(lang)
            } else {
                screen_words::timeline_end(lang)
            };
            paint::text(buf, list.x + 2, y, list.width.saturating_sub(2), end, shared.style(Role::Dim));
        }
    }
}

/// What was said, in lines: the selected entry is shown whole, the others with two.
fn body_lines(body: &str, selected: bool, list: Rect) -> Vec<String> {
    wrap(&clean_lines(body), usize::from(list.width.saturating_sub(4)), if selected { 200 } else { 2 })
}

/// An entry of the timeline: its head, how the head is shown, and what was said.
fn told(entry: &Entry, people: &[Contact], shared: &Shared) -> (String, Role, String) {
    let (lang, today) = (shared.lang, shared.who.today);
    let day = dates::week_day(lang, entry.cursor.day, today);
    match &entry.what {
        Happening::Touch(touch) => {
            let late = if touch.late { screen_words::late_word(lang) } else { "" };
            let met: Vec<&str> = people
                .iter()
                .filter(|person| touch.content.met.contains(&person.id))
                .map(|person| person.name.as_str())
                .collect();
            let met = if met.is_empty() { String::new() } else { screen_words::met(lang, &met.join(" ")) };
            let head = joined(lang, &[&brief::touch_summary(shared, touch), &met, late, &entry.rep_name]);
            let next = touch.content.next.as_ref().map(|next| {
                let day = next.day.map(|day| dates::week_day(lang, day, today)).unwrap_or_default();
                screen_words::next_is(lang, joined(lang, &[&day, &next.text]).as_str())
            });
            let body = [Some(touch.content.note.clone()), next].into_iter().flatten().filter(|text| !text.is_empty());
            (head, Role::Dim, body.collect::<Vec<_>>().join("\n"))
        }
        Happening::Matter(matter) => {
            let end = match matter.answered {
                Some(day) => screen_words::answered_on(lang, &dates::day(lang, day, today)),
                None => brief::due(lang, matter, today).0,
            };
            let role = if matter.answered.is_some() { Role::Dim } else { Role::Warning };
            let kind = names::matter_kind(lang, matter.kind);
            (joined(lang, &[&day, kind, &end, &entry.rep_name]), role, matter.text.clone())
        }
        Happening::Appointment(appointment) => {
            let time = appointment.time.map(dates::time).unwrap_or_default();
            let end =
                appointment.outcome.map_or(screen_words::still_open(lang), |outcome| names::outcome(lang, outcome));
            let facts = [&day, &time, screen_words::appointment_word(lang), end];
            (joined(lang, &facts), Role::Dim, appointment.purpose.clone())
        }
        Happening::Skipped(stop) => {
            let why = match &stop.fate {
                Fate::Skipped { reason } if !reason.is_empty() => screen_words::skipped_because(lang, reason),
                _ => screen_words::skipped_plain(lang).to_owned(),
            };
            (joined(lang, &[&day, &why, &entry.rep_name]), Role::Dim, String::new())
        }
    }
}

impl Layer for Account {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Account, Scope::List, Scope::Global]
    }

    fn applies(&self, action: Action) -> bool {
        let visiting = self.view.as_ref().is_some_and(|view| view.line.row.visiting.is_some());
        let matters = self.view.as_ref().is_some_and(|view| !view.brief.matters.is_empty());
        match action {
            Action::CheckOut => visiting,
            Action::Answer => matters,
            _ => true,
        }
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => {
                self.next = None;
                cx.push(Effect::Read(Query::Brief(self.id, cx.shared.who.today)));
                cx.push(Effect::Read(Query::Timeline(self.id, None)));
            }
            Msg::Action(action) => return self.action(action, cx),
            Msg::Answer(answer) => {
                if !self.deeds.answer(&answer, cx) {
                    match answer {
                        Answer::Brief(view) => self.view = view.map(|view| *view),
                        Answer::Timeline(page) => self.take(page),
                        _ => {}
                    }
                }
            }
            Msg::Reply(reply) => self.reply(reply, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
        let Some(view) = &self.view else {
            return None;
        };
        let mut paragraphs = brief::paragraphs(shared, view);
        let codes: Vec<&str> = view.brief.account.codes.iter().map(|code| code.text.as_str()).collect();
        let rep =
            view.brief.rep_name.as_deref().map(|name| screen_words::by_rep(shared.lang, name)).unwrap_or_default();
        let codes = if codes.is_empty() { String::new() } else { screen_words::codes(shared.lang, &codes.join(", ")) };
        paragraphs.push(brief::plain(&joined(shared.lang, &[&codes, &rep]), Role::Dim));
        if let (left, Some(aside)) = panes(area) {
            self.draw_timeline(left, buf, shared);
            draw_aside(aside, buf, shared, &paragraphs);
        } else {
            let above = (area.height * 2 / 5).max(5);
            // The last visits stand in the timeline below; above only what is to be known of the account itself.
            let head =
                Rect { x: area.x + 2, width: area.width.saturating_sub(2), height: above.min(area.height), ..area };
            let used = brief::draw(head, buf, shared, &paragraphs, 0).min(usize::from(head.height)) as u16;
            let rest = Rect { y: area.y + used + 1, height: area.height.saturating_sub(used + 1), ..area };
            self.draw_timeline(rest, buf, shared);
        }
        None
    }

    fn headline(&self, shared: &Shared) -> String {
        let Some(view) = &self.view else { return String::new() };
        marks::line(shared, &view.line).text()
    }
}
