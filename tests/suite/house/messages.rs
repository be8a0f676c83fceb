//! No message without use: a row of the tables that nothing in `src` names is a leftover.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rounds::i18n::messages::TABLES;

use super::at;

/// Where the tables are named: `messages::visit`, `messages::{cli as words, system}`. Answers each table's names in a text.
fn names_of_tables(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (_, rest) in source.match_indices("messages::").map(|(at, found)| source.split_at(at + found.len())) {
        let list = match rest.strip_prefix('{') {
            Some(inside) => inside.split('}').next().unwrap_or(""),
            None => rest.split([';', ':', ',', '}']).next().unwrap_or(""),
        };
        for item in list.split(',') {
            let mut words = item.split_whitespace();
            let Some(table) = words.next() else { continue };
            let name = if words.next() == Some("as") { words.next() } else { None };
            names.entry(table).or_default().insert(name.unwrap_or(table));
        }
    }
    names
}

/// The messages that a text names, as table and row.
fn used(source: &str) -> BTreeSet<(&str, &str)> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = BTreeSet::new();
    for (table, names) in names_of_tables(source) {
        for name in names {
            let path = format!("{name}::");
            for (at, _) in source.match_indices(&path).filter(|(at, _)| !source[..*at].ends_with(is_word)) {
                let rest = &source[at + path.len()..];
                found.insert((table, rest.split(|c| !is_word(c)).next().unwrap_or("")));
            }
        }
    }
    found
}

/// The Rust files under a folder, without their unit tests and without the tables themselves.
fn sources(folder: &Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if !path.ends_with("i18n/messages") {
                sources(&path, all);
            }
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source").replace('\r', "");
            all.push(text.split("#[cfg(test)]\nmod ").next().unwrap_or("").to_owned());
        }
    }
}

#[test]
fn every_message_is_said_somewhere() {
    let mut texts = Vec::new();
    sources(&at("src"), &mut texts);
    assert!(texts.len() > 50, "{}", texts.len());
    let used: BTreeSet<(&str, &str)> = texts.iter().flat_map(|text| used(text)).collect();
    let rows = TABLES.iter().flat_map(|(table, rows)| rows.iter().map(move |(name, ..)| (*table, *name)));
    let unused: Vec<String> =
        rows.filter(|row| !used.contains(row)).map(|(table, name)| format!("{table}::{name}")).collect();
    assert!(unused.is_empty(), "messages that nothing says; take them out of the tables: {}", unused.join(", "));
}

#[test]
fn the_search_for_messages_has_teeth() {
    let source = "use crate::i18n::messages::{cli as words, system};\nuse crate::i18n::messages::visit as said;
        fn a() { words::about(lang); row(words::quit, system::err_busy); said::since(lang); keywords::other(); }
        fn b() { crate::i18n::messages::common::nothing(lang) }";
    let found: Vec<(&str, &str)> = used(source).into_iter().collect();
    let expected =
        [("cli", "about"), ("cli", "quit"), ("common", "nothing"), ("system", "err_busy"), ("visit", "since")];
    assert_eq!(found, expected);
}
