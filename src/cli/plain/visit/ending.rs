//! The end of a visit: what was answered in lines, and whether it is over.

use crate::app::effect::VisitPlace;
use crate::app::names::{self, joined};
use crate::app::recorded;
use crate::domain::touch::TouchKind;
use crate::i18n::Lang;
use crate::i18n::dates;
use crate::i18n::messages::{plain as words, screens, visit};

use super::super::{line::Heard, talk::Talk};
use super::Open;
use super::parts::Part;

impl Open {
    /// What was answered, a line for each thing.
    fn summary(&self, lang: Lang, today: chrono::NaiveDate) -> Vec<String> {
        let content = self.report.settled();
        let names_of: Vec<_> = self.view.products.iter().map(|it| (it.id, it.name.clone())).collect();
        let due = |day| screens::due_on(lang, &dates::week_day(lang, day, today));
        let mut lines = Vec::new();
        let met = self.value(Part::Met, lang, today);
        lines.extend((!met.is_empty()).then(|| words::people(lang, &met)));
        let kind = names::touch_kind(lang, content.kind);
        lines.extend((content.kind != TouchKind::Routine).then(|| words::kind_is(lang, kind)));
        lines.extend(recorded::lines(lang, &content, &names_of));
        lines.extend(content.satisfaction.map(|given| screens::satisfied(lang, given)));
        for it in &self.report.raised {
            let what = [names::matter_kind(lang, it.kind), &it.text, &it.due.map(due).unwrap_or_default()];
            lines.push(words::raised(lang, &joined(lang, &what)));
        }
        let answered = self.value(Part::Answered, lang, today);
        lines.extend((!answered.is_empty()).then(|| words::answered(lang, &answered)));
        if let Some(next) = &content.next {
            let day = next.day.map(|day| dates::week_day(lang, day, today)).unwrap_or_default();
            lines.push(screens::next_is(lang, &joined(lang, &[&day, &next.text])));
        }
        lines.extend(content.note.lines().map(|line| words::note_is(lang, line)));
        if lines.is_empty() {
            lines.push(words::empty_visit(lang).to_owned());
        }
        lines
    }
}

impl Talk<'_> {
    /// Says what was answered and asks whether the visit is over; answers whether one is through with it.
    pub(super) fn end(&mut self, open: &mut Open) -> Heard<bool> {
        let lang = self.lang;
        self.say(&words::summary(lang, open.name()))?;
        open.summary(lang, self.who.today).iter().try_for_each(|line| self.say(line))?;
        let late = open.place.late_day.is_some();
        match self.yes(if late { words::ask_save(lang) } else { words::ask_check_out(lang) })? {
            None => Ok(false),
            Some(false) => {
                let name = open.name();
                let said = if late { words::kept_draft(lang, name) } else { words::left_open(lang, name) };
                self.say(&said).map(|()| true)
            }
            Some(true) => self.finish(open),
        }
    }

    fn finish(&mut self, open: &mut Open) -> Heard<bool> {
        let (lang, name) = (self.lang, open.name().to_owned());
        let change = open.ended(&self.who);
        let minutes = match (&change, open.view.touch.as_ref().and_then(|touch| touch.start)) {
            (crate::domain::change::Change::CheckOut { end: Some(end), .. }, Some(start)) => {
                Some((*end - start).num_minutes())
            }
            _ => None,
        };
        let said = match (open.place.late_day, minutes) {
            (Some(day), _) => visit::did_enter(lang, &name, &dates::week_day(lang, day, self.who.today)),
            (None, Some(minutes)) => visit::did_check_out_minutes(lang, &name, minutes),
            (None, None) => visit::did_check_out(lang, &name),
        };
        if self.write(vec![change], &said)? {
            return Ok(true);
        }
        self.go_on_late(open).map(|()| false)
    }

    /// A visit that was ended elsewhere meanwhile goes on as a late entry of its day: its words are not lost.
    fn go_on_late(&mut self, open: &mut Open) -> Heard<()> {
        let there = self.store.touch(self.who.viewer(), open.place.touch)?;
        if open.place.late_day.is_some() || there.as_ref().is_some_and(|touch| touch.open) {
            return Ok(());
        }
        let day = open.day(&self.who);
        let touch = if there.is_some() { self.ids.next(self.who.now) } else { open.place.touch };
        open.place = VisitPlace { touch, late_day: Some(day), ..open.place.clone() };
        open.view.touch = None;
        self.keep_draft(open)?;
        self.say(visit::ended_elsewhere_with_words(self.lang))
    }
}
