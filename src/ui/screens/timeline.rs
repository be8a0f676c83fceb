//! Everything that happened at an account, newest first: read as far as one scrolls, or searched for words through the whole of it.

use ratatui::layout::{Position, Rect};

use crate::app::command::Action;
use crate::app::effect::Effect;
use crate::app::names;
use crate::app::query::{Answer, Query};
use crate::app::recorded;
use crate::app::stock;
use crate::domain::account::Contact;
use crate::domain::ids::AccountId;
use crate::domain::touch::Touch;
use crate::i18n::dates;
use crate::i18n::messages::{common, profile as words, screens as screen_words, stock as stock_words};
use crate::i18n::text::{clean_lines, wrap};
use crate::store::rows::{Entry, Happening};
use crate::store::{Cursor as TimelineCursor, Page};
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::paint;

use super::brief::{self, joined};

/// The entries and where one stands among them.
#[derive(Default)]
pub struct Timeline {
    entries: Vec<Entry>,
    next: Option<TimelineCursor>,
    cursor: Cursor,
    finder: Finder,
}

impl Timeline {
    /// Reads anew: what is searched for, else the beginning.
    pub fn refresh(&mut self, account: AccountId, cx: &mut Cx<'_>) {
        self.next = None;
        cx.push(Effect::Read(match self.words() {
            Some(words) => Query::History(account, words),
            None => Query::Timeline(account, None),
        }));
    }

    fn words(&self) -> Option<String> {
        Some(self.finder.text()).filter(|text| !text.trim().is_empty())
    }

    /// Takes what was read; answers whether it was for the timeline.
    pub fn answer(&mut self, answer: &mut Option<Answer>) -> bool {
        match answer.take() {
            Some(Answer::Timeline(page)) => self.take(page),
            Some(Answer::History(entries)) => {
                self.entries = entries;
                self.next = None;
            }
            other => {
                *answer = other;
                return false;
            }
        }
        self.cursor.set_len(self.entries.len());
        true
    }

    fn take(&mut self, page: Page<Entry>) {
        let goes_on = self.entries.last().map(|last| last.cursor) >= page.items.first().map(|first| first.cursor);
        if self.next.is_none() || !goes_on {
            self.entries.clear();
        }
        self.entries.extend(page.items);
        self.next = page.next;
    }

    /// Moves as the action says, and reads on near the end; answers whether it was a movement.
    pub fn moved(&mut self, action: Action, account: AccountId, cx: &mut Cx<'_>) -> bool {
        self.cursor.set_height(usize::from(cx.shared.body.height / 3).max(1));
        if !self.cursor.moved(action) {
            return false;
        }
        let near_the_end = self.cursor.selected().is_some_and(|at| at + 20 > self.entries.len());
        if near_the_end && self.next.is_some() {
            cx.push(Effect::Read(Query::Timeline(account, self.next)));
        }
        true
    }

    /// Points at an entry; answers whether it was another before.
    pub fn point(&mut self, entry: usize) -> bool {
        self.cursor.point(entry)
    }

    /// The touch that is selected.
    pub fn touch(&self) -> Option<&Touch> {
        match &self.entries.get(self.cursor.selected()?)?.what {
            Happening::Touch(touch) => Some(touch),
            _ => None,
        }
    }

    /// Begins or ends searching; answers whether the action was one of these.
    pub fn find(&mut self, action: Action, account: AccountId, cx: &mut Cx<'_>) -> bool {
        match action {
            Action::Filter => self.finder.edit(),
            Action::Submit => self.finder.done(),
            Action::Back if self.finder.clear() => self.start_over(account, cx),
            _ => return false,
        }
        true
    }

    /// Takes a key or pasted text while searching.
    pub fn type_in(&mut self, msg: &Msg, account: AccountId, cx: &mut Cx<'_>) {
        if self.finder.take(msg) {
            self.start_over(account, cx);
        }
    }

    fn start_over(&mut self, account: AccountId, cx: &mut Cx<'_>) {
        self.cursor.select(0);
        self.refresh(account, cx);
    }

    /// Whether characters go into the search now.
    pub fn is_finding(&self) -> bool {
        self.finder.is_editing()
    }

    /// Whether a search is in force.
    pub fn is_sifted(&self) -> bool {
        self.finder.is_active()
    }

    /// What is in force, for the status line.
    pub fn note(&self, shared: &Shared) -> String {
        self.finder.note(self.entries.len(), shared)
    }

    /// The first entry on the screen: as far up as leaves room for the whole selected one, and for the word that it was the last.
    fn first_shown(&self, list: Rect, people: &[Contact], shared: &Shared) -> usize {
        let Some(selected) = self.cursor.selected() else { return 0 };
        let is_last = self.next.is_none() && selected + 1 == self.entries.len();
        let tall = |at: usize| 1 + body_lines(&told(&self.entries[at], people, shared).2, at == selected, list).len();
        let room = usize::from(list.height);
        let mut first = self.cursor.visible(usize::from(list.height / 3)).start;
        while first < selected && (first..=selected).map(tall).sum::<usize>() + usize::from(is_last) > room {
            first += 1;
        }
        first
    }

