//! Work beside the screen: begun for a layer, looked at ten times a second while it lasts, and what came of it told to all layers.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::app::command::Action;
use crate::app::effect::{Place, Toast};
use crate::app::importing::{self, Author, Order};
use crate::app::job::{JobError, Outcome, Progress, Running, Stage};
use crate::app::names::{self, grouped};
use crate::app::wording;
use crate::app::writing::Writing;
use crate::domain::change::{Act, Change};
use crate::domain::record::Key;
use crate::i18n::messages::{importing as words, visit};
use crate::store::{Result, StoreError};
use crate::ui::layer::Msg;

use super::{At, Session, problem};

/// How often a job is looked at.
const LOOK: Duration = Duration::from_millis(100);

/// A job under way, and since when.
pub(super) struct Under {
    running: Running,
    since: DateTime<Utc>,
    /// It changes nothing, and gives way to the next one of its kind.
    only_looks: bool,
    /// What is said once it is done, if it does not say that itself.
    toast: Option<Toast>,
}

impl Session {
    /// Begins what is ordered, if nothing else is under way; answers whether it did. Why not is said.
    pub(super) fn start(&mut self, order: Order) -> bool {
        let only_looks = matches!(order, Order::Look(_));
        if let Some(under) = self.job.take_if(|under| under.only_looks && only_looks) {
            under.running.ticket().stop();
        }
        if self.is_busy() {
            return false;
        }
        match self.begin(order) {
            Ok((running, since)) => self.job = Some(Under { running, since, only_looks, toast: None }),
            Err(error) => self.toast = Some(problem(self.shared.lang, &error)),
        }
        self.job.is_some()
    }

    /// Whether a job is under way; if so, that is said.
    fn is_busy(&mut self) -> bool {
        let is_busy = self.job.is_some();
        if is_busy {
            self.toast = Some(Toast::note(words::busy(self.shared.lang, &self.shared.keymap.shown(Action::StopJob))));
        }
        is_busy
    }

    /// Writes many changes as one operation beside the screen, if nothing else is under way.
    pub(super) fn write_beside(&mut self, at: At, changes: Vec<Change>, toast: Toast) {
        if self.is_busy() {
            self.deliver(at, Msg::Failed);
            return;
        }
        let (many, now) = (changes.len(), self.shared.who.now);
        let (hand, _, ids) = self.hand();
        let writing = Writing::new(hand.envelope(ids, Act::Change(changes)), many);
        match Running::begin(Box::new(writing), self.store.as_ref(), now) {
            Ok(running) => self.job = Some(Under { running, since: now, only_looks: false, toast: Some(toast) }),
            Err(error) => {
                self.toast = Some(problem(self.shared.lang, &error));
                self.deliver(at, Msg::Failed);
            }
        }
    }

    /// Begins what a layer ordered; tells it if it did not begin.
    pub(super) fn start_for(&mut self, at: At, order: Order) {
        if !self.start(order) {
            self.deliver(at, Msg::Failed);
        }
    }

    fn begin(&mut self, order: Order) -> Result<(Running, DateTime<Utc>)> {
        let who = &self.shared.who;
        let now = who.now;
        // A source of its own: the job takes identities while the session goes on taking them.
        let ids = crate::domain::ids::Ids::new(self.ids.next::<uuid::Uuid>(now).as_u64_pair().1);
        let author = Author { actor: Some(who.rep.id), device: self.device, day: who.today, ids };
        let job = importing::job(order, author, self.viewer(), self.shared.lang, self.store.as_ref())?;
        Ok((Running::begin(job, self.store.as_ref(), now)?, now))
    }

    /// In how long the job wants to be looked at.
    pub(super) fn look_in(&self) -> Option<Duration> {
        self.job.as_ref().map(|_| LOOK)
    }

    /// Looks at the job.
    pub(super) fn look_at_job(&mut self) {
        let now = self.shared.who.now;
        let Some(under) = &mut self.job else { return };
        let Some(over) = under.running.look(self.store.as_mut(), now) else { return };
        let toast = under.toast.take();
        self.job = None;
        match over {
            Ok(outcome) => self.tell_outcome(outcome, toast),
            Err(error) => {
                // A part of it may have been written.
                self.refresh();
                self.toast = Some(Toast::problem(said(self.shared.lang, &error)));
                self.tell(&Msg::Failed);
            }
        }
    }

