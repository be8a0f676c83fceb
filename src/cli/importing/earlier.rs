//! Imports as they go on, and earlier ones: listed, gone on with, taken back. `Ctrl-C` takes back what is in.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::time::{Duration, Instant};

use clap::ArgMatches;

use crate::app::importing::{self, Author, Order};
use crate::app::job::{BREATH, Job, JobError, Outcome, Progress, Stage, Ticket};
use crate::app::names::{grouped, record};
use crate::app::report::{Cell, Table, column, data, for_programs, text, worded};
use crate::app::wording;
use crate::domain::day::business_day;
use crate::domain::ids::{Ids, ImportId};
use crate::exchange::import::ImportError;
use crate::i18n::Lang;
use crate::i18n::messages::care::head_file;
use crate::i18n::messages::{cli as words, importing as said};
use crate::i18n::text::clean;
use crate::store::rows::ImportState;
use crate::store::{ImportRun, Store, StoreError, Viewer};
use crate::terminal::local::Interrupt;

use super::super::commands::{print, say, warn};
use super::super::data::Data;
use super::super::setting::Setting;
use super::super::trouble::Trouble;

/// Who writes what is imported from the command line: nobody in particular.
pub fn author(setting: &Setting, data: &mut Data) -> Author {
    let now = setting.now(setting.zone);
    let ids = Ids::new(data.ids.next::<uuid::Uuid>(now).as_u64_pair().1);
    Author { actor: None, device: data.device, day: business_day(now, setting.zone), ids }
}

