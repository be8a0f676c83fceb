//! The shape of files and of the repository.

use crate::source::Source;
use crate::tree::{File, check, imagined, rust_files, text_files, top};

/// Layers whose words come from the table of messages.
const SPEAKING: &[&str] = &["app", "ui", "cli"];

/// Files of the command line that may hold Chinese text of their own.
const SPEAKING_FOR_THEMSELVES: &[&str] = &[];

/// What stands at the top of the repository, beside dot files and the licences.
const AT_THE_TOP: &[&str] = &["Cargo.toml", "Cargo.lock", "README.md", "src", "themes", "tests"];

/// Where people and machines keep their files. Taken apart, so that this list is not found by itself.
const MACHINE_PATHS: &[&str] = &[concat!("/", "work/"), concat!("/", "root/"), concat!("/", "home/")];

fn no_opening_words(file: &File) -> Vec<String> {
    if file.text.starts_with("//! ") { Vec::new() } else { vec!["does not open with //! and what it is".to_owned()] }
}

fn too_long(file: &File) -> Vec<String> {
    let (lines, limit) = (file.text.lines().count(), if file.path == "src/main.rs" { 40 } else { 500 });
    if lines > limit { vec![format!("{lines} lines, more than {limit}")] } else { Vec::new() }
}

/// Chinese text outside the table of messages; comments and unit tests may hold what they like.
fn own_words(file: &File) -> Vec<String> {
    if !SPEAKING.contains(&file.layer()) || SPEAKING_FOR_THEMSELVES.contains(&file.path.as_str()) {
        return Vec::new();
    }
    let literals = Source::read_without_tests(&file.text).literals;
    literals
        .iter()
        .filter(|it| it.contains(is_han))
        .map(|it| format!("{it:?} belongs in the table of messages"))
        .collect()
}

fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

/// Paths of somebody's machine. `https://x/home/` and `a/work/` are none.
fn machine_paths(file: &File) -> Vec<String> {
    let goes_on = |before: &str| before.ends_with(|char: char| char.is_alphanumeric() || "._-~*}/".contains(char));
    let in_line =
        |line: &str| MACHINE_PATHS.iter().any(|path| line.match_indices(path).any(|(at, _)| !goes_on(&line[..at])));
    let lines = file.text.lines().zip(1..).filter(|(line, _)| in_line(line));
    lines.map(|(line, number)| format!("line {number} names a path of one machine: {}", line.trim())).collect()
}

/// Names that do not belong at the top of the repository. `target` is not part of it.
fn strangers<'a>(names: &[&'a str]) -> Vec<&'a str> {
    let belongs = |name: &str| {
        AT_THE_TOP.contains(&name) || name.starts_with('.') || name.starts_with("LICENSE") || name == "target"
    };
    names.iter().copied().filter(|name| !belongs(name)).collect()
}

fn names_at_the_top() -> Vec<String> {
    let entries = std::fs::read_dir(top()).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_file_opens_with_what_it_is() {
    check(&rust_files("src"), no_opening_words);
    check(&rust_files("tests"), no_opening_words);
}

#[test]
fn no_file_is_too_long() {
    check(&rust_files("src"), too_long);
}

#[test]
fn screens_and_commands_have_no_words_of_their_own() {
    check(&rust_files("src"), own_words);
}

#[test]
fn only_what_belongs_there_stands_at_the_top() {
    let names = names_at_the_top();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(names.contains(&"Cargo.toml"));
    assert_eq!(strangers(&names), <[&str; 0]>::default());
}

#[test]
fn no_file_names_a_path_of_one_machine() {
    // `.git` and `target` are not part of the repository.
    let names = names_at_the_top().into_iter().filter(|name| !["target", ".git"].contains(&name.as_str()));
    check(&names.flat_map(|name| text_files(&name)).collect::<Vec<_>>(), machine_paths);
}

#[test]
fn opening_words_and_length_have_teeth() {
    let opening = |text: &str| no_opening_words(&imagined("src/app/mod.rs", text)).len();
    assert_eq!(
        ["//! What it is.\n", "// What it is.\n", "use std::fmt;\n//! Late.", "//!\n", ""].map(opening),
        [0, 1, 1, 1, 1]
    );
    let long = |path: &str, lines: usize| too_long(&imagined(path, &"x\n".repeat(lines))).len();
    assert_eq!((long("src/ui/mod.rs", 500), long("src/ui/mod.rs", 501)), (0, 1));
    assert_eq!((long("src/main.rs", 40), long("src/main.rs", 41)), (0, 1));
}

#[test]
fn the_search_for_words_has_teeth() {
    let table = [
        ("src/ui/today.rs", "let title = \"今日\";", 1),
        ("src/app/keys.rs", "let full_width = ['字', 'ｊ', '：'];", 1),
        ("src/cli/mod.rs", "let help = r#\"巡访\"#;", 1),
        ("src/ui/today.rs", "// 今日\nlet title = text(Key::Today);", 0),
        ("src/app/keys.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    const A: &str = \"字\";\n}\n", 0),
        ("src/i18n/table.rs", "let title = \"今日\";", 0),
    ];
    for (path, text, complaints) in table {
        let found = own_words(&imagined(path, text));
        assert_eq!(found.len(), complaints, "{path} {text:?}: {found:?}");
    }
}

#[test]
fn the_search_for_machine_paths_has_teeth() {
    for path in MACHINE_PATHS {
        for found in
            [format!("see {path}x"), format!("\"{path}x\""), format!("A={path}x"), format!("{path}li/rounds.db")]
        {
            assert_eq!(machine_paths(&imagined("README.md", &format!("fine\n{found}\n"))).len(), 1, "{found}");
        }
        for fine in
            [format!("https://example.org{path}x"), format!("~{path}x"), format!("src{path}x"), format!("../a{path}")]
        {
            assert_eq!(machine_paths(&imagined("README.md", &fine)), <[String; 0]>::default(), "{fine}");
        }
    }
}

#[test]
fn the_look_at_the_top_has_teeth() {
    assert_eq!(
        strangers(&["Cargo.toml", "LICENSE-MIT", ".ci", "src", "target", "docs", "build.rs"]),
        ["docs", "build.rs"]
    );
}
