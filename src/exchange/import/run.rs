//! An import from its file: opened and understood, surveyed as a whole, then taken part by part. The file is read three times; of its rows
//! only what they are recognised by is held.

use std::collections::HashSet;
use std::sync::Arc;

use super::batch::{Batch, Gathered, Tally};
use super::book::Book;
use super::cells::Cells;
use super::columns::{Columns, Mapping};
use super::directory::Directory;
use super::entry::Reading;
use super::error::{Fault, ImportError, RowError};
use super::facts::{Facts, Gathering};
use super::fields::Kind;
use super::header::{self, Headed};
use super::index::Index;
use super::lookup::{Known, Lookup};
use super::options::Options;
use super::remarks::{Listed, Notice, Remark};
use super::work::{Scene, Work};
use crate::domain::ids::Ids;
use crate::domain::people::Rep;
use crate::exchange::sheet::{Form, Row, Sheet, Source};

/// So many rows are shown.
const SAMPLES: usize = 10;

/// So many rows of a survey are taken at a time.
const PART: u64 = 2_000;

/// How a file was understood, to be shown and changed before anything is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Its encoding and delimiter, or its sheet.
    pub form: Form,
    /// The line of the header.
    pub header_line: u64,
    /// The words of the header.
    pub header: Vec<String>,
    /// Which columns are read as what.
    pub used: Vec<Mapping>,
    /// Columns that are not read.
    pub unused: Vec<String>,
    /// The first rows behind the header.
    pub samples: Vec<Vec<String>>,
}

/// How far a reading is: from 0 to 1, and rows so far. Answers whether to go on.
pub type Watch<'a> = &'a mut dyn FnMut(f32, u64) -> bool;

/// What the whole file comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survey {
    /// How many rows became what.
    pub tally: Tally,
    /// Rows that cannot be imported.
    pub errors: Listed<RowError>,
    /// What was noticed.
    pub remarks: Listed<Remark>,
    /// Reps that rows name and nobody knows, as they are written, each once.
    pub unknown_reps: Vec<String>,
}

/// A file that was understood.
pub struct Import {
    plan: Arc<Plan>,
    known: Known,
    preview: Preview,
}

/// How a file is read.
struct Plan {
    source: Source,
    options: Options,
    columns: Columns,
    titles: u64,
    lookup: Lookup,
}

impl Plan {
    /// Its rows, from behind the header.
    fn open(&self, form: &Form) -> Result<Sheet, ImportError> {
        let mut sheet = Sheet::open(&self.source, &self.options.sheet.as_found(form))?;
        let mut row = Row::default();
        for _ in 0..=self.titles {
            sheet.read(&mut row)?;
        }
        Ok(sheet)
    }
}

impl Import {
    /// Opens a file and finds its header. Nothing of the database is asked.
    pub fn open(source: Source, options: Options, known: Known) -> Result<Self, ImportError> {
        let Headed { mut sheet, columns, line, titles } = header::open(&source, &options)?;
        let mut samples = Vec::new();
        let mut row = Row::default();
        while samples.len() < SAMPLES && sheet.read(&mut row)? {
            samples.push(row.cells().map(str::to_owned).collect());
        }
        let preview = Preview {
            form: sheet.form().clone(),
            header_line: line,
            header: columns.header().to_vec(),
            used: columns.used(),
            unused: columns.unused(),
            samples,
        };
        let lookup = Lookup::new(known.clone(), &options)?;
        Ok(Self { plan: Arc::new(Plan { source, options, columns, titles, lookup }), known, preview })
    }

    /// How it was understood.
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// Goes on with reps whom the file names and who are to be added before it.
    pub fn with_reps(mut self, reps: &[Rep]) -> Result<Self, ImportError> {
        self.known.reps.extend_from_slice(reps);
        let Plan { source, options, columns, titles, .. } = &*self.plan;
        let plan = Plan {
            source: source.clone(),
            options: options.clone(),
            columns: columns.clone(),
            titles: *titles,
            lookup: Lookup::new(self.known.clone(), options)?,
        };
        Ok(Self { plan: Arc::new(plan), ..self })
    }

