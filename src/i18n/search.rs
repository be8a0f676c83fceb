//! Finding text as people type it: any case, any part, pinyin and its initials (`wjyjd` finds 王记烟酒店), every reading of a character.

use ib_pinyin::{
    matcher::PinyinMatcher,
    pinyin::{PinyinData, PinyinNotation},
};

/// What is searched for: words that must all be found.
pub struct Needle<'q> {
    words: Vec<Word<'q>>,
}

/// One word.
struct Word<'q> {
    text: &'q str,
    /// None if neither case nor pinyin has to be thought of: only the same characters are it.
    matcher: Option<PinyinMatcher<'q>>,
}

impl std::fmt::Debug for Needle<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.words.iter().map(|word| word.text)).finish()
    }
}

impl<'q> Needle<'q> {
    /// Searches for these words.
    pub fn new(query: &'q str) -> Self {
        let word = |text: &'q str| {
            let literal = text.chars().all(is_only_itself) || text.chars().any(is_resized_by_case);
            Word { text, matcher: (!literal).then(|| matcher(text)) }
        };
        Self { words: query.split_whitespace().map(word).collect() }
    }

    /// Whether nothing is searched for: everything is found then.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether every word is found in one of the texts.
    pub fn finds(&self, texts: &[&str]) -> bool {
        self.words.iter().all(|word| texts.iter().any(|text| word.occurs(text)))
    }

    /// How well the texts fit, the lower the better: one is all of it or ends with it, as a code or the tail of a telephone number; the
    /// first, which is the name, begins with it; one of the first two has it; another has. None if they do not.
    pub fn fit(&self, texts: &[&str]) -> Option<Fit> {
        let named = self.finds(&texts[..texts.len().min(2)]);
        if !named && !self.finds(texts) {
            return None;
        }
        let exact = |text: &&str| match self.words.as_slice() {
            [word] => word.text.len() > 2 && ends_ignoring_case(text, word.text),
            _ => false,
        };
        let begins = |text: &&str| self.words.first().is_some_and(|word| word.begins(text));
        Some(if texts.iter().skip(2).any(exact) {
            Fit::Whole
        } else if named && texts.first().is_some_and(begins) {
            Fit::Beginning
        } else if named {
            Fit::Name
        } else {
            Fit::Elsewhere
        })
    }

    /// The letters that every text with these words has, as [`Letters::of`] tells them.
    pub fn letters(&self) -> u64 {
        self.words.iter().flat_map(|word| word.text.chars()).fold(0, |all, c| all | bit(c))
    }
}

/// How well a text fits what is searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is it, or ends with it.
    Whole,
    /// The name begins with it.
    Beginning,
    /// The name has it.
    Name,
    /// Something else has it.
    Elsewhere,
}

impl Word<'_> {
    fn occurs(&self, text: &str) -> bool {
        match &self.matcher {
            None => text.contains(self.text),
            Some(_) if text.is_ascii() => contains_ignoring_case(text, self.text),
            Some(matcher) => matcher.is_match(text),
        }
    }

    fn begins(&self, text: &str) -> bool {
        match &self.matcher {
            None => text.starts_with(self.text),
            Some(matcher) => matcher.test(text).is_some(),
        }
    }
}

fn matcher(word: &str) -> PinyinMatcher<'_> {
    PinyinMatcher::builder(word)
        .case_insensitive(true)
        .pinyin_case_insensitive(true)
        .pinyin_notations(PinyinNotation::Ascii | PinyinNotation::AsciiFirstLetter)
        .build()
}

/// Whether a character is found by itself alone: a digit, a sign, a Han character.
fn is_only_itself(c: char) -> bool {
    matches!(c, '!'..='@' | '['..='`' | '{'..='~' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// Whether a letter takes more or fewer bytes in the other case, as the Kelvin sign and the long s do. The matcher counts on the same
/// number and panics.
fn is_resized_by_case(c: char) -> bool {
    let lower: usize = c.to_lowercase().map(char::len_utf8).sum();
    let upper: usize = c.to_uppercase().map(char::len_utf8).sum();
    lower != c.len_utf8() || upper != c.len_utf8()
}

/// Which letters occur in texts and in every reading of their characters. A text that lacks a letter of what is searched for need not be
/// looked at: that rules most of them out, at the price of one number a text.
pub struct Letters {
    pinyin: PinyinData,
}

impl Default for Letters {
    fn default() -> Self {
        Self { pinyin: PinyinData::new(PinyinNotation::Ascii) }
    }
}

impl std::fmt::Debug for Letters {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Letters").finish_non_exhaustive()
    }
}

impl Letters {
    /// The letters of a text: a bit for each of a to z and 0 to 9, and one of the others for any other character.
    pub fn of(&self, text: &str) -> u64 {
        let mut all = 0;
        for c in text.chars() {
            all |= bit(c);
            if !c.is_ascii() {
                self.pinyin.get_pinyins_and_for_each(c, |reading| {
                    let letters = reading.notation(PinyinNotation::Ascii).unwrap_or_default();
                    all |= letters.chars().fold(0, |some, letter| some | bit(letter));
                });
            }
        }
        all
    }
}

/// The order in which names are looked up: Chinese characters by their first reading, among the Latin letters.
pub struct Alphabet {
    pinyin: PinyinData,
}

impl Default for Alphabet {
    fn default() -> Self {
        Self { pinyin: PinyinData::new(PinyinNotation::Ascii) }
    }
}

impl std::fmt::Debug for Alphabet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Alphabet").finish_non_exhaustive()
    }
}

