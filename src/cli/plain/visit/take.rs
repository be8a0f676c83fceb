//! What an answer means: numbers of what was offered, else the words of the quick log; goods as the visit on the full screen understands
//! them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::goods;
use crate::app::quick::{self, Reading};
use crate::domain::content::{Counted, Display, DisplayPoint, Need, NextStep, NoOrder, Order};
use crate::domain::touch::{TouchKind, Typed};
use crate::i18n::answers::{bare, numbers};
use crate::i18n::day_words;
use crate::i18n::messages::{goods as words, plain, visit};
use crate::i18n::quick_words::{self, Keyword};

use super::Open;
use super::parts::Part;

/// What became of an answer.
pub(super) enum Taken {
    /// It was recorded; what was understood, where that is worth saying.
    Understood(String),
    /// Some of it was not understood, and goes into the note unless it is mended; why.
    Partly(String),
    /// It was not; why.
    Not(String),
}

/// Nothing more to say about it.
fn plainly() -> Taken {
    Taken::Understood(String::new())
}

impl Open {
    /// Records an answer to a question, given on a day about a visit of a day.
    pub(super) fn take(&mut self, part: Part, answer: &str, day: NaiveDate, today: NaiveDate) -> Taken {
        let lang = self.scene.lang;
        if let Some(chosen) = numbers(answer)
            && !matches!(part, Part::Order | Part::Told | Part::Rival | Part::NextDay | Part::NextText)
        {
            let last = if part == Part::Satisfied { 5 } else { self.choices(part, lang, today).len() };
            let single = matches!(part, Part::Kind | Part::NoOrder | Part::Satisfied) && chosen.len() > 1;
            if last > 0 {
                if single || chosen.iter().any(|number| !(1..=last).contains(number)) {
                    return Taken::Not(plain::not_in_list(lang, answer, last));
                }
                self.choose(part, &chosen.iter().map(|number| number - 1).collect());
                return plainly();
            }
        }
        match part {
            Part::Order => return self.take_order(answer),
            Part::Shelf => return self.take_shelf(answer),
            Part::Told => answer.clone_into(&mut self.report.content.told),
            Part::Rival => answer.clone_into(&mut self.report.content.rival),
            Part::NextText => self.change_next(|next| answer.clone_into(&mut next.text)),
            Part::NextDay => return self.take_next(answer, day),
            _ => return self.take_words(part, answer),
        }
        plainly()
    }

    fn choose(&mut self, part: Part, chosen: &BTreeSet<usize>) {
        let first = chosen.first().copied().unwrap_or(0);
        let brief = &self.view.account.brief;
        let kinds = self.kinds();
        let content = &mut self.report.content;
        match part {
            Part::Met => {
                content.attempted = chosen.contains(&brief.contacts.len());
                let met = brief.contacts.iter().enumerate().filter(|(at, _)| chosen.contains(at));
                let met: BTreeSet<_> = met.map(|(_, contact)| contact.id).collect();
                content.met = if content.attempted { Vec::new() } else { met.into_iter().collect() };
            }
            Part::Kind => content.kind = kinds.get(first).copied().unwrap_or_default(),
            Part::NoOrder => content.order = NoOrder::ALL.get(first).copied().map(Order::Nothing),
            Part::Display => {
                let lacks = chosen.iter().filter_map(|at| DisplayPoint::ALL.get(at.checked_sub(1)?).copied());
                content.display = Some(Display { lacks: lacks.collect() });
            }
            Part::Answered => {
                let answered = brief.matters.iter().enumerate().filter(|(at, _)| chosen.contains(at));
                let answered: BTreeSet<_> = answered.map(|(_, matter)| matter.id).collect();
                self.report.answered = answered.into_iter().collect();
            }
            Part::Needs => content.needs = chosen.iter().filter_map(|at| Need::ALL.get(*at).copied()).collect(),
            Part::Satisfied => content.satisfaction = u8::try_from(first + 1).ok(),
            _ => {}
        }
    }

    fn take_order(&mut self, answer: &str) -> Taken {
        let none = bare(answer) == "0";
        let (order, unread) = if none {
            (None, Vec::new())
        } else {
            goods::order(answer, goods::parse(answer, &self.view.products), &self.view.products)
        };
        let understood = match &order {
            Some(Order::Lines(lines)) => goods::shown(lines, |it| self.called(it)),
            _ => String::new(),
        };
        self.report.content.order = order;
        self.set_typed(|typed| &mut typed.order, typed(answer, &unread));
        self.goods_taken(understood, &unread)
    }

    fn take_shelf(&mut self, answer: &str) -> Taken {
        let goods::Goods { counted, unread } = goods::parse(answer, &self.view.products);
        let understood = goods::shown(&counted, |it| self.called(it));
        self.report.content.shelf = counted;
        self.set_typed(|typed| &mut typed.shelf, typed(answer, &unread));
        self.goods_taken(understood, &unread)
    }

