//! A session: the stack of layers, and the hands that carry their effects out. One person at one terminal; nothing in it belongs to the
//! process, so a server can have many.

mod act;
mod chrome;
mod coach;
mod effects;
mod jobs;
mod mouse;
mod notices;
mod offers;
mod places;
mod prefer;
mod redate;
mod refresh;
mod remembered;
mod thinking;
mod words;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::Frame;
use ratatui::layout::Size;

use crate::app::command::{Action, Words};
use crate::app::config::GlyphSet;
use crate::app::effect::{Place, Toast};
use crate::app::event::Event;
use crate::app::keymap::{Keymap, OwnKeys};
use crate::app::policy::Policy;
use crate::app::who::Who;
use crate::domain::day::business_day;
use crate::domain::ids::{DeviceId, Ids};
use crate::domain::people::Rep;
use crate::exchange::routes::MapLink;
use crate::i18n::Lang;
use crate::i18n::messages::{common, settings as settings_words, visit as said};
use crate::roads::Roads;
use crate::store::{Result, Store, Viewer};

use super::canvas::{Canvas, Hits};
use super::glyphs::Glyphs;
use super::layer::{Cover, Layer, Msg};
use super::screens::all_accounts::AllAccounts;
use super::screens::board::Board;
use super::screens::follow_ups::FollowUps;
use super::screens::overdue::Overdue;
use super::screens::plan::Plan;
use super::screens::settings::Settings;
use super::screens::stock::Stock;
use super::screens::today::Today;
use super::shared::Shared;
use super::theme::Theme;

pub use words::problem;

/// What a session starts with.
pub struct Opening {
    /// The data.
    pub store: Box<dyn Store>,
    /// Who.
    pub rep: Rep,
    /// The language.
    pub lang: Lang,
    /// All themes, the first in force.
    pub themes: Vec<Theme>,
    /// Which characters; none: those that the terminal draws well.
    pub glyphs: Option<GlyphSet>,
    /// Whether the terminal is to report the mouse.
    pub mouse: bool,
    /// Whether the person has an editor here.
    pub editor: bool,
    /// Whether the files of this machine are theirs.
    pub files: bool,
    /// The keys.
    pub keymap: Arc<Keymap>,
    /// The source of identities.
    pub ids: Ids,
    /// The installation.
    pub device: DeviceId,
    /// The instant.
    pub now: DateTime<Utc>,
    /// What to say first, such as a problem in the configuration.
    pub word: Option<String>,
    /// Where files are looked for.
    pub folders: Vec<PathBuf>,
    /// The map that accounts are linked to.
    pub map: MapLink,
    /// What the person chose in earlier sessions, by name.
    pub settings: BTreeMap<String, String>,
    /// What is opened first above the screens.
    pub first: Option<Place>,
    /// Where travel times come from.
    pub roads: Arc<Roads>,
}

/// Where a layer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    /// A tab.
    Tab(usize),
    /// A place in the stack above the tabs.
    Stack(usize),
}

/// A screen that is always there, under a key of its own.
struct Tab {
    /// What opens it.
    action: Action,
    /// What it is called, and where there is less room.
    title: Words,
    short: Words,
    layer: Box<dyn Layer>,
}

impl Tab {
    fn new(action: Action, title: Words, layer: impl Layer + 'static) -> Self {
        Self { action, title, short: title, layer: Box::new(layer) }
    }

    fn short(self, short: Words) -> Self {
        Self { short, ..self }
    }
}

/// How far somebody is who wants to leave words that cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leaving {
    /// Nobody does.
    Not,
    /// The last key was told what would be lost.
    Warned,
    /// It is followed by another.
    Insists,
}

/// A session.
pub struct Session {
    store: Box<dyn Store>,
    shared: Shared,
    /// The keys of the configuration.
    configured: OwnKeys,
    tabs: Vec<Tab>,
    tab: usize,
    stack: Vec<Box<dyn Layer>>,
    ids: Ids,
    device: DeviceId,
    toast: Option<Toast>,
    version: i64,
    dirty: bool,
    repaint: bool,
    /// What the mouse finds in the frame that was drawn last.
    hits: Hits,
    /// A text on its way to the clipboard of the terminal.
    copied: Option<String>,
    /// A text on its way to the person's own editor.
    editing: Option<String>,
    /// The characters that the terminal draws well.
    measured: GlyphSet,
    done: bool,
    leaving: Leaving,
    redating: redate::Redating,
    job: Option<jobs::Under>,
    /// What is thought about beside the screen.
    thinking: Option<thinking::Under>,
    /// What is still to be asked about.
    to_ask: offers::ToAsk,
    /// What was said so far.
    notices: notices::Notices,
    lessons: coach::Lessons,
}

