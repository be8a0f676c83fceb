//! What is followed up: matters that are answered, appointments that are kept or moved, next steps that are done, and what is put off.

use super::{Refusal, View, Write, any};
use crate::domain::change::{Change, Envelope};
use crate::domain::ids::{AppointmentId, MatterId, TouchId};
use crate::domain::matter::{Appointment, Matter, PutOff, Waiting};
use crate::domain::record::{Key, Kind, Record};
use crate::domain::touch::Touch;

pub(super) fn decide<V: View>(view: &V, envelope: &Envelope, change: &Change) -> Result<Vec<Write>, V::Error> {
    let today = envelope.day;
    let write = match change {
        Change::Answer { matter } => Write::put(Matter { answered: Some(today), ..open_matter(view, *matter)? }),
        Change::Settle { appointment, outcome } => {
            Write::put(Appointment { outcome: Some(*outcome), ..open_appointment(view, *appointment)? })
        }
        Change::Rearrange { appointment, day, time } => {
            passed(*day, envelope)?;
            Write::put(Appointment { day: *day, time: *time, ..open_appointment(view, *appointment)? })
        }
        Change::StepDone { touch } => Write::put(Touch { followed: Some(today), ..open_step(view, *touch)? }),
        Change::PutOff { what, until, reason } => {
            passed(*until, envelope)?;
            let put_off = Some(PutOff { until: *until, reason: reason.clone() });
            match what {
                Waiting::Matter(id) => Write::put(Matter { put_off, ..open_matter(view, *id)? }),
                Waiting::Step(id) => Write::put(Touch { put_off, ..open_step(view, *id)? }),
            }
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![write])
}

/// Refuses a day that has passed.
fn passed(day: chrono::NaiveDate, envelope: &Envelope) -> Result<(), Refusal> {
    if day < envelope.day { Err(Refusal::InThePast(day)) } else { Ok(()) }
}

fn open_matter<V: View>(view: &V, id: MatterId) -> Result<Matter, V::Error> {
    let key = Key::new(Kind::Matter, id.0);
    match any(view, key)? {
        Record::Matter(matter) if matter.answered.is_none() => Ok(matter),
        Record::Matter(_) => Err(Refusal::AlreadyAnswered.into()),
        _ => Err(Refusal::Missing(key).into()),
    }
}

fn open_appointment<V: View>(view: &V, id: AppointmentId) -> Result<Appointment, V::Error> {
    let key = Key::new(Kind::Appointment, id.0);
    match any(view, key)? {
        Record::Appointment(appointment) if appointment.outcome.is_none() => Ok(appointment),
        Record::Appointment(_) => Err(Refusal::AlreadySettled.into()),
        _ => Err(Refusal::Missing(key).into()),
    }
}

/// A touch whose next step is still to be done.
fn open_step<V: View>(view: &V, id: TouchId) -> Result<Touch, V::Error> {
    let key = Key::new(Kind::Touch, id.0);
    match any(view, key)? {
        Record::Touch(touch) if touch.content.next.is_some() && touch.followed.is_none() => Ok(touch),
        Record::Touch(_) => Err(Refusal::NoNextStep(id).into()),
        _ => Err(Refusal::Missing(key).into()),
    }
}
