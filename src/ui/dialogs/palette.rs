//! The palette: every command that works on the screen below, found by name in either language or by pinyin, with its key.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, COMMANDS, Command, Scope};
use crate::app::effect::Effect;
use crate::i18n::Lang;
use crate::i18n::messages::visit as words;
use crate::i18n::search::Needle;
use crate::ui::canvas::Canvas;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::chooser::{Chooser, Chosen};
use crate::ui::widgets::float;

use super::help::keys_of;

/// The commands of the screen below.
pub struct Palette {
    commands: Vec<&'static Command>,
    chooser: Chooser,
}

/// Rows of the list at most.
const ROWS: u16 = 14;

impl Palette {
    /// A palette of the commands of these scopes.
    pub fn new(scopes: &[Scope]) -> Self {
        let here = |command: &&Command| {
            command.scopes.iter().any(|scope| scopes.contains(scope)) && command.action != Action::Palette
        };
        let commands: Vec<_> = COMMANDS.iter().filter(here).collect();
        Self { chooser: Chooser::new(commands.len(), ROWS), commands }
    }
}

/// Whether a command is found by its name, its sentence in either language, pinyin included.
pub(super) fn finds(needle: &Needle<'_>, command: &Command) -> bool {
    let [en, zh] = Lang::ALL.map(|lang| [(command.title)(lang), (command.about)(lang)]);
    needle.finds(&[en[0], en[1], zh[0], zh[1], command.id])
}

impl Layer for Palette {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Dialog, Scope::List, Scope::Field]
    }

    fn typing(&self) -> bool {
        true
    }

    fn cover(&self) -> Cover {
        Cover::Float
    }

    fn update(&mut self, msg: Msg, cx: &mut Cx<'_>) -> Flow {
        let commands = &self.commands;
        match self.chooser.update(&msg, commands.len(), |needle, at| finds(needle, commands[at])) {
            Chosen::Open => {}
            Chosen::One(at) => cx.push(Effect::Perform(self.commands[at].action)),
            Chosen::Left => cx.push(Effect::Close),
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Canvas<'_>, shared: &Shared) -> Option<Position> {
        let inside = float::draw(area, (72, ROWS + 1), words::palette_title(shared.lang), buf, shared);
        let shown = |at: usize| {
            let command = self.commands[at];
            ((command.about)(shared.lang), keys_of(&shared.keymap, command.action))
        };
        Some(self.chooser.draw(inside, buf, shared, Role::Key, shown))
    }
}
