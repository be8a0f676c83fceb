//! Bringing the rows of a file in: understood and compared as a whole first, then part by part, each part a group of its own in a transaction
//! of its own. How far it is stands in the database before and after each part, so that it can be gone on with or taken back.

use std::collections::BTreeMap;

use crate::app::job::{Job, JobError, Outcome, Progress, Stage, Ticket};
use crate::domain::change::{Act, Change};
use crate::domain::ids::{GroupId, ImportId};
use crate::exchange::import::{Batches, Directory, Fault, Held, Import, ImportError, Known, RowError, Survey, Tally};
use crate::exchange::sheet::{SheetError, Source};
use crate::store::rows::ImportState;
use crate::store::{ImportRun, Keep, Store, StoreError, Viewer};

use super::refused::Refused;
use super::withdraw::Withdraw;
use super::{Author, Imported, Request, Surveyed, Told, alone, let_go};

/// So many rows go into one group. Fewer than the 5,000 records a group may have, so that others who write wait for a blink only.
pub(super) const ROWS: u64 = 500;

/// Looks at a file and compares it with what is there; changes nothing.
pub(super) struct Look {
    pub request: Request,
    pub viewer: Viewer,
}

impl Job for Look {
    fn step(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        match survey(&self.request, self.viewer, store, ticket) {
            Err(ImportError::Cancelled) => Ok(Some(Outcome::Stopped)),
            Err(error) => Err(error.into()),
            Ok((import, survey, _)) => {
                let (request, preview) = (self.request.clone(), import.preview().clone());
                let reps = store.reps(self.viewer)?.into_iter().map(|rep| (rep.code, rep.name)).collect();
                let tiers = store.reference(self.viewer)?.tiers.into_iter().map(|tier| tier.code).collect();
                Ok(Some(Outcome::Surveyed(Box::new(Surveyed { request, preview, survey, reps, tiers }))))
            }
        }
    }
}

fn survey(
    request: &Request,
    viewer: Viewer,
    store: &dyn Store,
    ticket: &Ticket,
) -> Result<(Import, Survey, Batches), ImportError> {
    let source = Source::from(request.file.as_path());
    let known = Known::of(store, viewer)?;
    let import = Import::open(source, request.options.clone(), known)?;
    let mut watch = |share: f32, _: u64| {
        ticket.tell(Progress { stage: Stage::Reading, done: u64::from((share * 100.0) as u8), of: 100 });
        !ticket.is_stopped()
    };
    let (survey, batches) = import.survey(Directory::of(store, viewer)?, &Held(store, viewer), &mut watch)?;
    Ok((import, survey, batches))
}

/// Brings a file in.
pub(super) struct Bring {
    request: Request,
    viewer: Viewer,
    author: Author,
    /// The import to go on with; none yet for a new one.
    run: Option<ImportRun>,
    /// The file as it was surveyed just now, if it was.
    surveyed: Option<Ready>,
    under_way: Option<UnderWay>,
    /// What it turned into when it was stopped.
    leaving: Option<Withdraw>,
}

/// A file that was surveyed and can be taken part by part.
pub struct Ready {
    /// The words of its header.
    pub header: Vec<String>,
    /// What its rows come to.
    pub tally: Tally,
    /// Its rows.
    pub batches: Batches,
}

struct UnderWay {
    header: Vec<String>,
    batches: Batches,
    rows: u64,
    tally: Tally,
    refused: Option<Refused>,
    barred: Vec<StoreError>,
}

impl UnderWay {
    /// Writes rows that do not come in to a file of their own.
    fn set_aside(&mut self, request: &Request, errors: &[RowError]) {
        for error in errors {
            self.refused.get_or_insert_with(|| Refused::new(request, &self.header)).add(error);
        }
    }
}

impl Bring {
    pub fn new(request: Request, viewer: Viewer, author: Author, run: Option<ImportRun>) -> Self {
        Self { request, viewer, author, run, surveyed: None, under_way: None, leaving: None }
    }

    /// Brings in a file that was surveyed just now.
    pub fn ready(request: Request, viewer: Viewer, author: Author, ready: Ready) -> Self {
        Self { surveyed: Some(ready), ..Self::new(request, viewer, author, None) }
    }

