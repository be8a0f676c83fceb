//! The main menu, and the lists behind it.

use crate::app::day::day_view;
use crate::app::follow_ups::{FollowUp, follow_ups, title};
use crate::app::hand::Turned;
use crate::app::names::joined;
use crate::app::query::{book, search};
use crate::app::worklist::{self, groups};
use crate::i18n::answers::{self, Common, bare};
use crate::i18n::dates;
use crate::i18n::messages::{plain as words, screens, system, visit};

use super::line::{Heard, Stop};
use super::lists::Item;
use super::rows;
use super::talk::Talk;

/// A task of the menu.
type Task<'a> = fn(&mut Talk<'a>) -> Heard<()>;

impl<'a> Talk<'a> {
    /// Talks until there is nobody to talk to or they have enough. What cannot be read is said, and one goes on.
    pub fn run(mut self) {
        let outcome = self.begin().and_then(|()| {
            loop {
                match self.rest().and_then(|()| self.turn()) {
                    Ok(true) => {}
                    Ok(false) => return Ok(()),
                    Err(Stop::Failed(error)) => self.problem(&error)?,
                    Err(Stop::Gone) => return Err(Stop::Gone),
                }
            }
        });
        // Who is gone is told nothing; everything that was answered is kept.
        drop(outcome);
    }

    fn begin(&mut self) -> Heard<()> {
        let lang = self.lang;
        let day = dates::week_day(lang, self.who.today, self.who.today);
        self.say(&words::welcome(lang, &self.who.rep.name, &day))?;
        let told = self.headline().and_then(|line| self.say(&line)).and_then(|()| self.offer());
        match told {
            Err(Stop::Failed(error)) => self.problem(&error)?,
            other => other?,
        }
        self.say_menu()
    }

    /// How far the day is, and how many are overdue.
    fn headline(&self) -> Heard<String> {
        let lang = self.lang;
        let (done, of) = day_view(&*self.store, &self.who, &self.policy, self.who.today)?.done();
        let late = worklist::overdue(&book(&*self.store, &self.who, &self.policy)?);
        let done = if of > 0 { screens::done_of(lang, done, of) } else { words::nothing_today(lang).to_owned() };
        Ok(joined(lang, &[&done, &screens::overdue_of(lang, late)]))
    }

    fn say_menu(&mut self) -> Heard<()> {
        let lang = self.lang;
        let numbered = [
            words::menu_route(lang),
            words::menu_due(lang),
            words::menu_follow_ups(lang),
            words::menu_find(lang),
            words::menu_quick(lang),
            words::menu_report(lang),
            words::menu_close(lang),
        ];
        let lettered = [
            ("u", words::menu_undo(lang)),
            ("r", words::menu_redo(lang)),
            ("l", words::menu_language(lang)),
            ("?", words::menu_help(lang)),
            ("q", words::menu_quit(lang)),
        ];
        self.say(words::menu(lang))?;
        let items: Vec<Item> = numbered.iter().map(|text| Item::from((*text).to_owned())).collect();
        self.number(&items, 0)?;
        lettered.iter().try_for_each(|(letter, text)| self.say(&format!("{letter} {text}")))
    }

