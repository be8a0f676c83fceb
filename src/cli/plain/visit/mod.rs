//! A whole visit, one question at a time. It is open from check-in; each answer is kept as a draft at once, so that whatever happens to the
//! line only the answer that is being typed is lost.

mod ending;
mod matters;
mod parts;
mod take;

use chrono::NaiveDate;

use crate::app::doing;
use crate::app::effect::VisitPlace;
use crate::app::policy::Line;
use crate::app::query::{self, Answer, Query, VisitView};
use crate::app::quick::{self, Scene};
use crate::app::who::Who;
use crate::domain::change::Change;
use crate::domain::touch::{Content, Draft, Report, TouchKind};
use crate::i18n::answers::{self, Common, bare};
use crate::i18n::messages::{plain as words, visit as said};
use crate::store::Keep;

use super::line::Heard;
use super::talk::Talk;
use parts::{PARTS, Part};
use take::Taken;

/// A visit that is talked about.
pub(super) struct Open {
    place: VisitPlace,
    view: Box<VisitView>,
    /// What answers are understood against.
    scene: Scene,
    /// What was answered.
    report: Report,
    /// Answers to the present question that were not understood and stand in the note.
    unread: Vec<String>,
}

/// Where a question leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Went {
    On,
    Back,
    End,
}

impl Open {
    /// The visit's business day.
    fn day(&self, who: &Who) -> NaiveDate {
        let open = self.view.touch.as_ref().map(|touch| touch.day);
        self.place.late_day.or(open).unwrap_or(who.today)
    }

    fn name(&self) -> &str {
        &self.view.account.brief.account.name
    }

    /// Whether none of the people who were met counts.
    fn met_only_others(&self) -> bool {
        let met = &self.report.content.met;
        let mut people = self.view.account.brief.contacts.iter().filter(|contact| met.contains(&contact.id));
        !met.is_empty() && people.all(|contact| !contact.counts)
    }

    /// An open visit is in person; phone and chat are entered afterwards.
    fn kinds(&self) -> &'static [TouchKind] {
        if self.place.late_day.is_some() { &TouchKind::RECORDED } else { &TouchKind::RECORDED[..3] }
    }

    /// The change that ends it as one at which nobody was met.
    pub(super) fn ended_as_attempted(&mut self, who: &Who) -> Change {
        self.report.content.attempted = true;
        self.ended(who)
    }

    /// The change that ends it.
    fn ended(&self, who: &Who) -> Change {
        let (touch, account, report) = (self.place.touch, self.place.account, self.report.clone());
        match (self.place.late_day, &self.view.touch) {
            (None, Some(open)) => Change::CheckOut { touch, end: doing::ended_at(open, who), report },
            (late, _) => {
                let day = late.unwrap_or(who.today);
                Change::Enter { touch, account, day, start: None, end: None, report }
            }
        }
    }
}

/// A line behind those that a note has.
fn push_note(content: &mut Content, line: &str) {
    if !content.note.is_empty() {
        content.note.push('\n');
    }
    content.note.push_str(line);
}

