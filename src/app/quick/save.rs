//! What a line writes: the visit, and what was asked for.

use chrono::{DateTime, Utc};

use crate::app::who::Who;
use crate::domain::change::Change;
use crate::domain::ids::{Ids, MatterId, RequestId, TouchId};
use crate::domain::stock::Request;
use crate::domain::touch::{Content, NewMatter, Report};

use super::{Reading, Scene};

/// The changes that a line makes: the open visit is checked out with it, else a visit of now is entered, or of the time that the line says.
pub fn changes(reading: &Reading, scene: &Scene, who: &Who, ids: &mut Ids) -> Vec<Change> {
    let now = who.now;
    let raised = reading.raised.iter().map(|it| {
        let id: MatterId = ids.next(now);
        NewMatter { id, kind: it.kind, text: it.text.clone(), due: Some(it.due) }
    });
    let (content, raised, answered) = (reading.content.clone(), raised.collect(), reading.answered.clone());
    let report = Report { content, raised, answered };
    let mut changes = Vec::new();
    match (&scene.open, reading.when) {
        (Some((touch, draft)), None) => {
            let report = match draft {
                Some(draft) => onto(draft.report.clone(), report),
                None => report,
            };
            changes.push(Change::CheckOut { touch: touch.id, end: ended_at(touch.start, now), report });
        }
        (_, when) => {
            let touch: TouchId = ids.next(now);
            let day = when.map_or(who.today, |when| when.day);
            // Of now: when it began is not known, and how long it was.
            let (start, end) = match when {
                Some(when) => (when.start, when.end),
                None if report.content.kind.is_visit() => (None, None),
                None => (None, None),
            };
            changes.push(Change::Enter { touch, account: scene.account, day, start, end, report });
        }
    }
    for wish in &reading.asked {
        let id: RequestId = ids.next(now);
        changes.push(Change::Request(Request {
            id,
            account: scene.account,
            rep: who.rep.id,
            product: wish.product,
            asked: wish.amount.clone(),
            contact: wish.contact,
            until: wish.until,
            all_or_nothing: wish.all_or_nothing,
            outside: wish.outside,
            note: String::new(),
            at: now,
            day: who.today,
            ended: None,
        }));
    }
    changes
}

/// A visit ends when it is checked out, not before it began.
fn ended_at(start: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    start.map(|start| now.max(start))
}

/// What a line says put onto what was typed into the visit: it takes the place of what was there, words go behind words.
fn onto(before: Report, line: Report) -> Report {
    let (old, new) = (before.content, line.content);
    let words = |old: String, new: String, between: &str| match (old.is_empty(), new.is_empty()) {
        (true, _) => new,
        (_, true) => old,
        _ => [old, new].join(between),
    };
    let plain = Content::default().kind;
    let content = Content {
        kind: if new.kind == plain { old.kind } else { new.kind },
        attempted: old.attempted || new.attempted,
        met: if new.met.is_empty() { old.met } else { new.met },
        order: new.order.or(old.order),
        shelf: if new.shelf.is_empty() { old.shelf } else { new.shelf },
        display: new.display.or(old.display),
        satisfaction: new.satisfaction.or(old.satisfaction),
        needs: if new.needs.is_empty() { old.needs } else { new.needs },
        told: words(old.told, new.told, "; "),
        rival: words(old.rival, new.rival, "; "),
        next: new.next.or(old.next),
        note: words(old.note, new.note, "\n"),
    };
    let raised = before.raised.into_iter().chain(line.raised).collect();
    let mut answered = before.answered;
    answered.extend(line.answered);
    answered.dedup();
    Report { content, raised, answered }
}