    /// Does one task; answers whether there is to be another.
    fn turn(&mut self) -> Heard<bool> {
        let said = self.ask(words::ask_menu(self.lang))?;
        let task: Task<'a> = match bare(&said).as_str() {
            "1" => Self::route,
            "2" => Self::due,
            "3" => Self::follow,
            "4" => Self::find,
            "5" => Self::quick_line,
            "6" => Self::report,
            "7" => Self::close_today,
            "u" => Self::undo,
            "r" => Self::redo,
            "l" => Self::other_language,
            "q" | "quit" | "exit" => return self.say(words::bye(self.lang)).map(|()| false),
            _ => match answers::common(&said) {
                Some(Common::Help) => Self::help,
                Some(Common::Nothing | Common::Back) => Self::say_menu,
                _ => {
                    self.say(&words::not_in_menu(self.lang, &said))?;
                    return Ok(true);
                }
            },
        };
        task(self).map(|()| true)
    }

    fn help(&mut self) -> Heard<()> {
        self.say(words::help(self.lang))?;
        self.say_menu()
    }

    fn other_language(&mut self) -> Heard<()> {
        self.lang = self.lang.other();
        self.remember("language", self.lang.tag())?;
        self.say(visit::language_is(self.lang))?;
        self.say_menu()
    }

    fn undo(&mut self) -> Heard<()> {
        let (hand, store, ids) = self.hand();
        let turned = hand.undo(store, ids);
        self.say_turned(&turned)
    }

    fn redo(&mut self) -> Heard<()> {
        let (hand, store, ids) = self.hand();
        let turned = hand.redo(store, ids);
        self.say_turned(&turned)
    }

    fn say_turned(&mut self, turned: &Turned) -> Heard<()> {
        match turned {
            Turned::Done(said) | Turned::Failed(said) => self.say(said),
            Turned::Nothing(said) => self.say(said),
            Turned::Import(_) => self.say(words::an_import(self.lang)),
        }
    }

    fn route(&mut self) -> Heard<()> {
        loop {
            let view = day_view(&*self.store, &self.who, &self.policy, self.who.today)?;
            if view.stops.is_empty() {
                return self.say(words::nothing_today(self.lang));
            }
            let items: Vec<Item> =
                view.stops.iter().map(|stop| rows::stop(self.lang, stop, &self.who).into()).collect();
            let Some(at) = self.pick(&items)? else { return Ok(()) };
            let stop = &view.stops[at].stop;
            self.at_account(stop.account, Some(stop.id).filter(|_| stop.fate.is_open()), None)?;
        }
    }

    fn due(&mut self) -> Heard<()> {
        loop {
            let mut groups = groups(book(&*self.store, &self.who, &self.policy)?);
            groups.retain(|(group, _)| group.is_due());
            if groups.is_empty() {
                return self.say(words::nothing_due(self.lang));
            }
            let items = rows::grouped(self.lang, &groups, &self.who);
            let Some(at) = self.pick(&items)? else { return Ok(()) };
            let line = groups.iter().flat_map(|(_, members)| members).nth(at);
            if let Some(account) = line.map(|line| line.row.account) {
                self.at_account(account, None, None)?;
            }
        }
    }

    fn follow(&mut self) -> Heard<()> {
        loop {
            let all = follow_ups(&*self.store, &self.who)?;
            if all.is_empty() {
                return self.say(words::nothing_to_follow(self.lang));
            }
            let (lang, today) = (self.lang, self.who.today);
            let mut group = None;
            let item = |it: &FollowUp| {
                let here = Some(it.group(today));
                let begins = std::mem::replace(&mut group, here) != here;
                let title = here.filter(|_| begins).map(|group| title(lang, group).to_owned());
                Item { title, text: rows::follow_up(lang, it, &self.who) }
            };
            let items: Vec<Item> = all.iter().map(item).collect();
            let Some(at) = self.pick(&items)? else { return Ok(()) };
            self.at_account(all[at].account, None, Some(&all[at]))?;
        }
    }

    fn find(&mut self) -> Heard<()> {
        let lang = self.lang;
        let prompt = words::ask_find(lang);
        let Some(said) = self.words(prompt, prompt)? else { return Ok(()) };
        loop {
            let found = search(&*self.store, &self.who, &self.policy, &said)?;
            if found.lines.is_empty() {
                return self.say(screens::found_nothing(lang));
            }
            if found.total > found.lines.len() {
                self.say(&words::shown_of(lang, found.lines.len(), found.total))?;
            }
            let items: Vec<Item> = found.lines.iter().map(|line| rows::account(lang, line, &self.who).into()).collect();
            let Some(at) = self.pick(&items)? else { return Ok(()) };
            self.at_account(found.lines[at].row.account, None, None)?;
        }
    }

    /// Says that there is nothing to be seen any more.
    pub(super) fn say_missing(&mut self) -> Heard<()> {
        self.say(system::refused_missing(self.lang))
    }
}
