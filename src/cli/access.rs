//! People and their keys on the command line: `rounds rep`, `rounds key`. Whoever can open the database file is trusted with it.

use std::io::Read;

use chrono::{DateTime, Duration, Utc};
use clap::ArgMatches;
use sha2::{Digest, Sha256};

use crate::app::names;
use crate::app::report::{Cell, Table, column, data as cell, text, worded};
use crate::domain::access::{AccessKey, Enrolment};
use crate::domain::change::Change;
use crate::domain::people::{Rep, Role};
use crate::i18n::Lang;
use crate::i18n::messages::{cli, serving as words, settings};
use crate::store::{Keep, Store, StoreError, Viewer};
use crate::terminal::serve::identity::{KeyError, PublicKey, random};

use super::commands::{print, say};
use super::data::Data;
use super::setting::Setting;
use super::trouble::Trouble;

/// The characters of a code: none that look alike.
const LETTERS: &[u8; 32] = b"23456789abcdefghjkmnpqrstuvwxyz*";
/// So many of them are drawn, which is 50 bits.
const LENGTH: usize = 10;
/// How many hours a code is good.
const HOURS: u32 = 48;
/// Of a fingerprint at least so much must be said.
const SHORTEST: usize = 6;

/// The digest of a code, however it was typed.
pub fn digest(code: &str) -> String {
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).map(|it| it.to_ascii_lowercase()).collect();
    let bytes = Sha256::digest(code.as_bytes());
    bytes.iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"))
}

/// Whether two digests are one, in a time that does not tell where they differ.
pub fn is_same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Does what is asked for about people.
pub fn reps(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    match given.subcommand() {
        Some(("add", given)) => add_rep(setting, given),
        Some(("disable", given)) => disable(setting, given),
        Some((_, given)) => list_reps(setting, given),
        None => list_reps(setting, given),
    }
}

/// Does what is asked for about keys.
pub fn keys(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    match given.subcommand() {
        Some(("add", given)) => add_key(setting, given),
        Some(("revoke", given)) => revoke(setting, given),
        Some(("enrol", given)) => enrol(setting, given),
        Some((_, given)) => list_keys(setting, given),
        None => list_keys(setting, given),
    }
}

fn said<'a>(given: &'a ArgMatches, name: &str) -> &'a str {
    given.get_one::<String>(name).map_or("", String::as_str)
}

fn write(data: &mut Data, setting: &Setting, change: Change) -> Result<(), Trouble> {
    let envelope = data.envelope(setting.now(setting.zone), setting.zone, None, vec![change]);
    data.apply(setting, &[envelope]).map(|_| ())
}

fn end(data: Data, setting: &Setting, done: &str) -> Result<(), Trouble> {
    say(&crate::i18n::text::clean_lines(done));
    let name = data.name.clone();
    data.store.close().map_err(|error| Trouble::store(setting.lang, &name, &error))
}

/// The person of a code.
fn rep(data: &Data, setting: &Setting, code: &str) -> Result<Rep, Trouble> {
    let reps = data.reps(setting)?;
    let list = || reps.iter().map(|rep| rep.code.as_str()).collect::<Vec<_>>().join(", ");
    let found = reps.iter().find(|rep| rep.code.eq_ignore_ascii_case(code));
    found.cloned().ok_or_else(|| Trouble::config(cli::err_no_rep(setting.lang, code, &list())))
}

fn add_rep(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let mut data = Data::open(setting)?;
    let (code, name) = (said(given, "code"), given.get_one::<String>("name"));
    let name = name.map_or(code, String::as_str);
    let role = match given.get_one::<String>("role") {
        Some(word) => role(word).ok_or_else(|| Trouble::config(words::err_no_role(lang, word)))?,
        None => Role::Rep,
    };
    let fault = |error: StoreError| data.trouble(setting, &error);
    let teams = data.store.reference(Viewer::System).map_err(fault)?.teams;
    let team = given.get_one::<String>("team").map(|name| {
        let list = || teams.iter().map(|team| names::label(lang, &team.name)).collect::<Vec<_>>().join(", ");
        let found = teams.iter().find(|team| [&team.name.en, &team.name.zh].contains(&name));
        found.map(|team| team.id).ok_or_else(|| Trouble::config(words::err_no_team(lang, name, &list())))
    });
    let team = team.transpose()?;
    let rep = Rep { role, team, ..data.new_rep(setting, code, name) };
    write(&mut data, setting, Change::Add(rep.into()))?;
    end(data, setting, &words::added(lang, name, code))
}

