//! Help: every key that works on the screen below, made from the commands table.

use ratatui::layout::{Position, Rect};

use crate::app::chord::Chord;
use crate::app::command::{Action, COMMANDS, Command, Scope};
use crate::app::effect::Effect;
use crate::app::keymap::Keymap;
use crate::i18n::messages::visit as words;
use crate::i18n::search::Needle;
use crate::i18n::text::width;
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::finder::Finder;
use crate::ui::widgets::{float, paint};

use super::palette::finds;
use super::reading::scrolled;

/// The keys of the screen below, and what its marks mean.
pub struct Help {
    commands: Vec<&'static Command>,
    has_lists: bool,
    first: usize,
    /// What is searched for.
    finder: Finder,
}

impl Help {
    /// Help for these scopes.
    pub fn new(scopes: &[Scope]) -> Self {
        let here = |command: &&Command| command.scopes.iter().any(|scope| scopes.contains(scope));
        let has_lists = scopes.contains(&Scope::Today) || scopes.contains(&Scope::Overdue);
        Self { commands: COMMANDS.iter().filter(here).collect(), has_lists, first: 0, finder: Finder::default() }
    }

    /// What stands at the left, and what it means. Where there is little room one key each has to do.
    fn lines(&self, shared: &Shared, narrow: bool) -> Vec<(String, &'static str)> {
        let lang = shared.lang;
        let keys = |action| if narrow { shared.keymap.shown(action) } else { keys_of(&shared.keymap, action) };
        let mut lines: Vec<(String, &'static str)> =
            self.found().map(|command| (keys(command.action), (command.about)(lang))).collect();
        if self.has_lists && !self.finder.is_active() {
            let glyphs = &shared.glyphs;
            lines.extend([
                (String::new(), ""),
                (format!("{} {} {}", glyphs.over, glyphs.last, glyphs.inside), words::legend_states(lang)),
                ("a m M s S c".to_owned(), words::legend_flags(lang)),
                (
                    [glyphs.done, glyphs.visiting, glyphs.attempted, glyphs.skipped, glyphs.pinned, glyphs.locked]
                        .join(" "),
                    words::legend_fates(lang),
                ),
            ]);
        }
        lines
    }

    /// The commands that are searched for: by name and sentence in either language, by pinyin, by key.
    fn found(&self) -> impl Iterator<Item = &'static Command> {
        let text = self.finder.text();
        let needle = Needle::new(&text);
        let found = self.commands.iter().filter(|command| finds(&needle, command));
        found.copied().collect::<Vec<_>>().into_iter()
    }

    fn count(&self) -> usize {
        self.found().count() + if self.has_lists && !self.finder.is_active() { 4 } else { 0 }
    }
}

/// All keys of a command as they are shown.
pub fn keys_of(keymap: &Keymap, action: Action) -> String {
    keymap.chords(action).iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
}

impl Layer for Help {
    fn scopes(&self) -> &'static [Scope] {
        if self.finder.is_editing() {
            &[Scope::Dialog, Scope::Field, Scope::List]
        } else {
            &[Scope::Help, Scope::Dialog, Scope::List, Scope::Global]
        }
    }

    fn typing(&self) -> bool {
        self.finder.is_editing()
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Action(Action::Filter) => self.finder.edit(),
            Msg::Action(Action::Submit) if self.finder.is_editing() => self.finder.done(),
            Msg::Action(Action::Back) if self.finder.clear() => self.first = 0,
            Msg::Key(_) | Msg::Paste(_) if self.finder.is_editing() && self.finder.take(&msg) => self.first = 0,
            Msg::Action(Action::Back | Action::Submit | Action::Quit | Action::Help) => cx.push(Effect::Close),
            Msg::Action(Action::Language | Action::Theme | Action::Repaint) | Msg::Wheel(_) => return Flow::Pass,
            Msg::Action(action) => self.first = scrolled(self.first, self.count(), action),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let lines = self.lines(shared, area.width < 60);
        let column = lines.iter().map(|(keys, _)| width(keys)).max().unwrap_or(0) as u16 + 2;
        let longest = lines.iter().map(|(_, about)| width(about)).max().unwrap_or(0) as u16;
        let size = (column + longest, lines.len() as u16);
        let inside = float::draw(area, size, words::help_title(shared.lang), buf, shared);
        let first = self.first.min(lines.len().saturating_sub(usize::from(inside.height)));
        for (at, (keys, about)) in lines.iter().skip(first).take(usize::from(inside.height)).enumerate() {
            let y = inside.y + at as u16;
            paint::text(buf, inside.x, y, column, keys, shared.style(Role::Key));
            let room = inside.width.saturating_sub(column);
            paint::text(buf, inside.x + column, y, room, about, shared.style(Role::Text));
        }
        float::draw_extent(inside, first, lines.len(), buf, shared);
        // The line in which one searches stands on the last row of the body, below the box.
        let last = paint::row(area, area.height.saturating_sub(1));
        if self.finder.is_editing() { self.finder.draw(last, buf, shared) } else { None }
    }
}
