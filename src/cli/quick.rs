//! A visit written down in one line: `rounds log "wjyjd met boss | order 3"`. What was understood is printed, and what was not, and why.

use clap::ArgMatches;

use crate::app::policy::Policy;
use crate::app::quick::{Meant, Scene, at_account, keyword_name, read, save, whose};
use crate::app::report::{Cell, Table, column, data, text, worded};
use crate::domain::change::Change;
use crate::domain::ids::AccountId;
use crate::i18n::messages::{cli, quick as words};

use super::commands::{many, print, warn};
use super::setting::Setting;
use super::stock::desk::Desk;
use super::trouble::Trouble;

/// Understands the line, and saves it unless it is only looked at.
pub fn run(setting: &Setting, line: &str, given: &ArgMatches) -> Result<(), Trouble> {
    let mut desk = Desk::open(setting)?;
    let lang = desk.lang;
    let (account, rest) = shop(&desk, line)?;
    let scene = desk.ask(|store, who| {
        let policy = Policy::new(&store.reference(who.viewer())?);
        at_account(store, who, &policy, account, lang)
    })?;
    let Some(scene) = scene else { return Err(Trouble::user(words::not_seen(lang))) };
    let reading = read(&rest, &scene);
    if reading.is_empty() {
        return Err(Trouble::user(words::nothing_typed(lang)));
    }
    // Beside a table for programs it goes where it is not read by them.
    let open = scene.open.is_some() && reading.when.is_none();
    warn(&if open { words::title_open(lang, &scene.name) } else { words::title(lang, &scene.name) });
    print(&understood(&reading, &scene), given, lang);
    if given.get_flag("dry-run") {
        return Ok(());
    }
    let changes: Vec<Change> = save::changes(&reading, &scene, &desk.who, &mut desk.data.ids);
    desk.write_all(changes)?;
    warn(&words::did(lang, &scene.name));
    desk.end()
}

/// Whose visit a line is, and what it says.
fn shop(desk: &Desk<'_>, line: &str) -> Result<(AccountId, String), Trouble> {
    match desk.ask(|store, who| whose(store, who, line))? {
        Meant::Account(account, rest) => Ok((account, rest)),
        Meant::Several(rows, name, _) => Err(many(desk.lang, &rows, &name)),
        Meant::Nobody(name) if name.is_empty() => Err(Trouble::user(words::nothing_typed(desk.lang))),
        Meant::Nobody(name) => Err(Trouble::user(cli::err_no_account(desk.lang, &name))),
    }
}

/// The parts of a line: what each is about, what was understood, and why not.
fn understood(reading: &crate::app::quick::Reading, scene: &Scene) -> Table {
    let lang = scene.lang;
    let columns = vec![
        column("about", words::head_about),
        column("understood", words::head_understood),
        column("fault", words::head_fault),
    ];
    let rows = reading.parts.iter().map(|part| {
        let about = worded(part.keyword.word(), &keyword_name(lang, part.keyword));
        let fault = part.fault.as_deref().map_or_else(Cell::default, data);
        vec![about, text(&part.said), fault]
    });
    Table { rows: rows.collect(), columns }
}
