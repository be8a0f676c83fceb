//! Numbered lists, in pages.

use crate::i18n::answers::{self, Common, bare};
use crate::i18n::messages::plain as words;

use super::line::Heard;
use super::talk::Talk;

/// So many are said before one is asked.
const PAGE: usize = 20;

/// Something to choose.
pub struct Item {
    /// What is said before it: the title of its group, where that begins.
    pub title: Option<String>,
    /// What it is.
    pub text: String,
}

impl From<String> for Item {
    fn from(text: String) -> Self {
        Self { title: None, text }
    }
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// One of the list, by its place.
    Nth(usize),
    /// None.
    Back,
    /// A word that was offered beside the list.
    Word(&'static str),
}

impl Talk<'_> {
    /// Lets one of a list be chosen; none: back.
    pub(super) fn pick(&mut self, items: &[Item]) -> Heard<Option<usize>> {
        Ok(match self.pick_or(items, None)? {
            Chosen::Nth(at) => Some(at),
            Chosen::Back | Chosen::Word(_) => None,
        })
    }

    /// Lets one of a list be chosen, or the word beside it, with the prompt that tells of it.
    pub(super) fn pick_or(&mut self, items: &[Item], beside: Option<(&'static str, &str)>) -> Heard<Chosen> {
        let lang = self.lang;
        let mut shown = 0;
        loop {
            let until = items.len().min(shown + PAGE);
            self.number(&items[shown..until], shown)?;
            shown = until;
            loop {
                let prompt = match beside {
                    _ if shown < items.len() => words::ask_number_more(lang, shown, items.len()),
                    Some((_, prompt)) => prompt.to_owned(),
                    None => words::ask_number(lang).to_owned(),
                };
                let said = self.ask(&prompt)?;
                let number = answers::numbers(&said).filter(|all| all.len() == 1).map(|all| all[0]);
                match (number, answers::common(&said), beside) {
                    (Some(number), ..) if (1..=items.len()).contains(&number) => return Ok(Chosen::Nth(number - 1)),
                    (_, Some(Common::Nothing), _) if shown < items.len() => break,
                    (_, Some(Common::Nothing | Common::Back), _) => return Ok(Chosen::Back),
                    (_, Some(Common::Help), _) => self.say(words::help_list(lang))?,
                    (_, _, Some((word, _))) if answers::yes(&said) == Some(true) || bare(&said) == word => {
                        return Ok(Chosen::Word(word));
                    }
                    _ => self.say(&words::not_in_list(lang, &said, items.len()))?,
                }
            }
        }
    }

    /// Says items with their numbers, of which so many came before.
    pub(super) fn number(&mut self, items: &[Item], before: usize) -> Heard<()> {
        for (at, item) in items.iter().enumerate() {
            if let Some(title) = &item.title {
                self.say(title)?;
            }
            self.say(&format!("{} {}", before + at + 1, item.text))?;
        }
        Ok(())
    }
}