    fn tell_outcome(&mut self, outcome: Outcome, toast: Option<Toast>) {
        let lang = self.shared.lang;
        match &outcome {
            Outcome::Imported(done) => {
                let tally = &done.tally;
                let mut said = words::done(lang, &grouped(tally.new), &grouped(tally.changed), &grouped(tally.refused));
                if let Some(path) = &done.refused {
                    said = format!("{said} · {}", words::refused_in(lang, &path.display().to_string()));
                }
                if let Some(why) = done.barred.first() {
                    let why = wording::store_error(lang, why);
                    said = format!("{said} · {}", words::barred(lang, done.barred.len(), &why));
                }
                self.toast = Some(if tally.changes > 0 { Toast::done(said) } else { Toast::note(said) });
            }
            Outcome::Withdrawn(withdrawn) => {
                let said = words::withdrawn(lang, &grouped(withdrawn.rows));
                self.toast = Some(Toast::note(said));
                if !withdrawn.kept.is_empty() {
                    let named = |(key, name): &(Key, String)| format!("{} {name}", names::record(lang, key.kind));
                    let lines = withdrawn.names.iter().map(named).collect();
                    self.open(Place::Reading(words::kept_title(lang, withdrawn.kept.len()), lines));
                }
            }
            Outcome::Written(0) => self.toast = Some(Toast::note(visit::nothing_changed(lang))),
            Outcome::Written(_) => self.toast = toast,
            Outcome::Stopped => self.toast = Some(Toast::note(words::stopped(lang))),
            Outcome::Surveyed(_) => {}
        }
        if matches!(outcome, Outcome::Imported(_) | Outcome::Withdrawn(_) | Outcome::Written(_)) {
            self.refresh();
        }
        self.tell(&Msg::Done(Arc::new(outcome)));
    }

    fn tell(&mut self, msg: &Msg) {
        for at in (0..self.stack.len()).rev() {
            self.deliver(At::Stack(at), msg.clone());
        }
    }

    /// Asks the job to end; answers whether there was one.
    pub(super) fn stop_job(&mut self) -> bool {
        let Some(under) = &self.job else {
            if self.stop_thinking() {
                return true;
            }
            self.toast = Some(Toast::note(words::nothing_runs(self.shared.lang)));
            return false;
        };
        under.running.ticket().stop();
        self.toast = Some(Toast::note(words::stopping(self.shared.lang)));
        true
    }

    /// What the status line says of the job.
    pub(super) fn job_line(&self) -> Option<String> {
        let Some(under) = &self.job else { return self.thinking_line() };
        let lang = self.shared.lang;
        let Progress { stage, done, of } = under.running.ticket().progress();
        let what = match stage {
            Stage::Reading => words::reading(lang, done),
            Stage::Importing => words::importing(lang, &grouped(done), &grouped(of)),
            Stage::Withdrawing => words::withdrawing(lang, &grouped(done), &grouped(of)),
            // It is one step, and no key stops it.
            Stage::Writing => return Some(words::writing(lang, &grouped(of))),
        };
        let seconds = (self.shared.who.now - under.since).num_milliseconds() as f64 / 1000.0;
        let pace = done as f64 / seconds.max(0.1);
        let left = if of > done && pace > 0.0 { (of - done) as f64 / pace } else { 0.0 };
        let rate = if seconds > 1.0 && stage == Stage::Importing {
            format!(" · {}", words::pace(lang, &grouped(pace as u64), &grouped(left.ceil() as u64)))
        } else {
            String::new()
        };
        Some(format!("{what}{rate} · {}", words::stops(lang, &self.shared.keymap.shown(Action::StopJob))))
    }
}

/// A failure of a job in words.
fn said(lang: crate::i18n::Lang, error: &JobError) -> String {
    match error {
        JobError::Store(StoreError::NothingToUndo) => words::import_is_gone(lang).to_owned(),
        JobError::Store(error) => wording::store_error(lang, error),
        JobError::Import(error) => wording::import::import_error(lang, error),
    }
}
