//! What is typed into a visit: the sections as fields, to and from a report. Nothing that was typed is ever dropped: a day that is not
//! understood goes into the words of the next step, goods that are not into the note.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::goods::{self, Fault};
use crate::domain::content::{Counted, Display, DisplayPoint, Need, NoOrder, Order};
use crate::domain::ids::{ContactId, MatterId};
use crate::domain::product::Product;
use crate::domain::touch::{Content, NewMatter, NextStep, Report, TouchKind, Typed, TypedGoods};
use crate::i18n::day_words;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::note::Note;

/// The sections, in the order in which they stand on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// When it was; only of a visit that is corrected.
    When,
    /// Whom the rep met.
    Met,
    /// What kind of contact.
    Kind,
    /// Satisfaction.
    Satisfied,
    /// Matters raised and answered.
    Matters,
    /// What they ordered.
    Order,
    /// Why they ordered nothing.
    NoOrder,
    /// What was counted on the shelf.
    Shelf,
    /// How the display was found.
    Display,
    /// Which needs were served.
    Needs,
    /// What they were told.
    Told,
    /// What rivals do.
    Rival,
    /// When to come next.
    NextDay,
    /// What comes next.
    NextText,
    /// What was said.
    Note,
}

impl Section {
    /// All of them.
    const ALL: [Self; 15] = [
        Self::When,
        Self::Met,
        Self::Kind,
        Self::Satisfied,
        Self::Matters,
        Self::Order,
        Self::NoOrder,
        Self::Shelf,
        Self::Display,
        Self::Needs,
        Self::Told,
        Self::Rival,
        Self::NextDay,
        Self::NextText,
        Self::Note,
    ];

    /// Those of a visit, or of its correction, which says when it was; matters live on by themselves.
    pub fn among(correction: bool) -> Vec<Self> {
        let there = |section: &Self| match section {
            Self::When => correction,
            Self::Matters => !correction,
            _ => true,
        };
        Self::ALL.into_iter().filter(there).collect()
    }

    /// The section so many places on among these, around the end.
    #[must_use]
    pub fn step(self, by: isize, among: &[Self]) -> Self {
        let at = among.iter().position(|section| *section == self).unwrap_or(0) as isize;
        among[(at + by).rem_euclid(among.len() as isize) as usize]
    }

    /// Whether it takes text.
    pub fn is_text(self) -> bool {
        self == Self::Note || self.is_line()
    }

    /// Whether it takes one line of text.
    pub fn is_line(self) -> bool {
        matches!(
            self,
            Self::When | Self::Order | Self::Shelf | Self::Told | Self::Rival | Self::NextDay | Self::NextText
        )
    }
}

/// Goods as they are typed. What is typed as it was saved means what was saved, whatever its products are called by now.
#[derive(Clone, Debug, Default)]
pub struct Goods {
    /// The text.
    pub field: Field,
    saved: (String, Vec<Counted>),
    /// What is understood of it.
    read: goods::Goods,
}

impl Goods {
    fn new(counted: &[Counted], products: &[Product]) -> Self {
        let text = goods::text(counted, products);
        Self { field: Field::new(&text), saved: (text, counted.to_vec()), read: goods::Goods::default() }
    }

    /// Goes on from what was typed and not all understood.
    fn go_on(&mut self, typed: &Typed) {
        if !typed.text.is_empty() {
            self.field = Field::new(&typed.text);
        }
    }

    /// What was typed, if some of it is not understood.
    fn typed(&self, unread: &[(String, Fault)]) -> Typed {
        if unread.is_empty() {
            return Typed::default();
        }
        Typed { text: self.field.text(), unread: unread.iter().map(|(part, _)| part.clone()).collect() }
    }

    /// Understands what is typed now.
    fn understand(&mut self, products: &[Product]) {
        let typed = self.field.text();
        self.read = if typed == self.saved.0 {
            goods::Goods { counted: self.saved.1.clone(), unread: Vec::new() }
        } else {
            goods::parse(&typed, products)
        };
    }

    /// What is understood of it.
    pub fn read(&self) -> &goods::Goods {
        &self.read
    }
}

/// The fields.
#[derive(Clone, Debug, Default)]
pub struct Form {
    /// When it was, as typed; only of a visit that is corrected.
    pub when: Field,
    /// Whom the rep met.
    pub met: BTreeSet<ContactId>,
    /// Nobody was met.
    pub nobody: bool,
    /// What kind.
    pub kind: Option<TouchKind>,
    /// What they ordered: a number, or goods.
    pub order: Goods,
    /// Why they ordered nothing.
    pub no_order: Option<NoOrder>,
    /// What was counted.
    pub shelf: Goods,
    /// How the display was found: what was not in order; none: not said.
    pub display: Option<BTreeSet<DisplayPoint>>,
    /// Satisfaction.
    pub satisfied: Option<u8>,
    /// Which needs were served.
    pub needs: BTreeSet<Need>,
    /// Matters raised.
    pub raised: Vec<NewMatter>,
    /// Matters answered.
    pub answered: BTreeSet<MatterId>,
    /// What they were told.
    pub told: Field,
    /// What rivals do.
    pub rival: Field,
    /// When to come next, as typed.
    pub next_day: Field,
    /// What comes next.
    pub next_text: Field,
    /// What was said.
    pub note: Note,
    /// The products that can be named.
    pub products: Arc<[Product]>,
}

