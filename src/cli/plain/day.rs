//! The day report, and the end of a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::app::closing::{self, Closing, DayEnd, OpenStop};
use crate::app::day::day_view;
use crate::app::day_report::{self, Style};
use crate::domain::ids::StopId;
use crate::domain::route::End;
use crate::i18n::dates;
use crate::i18n::messages::{closing as closing_words, plain as words};

use super::line::Heard;
use super::lists::{Chosen, Item};
use super::talk::Talk;

/// What in the menu shows the report of a day.
const REPORT: &str = "6";

impl Talk<'_> {
    /// What became of today.
    pub(super) fn report(&mut self) -> Heard<()> {
        let report = day_report::report(&*self.store, &self.who, &self.policy, self.who.today, self.lang)?;
        report.lines(self.lang, Style::Text).iter().try_for_each(|line| self.say(line))
    }

    pub(super) fn close_today(&mut self) -> Heard<()> {
        let lang = self.lang;
        let view = day_view(&*self.store, &self.who, &self.policy, self.who.today)?;
        let (done, of) = view.done();
        let mut open = view.stops.iter().filter(|stop| stop.stop.fate.is_open());
        match open.clone().find(|stop| stop.line.row.visiting.is_none()) {
            Some(_) => self.close(Some(self.who.today)),
            None => match open.next() {
                Some(visiting) => self.say(&closing_words::only_visiting(lang, &visiting.line.row.name)),
                None => self.say(&closing_words::nothing_open(lang, done, of)),
            },
        }
    }

    /// Asks what becomes of the stops that were not done; without a day, of all days that were never closed.
    pub(super) fn close(&mut self, day: Option<NaiveDate>) -> Heard<()> {
        loop {
            let (lang, today) = (self.lang, self.who.today);
            let view = closing::closing(&*self.store, &self.who, &self.policy, day)?;
            if view.days.is_empty() {
                return Ok(());
            }
            let chosen = closing::kept(&self.settings()?.remove(closing::KEPT).unwrap_or_default());
            let stops: Vec<(&DayEnd, &OpenStop)> =
                view.days.iter().flat_map(|day| day.open.iter().map(move |stop| (day, stop))).collect();
            let mut items: Vec<Item> = Vec::new();
            for (at, (day, stop)) in stops.iter().enumerate() {
                let begins = at == 0 || stops[at - 1].0.day != day.day;
                let title = begins.then(|| day.summary(lang, today));
                items.push(Item { title, text: self.ending(stop, &view, &chosen) });
            }
            match self.pick_or(&items, Some(("y", words::ask_close(lang))))? {
                Chosen::Back => return Ok(()),
                Chosen::Word(_) => return self.close_now(&view, &chosen),
                Chosen::Nth(at) if stops[at].1.visiting => self.say(closing_words::still_visiting(lang))?,
                Chosen::Nth(at) => {
                    if let Some(end) = self.ask_end(stops[at].0, &view)? {
                        let mut chosen = chosen;
                        chosen.insert(stops[at].1.stop, end);
                        self.keep(&closing::keep(&chosen, self.who.rep.id))?;
                    }
                }
            }
        }
    }

    fn ending(&self, stop: &OpenStop, view: &Closing, chosen: &BTreeMap<StopId, End>) -> String {
        let lang = self.lang;
        let end = match chosen.get(&stop.stop) {
            _ if stop.visiting => closing_words::still_visiting(lang).to_owned(),
            Some(end) => closing::end(lang, end, &view.colleagues, self.who.today),
            None => closing_words::left(lang).to_owned(),
        };
        words::stop_ends(lang, &stop.line.row.name, &end)
    }

    /// What becomes of a stop; none: what it was.
    fn ask_end(&mut self, day: &DayEnd, view: &Closing) -> Heard<Option<End>> {
        let (lang, today, now) = (self.lang, self.who.today, self.who.now);
        let next = dates::week_day(lang, day.next, today);
        let mut items: Vec<Item> = vec![closing_words::left(lang).to_owned().into(), words::to_day(lang, &next).into()];
        items.push(words::skip_it(lang).to_owned().into());
        items.extend(view.colleagues.iter().map(|it| closing_words::handed(lang, &it.name, &next).into()));
        Ok(match self.pick(&items)? {
            None => None,
            Some(0) => Some(End::Left),
            Some(1) => Some(End::Rolled { to: day.next, stop: self.ids.next(now) }),
            Some(2) => self.reason()?.map(|reason| End::Skipped { reason }),
            Some(at) => {
                view.colleagues.get(at - 3).map(|it| End::Handed { to: it.id, on: day.next, stop: self.ids.next(now) })
            }
        })
    }

    fn close_now(&mut self, view: &Closing, chosen: &BTreeMap<StopId, End>) -> Heard<()> {
        let rep = self.who.rep.id;
        let said = view.said(self.lang, self.who.today, REPORT);
        if self.write(view.changes(chosen, rep), &said)? {
            self.keep(&closing::keep(&BTreeMap::new(), rep))?;
        }
        Ok(())
    }
}
