//! What a guest may do with a command line: the reports, a visit in one line, and lists as files. The words are taken apart as a shell
//! would, but there is no shell. The same for `rounds serve` and for OpenSSH with a forced command.

use std::io::{Write, stderr, stdout};
use std::sync::Arc;

use clap::ArgMatches;
use shlex::split;

use crate::app::hand::Hand;
use crate::app::who::Who;
use crate::domain::change::Act;
use crate::domain::ids::{DeviceId, Ids};
use crate::exchange::export::ExportError;
use crate::i18n::Lang;
use crate::i18n::messages::{serve as words, serving};
use crate::roads::Roads;
use crate::store::{Store, StoreError};

use super::data::Data;
use super::quick::Read;
use super::reporting::{Asker, Made, in_form};
use super::setting::Setting;
use super::trouble::Trouble;
use super::{args, commands, exporting};

/// The commands that work.
const COMMANDS: [&str; 10] =
    ["today", "overdue", "accounts", "follow-ups", "board", "digest", "report", "timeline", "log", "export"];

/// Arguments by which somebody would choose another identity, file or configuration.
const CLOSED: [&str; 4] = ["db", "config", "as", "now"];

/// Somebody, and the data.
pub struct Guest<'a> {
    /// The data.
    pub store: &'a mut dyn Store,
    /// Who, and when.
    pub who: &'a Who,
    /// Where travel times come from.
    pub roads: &'a Arc<Roads>,
    /// New identities.
    pub ids: &'a mut Ids,
    /// The installation.
    pub device: DeviceId,
    /// The language.
    pub lang: Lang,
    /// An error of the store as an end of the command.
    pub fault: &'a dyn Fn(StoreError) -> Trouble,
}

/// What is printed, and what is said beside it.
pub type Done = (Vec<u8>, Vec<String>);

/// Does what the client of a forced command asked for.
pub fn run(setting: &Setting, line: &str) -> Result<(), Trouble> {
    let mut data = Data::open_existing(setting)?;
    let who = commands::who(&data, setting)?;
    let roads = commands::roads(setting, who.now);
    let name = data.name.clone();
    let fault = |error: StoreError| Trouble::store(setting.lang, &name, &error);
    let (out, said) = Guest {
        store: &mut data.store,
        who: &who,
        roads: &roads,
        ids: &mut data.ids,
        device: data.device,
        lang: setting.lang,
        fault: &fault,
    }
    .does(line)?;
    // A pipe that was closed is no fault of ours.
    let _ = stdout().write_all(&out);
    let _ = stderr().write_all(said.concat().as_bytes());
    Ok(())
}

impl Guest<'_> {
    /// Does what a line says.
    pub fn does(self, line: &str) -> Result<Done, Trouble> {
        let lang = self.lang;
        let said = split(line).ok_or_else(|| Trouble::config(serving::unfinished(lang)))?;
        // The first word of a command line is the name of the program, which may be left out here.
        let name = Some("rounds".to_owned()).filter(|name| said.first() != Some(name));
        let matches = match args::command(lang).try_get_matches_from(name.into_iter().chain(said)) {
            Ok(matches) => matches,
            Err(error) if !error.use_stderr() => return Ok((error.to_string().into_bytes(), Vec::new())),
            Err(error) => return Err(Trouble::config(error.to_string().trim_end())),
        };
        if let Some(closed) = CLOSED.into_iter().find(|name| matches.contains_id(name)) {
            return Err(Trouble::config(words::not_here(lang, &format!("--{closed}"))));
        }
        let Some((command, given)) = matches.subcommand().filter(|(name, _)| COMMANDS.contains(name)) else {
            let name = matches.subcommand_name().unwrap_or("rounds");
            let list = serving::here(lang, &COMMANDS.join(", "));
            return Err(Trouble::config(format!("{}\n{list}", words::not_here(lang, name))));
        };
        match command {
            "export" => self.export(given),
            "log" if given.contains_id("line") => self.log(given),
            _ => {
                let Self { store, who, roads, fault, .. } = self;
                let Made { text, said } = Asker { store, who, roads, lang, fault }.report(command, given)?;
                Ok((text.into_bytes(), said.into_iter().map(|said| format!("{said}\n")).collect()))
            }
        }
    }

    fn export(self, given: &ArgMatches) -> Result<Done, Trouble> {
        let Self { store, who, lang, fault, .. } = self;
        if given.contains_id("output") {
            return Err(Trouble::config(words::no_files(lang)));
        }
        if given.get_flag("all") {
            return Err(Trouble::config(words::not_here(lang, "--all")));
        }
        let mut bytes = Vec::new();
        match exporting::list(who, who.viewer(), given, lang)?.write(store, &mut bytes) {
            Ok(_) => Ok((bytes, Vec::new())),
            Err(ExportError::Store(error)) => Err(fault(error)),
            Err(ExportError::Io(error)) => Err(Trouble::user(error.to_string())),
        }
    }

    fn log(self, given: &ArgMatches) -> Result<Done, Trouble> {
        let Self { store, who, ids, device, lang, fault, .. } = self;
        let line = given.get_one::<String>("line").map_or("", String::as_str);
        let read = Read::new(store, who, line, lang, fault)?;
        let mut said = vec![format!("{}\n", read.title())];
        let text = in_form(&read.understood(), given, lang);
        if !given.get_flag("dry-run") {
            let changes = read.changes(who, ids);
            Hand { who, device, lang }.apply(store, ids, Act::Change(changes)).map_err(fault)?;
            said.push(format!("{}\n", read.done()));
        }
        Ok((text.into_bytes(), said))
    }
}
