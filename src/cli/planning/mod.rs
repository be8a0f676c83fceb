//! `rounds plan`: days, weeks and territories planned without a screen. Nothing is written before somebody says `--accept`.

mod day;
mod territories;
mod weeks;

use clap::{ArgMatches, Command};

use crate::app::hand::Hand;
use crate::app::policy::Policy;
use crate::app::who::Who;
use crate::domain::change::{Act, Change};
use crate::domain::people::Rep;
use crate::i18n::Lang;
use crate::i18n::messages::{cli, weeks as words};
use crate::store::{Keep, Store};

use super::args::sub;
use super::commands::{roads, who};
use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;

/// What it takes.
pub(super) fn command(lang: Lang) -> Command {
    sub("plan", words::about_plan(lang), lang)
        .subcommand_help_heading(cli::heading_commands(lang))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(day::command(lang))
        .subcommand(weeks::command(lang))
        .subcommand(territories::command(lang))
}

/// Does what the arguments say.
pub fn run(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    match given.subcommand() {
        Some(("territories", given)) => territories::run(setting, given),
        Some(("day", given)) => day::run(Planner::new(setting)?, given),
        Some((_, given)) => weeks::run(Planner::new(setting)?, given),
        None => Ok(()),
    }
}

/// Somebody who plans: their data, rules and hand.
struct Planner<'a> {
    setting: &'a Setting,
    lang: Lang,
    data: Data,
    who: Who,
    policy: Policy,
}

impl<'a> Planner<'a> {
    fn new(setting: &'a Setting) -> Result<Self, Trouble> {
        let data = Data::open_existing(setting)?;
        let who = who(&data, setting)?;
        let reference = data.store.reference(who.viewer()).map_err(|error| data.trouble(setting, &error))?;
        let policy = Policy::new(&reference).with_roads(&roads(setting, who.now));
        Ok(Self { setting, lang: setting.lang, data, who, policy })
    }

    /// Reads.
    fn ask<T>(&self, read: impl FnOnce(&dyn Store, &Who, &Policy) -> crate::store::Result<T>) -> Result<T, Trouble> {
        read(&self.data.store, &self.who, &self.policy).map_err(|error| self.data.trouble(self.setting, &error))
    }

    /// A colleague by code or name.
    fn colleague(&self, named: &str) -> Result<Rep, Trouble> {
        let reps = self.ask(|store, who, _| store.reps(who.viewer()))?;
        let fits = |rep: &Rep| rep.code.eq_ignore_ascii_case(named) || rep.name == named;
        let list = reps.iter().map(|rep| format!("{} ({})", rep.code, rep.name)).collect::<Vec<_>>().join(", ");
        reps.into_iter().find(fits).ok_or_else(|| Trouble::user(cli::err_no_rep(self.lang, named, &list)))
    }

    /// Writes, as one operation.
    fn write(&mut self, changes: Vec<Change>) -> Result<(), Trouble> {
        if changes.is_empty() {
            return Ok(());
        }
        let hand = Hand { who: &self.who, device: self.data.device, lang: self.lang };
        let applied = hand.apply(&mut self.data.store, &mut self.data.ids, Act::Change(changes));
        applied.map(drop).map_err(|error| self.data.trouble(self.setting, &error))
    }

    /// Keeps a setting.
    fn keep(&mut self, keep: &Keep) -> Result<(), Trouble> {
        self.data.store.keep(keep).map_err(|error| self.data.trouble(self.setting, &error))
    }
}
