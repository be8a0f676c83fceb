//! What a line writes: the visit, and what was asked for.

use chrono::{DateTime, Utc};

use crate::app::who::Who;
use crate::domain::change::Change;
use crate::domain::content::Order;
use crate::domain::ids::{Ids, MatterId, RequestId, TouchId};
use crate::domain::stock::Request;
use crate::domain::touch::{Content, NewMatter, Report};

use super::{Reading, Scene, Wish};

/// The changes that a line makes: the open visit is checked out with it, else a visit of now is entered, or of the time that the line says.
pub fn changes(reading: &Reading, scene: &Scene, who: &Who, ids: &mut Ids) -> Vec<Change> {
    let now = who.now;
    let raised = reading.raised.iter().map(|it| {
        let id: MatterId = ids.next(now);
        NewMatter { id, kind: it.kind, text: it.text.clone(), due: Some(it.due) }
    });
    let (content, raised, answered) = (reading.content.clone(), raised.collect(), reading.answered.clone());
    let report = Report { content, raised, answered, ..Report::default() };
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
            // Of now: when it began is not known, nor how long it was.
            let (start, end) = when.map_or((None, None), |when| (when.start, when.end));
            changes.push(Change::Enter { touch, account: scene.account, day, start, end, report });
        }
    }
    changes.extend(asked(reading, scene, who, ids));
    changes
}

/// The requests that are asked for.
pub fn asked(reading: &Reading, scene: &Scene, who: &Who, ids: &mut Ids) -> Vec<Change> {
    let request = |wish: &Wish| {
        let id: RequestId = ids.next(who.now);
        Change::Request(Request {
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
            at: who.now,
            day: who.today,
            ended: None,
        })
    };
    reading.asked.iter().map(request).collect()
}

/// A visit ends when it is checked out, not before it began.
fn ended_at(start: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    start.map(|start| now.max(start))
}

/// All of both, each once.
fn both<T: PartialEq>(mut old: Vec<T>, new: Vec<T>) -> Vec<T> {
    for it in new {
        if !old.contains(&it) {
            old.push(it);
        }
    }
    old
}

/// What a line says put onto what was typed into the visit: it adds to it, or takes the place of what can be
/// said only once; words go behind words.
fn onto(before: Report, line: Report) -> Report {
    let (old, new) = (before.settled(), line.content);
    let words = |old: String, new: String, between: &str| match (old.is_empty(), new.is_empty()) {
        (true, _) => new,
        (_, true) => old,
        _ => [old, new].join(between),
    };
    let plain = Content::default().kind;
    // A next step that another takes the place of stays as words.
    let left = match (&old.next, &new.next) {
        (Some(old), Some(_)) => old.text.clone(),
        _ => String::new(),
    };
    let content = Content {
        kind: if new.kind == plain { old.kind } else { new.kind },
        attempted: old.attempted || new.attempted,
        met: both(old.met, new.met),
        order: match (old.order, new.order) {
            (Some(Order::Lines(lines)), Some(Order::Lines(more))) => Some(Order::Lines([lines, more].concat())),
            (old, new) => new.or(old),
        },
        shelf: both(old.shelf, new.shelf),
        display: new.display.or(old.display),
        satisfaction: new.satisfaction.or(old.satisfaction),
        needs: both(old.needs, new.needs),
        told: words(old.told, new.told, "; "),
        rival: words(old.rival, new.rival, "; "),
        next: new.next.or(old.next),
        note: [old.note, left, new.note].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("\n"),
    };
    let raised = before.raised.into_iter().chain(line.raised).collect();
    let mut answered = before.answered;
    answered.extend(line.answered);
    answered.dedup();
    Report { content, raised, answered, ..Report::default() }
}
