//! The quick log: a whole visit in one line. The line is understood part by part, and what is shown of it is what is stored: both come from
//! the same reading. What is not understood becomes a line of the note, word for word.

pub mod choices;
pub mod complete;
pub mod grammar;
pub mod history;
mod read;
pub mod save;
mod scene;

use std::ops::Range;

use crate::domain::ids::{ContactId, MatterId, ProductId};
use crate::domain::matter::MatterKind;
use crate::domain::stock::Amount;
use crate::domain::touch::Content;
use crate::i18n::Lang;
use crate::i18n::messages::{goods, quick as words, visit};
use crate::i18n::quick_words::{self, Keyword};

use super::names;
use super::when::When;

pub use scene::{Meant, Scene, at_account, names_of_shop, whose};

/// A line, understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// What is recorded of the visit.
    pub content: Content,
    /// Matters that are raised.
    pub raised: Vec<Raised>,
    /// Matters that are answered.
    pub answered: Vec<MatterId>,
    /// What they ask for.
    pub asked: Vec<Wish>,
    /// When it was; none: now.
    pub when: Option<When>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where it stands in the line, in bytes.
    pub at: Range<usize>,
    /// What it is about.
    pub keyword: Keyword,
    /// What of it was understood, in words.
    pub said: String,
    /// Why it was not, or what of it was not: then all of it is a line of the note.
    pub fault: Option<String>,
}

/// A matter to be raised.
#[derive(Clone, Debug, PartialEq)]
pub struct Raised {
    /// Promise, errand or complaint.
    pub kind: MatterKind,
    /// What.
    pub text: String,
    /// By when.
    pub due: chrono::NaiveDate,
}

/// A stock request to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// Which product.
    pub product: ProductId,
    /// How much.
    pub amount: Amount,
    /// Until when.
    pub until: Option<chrono::NaiveDate>,
    /// All or nothing.
    pub all_or_nothing: bool,
    /// They would buy outside the channel.
    pub outside: bool,
    /// Who asks.
    pub contact: Option<ContactId>,
}

impl Reading {
    /// Whether nothing was typed that says anything.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// Understands a line.
pub fn read(line: &str, scene: &Scene) -> Reading {
    let mut reading = Reading::default();
    for at in parts(line) {
        let part = &line[at.clone()];
        let (keyword, rest) = quick_words::keyword(part).unwrap_or((Keyword::Note, part));
        let understood = if said_before(keyword, &reading.parts) {
            Err(words::said_already(scene.lang).to_owned())
        } else {
            read::part(keyword, rest, scene, &mut reading)
        };
        let (said, fault) = match understood {
            Ok(said) => (said, None),
            Err(fault) => {
                push_note(&mut reading.content, part);
                (part.to_owned(), Some(fault))
            }
        };
        reading.parts.push(Part { at, keyword, said, fault });
    }
    // Who asked is who was met, if it was one.
    if let [one] = reading.content.met[..] {
        for wish in &mut reading.asked {
            wish.contact = Some(one);
        }
    }
    reading
}

/// Understands what would stand behind a keyword, by itself; answers why not where it is not understood.
pub fn part(keyword: Keyword, rest: &str, scene: &Scene) -> Result<Reading, String> {
    let mut reading = Reading::default();
    let said = read::part(keyword, rest, scene, &mut reading)?;
    reading.parts.push(Part { at: 0..rest.len(), keyword, said, fault: None });
    Ok(reading)
}

/// Whether an earlier part said already what can be said only once.
fn said_before(keyword: Keyword, parts: &[Part]) -> bool {
    const KINDS: [Keyword; 5] = [Keyword::Routine, Keyword::Stay, Keyword::CounterDay, Keyword::Phone, Keyword::Chat];
    const ONCE: [Keyword; 5] = [Keyword::NoOrder, Keyword::Display, Keyword::Satisfied, Keyword::Next, Keyword::When];
    let said = |keyword: Keyword| parts.iter().any(|part| part.keyword == keyword && part.fault.is_none());
    if KINDS.contains(&keyword) { KINDS.into_iter().any(said) } else { ONCE.contains(&keyword) && said(keyword) }
}

/// What a part is about, in a word.
pub fn keyword_name(lang: Lang, keyword: Keyword) -> String {
    let name = match keyword {
        Keyword::Met => visit::section_met(lang),
        Keyword::Nobody => words::part_nobody(lang),
        Keyword::Routine | Keyword::Stay | Keyword::CounterDay | Keyword::Phone | Keyword::Chat => {
            visit::section_kind(lang)
        }
        Keyword::Order => goods::section_order(lang),
        Keyword::NoOrder => goods::section_no_order(lang),
        Keyword::Short => words::part_short(lang),
        Keyword::Shelf => goods::section_shelf(lang),
        Keyword::Display => goods::section_display(lang),
        Keyword::Satisfied => visit::section_satisfied(lang),
        Keyword::Needs => goods::section_needs(lang),
        Keyword::Promise => names::matter_kind(lang, MatterKind::Promise),
        Keyword::Errand => names::matter_kind(lang, MatterKind::Errand),
        Keyword::Complaint => names::matter_kind(lang, MatterKind::Complaint),
        Keyword::Answered => words::part_answered(lang),
        Keyword::Told => goods::section_told(lang),
        Keyword::Rival => goods::section_rival(lang),
        Keyword::Next => words::part_next(lang),
        Keyword::When => words::part_when(lang),
        Keyword::Note => words::part_note(lang),
    };
    name.to_lowercase()
}

/// Where the parts of a line stand, those with nothing in them left out.
fn parts(line: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = 0;
    let ends = line.match_indices(quick_words::BETWEEN).map(|(at, mark)| (at, at + mark.len()));
    for (to, next) in ends.chain([(line.len(), line.len())]) {
        let text = &line[from..to];
        let start = from + text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        if start < end {
            parts.push(start..end);
        }
        from = next;
    }
    parts
}

fn push_note(content: &mut Content, line: &str) {
    if !content.note.is_empty() {
        content.note.push('\n');
    }
    content.note.push_str(line);
}
