//! An extract read on a thread of its own, while this one says how far it is and hears `Ctrl-C`. Shortcuts are looked for in one piece:
//! who stops there leaves the thread to end with the program, before anything was written.

use std::io::{IsTerminal, Write, stderr};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};

use crate::cli::commands::say;
use crate::i18n::Lang;
use crate::i18n::messages::roads as words;
use crate::roads::network::{Facts, Network, NetworkFault, Stage};
use crate::terminal::local::Interrupt;

/// How often the two threads look at each other.
const LOOK: Duration = Duration::from_millis(20);

/// How often the line that says how far it is is written.
const SAID_EVERY: Duration = Duration::from_millis(200);

/// What the threads share.
#[derive(Default)]
struct Course {
    /// The stage, counted from 1; 0 before the first.
    stage: AtomicU8,
    percent: AtomicU8,
    stop: AtomicBool,
}

const STAGES: [Stage; 4] = [Stage::Roads, Stage::Points, Stage::Shortcuts, Stage::Writing];

impl Course {
    /// Notes how far it is; whether to go on.
    fn tell(&self, stage: Stage, percent: u8) -> bool {
        let nth = STAGES.iter().position(|it| *it == stage).map_or(0, |at| at as u8 + 1);
        self.percent.store(percent, Ordering::SeqCst);
        self.stage.store(nth, Ordering::SeqCst);
        !self.stop.load(Ordering::SeqCst)
    }

    fn stage(&self) -> Option<Stage> {
        let nth = usize::from(self.stage.load(Ordering::SeqCst));
        STAGES.get(nth.checked_sub(1)?).copied()
    }
}

/// Reads an extract into the file of a network.
pub(super) fn read(lang: Lang, extract: &Path, file: &Path, now: DateTime<Utc>) -> Result<Facts, NetworkFault> {
    let course = Arc::new(Course::default());
    let interrupt = Interrupt::hear();
    let worker = {
        let (course, extract, file) = (Arc::clone(&course), extract.to_owned(), file.to_owned());
        std::thread::spawn(move || {
            Network::import(&extract, &file, now, &mut |stage, percent| course.tell(stage, percent))
        })
    };
    let mut teller = Teller { lang, loud: stderr().is_terminal(), stage: None, begun: Instant::now(), said: None };
    while !worker.is_finished() {
        if interrupt.came() {
            course.stop.store(true, Ordering::SeqCst);
            // Told to stop first and looked at then, it cannot have gone on to write without hearing of it.
            if course.stage() == Some(Stage::Shortcuts) {
                teller.end();
                return Err(NetworkFault::Stopped);
            }
        }
        teller.look(&course);
        std::thread::sleep(LOOK);
    }
    teller.look(&course);
    teller.end();
    worker.join().unwrap_or(Err(NetworkFault::Broken))
}

/// Says how far it is: on a terminal in a line that is written over, else each stage in a line.
struct Teller {
    lang: Lang,
    loud: bool,
    stage: Option<Stage>,
    begun: Instant,
    said: Option<Instant>,
}

impl Teller {
    fn look(&mut self, course: &Course) {
        let Some(stage) = course.stage() else { return };
        if self.stage != Some(stage) {
            // A short stage may have come and gone meanwhile.
            let place = |stage| STAGES.iter().position(|it| *it == stage).unwrap_or(0);
            let first = self.stage.map_or(0, |stage| place(stage) + 1);
            if !self.loud {
                STAGES[first..=place(stage)].iter().for_each(|passed| say(name(self.lang, *passed)));
            }
            (self.stage, self.begun, self.said) = (Some(stage), Instant::now(), None);
        }
        if self.loud && self.said.is_none_or(|said| said.elapsed() >= SAID_EVERY) {
            self.said = Some(Instant::now());
            let name = name(self.lang, stage);
            let line = match stage {
                Stage::Shortcuts => words::import_seconds(self.lang, name, self.begun.elapsed().as_secs()),
                _ => words::import_percent(self.lang, name, course.percent.load(Ordering::SeqCst)),
            };
            let _ = write!(stderr(), "\r\x1b[K{line}");
        }
    }

    /// Takes the line away.
    fn end(&self) {
        if self.loud {
            let _ = write!(stderr(), "\r\x1b[K");
        }
    }
}

fn name(lang: Lang, stage: Stage) -> &'static str {
    match stage {
        Stage::Roads => words::stage_roads(lang),
        Stage::Points => words::stage_points(lang),
        Stage::Shortcuts => words::stage_shortcuts(lang),
        Stage::Writing => words::stage_writing(lang),
    }
}