impl Talk<'_> {
    /// Checks in, or goes on with the visit that is open there.
    pub(super) fn check_in(&mut self, line: &Line) -> Heard<()> {
        let account = line.row.account;
        let touch = if let Some((touch, _)) = line.row.visiting {
            touch
        } else {
            let (touch, stop) = (self.ids.next(self.who.now), self.ids.next(self.who.now));
            let told = said::did_check_in(self.lang, &line.row.name);
            if !self.write(vec![Change::CheckIn { touch, account, stop }], &told)? {
                return Ok(());
            }
            touch
        };
        self.go_on(&VisitPlace { touch, account, late_day: None })
    }

    /// What is known of a visit; none if it is not there any more, which is said.
    pub(super) fn visit(&mut self, place: &VisitPlace) -> Heard<Option<Open>> {
        let query = Query::Visit(place.account, place.touch);
        let answer = query::answer(&*self.store, &self.who, &self.policy, &query)?;
        let scene = quick::at_account(&*self.store, &self.who, &self.policy, place.account, self.lang)?;
        let (Answer::Visit(Some(view)), Some(scene)) = (answer, scene) else {
            return self.say_missing().map(|()| None);
        };
        let is_open = view.touch.as_ref().is_some_and(|touch| touch.open);
        let late_day = place.late_day.filter(|_| !is_open);
        if !is_open && late_day.is_none() {
            return self.say(said::ended_elsewhere(self.lang)).map(|()| None);
        }
        let report = view.draft.as_ref().map(|draft| draft.report.clone()).unwrap_or_default();
        let place = VisitPlace { late_day, ..place.clone() };
        Ok(Some(Open { place, view, scene, report, unread: Vec::new() }))
    }

    /// Asks all that there is to ask about a visit, and ends it.
    pub(super) fn go_on(&mut self, place: &VisitPlace) -> Heard<()> {
        let Some(mut open) = self.visit(place)? else { return Ok(()) };
        self.say(words::visit_begins(self.lang))?;
        let mut at = 0;
        loop {
            while let Some(part) = PARTS.get(at) {
                if !open.asks(*part) {
                    at += 1;
                    continue;
                }
                match self.question(*part, &mut open)? {
                    Went::On => at += 1,
                    Went::End => break,
                    Went::Back => match open.before(at) {
                        Some(before) => at = before,
                        None => self.say(words::first_question(self.lang))?,
                    },
                }
            }
            if self.end(&mut open)? {
                return Ok(());
            }
            if at >= PARTS.len() {
                at = open.before(at).unwrap_or(0);
            }
        }
    }

    fn keep_draft(&mut self, open: &Open) -> Heard<()> {
        self.keep(&Keep::Draft(Draft {
            touch: open.place.touch,
            account: open.place.account,
            rep: self.who.rep.id,
            late_day: open.place.late_day,
            report: open.report.clone(),
            saved: self.who.now,
        }))
    }

    fn question(&mut self, part: Part, open: &mut Open) -> Heard<Went> {
        open.unread.clear();
        match part {
            Part::Requests => return self.ask_requests(open),
            Part::Matters => return self.ask_matters(open),
            Part::Note => return self.ask_note(open),
            _ => {}
        }
        let lang = self.lang;
        self.say_choices(part, open)?;
        loop {
            let answer = self.ask(&open.prompt(part, lang, self.who.today))?;
            match answers::common(&answer) {
                Some(Common::Nothing) => return Ok(Went::On),
                Some(Common::Back) => return Ok(Went::Back),
                Some(Common::End) => return Ok(Went::End),
                Some(Common::Help) => {
                    self.say(part.help(lang))?;
                    self.say(words::visit_begins(lang))?;
                }
                Some(Common::Empty) => {
                    open.empty(part);
                    self.keep_draft(open)?;
                    return Ok(Went::On);
                }
                None => {
                    let day = open.day(&self.who);
                    if self.take(part, &answer, day, open)? {
                        return Ok(Went::On);
                    }
                }
            }
        }
    }

    /// Takes an answer and keeps it; answers whether it was understood. Words that were not stand in the note until a better answer comes.
    fn take(&mut self, part: Part, answer: &str, day: NaiveDate, open: &mut Open) -> Heard<bool> {
        let lang = self.lang;
        match open.take(part, answer, day, self.who.today) {
            Taken::Understood(understood) => {
                open.forget_unread();
                self.keep_draft(open)?;
                if !understood.is_empty() {
                    self.say(&said::day_understood(lang, &understood))?;
                }
                if part == Part::Met && open.met_only_others() {
                    self.say(said::met_hint(lang))?;
                }
                Ok(true)
            }
            Taken::Partly(why) => {
                self.keep_draft(open)?;
                self.say(&why)?;
                self.say(words::stays(lang)).map(|()| false)
            }
            Taken::Not(why) => {
                self.say(&why)?;
                if bare(answer).chars().filter(|c| c.is_alphabetic()).count() > 1 {
                    push_note(&mut open.report.content, answer);
                    open.unread.push(answer.to_owned());
                    self.keep_draft(open)?;
                    self.say(words::into_note(lang))?;
                }
                Ok(false)
            }
        }
    }
}
