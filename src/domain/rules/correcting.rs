//! Correcting what was saved: a contact gets other words, times or another day, or is declared void. Nothing is thrown away: the log keeps
//! every version.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Refusal, View, Write, any};
use crate::domain::change::Envelope;
use crate::domain::ids::TouchId;
use crate::domain::people::Role;
use crate::domain::record::{Key, Kind, Record};
use crate::domain::route::{Fate, Stop};
use crate::domain::touch::{Content, Touch};

/// The day, the start and the end.
type Times = (NaiveDate, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

pub(super) fn correct<V: View>(
    view: &V,
    envelope: &Envelope,
    touch: TouchId,
    (day, start, end): Times,
    content: &Content,
) -> Result<Vec<Write>, V::Error> {
    if day > envelope.day {
        return Err(Refusal::InTheFuture(day).into());
    }
    let visit = saved(view, envelope, touch)?;
    let late = visit.late || day < visit.day;
    let corrected = Touch { day, start, end, late, content: content.clone(), ..visit.clone() };
    let mut writes = vec![Write::put(corrected)];
    // A stop is done by a visit of its day in which somebody was met, and by no other.
    if day != visit.day || content.attempted || !content.kind.is_visit() {
        writes.extend(reopened(view, &visit)?);
    }
    Ok(writes)
}

pub(super) fn void<V: View>(
    view: &V,
    envelope: &Envelope,
    touch: TouchId,
    reason: &str,
) -> Result<Vec<Write>, V::Error> {
    let visit = saved(view, envelope, touch)?;
    let stop = reopened(view, &visit)?;
    let write = Write::put(Touch { voided: Some(reason.to_owned()), ..visit });
    Ok(std::iter::once(write).chain(stop).collect())
}

/// A contact that is saved and in force, and that the actor may correct: the own ones; leaders those of others too.
fn saved<V: View>(view: &V, envelope: &Envelope, id: TouchId) -> Result<Touch, V::Error> {
    let key = Key::new(Kind::Touch, id.0);
    let Record::Touch(visit) = any(view, key)? else { return Err(Refusal::Missing(key).into()) };
    if visit.open {
        return Err(Refusal::AlreadyVisiting(visit.account).into());
    }
    if visit.voided.is_some() {
        return Err(Refusal::AlreadyVoid(id).into());
    }
    if let Some(actor) = envelope.actor.filter(|actor| *actor != visit.rep)
        && let Some(Record::Rep(rep)) = view.record(Key::new(Kind::Rep, actor.0))?
        && rep.role == Role::Rep
    {
        return Err(Refusal::NotYourVisit(id).into());
    }
    Ok(visit)
}

/// The stop that a contact did, open again.
fn reopened<V: View>(view: &V, visit: &Touch) -> Result<Option<Write>, V::Error> {
    let stops = view.stops(visit.rep, visit.day)?;
    let done = stops.into_iter().find(|stop| stop.fate == Fate::Done { touch: visit.id });
    Ok(done.map(|stop| Write::put(Stop { fate: Fate::Open, ..stop })))
}