    /// Reads the whole file and compares it with the database, changing nothing; then it can be taken part by part.
    pub fn survey(
        &self,
        directory: Directory,
        book: &dyn Book,
        watch: Watch<'_>,
    ) -> Result<(Survey, Batches), ImportError> {
        let (index, facts) = self.index(watch)?;
        let (index, directory) = (Arc::new(index), Arc::new(directory));
        let mut dry = self.batches(&index, &directory, facts)?;
        let (mut survey, mut unread, mut unknown) = (Survey::default(), HashSet::new(), HashSet::new());
        // These identities are thrown away with what they are given to.
        let mut ids = Ids::new(0);
        while let Some(batch) = dry.next(PART, book, &mut ids)? {
            survey.tally.add(&batch.tally);
            for error in batch.errors {
                if let Fault::NoRep(code) = &error.fault
                    && unknown.insert(code.clone())
                {
                    survey.unknown_reps.push(code.clone());
                }
                survey.errors.add(error);
            }
            for remark in batch.remarks {
                // What cannot be read is said once for each word.
                if let Notice::NotRead { field, text } = &remark.what
                    && !unread.insert((*field, text.clone()))
                {
                    continue;
                }
                survey.remarks.add(remark);
            }
            if !watch(0.4 + 0.6 * dry.share(), survey.tally.rows) {
                return Err(ImportError::Cancelled);
            }
        }
        Ok((survey, self.batches(&index, &directory, facts)?))
    }

    /// Reads what rows are recognised by, and what only all of them can tell.
    fn index(&self, watch: Watch<'_>) -> Result<(Index, Facts), ImportError> {
        let mut sheet = self.plan.open(&self.preview.form)?;
        let mut row = Row::default();
        let (mut index, mut gathering, mut rows) = (Index::default(), Gathering::default(), 0_u64);
        while sheet.read(&mut row)? {
            rows += 1;
            if rows.is_multiple_of(PART) && !watch(0.4 * sheet.share(), rows) {
                return Err(ImportError::Cancelled);
            }
            if let Ok(Some(cells)) = Cells::of(&row, &self.plan.columns, sheet.is_text()) {
                gathering.see(cells, &self.plan.options);
                if self.plan.options.kind == Kind::Accounts {
                    index.add(cells.keys());
                }
            }
        }
        index.close();
        Ok((index, gathering.facts(&self.plan.options)))
    }

    fn batches(&self, index: &Arc<Index>, directory: &Arc<Directory>, facts: Facts) -> Result<Batches, ImportError> {
        let work = Work::new(self.known.products.clone());
        Ok(Batches {
            plan: Arc::clone(&self.plan),
            index: Arc::clone(index),
            directory: Arc::clone(directory),
            facts,
            sheet: self.plan.open(&self.preview.form)?,
            row: Row::default(),
            work,
            rows: 0,
        })
    }
}

/// The rest of a file that is being taken part by part.
pub struct Batches {
    plan: Arc<Plan>,
    index: Arc<Index>,
    directory: Arc<Directory>,
    facts: Facts,
    sheet: Sheet,
    row: Row,
    work: Work,
    rows: u64,
}

impl Batches {
    /// The next rows, at most so many; none at the end. Parts know of each other: they may be written one by one or all at the end.
    pub fn next(&mut self, rows: u64, book: &dyn Book, ids: &mut Ids) -> Result<Option<Batch>, ImportError> {
        let plan = Arc::clone(&self.plan);
        let reading = Reading { options: &plan.options, lookup: &plan.lookup, facts: self.facts };
        let scene = Scene {
            options: &plan.options,
            reading,
            lookup: &plan.lookup,
            directory: &self.directory,
            index: &self.index,
            book,
        };
        let mut batch = Batch::default();
        let mut gathered = Gathered::default();
        while batch.tally.rows < rows.max(1) {
            if !self.sheet.read(&mut self.row)? {
                break;
            }
            match Cells::of(&self.row, &plan.columns, self.sheet.is_text()) {
                Ok(None) => batch.remarks.push(Remark { line: self.row.line(), what: Notice::PassedOver }),
                Ok(Some(cells)) if super::stock::is_over(cells) => {
                    batch.remarks.push(Remark { line: self.row.line(), what: Notice::Over });
                }
                cells => {
                    let cells = cells.and_then(|cells| cells.ok_or(Fault::NoName));
                    self.work.take(scene, (&self.row, cells), ids, (&mut batch, &mut gathered))?;
                }
            }
        }
        self.rows += batch.tally.rows;
        batch.through_row = self.rows;
        (batch.changes, batch.from) = gathered.changes();
        batch.tally.changes = batch.changes.len() as u64;
        Ok((batch.tally.rows > 0 || !batch.remarks.is_empty()).then_some(batch))
    }

    /// Passes over the rows through this one: they are in the database, or were refused; answers those that were.
    pub fn skip_through(&mut self, row: u64, book: &dyn Book) -> Result<Vec<RowError>, ImportError> {
        let (mut ids, mut errors) = (Ids::new(0), Vec::new());
        while self.rows < row {
            let Some(batch) = self.next(PART.min(row - self.rows), book, &mut ids)? else { break };
            errors.extend(batch.errors);
        }
        Ok(errors)
    }

    /// How much of the file has been read, from 0 to 1.
    pub fn share(&self) -> f32 {
        self.sheet.share()
    }
}
