//! A visit written down in one line: `rounds log "wjyjd met boss | order 3"`. What was understood is printed, and what was not, and why.

use clap::ArgMatches;

use crate::app::policy::Policy;
use crate::app::quick::{Meant, Reading, Scene, at_account, keyword_name, read, save, whose};
use crate::app::report::{Cell, Table, column, data, text, worded};
use crate::app::who::Who;
use crate::domain::change::Change;
use crate::domain::ids::Ids;
use crate::i18n::Lang;
use crate::i18n::messages::{cli, quick as words};

use crate::store::{Store, StoreError};

use super::commands::{many, print, warn};
use super::setting::Setting;
use super::stock::desk::Desk;
use super::trouble::Trouble;

/// Understands the line, and saves it unless it is only looked at.
pub fn run(setting: &Setting, line: &str, given: &ArgMatches) -> Result<(), Trouble> {
    let mut desk = Desk::open(setting)?;
    let lang = desk.lang;
    let read = {
        let fault = |error: StoreError| desk.data.trouble(setting, &error);
        Read::new(&desk.data.store, &desk.who, line, lang, &fault)?
    };
    // Beside a table for programs it goes where it is not read by them.
    warn(&read.title());
    print(&read.understood(), given, lang);
    if given.get_flag("dry-run") {
        return Ok(());
    }
    let changes = read.changes(&desk.who, &mut desk.data.ids);
    desk.write_all(changes)?;
    warn(&read.done());
    desk.end()
}

/// A line that was read.
pub(super) struct Read {
    reading: Reading,
    scene: Scene,
}

impl Read {
    /// Reads a line; an error if it is about no account, or says nothing.
    pub fn new(
        store: &dyn Store,
        who: &Who,
        line: &str,
        lang: Lang,
        fault: &dyn Fn(StoreError) -> Trouble,
    ) -> Result<Self, Trouble> {
        let (account, rest) = match whose(store, who, line).map_err(fault)? {
            Meant::Account(account, rest) => (account, rest),
            Meant::Several(rows, name, _) => return Err(many(lang, &rows, &name)),
            Meant::Nobody(name) if name.is_empty() => return Err(Trouble::user(words::nothing_typed(lang))),
            Meant::Nobody(name) => return Err(Trouble::user(cli::err_no_account(lang, &name))),
        };
        let policy = Policy::new(&store.reference(who.viewer()).map_err(fault)?);
        let scene = at_account(store, who, &policy, account, lang).map_err(fault)?;
        let Some(scene) = scene else { return Err(Trouble::user(words::not_seen(lang))) };
        let reading = read(&rest, &scene);
        if reading.is_empty() {
            return Err(Trouble::user(words::nothing_typed(lang)));
        }
        Ok(Self { reading, scene })
    }

    /// Whose visit it is.
    pub fn title(&self) -> String {
        let (lang, name) = (self.scene.lang, &self.scene.name);
        let open = self.scene.open.is_some() && self.reading.when.is_none();
        if open { words::title_open(lang, name) } else { words::title(lang, name) }
    }

    /// What is written down.
    pub fn changes(&self, who: &Who, ids: &mut Ids) -> Vec<Change> {
        save::changes(&self.reading, &self.scene, who, ids)
    }

    /// That it is written down.
    pub fn done(&self) -> String {
        words::did(self.scene.lang, &self.scene.name)
    }

    /// What was understood.
    pub fn understood(&self) -> Table {
        understood(&self.reading, &self.scene)
    }
}

/// The parts of a line: what each is about, what was understood, and why not.
fn understood(reading: &Reading, scene: &Scene) -> Table {
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
