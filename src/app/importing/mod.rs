//! Bringing a spreadsheet into the store as a job: a look at it first, then its rows in groups, each a transaction of its own that others'
//! writing fits between; taken back as a whole, gone on with after it was cut off.

mod bring;
mod refused;
mod withdraw;

use std::path::PathBuf;

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::change::{Act, Envelope};
use crate::domain::ids::{AccountId, DeviceId, GroupId, Ids, ImportId, RepId};
use crate::domain::record::{Key, Kind};
use crate::exchange::import::{ImportError, Options, Preview, Survey, Tally};
use crate::i18n::Lang;
use crate::store::{Applied, ImportRun, Keep, Store, StoreError, Viewer};

use super::job::{Job, Ticket};
use bring::{Bring, Look};
use withdraw::Withdraw;

pub use bring::Ready;
pub use refused::Refused;

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Look at a file.
    Look(Request),
    /// Bring it in.
    Bring(Request),
    /// Go on with an import that was cut off.
    Resume(ImportId),
    /// Take an import back.
    Withdraw(ImportId),
}

/// Which file, and how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The file.
    pub file: PathBuf,
    /// How it is to be read.
    pub options: Options,
    /// Where refused rows are written; none: beside the file.
    pub refused: Option<PathBuf>,
    /// The language of what is said about them.
    pub lang: Lang,
}

/// What an import remembers of its request, to be gone on with.
#[derive(Serialize, Deserialize)]
struct Told {
    #[serde(flatten)]
    options: Options,
    refused: Option<String>,
}

/// A file that was looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Surveyed {
    /// What was asked for.
    pub request: Request,
    /// How the file was understood.
    pub preview: Preview,
    /// What its rows come to.
    pub survey: Survey,
    /// The reps that rows without one can go to, by code, with their names.
    pub reps: Vec<(String, String)>,
    /// The tiers that rows without one can get, by code.
    pub tiers: Vec<String>,
}

/// A file that is in.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Which import it was.
    pub import: ImportId,
    /// How many rows became what, those among the refused whose changes were barred.
    pub tally: Tally,
    /// Where the refused rows were written, if there were any.
    pub refused: Option<PathBuf>,
    /// Of rows whose changes the rules or the rights of who imported barred, why.
    pub barred: Vec<StoreError>,
}

/// The job that brings in a file that was surveyed just now.
pub fn bring(request: Request, author: Author, viewer: Viewer, ready: Ready) -> Box<dyn Job> {
    Box::new(Bring::ready(request, viewer, author, ready))
}

/// The job of an order. What is read is what this viewer may see.
pub fn job(
    order: Order,
    author: Author,
    viewer: Viewer,
    lang: Lang,
    store: &dyn Store,
) -> Result<Box<dyn Job>, StoreError> {
    let run = |id: ImportId| {
        let mut runs = store.imports(viewer)?.into_iter();
        runs.find(|run| run.id == id).ok_or(StoreError::NothingToUndo)
    };
    Ok(match order {
        Order::Look(request) => Box::new(Look { request, viewer }),
        Order::Bring(request) => Box::new(Bring::new(request, viewer, author, None)),
        Order::Withdraw(id) => {
            let run = run(id)?;
            Box::new(Withdraw::new(run.clone(), viewer, Author { actor: run.rep, ..author }))
        }
        Order::Resume(id) => {
            let run = run(id)?;
            let Told { options, refused } = serde_json::from_str(&run.options)?;
            let request =
                Request { file: PathBuf::from(&run.file), options, refused: refused.map(PathBuf::from), lang };
            Box::new(Bring::new(request, viewer, Author { actor: run.rep, ..author }, Some(run)))
        }
    })
}

/// What came of taking an import back.
#[derive(Clone, Debug, PartialEq)]
pub struct Withdrawn {
    /// Which.
    pub import: ImportId,
    /// Records that went or became what they were.
    pub rows: u64,
    /// Records that stay, because they were changed since or because others rest on them.
    pub kept: Vec<Key>,
    /// The first of them, with the names of those that have one.
    pub names: Vec<(Key, String)>,
}

/// Who writes what a job writes.
#[derive(Clone, Debug)]
pub struct Author {
    /// Who; none from the command line.
    pub actor: Option<RepId>,
    /// From which installation.
    pub device: DeviceId,
    /// Their business day.
    pub day: NaiveDate,
    /// New identities.
    pub ids: Ids,
}

impl Author {
    /// The identity of a new group.
    pub fn group(&mut self, ticket: &Ticket) -> GroupId {
        self.ids.next(ticket.now())
    }

    /// Sends one envelope. One of which it is not known whether it was saved is sent again: it is applied once.
    fn send(
        &mut self,
        store: &mut dyn Store,
        act: Act,
        group: GroupId,
        ticket: &Ticket,
    ) -> Result<Applied, StoreError> {
        let at = ticket.now();
        let Self { actor, device, day, .. } = *self;
        let envelope = Envelope { op: self.ids.next(at), group, actor, device, at, day, act };
        let envelope = std::slice::from_ref(&envelope);
        let mut once = || store.apply(envelope).pop().unwrap_or(Err(StoreError::NothingToUndo));
        match once() {
            Err(StoreError::UnknownOutcome(_)) => once(),
            answer => answer,
        }
    }
}

/// How long an import is silent before it is taken for cut off.
const SILENT: Duration = Duration::seconds(60);

/// Whether an import was cut off: it is neither done nor gone, and nobody was at it for a while.
pub fn is_cut_off(run: &ImportRun, now: DateTime<Utc>) -> bool {
    run.is_unfinished() && (now - run.at).abs() > SILENT
}

/// Makes sure that nobody is bringing anything in or taking it back, and that the import to go on with is still as it was read.
fn alone(store: &dyn Store, viewer: Viewer, run: Option<&ImportRun>, now: DateTime<Utc>) -> Result<(), ImportError> {
    let moved = |run| Ok::<_, StoreError>(!store.imports(viewer)?.contains(run));
    if store.is_importing(now - SILENT, now + SILENT)? || run.map(moved).transpose()? == Some(true) {
        return Err(ImportError::UnderWay);
    }
    Ok(())
}

/// Lets go of an import: it can be gone on with, or taken back, at once. Where not even this can be kept, in a while.
fn let_go(store: &mut dyn Store, run: &ImportRun) {
    let _ = store.keep(&Keep::Import(ImportRun { at: DateTime::UNIX_EPOCH, ..run.clone() }));
}

/// So many of the records that stay are named.
const NAMED: usize = 200;

/// The records that a withdrawal left, with the names of accounts, by which people know them.
fn named(store: &dyn Store, viewer: Viewer, kept: &[Key]) -> Vec<(Key, String)> {
    let name = |key: &Key| match key.kind {
        Kind::Account => store.account(viewer, AccountId(key.id)).ok().flatten().map(|account| account.name),
        _ => None,
    };
    kept.iter().take(NAMED).map(|key| (*key, name(key).unwrap_or_default())).collect()
}
