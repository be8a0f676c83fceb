//! Correcting a visit that is a record already: the same sections, and when it was. What is typed waits as a draft until it is saved or
//! thrown away; the words that were saved stay in the log.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::app::effect::{Effect, Toast};
use crate::app::query::{Query, VisitView};
use crate::app::when::When;
use crate::domain::change::Change;
use crate::domain::product::Product;
use crate::domain::touch::{Draft, Report, Touch};
use crate::i18n::dates;
use crate::i18n::messages::{profile as words, visit as visit_words};
use crate::store::Keep;
use crate::ui::layer::Cx;
use crate::ui::shared::Shared;
use crate::ui::unkept::Unkept;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::note::Note;

use super::{Form, Section, Visit};

impl Visit {
    /// Whether this is about a visit that is a record already, or was when it was read last.
    pub(super) fn corrects(&self, view: &VisitView) -> bool {
        self.place.late_day.is_some() && view.touch.as_ref().is_some_and(|touch| !touch.open)
    }

    /// Whether a record is corrected here.
    pub(super) fn is_correction(&self) -> bool {
        self.view.as_ref().is_some_and(|view| self.corrects(view))
    }

    /// The sections, in the order in which they stand on the screen.
    pub(super) fn sections(&self) -> Vec<Section> {
        Section::among(self.is_correction())
    }

    /// When the visit was, as typed.
    pub(super) fn when(&self, shared: &Shared) -> Option<When> {
        if !self.is_correction() {
            return None;
        }
        When::parse(&self.form.when.text(), shared.who.today, shared.who.rep.zone)
    }

    fn record(&self) -> Option<&Touch> {
        self.view.as_ref()?.touch.as_ref()
    }

    /// Under which name the typed time is kept beside the draft, which has none.
    fn when_setting(&self) -> String {
        format!("when:{}", self.place.touch.0)
    }

    /// Whether anything is typed that the record does not say.
    pub(super) fn is_changed(&self, shared: &Shared) -> bool {
        let Some(touch) = self.record() else { return false };
        let typed = self.form.report(self.day(shared));
        // Written down and read again, so that no order of names and no blank at an end counts as a change.
        typed != Self::form_of(touch, self.form.products.clone(), shared).report(touch.day) || self.is_moved(shared)
    }

    /// Whether another time is typed than the record has.
    fn is_moved(&self, shared: &Shared) -> bool {
        self.record().is_some_and(|touch| self.form.when.text().trim() != When::of(touch).text(shared.who.rep.zone))
    }

    pub(super) fn take_correction(&mut self, view: Box<VisitView>, cx: &mut Cx<'_>) {
        let first = self.record().is_none();
        let day = self.day(cx.shared);
        if let (true, Some(touch)) = (first, view.touch.as_ref()) {
            let saved = Self::form_of(touch, view.products.clone(), cx.shared);
            let typed = std::mem::replace(&mut self.form, saved);
            if self.view.is_some() && !typed.report(day).is_empty() {
                self.go_on_from(typed, &view, cx);
            } else if let Some(draft) = &view.draft {
                self.form = Form { when: self.form.when.clone(), ..Form::new(&draft.report, view.products.clone()) };
            }
        } else if let Some(draft) = view.draft.as_ref().filter(|draft| draft.report != self.form.report(day))
            && self.unkept.due().is_none()
        {
            // Another window kept more of this correction while nothing new stands here.
            let when = std::mem::take(&mut self.form.when);
            self.form = Form { when, ..Form::new(&draft.report, view.products.clone()) };
        }
        self.form.products = view.products.clone();
        self.form.understand();
        self.view = Some(*view);
        if first {
            cx.push(Effect::Read(Query::Setting(self.when_setting())));
        }
    }

