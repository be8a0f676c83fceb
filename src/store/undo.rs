//! Taking a group back and putting it in force again. Both walk the rows of the group and set its fields to the other side on the
//! record as it is now, so that other fields keep what happened since; both are refused when somebody changed the same field since, or
//! when the rules would not allow the result. Whether the actor may write there is not asked again: they take back what was theirs to do,
//! also after the account went to a colleague. An undo is an operation of its own: rows of the log stay.

use std::collections::BTreeSet;

use chrono::{Duration, NaiveDate};

use crate::domain::change::Envelope;
use crate::domain::ids::{GroupId, RepId, TouchId};
use crate::domain::record::{Fields, Key, Kind, Record};
use crate::domain::rules::Write;

use super::engine::Pen;
use super::tables::{Group, Hand, LogRow, Tables};
use super::words::Words;
use super::{Result, StoreError, Viewer};

/// How old a group may be.
const DAYS_TO_UNDO: i64 = 30;

/// Whose groups a viewer can take back, and from which day on.
pub(crate) fn within_reach(viewer: Viewer) -> (Option<RepId>, NaiveDate) {
    match viewer {
        Viewer::Person { rep, day } => {
            (Some(rep), day.checked_sub_signed(Duration::days(DAYS_TO_UNDO)).unwrap_or(NaiveDate::MIN))
        }
        Viewer::System => (None, NaiveDate::MIN),
    }
}

/// In which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Undo.
    Back,
    /// Redo.
    Forth,
}

/// Takes a group back or puts it in force again; answers with the number of records written and the visit whose words became a draft.
pub(super) fn turn<T: Tables>(
    tables: &mut T,
    envelope: &Envelope,
    id: GroupId,
    turn: Turn,
) -> Result<(u32, Option<TouchId>)> {
    let group = tables.group(id)?.ok_or(StoreError::NothingToUndo)?;
    let too_old = envelope.at - group.at > Duration::days(DAYS_TO_UNDO);
    let cleared = turn == Turn::Forth && tables.newest_change(group.actor)? > group.turned;
    if group.actor != envelope.actor || group.live != (turn == Turn::Back) || too_old || cleared {
        return Err(StoreError::NothingToUndo);
    }
    let mut rows = tables.rows_of(id)?;
    let words = Words::before(tables, &rows, turn)?;
    if turn == Turn::Back {
        rows.reverse();
    }
    let mut pen = Pen::new(tables);
    for row in &rows {
        let write = turned(pen.tables, &group, row.clone(), turn)?;
        pen.write(None, write)?;
    }
    let written = pen.finish(envelope.day)?;
    let draft = words.after(tables, envelope, &rows, turn)?;
    let seq = tables.log(envelope, &written)?;
    tables.put_group(&Group { live: turn == Turn::Forth, turned: seq, ..group })?;
    Ok((written.len() as u32, draft))
}

/// Takes back what can be of a group; answers with the number of records written, and those that stay because they were changed since or
/// because others rest on them. Made for imports: they bring no words that a draft would have to keep.
pub(super) fn withdraw<T: Tables>(tables: &mut T, envelope: &Envelope, id: GroupId) -> Result<(u32, Vec<Key>)> {
    let group = tables.group(id)?.ok_or(StoreError::NothingToUndo)?;
    if group.actor != envelope.actor || !group.live {
        return Err(StoreError::NothingToUndo);
    }
    let mut kept = Vec::new();
    let mut rows = tables.rows_of(id)?;
    rows.reverse();
    let mut pen = Pen::new(tables);
    for row in rows {
        let key = row.key;
        let done = turned(pen.tables, &group, row, Turn::Back).and_then(|write| pen.write(None, write));
        match done {
            Ok(()) => {}
            Err(StoreError::Refused(_) | StoreError::ChangedSince { .. }) => kept.push(key),
            Err(error) => return Err(error),
        }
    }
    let written = pen.finish(envelope.day)?;
    let seq = tables.log(envelope, &written)?;
    tables.put_group(&Group { live: false, turned: seq, ..group })?;
    Ok((written.len() as u32, kept))
}

/// What becomes of a record when one row of its history is turned.
fn turned<T: Tables>(tables: &T, group: &Group, row: LogRow, turn: Turn) -> Result<Write> {
    let since = if turn == Turn::Back { row.seq } else { group.turned };
    let conflict = Conflict { key: row.key, group: group.id, fields: row.fields() };
    let hands = tables.hands(row.key)?;
    if let Some(hand) = hands.iter().find(|hand| conflict.since(hand, since)) {
        return Err(changed_since(tables, hand));
    }
    let current = tables.record(row.key)?;
    let (from, to) = match turn {
        Turn::Back => (row.after, row.before),
        Turn::Forth => (row.before, row.after),
    };
    let changed = || conflict.newest(tables, &hands);
    let made = |to| Record::from_fields(row.key.kind, to);
    let after = match (current, from, to) {
        (Some(current), Some(_), None) => current.unmade(),
        (None, None, Some(to)) => Some(made(to)?),
        (Some(current), None, Some(to)) => {
            let made = made(to)?;
            if made.unmade().as_ref() != Some(&current) {
                return Err(changed());
            }
            Some(made)
        }
        (Some(current), Some(from), Some(to)) => {
            let mut fields = current.fields()?;
            if !holds(&fields, &from) {
                return Err(changed());
            }
            fields.extend(to);
            Some(Record::from_fields(row.key.kind, fields)?)
        }
        _ => return Err(changed()),
    };
    Ok(Write { key: row.key, after })
}

/// Whether all of these fields are as they were left.
fn holds(fields: &Fields, left: &Fields) -> bool {
    left.iter().all(|(name, value)| fields.get(name) == Some(value))
}

/// What must not have been changed since by another group.
struct Conflict {
    key: Key,
    group: GroupId,
    fields: Option<Vec<String>>,
}

impl Conflict {
    /// Whether this hand changed the same later than `seq` and is in force. What was put in force again needs no second look: its
    /// redo was itself refused where it would have gone over this group.
    fn since(&self, hand: &Hand, seq: i64) -> bool {
        hand.live && hand.seq > seq && hand.group != self.group && self.overlaps(hand)
    }

    fn overlaps(&self, hand: &Hand) -> bool {
        match (&self.fields, &hand.fields) {
            (Some(mine), Some(theirs)) => mine.iter().any(|name| theirs.contains(name)),
            _ => true,
        }
    }

    /// The error for a record that is not as the group left it, although no group in force explains it: an undo or redo does.
    fn newest<T: Tables>(&self, tables: &T, hands: &[Hand]) -> StoreError {
        match hands.iter().find(|hand| hand.group != self.group && self.overlaps(hand)) {
            Some(hand) => changed_since(tables, hand),
            None => StoreError::Internal(format!("{:?} is not as the log says", self.key)),
        }
    }
}

/// The error that names who changed it since.
fn changed_since<T: Tables>(tables: &T, hand: &Hand) -> StoreError {
    let rep = match hand.actor {
        Some(rep) => tables.record(Key::new(Kind::Rep, rep.0)),
        None => Ok(None),
    };
    match rep {
        Ok(Some(Record::Rep(rep))) => StoreError::ChangedSince { by: rep.name, at: hand.at },
        Ok(_) => StoreError::ChangedSince { by: String::new(), at: hand.at }, // set-up or import
        Err(error) => error,
    }
}

/// The visits among the rows of a group, each once.
pub(super) fn visits(rows: &[LogRow]) -> BTreeSet<TouchId> {
    rows.iter().filter(|row| row.key.kind == Kind::Touch).map(|row| TouchId(row.key.id)).collect()
}