/// The role of this name.
fn role(word: &str) -> Option<Role> {
    serde_json::from_value(word.to_lowercase().into()).ok()
}

fn disable(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let mut data = Data::open_existing(setting)?;
    let disabled = !given.get_flag("back");
    let rep = Rep { disabled, ..rep(&data, setting, said(given, "code"))? };
    let name = rep.name.clone();
    write(&mut data, setting, Change::Set(rep.into()))?;
    let done = if disabled { words::kept_out(setting.lang, &name) } else { words::let_in(setting.lang, &name) };
    end(data, setting, &done)
}

fn list_reps(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let (data, lang) = (Data::open_existing(setting)?, setting.lang);
    let fault = |error: StoreError| data.trouble(setting, &error);
    let teams = data.store.reference(Viewer::System).map_err(fault)?.teams;
    let keys = data.store.access_keys(Viewer::System).map_err(fault)?;
    let row = |rep: &Rep| {
        let team =
            teams.iter().find(|team| Some(team.id) == rep.team).map_or("", |team| names::label(lang, &team.name));
        let own = keys.iter().filter(|key| key.rep == rep.id && key.revoked.is_none()).count();
        let role = serde_json::to_value(rep.role).unwrap_or_default();
        let state = if rep.disabled { worded("disabled", words::is_disabled(lang)) } else { Cell::default() };
        vec![text(&rep.code), text(&rep.name), worded(role, names::role(lang, rep.role)), text(team), cell(own), state]
    };
    let columns = vec![
        column("code", settings::col_code),
        column("name", settings::col_name),
        column("role", settings::col_role),
        column("team", settings::col_team),
        column("keys", words::head_keys),
        column("state", words::head_state),
    ];
    let rows = data.reps(setting)?.iter().map(row).collect();
    print(&Table { columns, rows }, given, lang);
    Ok(())
}

/// The public key that is given: its line, a file, or the standard input.
fn public_key(lang: Lang, given: &str) -> Result<PublicKey, Trouble> {
    let io = |error: &std::io::Error| Trouble::io(lang, std::path::Path::new(given), error);
    let line = if given == "-" {
        let mut line = String::new();
        std::io::stdin().read_to_string(&mut line).map_err(|error| io(&error))?;
        line
    } else if given.contains(' ') {
        given.to_owned()
    } else {
        std::fs::read_to_string(given).map_err(|error| io(&error))?
    };
    PublicKey::parse(&line).map_err(|error| match error {
        KeyError::Private => Trouble::user(words::err_private_key(lang)),
        _ => Trouble::user(words::err_key(lang)),
    })
}

fn add_key(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let mut data = Data::open_existing(setting)?;
    let rep = rep(&data, setting, said(given, "rep"))?;
    let PublicKey { text, fingerprint, comment } = public_key(lang, said(given, "key"))?;
    let name = given.get_one::<String>("name").cloned().unwrap_or(comment);
    let added = setting.now(setting.zone);
    let id = data.ids.next(added);
    let done = words::key_added(lang, &rep.name, &fingerprint);
    let key = AccessKey { id, rep: rep.id, public: text, fingerprint, name, added, revoked: None };
    write(&mut data, setting, Change::Add(key.into()))?;
    end(data, setting, &done)
}