    /// Another window saved what was a late entry here: what is typed goes on as a correction. That raises no matters: the words of one that is
    /// not there become words of the note.
    fn go_on_from(&mut self, typed: Form, view: &VisitView, cx: &mut Cx<'_>) {
        let there = &view.account.brief.matters;
        let more = typed.raised.iter().filter(|raised| there.iter().all(|matter| matter.id != raised.id));
        let lines = std::iter::once(typed.note.text()).chain(more.map(|raised| raised.text.clone()));
        let note = Note::new(lines.collect::<Vec<_>>().join("\n").trim_start());
        let when = std::mem::take(&mut self.form.when);
        self.form = Form { when, note, raised: Vec::new(), answered: BTreeSet::new(), ..typed };
        self.edited(cx);
        cx.push(Effect::Say(Toast::note(words::saved_elsewhere(cx.shared.lang))));
    }

    /// Takes the time that was typed before the line was lost.
    pub(super) fn restore_when(&mut self, when: &str) {
        if !when.is_empty() {
            self.form.when = Field::new(when);
        }
    }

    pub(super) fn keep_correction(&mut self, cx: &mut Cx<'_>) {
        if !self.is_changed(cx.shared) {
            self.drop_correction(cx);
            return;
        }
        let who = &cx.shared.who;
        let (rep, saved) = (who.rep.id, who.now);
        let report = self.form.report(self.day(cx.shared));
        let value = if self.is_moved(cx.shared) { self.form.when.text() } else { String::new() };
        let (touch, account, late_day) = (self.place.touch, self.place.account, self.place.late_day);
        cx.push(Effect::Keep(Keep::Draft(Draft { touch, account, rep, late_day, report, saved })));
        cx.push(Effect::Keep(Keep::Setting { rep, name: self.when_setting(), value }));
    }

    /// Throws away what was typed and goes on from the record.
    pub(super) fn start_over(&mut self, cx: &mut Cx<'_>) {
        let Some(touch) = self.record().cloned() else { return };
        self.form = Self::form_of(&touch, self.form.products.clone(), cx.shared);
        self.drop_correction(cx);
    }

    fn form_of(touch: &Touch, products: Arc<[Product]>, shared: &Shared) -> Form {
        let saved = Report { content: touch.content.clone(), ..Report::default() };
        Form { when: Field::new(&When::of(touch).text(shared.who.rep.zone)), ..Form::new(&saved, products) }
    }

    /// Forgets what was typed.
    pub(super) fn drop_correction(&mut self, cx: &mut Cx<'_>) {
        let rep = cx.shared.who.rep.id;
        self.unkept = Unkept::default();
        cx.push(Effect::Keep(Keep::DropDraft(rep, self.place.touch)));
        cx.push(Effect::Keep(Keep::Setting { rep, name: self.when_setting(), value: String::new() }));
    }

    pub(super) fn save_correction(&mut self, cx: &mut Cx<'_>) {
        let (lang, today) = (cx.shared.lang, cx.shared.who.today);
        let Some(touch) = self.record() else { return };
        if !self.is_changed(cx.shared) {
            cx.push(Effect::Say(Toast::note(visit_words::nothing_changed(lang))));
            self.drop_correction(cx);
            cx.push(Effect::Close);
            return;
        }
        let when = if self.is_moved(cx.shared) { self.when(cx.shared) } else { Some(When::of(touch)) };
        let Some(when) = when else {
            cx.push(Effect::Say(Toast::problem(words::when_not_understood(lang))));
            self.focus = Section::When;
            return;
        };
        let content = self.form.report(when.day).settled();
        let name = self.view.as_ref().map(|view| view.account.brief.account.name.clone()).unwrap_or_default();
        let said = words::did_correct(lang, &name, &dates::week_day(lang, when.day, today));
        let When { day, start, end } = when;
        let change = Change::Correct { touch: self.place.touch, day, start, end, content };
        // Should the write fail, the draft is there.
        self.edited(cx);
        self.keep(cx);
        self.ending = true;
        cx.push(Effect::Write(vec![change], Toast::done(said)));
        self.drop_correction(cx);
        cx.push(Effect::Close);
    }
}
