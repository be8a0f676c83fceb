//! The copy of the day, made beside the screens: on a thread of its own with a connection of its own, so that no frame waits for it. What
//! goes wrong is written to the log and said once in the status line.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::domain::day::business_day;
use crate::exchange::backups::rotation::Keep;
use crate::exchange::backups::{BackupError, Shelf};
use crate::i18n::Lang;
use crate::i18n::messages::care as words;
use crate::i18n::text::clean;
use crate::store::SqliteStore;
use crate::terminal::tended::Chore;

use super::setting::Setting;
use super::wording::backup_error;

/// How often it is looked whether the copy is made.
const LOOK: Duration = Duration::from_secs(1);

/// Makes one copy each business day on which the screens are open.
pub struct Daily {
    database: PathBuf,
    shelf: Shelf,
    keep: Keep,
    zone: Tz,
    day: Option<NaiveDate>,
    under_way: Option<UnderWay>,
}

/// A copy that is being made.
struct UnderWay {
    stop: Arc<AtomicBool>,
    /// Nothing is ever sent: it ends when the database is not needed any more.
    in_use: Receiver<()>,
    result: Receiver<Result<Option<PathBuf>, BackupError>>,
}

impl Daily {
    /// For this database, unless it is only read or copies are not wished for.
    pub fn new(setting: &Setting, store: &SqliteStore, zone: Tz) -> Option<Self> {
        let (database, wishes) = (setting.database.clone()?, &setting.config.backup);
        let keep =
            Keep { days: wishes.keep_days.into(), weeks: wishes.keep_weeks.into(), months: wishes.keep_months.into() };
        let shelf = setting.shelf(&database);
        let wished = wishes.daily && !store.is_read_only();
        wished.then(|| Self { database, shelf, keep, zone, day: None, under_way: None })
    }

    fn begin(&self, day: NaiveDate) -> UnderWay {
        let (database, shelf, keep) = (self.database.clone(), self.shelf.clone(), self.keep);
        let stop = Arc::new(AtomicBool::new(false));
        let ((needed, in_use), (answer, result)) = (channel::<()>(), channel());
        let stopped = Arc::clone(&stop);
        thread::spawn(move || {
            let copied = SqliteStore::open_to_read(&database).map_err(BackupError::from).and_then(|store| {
                shelf.copy_of_day(store, day, keep, &|| stopped.load(Ordering::Relaxed), || drop(needed))
            });
            let _ = answer.send(copied);
        });
        UnderWay { stop, in_use, result }
    }
}

impl Drop for UnderWay {
    /// Waits until the database is let go, so that its last connection is that of the session, which folds the log in.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.in_use.recv();
    }
}

impl Chore for Daily {
    /// Begins the copy of a day that has not been begun; answers with what went wrong with one.
    fn look(&mut self, now: DateTime<Utc>, lang: Lang) -> Option<String> {
        let said = self.under_way.as_ref().map(|it| it.result.try_recv());
        if let Some(Err(TryRecvError::Empty)) = said {
            return None;
        }
        self.under_way = None;
        let today = business_day(now, self.zone);
        if self.day != Some(today) {
            self.day = Some(today);
            self.under_way = Some(self.begin(today));
        }
        match said {
            Some(Ok(Ok(Some(path)))) => tracing::info!("the copy of the day is {}", path.display()),
            Some(Ok(Err(error))) => {
                tracing::warn!("no copy of the day: {error}");
                return Some(clean(&words::no_daily_backup(lang, &backup_error(lang, &error))));
            }
            _ => {}
        }
        None
    }

    fn look_in(&self) -> Option<Duration> {
        match (&self.day, &self.under_way) {
            (None, _) => Some(Duration::ZERO),
            (_, Some(_)) => Some(LOOK),
            _ => None,
        }
    }
}
