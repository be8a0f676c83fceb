//! What is typed into a visit: the sections as fields, to and from a report. Nothing that was typed is ever dropped: a day that is not
//! understood goes into the words of the next step.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::ids::{ContactId, MatterId};
use crate::domain::touch::{Content, NewMatter, NextStep, Report, TouchKind};
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
    /// When to come next.
    NextDay,
    /// What comes next.
    NextText,
    /// What was said.
    Note,
}

impl Section {
    /// The sections of a visit.
    pub const RECORDED: [Self; 7] =
        [Self::Met, Self::Kind, Self::Satisfied, Self::Matters, Self::NextDay, Self::NextText, Self::Note];

    /// The sections of a correction: matters live on by themselves.
    pub const CORRECTED: [Self; 7] =
        [Self::When, Self::Met, Self::Kind, Self::Satisfied, Self::NextDay, Self::NextText, Self::Note];

    /// The section so many places on among these, around the end.
    #[must_use]
    pub fn step(self, by: isize, among: &[Self; 7]) -> Self {
        let at = among.iter().position(|section| *section == self).unwrap_or(0) as isize;
        among[(at + by).rem_euclid(among.len() as isize) as usize]
    }

    /// Whether it takes text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::When | Self::NextDay | Self::NextText | Self::Note)
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
    /// Satisfaction.
    pub satisfied: Option<u8>,
    /// Matters raised.
    pub raised: Vec<NewMatter>,
    /// Matters answered.
    pub answered: BTreeSet<MatterId>,
    /// When to come next, as typed.
    pub next_day: Field,
    /// What comes next.
    pub next_text: Field,
    /// What was said.
    pub note: Note,
}

impl Form {
    /// The fields of a report.
    pub fn new(report: &Report) -> Self {
        let content = &report.content;
        let next = content.next.as_ref();
        let day = next.and_then(|next| next.day).map(|day| day.to_string()).unwrap_or_default();
        Self {
            when: Field::default(),
            met: content.met.iter().copied().collect(),
            nobody: content.attempted,
            kind: Some(content.kind),
            satisfied: content.satisfaction,
            raised: report.raised.clone(),
            answered: report.answered.iter().copied().collect(),
            next_day: Field::new(&day),
            next_text: Field::new(next.map_or("", |next| &next.text)),
            note: Note::new(&content.note),
        }
    }

    /// The day typed for the next visit, seen from the visit's day.
    pub fn next_on(&self, day: NaiveDate) -> Option<NaiveDate> {
        day_words::parse(&self.next_day.text(), day)
    }

    /// The report that the fields make, seen from the visit's day.
    pub fn report(&self, day: NaiveDate) -> Report {
        let typed = self.next_day.text();
        let on = self.next_on(day);
        let text = self.next_text.text();
        let text = match on {
            None => format!("{} {}", typed.trim(), text.trim()).trim().to_owned(),
            Some(_) => text.trim().to_owned(),
        };
        let next = (on.is_some() || !text.is_empty()).then_some(NextStep { day: on, text });
        Report {
            content: Content {
                kind: self.kind.unwrap_or(TouchKind::Routine),
                attempted: self.nobody,
                met: self.met.iter().copied().collect(),
                satisfaction: self.satisfied,
                next,
                note: self.note.text().trim_end().to_owned(),
            },
            raised: self.raised.clone(),
            answered: self.answered.iter().copied().collect(),
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
        assert_eq!(Form::new(&report).report(friday()), report);
        assert!(Form::new(&Report::default()).report(friday()).is_empty());
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
