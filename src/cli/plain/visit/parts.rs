//! The questions of a visit in order: what each offers, how it is asked, what was answered so far.

use chrono::NaiveDate;

use crate::app::brief;
use crate::app::goods;
use crate::app::names::{self, grouped, joined};
use crate::domain::account::Contact;
use crate::domain::content::{Counted, Display, DisplayPoint, Need, NoOrder, Order};
use crate::domain::touch::{TouchKind, Typed, TypedGoods};
use crate::i18n::messages::{common, goods as goods_words, plain as words, visit};
use crate::i18n::{Lang, dates};

use super::super::lists::Item;
use super::super::{line::Heard, talk::Talk};
use super::Open;

/// A question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Met,
    Kind,
    Order,
    NoOrder,
    Shelf,
    Display,
    Requests,
    Matters,
    Answered,
    Told,
    Rival,
    Satisfied,
    Needs,
    NextDay,
    NextText,
    Note,
}

/// All of them, in the order in which they are asked.
pub(super) const PARTS: [Part; 16] = [
    Part::Met,
    Part::Kind,
    Part::Order,
    Part::NoOrder,
    Part::Shelf,
    Part::Display,
    Part::Requests,
    Part::Matters,
    Part::Answered,
    Part::Told,
    Part::Rival,
    Part::Satisfied,
    Part::Needs,
    Part::NextDay,
    Part::NextText,
    Part::Note,
];

impl Part {
    /// What it is about.
    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Met => visit::section_met(lang),
            Self::Kind => visit::section_kind(lang),
            Self::Order => goods_words::section_order(lang),
            Self::NoOrder => goods_words::section_no_order(lang),
            Self::Shelf => goods_words::section_shelf(lang),
            Self::Display => goods_words::section_display(lang),
            Self::Requests => words::ask_requests(lang),
            Self::Matters => words::ask_matter(lang),
            Self::Answered => visit::ask_answered(lang),
            Self::Told => goods_words::section_told(lang),
            Self::Rival => goods_words::section_rival(lang),
            Self::Satisfied => words::ask_rated(lang),
            Self::Needs => goods_words::section_needs(lang),
            Self::NextDay => visit::section_next_day(lang),
            Self::NextText => visit::section_next_text(lang),
            Self::Note => visit::section_note(lang),
        }
    }

    /// What can be answered.
    pub(super) fn help(self, lang: Lang) -> &'static str {
        match self {
            Self::Met => words::help_met(lang),
            Self::Kind | Self::NoOrder | Self::Satisfied => words::help_choice(lang),
            Self::Display | Self::Answered | Self::Needs => words::help_choices(lang),
            Self::Order => words::help_order(lang),
            Self::Shelf => words::help_shelf(lang),
            Self::Requests => words::help_requests(lang),
            Self::Matters => words::help_matter(lang),
            Self::Told | Self::Rival | Self::NextText => words::help_words(lang),
            Self::NextDay => words::help_day(lang),
            Self::Note => words::help_note(lang),
        }
    }
}

/// Somebody, and what they are.
fn person(lang: Lang, contact: &Contact) -> String {
    format!("{} {}", contact.name, names::contact_role(lang, contact.role))
}

fn listed(lang: Lang, all: impl Iterator<Item = String>) -> String {
    all.collect::<Vec<_>>().join(common::comma(lang))
}

impl Open {
    /// Whether there is something to ask.
    pub(super) fn asks(&self, part: Part) -> bool {
        let ordered = matches!(self.report.content.order, Some(Order::Quantity(_) | Order::Lines(_)));
        let typed = self.report.typed.as_ref().is_some_and(|typed| !typed.order.text.is_empty());
        match part {
            Part::NoOrder => !ordered && !typed,
            Part::Answered => !self.view.account.brief.matters.is_empty(),
            Part::Requests => self.view.products.iter().any(|product| !product.retired),
            _ => true,
        }
    }