    fn goods_taken(&self, understood: String, unread: &[(String, goods::Fault)]) -> Taken {
        let lang = self.scene.lang;
        match unread.first() {
            Some((part, fault)) => Taken::Partly(words::not_understood(lang, part, &fault.text(lang))),
            None => Taken::Understood(understood),
        }
    }

    fn called(&self, it: &Counted) -> String {
        let product = self.view.products.iter().find(|product| product.id == it.product);
        product.map_or_else(String::new, |product| product.name.clone())
    }

    /// A day, and the next step behind it where one is said.
    fn take_next(&mut self, answer: &str, day: NaiveDate) -> Taken {
        let lang = self.scene.lang;
        if let Some(on) = day_words::parse(answer, day) {
            if on < day {
                return Taken::Not(visit::day_has_passed(lang).to_owned());
            }
            self.change_next(|next| next.day = Some(on));
            return Taken::Understood(self.value(Part::NextDay, lang, day));
        }
        match quick::part(Keyword::Next, answer, &self.scene).map(|reading| reading.content.next) {
            Ok(Some(NextStep { day: Some(on), text })) => {
                self.change_next(|next| *next = NextStep { day: Some(on), text });
                Taken::Understood(self.value(Part::NextDay, lang, day))
            }
            _ => Taken::Not(visit::not_a_day(lang, answer)),
        }
    }

    /// Changes the next step; without a day and words there is none.
    pub(super) fn change_next(&mut self, change: impl FnOnce(&mut NextStep)) {
        let mut next = self.report.content.next.take().unwrap_or(NextStep { day: None, text: String::new() });
        change(&mut next);
        self.report.content.next = (next.day.is_some() || !next.text.is_empty()).then_some(next);
    }

    /// The words of the quick log.
    fn take_words(&mut self, part: Part, answer: &str) -> Taken {
        let alone = quick_words::keyword(answer).filter(|(_, rest)| rest.is_empty()).map(|(keyword, _)| keyword);
        let keyword = match (part, alone) {
            (Part::Met, Some(Keyword::Nobody)) => Keyword::Nobody,
            (Part::Met, _) => Keyword::Met,
            (Part::Kind, Some(kind)) if kind_of(kind).is_some_and(|kind| self.kinds().contains(&kind)) => kind,
            (Part::NoOrder, _) => Keyword::NoOrder,
            (Part::Display, _) => Keyword::Display,
            (Part::Answered, _) => Keyword::Answered,
            (Part::Satisfied, _) => Keyword::Satisfied,
            (Part::Needs, _) => Keyword::Needs,
            _ => {
                let last = self.choices(part, self.scene.lang, self.scene.today).len();
                return Taken::Not(plain::not_in_list(self.scene.lang, answer, last));
            }
        };
        let rest = if Some(keyword) == alone { "" } else { answer };
        match quick::part(keyword, rest, &self.scene) {
            Ok(reading) => {
                let understood = reading.parts.iter().map(|part| part.said.clone()).collect();
                self.record(part, reading);
                Taken::Understood(understood)
            }
            Err(why) => Taken::Not(why),
        }
    }

    fn record(&mut self, part: Part, reading: Reading) {
        let (content, new) = (&mut self.report.content, reading.content);
        match part {
            Part::Met => {
                content.attempted = new.attempted;
                content.met = new.met.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
            }
            Part::Kind => content.kind = new.kind,
            Part::NoOrder => content.order = new.order,
            Part::Display => {
                let lacks = new.display.unwrap_or_default().lacks.into_iter().collect::<BTreeSet<_>>();
                content.display = Some(Display { lacks: lacks.into_iter().collect() });
            }
            Part::Answered => self.report.answered = reading.answered,
            Part::Satisfied => content.satisfaction = new.satisfaction,
            Part::Needs => content.needs = new.needs.into_iter().collect::<BTreeSet<_>>().into_iter().collect(),
            _ => {}
        }
    }

    /// Takes answers to the present question that were not understood out of the note again: a better one came.
    pub(super) fn forget_unread(&mut self) {
        for line in self.unread.drain(..) {
            let mut lines: Vec<&str> = self.report.content.note.split('\n').collect();
            if let Some(at) = lines.iter().rposition(|it| *it == line) {
                lines.remove(at);
            }
            self.report.content.note = lines.join("\n");
        }
    }
}

fn kind_of(keyword: Keyword) -> Option<TouchKind> {
    Some(match keyword {
        Keyword::Routine => TouchKind::Routine,
        Keyword::Stay => TouchKind::Stay,
        Keyword::CounterDay => TouchKind::CounterDay,
        Keyword::Phone => TouchKind::Phone,
        Keyword::Chat => TouchKind::Chat,
        _ => return None,
    })
}

/// What was typed, if some of it is not understood.
fn typed(answer: &str, unread: &[(String, goods::Fault)]) -> Typed {
    if unread.is_empty() {
        return Typed::default();
    }
    Typed { text: answer.to_owned(), unread: unread.iter().map(|(part, _)| part.clone()).collect() }
}
