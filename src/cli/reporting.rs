//! The reports of the command line: made here, and printed by whoever asked, on this machine or over SSH.

use std::sync::Arc;

use clap::ArgMatches;

use crate::app::board::Every;
use crate::app::day_report::{self, Style};
use crate::app::policy::Policy;
use crate::app::report::Table;
use crate::app::who::Who;
use crate::app::{digest, logbook, reports};
use crate::domain::ids::AccountId;
use crate::i18n::Lang;
use crate::i18n::messages::{cli as words, out};
use crate::roads::Roads;
use crate::store::{BookRow, OperationsAsked, Store, StoreError};

use super::commands::{day, many, past};
use super::trouble::Trouble;

/// So many operations are printed unless told otherwise.
const LOG_LINES: usize = 100;

/// So many accounts are printed unless told otherwise.
const ACCOUNT_LINES: usize = 1000;

/// So many accounts are looked at when one is named.
const LOOKED_AT: usize = 50;

/// Who asks, and of what.
pub struct Asker<'a> {
    /// The data.
    pub store: &'a dyn Store,
    /// Who, and when.
    pub who: &'a Who,
    /// Where travel times come from.
    pub roads: &'a Arc<Roads>,
    /// The language.
    pub lang: Lang,
    /// An error of the store as an end of the command.
    pub fault: &'a dyn Fn(StoreError) -> Trouble,
}

/// What was made.
#[derive(Debug, Default)]
pub struct Made {
    /// What is printed.
    pub text: String,
    /// What is said beside it, where programs do not read it.
    pub said: Vec<String>,
}

impl Asker<'_> {
    /// Makes the report of this name.
    pub fn report(&self, report: &str, given: &ArgMatches) -> Result<Made, Trouble> {
        let Self { store, who, lang, fault, .. } = *self;
        let policy = Policy::new(&store.reference(who.viewer()).map_err(fault)?).with_roads(self.roads);
        let mut said = Vec::new();
        let text = |text: String| Ok(Made { text, said: Vec::new() });
        let table = match report {
            "today" => {
                let day = day(lang, given.get_one::<String>("day"), who.today)?;
                reports::today(store, who, &policy, day, lang).map_err(fault)?
            }
            "digest" => {
                let day = day(lang, given.get_one::<String>("day"), who.today)?;
                let digest = digest::digest(store, who, &policy, day).map_err(fault)?;
                return text(digest_in(&digest, given, lang));
            }
            "report" => {
                let day = given.get_one::<String>("day").map(|text| past(lang, text, who.today)).transpose()?;
                let report = day_report::report(store, who, &policy, day.unwrap_or(who.today), lang).map_err(fault)?;
                if given.get_flag("json") {
                    return text(report.json());
                }
                let style = if given.get_flag("markdown") { Style::Markdown } else { Style::Text };
                return text(report.lines(lang, style).join("\n") + "\n");
            }
            "accounts" => {
                let given_words: Vec<&str> =
                    given.get_many::<String>("words").into_iter().flatten().map(String::as_str).collect();
                let limit = given.get_one::<u32>("limit").map_or(ACCOUNT_LINES, |limit| *limit as usize);
                let found = reports::accounts(store, who, &policy, (&given_words.join(" "), limit), lang);
                let (table, total) = found.map_err(fault)?;
                if total > table.rows.len() {
                    said.push(out::more_accounts(lang, table.rows.len(), total));
                }
                table
            }
            "follow-ups" => reports::follow_ups(store, who, lang).map_err(fault)?,
            "board" => {
                let every = if given.get_flag("month") { Every::Month } else { Every::Week };
                reports::board(store, who, &policy, every, lang).map_err(fault)?
            }
            "overdue" => reports::overdue(store, who, &policy, lang).map_err(fault)?,
            "log" => {
                let account = given.get_one::<String>("account").map(|words| self.account(words)).transpose()?;
                let since = given.get_one::<String>("since").map(|text| past(lang, text, who.today)).transpose()?;
                let limit = given.get_one::<u32>("limit").map_or(LOG_LINES, |limit| *limit as usize);
                logbook::log(store, who, OperationsAsked { account, since }, limit, lang).map_err(fault)?
            }
            _ => {
                let words = given.get_one::<String>("account").map_or("", String::as_str);
                let account = self.account(words)?;
                reports::timeline(store, who, account, lang).map_err(fault)?
            }
        };
        Ok(Made { text: in_form(&table, given, lang), said })
    }

    fn account(&self, words_given: &str) -> Result<AccountId, Trouble> {
        account_of(self.store, self.who, words_given, self.lang, self.fault)
    }
}

/// The account whose code this is, or the only one found by these words.
pub(super) fn account_of(
    store: &dyn Store,
    who: &Who,
    words_given: &str,
    lang: Lang,
    fault: &dyn Fn(StoreError) -> Trouble,
) -> Result<AccountId, Trouble> {
    let found = store.search(who.viewer(), words_given, LOOKED_AT).map_err(fault)?;
    let by_code: Vec<&BookRow> =
        found.rows.iter().filter(|row| row.code.eq_ignore_ascii_case(words_given.trim())).collect();
    let fit = if by_code.is_empty() { found.rows.iter().collect() } else { by_code };
    match fit.as_slice() {
        [] => Err(Trouble::user(words::err_no_account(lang, words_given))),
        [row] => Ok(row.account),
        several => {
            let rows: Vec<BookRow> = several.iter().map(|row| (*row).clone()).collect();
            Err(many(lang, &rows, words_given))
        }
    }
}

fn digest_in(digest: &digest::Digest, given: &ArgMatches, lang: Lang) -> String {
    if given.get_flag("json") {
        digest.json()
    } else if given.get_flag("html") {
        digest::html::page(digest, lang)
    } else {
        digest::text::plain(digest, lang)
    }
}

/// A table in the form that was asked for.
pub(super) fn in_form(table: &Table, given: &ArgMatches, lang: Lang) -> String {
    if given.get_flag("json") {
        table.json()
    } else if given.get_flag("csv") {
        table.csv()
    } else {
        table.plain(lang)
    }
}
