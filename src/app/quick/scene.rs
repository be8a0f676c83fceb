//! What a line is understood against: the account, who is there, what is open, what is sold.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::app::policy::Policy;
use crate::app::query::{AccountView, account_view};
use crate::app::who::Who;
use crate::domain::account::Contact;
use crate::domain::ids::AccountId;
use crate::domain::matter::Matter;
use crate::domain::product::Product;
use crate::domain::touch::{Draft, Touch};
use crate::i18n::Lang;
use crate::i18n::quick_words::BETWEEN;
use crate::store::{BookRow, Result, Store};

/// What is known where a line is typed.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The account.
    pub account: AccountId,
    /// What it is called.
    pub name: String,
    /// The people there.
    pub people: Vec<Contact>,
    /// Its open matters.
    pub matters: Vec<Matter>,
    /// The visit of the viewer's that is open there, and what was typed into it.
    pub open: Option<(Touch, Option<Draft>)>,
    /// By when a matter is due of which no day is said: the next planned visit, else the account's due day, else the next working day.
    pub due: NaiveDate,
    /// The products.
    pub products: Arc<[Product]>,
    /// The viewer's day.
    pub today: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
    /// Their zone.
    pub zone: Tz,
    /// The language in which is said what was understood.
    pub lang: Lang,
}

/// What is known of an account; none if it cannot be seen.
pub fn at_account(
    store: &dyn Store,
    who: &Who,
    policy: &Policy,
    account: AccountId,
    lang: Lang,
) -> Result<Option<Scene>> {
    let Some(view) = account_view(store, who, policy, account, who.today)? else { return Ok(None) };
    let account = view.brief.account.id;
    let open = store.open_visits(who.viewer())?.into_iter().find(|visit| visit.touch.account == account);
    let open = match open.map(|visit| visit.touch) {
        None => None,
        Some(touch) => {
            let drafts = store.drafts(who.viewer())?;
            let draft = drafts.into_iter().map(|row| row.draft).find(|draft| draft.touch == touch.id);
            Some((touch, draft))
        }
    };
    let due = due(policy, who, &view);
    let brief = view.brief;
    Ok(Some(Scene {
        account,
        name: brief.account.name,
        people: brief.contacts,
        matters: brief.matters,
        open,
        due,
        products: store.products()?.into(),
        today: who.today,
        now: who.now,
        zone: who.rep.zone,
        lang,
    }))
}

fn due(policy: &Policy, who: &Who, view: &AccountView) -> NaiveDate {
    let tomorrow = who.today.succ_opt().unwrap_or(who.today);
    let planned = view.line.row.planned.map(|(day, _)| day).filter(|day| *day > who.today);
    let due = policy.due_day(&view.line, who.today).filter(|day| *day > who.today);
    planned.or(due).unwrap_or_else(|| policy.working_day(who.rep.id, tomorrow))
}

/// Whose visit a line is.
#[derive(Clone, Debug, PartialEq)]
pub enum Meant {
    /// This account's; and what the line says of it.
    Account(AccountId, String),
    /// Of one of these, by their name in the line; and what it says.
    Several(Vec<BookRow>, String, String),
    /// Nobody is called so; an empty name: none is there.
    Nobody(String),
}

/// So many accounts are looked at for a name.
const LOOKED_AT: usize = 50;

/// Whose visit a line is, and what it says: of the account that it begins with by its whole name or code; else, unless an `@` names one, of the
/// only visit that is open; else of the only account in which its first word, or all before the first bar, is found.
pub fn whose(store: &dyn Store, who: &Who, line: &str) -> Result<Meant> {
    let (ways, named) = names_of_shop(line);
    for (name, rest) in &ways {
        let found = store.search(who.viewer(), name, LOOKED_AT)?;
        let same = |text: &str| text.to_lowercase() == name.to_lowercase();
        let is = |row: &&BookRow| same(&row.code) || same(&row.name) || same(&row.other_name);
        if let [one] = found.rows.iter().filter(is).collect::<Vec<_>>()[..] {
            return Ok(Meant::Account(one.account, (*rest).to_owned()));
        }
    }
    let open = store.open_visits(who.viewer())?;
    if let (false, [one]) = (named, &open[..]) {
        return Ok(Meant::Account(one.touch.account, line.to_owned()));
    }
    let mut missed = None;
    for (name, rest) in ways.into_iter().rev() {
        let mut rows = store.search(who.viewer(), name, LOOKED_AT)?.rows;
        if rows.iter().any(|row| row.code.eq_ignore_ascii_case(name)) {
            rows.retain(|row| row.code.eq_ignore_ascii_case(name));
        }
        match &rows[..] {
            [one] => return Ok(Meant::Account(one.account, rest.to_owned())),
            [] => drop(missed.get_or_insert(Meant::Nobody(name.to_owned()))),
            _ => drop(missed.get_or_insert(Meant::Several(rows, name.to_owned(), rest.to_owned()))),
        }
    }
    Ok(missed.unwrap_or(Meant::Nobody(String::new())))
}

/// What may name the account at the beginning of a line, each with what then follows: all before the first bar, and the first word. The second
/// answer is whether an `@` says that one of them does.
pub fn names_of_shop(line: &str) -> (Vec<(&str, &str)>, bool) {
    let line = line.trim();
    let named = line.strip_prefix(['@', '＠']);
    let line = named.unwrap_or(line).trim_start();
    let mut ways = Vec::new();
    if let Some((name, rest)) = line.split_once(BETWEEN) {
        ways.push((name.trim(), rest.trim()));
    }
    let end = line.find(|c: char| c.is_whitespace() || BETWEEN.contains(&c)).unwrap_or(line.len());
    let (word, rest) = line.split_at(end);
    ways.push((word.trim_end_matches([':', '：']), rest.trim_start().trim_start_matches(BETWEEN).trim_start()));
    ways.retain(|(name, _)| !name.is_empty());
    ways.dedup();
    (ways, named.is_some())
}
