//! A visit: its sections in any order, none compulsory. What is typed is kept as a draft within a second and when one leaves; check-out
//! makes it a record. A visit that is a record already is corrected here in the same way.

mod correction;
mod form;
mod pointing;
mod view;

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::layout::{Position, Rect};

use crate::app::chord::Chord;
use crate::app::command::{Action, Scope};
use crate::app::doing;
use crate::app::effect::{Ask, Effect, Place, Reply, Toast, VisitPlace};
use crate::app::query::{Answer, Query, VisitView};
use crate::domain::change::Change;
use crate::domain::content::{DisplayPoint, Need, NoOrder};
use crate::domain::ids::AccountId;
use crate::domain::matter::MatterKind;
use crate::domain::touch::{Draft, NewMatter, TouchKind};
use crate::i18n::messages::{profile, visit as words};
use crate::i18n::{dates, day_words};
use crate::store::Keep;
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::screens::asking::Asking;
use crate::ui::shared::Shared;
use crate::ui::unkept::Unkept;
use crate::ui::widgets::note::Note;

pub use form::{Form, Section};

/// The screen.
pub struct Visit {
    pub(self) place: VisitPlace,
    pub(self) view: Option<VisitView>,
    pub(self) form: Form,
    pub(self) focus: Section,
    /// The choice that the keys are about in a section of choices.
    pub(self) choice: usize,
    unkept: Unkept,
    asking: Asking,
    /// It was ended from here: what is read next says so and is no news.
    ending: bool,
}

impl Visit {
    /// The screen of a visit.
    pub fn new(place: VisitPlace) -> Self {
        Self {
            place,
            view: None,
            form: Form::default(),
            focus: Section::Note,
            choice: 0,
            unkept: Unkept::default(),
            asking: Asking::default(),
            ending: false,
        }
    }

    /// The visit's business day.
    fn day(&self, shared: &Shared) -> NaiveDate {
        let open = self.view.as_ref().and_then(|view| view.touch.as_ref()).map(|touch| touch.day);
        if let Some(when) = self.when(shared) {
            return when.day;
        }
        self.place.late_day.or(open).unwrap_or(shared.who.today)
    }

