//! Every text that reaches a person, in both languages: one row, one message. A row without a language does not compile; a message with
//! arguments takes them with their types.

#[macro_use]
mod table;

pub mod board;
pub mod capacity;
pub mod care;
pub mod cli;
pub mod closing;
pub mod coach;
pub mod commands;
pub mod common;
pub mod day_report;
pub mod follow_ups;
pub mod forms;
pub mod goods;
pub mod import;
pub mod importing;
pub mod map;
pub mod marks;
pub mod out;
pub mod plain;
pub mod planning;
pub mod profile;
pub mod quick;
pub mod roads;
pub mod routes;
pub mod screens;
pub mod serve;
pub mod serving;
pub mod settings;
pub mod stock;
pub mod stock_out;
pub mod system;
pub mod territories;
pub mod visit;
pub mod weeks;
pub mod welcome;

/// All messages by file, for tests.
pub const TABLES: &[(&str, &[table::Row])] = &[
    ("board", board::TABLE),
    ("capacity", capacity::TABLE),
    ("care", care::TABLE),
    ("cli", cli::TABLE),
    ("closing", closing::TABLE),
    ("coach", coach::TABLE),
    ("commands", commands::TABLE),
    ("common", common::TABLE),
    ("day_report", day_report::TABLE),
    ("follow_ups", follow_ups::TABLE),
    ("forms", forms::TABLE),
    ("goods", goods::TABLE),
    ("import", import::TABLE),
    ("importing", importing::TABLE),
    ("map", map::TABLE),
    ("marks", marks::TABLE),
    ("out", out::TABLE),
    ("plain", plain::TABLE),
    ("planning", planning::TABLE),
    ("profile", profile::TABLE),
    ("quick", quick::TABLE),
    ("roads", roads::TABLE),
    ("routes", routes::TABLE),
    ("screens", screens::TABLE),
    ("serve", serve::TABLE),
    ("serving", serving::TABLE),
    ("settings", settings::TABLE),
    ("stock", stock::TABLE),
    ("stock_out", stock_out::TABLE),
    ("system", system::TABLE),
    ("territories", territories::TABLE),
    ("visit", visit::TABLE),
    ("weeks", weeks::TABLE),
    ("welcome", welcome::TABLE),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_says_something_in_both_languages_with_the_same_arguments() {
        let arguments = |text: &str| {
            let mut found: Vec<&str> =
                text.split('{').skip(1).filter_map(|part| part.split(['}', ':']).next()).collect();
            found.sort_unstable();
            found.dedup();
            found.join(" ")
        };
        let mut rows = 0;
        for (file, table) in TABLES {
            for (name, en, zh) in *table {
                rows += 1;
                assert!(!en.trim().is_empty() && !zh.trim().is_empty(), "{file}::{name} is empty");
                assert_eq!(arguments(en), arguments(zh), "{file}::{name}");
                // Goods are called what they are called: examples name them.
                let names_goods = ["goods", "quick"].contains(file);
                let han = en.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                assert!(names_goods || !han, "{file}::{name}: {en}");
            }
        }
        assert!(rows > 100, "{rows}");
    }
}
