//! The layers: a file names only those to the left of its own, and some things are for some layers only.

use crate::source::Source;
use crate::tree::{File, check, imagined, rust_files};

/// The layers with their place in the order. Those with the same place do not know each other.
const LAYERS: &[(&str, u8)] = &[
    ("domain", 0),
    ("i18n", 0),
    ("planning", 1),
    ("store", 2),
    ("exchange", 3),
    ("roads", 3),
    ("app", 4),
    ("ui", 5),
    ("terminal", 6),
    ("cli", 7),
];

/// What is named only in some layers, and in which. `main` is the file that starts the program.
const RESERVED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("crossterm", &["terminal"]),
    ("termina", &["terminal"]),
    // The store locks files, the command line looks at the disk.
    ("rustix", &["store", "terminal", "cli"]),
    ("signal_hook", &["terminal"]),
    ("russh", &["terminal"]),
    ("tokio", &["terminal"]),
    ("ratatui", &["ui", "terminal"]),
    // Environment and clock are read at the edge and passed in.
    ("std::env", &["terminal", "cli", "main"]),
    ("SystemTime", &["terminal", "cli", "main"]),
    ("Utc::now", &["terminal", "cli", "main"]),
    ("Local::now", &["terminal", "cli", "main"]),
    // Maintenance sees everything and is unreachable from a screen.
    ("Viewer::System", &["store", "exchange", "cli"]),
];

fn place(layer: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == layer).map(|(_, place)| *place)
}

/// Layers that a file names and must not.
fn layers_out_of_order(file: &File) -> Vec<String> {
    let own = file.layer();
    if ["lib", "main"].contains(&own) {
        return Vec::new();
    }
    let Some(at) = place(own) else { return vec![format!("{own} is no layer")] };
    let source = Source::read(&file.text);
    let wrong = |path: &Vec<&str>| {
        let layer = *path.get(1).filter(|_| ["crate", "rounds"].contains(&path[0]))?;
        (layer != own && place(layer)? >= at).then(|| format!("{own} names {layer}, which is not to its left"))
    };
    source.paths().iter().filter_map(wrong).collect()
}

/// Things that a file names and that are for other layers.
fn reserved_elsewhere(file: &File) -> Vec<String> {
    let source = Source::read_without_tests(&file.text);
    RESERVED
        .iter()
        .filter(|(name, layers)| !layers.contains(&file.layer()) && source.names(name))
        .map(|(name, layers)| format!("names {name}, which only {} may", layers.join(", ")))
        .collect()
}

#[test]
fn a_layer_names_only_those_to_its_left() {
    check(&rust_files("src"), layers_out_of_order);
}

#[test]
fn what_is_reserved_for_a_layer_stays_there() {
    check(&rust_files("src"), reserved_elsewhere);
}

#[test]
fn the_order_of_layers_has_teeth() {
    let table = [
        ("src/store/mod.rs", "use crate::domain::ids::RepId;", 0),
        ("src/store/mod.rs", "use crate::store::rows::Page;", 0),
        ("src/store/mod.rs", "/// Unlike [`crate::ui`].\nconst A: &str = \"crate::ui\";", 0),
        ("src/main.rs", "fn main() { rounds::cli::run() }", 0),
        ("src/lib.rs", "pub use crate::cli::run;", 0),
        ("src/store/mod.rs", "use crate::ui::Screen;", 1),
        ("src/store/mod.rs", "use crate::{ui::*, domain::day};", 1),
        ("src/store/mod.rs", "use crate::{domain::ids::RepId, app::event::Event, planning};", 1),
        ("src/store/deep/er.rs", "fn a() -> rounds::exchange::File { crate::cli::file() }", 2),
        ("src/domain/day.rs", "use crate::i18n::text;", 1),
        ("src/i18n/mod.rs", "use crate::domain::day;", 1),
        ("src/roads/mod.rs", "use crate::exchange::csv;", 1),
        ("src/exchange/mod.rs", "use crate::roads::osrm;", 1),
        ("src/planning/mod.rs", "#[cfg(test)]\nmod tests {\n    use crate::store::Viewer;\n}", 1),
        ("src/utils/mod.rs", "", 1),
        ("src/helpers.rs", "", 1),
    ];
    for (path, text, complaints) in table {
        let found = layers_out_of_order(&imagined(path, text));
        assert_eq!(found.len(), complaints, "{path} {text:?}: {found:?}");
    }
}

#[test]
fn reservations_have_teeth() {
    for (name, layers) in RESERVED {
        let text = format!("fn a() {{ let _ = {name}; }}");
        for (layer, _) in LAYERS {
            let found = reserved_elsewhere(&imagined(&format!("src/{layer}/mod.rs"), &text));
            assert_eq!(found.is_empty(), layers.contains(layer), "{name} in {layer}: {found:?}");
        }
    }
    let table = [
        ("src/app/mod.rs", "use std::{env, fs};", 1),
        ("src/app/mod.rs", "let now = chrono::Utc::now();", 1),
        ("src/ui/screen.rs", "let viewer = store::Viewer::System;", 1),
        ("src/lib.rs", "use ratatui::Frame;", 1),
        ("src/app/mod.rs", "let version = env!(\"CARGO_PKG_VERSION\");", 0),
        ("src/app/mod.rs", "// as Utc::now would say\nuse chrono::Utc;", 0),
    ];
    for (path, text, complaints) in table {
        let found = reserved_elsewhere(&imagined(path, text));
        assert_eq!(found.len(), complaints, "{path} {text:?}: {found:?}");
    }
}
