//! The whole grammar of the quick log on one page: every keyword in both languages, and what stands behind it.

use crate::app::report::{Table, for_people, worded};
use crate::i18n::Lang;
use crate::i18n::messages::quick as words;
use crate::i18n::quick_words::{KEYWORDS, Keyword};

/// What stands behind a keyword, and an example of it.
fn about(lang: Lang, keyword: Keyword) -> (&'static str, &'static str) {
    match keyword {
        Keyword::Met => (words::about_met(lang), words::example_met(lang)),
        Keyword::Nobody => (words::about_nobody(lang), words::example_nobody(lang)),
        Keyword::Order => (words::about_order(lang), words::example_order(lang)),
        Keyword::NoOrder => (words::about_no_order(lang), words::example_no_order(lang)),
        Keyword::Short => (words::about_short(lang), words::example_short(lang)),
        Keyword::Shelf => (words::about_shelf(lang), words::example_shelf(lang)),
        Keyword::Display => (words::about_display(lang), words::example_display(lang)),
        Keyword::Satisfied => (words::about_satisfied(lang), words::example_satisfied(lang)),
        Keyword::Needs => (words::about_needs(lang), words::example_needs(lang)),
        Keyword::Promise => (words::about_matter(lang), words::example_promise(lang)),
        Keyword::Errand => (words::about_matter(lang), words::example_errand(lang)),
        Keyword::Complaint => (words::about_matter(lang), words::example_complaint(lang)),
        Keyword::Answered => (words::about_answered(lang), words::example_answered(lang)),
        Keyword::Told => (words::about_told(lang), words::example_told(lang)),
        Keyword::Rival => (words::about_rival(lang), words::example_rival(lang)),
        Keyword::Next => (words::about_next(lang), words::example_next(lang)),
        Keyword::When => (words::about_when(lang), words::example_when(lang)),
        Keyword::Routine | Keyword::Stay | Keyword::CounterDay | Keyword::Phone | Keyword::Chat => {
            (words::about_kind(lang), "")
        }
        Keyword::Note => (words::about_note(lang), words::example_note(lang)),
    }
}

/// A row of the grammar: the words of a keyword in both languages, what stands behind it, an example.
pub fn rows(lang: Lang) -> Vec<[String; 3]> {
    let row = |(keyword, en, zh): &(Keyword, &[&str], &[&str])| {
        let (about, example) = about(lang, *keyword);
        let all: Vec<&str> = en.iter().chain(*zh).copied().collect();
        [all.join(" "), about.to_owned(), example.to_owned()]
    };
    KEYWORDS.iter().map(row).collect()
}

/// The page.
pub fn page(lang: Lang) -> Vec<String> {
    // What is folded on a narrow screen stands last.
    let columns = vec![for_people(words::head_words), for_people(words::head_example), for_people(words::head_behind)];
    let cells = |[begins, behind, example]: [String; 3]| {
        [begins, example, behind].iter().map(|text| worded((), text)).collect()
    };
    let table = Table { columns, rows: rows(lang).into_iter().map(cells).collect() };
    let mut lines = vec![words::grammar(lang).to_owned(), words::hint(lang).to_owned(), String::new()];
    lines.extend(table.plain(lang).lines().map(str::to_owned));
    lines
}
