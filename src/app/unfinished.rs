//! What somebody left: open visits, and drafts of visits that are still to be entered, to go back to.

use crate::i18n::messages::visit as words;
use crate::i18n::{Lang, dates};
use crate::store::{DraftRow, OpenVisit};

use super::effect::{Choice, Picked, VisitPlace};
use super::who::Who;

/// The open visits and drafts of visits that are still to be entered, to choose from.
pub fn unfinished(lang: Lang, who: &Who, visits: &[OpenVisit], drafts: &[DraftRow]) -> Vec<Choice> {
    let today = who.today;
    let open = visits.iter().map(|visit| {
        let touch = &visit.touch;
        let since = touch.start.map(|at| dates::time(at.with_timezone(&who.rep.zone).time())).unwrap_or_default();
        let aside = if touch.day == today {
            words::unfinished_open(lang, &since)
        } else {
            words::open_since_day(lang, &dates::week_day(lang, touch.day, today))
        };
        let place = VisitPlace { touch: touch.id, account: touch.account, late_day: None };
        Choice { text: visit.name.clone(), aside, found_by: String::new(), answer: Picked::Visit(place) }
    });
    let late = drafts.iter().filter_map(|row| {
        let day = row.draft.late_day?;
        let place = VisitPlace { touch: row.draft.touch, account: row.draft.account, late_day: Some(day) };
        Some(Choice {
            text: row.name.clone(),
            aside: words::unfinished_draft(lang, &dates::week_day(lang, day, today)),
            found_by: String::new(),
            answer: Picked::Visit(place),
        })
    });
    open.chain(late).collect()
}
