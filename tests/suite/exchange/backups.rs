//! Copies that are made by themselves: which are kept, and that one has its name only when it is whole.

use std::cell::Cell;
use std::path::Path;

use chrono::{Days, NaiveDate};
use rounds::exchange::backups::rotation::{Keep, expired};
use rounds::exchange::backups::{BackupError, Shelf, contents};
use rounds::store::{SqliteStore, Store, StoreError, seed};

const SHIPPED: Keep = Keep { days: 7, weeks: 4, months: 12 };

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_last_days_then_weeks_then_months_are_kept() {
    let keep = |days, weeks, months| Keep { days, weeks, months };
    let today = day("2026-11-20");
    for (copies, keep, gone) in [
        (&[][..], SHIPPED, &[][..]),
        (&["2026-11-20"], SHIPPED, &[]),
        // Even who wants none keeps the newest.
        (&["2026-11-19", "2026-11-20"], keep(0, 0, 0), &["2026-11-19"]),
        (&["2026-11-17", "2026-11-18", "2026-11-20"], keep(2, 0, 0), &["2026-11-17"]),
        // Of a week the newest: 9 to 15 November, then 2 to 8.
        (
            &["2026-11-03", "2026-11-08", "2026-11-09", "2026-11-14", "2026-11-20"],
            keep(1, 2, 0),
            &["2026-11-03", "2026-11-09"],
        ),
        // A week goes over the end of the year: 28 December to 3 January.
        (&["2025-12-29", "2026-01-02", "2026-01-05", "2026-11-20"], keep(1, 2, 0), &["2025-12-29"]),
        // Of a month the newest.
        (
            &["2026-08-01", "2026-08-31", "2026-09-15", "2026-10-01", "2026-10-30", "2026-11-20"],
            keep(1, 0, 2),
            &["2026-08-01", "2026-08-31", "2026-10-01"],
        ),
        // Who was away a year loses nothing by it.
        (&["2025-01-10", "2025-01-11", "2026-11-20"], keep(7, 4, 12), &[]),
        // A clock that was wrong is no reason to throw anything away.
        (&["2030-01-01", "2026-11-19", "2026-11-20"], keep(2, 0, 0), &[]),
    ] {
        let copies: Vec<NaiveDate> = copies.iter().map(|text| day(text)).collect();
        let gone: Vec<NaiveDate> = gone.iter().map(|text| day(text)).collect();
        assert_eq!(expired(&copies, today, keep), gone, "{copies:?}");
    }
}

#[test]
fn two_years_of_days_come_to_a_year_of_copies() {
    let mut copies: Vec<NaiveDate> = Vec::new();
    for today in day("2025-01-01").iter_days().take(730) {
        copies.push(today);
        let gone = expired(&copies, today, SHIPPED);
        assert!(!gone.contains(&today));
        copies.retain(|day| !gone.contains(day));
    }
    let today = day("2026-12-31");
    assert_eq!(copies.len(), 7 + 4 + 12, "{copies:?}");
    let ago = |days| today - Days::new(days);
    assert!((0..7).all(|days| copies.contains(&ago(days))), "{copies:?}");
    // No hole of more than a week within five weeks, none of more than five within a year.
    let hole = |from: NaiveDate| {
        let kept: Vec<NaiveDate> = copies.iter().copied().filter(|day| *day >= from).collect();
        kept.windows(2).map(|pair| (pair[1] - pair[0]).num_days()).max().unwrap_or(0)
    };
    assert!(hole(ago(34)) <= 7 && hole(ago(360)) <= 35, "{copies:?}");
    assert!(copies[0] <= ago(360), "{copies:?}");
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Makes a database with nothing but what is shipped, which only the seed of its identities tells from another.
fn database(file: &Path, seed_of_ids: u64) {
    let mut store = SqliteStore::open(file).unwrap();
    let at = "2026-11-20T01:00:00Z".parse().unwrap();
    let mut ids = rounds::domain::ids::Ids::new(seed_of_ids);
    let first = seed(ids.next(at), at, day("2026-11-20"), &mut ids);
    store.apply(&[first]).remove(0).unwrap();
    store.close().unwrap();
}

fn copy(shelf: &Shelf, file: &Path, today: &str, stop: bool) -> Result<Option<std::path::PathBuf>, BackupError> {
    let released = Cell::new(false);
    let store = SqliteStore::open_to_read(file).unwrap();
    let keep = Keep { days: 2, weeks: 0, months: 0 };
    let made = shelf.copy_of_day(store, day(today), keep, &|| stop, || released.set(true));
    assert!(released.get() || matches!(made, Ok(None)));
    made
}

#[test]
fn a_copy_a_day_and_no_other_file() {
    let dir = tempfile::tempdir().unwrap();
    let (file, folder) = (dir.path().join("rounds.db"), dir.path().join("backups"));
    database(&file, 1);
    let shelf = Shelf::new(&file, None);
    assert_eq!(shelf.copies().unwrap(), []);
    let first = copy(&shelf, &file, "2026-11-18", false).unwrap().unwrap();
    assert_eq!(contents(&first), Some((0, 0)));
    assert_eq!(copy(&shelf, &file, "2026-11-18", false).unwrap(), None, "it is there");
    // What is stopped leaves nothing; what was cut off is cleared away by the next.
    assert_eq!(copy(&shelf, &file, "2026-11-19", true).unwrap(), None);
    assert_eq!(names(&folder).len(), 1);
    let cut_off = first.with_file_name(first.file_name().unwrap().to_str().unwrap().replace("18.db", "17.db.part"));
    std::fs::write(&cut_off, "half").unwrap();
    // A copy by the person's own hand stays what it is.
    std::fs::write(folder.join("rounds-before-the-fair.db"), "mine").unwrap();
    let second = copy(&shelf, &file, "2026-11-19", false).unwrap().unwrap();
    let third = copy(&shelf, &file, "2026-11-20", false).unwrap().unwrap();
    assert!(!cut_off.exists() && !first.exists(), "the oldest of three makes room");
    let days: Vec<String> = shelf.copies().unwrap().iter().map(|copy| copy.day.to_string()).collect();
    assert_eq!(days, ["2026-11-20", "2026-11-19"]);
    assert_eq!(names(&folder).len(), 3, "{:?}", names(&folder));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder), mode(&second), mode(&third)), (0o700, 0o600, 0o600));
    }
}

