//! Settings: what the work and the screens are set up with, in sections: tiers, urgency, calendar, leave, products, beats, people, teams, look,
//! keys. A row is changed in a form; what a change of the rules would do to the due list is shown before it is made.

mod edits;
mod rows;
mod sections;
mod view;

use std::collections::BTreeSet;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, COMMANDS, Scope};
use crate::app::effect::{Ask, Effect, Place, Preference, Reply, Toast};
use crate::app::form::Form;
use crate::app::query::{Answer, Query};
use crate::app::setup::Setup;
use crate::domain::record::{Key, Record};
use crate::i18n::messages::settings as words;
use crate::i18n::search::Needle;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::{Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::list::Cursor;

use sections::Section;

/// The screen.
#[derive(Default)]
pub struct Settings {
    setup: Option<Arc<Setup>>,
    /// What the form that is open was made from: its choices are places in these lists.
    made_from: Option<Arc<Setup>>,
    section: Section,
    /// The rows of the section that are found, by their place in it.
    items: Vec<usize>,
    cursors: [Cursor; Section::ALL.len()],
    finder: Finder,
    /// Rows that cannot be removed: years without a decree, oneself.
    fixed: BTreeSet<usize>,
    /// Commands with keys of their own.
    own: BTreeSet<usize>,
    /// What waits to be agreed to, or for a file to be read.
    pending: Option<Pending>,
}

/// A change on its way.
struct Pending {
    /// The form it comes from; none: there was none.
    form: Option<(Ask, Form)>,
    key: Key,
    before: Option<Record>,
    after: Option<Record>,
    /// What it is called.
    what: String,
}

impl Settings {
    fn cursor(&mut self) -> &mut Cursor {
        &mut self.cursors[self.section as usize]
    }

    /// The selected row, by its place in the section.
    fn selected(&self) -> Option<usize> {
        self.items.get(self.cursors[self.section as usize].selected()?).copied()
    }

    /// Reads the rows of the section anew.
    fn sift(&mut self, shared: &Shared) {
        let Some(setup) = &self.setup else { return };
        let text = self.finder.text();
        let needle = Needle::new(&text);
        let finds = |at: &usize| {
            if needle.is_empty() {
                return true;
            }
            let texts = rows::texts(self.section, *at, setup, shared);
            needle.finds(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        };
        self.items = (0..rows::count(self.section, setup, shared)).filter(finds).collect();
        let fixed = |at: &usize| match self.section {
            Section::Calendar => rows::year(*at, setup, shared).is_some_and(|(_, decree)| decree.is_none()),
            Section::People => setup.reps.get(*at).is_some_and(|rep| rep.id == shared.who.rep.id),
            _ => false,
        };
        self.fixed = self.items.iter().copied().filter(fixed).collect();
        let own = |at: &usize| self.section == Section::Keys && shared.keymap.own().contains_key(COMMANDS[*at].id);
        self.own = self.items.iter().copied().filter(own).collect();
        let found = self.items.len();
        self.cursor().set_len(found);
    }

    fn go(&mut self, forward: bool, shared: &Shared) {
        let count = Section::ALL.len();
        self.turn_to((self.section as usize + if forward { 1 } else { count - 1 }) % count, shared);
    }

    fn turn_to(&mut self, section: usize, shared: &Shared) {
        self.section = Section::ALL[section];
        self.finder.clear();
        self.sift(shared);
    }

    fn take(&mut self, mut setup: Box<Setup>, shared: &Shared) {
        // The newest leave first; beats by whose they are.
        setup.reference.leave.sort_by_key(|leave| std::cmp::Reverse((leave.span.first, leave.id)));
        let mut beats = std::mem::take(&mut setup.reference.beats);
        beats.sort_by_key(|beat| (setup.reps.iter().position(|rep| rep.id == beat.rep), beat.id));
        setup.reference.beats = beats;
        self.setup = Some(Arc::from(setup));
        self.sift(shared);
    }

    /// Whether the row may be changed by who is here.
    fn may(&self, at: usize) -> bool {
        let Some(setup) = &self.setup else { return false };
        rows::record(self.section, at, setup).is_none_or(|record| setup.rights.allow(Some(&record), &record))
    }

    /// Whether who is here may add rows to the section.
    fn may_add(&self) -> bool {
        let full = self.setup.as_ref().is_some_and(|setup| setup.rights.are_full());
        match self.section {
            Section::Leave | Section::Beats => true,
            Section::Tiers | Section::Calendar | Section::Products | Section::People | Section::Teams => full,
            Section::Urgency | Section::Look | Section::Keys => false,
        }
    }

    /// Why something may not be changed here, if that is so.
    fn bounds(&self, shared: &Shared) -> Option<&'static str> {
        let full = self.setup.as_ref().is_none_or(|setup| setup.rights.are_full());
        match self.section {
            _ if full => None,
            Section::Look | Section::Keys | Section::Leave | Section::Beats => None,
            Section::People => Some(words::only_own(shared.lang)),
            _ => Some(words::leaders_change(shared.lang)),
        }
    }

    fn edit(&mut self, cx: &mut Cx<'_>) {
        let Some(at) = self.selected() else { return };
        if !self.may(at) {
            self.refuse(cx);
            return;
        }
        match self.section {
            Section::Look => cx.push(rows::other_look(at, cx.shared)),
            Section::Keys => cx.push(Effect::Open(Place::Record(COMMANDS[at].action, false))),
            section => self.open(section, Some(at), cx),
        }
    }

    fn add(&mut self, cx: &mut Cx<'_>) {
        if self.may_add() { self.open(self.section, None, cx) } else { self.refuse(cx) }
    }

    fn refuse(&self, cx: &mut Cx<'_>) {
        if let Some(why) = self.bounds(cx.shared) {
            cx.push(Effect::Say(Toast::note(why)));
        }
    }

    /// Gives a command the keys that ship.
    fn ship_keys(&self, cx: &mut Cx<'_>) {
        let Some(command) = self.selected().and_then(|at| COMMANDS.get(at)) else { return };
        if cx.shared.keymap.own().contains_key(command.id) {
            let said = words::key_reset(cx.shared.lang, (command.about)(cx.shared.lang));
            cx.push(Effect::Say(Toast::note(said)));
            cx.push(Effect::Prefer(Preference::Keys(vec![(command.id.to_owned(), None)])));
        }
    }

    fn action(&mut self, action: Action, cx: &mut Cx<'_>) -> Flow {
        let height = view::rows_in(cx.shared.body, self.finder.is_editing());
        self.cursor().set_height(height);
        if self.cursor().moved(action) {
            return Flow::Used;
        }
        match action {
            Action::NextField | Action::Right => self.go(true, cx.shared),
            Action::PreviousField | Action::Left => self.go(false, cx.shared),
            Action::EditSetting => self.edit(cx),
            Action::AddSetting => self.add(cx),
            Action::RemoveSetting => self.remove(cx),
            Action::HolidayFile if self.applies(action) => edits::open_file(cx),
            Action::AddKey if self.section == Section::Keys => {
                if let Some(at) = self.selected() {
                    cx.push(Effect::Open(Place::Record(COMMANDS[at].action, true)));
                }
            }
            Action::ShippedKeys if self.section == Section::Keys => self.ship_keys(cx),
            Action::Filter => self.finder.edit(),
            Action::Submit => self.finder.done(),
            Action::Back if self.finder.clear() => self.sift(cx.shared),
            _ => return Flow::Pass,
        }
        Flow::Used
    }
}

impl Layer for Settings {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Settings, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn applies(&self, action: Action) -> bool {
        let here = |sections: &[Section]| sections.contains(&self.section);
        match action {
            Action::EditSetting => self.selected().is_some_and(|at| self.may(at)),
            Action::AddSetting => self.may_add(),
            Action::RemoveSetting => {
                !here(&[Section::Urgency, Section::Look, Section::Keys])
                    && self.selected().is_some_and(|at| self.may(at) && !self.fixed.contains(&at))
            }
            Action::HolidayFile => here(&[Section::Calendar]) && self.may_add(),
            Action::AddKey => here(&[Section::Keys]) && self.selected().is_some(),
            Action::ShippedKeys => self.selected().is_some_and(|at| self.own.contains(&at)),
            Action::Back => self.finder.is_active(),
            _ => true,
        }
    }

    fn tell_time(&mut self, _: &Shared) -> bool {
        true
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Refresh => cx.push(Effect::Read(Query::Setup)),
            Msg::Action(action) => return self.action(action, cx),
            Msg::Click(Hit::Row(row)) if self.cursor().point(row) => {}
            Msg::Click(Hit::Section(at)) => self.turn_to(at, cx.shared),
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() => {
                if self.finder.take(&msg) {
                    self.sift(cx.shared);
                    self.cursor().select(0);
                }
            }
            Msg::Answer(Answer::Setup(setup)) => self.take(setup, cx.shared),
            Msg::Answer(Answer::Forecast(forecast)) => self.show_forecast(&forecast, cx),
            Msg::Answer(Answer::HolidayFile(read)) => self.take_file(read, cx),
            Msg::Reply(Reply::Form(Ask::Setting(asked), form)) => self.save(asked, form, cx),
            Msg::Reply(Reply::Form(Ask::HolidayFile, form)) => self.read_file(form, cx),
            Msg::Reply(Reply::Agreed(_, agreed)) => self.agreed(agreed, cx),
            _ => return Flow::Pass,
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        view::draw(self, area, buf, shared)
    }

    fn standing_note(&self, shared: &Shared) -> String {
        if self.finder.is_active() {
            return self.finder.note(self.items.len(), shared);
        }
        // Where there is room it stands beside the section's name.
        let told = view::has_room(shared.body);
        self.bounds(shared).filter(|_| !told).unwrap_or_default().to_owned()
    }
}
