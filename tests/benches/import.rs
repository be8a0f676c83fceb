//! Reading a list of shops: the csv crate alone, the rows of our own reader, and all of a survey up to the changes. The file is the one that
//! `ROUNDS_DATA` names, else one of 100,000 invented shops.
#![allow(clippy::expect_used)]

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use divan::{Bencher, counter::ItemsCount};
use rounds::domain::account::{Account, Contact};
use rounds::domain::ids::{AccountId, Ids, ProductId};
use rounds::domain::stock::{Arrival, Request};
use rounds::domain::touch::Touch;
use rounds::exchange::import::{Book, Directory, Import, Known, Options};
use rounds::exchange::sheet::{Row, Sheet, Source, Wanted};
use rounds::store::Result;

fn main() {
    divan::main();
}

/// The file that is read; kept as long as the benches run.
static FILE: LazyLock<(PathBuf, Option<tempfile::TempDir>)> = LazyLock::new(|| {
    if let Ok(path) = std::env::var("ROUNDS_DATA") {
        (path.into(), None)
    } else {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("shops.csv");
        let mut list = "code,name,address,lat,lon,phone,visit frequency\n".to_owned();
        for n in 0..100_000_u32 {
            let (lat, lon) = (30.0 + f64::from(n % 1000) / 1000.0, 120.0 + f64::from(n / 1000) / 100.0);
            let row = format_args!("{n:07},鑫源烟酒{n},\"文三路{n}号, 杭州\",{lat:.6},{lon:.6},0571-{n:08},7-10");
            writeln!(list, "{row}").expect("a row");
        }
        std::fs::write(&path, list).expect("a file");
        (path, Some(folder))
    }
});

fn source() -> Source {
    Source::from(FILE.0.as_path())
}

fn rows() -> usize {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(&FILE.0).expect("a file");
    reader.byte_records().count()
}

/// A database without anything in it.
struct Nothing;

impl Book for Nothing {
    fn account(&self, _: AccountId) -> Result<Option<Account>> {
        Ok(None)
    }

    fn contacts(&self, _: AccountId) -> Result<Vec<Contact>> {
        Ok(Vec::new())
    }

    fn seen_since(&self, _: AccountId, _: chrono::NaiveDate) -> Result<bool> {
        Ok(false)
    }

    fn requests(&self, _: AccountId) -> Result<Vec<Request>> {
        Ok(Vec::new())
    }

    fn arrivals(&self, _: ProductId) -> Result<Vec<Arrival>> {
        Ok(Vec::new())
    }

    fn touches(&self, _: AccountId, _: chrono::NaiveDate) -> Result<Vec<Touch>> {
        Ok(Vec::new())
    }
}

fn import() -> Import {
    let at: DateTime<Utc> = DateTime::from_timestamp(1_794_000_000, 0).expect("a time");
    Import::open(source(), Options::new(at, at.date_naive()), Known::default()).expect("a list")
}

#[divan::bench]
fn csv_crate(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(rows())).bench(|| {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(&FILE.0).expect("a file");
        let mut record = csv::ByteRecord::new();
        let mut cells = 0;
        while reader.read_byte_record(&mut record).expect("a record") {
            cells += record.len();
        }
        cells
    });
}

#[divan::bench]
fn sheet(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(rows())).bench(|| {
        let mut sheet = Sheet::open(&source(), &Wanted::default()).expect("a sheet");
        let (mut row, mut cells) = (Row::default(), 0);
        while sheet.read(&mut row).expect("a row") {
            cells += row.len();
        }
        cells
    });
}

#[divan::bench]
fn survey(bencher: Bencher<'_, '_>) {
    let count = rows();
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let (survey, _) = import().survey(Directory::default(), &Nothing, &mut |_, _| true).expect("a survey");
        survey.tally.new
    });
}

#[divan::bench]
fn survey_and_changes(bencher: Bencher<'_, '_>) {
    bencher.counter(ItemsCount::new(rows())).bench(|| {
        let (_, mut batches) = import().survey(Directory::default(), &Nothing, &mut |_, _| true).expect("a survey");
        let (mut ids, mut changes) = (Ids::new(1), 0);
        while let Some(batch) = batches.next(5_000, &Nothing, &mut ids).expect("a batch") {
            changes += batch.changes.len();
        }
        changes
    });
}