#[test]
fn two_databases_of_one_name_share_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let (one, other) = (dir.path().join("a/rounds.db"), dir.path().join("b/rounds.db"));
    for (file, seed) in [(&one, 1), (&other, 2)] {
        std::fs::create_dir(file.parent().unwrap()).unwrap();
        database(file, seed);
    }
    let shelf = |file: &Path| Shelf::new(file, Some(&dir.path().join("shared")));
    for today in ["2026-11-18", "2026-11-19", "2026-11-20"] {
        assert!(copy(&shelf(&one), &one, today, false).unwrap().is_some());
    }
    assert!(copy(&shelf(&other), &other, "2026-11-20", false).unwrap().is_some());
    // Three of the one, of which two are kept, and one of the other.
    assert_eq!(shelf(&one).copies().unwrap().len(), 3);
}

#[test]
fn a_damaged_database_pushes_out_no_good_copy() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rounds.db");
    database(&file, 1);
    let shelf = Shelf::new(&file, None);
    for today in ["2026-11-18", "2026-11-19"] {
        copy(&shelf, &file, today, false).unwrap().unwrap();
    }
    let before = names(&shelf.folder);
    let mut bytes = std::fs::read(&file).unwrap();
    // The shipped tiers and holidays are somewhere behind the schema.
    let at = bytes.windows(4).rposition(|it| it == b"2026").unwrap() / 4096 * 4096;
    bytes[at..at + 64].fill(0xFF);
    std::fs::write(&file, bytes).unwrap();
    let error = copy(&shelf, &file, "2026-11-20", false).unwrap_err();
    assert!(matches!(error, BackupError::Store(StoreError::Corrupt(_))), "{error}");
    assert_eq!(names(&shelf.folder), before);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rounds.db");
    database(&file, 1);
    std::fs::write(dir.path().join("backups"), "a letter").unwrap();
    let store = SqliteStore::open_to_read(&file).unwrap();
    let made = Shelf::new(&file, None).copy_of_day(store, day("2026-11-20"), SHIPPED, &|| false, || ());
    assert!(matches!(made, Err(BackupError::Io { path, .. }) if path == dir.path().join("backups")));
}

#[test]
fn who_comes_second_waits_until_told_not_to_and_finds_it_made() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("rounds.db");
    database(&file, 1);
    let shelf = Shelf::new(&file, None);
    std::fs::create_dir(&shelf.folder).unwrap();
    let folder = std::fs::File::open(&shelf.folder).unwrap();
    folder.lock().unwrap();
    assert_eq!(copy(&shelf, &file, "2026-11-20", true).unwrap(), None);
    assert_eq!(names(&shelf.folder), <[String; 0]>::default());
    drop(folder);
    let made: usize = std::thread::scope(|scope| {
        let many: Vec<_> = (0..4).map(|_| scope.spawn(|| copy(&shelf, &file, "2026-11-20", false).unwrap())).collect();
        many.into_iter().filter_map(|one| one.join().unwrap()).count()
    });
    assert_eq!((made, names(&shelf.folder).len()), (1, 1));
}
