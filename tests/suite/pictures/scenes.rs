//! What the pictures are of: the demo territory on a Friday morning, as somebody sees it after a few keys.

use chrono::Duration;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use rounds::app::event::Event;
use rounds::i18n::Lang;
use rounds::ui::Session;
use rounds::ui::theme::Theme;

use super::svg::svg;
use crate::support::demo::Demo;

/// A session on the demo and the terminal it is drawn on.
pub struct Scene {
    session: Session,
    terminal: Terminal<TestBackend>,
    demo: Demo,
}

impl Scene {
    /// The first frame in this language and size.
    pub fn new(lang: Lang, width: u16, height: u16) -> Self {
        let demo = Demo::new();
        let dark = Theme::shipped().into_iter().filter(|theme| theme.name == "dark").collect();
        let session = demo.session_of(&demo.rep.code, lang, dark);
        let terminal = Terminal::new(TestBackend::new(width, height)).expect("a terminal");
        let mut scene = Self { session, terminal, demo };
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
        self.demo.pass(Duration::minutes(minutes));
        self.event(Event::Minute);
        self
    }

    /// Waits until what was begun beside the screen is over.
    pub fn thought(mut self) -> Self {
        while self.session.wake_in(self.demo.now()).is_some_and(|wait| wait < std::time::Duration::from_secs(1)) {
            std::thread::sleep(std::time::Duration::from_millis(2));
            self.event(Event::Tick);
        }
        self
    }

    /// The frame as a picture.
    pub fn picture(&self, title: &str) -> String {
        let backend = self.terminal.backend();
        let caret = backend.cursor_visible().then(|| backend.cursor_position());
        svg(backend.buffer(), caret, title)
    }

    fn event(&mut self, event: Event) {
        self.session.handle(self.demo.now(), event);
        self.draw();
    }

    fn draw(&mut self) {
        let session = &mut self.session;
        self.terminal.draw(|frame| session.draw(frame)).expect("a frame");
    }
}

/// A visit in full: checked in, two lines written, a step and its day, an order, somebody met, content.
pub fn visit(lang: Lang, width: u16, height: u16) -> Scene {
    Scene::new(lang, width, height)
        .keys("c")
        .minutes(14)
        .text("新柜台的申请交上去了,先要两条玉溪(软)。\n隔壁在装修,下周客流会少。")
        .keys("shift-tab")
        .text("带新的价签过来")
        .keys("shift-tab")
        .text("周二")
        .keys("shift-tab shift-tab shift-tab 2 shift-tab 1 shift-tab shift-tab shift-tab")
        .text("玉溪软 2条, 利群新版 5")
        .keys("shift-tab shift-tab 4 shift-tab shift-tab 1 shift-tab")
}

/// A visit in one line, with a part that is not understood and one that is still being typed.
pub fn quick(lang: Lang, width: u16, height: u16) -> Scene {
    Scene::new(lang, width, height).keys(";").text(match lang {
        Lang::En => "met boss | order 3 | oos 玉溪软 x5 | promise price labels fri | sat 9 | display no la",
        Lang::Zh => "见老板 | 订 3 | 缺 玉溪软 x5 | 承诺 送价签 周五 | 满意 9 | 陈列 缺价",
    })
}
