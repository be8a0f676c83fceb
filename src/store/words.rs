//! Typed words are never lost: undoing a check-out, a save or a correction turns what was recorded back into a draft, in the same transaction.

use chrono::NaiveDate;
use uuid::Uuid;

use crate::domain::change::{Deed, Envelope};
use crate::domain::ids::{MatterId, OpId, RepId, TouchId};
use crate::domain::matter::Matter;
use crate::domain::record::{Key, Kind, Record};
use crate::domain::touch::{Draft, NewMatter, Report, Touch};

use super::Result;
use super::tables::{LogRow, Tables, to_the_millisecond};
use super::undo::{Turn, visits};

/// What the visits of a group hold before it is turned.
pub(super) struct Words {
    /// The visits that the group finished or corrected; with their reports if they are about to be taken back.
    finished: Vec<(TouchId, Option<(Touch, Report)>)>,
    /// The others, with their days if they are there.
    rest: Vec<(TouchId, Option<NaiveDate>)>,
}

impl Words {
    /// Reads the words before the group is turned.
    pub fn before<T: Tables>(tables: &T, rows: &[LogRow], turn: Turn) -> Result<Self> {
        let (mut finished, mut rest) = (Vec::new(), Vec::new());
        for touch in visits(rows) {
            let finishes = |row: &LogRow| {
                row.key.id == touch.0 && matches!(row.deed, Some(Deed::CheckOut | Deed::Enter | Deed::Correct))
            };
            if !rows.iter().any(finishes) {
                let there = record(tables, Kind::Touch, touch.0)?;
                rest.push((touch, if let Some(Record::Touch(touch)) = there { Some(touch.day) } else { None }));
            } else if turn == Turn::Forth {
                finished.push((touch, None));
            } else {
                finished.push((touch, read(tables, rows, touch)?));
            }
        }
        Ok(Self { finished, rest })
    }

    /// Puts drafts in order after the group was turned; answers with the visit that has one back.
    pub fn after<T: Tables>(
        self,
        tables: &mut T,
        envelope: &Envelope,
        rows: &[LogRow],
        turn: Turn,
    ) -> Result<Option<TouchId>> {
        // Nobody's words are taken back where nobody acts.
        let Some(rep) = envelope.actor else { return Ok(None) };
        let mut back = None;
        for (id, words) in self.finished {
            if turn == Turn::Forth {
                back = back.or(restored(tables, envelope, rep, rows, id)?);
            }
            let Some((touch, report)) = words.filter(|(_, report)| !words_of(report).is_empty()) else { continue };
            // A correction that was begun since knows of what is taken back, and goes on from it.
            let report = match tables.draft(id, rep)? {
                Some(begun) => Report { raised: report.raised, answered: report.answered, ..begun.report },
                None => report,
            };
            tables.put_draft(&Draft {
                touch: id,
                account: touch.account,
                rep,
                late_day: late_day(tables, id, Some(touch.day))?,
                report,
                saved: to_the_millisecond(envelope.at),
            })?;
            back = Some(id);
        }
        // A check-in that is taken back leaves what was typed so far as the draft of a late entry.
        for (id, day) in self.rest {
            let Some(draft) = tables.draft(id, rep)? else { continue };
            let late_day = late_day(tables, id, draft.late_day.or(day))?;
            tables.put_draft(&Draft { late_day, ..draft })?;
        }
        Ok(back)
    }
}

/// The day under which a draft is to be found: of what is no open visit, but a late entry or a correction.
fn late_day<T: Tables>(tables: &T, id: TouchId, day: Option<NaiveDate>) -> Result<Option<NaiveDate>> {
    let open = matches!(record(tables, Kind::Touch, id.0)?, Some(Record::Touch(touch)) if touch.open);
    Ok(day.filter(|_| !open))
}

/// Ends the draft of a visit that is in force again. Words that were edited since the undo stay: of a correction as one that is begun, of a
/// visit as the draft of a late entry of its own.
fn restored<T: Tables>(
    tables: &mut T,
    envelope: &Envelope,
    rep: RepId,
    rows: &[LogRow],
    id: TouchId,
) -> Result<Option<TouchId>> {
    let Some(((touch, report), mut draft)) = read(tables, rows, id)?.zip(tables.draft(id, rep)?) else {
        return Ok(None);
    };
    let kept = words_of(&draft.report);
    let is_said = kept.is_empty() || kept == words_of(&report);
    if !is_said && rows.iter().any(|row| row.key.id == id.0 && row.deed == Some(Deed::Correct)) {
        return Ok(Some(id));
    }
    tables.drop_draft(id, rep)?;
    if is_said {
        return Ok(None);
    }
    // Matters as they were saved are there again; edited ones are others.
    draft.report.raised.retain(|raised| !report.raised.contains(raised));
    for raised in &mut draft.report.raised {
        raised.id = MatterId(derived(envelope.op, raised.id.0));
    }
    draft.touch = TouchId(derived(envelope.op, id.0));
    draft.late_day = draft.late_day.or(Some(touch.day));
    tables.put_draft(&draft)?;
    Ok(Some(draft.touch))
}

/// Another identity in place of one, the same on every store: the operation's, with the random half of both.
fn derived(op: OpId, id: Uuid) -> Uuid {
    const RANDOM: u128 = (1 << 62) - 1;
    Uuid::from_u128(op.0.as_u128() ^ (id.as_u128() & RANDOM))
}

/// What there is to give back: that nobody was met is a choice, made again in a moment.
fn words_of(report: &Report) -> Report {
    let mut report = report.clone();
    report.content.attempted = false;
    report
}

/// The report that a finished visit was saved with, from the records as they are.
fn read<T: Tables>(tables: &T, rows: &[LogRow], id: TouchId) -> Result<Option<(Touch, Report)>> {
    let Some(Record::Touch(touch)) = record(tables, Kind::Touch, id.0)? else { return Ok(None) };
    let mut report = Report { content: touch.content.clone(), ..Report::default() };
    let of_visit = |row: &&LogRow| {
        row.key.kind == Kind::Matter
            && row.account == Some(touch.account)
            && matches!(row.deed, Some(Deed::CheckOut | Deed::Enter))
    };
    for row in rows.iter().filter(of_visit) {
        let Some(Record::Matter(matter)) = record(tables, Kind::Matter, row.key.id)? else { continue };
        let Matter { kind, text, due, .. } = matter;
        if row.before.is_some() {
            report.answered.push(MatterId(row.key.id));
        } else if matter.touch == Some(id) {
            report.raised.push(NewMatter { id: matter.id, kind, text, due });
        }
    }
    Ok(Some((touch, report)))
}

fn record<T: Tables>(tables: &T, kind: Kind, id: uuid::Uuid) -> Result<Option<Record>> {
    tables.record(Key::new(kind, id))
}