fn list_keys(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let (data, lang) = (Data::open_existing(setting)?, setting.lang);
    let keys = data.store.access_keys(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    let reps = data.reps(setting)?;
    let only = given.try_get_one::<String>("rep").ok().flatten().map(|code| rep(&data, setting, code)).transpose()?;
    let day = |at: DateTime<Utc>| at.with_timezone(&setting.zone).format("%Y-%m-%d").to_string();
    let row = |key: &AccessKey| {
        let rep = reps.iter().find(|rep| rep.id == key.rep).map_or("", |rep| &rep.code);
        let state = key.revoked.map(|at| worded("revoked", &words::is_revoked(lang, &day(at)))).unwrap_or_default();
        vec![text(rep), text(&key.fingerprint), text(&key.name), text(&day(key.added)), state]
    };
    let columns = vec![
        column("rep", settings::col_code),
        column("fingerprint", words::head_fingerprint),
        column("name", settings::col_name),
        column("added", words::head_added),
        column("state", words::head_state),
    ];
    let wanted = |key: &&AccessKey| only.as_ref().is_none_or(|rep| key.rep == rep.id);
    let rows = keys.iter().filter(wanted).map(row).collect();
    print(&Table { columns, rows }, given, lang);
    Ok(())
}

fn revoke(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let mut data = Data::open_existing(setting)?;
    let wanted = said(given, "fingerprint");
    let keys = data.store.access_keys(Viewer::System).map_err(|error| data.trouble(setting, &error))?;
    let fits = |key: &AccessKey| {
        key.revoked.is_none()
            && (key.fingerprint == wanted || wanted.len() >= SHORTEST && key.fingerprint.contains(wanted))
    };
    let mut found = keys.into_iter().filter(fits);
    let key = found.next().ok_or_else(|| Trouble::config(words::err_no_key(lang, wanted)))?;
    if found.next().is_some() {
        return Err(Trouble::config(words::err_many_keys(lang, wanted)));
    }
    let owner = data.reps(setting)?.into_iter().find(|rep| rep.id == key.rep).map_or_else(String::new, |rep| rep.name);
    let done = words::key_revoked(lang, &owner, &key.fingerprint);
    let revoked = Some(setting.now(setting.zone));
    write(&mut data, setting, Change::Set(AccessKey { revoked, ..key }.into()))?;
    end(data, setting, &done)
}

fn enrol(setting: &Setting, given: &ArgMatches) -> Result<(), Trouble> {
    let lang = setting.lang;
    let mut data = Data::open_existing(setting)?;
    let rep = rep(&data, setting, said(given, "rep"))?;
    let code = draw().map_err(|error| Trouble::user(error.to_string()))?;
    let hours = given.get_one::<u32>("hours").copied().unwrap_or(HOURS);
    let until = setting.now(setting.zone) + Duration::hours(hours.into());
    let enrolment = Enrolment { rep: rep.id, digest: digest(&code), until, tries: Enrolment::TRIES };
    data.store.keep(&Keep::Enrolment(enrolment)).map_err(|error| data.trouble(setting, &error))?;
    let shown = until.with_timezone(&setting.zone).format("%Y-%m-%d %H:%M").to_string();
    let (first, second) = code.split_at(LENGTH / 2);
    let told = words::enrolled(lang, &rep.name, &format!("{first}-{second}"), &shown);
    end(data, setting, &format!("{told}\n{}", words::enrol_how(lang, &rep.code)))
}

/// A code that nobody can guess.
fn draw() -> std::io::Result<String> {
    let mut code = String::new();
    while code.len() < LENGTH {
        let mut byte = [0];
        random(&mut byte)?;
        let letter = LETTERS[usize::from(byte[0] & 31)];
        // One of 32 stands for none, so that all others are as likely.
        if letter != b'*' {
            code.push(char::from(letter));
        }
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(digest("ab2cd-9efgh"), digest(" AB2CD 9EFGH\n"));
        assert_ne!(digest("ab2cd-9efgh"), digest("ab2cd-9efgj"));
        assert!(is_same(&digest("a"), &digest("A")) && !is_same(&digest("a"), &digest("b")));
        assert!(!is_same("", &digest("a")));
    }

    #[test]
    fn codes_differ_and_have_no_letters_that_look_alike() {
        let codes: std::collections::BTreeSet<String> = (0..100).map(|_| draw().unwrap()).collect();
        assert_eq!(codes.len(), 100);
        assert!(codes.iter().all(|code| code.len() == LENGTH && !code.contains(['0', 'o', '1', 'l', 'i', '*'])));
    }
}
