//! What an error of SQLite means to a person.

use rusqlite::{Error, ErrorCode, ffi};

use crate::store::StoreError;

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match &error {
            Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
                ErrorCode::DiskFull => Self::Full,
                ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly(text),
                ErrorCode::SystemIoFailure => Self::Disk(text),
                ErrorCode::CannotOpen | ErrorCode::NoLargeFileSupport => Self::CannotOpen(text),
                ErrorCode::DatabaseCorrupt => Self::Corrupt(text),
                ErrorCode::NotADatabase => Self::NotOurs,
                _ => Self::Internal(text),
            },
            Error::FromSqlConversionFailure(..) | Error::InvalidColumnType(..) | Error::IntegralValueOutOfRange(..) => {
                Self::Corrupt(text)
            }
            _ => Self::Internal(text),
        }
    }
}

/// Whether a commit failed because there was no way to write it, or because others hold the file: then it is not there.
pub(super) fn is_unwritten(error: &Error) -> bool {
    let Error::SqliteFailure(failure, _) = error else { return false };
    matches!(failure.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull)
        || failure.extended_code == ffi::SQLITE_IOERR_WRITE
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};

    use crate::domain::change::{Act, Change, Envelope};
    use crate::domain::ids::Ids;
    use crate::domain::label::Label;
    use crate::domain::people::Team;
    use crate::store::{SqliteStore, Store, StoreError, Viewer};

    #[test]
    fn a_full_disk_keeps_nothing_and_is_survived() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = SqliteStore::open(&dir.path().join("rounds.db")).unwrap();
        let (mut ids, at, day) = (Ids::new(1), DateTime::UNIX_EPOCH, NaiveDate::from_ymd_opt(2026, 3, 2).unwrap());
        let mut envelope = |size: usize| {
            let team = Team { id: ids.next(at), name: Label::new(&"x".repeat(size), ""), parent: None };
            let act = Act::Change(vec![Change::Add(team.into())]);
            Envelope { op: ids.next(at), group: ids.next(at), actor: None, device: ids.next(at), at, day, act }
        };
        let batch = [envelope(9), envelope(1_000_000), envelope(9)];
        let pages: i64 = store.conn.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.conn.pragma_update_and_check(None, "max_page_count", pages + 20, |_| Ok(())).unwrap();
        assert_eq!(store.apply(&batch), vec![Err(StoreError::Full); 3]);
        assert_eq!(store.reference(Viewer::System).unwrap().teams, []);
        store.conn.pragma_update_and_check(None, "max_page_count", 1_000_000, |_| Ok(())).unwrap();
        assert!(store.apply(&batch).iter().all(Result::is_ok));
        assert_eq!(store.reference(Viewer::System).unwrap().teams.len(), 3);
        assert_eq!(store.verify(Viewer::System), Ok(Vec::new()));
    }
}