impl Session {
    /// Opens a session and reads what its first frame shows.
    pub fn new(opening: Opening) -> Result<Self> {
        let Opening {
            store,
            rep,
            lang,
            themes,
            glyphs,
            mouse,
            editor,
            files,
            keymap,
            ids,
            device,
            now,
            word,
            folders,
            map,
            settings,
            first: place,
            roads,
        } = opening;
        let themes: Arc<[Arc<Theme>]> = themes.into_iter().map(Arc::new).collect();
        let today = business_day(now, rep.zone);
        let who = Who { rep, today, now };
        // First, so that what is written while the rest is read is noticed.
        let version = store.version()?;
        let policy = Policy::new(&store.reference(who.viewer())?).with_roads(&roads);
        let people = store.reps(who.viewer())?.into();
        let next = policy.working_day(who.rep.id, today);
        // A rest day on which something is planned or happened is shown as it is.
        let rests = next != today && store.route(who.viewer(), who.rep.id, today)?.is_empty();
        let first = if rests { next } else { today };
        let theme = themes.first().cloned().unwrap_or_else(|| Arc::new(Theme::plain()));
        let configured = keymap.own().clone();
        let own = prefer::keys_in_force(&configured, settings.get(prefer::KEYS).map_or("", String::as_str));
        let word = word.or_else(|| own.is_none().then(|| settings_words::keys_unreadable(lang).to_owned()));
        let keymap = own.map_or(keymap, |own| Arc::new(Keymap::new(&own).0));
        let mut session = Self {
            store,
            shared: Shared {
                lang,
                theme,
                themes,
                glyphs: Glyphs::new(glyphs.unwrap_or_default()),
                keymap,
                who: Arc::new(who),
                policy: Arc::new(policy),
                people,
                folders: folders.into(),
                map,
                body: Size::default(),
                mouse,
                editor,
                files,
                chosen_glyphs: glyphs,
            },
            configured,
            tabs: vec![
                Tab::new(Action::Today, common::tab_today, Today::new(first)),
                Tab::new(Action::Overdue, common::tab_overdue, Overdue::default()),
                Tab::new(Action::Stock, common::tab_stock, Stock::default()),
                Tab::new(Action::Accounts, common::tab_accounts, AllAccounts::default())
                    .short(common::tab_accounts_short),
                Tab::new(Action::Plan, common::tab_plan, Plan::default()),
                Tab::new(Action::FollowUps, common::tab_follow_ups, FollowUps::default())
                    .short(common::tab_follow_ups_short),
                Tab::new(Action::Board, common::tab_board, Board::default()),
                Tab::new(Action::Settings, common::tab_settings, Settings::default()).short(common::tab_settings_short),
            ],
            tab: 0,
            stack: Vec::new(),
            ids,
            device,
            toast: word.map(Toast::problem),
            version,
            dirty: true,
            repaint: false,
            hits: Hits::default(),
            copied: None,
            editing: None,
            measured: GlyphSet::Unicode,
            done: false,
            leaving: Leaving::Not,
            redating: redate::Redating::default(),
            job: None,
            thinking: None,
            to_ask: offers::ToAsk::Closing,
            notices: notices::Notices::default(),
            lessons: coach::Lessons::new(settings.get(coach::KEPT).map_or("", String::as_str)),
        };
        session.go_back_to(settings.get(remembered::KEPT).map_or("", String::as_str));
        session.look_for_stale();
        session.refresh_layers();
        session.offer_unfinished();
        session.offer_closing();
        session.offer_cut_off_import();
        if let Some(place) = place {
            session.open(place);
        }
        Ok(session)
    }

    /// The language in force.
    pub fn lang(&self) -> Lang {
        self.shared.lang
    }

    /// Takes one event.
    pub fn handle(&mut self, now: DateTime<Utc>, event: Event) {
        if event == Event::Changed && self.store.version().is_ok_and(|version| version == self.version) {
            return; // of no concern here
        }
        if matches!(event, Event::Key(_) | Event::Mouse(_)) {
            self.toast = None;
            self.notices.cleared();
        }
        let layers = self.stack.len();
        self.tell_time(now);
        // A job writes all the time; how far it is is drawn without reading.
        if event != Event::Tick || self.job.is_none() && self.thinking.is_none() {
            self.look_for_others();
        }
        // What was typed at a layer that another session closed is no command of the one below.
        if self.stack.len() < layers && matches!(event, Event::Key(_) | Event::Paste(_) | Event::Mouse(_)) {
            self.dirty = true;
            return;
        }
        match event {
            Event::Key(chord) => {
                self.leaving = if self.leaving == Leaving::Warned { Leaving::Insists } else { Leaving::Not };
                self.key(chord);
            }
            Event::Paste(text) => {
                if self.top().typing() {
                    self.deliver(self.top_at(), Msg::Paste(text));
                }
            }
            Event::Mouse(mouse) => self.mouse_did(mouse),
            Event::Wide => self.measured_wide(),
            Event::Edited(Ok(text)) => drop(self.deliver(self.top_at(), Msg::Edited(text))),
            Event::Edited(Err(why)) => self.say_problem(said::not_edited(self.shared.lang, &why)),
            Event::Resize { .. } => self.repaint = true,
            // That was looked for above.
            Event::Changed => {}
            // Planned times move with the clock.
            Event::Minute => {
                if !self.tabs[self.tab].layer.tell_time(&self.shared) {
                    self.deliver(At::Tab(self.tab), Msg::Refresh);
                }
                for at in (0..self.stack.len()).filter(|at| self.stack[*at].day().is_some()).collect::<Vec<_>>() {
                    self.deliver(At::Stack(at), Msg::Refresh);
                }
            }
            Event::Tick => {
                self.look_at_job();
                self.look_at_thinking();
                self.wake();
                self.redate();
            }
            Event::Hangup => {
                self.save_all();
                self.done = true;
            }
        }
        self.offer_closing();
        if self.done {
            self.remember_place();
            self.remember_lessons();
        }
        self.notices.note(now, self.toast.as_ref());
        self.dirty = true;
    }

