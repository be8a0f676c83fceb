//! The demo territory in a file of its own, with a clock that a test moves, and sessions on it: what the screens' tests play on.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Asia::Shanghai;
use rounds::app::config::GlyphSet;
use rounds::app::keymap::Keymap;
use rounds::domain::account::Account;
use rounds::domain::change::{Act, Change, Envelope};
use rounds::domain::day::business_day;
use rounds::domain::ids::{AccountId, DeviceId, Ids, RepId};
use rounds::domain::label::Label;
use rounds::domain::people::{Hours, Rep, Role};
use rounds::domain::touch::{Draft, Touch};
use rounds::exchange::demo::territory;
use rounds::exchange::routes::MapLink;
use rounds::i18n::Lang;
use rounds::roads::Roads;
use rounds::store::rows::Happening;
use rounds::store::{BookRow, Keep, RouteRow, SqliteStore, Store, Viewer, seed};
use rounds::ui::Session;
use rounds::ui::session::Opening;
use rounds::ui::theme::Theme;
use tempfile::TempDir;
use uuid::Uuid;

use super::stage::{CAPS, Stage};

/// The seed that the program's own demo has.
const SEED: u64 = 2026;

/// A friday morning: six stops behind, the next before.
pub const MORNING: &str = "2026-11-20T02:30:00Z";

/// What the terminal and the machine of a person are like.
#[derive(Clone, Copy)]
pub struct Seat {
    /// The marks that were chosen, if any were.
    pub glyphs: Option<GlyphSet>,
    /// There is an editor.
    pub editor: bool,
}

/// A database file, and the time.
pub struct Demo {
    folder: TempDir,
    now: Rc<Cell<DateTime<Utc>>>,
    clock: Box<dyn Fn() -> DateTime<Utc>>,
    opened: Cell<u64>,
    /// The rep whose territory it is.
    pub rep: Rep,
    /// Where the travel times of its sessions come from.
    pub roads: Arc<Roads>,
}

fn morning() -> DateTime<Utc> {
    MORNING.parse().expect("a time")
}

/// The bytes of a closed database that `fill` was let loose on.
fn file_with(fill: impl FnOnce(&mut SqliteStore, &mut Ids)) -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rounds.db");
    let (mut store, mut ids) = (SqliteStore::open(&path).expect("a database"), Ids::new(SEED));
    let now = morning();
    let first = seed(DeviceId(Uuid::nil()), now, business_day(now, Shanghai), &mut ids);
    apply(&mut store, &[first]);
    fill(&mut store, &mut ids);
    store.close().expect("one file remains");
    std::fs::read(path).expect("the file")
}

fn apply(store: &mut SqliteStore, envelopes: &[Envelope]) {
    for result in store.apply(envelopes) {
        result.expect("it is allowed");
    }
}

/// Made once for all tests; each gets a copy of its own.
fn demo_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        file_with(|store, _| {
            let tiers = store.reference(Viewer::System).expect("reference data").tiers;
            apply(store, &territory(morning(), Shanghai, SEED, &tiers).envelopes);
        })
    })
}

fn bare_file() -> &'static [u8] {
    static FILE: OnceLock<Vec<u8>> = OnceLock::new();
    FILE.get_or_init(|| {
        file_with(|store, ids| {
            let now = morning();
            let rep = Rep {
                id: ids.next(now),
                code: "wangfang".to_owned(),
                name: "王芳".to_owned(),
                role: Role::Rep,
                team: None,
                territory: Label::default(),
                home: None,
                hours: Hours::default(),
                zone: Shanghai,
                disabled: false,
            };
            let (op, group) = (ids.next(now), ids.next(now));
            let act = Act::Change(vec![Change::Add(rep.into())]);
            let day = business_day(now, Shanghai);
            apply(store, &[Envelope { op, group, actor: None, device: DeviceId(Uuid::nil()), at: now, day, act }]);
        })
    })
}