    /// Understands the file, and writes down that it is coming in.
    fn begin(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<(), JobError> {
        let print =
            Source::from(self.request.file.as_path()).print().map_err(SheetError::from).map_err(ImportError::from)?;
        if self.run.as_ref().is_some_and(|run| run.print != print) {
            return Err(ImportError::Changed.into());
        }
        self.request.spares_others()?;
        let alone = |store: &dyn Store| alone(store, self.viewer, self.run.as_ref(), ticket.now());
        alone(store)?;
        let Ready { header, tally, mut batches } = if let Some(ready) = self.surveyed.take() {
            ready
        } else {
            let (import, survey, batches) = survey(&self.request, self.viewer, store, ticket)?;
            Ready { header: import.preview().header.clone(), tally: survey.tally, batches }
        };
        // To understand it took its time.
        alone(store)?;
        let rows = tally.rows;
        let now = ticket.now();
        let Request { options, refused, .. } = self.request.clone();
        let told = Told { options, refused: refused.map(|path| path.display().to_string()) };
        let options = serde_json::to_string(&told).map_err(StoreError::from)?;
        let mut run = self.run.take().unwrap_or_else(|| ImportRun {
            id: self.author.ids.next::<ImportId>(now),
            rep: self.author.actor,
            file: self.request.file.display().to_string(),
            print,
            options,
            started: now,
            at: now,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            through: 0,
            state: ImportState::Going,
            groups: Vec::new(),
        });
        let errors = batches.skip_through(run.through.into(), &Held(store, self.viewer))?;
        run.at = now;
        store.keep(&Keep::Import(run.clone()))?;
        self.run = Some(run);
        let tally = Tally { refused: errors.len() as u64, ..Tally::default() };
        let mut under = UnderWay { header, batches, rows, tally, refused: None, barred: Vec::new() };
        under.set_aside(&self.request, &errors);
        self.under_way = Some(under);
        Ok(())
    }

    /// Brings the next part in; answers the outcome at the end.
    fn go_on(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        let (Some(run), Some(under)) = (&mut self.run, &mut self.under_way) else { return Ok(Some(Outcome::Stopped)) };
        let batch = under.batches.next(ROWS, &Held(store, self.viewer), &mut self.author.ids)?;
        let Some(batch) = batch else {
            run.state = ImportState::Done;
            run.at = ticket.now();
            store.keep(&Keep::Import(run.clone()))?;
            let refused = under.refused.take().and_then(Refused::close);
            let (import, tally, barred) = (run.id, under.tally, std::mem::take(&mut under.barred));
            return Ok(Some(Outcome::Imported(Imported { import, tally, refused, barred })));
        };
        under.tally.add(&batch.tally);
        under.set_aside(&self.request, &batch.errors);
        if !batch.changes.is_empty() {
            let group = self.author.group(ticket);
            // Announced before it is written: after a crash it can be taken back, or found missing.
            run.groups.push(group);
            run.at = ticket.now();
            store.keep(&Keep::Import(run.clone()))?;
            let barred = write(&mut self.author, store, &batch.changes, group, ticket)?;
            under.tally.changes -= barred.len() as u64;
            let mut rows = BTreeMap::new();
            for (change, why) in barred {
                // The first of a row says why; what rests on it is barred too.
                rows.entry(batch.from[change]).or_insert(why);
            }
            for (row, why) in rows {
                let origin = &batch.origins[row];
                under.tally.refuse(origin);
                under.barred.push(why.clone());
                under.set_aside(&self.request, &[RowError::new(&origin.row, Fault::Barred(why))]);
            }
        }
        run.through = u32::try_from(batch.through_row).unwrap_or(u32::MAX);
        run.at = ticket.now();
        store.keep(&Keep::Import(run.clone()))?;
        ticket.tell(Progress { stage: Stage::Importing, done: batch.through_row, of: under.rows });
        Ok(None)
    }
}

/// Writes changes. Where the rules or the rights of the author bar some of them, the others come in all the same; answers which these are, in
/// order, and why.
fn write(
    author: &mut Author,
    store: &mut dyn Store,
    changes: &[Change],
    group: GroupId,
    ticket: &Ticket,
) -> Result<Vec<(usize, StoreError)>, StoreError> {
    let mut barred = Vec::new();
    let mut parts = vec![(0, changes)];
    while let Some((start, part)) = parts.pop() {
        match author.send(store, Act::Change(part.to_vec()), group, ticket) {
            Ok(_) => {}
            Err(error @ (StoreError::Refused(_) | StoreError::NotAllowed)) => {
                let (first, second) = part.split_at(part.len().div_ceil(2));
                if second.is_empty() {
                    barred.push((start, error));
                } else {
                    parts.extend([(start + first.len(), second), (start, first)]); // in order: the second rests on the first
                }
            }
            Err(error) => return Err(error),
        }
    }
    Ok(barred)
}

impl Job for Bring {
    fn step(&mut self, store: &mut dyn Store, ticket: &Ticket) -> Result<Option<Outcome>, JobError> {
        if let Some(leaving) = &mut self.leaving {
            return leaving.step(store, ticket);
        }
        if ticket.is_stopped() {
            // One that was to be gone on with, and was not yet, stays as it was.
            let own = self.run.take_if(|_| self.under_way.is_some());
            let Some(run) = own else { return Ok(Some(Outcome::Stopped)) };
            self.leaving = Some(Withdraw::own(run, self.viewer, self.author.clone()));
            return Ok(None);
        }
        if self.under_way.is_none() {
            return match self.begin(store, ticket) {
                Err(JobError::Import(ImportError::Cancelled)) => Ok(None), // seen as stopped at the next step
                answer => answer.map(|()| None),
            };
        }
        let answer = self.go_on(store, ticket);
        if let (Err(_), Some(run)) = (&answer, &self.run) {
            let_go(store, run);
        }
        answer
    }
}