    /// The question before one.
    pub(super) fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|at| self.asks(PARTS[*at]))
    }

    /// What can be chosen.
    pub(super) fn choices(&self, part: Part, lang: Lang, today: NaiveDate) -> Vec<String> {
        let brief = &self.view.account.brief;
        match part {
            Part::Met => {
                let people = brief.contacts.iter().map(|contact| brief::contact_line(lang, contact));
                people.chain([visit::met_nobody(lang).to_owned()]).collect()
            }
            Part::Kind => self.kinds().iter().map(|kind| names::touch_kind(lang, *kind).to_owned()).collect(),
            Part::NoOrder => NoOrder::ALL.map(|why| names::no_order(lang, why).to_owned()).to_vec(),
            Part::Display => {
                let lacks = DisplayPoint::ALL.map(|it| goods_words::lacks(lang, names::display_point(lang, it)));
                std::iter::once(goods_words::all_in_order(lang).to_owned()).chain(lacks).collect()
            }
            Part::Answered => {
                let matter = |it: &crate::domain::matter::Matter| {
                    joined(lang, &[names::matter_kind(lang, it.kind), &it.text, &brief::due(lang, it, today).0])
                };
                brief.matters.iter().map(matter).collect()
            }
            Part::Needs => Need::ALL.map(|need| names::need(lang, need).to_owned()).to_vec(),
            _ => Vec::new(),
        }
    }

    /// How it is asked: with what was answered so far.
    pub(super) fn prompt(&self, part: Part, lang: Lang, today: NaiveDate) -> String {
        let value = self.value(part, lang, today);
        if value.is_empty() { part.title(lang).to_owned() } else { words::has(lang, part.title(lang), &value) }
    }

    /// What was answered so far; empty where nothing was.
    pub(super) fn value(&self, part: Part, lang: Lang, today: NaiveDate) -> String {
        let content = &self.report.content;
        let typed = self.report.typed.as_deref();
        let called = |it: &Counted| {
            let product = self.view.products.iter().find(|product| product.id == it.product);
            product.map_or_else(String::new, |it| it.name.clone())
        };
        let begun = |typed: Option<&Typed>, understood: String| match typed {
            Some(typed) if !typed.text.is_empty() => typed.text.clone(),
            _ => understood,
        };
        match part {
            Part::Met if content.attempted => visit::met_nobody(lang).to_owned(),
            Part::Met => {
                let met = self.view.account.brief.contacts.iter().filter(|it| content.met.contains(&it.id));
                listed(lang, met.map(|it| person(lang, it)))
            }
            Part::Kind => names::touch_kind(lang, content.kind).to_owned(),
            Part::Order => begun(
                typed.map(|it| &it.order),
                match &content.order {
                    Some(Order::Quantity(count)) => grouped(u64::from(*count)),
                    Some(Order::Lines(lines)) => goods::shown(lines, called),
                    _ => String::new(),
                },
            ),
            Part::NoOrder => match &content.order {
                Some(Order::Nothing(why)) => names::no_order(lang, *why).to_owned(),
                _ => String::new(),
            },
            Part::Shelf => begun(typed.map(|it| &it.shelf), goods::shown(&content.shelf, called)),
            Part::Display => match &content.display {
                None => String::new(),
                Some(Display { lacks }) if lacks.is_empty() => goods_words::all_in_order(lang).to_owned(),
                Some(Display { lacks }) => {
                    let lacks = lacks.iter().map(|it| names::display_point(lang, *it).to_owned());
                    goods_words::lacks(lang, &listed(lang, lacks))
                }
            },
            Part::Answered => {
                let answered =
                    self.view.account.brief.matters.iter().filter(|it| self.report.answered.contains(&it.id));
                listed(lang, answered.map(|it| it.text.clone()))
            }
            Part::Told => content.told.clone(),
            Part::Rival => content.rival.clone(),
            Part::Satisfied => content.satisfaction.map(|given| given.to_string()).unwrap_or_default(),
            Part::Needs => listed(lang, content.needs.iter().map(|it| names::need(lang, *it).to_owned())),
            Part::NextDay => {
                let day = content.next.as_ref().and_then(|next| next.day);
                day.map(|day| dates::week_day(lang, day, today)).unwrap_or_default()
            }
            Part::NextText => content.next.as_ref().map(|next| next.text.clone()).unwrap_or_default(),
            Part::Note => content.note.clone(),
            Part::Requests | Part::Matters => String::new(),
        }
    }

    /// Takes back what was answered.
    pub(super) fn empty(&mut self, part: Part) {
        let content = &mut self.report.content;
        match part {
            Part::Met => (content.attempted, content.met) = (false, Vec::new()),
            Part::Kind => content.kind = TouchKind::Routine,
            Part::Order | Part::NoOrder => content.order = None,
            Part::Shelf => content.shelf.clear(),
            Part::Display => content.display = None,
            Part::Answered => self.report.answered.clear(),
            Part::Told => content.told.clear(),
            Part::Rival => content.rival.clear(),
            Part::Satisfied => content.satisfaction = None,
            Part::Needs => content.needs.clear(),
            Part::NextDay => self.change_next(|next| next.day = None),
            Part::NextText => self.change_next(|next| next.text.clear()),
            Part::Note => content.note.clear(),
            Part::Matters => self.report.raised.clear(),
            Part::Requests => {}
        }
        if part == Part::Order {
            self.set_typed(|typed| &mut typed.order, Typed::default());
        }
        if part == Part::Shelf {
            self.set_typed(|typed| &mut typed.shelf, Typed::default());
        }
    }

    /// Keeps goods as they were typed, or nothing where they are all understood.
    pub(super) fn set_typed(&mut self, which: fn(&mut TypedGoods) -> &mut Typed, to: Typed) {
        let mut typed = self.report.typed.take().map(|typed| *typed).unwrap_or_default();
        *which(&mut typed) = to;
        self.report.typed = (typed != TypedGoods::default()).then(|| Box::new(typed));
    }
}

impl Talk<'_> {
    /// Says what a question offers.
    pub(super) fn say_choices(&mut self, part: Part, open: &Open) -> Heard<()> {
        let (lang, today) = (self.lang, self.who.today);
        let items: Vec<Item> = open.choices(part, lang, today).into_iter().map(Item::from).collect();
        self.number(&items, 0)
    }
}
