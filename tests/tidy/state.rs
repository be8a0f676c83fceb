//! No state of the process: two sessions with two languages, zones and sizes work in one.

use crate::source::Source;
use crate::tree::{File, check, imagined, rust_files};

/// Types that hold something which changes, or is made later.
const CHANGING: &[&str] = &["Mutex", "RwLock", "Cell", "RefCell", "UnsafeCell", "OnceCell"];

/// Names that stand for nothing else.
const FORBIDDEN: &[&str] = &["thread_local", "OnceLock", "LazyLock", "lazy_static", "once_cell"];

/// State that a file keeps in statics. Statics that are plain constants are none.
fn process_state(file: &File) -> Vec<String> {
    let source = Source::read_without_tests(&file.text);
    let tokens = source.tokens();
    let mut complaints: Vec<String> =
        FORBIDDEN.iter().filter(|word| tokens.contains(*word)).map(|word| format!("uses {word}")).collect();
    for (at, _) in
        tokens.iter().enumerate().filter(|(at, token)| **token == "static" && (*at == 0 || tokens[at - 1] != "'"))
    {
        let item: Vec<&str> =
            tokens[at + 1..].iter().copied().take_while(|token| !["=", ";"].contains(token)).collect();
        let changes = |word: &&str| CHANGING.contains(word) || word.starts_with("Atomic");
        if item.first() == Some(&"mut") || item.iter().any(changes) {
            complaints.push(format!("keeps state in a static: {}", item.join(" ")));
        }
    }
    complaints
}

#[test]
fn nothing_is_kept_in_statics() {
    check(&rust_files("src"), process_state);
}

#[test]
fn the_search_for_state_has_teeth() {
    let table = [
        ("static mut COUNT: u32 = 0;", 1),
        ("thread_local! { static A: u8 = 0; }", 1),
        ("use std::sync::OnceLock;", 1),
        ("static A: std::sync::LazyLock<String> = LazyLock::new(String::new);", 1),
        ("lazy_static! { }", 1),
        ("static LANGUAGE: Mutex<String> = Mutex::new(String::new());", 1),
        ("pub static COUNT: AtomicU64 = AtomicU64::new(0);", 1),
        ("static A: u8 = 0; static B: RwLock<u8> = RwLock::new(0);", 1),
        ("static WORDS: &[&str] = &[\"static mut\"];", 0),
        ("fn word() -> &'static str { \"\" }", 0),
        ("struct Screen<'static> { rows: RefCell<u8> }", 0),
        ("/// No `static mut` here.\nconst A: u8 = 0;", 0),
    ];
    for (text, complaints) in table {
        let found = process_state(&imagined("src/app/mod.rs", text));
        assert_eq!(found.len(), complaints, "{text:?}: {found:?}");
    }
}
