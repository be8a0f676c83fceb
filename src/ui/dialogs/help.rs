//! Help: every key that works on the screen below, made from the commands table.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::chord::Chord;
use crate::app::command::{Action, COMMANDS, Command, Scope};
use crate::app::effect::Effect;
use crate::app::keymap::Keymap;
use crate::i18n::messages::visit as words;
use crate::i18n::text::width;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::{float, paint};

use super::reading::scrolled;

/// The keys of the screen below.
pub struct Help {
    commands: Vec<&'static Command>,
    first: usize,
}

impl Help {
    /// Help for these scopes.
    pub fn new(scopes: &[Scope]) -> Self {
        let here = |command: &&Command| command.scopes.iter().any(|scope| scopes.contains(scope));
        Self { commands: COMMANDS.iter().filter(here).collect(), first: 0 }
    }
}

/// All keys of a command as they are shown.
pub fn keys_of(keymap: &Keymap, action: Action) -> String {
    keymap.chords(action).iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
}

impl Layer for Help {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Dialog, Scope::List, Scope::Global]
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        match msg {
            Msg::Action(Action::Back | Action::Submit | Action::Quit | Action::Help) => cx.push(Effect::Close),
            Msg::Action(Action::Language) => return Flow::Pass,
            Msg::Action(action) => self.first = scrolled(self.first, self.commands.len(), action),
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
        // Where there is little room one key each has to do.
        let keys = |action| if area.width < 60 { shared.keymap.shown(action) } else { keys_of(&shared.keymap, action) };
        let keys: Vec<String> = self.commands.iter().map(|command| keys(command.action)).collect();
        let column = keys.iter().map(|keys| width(keys)).max().unwrap_or(0) as u16 + 2;
        let longest = self.commands.iter().map(|command| width((command.about)(shared.lang))).max().unwrap_or(0) as u16;
        let size = (column + longest, self.commands.len() as u16);
        let inside = float::draw(area, size, words::help_title(shared.lang), buf, shared);
        let first = self.first.min(self.commands.len().saturating_sub(usize::from(inside.height)));
        let rows = self.commands.iter().zip(&keys).skip(first).take(usize::from(inside.height));
        for (at, (command, keys)) in rows.enumerate() {
            let y = inside.y + at as u16;
            paint::text(buf, inside.x, y, column, keys, shared.style(Role::Key));
            let room = inside.width.saturating_sub(column);
            paint::text(buf, inside.x + column, y, room, (command.about)(shared.lang), shared.style(Role::Text));
        }
        None
    }
}
