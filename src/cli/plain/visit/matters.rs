//! The questions of a visit that take more than one answer: what they could not get, matters that are raised, the note.

use crate::app::names::{self, joined};
use crate::domain::matter::MatterKind;
use crate::domain::touch::NewMatter;
use crate::i18n::answers::{self, Common, numbers};
use crate::i18n::messages::{plain as words, screens, visit};
use crate::i18n::{dates, day_words};

use super::super::{line::Heard, lists::Item, talk::Talk};
use super::parts::Part;
use super::{Open, Went, push_note};

/// What is asked about a matter of a kind.
fn asks_what(kind: MatterKind) -> fn(crate::i18n::Lang) -> &'static str {
    match kind {
        MatterKind::Promise => visit::ask_promise,
        MatterKind::Errand => visit::ask_errand,
        MatterKind::Complaint => visit::ask_complaint,
    }
}

impl Talk<'_> {
    pub(super) fn ask_requests(&mut self, open: &Open) -> Heard<Went> {
        // Who asks is who was met, if it was one.
        let met = if let [one] = open.report.content.met[..] { Some(one) } else { None };
        loop {
            match self.ask_request(&open.scene, met)? {
                None => {}
                Some(Common::Back) => return Ok(Went::Back),
                Some(Common::End) => return Ok(Went::End),
                Some(_) => return Ok(Went::On),
            }
        }
    }

    pub(super) fn ask_matters(&mut self, open: &mut Open) -> Heard<Went> {
        let (lang, today) = (self.lang, self.who.today);
        let kinds: Vec<Item> = MatterKind::ALL.map(|kind| names::matter_kind(lang, kind).to_owned().into()).into();
        self.number(&kinds, 0)?;
        loop {
            let answer = self.ask(&open.prompt(Part::Matters, lang, today))?;
            match answers::common(&answer) {
                Some(Common::Nothing) => return Ok(Went::On),
                Some(Common::Back) => return Ok(Went::Back),
                Some(Common::End) => return Ok(Went::End),
                Some(Common::Help) => self.say(words::help_matter(lang))?,
                Some(Common::Empty) => {
                    open.empty(Part::Matters);
                    self.keep_draft(open)?;
                }
                None => match numbers(&answer).as_deref() {
                    Some([number]) if (1..=MatterKind::ALL.len()).contains(number) => {
                        self.ask_matter(MatterKind::ALL[number - 1], open)?;
                    }
                    _ => {
                        self.say(&words::not_in_list(lang, &answer, MatterKind::ALL.len()))?;
                        self.take_as_note(&answer, open)?;
                    }
                },
            }
        }
    }

    /// Words that are no answer here are words all the same.
    fn take_as_note(&mut self, answer: &str, open: &mut Open) -> Heard<()> {
        if answer.chars().filter(|c| c.is_alphabetic()).count() > 1 {
            push_note(&mut open.report.content, answer);
            self.keep_draft(open)?;
            self.say(words::into_note(self.lang))?;
        }
        Ok(())
    }

    fn ask_matter(&mut self, kind: MatterKind, open: &mut Open) -> Heard<()> {
        let lang = self.lang;
        let Some(text) = self.words(asks_what(kind)(lang), words::help_words(lang))? else { return Ok(()) };
        // Kept before its day is known: the day is the smaller loss.
        let id = self.ids.next(self.who.now);
        open.report.raised.push(NewMatter { id, kind, text: text.clone(), due: None });
        self.keep_draft(open)?;
        let due = loop {
            let Some(said) = self.words(visit::ask_due(lang), visit::day_hint(lang))? else { break None };
            match day_words::parse(&said, self.who.today) {
                Some(day) => break Some(day),
                None => self.say(&visit::not_a_day(lang, &said))?,
            }
        };
        if let Some(raised) = open.report.raised.last_mut() {
            raised.due = due;
        }
        self.keep_draft(open)?;
        let by = due.map(|day| screens::due_on(lang, &dates::week_day(lang, day, self.who.today)));
        let told = joined(lang, &[names::matter_kind(lang, kind), &text, &by.unwrap_or_default()]);
        self.say(&visit::day_understood(lang, &told))
    }

    /// As many lines as they like, each kept at once; an empty one ends them.
    pub(super) fn ask_note(&mut self, open: &mut Open) -> Heard<Went> {
        let (lang, today) = (self.lang, self.who.today);
        let mut prompt = open.prompt(Part::Note, lang, today);
        loop {
            let answer = self.ask(&prompt)?;
            match answers::common(&answer) {
                Some(Common::Nothing) => return Ok(Went::On),
                Some(Common::Back) => return Ok(Went::Back),
                Some(Common::End) => return Ok(Went::End),
                Some(Common::Help) => self.say(words::help_note(lang))?,
                Some(Common::Empty) => open.empty(Part::Note),
                None => push_note(&mut open.report.content, &answer),
            }
            self.keep_draft(open)?;
            words::ask_note_more(lang).clone_into(&mut prompt);
        }
    }
}