/// Lists the imports there were.
pub fn list(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let data = Data::open_existing(setting)?;
    let runs = data.store.imports(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    if runs.is_empty() && !given.get_flag("json") && !given.get_flag("csv") {
        say(words::import_none(lang));
        return Ok(());
    }
    let columns = vec![
        column("started", words::head_day),
        column("rows", words::head_rows),
        for_programs("through"),
        column("state", words::head_state),
        column("file", head_file),
    ];
    let rows = runs.iter().map(|run| row(setting, run)).collect();
    print(&Table { columns, rows }, given, lang);
    Ok(())
}

fn row(setting: &Setting, run: &ImportRun) -> Vec<Cell> {
    let lang = setting.lang;
    let (state, shown) = match run.state {
        ImportState::Going => ("cut-off", words::import_cut_off(lang, &grouped(run.through.into()))),
        ImportState::Done => ("in", words::import_is_in(lang).to_owned()),
        ImportState::Leaving => ("half-back", words::import_half_back(lang).to_owned()),
        ImportState::Gone => ("back", words::import_is_back(lang).to_owned()),
    };
    let started = run.started.with_timezone(&setting.zone);
    vec![
        worded(started.to_rfc3339(), &started.format("%Y-%m-%d %H:%M").to_string()),
        worded(run.rows, &grouped(run.rows.into())),
        data(run.through),
        worded(state, &shown),
        text(&run.file),
    ]
}

/// Takes the newest import back that is in, wholly or in part.
pub fn withdraw(setting: &Setting) -> Result<(), Trouble> {
    let in_part = |run: &ImportRun| run.state != ImportState::Gone;
    go_on(setting, in_part, Order::Withdraw, words::import_nothing_to_undo(setting.lang))
}

/// Goes on with the newest import that was cut off.
pub fn resume(setting: &Setting) -> Result<(), Trouble> {
    let cut_off = |run: &ImportRun| run.state == ImportState::Going;
    go_on(setting, cut_off, Order::Resume, words::import_nothing_cut_off(setting.lang))
}

fn go_on(
    setting: &Setting,
    fits: impl Fn(&ImportRun) -> bool,
    order: fn(ImportId) -> Order,
    none: &str,
) -> Result<(), Trouble> {
    let mut data = Data::open_existing(setting)?;
    let fault = |data: &Data, error: &StoreError| data.trouble(setting, error);
    let runs = data.store.imports(Viewer::System).map_err(|error| fault(&data, &error))?;
    let Some(run) = runs.into_iter().find(fits) else { return Err(Trouble::user(none)) };
    let author = author(setting, &mut data);
    let job = importing::job(order(run.id), author, Viewer::System, setting.lang, &data.store);
    let job = job.map_err(|error| fault(&data, &error))?;
    let outcome = finish(setting, &mut data, job)?;
    tell(setting, &outcome);
    data.store.close().map_err(|error| Trouble::store(setting.lang, &data.name, &error))
}

/// How often the line that says how far it is is written.
const SAID_EVERY: Duration = Duration::from_millis(200);

/// Does a job, and says on a terminal how far it is.
pub fn finish(setting: &Setting, data: &mut Data, mut job: Box<dyn Job>) -> Result<Outcome, Trouble> {
    let (ticket, interrupt) = (Ticket::default(), Interrupt::hear());
    let begun = Instant::now();
    let (mut said, loud) = (begun, stderr().is_terminal());
    let outcome = loop {
        ticket.tell_time(setting.now(setting.zone));
        if interrupt.came() {
            ticket.stop();
        }
        match job.step(&mut data.store, &ticket) {
            Ok(Some(outcome)) => break Ok(outcome),
            Ok(None) => std::thread::sleep(BREATH),
            Err(error) => break Err(error),
        }
        if loud && said.elapsed() >= SAID_EVERY {
            said = Instant::now();
            let _ = write!(stderr(), "\r\x1b[K{}", how_far(setting.lang, ticket.progress(), begun.elapsed()));
        }
    };
    if loud && said != begun {
        let _ = write!(stderr(), "\r\x1b[K");
    }
    if !matches!(outcome, Ok(_) | Err(JobError::Import(ImportError::UnderWay))) {
        tell_cut_off(setting.lang, &data.store);
    }
    outcome.map_err(|error| match error {
        JobError::Store(error) => data.trouble(setting, &error),
        JobError::Import(error) => Trouble::user(wording::import::import_error(setting.lang, &error)),
    })
}

/// Says what is in of an import that could not go on, and what can be done about it.
fn tell_cut_off(lang: Lang, store: &dyn Store) {
    let runs = store.imports(Viewer::System).unwrap_or_default();
    if let Some(run) = runs.iter().find(|run| run.state == ImportState::Going && run.through > 0) {
        warn(&words::import_stands(lang, &grouped(run.through.into()), &grouped(run.rows.into())));
    }
}

fn how_far(lang: Lang, Progress { stage, done, of }: Progress, taken: Duration) -> String {
    match stage {
        Stage::Reading => said::reading(lang, done),
        Stage::Withdrawing => said::withdrawing(lang, &grouped(done), &grouped(of)),
        Stage::Writing => said::writing(lang, &grouped(of)),
        Stage::Importing => {
            let pace = done as f64 / taken.as_secs_f64().max(0.1);
            let left = of.saturating_sub(done) as f64 / pace.max(1.0);
            let pace = said::pace(lang, &grouped(pace as u64), &grouped(left.ceil() as u64));
            format!("{} · {pace}", said::importing(lang, &grouped(done), &grouped(of)))
        }
    }
}

/// Says what came of a job.
pub fn tell(setting: &Setting, outcome: &Outcome) {
    let lang = setting.lang;
    match outcome {
        Outcome::Imported(done) => {
            if done.tally.refused > 0 {
                tell_refused(lang, done.refused.as_deref());
            }
            if let Some(why) = done.barred.first() {
                warn(&said::barred(lang, done.barred.len(), &wording::store_error(lang, why)));
            }
        }
        Outcome::Withdrawn(withdrawn) => {
            say(&said::withdrawn(lang, &grouped(withdrawn.rows)));
            if !withdrawn.kept.is_empty() {
                say(&said::kept_title(lang, withdrawn.kept.len()));
            }
            for (key, name) in &withdrawn.names {
                say(&clean(&format!("  {} {name}", record(lang, key.kind))));
            }
        }
        Outcome::Stopped => say(said::stopped(lang)),
        Outcome::Surveyed(_) | Outcome::Written(_) => {}
    }
}

/// Says where the refused rows are.
pub fn tell_refused(lang: Lang, path: Option<&Path>) {
    match path {
        Some(path) => say(&clean(&words::import_errors(lang, &path.display().to_string()))),
        None => warn(words::import_no_errors(lang)),
    }
}
