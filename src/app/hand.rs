//! The hand that writes: acts of somebody become operations of theirs, and an undo or a redo says what it took. The same for screens and for
//! line mode.

use crate::domain::change::{Act, Envelope};
use crate::domain::ids::{DeviceId, GroupId, Ids, ImportId};
use crate::i18n::Lang;
use crate::i18n::messages::{system, visit as words};
use crate::store::{Applied, Result, Store, StoreError, Undoable};

use super::names::{deed, joined};
use super::who::Who;
use super::wording::store_error;

/// Whose hand it is, and on which installation it writes.
#[derive(Clone, Copy, Debug)]
pub struct Hand<'a> {
    /// Who, and when.
    pub who: &'a Who,
    /// The installation.
    pub device: DeviceId,
    /// The language in which is said what was done.
    pub lang: Lang,
}

/// What became of an undo or a redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turned {
    /// It was done; what, in words.
    Done(String),
    /// There was nothing to take; says so.
    Nothing(&'static str),
    /// It is an import, which is taken back group by group.
    Import(ImportId),
    /// It was refused; why, in words.
    Failed(String),
}

/// Writes an operation.
pub fn write(store: &mut dyn Store, envelope: &Envelope) -> Result<Applied> {
    let envelope = std::slice::from_ref(envelope);
    let mut result = store.apply(envelope).pop().unwrap_or(Err(StoreError::NothingToUndo));
    if matches!(result, Err(StoreError::UnknownOutcome(_))) {
        // The same operation again: applied once, whatever became of the first attempt.
        result = store.apply(envelope).pop().unwrap_or(result);
    }
    result
}

impl Hand<'_> {
    /// Does something as one operation that can be taken back as one.
    pub fn apply(self, store: &mut dyn Store, ids: &mut Ids, act: Act) -> Result<Applied> {
        write(store, &self.envelope(ids, act))
    }

    /// The operation that does something.
    pub fn envelope(self, ids: &mut Ids, act: Act) -> Envelope {
        let who = self.who;
        Envelope {
            op: ids.next(who.now),
            group: ids.next(who.now),
            actor: Some(who.rep.id),
            device: self.device,
            at: who.now,
            day: who.today,
            act,
        }
    }

    /// Takes back what was done last.
    pub fn undo(self, store: &mut dyn Store, ids: &mut Ids) -> Turned {
        let found = store.undoable(self.who.viewer());
        if let Ok(Some(Undoable { import: Some(import), .. })) = found {
            return Turned::Import(import);
        }
        match self.turn(store, ids, found, Act::Undo) {
            Ok(Some((what, applied))) => self.done(&words::did_undo(self.lang, &what), &applied),
            Ok(None) => Turned::Nothing(words::nothing_to_undo(self.lang)),
            Err(why) => Turned::Failed(why),
        }
    }

    /// Puts back what was taken back last.
    pub fn redo(self, store: &mut dyn Store, ids: &mut Ids) -> Turned {
        let found = store.redoable(self.who.viewer());
        match self.turn(store, ids, found, Act::Redo) {
            Ok(Some((what, applied))) => self.done(&words::did_redo(self.lang, &what), &applied),
            Ok(None) => Turned::Nothing(words::nothing_to_redo(self.lang)),
            Err(why) => Turned::Failed(why),
        }
    }

    /// What was done, and whether words are a draft by it: those of the visit that is open again, or those written since beside what is redone.
    fn done(self, said: &str, applied: &Applied) -> Turned {
        let lang = self.lang;
        let draft = applied.draft.map_or("", |_| words::draft_again(lang));
        Turned::Done(joined(lang, &[said, draft]))
    }

    /// Undoes or redoes the group that was found; answers what it was, or why not in words.
    fn turn(
        self,
        store: &mut dyn Store,
        ids: &mut Ids,
        found: Result<Option<Undoable>>,
        act: fn(GroupId) -> Act,
    ) -> std::result::Result<Option<(String, Applied)>, String> {
        let lang = self.lang;
        let outcome = found.and_then(|found| match found {
            None => Ok(None),
            Some(group) => self.apply(store, ids, act(group.group)).map(|applied| Some((group, applied))),
        });
        match outcome {
            Ok(None) => Ok(None),
            Ok(Some((group, applied))) => {
                let what = match &group.account {
                    Some(name) => format!("{} {name}", deed(lang, group.deed)),
                    None => deed(lang, group.deed).to_owned(),
                };
                Ok(Some((what, applied)))
            }
            Err(StoreError::ChangedSince { by, at }) => {
                let at = at.with_timezone(&self.who.rep.zone).format("%m-%d %H:%M").to_string();
                let by = if by.is_empty() { words::the_set_up(lang).to_owned() } else { by };
                Err(system::err_changed_since(lang, &by, &at))
            }
            Err(error) => {
                tracing::warn!("{error:?}");
                Err(store_error(lang, &error))
            }
        }
    }
}