impl Demo {
    /// The demo as it is on a friday at half past ten.
    pub fn new() -> Self {
        Self::of(demo_file())
    }

    /// A rep and no accounts.
    pub fn bare() -> Self {
        Self::of(bare_file())
    }

    fn of(file: &[u8]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("rounds.db"), file).expect("a database");
        let now = Rc::new(Cell::new(morning()));
        let told = Rc::clone(&now);
        let store = SqliteStore::open_to_read(&folder.path().join("rounds.db")).expect("a database");
        let reps = store.reps(Viewer::System).expect("reps");
        let rep = reps.into_iter().find(|rep| rep.code == "wangfang").expect("the rep of the demo");
        Self { folder, now, clock: Box::new(move || told.get()), opened: Cell::new(0), rep, roads: Arc::default() }
    }

    /// Where the database is.
    pub fn path(&self) -> PathBuf {
        Path::join(self.folder.path(), "rounds.db")
    }

    /// The time.
    pub fn now(&self) -> DateTime<Utc> {
        self.now.get()
    }

    /// Puts a file where people keep theirs.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = Path::join(self.folder.path(), name);
        std::fs::write(&path, bytes).expect("a file");
        path
    }

    /// The business day of the demo's rep.
    pub fn today(&self) -> NaiveDate {
        business_day(self.now(), Shanghai)
    }

    /// Lets time pass; nobody is told.
    pub fn pass(&self, time: Duration) {
        self.now.set(self.now.get() + time);
    }

    /// A session of the demo's rep.
    pub fn session(&self, lang: Lang) -> Session {
        self.session_of("wangfang", lang, Theme::shipped())
    }

    /// A session of somebody, with these themes.
    pub fn session_of(&self, code: &str, lang: Lang, themes: Vec<Theme>) -> Session {
        self.session_on(SqliteStore::open(&self.path()).expect("a database"), code, lang, themes)
    }

    /// The same on a store of the test's own.
    pub fn session_on(&self, store: impl Store + 'static, code: &str, lang: Lang, themes: Vec<Theme>) -> Session {
        let seat = Seat { glyphs: Some(GlyphSet::default()), editor: false };
        self.seated(seat, store, code, lang, themes)
    }

    /// A session of the demo's rep at a seat.
    pub fn session_at(&self, seat: Seat, lang: Lang) -> Session {
        let store = SqliteStore::open(&self.path()).expect("a database");
        self.seated(seat, store, "wangfang", lang, Theme::shipped())
    }

    fn seated(&self, seat: Seat, store: impl Store + 'static, code: &str, lang: Lang, themes: Vec<Theme>) -> Session {
        let reps = self.store().reps(Viewer::System).expect("reps");
        // The demo's rep may have taken another code meanwhile.
        let is = |rep: &Rep| if code == self.rep.code { rep.id == self.rep.id } else { rep.code == code };
        let rep = reps.into_iter().find(is).expect("somebody");
        let viewer = Viewer::Person { rep: rep.id, day: self.today() };
        let settings = self.store().settings(viewer).expect("settings");
        self.opened.set(self.opened.get() + 1);
        Session::new(Opening {
            store: Box::new(store),
            rep,
            lang,
            themes,
            glyphs: seat.glyphs,
            mouse: false,
            editor: seat.editor,
            files: true,
            keymap: Arc::new(Keymap::new(&BTreeMap::new()).0),
            ids: Ids::new(SEED + self.opened.get()),
            device: DeviceId(Uuid::nil()),
            now: self.now(),
            word: None,
            folders: vec![self.folder.path().to_owned()],
            map: MapLink::default(),
            settings,
            first: None,
            roads: Arc::clone(&self.roads),
        })
        .expect("a session")
    }

    /// A program on a line of this size.
    pub fn stage_with(&self, session: Session, (width, height): (u16, u16)) -> Stage<'_, Session> {
        Stage::new(session, width, height, CAPS, self.clock.as_ref())
    }

    /// A session of the demo's rep on a line of this size.
    pub fn stage(&self, lang: Lang, size: (u16, u16)) -> Stage<'_, Session> {
        self.stage_with(self.session(lang), size)
    }

    /// Nobody leads any more: everything may be set up by anybody.
    pub fn without_leaders(self) -> Self {
        let reps = self.store().reps(Viewer::System).expect("reps");
        let changed = reps.into_iter().filter(|rep| rep.role != Role::Rep).map(|rep| Rep { role: Role::Rep, ..rep });
        self.apply(None, changed.map(|rep| Change::Set(rep.into())).collect());
        self
    }

    /// Changes made away from the screens, each an operation of its own.
    pub fn apply(&self, actor: Option<RepId>, changes: Vec<Change>) {
        let mut ids = Ids::new(self.opened.get() << 32);
        self.opened.set(self.opened.get() + 1);
        let mut store = SqliteStore::open(&self.path()).expect("a database");
        let envelopes: Vec<Envelope> = changes
            .into_iter()
            .map(|change| Envelope {
                op: ids.next(self.now()),
                group: ids.next(self.now()),
                actor,
                device: DeviceId(Uuid::nil()),
                at: self.now(),
                day: self.today(),
                act: Act::Change(vec![change]),
            })
            .collect();
        apply(&mut store, &envelopes);
    }

    /// The database, to look at.
    pub fn store(&self) -> SqliteStore {
        SqliteStore::open_to_read(&self.path()).expect("a database")
    }

    /// On whose behalf the tests look.
    pub fn viewer(&self) -> Viewer {
        Viewer::Person { rep: self.rep.id, day: self.today() }
    }

    /// The route of a day.
    pub fn route(&self, day: NaiveDate) -> Vec<RouteRow> {
        self.store().route(self.viewer(), self.rep.id, day).expect("a route")
    }

    /// The accounts of today's route lose their places, but for so many at its beginning.
    pub fn take_off_the_map(&self, keep: usize) {
        let ids = self.route(self.today()).into_iter().skip(keep).map(|row| row.account.account);
        let account = |id| self.store().account(self.viewer(), id).expect("an answer").expect("an account");
        self.apply(None, ids.map(|id| Change::Set(Account { place: None, ..account(id) }.into())).collect());
    }

    /// The names of a day's stops in order.
    pub fn names(&self, day: NaiveDate) -> Vec<String> {
        self.route(day).into_iter().map(|row| row.account.name).collect()
    }

    /// The territory.
    pub fn book(&self) -> Vec<BookRow> {
        self.store().book(self.viewer(), self.rep.id, self.today()).expect("a book")
    }

    /// The account of this name as a row of the book.
    pub fn account(&self, name: &str) -> BookRow {
        self.book().into_iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no account {name}"))
    }

    /// All touches at an account, newest first.
    pub fn touches(&self, account: AccountId) -> Vec<Touch> {
        let page = self.store().timeline(self.viewer(), account, None, 500).expect("a timeline");
        let touch = |what| if let Happening::Touch(touch) = what { Some(touch) } else { None };
        page.items.into_iter().filter_map(|entry| touch(entry.what)).collect()
    }

    /// The drafts that would be offered.
    pub fn drafts(&self) -> Vec<Draft> {
        self.store().drafts(self.viewer()).expect("drafts").into_iter().map(|row| row.draft).collect()
    }

    /// How many visits are open.
    pub fn open_visits(&self) -> usize {
        self.store().open_visits(self.viewer()).expect("open visits").len()
    }

    /// Keeps a setting of the rep's.
    pub fn store_setting(&self, name: &str, value: &str) {
        let keep = Keep::Setting { rep: self.rep.id, name: name.to_owned(), value: value.to_owned() };
        SqliteStore::open(&self.path()).expect("a database").keep(&keep).expect("a setting");
    }

    /// A setting of the rep's.
    pub fn setting(&self, name: &str) -> Option<String> {
        self.store().settings(self.viewer()).expect("settings").remove(name)
    }
}