impl Form {
    /// The fields of a report.
    pub fn new(report: &Report, products: Arc<[Product]>) -> Self {
        let content = &report.content;
        let next = content.next.as_ref();
        let day = next.and_then(|next| next.day).map(|day| day.to_string()).unwrap_or_default();
        let (order, no_order) = match &content.order {
            Some(Order::Lines(lines)) => (Goods::new(lines, &products), None),
            Some(Order::Quantity(count)) => (Goods { field: Field::new(&count.to_string()), ..Goods::default() }, None),
            Some(Order::Nothing(why)) => (Goods::default(), Some(*why)),
            None => (Goods::default(), None),
        };
        let (mut order, mut shelf) = (order, Goods::new(&content.shelf, &products));
        if let Some(typed) = &report.typed {
            order.go_on(&typed.order);
            shelf.go_on(&typed.shelf);
        }
        let mut form = Self {
            when: Field::default(),
            met: content.met.iter().copied().collect(),
            nobody: content.attempted,
            kind: Some(content.kind),
            order,
            no_order,
            shelf,
            display: content.display.as_ref().map(|display| display.lacks.iter().copied().collect()),
            satisfied: content.satisfaction,
            needs: content.needs.iter().copied().collect(),
            raised: report.raised.clone(),
            answered: report.answered.iter().copied().collect(),
            told: Field::new(&content.told),
            rival: Field::new(&content.rival),
            next_day: Field::new(&day),
            next_text: Field::new(next.map_or("", |next| &next.text)),
            note: Note::new(&content.note),
            products,
        };
        form.understand();
        form
    }

    /// Understands the goods as they are typed now: whenever one of their fields or the products change, and not when they are drawn.
    pub fn understand(&mut self) {
        self.order.understand(&self.products);
        self.shelf.understand(&self.products);
    }

    /// The day typed for the next visit, seen from the visit's day.
    pub fn next_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        day_words::parse(&self.next_day.text(), day)
    }

    /// The field of a section of one line.
    pub fn line(&mut self, section: Section) -> Option<&mut Field> {
        Some(match section {
            Section::When => &mut self.when,
            Section::Order => &mut self.order.field,
            Section::Shelf => &mut self.shelf.field,
            Section::Told => &mut self.told,
            Section::Rival => &mut self.rival,
            Section::NextDay => &mut self.next_day,
            Section::NextText => &mut self.next_text,
            _ => return None,
        })
    }

    /// What is understood of the order, and what of it is not.
    pub fn ordered(&self) -> (Option<Order>, Vec<(String, Fault)>) {
        let typed = self.order.field.text();
        if typed.trim().is_empty() {
            return (self.no_order.map(Order::Nothing), Vec::new());
        }
        goods::order(&typed, self.order.read().clone(), &self.products)
    }

    /// The report that the fields make, seen from the visit's day. What is not understood of goods
    /// stays beside it, and becomes a part of the note when it is saved.
    pub fn report(&self, day: NaiveDate) -> Report {
        let typed = self.next_day.text();
        let on = self.next_on(day);
        let text = self.next_text.text();
        let text = match on {
            None => format!("{} {}", typed.trim(), text.trim()).trim().to_owned(),
            Some(_) => text.trim().to_owned(),
        };
        let next = (on.is_some() || !text.is_empty()).then_some(NextStep { day: on, text });
        let (order, unread) = self.ordered();
        let shelf = self.shelf.read();
        let typed = TypedGoods { order: self.order.typed(&unread), shelf: self.shelf.typed(&shelf.unread) };
        Report {
            content: Content {
                kind: self.kind.unwrap_or(TouchKind::Routine),
                attempted: self.nobody,
                met: self.met.iter().copied().collect(),
                order,
                shelf: shelf.counted.clone(),
                display: self.display.as_ref().map(|lacks| Display { lacks: lacks.iter().copied().collect() }),
                satisfaction: self.satisfied,
                needs: self.needs.iter().copied().collect(),
                told: self.told.text().trim().to_owned(),
                rival: self.rival.text().trim().to_owned(),
                next,
                note: self.note.text().trim_end().to_owned(),
            },
            raised: self.raised.clone(),
            answered: self.answered.iter().copied().collect(),
            typed: (typed != TypedGoods::default()).then(|| Box::new(typed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::matter::MatterKind;

    fn friday() -> NaiveDate {
        "2026-11-20".parse().unwrap()
    }

    #[test]
    fn a_report_comes_back_as_it_was() {
        let mut report = Report::default();
        report.content.note = "柜台还是旧的\nasked for labels".to_owned();
        report.content.satisfaction = Some(4);
        report.content.next = Some(NextStep { day: Some("2026-12-03".parse().unwrap()), text: "标签".to_owned() });
        report.raised.push(NewMatter {
            id: MatterId(uuid::Uuid::from_u128(7)),
            kind: MatterKind::Promise,
            text: "labels".to_owned(),
            due: None,
        });
        let form = |report: &Report| Form::new(report, Arc::from([]));
        assert_eq!(form(&report).report(friday()), report);
        assert!(form(&Report::default()).report(friday()).is_empty());
    }

    #[test]
    fn a_day_that_is_not_understood_is_not_lost() {
        let mut form = Form { next_day: Field::new("soonish"), next_text: Field::new("labels"), ..Form::default() };
        let next = form.report(friday()).content.next.unwrap();
        assert_eq!((next.day, next.text.as_str()), (None, "soonish labels"));
        form.next_day = Field::new("周一");
        let next = form.report(friday()).content.next.unwrap();
        assert_eq!((next.day, next.text.as_str()), ("2026-11-23".parse().ok(), "labels"));
    }
}
