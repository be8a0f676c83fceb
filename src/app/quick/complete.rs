//! What could stand where one types: keywords at the beginning of a part, and behind a keyword the people, products, matters, days and
//! choices that fit it.

use crate::app::names;
use crate::app::stock::naming;
use crate::domain::content::{DisplayPoint, Need, NoOrder};
use crate::i18n::Lang;
use crate::i18n::quick_words::{self, BETWEEN, KEYWORDS, Keyword, SEVERAL};
use crate::i18n::search::Needle;

use super::Scene;

/// At most so many are offered.
const AT_MOST: usize = 8;

/// What could stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Where what is typed of it begins, in bytes.
    pub from: usize,
    /// What could take its place.
    pub words: Vec<String>,
}

/// What could stand at the end of a line as far as it is typed.
pub fn complete(typed: &str, scene: &Scene) -> Offer {
    let part_at = typed.rfind(BETWEEN).map_or(0, |at| at + typed[at..].chars().next().map_or(0, char::len_utf8));
    let part = &typed[part_at..];
    let lead = part.len() - part.trim_start().len();
    match quick_words::keyword(part) {
        Some((keyword, rest)) if !rest.is_empty() || part.ends_with(char::is_whitespace) => {
            let from =
                word_start(typed, typed.len() - if part.ends_with(char::is_whitespace) { 0 } else { rest.len() });
            Offer { from, words: behind(keyword, &typed[from..], scene) }
        }
        _ => Offer { from: part_at + lead, words: keywords(part.trim(), scene.lang) },
    }
}

/// Where the thing begins that is being typed: behind the last mark between two of them.
fn word_start(typed: &str, from: usize) -> usize {
    let rest = &typed[from..];
    let at = rest.rfind(SEVERAL).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    let blank = rest[at..].len() - rest[at..].trim_start().len();
    from + at + blank
}

fn keywords(begun: &str, lang: Lang) -> Vec<String> {
    let begun = super::choices::plain(begun);
    let of = |en: &'static [&'static str], zh: &'static [&'static str]| match lang {
        Lang::En => [en, zh].concat(),
        Lang::Zh => [zh, en].concat(),
    };
    let fits = |words: Vec<&'static str>| words.into_iter().find(|word| word.starts_with(begun.as_str()));
    KEYWORDS.iter().filter_map(|(_, en, zh)| fits(of(en, zh))).map(str::to_owned).take(AT_MOST).collect()
}

fn behind(keyword: Keyword, begun: &str, scene: &Scene) -> Vec<String> {
    let lang = scene.lang;
    let needle = Needle::new(begun);
    let fits = |text: &str| begun.trim().is_empty() || needle.finds(&[text]);
    let mut all: Vec<String> = match keyword {
        Keyword::Met => scene.people.iter().map(|it| it.name.clone()).filter(|name| fits(name)).collect(),
        Keyword::Order | Keyword::Short | Keyword::Shelf => {
            let sold = scene.products.iter().filter(|product| !product.retired);
            let found = |texts: Vec<String>| {
                begun.trim().is_empty() || needle.finds(&texts.iter().map(String::as_str).collect::<Vec<_>>())
            };
            sold.filter(|product| found(naming::texts(product))).map(|product| product.name.clone()).collect()
        }
        Keyword::NoOrder => choices(NoOrder::ALL.map(|it| names::no_order(lang, it)), fits),
        Keyword::Display => choices(DisplayPoint::ALL.map(|it| names::display_point(lang, it)), fits),
        Keyword::Needs => choices(Need::ALL.map(|it| names::need(lang, it)), fits),
        Keyword::Answered => scene.matters.iter().map(|it| it.text.clone()).filter(|text| fits(text)).collect(),
        _ => Vec::new(),
    };
    // What begins with what is typed stands before what only has it.
    all.sort_by_key(|word| !word.starts_with(begun.trim())); // stable
    all.into_iter().take(AT_MOST).collect()
}

fn choices<const N: usize>(all: [&'static str; N], fits: impl Fn(&str) -> bool) -> Vec<String> {
    all.into_iter().filter(|it| fits(it)).map(str::to_owned).collect()
}
