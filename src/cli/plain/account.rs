//! One account: what to know, and what to do there.

use crate::app::brief::{self, Telling};
use crate::app::doing;
use crate::app::follow_ups::{self, Duty, FollowUp};
use crate::app::names::{self, joined};
use crate::app::policy::Line;
use crate::app::query::{AccountView, account_view};
use crate::domain::change::Change;
use crate::domain::ids::{AccountId, StopId};
use crate::i18n::answers::{self, Common};
use crate::i18n::messages::{follow_ups as follow_words, plain as words, visit};

use super::line::Heard;
use super::lists::Item;
use super::talk::Talk;

/// What can be done.
#[derive(Clone, Copy)]
enum Deed {
    Visit,
    Nobody,
    Quick,
    Request,
    Day,
    Appoint,
    Skip(StopId),
    Done,
}

impl Talk<'_> {
    /// Says what to know about an account and does one thing there. It may be chosen as a stop or as something to follow up.
    pub(super) fn at_account(
        &mut self,
        account: AccountId,
        stop: Option<StopId>,
        duty: Option<&FollowUp>,
    ) -> Heard<()> {
        let Some(view) = account_view(&*self.store, &self.who, &self.policy, account, self.who.today)? else {
            return self.say_missing();
        };
        self.say_brief(&view)?;
        let lang = self.lang;
        let visiting = view.line.row.visiting.is_some();
        let mut deeds = vec![
            (Deed::Visit, if visiting { words::do_go_on(lang) } else { words::do_check_in(lang) }.to_owned()),
            (Deed::Nobody, words::do_nobody(lang).to_owned()),
            (Deed::Quick, words::do_quick(lang).to_owned()),
            (Deed::Request, words::do_request(lang).to_owned()),
            (Deed::Day, words::do_day(lang).to_owned()),
            (Deed::Appoint, words::do_appointment(lang).to_owned()),
        ];
        deeds.extend(stop.map(|stop| (Deed::Skip(stop), words::do_skip(lang).to_owned())));
        let doable = duty.filter(|it| !matches!(it.duty, Duty::Birthday(_)));
        deeds.extend(doable.map(|it| {
            let what = joined(lang, &[follow_ups::kind(lang, it.duty), &it.text]);
            (Deed::Done, words::do_done(lang, &what))
        }));
        let items: Vec<Item> = deeds.iter().map(|(_, text)| text.clone().into()).collect();
        self.number(&items, 0)?;
        loop {
            let said = self.ask(words::ask_what(lang))?;
            let number = answers::numbers(&said).filter(|all| all.len() == 1).map(|all| all[0]);
            let deed = number.and_then(|number| deeds.get(number.checked_sub(1)?));
            match (deed, answers::common(&said)) {
                (Some((deed, _)), _) => return self.act(*deed, &view, duty),
                (None, Some(Common::Nothing | Common::Back)) => return Ok(()),
                (None, Some(Common::Help)) => self.say(words::help_choice(lang))?,
                _ => self.say(&words::not_in_list(lang, &said, deeds.len()))?,
            }
        }
    }

    /// Says the brief, paragraph by paragraph.
    pub(super) fn say_brief(&mut self, view: &AccountView) -> Heard<()> {
        let (lang, today) = (self.lang, self.who.today);
        let standing = brief::standing(lang, &view.line, today);
        let told = brief::paragraphs(Telling { view, lang, today, standing: &standing });
        for paragraph in told.iter().filter(|it| !it.text.is_empty()) {
            self.say(&paragraph.text)?;
        }
        Ok(())
    }

    fn act(&mut self, deed: Deed, view: &AccountView, duty: Option<&FollowUp>) -> Heard<()> {
        let line = &view.line;
        match deed {
            Deed::Visit => self.check_in(line),
            Deed::Nobody => self.nobody(line),
            Deed::Quick => self.quick_at(line.row.account),
            Deed::Request => self.note_request(line.row.account),
            Deed::Day => self.put_on_day(line),
            Deed::Appoint => self.appoint(line),
            Deed::Skip(stop) => self.skip(stop, &line.row.name),
            Deed::Done => duty.map_or(Ok(()), |it| self.done(it)),
        }
    }

    fn nobody(&mut self, line: &Line) -> Heard<()> {
        let said = visit::did_attempt(self.lang, &line.row.name);
        let change = match line.row.visiting {
            Some((touch, _)) => match self.visit(&open_place(line.row.account, touch))? {
                Some(mut open) => open.ended_as_attempted(&self.who),
                None => return Ok(()),
            },
            None => doing::nobody(line.row.account, self.who.today, &self.who, &mut self.ids),
        };
        self.write(vec![change], &said).map(drop)
    }

    fn put_on_day(&mut self, line: &Line) -> Heard<()> {
        let lang = self.lang;
        let Some(day) = self.day(visit::ask_plan_on(lang))? else { return self.say(words::cancelled(lang)) };
        let shown = names::day(lang, &self.policy, day, self.who.today);
        let change = doing::plan_on(line, day, &self.who, &mut self.ids);
        self.write(vec![change], &visit::did_plan_one(lang, &line.row.name, &shown)).map(drop)
    }

    fn appoint(&mut self, line: &Line) -> Heard<()> {
        let (lang, name) = (self.lang, line.row.name.clone());
        loop {
            let said = self.words(follow_words::ask_appointment(lang), follow_words::agreed_hint(lang))?;
            let Some(said) = said else { return self.say(words::cancelled(lang)) };
            match follow_ups::agreed(&said, self.who.today) {
                None => self.say(follow_words::not_agreed(lang))?,
                Some(agreed) if agreed.day < self.who.today => self.say(visit::day_has_passed(lang))?,
                Some(agreed) => {
                    let when = agreed.when(lang, &self.policy, self.who.today);
                    let said = follow_words::did_appoint(lang, &name, &when);
                    let change = doing::appoint(line.row.account, agreed, &self.who, &mut self.ids);
                    return self.write(vec![change], &said).map(drop);
                }
            }
        }
    }

    fn skip(&mut self, stop: StopId, name: &str) -> Heard<()> {
        let Some(reason) = self.reason()? else { return self.say(words::cancelled(self.lang)) };
        self.write(vec![Change::Skip { stop, reason }], &visit::did_skip(self.lang, name)).map(drop)
    }

    /// Why something is skipped, may be empty; none: it is not.
    pub(super) fn reason(&mut self) -> Heard<Option<String>> {
        let said = self.ask(visit::ask_skip(self.lang))?;
        Ok(match answers::common(&said) {
            Some(Common::Back) => None,
            Some(_) => Some(String::new()),
            None => Some(said),
        })
    }

    fn done(&mut self, it: &FollowUp) -> Heard<()> {
        let Some((change, said)) = it.done(self.lang) else { return Ok(()) };
        self.write(vec![change], &said).map(drop)
    }
}

fn open_place(account: AccountId, touch: crate::domain::ids::TouchId) -> crate::app::effect::VisitPlace {
    crate::app::effect::VisitPlace { touch, account, late_day: None }
}
