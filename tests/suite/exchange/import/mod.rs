//! Import of lists: what a file may look like, what becomes of each row, which account a row is.

mod files;
mod fuzz;
mod kinds;
mod matching;
mod rows;
mod stock;
mod values;

use chrono::{DateTime, NaiveDate, Utc};
use rounds::domain::account::{Account, Contact};
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::ids::{DeviceId, Ids};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::domain::record::Record;
use rounds::domain::touch::Touch;
use rounds::exchange::import::{Batch, Directory, Fault, Held, Import, ImportError, Known, Notice, Options, Survey};
use rounds::exchange::sheet::Source;
use rounds::store::{MemoryStore, Store, seed};

/// Imports by hand see everything.
const SYSTEM: rounds::store::Viewer = rounds::store::Viewer::System;

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 13).unwrap()
}

pub fn at() -> DateTime<Utc> {
    today().and_hms_opt(2, 0, 0).unwrap().and_utc()
}

pub fn reps() -> Vec<Rep> {
    let mut ids = Ids::new(2);
    [("wangfang", "王芳"), ("liuyang", "刘洋"), ("liuyang2", "刘洋")]
        .map(|(code, name)| Rep {
            id: ids.next(at()),
            code: code.to_owned(),
            name: name.to_owned(),
            role: Role::Rep,
            team: None,
            territory: Label::default(),
            home: None,
            hours: Hours::default(),
            zone: chrono_tz::Asia::Shanghai,
            disabled: false,
        })
        .to_vec()
}

pub fn options(map: &[&str]) -> Options {
    let map = map.iter().map(|mapping| mapping.parse().unwrap()).collect();
    Options { map, ..Options::new(at(), today()) }
}

/// A database with tiers and reps, and an import into it.
pub struct Desk {
    pub store: MemoryStore,
    ids: Ids,
}

impl Desk {
    pub fn new() -> Self {
        let mut desk = Self { store: MemoryStore::default(), ids: Ids::new(1) };
        let first = seed(device(), at(), today(), &mut desk.ids);
        desk.store.apply(&[first]).pop().unwrap().unwrap();
        desk.apply(reps().into_iter().map(|rep| Change::Add(rep.into())).collect());
        desk
    }

    pub fn apply(&mut self, changes: Vec<Change>) {
        let (op, group) = (self.ids.next(at()), self.ids.next(at()));
        let act = Act::Change(changes);
        let envelope = Envelope { op, group, actor: None, device: device(), at: at(), day: today(), act };
        self.store.apply(&[envelope]).pop().unwrap().unwrap();
    }

    pub fn open(&self, file: impl AsRef<[u8]>, options: &Options) -> Result<Import, ImportError> {
        Import::open(Source::from(file.as_ref()), options.clone(), Known::of(&self.store, SYSTEM).unwrap())
    }

    /// What an import would do.
    pub fn survey(&self, file: impl AsRef<[u8]>, options: &Options) -> Result<Survey, ImportError> {
        let directory = Directory::of(&self.store, SYSTEM).unwrap();
        Ok(self.open(file, options)?.survey(directory, &Held(&self.store, SYSTEM), &mut |_, _| true)?.0)
    }

    /// Imports in parts of so many rows.
    pub fn import_in(&mut self, rows: u64, file: impl AsRef<[u8]>, options: &Options) -> Vec<Batch> {
        let directory = Directory::of(&self.store, SYSTEM).unwrap();
        let import = self.open(file, options).unwrap();
        let (survey, mut parts) = import.survey(directory, &Held(&self.store, SYSTEM), &mut |_, _| true).unwrap();
        let mut all = Vec::new();
        while let Some(batch) = parts.next(rows, &Held(&self.store, SYSTEM), &mut self.ids).unwrap() {
            if !batch.changes.is_empty() {
                self.apply(batch.changes.clone());
            }
            all.push(batch);
        }
        let sum = |of: fn(&Batch) -> u64| all.iter().map(of).sum::<u64>();
        assert_eq!(sum(|it| it.tally.rows), survey.tally.rows, "a survey says what will be");
        assert_eq!(sum(|it| it.tally.new), survey.tally.new);
        assert_eq!(sum(|it| it.tally.changed), survey.tally.changed);
        assert_eq!(sum(|it| it.tally.refused), survey.tally.refused);
        all
    }

    pub fn import(&mut self, file: impl AsRef<[u8]>, options: &Options) -> Batch {
        let mut all = self.import_in(1_000_000, file, options);
        all.pop().unwrap_or_default()
    }

    /// All accounts as they are now, in the order they were added.
    pub fn accounts(&self) -> Vec<Account> {
        let mut ids = Vec::new();
        self.store.identities(rounds::store::Viewer::System, &mut |it| ids.push(it.account)).unwrap();
        let account = |id| self.store.account(rounds::store::Viewer::System, id).unwrap().unwrap();
        ids.into_iter().map(account).collect()
    }

    pub fn account(&self, name: &str) -> Account {
        self.accounts().into_iter().find(|it| it.name == name).unwrap_or_else(|| panic!("no {name}"))
    }

    pub fn brief(&self, name: &str) -> rounds::store::Brief {
        self.store.brief(rounds::store::Viewer::System, self.account(name).id).unwrap().unwrap()
    }

    pub fn contacts(&self, name: &str) -> Vec<Contact> {
        self.brief(name).contacts
    }

    pub fn touches(&self, name: &str) -> Vec<Touch> {
        self.brief(name).recent
    }

    pub fn names(&self) -> Vec<String> {
        self.accounts().into_iter().map(|account| account.name).collect()
    }
}

fn device() -> DeviceId {
    Ids::new(8).next(at())
}

/// An import of a file into an empty database.
pub fn fresh(file: impl AsRef<[u8]>) -> (Desk, Batch) {
    let mut desk = Desk::new();
    let batch = desk.import(file, &options(&[]));
    (desk, batch)
}

pub fn faults(batch: &Batch) -> Vec<(u64, Fault)> {
    batch.errors.iter().map(|error| (error.line, error.fault.clone())).collect()
}

pub fn notices(batch: &Batch) -> Vec<(u64, Notice)> {
    batch.remarks.iter().map(|remark| (remark.line, remark.what.clone())).collect()
}

/// The accounts that a batch adds.
pub fn added(batch: &Batch) -> Vec<Account> {
    let account = |change: &Change| match change {
        Change::Add(Record::Account(account)) => Some(account.clone()),
        _ => None,
    };
    batch.changes.iter().filter_map(account).collect()
}
