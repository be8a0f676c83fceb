//! Reads Rust as text: what is code, what is a literal, which paths the code names. No parser, just enough to keep comments and
//! literals from being taken for code.

/// A source text taken apart. Comments are gone.
#[derive(Debug, Default)]
pub struct Source {
    /// The code, with empty literals.
    pub code: String,
    /// The contents of string and character literals, escapes as written.
    pub literals: Vec<String>,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let chars: Vec<char> = text.chars().collect();
        let mut found = Self::default();
        let mut at = 0;
        while at < chars.len() {
            let rest = &chars[at..];
            at += match rest {
                ['/', '/', ..] => rest.iter().take_while(|char| **char != '\n').count(),
                ['/', '*', ..] => block_comment(rest),
                ['"', ..] => found.literal(1, until_quote(&rest[1..], '"'), rest),
                ['\'', '\\', ..] => found.literal(1, until_quote(&rest[1..], '\''), rest),
                ['\'', char, '\'', ..] if *char != '\'' => found.literal(1, 1, rest),
                ['r', '"' | '#', ..] if raw_hashes(rest).is_some() => {
                    let hashes = raw_hashes(rest).unwrap_or(0);
                    found.literal(2 + hashes, until_raw_end(&rest[2 + hashes..], hashes), rest) + hashes
                }
                _ => {
                    found.code.push(rest[0]);
                    1
                }
            };
        }
        found
    }

    /// The same without the unit tests, which stand last in a file.
    pub fn read_without_tests(text: &str) -> Self {
        Self::read(text.split("#[cfg(test)]\nmod ").next().unwrap_or(text))
    }

    /// Takes up a literal; how many characters it is long with its opening and one closing quote.
    fn literal(&mut self, opening: usize, length: usize, rest: &[char]) -> usize {
        self.literals.push(rest.iter().skip(opening).take(length).collect());
        self.code.push_str("\"\"");
        opening + length + 1
    }

    /// The words and signs of the code; `::` is one sign.
    pub fn tokens(&self) -> Vec<&str> {
        let code = &self.code;
        let mut tokens = Vec::new();
        let mut at = 0;
        while let Some(first) = code[at..].chars().next() {
            let rest = &code[at..];
            let length = match first {
                _ if is_word(first) => rest.find(|char| !is_word(char)).unwrap_or(rest.len()),
                ':' if rest.starts_with("::") => 2,
                _ => first.len_utf8(),
            };
            if !first.is_whitespace() {
                tokens.push(&rest[..length]);
            }
            at += length;
        }
        tokens
    }

    /// Every path that the code names, each as its parts; `use a::{b, c::d}` names `a::b` and `a::c::d`. A lone word is a path too.
    pub fn paths(&self) -> Vec<Vec<&str>> {
        let tokens = self.tokens();
        let (mut paths, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            at = read_path(&tokens, at, &[], &mut paths);
        }
        paths
    }

    /// Whether the code names a path with these parts in a row.
    pub fn names(&self, parts: &str) -> bool {
        let parts: Vec<&str> = parts.split("::").collect();
        self.paths().iter().any(|path| path.windows(parts.len()).any(|some| some == parts))
    }
}

/// Reads one path, or a group of them, from `at` on; where it ends.
fn read_path<'a>(tokens: &[&'a str], mut at: usize, before: &[&'a str], paths: &mut Vec<Vec<&'a str>>) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(at) {
            Some(&"{") if !path.is_empty() => {
                at += 1;
                while tokens.get(at).is_some_and(|token| *token != "}") {
                    at = match tokens[at] {
                        "," => at + 1,
                        "as" => at + 2,
                        _ => read_path(tokens, at, &path, paths),
                    };
                }
                return at + 1;
            }
            Some(word) if word.starts_with(is_word) => path.push(word),
            _ => {
                // A glob, type arguments, or no path at all.
                paths.extend((!path.is_empty()).then_some(path));
                return at + 1;
            }
        }
        at += 1;
        if tokens.get(at) != Some(&"::") {
            paths.push(path);
            return at;
        }
        at += 1;
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

fn block_comment(rest: &[char]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        match rest[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// Characters up to the closing quote, escapes included.
fn until_quote(inside: &[char], quote: char) -> usize {
    let mut at = 0;
    while at < inside.len() && inside[at] != quote {
        at += if inside[at] == '\\' { 2 } else { 1 };
    }
    at
}

/// How many `#` a raw string opens with; none if it is not one (`r#type`).
fn raw_hashes(rest: &[char]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|char| **char == '#').count();
    (rest.get(1 + hashes) == Some(&'"')).then_some(hashes)
}

fn until_raw_end(inside: &[char], hashes: usize) -> usize {
    let ends = |at: &usize| {
        inside[*at] == '"' && inside[at + 1..].iter().take(hashes).filter(|char| **char == '#').count() == hashes
    };
    (0..inside.len()).find(ends).unwrap_or(inside.len())
}

#[test]
fn comments_and_literals_are_not_code() {
    let text = r##"
        // use crate::comment;
        /* use /* nested */ crate::block; */
        let a = "use crate::text; \" still";
        let b = r#"crate::raw " "#;
        let c = ('"', '\'', '字', "字");
        fn life<'a>(x: &'a str) -> &'static str { crate::code::x() }
    "##;
    let found = Source::read(text);
    for absent in ["comment", "nested", "block", "text", "raw", "still"] {
        assert!(!found.code.contains(absent), "{absent} in {}", found.code);
    }
    assert!(found.names("crate::code::x"), "{}", found.code);
    assert_eq!(found.literals, [r#"use crate::text; \" still"#, "crate::raw \" ", "\"", r"\'", "字", "字"]);
}

#[test]
fn groups_and_aliases_are_told_as_whole_paths() {
    let text = "use crate::{ui::{self, Screen as Picture}, store::Viewer}; use std::{env, fs}; use crate::i18n::*;
        let x = a.b::<C>::d;";
    let found = Source::read(text);
    for named in
        ["crate::ui::self", "crate::ui::Screen", "crate::store::Viewer", "std::env", "std::fs", "crate::i18n", "a", "b"]
    {
        assert!(found.names(named), "{named} in {:?}", found.paths());
    }
    for not_named in ["crate::Picture", "crate::ui::Picture", "std::env::fs", "env::std"] {
        assert!(!found.names(not_named), "{not_named} in {:?}", found.paths());
    }
}

#[test]
fn unit_tests_can_be_left_out() {
    let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n    const B: &str = \"b\";\n}\n";
    assert!(Source::read(text).names("B") && Source::read_without_tests(text).names("a"));
    assert!(!Source::read_without_tests(text).names("B"));
}
