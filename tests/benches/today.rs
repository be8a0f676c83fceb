//! The parts of a start and of a key: opening the file, reading and scoring the whole territory, opening a session, drawing Today.
#![allow(clippy::expect_used)]

mod territory;

use std::path::PathBuf;
use std::sync::OnceLock;

use divan::Bencher;
use rounds::app::config::GlyphSet;
use rounds::app::keymap::Keymap;
use rounds::app::policy::Policy;
use rounds::app::query::book;
use rounds::app::who::Who;
use rounds::domain::ids::{DeviceId, Ids};
use rounds::exchange::routes::MapLink;
use rounds::i18n::Lang;
use rounds::store::{SqliteStore, Store, Viewer};
use rounds::terminal::depth::{Caps, ColorDepth};
use rounds::terminal::screen::Screen;
use rounds::ui::Session;
use rounds::ui::session::Opening;
use rounds::ui::theme::Theme;

/// The file, made once.
fn file() -> &'static PathBuf {
    static FILE: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let made = FILE.get_or_init(|| {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("rounds.db");
        territory::build(&file);
        (dir, file)
    });
    &made.1
}

fn store() -> SqliteStore {
    SqliteStore::open(file()).expect("a database")
}

fn session(store: SqliteStore) -> Session {
    let rep = store.reps(Viewer::System).expect("reps").remove(0);
    let opening = Opening {
        store: Box::new(store),
        rep,
        lang: Lang::Zh,
        themes: Theme::shipped(),
        glyphs: Some(GlyphSet::Unicode),
        mouse: false,
        editor: false,
        files: true,
        keymap: std::sync::Arc::new(Keymap::new(&std::collections::BTreeMap::new()).0),
        ids: Ids::new(1),
        device: DeviceId(uuid::Uuid::nil()),
        now: territory::now(),
        word: None,
        folders: Vec::new(),
        map: MapLink::default(),
        settings: std::collections::BTreeMap::new(),
        first: None,
        roads: std::sync::Arc::default(),
    };
    Session::new(opening).expect("a session")
}

#[divan::bench]
fn open_the_file(bencher: Bencher) {
    file();
    bencher.bench_local(store);
}

#[divan::bench]
fn read_and_score_the_territory(bencher: Bencher) {
    let store = store();
    let rep = store.reps(Viewer::System).expect("reps").remove(0);
    let who = Who { rep, today: territory::today(), now: territory::now() };
    let policy = Policy::new(&store.reference(who.viewer()).expect("rules"));
    bencher.bench_local(|| book(&store, &who, &policy).expect("a book"));
}

#[divan::bench]
fn open_a_session(bencher: Bencher) {
    bencher.with_inputs(store).bench_local_values(session);
}

#[divan::bench]
fn draw_today(bencher: Bencher) {
    let mut session = session(store());
    let caps = Caps { depth: ColorDepth::Ansi256, sync: true, han: true };
    bencher.bench_local(|| {
        let mut screen = Screen::new(80, 24, caps);
        screen.draw(|frame| session.draw(frame))
    });
}

fn main() {
    divan::main();
}