    /// Says in the status line that something went wrong beside what the person does.
    pub fn say_problem(&mut self, text: String) {
        self.toast = Some(Toast::problem(text));
        self.dirty = true;
    }

    /// Whether there is something to draw.
    pub fn dirty(&self) -> bool {
        self.dirty
    }

    /// Whether the next frame must be painted whole; asking takes the wish away.
    pub fn repaint(&mut self) -> bool {
        std::mem::take(&mut self.repaint)
    }

    /// A text for the person's own editor; asking takes it away.
    pub fn to_edit(&mut self) -> Option<String> {
        self.editing.take()
    }

    /// Whether it wants to know how wide the terminal draws lines and marks: unless somebody has chosen them.
    pub fn measures(&self) -> bool {
        self.shared.chosen_glyphs.is_none()
    }

    /// Whether the terminal is to report the mouse; else it selects text with it.
    pub fn mouse(&self) -> bool {
        self.shared.mouse
    }

    /// A text for the clipboard of the terminal; asking takes it away.
    pub fn copied(&mut self) -> Option<String> {
        self.copied.take()
    }

    /// Whether it has ended.
    pub fn done(&self) -> bool {
        self.done
    }

    /// In how long it wants to be woken.
    pub fn wake_in(&self, now: DateTime<Utc>) -> Option<Duration> {
        let waking = self.layers().filter_map(|layer| layer.wake_at()).chain(self.redating.at).min();
        let waking = waking.map(|at| (at - now).to_std().unwrap_or_default());
        waking.into_iter().chain(self.look_in()).chain(self.look_at_thinking_in()).min()
    }

    /// Draws everything.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.dirty = false;
        let area = frame.area();
        self.shared.body = chrome::body(area).as_size();
        let mut canvas = Canvas::new(frame.buffer_mut());
        let caret = chrome::draw(self, area, &mut canvas);
        self.hits = canvas.done();
        if let Some(caret) = caret {
            frame.set_cursor_position(caret);
        }
    }

    fn layers(&self) -> impl Iterator<Item = &Box<dyn Layer>> {
        self.tabs.iter().map(|tab| &tab.layer).chain(&self.stack)
    }

    fn top_at(&self) -> At {
        self.stack.len().checked_sub(1).map_or(At::Tab(self.tab), At::Stack)
    }

    /// The layer under another: it is the one that asked what the other answers.
    fn below(&self, at: At) -> At {
        match at {
            At::Stack(place) => place.checked_sub(1).map_or(At::Tab(self.tab), At::Stack),
            At::Tab(_) => at,
        }
    }

    fn top(&self) -> &dyn Layer {
        self.stack.last().unwrap_or(&self.tabs[self.tab].layer).as_ref()
    }

    /// The top layer that fills the body.
    fn screen(&self) -> &dyn Layer {
        let filling = self.stack.iter().rev().find(|layer| layer.cover() == Cover::Body);
        filling.unwrap_or(&self.tabs[self.tab].layer).as_ref()
    }

    fn viewer(&self) -> Viewer {
        self.shared.who.viewer()
    }

    fn tell_time(&mut self, now: DateTime<Utc>) {
        let who = Arc::make_mut(&mut self.shared.who);
        who.now = now;
        let today = business_day(now, who.rep.zone);
        if today != who.today {
            who.today = today;
            self.refresh();
            if self.stack.is_empty() {
                self.offer_unfinished();
            }
            self.to_ask = offers::ToAsk::Closing;
        }
    }

    fn wake(&mut self) {
        for at in 0..self.stack.len() {
            if self.stack[at].wake_at().is_some() {
                self.deliver(At::Stack(at), Msg::Wake);
            }
        }
    }

    /// Keeps what was typed; answers whether all of it is kept.
    fn save_all(&mut self) -> bool {
        // From the top: a question may hand what was typed to the layer that asked it.
        for at in (0..self.stack.len()).rev() {
            self.deliver(At::Stack(at), Msg::Save);
        }
        self.layers().all(|layer| layer.wake_at().is_none())
    }

    /// The day in the header.
    fn shown_day(&self) -> NaiveDate {
        self.screen().day().unwrap_or(self.shared.who.today)
    }
}