    /// Draws it; `people` are those whom touches may have met. Answers where the caret stands.
    pub fn draw(&self, area: Rect, people: &[Contact], buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let lang = shared.lang;
        let title = paint::row(area, 0);
        paint::text(buf, title.x + 2, title.y, title.width, screen_words::timeline(lang), shared.style(Role::Title));
        let below = 1 + u16::from(self.is_finding());
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(below), ..area };
        self.draw_entries(list, people, buf, shared);
        let last = paint::row(area, area.height.saturating_sub(1));
        if self.is_finding() { self.finder.draw(last, buf, shared) } else { None }
    }

    fn draw_entries(&self, list: Rect, people: &[Contact], buf: &mut Canvas<'_>, shared: &Shared) {
        let lang = shared.lang;
        let mut y = list.y;
        for (at, entry) in self.entries.iter().enumerate().skip(self.first_shown(list, people, shared)) {
            if y >= list.bottom() {
                return;
            }
            let selected = self.cursor.selected() == Some(at);
            if selected {
                paint::text(buf, list.x, y, 1, shared.glyphs.selected, shared.style(Role::Accent));
            }
            let top = y;
            let (head, role, body) = told(entry, people, shared);
            let style = if selected { shared.style(Role::Strong) } else { shared.style(role) };
            paint::text(buf, list.x + 2, y, list.width.saturating_sub(2), &head, style);
            y += 1;
            let role = if is_void(entry) { Role::Dim } else { Role::Text };
            for line in body_lines(&body, selected, list) {
                if y < list.bottom() {
                    paint::text(buf, list.x + 4, y, list.width.saturating_sub(4), &line, shared.style(role));
                    y += 1;
                }
            }
            buf.hit(Rect { y: top, height: y - top, ..list }, Hit::Row(at));
        }
        if y < list.bottom() && self.next.is_none() {
            let end = match self.entries.is_empty() {
                true if self.is_sifted() => screen_words::found_nothing(lang),
                true => screen_words::no_visits_yet(lang),
                false => screen_words::timeline_end(lang),
            };
            paint::text(buf, list.x + 2, y, list.width.saturating_sub(2), end, shared.style(Role::Dim));
        }
    }
}

fn is_void(entry: &Entry) -> bool {
    matches!(&entry.what, Happening::Touch(touch) if touch.voided.is_some())
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
            let void = if touch.voided.is_some() { words::void_word(lang) } else { "" };
            let late = if touch.late { screen_words::late_word(lang) } else { "" };
            let met: Vec<&str> = people
                .iter()
                .filter(|person| touch.content.met.contains(&person.id))
                .map(|person| person.name.as_str())
                .collect();
            let met = if met.is_empty() { String::new() } else { screen_words::met(lang, &met.join(" ")) };
            let head = joined(lang, &[void, &brief::touch_summary(shared, touch), &met, late, &entry.rep_name]);
            let next = touch.content.next.as_ref().map(|next| {
                let day = next.day.map(|day| dates::week_day(lang, day, today)).unwrap_or_default();
                screen_words::next_is(lang, joined(lang, &[&day, &next.text]).as_str())
            });
            let why = touch.voided.as_ref().filter(|why| !why.is_empty()).map(|why| words::void_because(lang, why));
            let sections = recorded::lines(lang, &touch.content, &entry.goods).join(common::separator(lang));
            let body = [why, Some(touch.content.note.clone()), Some(sections), next].into_iter().flatten();
            let body: Vec<String> = body.filter(|text| !text.is_empty()).collect();
            (head, Role::Dim, body.join("\n"))
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
        Happening::NotDone { stop, colleague } => {
            let fate = names::fate(lang, &stop.fate, colleague.as_deref(), today);
            let facts = [&day, screen_words::not_visited(lang), &fate, stop.fate.reason(), &entry.rep_name];
            (joined(lang, &facts), Role::Dim, String::new())
        }
        Happening::Request { request, goods, fulfilled } => {
            let amount = stock::amount_text(lang, &request.asked, &goods.unit);
            let stands = stock::how_it_stands(lang, request, *fulfilled > 0, today);
            let what = stock_words::record_request(lang);
            let head = [&day, what, &goods.product, &amount, &stands, &entry.rep_name];
            let role = if request.ended.is_some() { Role::Dim } else { Role::Warning };
            let why = request.ended.as_ref().map_or("", |ended| &ended.reason);
            (joined(lang, &head), role, lines(&[&request.note, why]))
        }
        Happening::Telling { telling, goods } => {
            let (what, how) = (stock_words::deed_tell(lang), stock::means(lang, telling.how));
            let said = stock::what_they_said(lang, telling, &goods.unit, today);
            let head = [&day, what, &goods.product, how, &said, &entry.rep_name];
            (joined(lang, &head), Role::Dim, telling.note.clone())
        }
        Happening::Fulfilment { fulfilment, goods } => {
            let amount = stock::quantity(fulfilment.quantity, &goods.unit);
            let head = [&day, stock_words::deed_fulfil(lang), &goods.product, &amount, &entry.rep_name];
            (joined(lang, &head), Role::Dim, String::new())
        }
    }
}

/// What is not empty of these, each a line.
fn lines(texts: &[&str]) -> String {
    texts.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join("\n")
}
