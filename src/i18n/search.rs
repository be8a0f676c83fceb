//! Finding text as people type it: any case, any part, pinyin and its initials (`wjyjd` finds 王记烟酒店), every reading of a character.

use ib_pinyin::{matcher::PinyinMatcher, pinyin::PinyinNotation};

/// What is searched for: words that must all be found.
pub struct Needle<'q> {
    words: Vec<(&'q str, PinyinMatcher<'q>)>,
}

impl std::fmt::Debug for Needle<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.words.iter().map(|(word, _)| word)).finish()
    }
}

impl<'q> Needle<'q> {
    /// Searches for these words.
    pub fn new(query: &'q str) -> Self {
        let matcher = |word: &'q str| {
            PinyinMatcher::builder(word)
                .case_insensitive(true)
                .pinyin_case_insensitive(true)
                .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
                .build()
        };
        Self { words: query.split_whitespace().map(|word| (word, matcher(word))).collect() }
    }

    /// Whether nothing is searched for: everything is found then.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word is found in one of the texts.
    pub fn finds(&self, texts: &[&str]) -> bool {
        self.words.iter().all(|(word, matcher)| {
            texts.iter().any(
                |text| {
                    if text.is_ascii() { contains_ignoring_case(text, word) } else { matcher.is_match(*text) }
                },
            )
        })
    }
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    word.is_empty() || text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_part_case_pinyin_and_initials() {
        for (query, text, found) in [
            ("wjyjd", "王记烟酒店", true),
            ("wangji", "王记烟酒店", true),
            ("yjd", "王记烟酒店", true),
            ("烟酒", "王记烟酒店", true),
            ("cq", "重庆百货", true),
            ("zq", "重庆百货", true),
            ("xyz", "王记烟酒店", false),
            ("LAO", "Lao Wang", true),
            ("wang lao", "Lao Wang", true),
            ("", "anything", true),
        ] {
            assert_eq!(Needle::new(query).finds(&[text]), found, "{query} in {text}");
        }
        assert!(Needle::new("wj 0071").finds(&["王记烟酒店", "LIC-0071"]));
        assert!(!Needle::new("wj 0072").finds(&["王记烟酒店", "LIC-0071"]));
    }
}
