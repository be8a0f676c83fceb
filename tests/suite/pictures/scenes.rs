//! What the pictures are of: the demo territory on a Friday morning, as somebody sees it after a few keys.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Asia::Shanghai;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rounds::app::config::GlyphSet;
use rounds::app::event::Event;
use rounds::app::keymap::Keymap;
use rounds::domain::day::business_day;
use rounds::domain::ids::{DeviceId, Ids};
use rounds::exchange::demo::territory;
use rounds::i18n::Lang;
use rounds::store::{SqliteStore, Store, Viewer, seed};
use rounds::ui::Session;
use rounds::ui::session::Opening;
use rounds::ui::theme::Theme;
use uuid::Uuid;

use super::svg::svg;

/// The seed of `rounds demo`.
const SEED: u64 = 2026;

fn morning() -> DateTime<Utc> {
    let local = NaiveDate::from_ymd_opt(2026, 11, 20).and_then(|day| day.and_hms_opt(10, 30, 0)).expect("a time");
    local.and_local_timezone(Shanghai).unwrap().to_utc()
}

/// A session on the demo and the terminal it is drawn on.
pub struct Scene {
    session: Session,
    terminal: Terminal<TestBackend>,
    now: DateTime<Utc>,
}

impl Scene {
    /// The first frame in this language and size.
    pub fn new(lang: Lang, width: u16, height: u16) -> Self {
        let now = morning();
        let device = DeviceId(Uuid::nil());
        let mut store = SqliteStore::open_in_memory().expect("a database");
        let mut ids = Ids::new(1);
        let shipped = seed(device, now, business_day(now, Shanghai), &mut ids);
        store.apply(&[shipped]).pop().expect("a result").expect("what ships");
        let tiers = store.reference(Viewer::System).expect("the tiers").tiers;
        let demo = territory(now, Shanghai, SEED, &tiers);
        for result in store.apply(&demo.envelopes) {
            result.expect("the demo");
        }
        let reps = store.reps(Viewer::System).expect("the reps");
        let opening = Opening {
            store: Box::new(store),
            rep: reps.into_iter().find(|rep| rep.id == demo.rep).expect("whose demo it is"),
            lang,
            themes: Theme::shipped().into_iter().filter(|theme| theme.name == "dark").collect(),
            glyphs: GlyphSet::Unicode,
            keymap: Keymap::new(&std::collections::BTreeMap::new()).0,
            ids: Ids::new(SEED),
            device,
            now,
            word: None,
        };
        let mut scene = Self {
            session: Session::new(opening).expect("a session"),
            terminal: Terminal::new(TestBackend::new(width, height)).expect("a terminal"),
            now,
        };
        scene.draw();
        scene
    }

    /// Presses keys, written as in the keymap and separated by blanks; each has its frame.
    pub fn keys(mut self, list: &str) -> Self {
        for key in list.split_whitespace() {
            self.event(Event::Key(key.parse().expect("a key")));
        }
        self
    }

    /// Puts text in at the caret.
    pub fn text(mut self, text: &str) -> Self {
        self.event(Event::Paste(text.to_owned()));
        self
    }

    /// Lets so many minutes pass.
    pub fn minutes(mut self, minutes: i64) -> Self {
        self.now += Duration::minutes(minutes);
        self.event(Event::Minute);
        self
    }

    /// The frame as a picture.
    pub fn picture(&self, title: &str) -> String {
        let backend = self.terminal.backend();
        let caret = backend.cursor_visible().then(|| backend.cursor_position());
        svg(backend.buffer(), caret, title)
    }

    fn event(&mut self, event: Event) {
        self.session.handle(self.now, event);
        self.draw();
    }

    fn draw(&mut self) {
        let session = &mut self.session;
        self.terminal.draw(|frame| session.draw(frame)).expect("a frame");
    }
}

/// A visit in full: checked in, two lines written, a step and its day, somebody met, content.
pub fn visit(lang: Lang, width: u16, height: u16) -> Scene {
    Scene::new(lang, width, height)
        .keys("c")
        .minutes(14)
        .text("新柜台的申请交上去了,先要两条玉溪(软)。\n隔壁在装修,下周客流会少。")
        .keys("shift-tab")
        .text("带新的价签过来")
        .keys("shift-tab")
        .text("周二")
        .keys("shift-tab shift-tab 4 shift-tab shift-tab 1 tab tab tab tab tab tab")
}