impl Alphabet {
    /// What a name is sorted by.
    pub fn key(&self, name: &str) -> String {
        let mut key = String::new();
        for c in name.chars() {
            let mut reading = None;
            if !c.is_ascii() {
                self.pinyin.get_pinyins_and_for_each(c, |pinyin| {
                    reading
                        .get_or_insert_with(|| pinyin.notation(PinyinNotation::Ascii).unwrap_or_default().to_owned());
                });
            }
            match reading {
                // Characters of one reading stand together, before those whose readings go on.
                Some(reading) => key.extend(reading.chars().chain([' ', c])),
                None => key.extend(c.to_lowercase()),
            }
        }
        key
    }
}

fn bit(c: char) -> u64 {
    let c = c.to_lowercase().next().unwrap_or(c);
    1 << match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        other => 36 + u32::from(other) % 28,
    }
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    word.is_empty() || text.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word))
}

fn ends_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    text.len().checked_sub(word.len()).is_some_and(|at| text[at..].eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_fit_comes_first() {
        let shop = ["王记烟酒店", "Wang's", "A-0071", "13800138812", "东风街18号"];
        for (query, fit) in [
            ("0071", Some(Fit::Whole)),
            ("8812", Some(Fit::Whole)),
            ("a-0071", Some(Fit::Whole)),
            ("wjy", Some(Fit::Beginning)),
            ("烟酒", Some(Fit::Name)),
            ("wang's", Some(Fit::Name)),
            ("dfj", Some(Fit::Elsewhere)),
            ("wj dongfeng", Some(Fit::Elsewhere)),
            ("1380", Some(Fit::Elsewhere)),
            ("xyz", None),
        ] {
            assert_eq!(Needle::new(query).fit(&shop), fit, "{query}");
        }
    }

    proptest::proptest! {
        #[test]
        fn words_without_letters_are_found_as_the_matcher_finds_them(
            text in "[a-c0-2王记烟酒重长-]{0,10}",
            word in "[0-2王记烟重长-]{1,3}",
        ) {
            let needle = Needle::new(&word);
            let [only] = needle.words.as_slice() else { unreachable!() };
            proptest::prop_assert!(only.matcher.is_none());
            let matcher = matcher(&word);
            proptest::prop_assert_eq!(only.occurs(&text), matcher.is_match(text.as_str()));
            proptest::prop_assert_eq!(only.begins(&text), matcher.test(text.as_str()).is_some());
        }
    }

    #[test]
    fn every_letter_that_has_a_case_can_be_searched_for() {
        for c in '\0'..=char::MAX {
            if c.to_lowercase().next() != Some(c) || c.to_uppercase().next() != Some(c) {
                let word = format!("{c}1");
                assert!(Needle::new(&word).finds(&[&format!("王{word}")]), "{c}");
            }
        }
        assert!(Needle::new("écl").finds(&["ÉCLAIR 王记"]));
    }

    #[test]
    fn names_are_looked_up_by_their_reading() {
        let alphabet = Alphabet::default();
        let mut names = ["周记", "王记烟酒店", "Wang's", "阿明", "王家", "大众超市", "abc"];
        names.sort_by_cached_key(|name| alphabet.key(name));
        assert_eq!(names, ["阿明", "abc", "大众超市", "王记烟酒店", "王家", "Wang's", "周记"]);
    }

    proptest::proptest! {
        #[test]
        fn letters_rule_out_nothing_that_is_found(
            text in "[a-zA-Z0-9 王记烟酒店重庆长行éÉ·-]{0,12}",
            word in "[a-zA-Z0-9 王记重长行éÉ]{0,4}",
        ) {
            let needle = Needle::new(&word);
            if needle.finds(&[&text]) {
                let (wanted, there) = (needle.letters(), Letters::default().of(&text));
                proptest::prop_assert_eq!(there & wanted, wanted, "{} in {}", word, text);
            }
        }
    }

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
