//! `ssh host COMMAND`: the reports, a visit in one line, and lists as files. The words are taken apart as a shell would, but there is no
//! shell.

use clap::ArgMatches;

use crate::app::hand::Hand;
use crate::app::who::Who;
use crate::cli::args;
use crate::cli::exporting;
use crate::cli::quick::Read;
use crate::cli::reporting::{Asker, Made, in_form};
use crate::cli::trouble::Trouble;
use crate::domain::change::Act;
use crate::exchange::export::ExportError;
use crate::i18n::Lang;
use crate::i18n::messages::{serve as words, serving};
use crate::store::{Store, StoreError};
use crate::terminal::serve::{Client, Guest, Printed};

use shlex::split;

use super::house::{Hall, fresh_ids};

/// The commands that work here.
pub(super) const COMMANDS: [&str; 10] =
    ["today", "overdue", "accounts", "follow-ups", "board", "digest", "report", "timeline", "log", "export"];

/// Does what a line says.
pub(super) fn run(hall: &Hall, guest: &Guest, client: &Client, line: &str) -> Printed {
    match done(hall, guest, client, line) {
        Ok((out, said)) => Printed { out, err: said.concat(), status: 0 },
        Err(trouble) => {
            Printed { err: format!("{}\n", trouble.text), status: trouble.code.into(), ..Printed::default() }
        }
    }
}

type Done = (Vec<u8>, Vec<String>);

fn done(hall: &Hall, guest: &Guest, client: &Client, line: &str) -> Result<Done, Trouble> {
    let early = |error: StoreError| hall.trouble(client.lang(), &error);
    let Some(rep) = hall.rep(&guest.fingerprint).map_err(early)? else {
        return Err(Trouble::user(serving::not_known(client.lang())));
    };
    let mut store = hall.desk(&rep);
    let who = hall.who(rep);
    let kept = store.settings(who.viewer()).map_err(early)?;
    let lang = Hall::lang(&kept, client);
    let words_of = split(line).ok_or_else(|| Trouble::config(serving::unfinished(lang)))?;
    // The first word of a command line is the name of the program, which may be left out here.
    let name = Some("rounds".to_owned()).filter(|name| words_of.first() != Some(name));
    let matches = match args::command(lang).try_get_matches_from(name.into_iter().chain(words_of)) {
        Ok(matches) => matches,
        Err(error) if !error.use_stderr() => return Ok((error.to_string().into_bytes(), Vec::new())),
        Err(error) => return Err(Trouble::config(error.to_string().trim_end())),
    };
    for global in ["db", "config", "as", "now"] {
        if matches.contains_id(global) {
            return Err(Trouble::config(words::not_here(lang, &format!("--{global}"))));
        }
    }
    let Some((command, given)) = matches.subcommand().filter(|(name, _)| COMMANDS.contains(name)) else {
        let name = matches.subcommand_name().unwrap_or("rounds");
        let list = COMMANDS.join(", ");
        return Err(Trouble::config(format!("{}\n{}", words::not_here(lang, name), serving::here(lang, &list))));
    };
    let fault = |error: StoreError| hall.trouble(lang, &error);
    match command {
        "export" => export(&store, &who, given, lang, &fault),
        "log" if given.contains_id("line") => log(hall, &mut store, &who, given, lang, &fault),
        _ => {
            let asker = Asker { store: &store, who: &who, roads: &hall.roads, lang, fault: &fault };
            let Made { text, said } = asker.report(command, given)?;
            Ok((text.into_bytes(), said.into_iter().map(|said| format!("{said}\n")).collect()))
        }
    }
}

fn export(
    store: &dyn Store,
    who: &Who,
    given: &ArgMatches,
    lang: Lang,
    fault: &dyn Fn(StoreError) -> Trouble,
) -> Result<Done, Trouble> {
    if given.contains_id("output") {
        return Err(Trouble::config(words::no_files(lang)));
    }
    if given.get_flag("all") {
        return Err(Trouble::config(words::not_here(lang, "--all")));
    }
    let mut bytes = Vec::new();
    let list = exporting::list(who, who.viewer(), given, lang)?;
    match list.write(store, &mut bytes) {
        Ok(_) => Ok((bytes, Vec::new())),
        Err(ExportError::Store(error)) => Err(fault(error)),
        Err(ExportError::Io(error)) => Err(Trouble::user(error.to_string())),
    }
}

fn log(
    hall: &Hall,
    store: &mut dyn Store,
    who: &Who,
    given: &ArgMatches,
    lang: Lang,
    fault: &dyn Fn(StoreError) -> Trouble,
) -> Result<Done, Trouble> {
    let line = given.get_one::<String>("line").map_or("", String::as_str);
    let read = Read::new(store, who, line, lang, fault)?;
    let mut said = vec![format!("{}\n", read.title())];
    let text = in_form(&read.understood(), given, lang);
    if !given.get_flag("dry-run") {
        let mut ids = fresh_ids();
        let changes = read.changes(who, &mut ids);
        let hand = Hand { who, device: hall.device, lang };
        hand.apply(store, &mut ids, Act::Change(changes)).map_err(fault)?;
        said.push(format!("{}\n", read.done()));
    }
    Ok((text.into_bytes(), said))
}
