//! Line mode: a conversation in place of the full screen, for screen readers and terminals that show nothing but lines. Numbered lists, one
//! question at a time, and nothing but text. Nothing below knows of it.

mod account;
mod asking;
mod day;
mod line;
mod lists;
mod menu;
mod quick;
mod rows;
mod start;
mod talk;
mod visit;

use std::io::{BufRead, IsTerminal as _, Write};

use crate::domain::people::Rep;
use crate::i18n::Lang;
use crate::i18n::messages::welcome;
use crate::store::{Store as _, StoreError, Viewer};
use crate::terminal::depth::Caps;
use crate::terminal::tended::Chore;

use super::commands::roads;
use super::daily::Daily;
use super::data::{Data, login};
use super::setting::{Setting, variable};
use super::trouble::Trouble;
use super::{logging, screens};

pub use line::Line;
pub use talk::{Opening, Talk};

/// Whether lines are wished for: they are asked for, or the terminal shows nothing else.
pub fn is_wished(setting: &Setting) -> bool {
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    setting.plain || dumb || (Caps::is_dumb(variable) && std::io::stdin().is_terminal())
}

/// Talks about the database; in an empty one asks who is there first.
pub fn open(setting: &Setting) -> Result<(), Trouble> {
    let mut data = Data::open(setting)?;
    logging::start(setting.state.as_deref());
    with_line(|mut line| {
        let rep = match data.who(setting)? {
            Some(rep) => rep,
            None => match ask_name(setting.lang, &mut line) {
                Some(name) => {
                    let code = login().unwrap_or_else(|| name.clone());
                    data.add_rep(setting, &code, &name)?
                }
                None => return Ok(()),
            },
        };
        talk(setting, data, rep, line, true)
    })
}

/// Talks about the demo.
pub fn open_demo(setting: &Setting) -> Result<(), Trouble> {
    logging::start(setting.state.as_deref());
    let (data, rep) = screens::demo(setting)?;
    with_line(|line| talk(setting, data, rep, line, false))
}

/// The line that the program was started on.
fn with_line<T>(does: impl FnOnce(Line<'_>) -> T) -> T {
    let (input, mut output) = (std::io::stdin(), std::io::stdout());
    let echoes = input.is_terminal();
    does(Line { input: &mut input.lock() as &mut dyn BufRead, output: &mut output as &mut dyn Write, echoes })
}

/// What somebody is called; none: nobody says.
fn ask_name(lang: Lang, line: &mut Line<'_>) -> Option<String> {
    let usual = login().unwrap_or_default();
    loop {
        let said = line.ask(lang, welcome::ask_name(lang)).ok()?;
        let name = if said.is_empty() { usual.clone() } else { said };
        if !name.is_empty() {
            return Some(name);
        }
    }
}

fn talk(setting: &Setting, mut data: Data, rep: Rep, mut line: Line<'_>, real: bool) -> Result<(), Trouble> {
    let zone = rep.zone;
    let now = setting.now(zone);
    let viewer = Viewer::Person { rep: rep.id, day: crate::domain::day::business_day(now, zone) };
    let kept = data.store.settings(viewer).map_err(|error| data.trouble(setting, &error))?;
    let lang = setting.language(&kept);
    // Who is gone before the first word is not told it.
    let _ = setting.problems.iter().try_for_each(|problem| line.say(lang, problem));
    let mut daily = if real { Daily::new(setting, &data.store, zone) } else { None };
    let clock = || setting.now(zone);
    let opening = Opening {
        store: &mut data.store,
        rep,
        lang,
        ids: data.ids,
        device: data.device,
        clock: &clock,
        chore: daily.as_mut().map(|daily| daily as &mut dyn Chore),
    };
    let trouble = |error: &StoreError| Trouble::store(setting.lang, &data.name, error);
    let talk = Talk::new(opening, line.again()).map_err(|error| trouble(&error))?;
    talk.with_roads(&roads(setting, now)).run();
    // What it holds of the data must not outlive the store.
    drop(daily);
    data.store.close().map_err(|error| trouble(&error))
}
