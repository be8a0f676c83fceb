//! What is said in the demo territory: sentences with slots, in two files beside this one.

use std::collections::BTreeMap;

use super::dice::Dice;
use super::shops::Shop;
use crate::domain::account::ContactRole;

/// The sentences of one language by section.
#[derive(Clone, Debug)]
pub(super) struct Texts {
    sections: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Texts {
    fn parse(file: &'static str) -> Self {
        let mut sections: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut section = "";
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => section = name,
                None => sections.entry(section).or_default().push(line),
            }
        }
        Self { sections }
    }

    /// A sentence of a section, its slots filled; `who` is the person it is about. It begins with a capital.
    pub(super) fn say(&self, section: &str, who: &str, dice: &mut Dice) -> String {
        let said = self.filled(section, who, dice);
        let mut chars = said.chars();
        chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
    }

    fn filled(&self, section: &str, who: &str, dice: &mut Dice) -> String {
        let Some(lines) = self.sections.get(section) else { return String::new() };
        let mut rest = dice.pick(lines);
        let mut said = String::new();
        while let Some((before, (slot, after))) = rest.split_once('{').and_then(|(a, b)| Some((a, b.split_once('}')?)))
        {
            said.push_str(before);
            match slot {
                "who" | "surname" => said.push_str(who),
                section => said.push_str(&self.filled(section, who, dice)),
            }
            rest = after;
        }
        said.push_str(rest);
        said
    }

    /// A certain line of a section.
    pub(super) fn line(&self, section: &str, nth: usize) -> String {
        self.sections.get(section).and_then(|lines| lines.get(nth)).copied().unwrap_or_default().to_owned()
    }

    /// How somebody of this family name is called.
    pub(super) fn called(&self, role: ContactRole, surname: &str) -> String {
        let section = match role {
            ContactRole::Owner => "owner",
            ContactRole::Manager => "manager",
            ContactRole::Clerk => "clerk",
            ContactRole::Driver => "driver",
            ContactRole::Storekeeper => "storekeeper",
            ContactRole::Bookkeeper => "bookkeeper",
            ContactRole::Family => "family",
        };
        self.filled(section, surname, &mut Dice::new(0))
    }
}

/// Both languages; notes about a shop are kept in one of them.
#[derive(Clone, Debug)]
pub(super) struct Voices {
    english: Texts,
    chinese: Texts,
}

impl Voices {
    pub(super) fn new() -> Self {
        Self {
            english: Texts::parse(include_str!("texts/en.txt")),
            chinese: Texts::parse(include_str!("texts/zh.txt")),
        }
    }

    /// The language of a shop.
    pub(super) fn of(&self, shop: &Shop) -> &Texts {
        if shop.english { &self.english } else { &self.chinese }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_sections_and_every_slot_is_one() {
        let Voices { english: en, chinese: zh } = Voices::new();
        assert!(en.sections.keys().eq(zh.sections.keys()));
        for line in en.sections.values().chain(zh.sections.values()).flatten() {
            for piece in line.split('{').skip(1) {
                let (slot, _) = piece.split_once('}').expect(line);
                assert!(["who", "surname"].contains(&slot) || en.sections.contains_key(slot), "{line}");
            }
        }
    }

    #[test]
    fn a_sentence_begins_with_a_capital_also_where_a_person_stands_first() {
        let mut dice = Dice::new(1);
        let said: Vec<String> = (0..500).map(|_| Voices::new().english.say("call", "boss Zhou", &mut dice)).collect();
        for said in said {
            assert!(!said.starts_with(char::is_lowercase) && !said.contains(['{', '}']), "{said}");
        }
    }
}
