//! What several people write, in one transaction: the disk is waited for once. Each work is all or nothing by itself; only what ends
//! the transaction, such as a full disk, is everybody's answer.

use chrono::NaiveDate;
use rusqlite::params;

use crate::domain::change::Envelope;
use crate::domain::touch::Draft;
use crate::store::tables::{Tables, to_the_millisecond};
use crate::store::{Applied, Keep, Result, StoreError, due, engine};

use super::records::access;
use super::tables::Connected;
use super::{SqliteStore, imports, values};

/// What one of them writes.
#[derive(Debug)]
pub(in crate::store) enum Work {
    /// Operations.
    Apply(Vec<Envelope>),
    /// Something outside log and undo.
    Keep(Box<Keep>),
    /// Cadence rows, seen from a day, at most so many.
    Redate(NaiveDate, usize),
}

/// What became of it.
#[derive(Debug)]
pub(in crate::store) enum Done {
    /// Of each operation, in order.
    Applied(Vec<Result<Applied>>),
    /// It is kept or not.
    Kept(Result<()>),
    /// So many are left.
    Redated(Result<usize>),
}

impl Work {
    /// The answer where the transaction failed.
    fn failed(&self, error: &StoreError) -> Done {
        match self {
            Self::Apply(batch) => Done::Applied(vec![Err(error.clone()); batch.len()]),
            Self::Keep(_) => Done::Kept(Err(error.clone())),
            Self::Redate(..) => Done::Redated(Err(error.clone())),
        }
    }
}

impl SqliteStore {
    /// Writes all of this in one transaction; the answers are in the order of the works.
    pub(in crate::store) fn together(&mut self, works: &[Work]) -> Vec<Done> {
        let answers = self.write(|tables| works.iter().map(|work| do_one(tables, work)).collect::<Result<Vec<Done>>>());
        answers.unwrap_or_else(|error| works.iter().map(|work| work.failed(&error)).collect())
    }
}

/// An error is one that ends the transaction.
fn do_one(tables: &mut Connected<'_>, work: &Work) -> Result<Done> {
    Ok(match work {
        Work::Apply(batch) => Done::Applied(apply(tables, batch)?),
        Work::Keep(it) => Done::Kept(apart(tables, |tables| keep(tables, it))?),
        Work::Redate(day, most) => Done::Redated(apart(tables, |tables| {
            due::redate(tables, *day, *most)?;
            count_stale(tables.conn)
        })?),
    })
}

/// Applies operations inside a transaction, each all or nothing; an error is one that ends the transaction.
pub(super) fn apply(tables: &mut Connected<'_>, batch: &[Envelope]) -> Result<Vec<Result<Applied>>> {
    batch.iter().map(|envelope| apart(tables, |tables| engine::apply(tables, envelope))).collect()
}

/// One thing of several in a transaction: all of it or nothing. An error of its own is the inner answer.
fn apart<T>(tables: &mut Connected<'_>, act: impl FnOnce(&mut Connected<'_>) -> Result<T>) -> Result<Result<T>> {
    tables.conn.execute_batch("SAVEPOINT apart")?;
    let answer = act(tables);
    match &answer {
        Ok(_) => {}
        // The savepoint may be gone already: SQLite itself rolls back on a full disk.
        Err(error) if error.ends_the_transaction() => return Err(error.clone()),
        Err(_) => tables.conn.execute_batch("ROLLBACK TO apart")?,
    }
    tables.conn.execute_batch("RELEASE apart")?;
    Ok(answer)
}

/// Keeps what is outside log and undo.
pub(super) fn keep(tables: &mut Connected<'_>, keep: &Keep) -> Result<()> {
    match keep {
        Keep::Draft(draft) if draft.report.is_empty() => tables.drop_draft(draft.touch, draft.rep),
        Keep::Draft(draft) => tables.put_draft(&Draft { saved: to_the_millisecond(draft.saved), ..draft.clone() }),
        Keep::DropDraft(rep, touch) => tables.drop_draft(*touch, *rep),
        Keep::Import(import) => imports::keep(tables.conn, import),
        Keep::Enrolment(enrolment) => access::put_enrolment(tables.conn, enrolment),
        Keep::DropEnrolment(rep) => access::drop_enrolment(tables.conn, *rep),
        Keep::Setting { rep, name, value } => values::run(
            tables.conn,
            "INSERT OR REPLACE INTO setting (rep, name, value) VALUES (?1, ?2, ?3)",
            params![rep.0, name, value],
        ),
    }
}

/// How many accounts are to be re-dated.
pub(super) fn count_stale(conn: &rusqlite::Connection) -> Result<usize> {
    let count = values::one(conn, "SELECT count(*) FROM stale_cadence", [], |row| row.get::<_, i64>(0))?;
    Ok(count.and_then(|count| usize::try_from(count).ok()).unwrap_or(0))
}