    pub(self) fn kinds(&self) -> &'static [TouchKind] {
        // An open visit is in person; phone and chat are entered afterwards.
        if self.place.late_day.is_some() { &TouchKind::RECORDED } else { &TouchKind::RECORDED[..3] }
    }

    fn choices(&self) -> usize {
        let brief = self.view.as_ref().map(|view| &view.account.brief);
        match self.focus {
            Section::Met => brief.map_or(0, |brief| brief.contacts.len()) + 1,
            Section::Kind => self.kinds().len(),
            Section::NoOrder => NoOrder::ALL.len(),
            Section::Display => DisplayPoint::ALL.len() + 1,
            Section::Satisfied => 5,
            Section::Needs => Need::ALL.len(),
            Section::Matters => brief.map_or(0, |brief| brief.matters.len()) + self.form.raised.len(),
            _ => 0,
        }
    }

    fn take(&mut self, view: Option<Box<VisitView>>, cx: &mut Cx<'_>) {
        if let Some(view) = view.as_ref().filter(|view| self.corrects(view)) {
            self.take_correction(view.clone(), cx);
            return;
        }
        let Some(view) = view else {
            // The account cannot be seen any more.
            self.keep(cx);
            cx.push(Effect::Close);
            return;
        };
        if view.touch.as_ref().is_some_and(|touch| touch.open) {
            self.place.late_day = None;
        } else if self.place.late_day.is_none() {
            self.ended_elsewhere(view.touch.is_some(), cx);
            return;
        }
        // At first, and when another window kept more of this visit while nothing new stands here.
        if let Some(draft) = &view.draft
            && self.unkept.due().is_none()
            && self.form.report(self.day(cx.shared)) != draft.report
        {
            self.form = Form::new(&draft.report, view.products.clone());
        }
        self.form.products = view.products.clone();
        self.form.understand();
        self.view = Some(*view);
    }

    /// The visit was taken back or checked out from elsewhere: what was typed here goes on as a late entry of its day.
    fn ended_elsewhere(&mut self, is_there: bool, cx: &mut Cx<'_>) {
        let (lang, day) = (cx.shared.lang, self.day(cx.shared));
        if self.form.report(day).is_empty() {
            self.keep(cx);
            cx.push(Effect::Say(Toast::note(words::ended_elsewhere(lang))));
            cx.push(Effect::Close);
            return;
        }
        let touch = if is_there { cx.id() } else { self.place.touch };
        self.place = VisitPlace { touch, late_day: Some(day), ..self.place.clone() };
        self.edited(cx);
        self.keep(cx);
        cx.push(Effect::Read(Query::Visit(self.place.account, touch)));
        cx.push(Effect::Say(Toast::problem(words::ended_elsewhere_with_words(lang))));
    }

    fn edited(&mut self, cx: &Cx<'_>) {
        self.form.understand();
        self.unkept.edited(cx.shared.who.now);
    }

    /// Keeps what was typed, if anything was since the last time.
    fn keep(&mut self, cx: &mut Cx<'_>) {
        if !self.unkept.take() {
            return;
        }
        if self.is_correction() {
            self.keep_correction(cx);
            return;
        }
        let report = self.form.report(self.day(cx.shared));
        cx.push(Effect::Keep(Keep::Draft(Draft {
            touch: self.place.touch,
            account: self.place.account,
            rep: cx.shared.who.rep.id,
            late_day: self.place.late_day,
            report,
            saved: cx.shared.who.now,
        })));
    }

    fn save(&mut self, cx: &mut Cx<'_>) {
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        let Some(view) = &self.view else { return };
        let report = self.form.report(self.day(cx.shared));
        let name = view.account.brief.account.name.clone();
        let (touch, account) = (self.place.touch, self.place.account);
        let (change, said) = match (self.place.late_day, &view.touch) {
            (Some(day), _) => {
                let said = words::did_enter(lang, &name, &dates::week_day(lang, day, today));
                (Change::Enter { touch, account, day, start: None, end: None, report }, said)
            }
            (None, Some(open)) => {
                let end = doing::ended_at(open, &cx.shared.who);
                let minutes = end.zip(open.start).map(|(end, start)| (end - start).num_minutes());
                let said = match minutes {
                    Some(minutes) => words::did_check_out_minutes(lang, &name, minutes),
                    None => words::did_check_out(lang, &name),
                };
                (Change::CheckOut { touch, end, report }, said)
            }
            (None, None) => return,
        };
        // Should the write fail, the draft is there.
        self.edited(cx);
        self.keep(cx);
        self.ending = true;
        cx.push(Effect::Write(vec![change], Toast::done(said)));
        cx.push(Effect::Close);
    }

    fn call_off(&mut self, cx: &mut Cx<'_>) {
        let lang = cx.shared.lang;
        let empty = self.form.report(self.day(cx.shared)).is_empty();
        match &self.view {
            Some(_) if empty && self.place.late_day.is_some() => {
                let rep = cx.shared.who.rep.id;
                cx.push(Effect::Keep(Keep::DropDraft(rep, self.place.touch)));
                cx.push(Effect::Close);
            }
            Some(view) if empty => {
                let said = Toast::done(words::did_call_off(lang, &view.account.brief.account.name));
                cx.push(Effect::Write(vec![Change::CallOff { touch: self.place.touch }], said));
                self.ending = true;
                cx.push(Effect::Close);
            }
            _ => cx.push(Effect::Say(Toast::note(words::has_words(lang)))),
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        match action {
            Action::Save => self.save(cx),
            Action::CallOff => self.call_off(cx),
            Action::SaveForm => self.save_correction(cx),
            Action::StartOver => self.start_over(cx),
            // In a one-line field Enter goes on, as on any form.
            Action::NextField | Action::Down | Action::Submit => {
                self.focus_on(self.focus.step(1, &self.sections()), cx);
            }
            Action::PreviousField | Action::Up => self.focus_on(self.focus.step(-1, &self.sections()), cx),
            Action::Editor if !cx.shared.editor => {
                cx.push(Effect::Say(Toast::note(words::no_editor(cx.shared.lang))));
            }
            Action::Editor => {
                self.focus_on(Section::Note, cx);
                cx.push(Effect::Edit(self.form.note.text()));
            }
            Action::Promise => ask(MatterKind::Promise, cx),
            Action::Errand => ask(MatterKind::Errand, cx),
            Action::Complaint => ask(MatterKind::Complaint, cx),
            Action::Request => {
                self.keep(cx);
                self.asking.begin(self.place.account, cx);
            }
            Action::Left | Action::Right => {
                let last = self.choices().saturating_sub(1);
                self.choice = match action {
                    Action::Left => self.choice.saturating_sub(1),
                    _ => (self.choice + 1).min(last),
                };
                match self.focus {
                    // A row of which one is chosen: moving along it chooses.
                    Section::Kind => self.choose(self.choice, cx),
                    Section::Satisfied => {
                        self.form.satisfied = None;
                        self.choose(self.choice, cx);
                    }
                    _ => {}
                }
            }
            Action::Toggle => self.choose(self.choice, cx),
            Action::AccountPage => {
                self.keep(cx);
                cx.push(Effect::Open(Place::Account(self.place.account)));
            }
            Action::Back => {
                self.keep(cx);
                cx.push(Effect::Close);
                if self.is_correction() {
                    if self.is_changed(cx.shared) {
                        cx.push(Effect::Say(Toast::note(profile::correction_kept(cx.shared.lang))));
                    }
                } else if !self.form.report(self.day(cx.shared)).is_empty() {
                    cx.push(Effect::Say(Toast::note(words::draft_saved(cx.shared.lang))));
                }
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn focus_on(&mut self, section: Section, cx: &mut Cx<'_>) {
        self.keep(cx);
        self.focus = section;
        self.choice = match section {
            Section::Kind => self.kinds().iter().position(|kind| Some(*kind) == self.form.kind).unwrap_or(0),
            Section::Satisfied => self.form.satisfied.map_or(2, |given| usize::from(given) - 1),
            _ => 0,
        };
    }

    /// Chooses or unchooses the choice at this place of the focused section.
    fn choose(&mut self, at: usize, cx: &Cx<'_>) {
        let Some(view) = &self.view else { return };
        let brief = &view.account.brief;
        let kinds = self.kinds();
        let form = &mut self.form;
        match self.focus {
            Section::Met => match brief.contacts.get(at) {
                Some(contact) => {
                    if !form.met.remove(&contact.id) {
                        form.met.insert(contact.id);
                        form.nobody = false;
                    }
                }
                None if at == brief.contacts.len() => {
                    form.nobody = !form.nobody;
                    if form.nobody {
                        form.met.clear();
                    }
                }
                None => return,
            },
            Section::Kind => match kinds.get(at) {
                Some(kind) => form.kind = Some(*kind),
                None => return,
            },
            Section::NoOrder => match NoOrder::ALL.get(at) {
                Some(why) => form.no_order = if form.no_order == Some(*why) { None } else { Some(*why) },
                None => return,
            },
            // All in order, or what is not: taking the last such thing out says nothing any more.
            Section::Display => match at.checked_sub(1).map(|at| DisplayPoint::ALL.get(at)) {
                None => {
                    let in_order = form.display.as_ref().is_some_and(BTreeSet::is_empty);
                    form.display = if in_order { None } else { Some(BTreeSet::new()) };
                }
                Some(Some(point)) => {
                    let mut lacks = form.display.take().unwrap_or_default();
                    if !lacks.remove(point) {
                        lacks.insert(*point);
                    }
                    form.display = Some(lacks).filter(|lacks| !lacks.is_empty());
                }
                Some(None) => return,
            },
            Section::Needs => match Need::ALL.get(at) {
                Some(need) => {
                    if !form.needs.remove(need) {
                        form.needs.insert(*need);
                    }
                }
                None => return,
            },
            Section::Satisfied if at < 5 => {
                let given = at as u8 + 1;
                form.satisfied = if form.satisfied == Some(given) { None } else { Some(given) };
            }
            Section::Matters => match brief.matters.get(at) {
                Some(matter) => {
                    if !form.answered.remove(&matter.id) {
                        form.answered.insert(matter.id);
                    }
                }
                // One that was raised just now is taken out again.
                None if at - brief.matters.len() < form.raised.len() => {
                    form.raised.remove(at - brief.matters.len());
                }
                None => return,
            },
            _ => return,
        }
        self.choice = at;
        self.edited(cx);
    }

    fn key(&mut self, chord: Chord, cx: &mut Cx<'_>) -> Flow {
        if let (false, Some(digit)) = (self.focus.is_text(), digit(chord)) {
            self.choose(digit.wrapping_sub(1), cx);
            return Flow::Used;
        }
        let used = match self.focus {
            Section::Note => self.form.note.key(chord),
            line => self.form.line(line).is_some_and(|field| field.key(chord)),
        };
        if used {
            self.edited(cx);
            Flow::Used
        } else {
            Flow::Pass
        }
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_>) {
        match (self.focus, self.form.line(self.focus)) {
            (Section::Note, _) => self.form.note.insert(text),
            (_, Some(field)) => field.insert(text),
            (_, None) => return,
        }
        self.edited(cx);
    }

    fn reply(&mut self, reply: Reply, cx: &mut Cx<'_>) -> Flow {
        let lang = cx.shared.lang;
        if self.asking.reply(&reply, cx) {
            return Flow::Used;
        }
        match reply {
            Reply::Text(Ask::Matter(kind), text) if !text.trim().is_empty() => {
                cx.push(Effect::Open(Place::Prompt(Ask::MatterDue(kind, text), String::new())));
            }
            Reply::Text(Ask::MatterDue(kind, text), due_text) => {
                let due = day_words::parse(&due_text, cx.shared.who.today);
                if due.is_none() && !due_text.trim().is_empty() {
                    cx.push(Effect::Say(Toast::problem(words::not_a_day(lang, &due_text))));
                }
                self.form.raised.push(NewMatter { id: cx.id(), kind, text, due });
                self.edited(cx);
                self.keep(cx);
            }
            _ => return Flow::Pass,
        }
        Flow::Used
    }
}

fn ask(kind: MatterKind, cx: &mut Cx<'_>) {
    cx.push(Effect::Open(Place::Prompt(Ask::Matter(kind), String::new())));
}

fn digit(chord: Chord) -> Option<usize> {
    chord.narrowed().text()?.to_digit(10).map(|digit| digit as usize)
}

impl Layer for Visit {
    fn scopes(&self) -> &'static [Scope] {
        if self.is_correction() {
            return match self.focus {
                line if line.is_line() => &[Scope::Form, Scope::Dialog, Scope::Field],
                Section::Note => &[Scope::Form, Scope::Field],
                _ => &[Scope::Choice, Scope::Form, Scope::List, Scope::Global],
            };
        }
        if self.focus.is_line() {
            &[Scope::Visit, Scope::Dialog, Scope::Field]
        } else if self.focus.is_text() {
            &[Scope::Visit, Scope::Field]
        } else {
            &[Scope::Choice, Scope::Visit, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.focus.is_text()
    }

    fn takes(&self, chord: Chord) -> bool {
        !self.focus.is_text() && digit(chord).is_some()
    }

    fn applies(&self, action: Action) -> bool {
        match action {
            Action::Toggle => self.choices() > 0,
            // The sections are here already.
            Action::QuickLog => false,
            _ => true,
        }
    }

    fn account(&self) -> Option<AccountId> {
        Some(self.place.account)
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        // Nothing was read since it was ended from here: the write failed.
        self.ending &= matches!(msg, Msg::Refresh);
        match msg {
            Msg::Refresh if std::mem::take(&mut self.ending) => {}
            Msg::Refresh => cx.push(Effect::Read(Query::Visit(self.place.account, self.place.touch))),
            Msg::Answer(ref answer) if self.asking.answer(answer, cx) => {}
            Msg::Answer(Answer::Visit(view)) => self.take(view, cx),
            Msg::Answer(Answer::Setting(when)) if self.is_correction() => self.restore_when(&when),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Key(chord) => return self.key(chord, cx),
            Msg::Click(hit) => self.click(hit, cx),
            Msg::Paste(text) => self.paste(&text, cx),
            Msg::Reply(reply) => return self.reply(reply, cx),
            Msg::Wake | Msg::Save => self.keep(cx),
            Msg::NotKept => self.unkept.not_kept(cx.shared.who.now),
            Msg::Edited(text) if text != self.form.note.text() => {
                self.form.note = Note::new(&text);
                self.edited(cx);
                self.keep(cx);
            }
            Msg::Wheel(_) | Msg::Edited(_) | Msg::Concluded(_) | Msg::Answer(_) | Msg::Done(_) | Msg::Failed => {
                return Flow::Pass;
            }
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        view::draw(self, area, buf, shared)
    }

    fn wake_at(&self) -> Option<DateTime<Utc>> {
        self.unkept.due()
    }
}
