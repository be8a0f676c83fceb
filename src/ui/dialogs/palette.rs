//! The palette: every command that works on the screen below, found by name in either language or by pinyin, with its key.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, COMMANDS, Command, Scope};
use crate::app::effect::Effect;
use crate::i18n::Lang;
use crate::i18n::messages::visit as words;
use crate::i18n::search::Needle;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::{float, paint};

use super::help::keys_of;

/// The commands of the screen below.
pub struct Palette {
    commands: Vec<&'static Command>,
    found: Vec<&'static Command>,
    field: Field,
    cursor: Cursor,
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
        let mut cursor = Cursor::default();
        cursor.set_height(usize::from(ROWS));
        cursor.set_len(commands.len());
        Self { found: commands.clone(), commands, field: Field::default(), cursor }
    }

    fn sift(&mut self) {
        let text = self.field.text();
        let needle = Needle::new(&text);
        let finds = |command: &&&Command| {
            let texts = Lang::ALL.map(|lang| [(command.title)(lang), (command.about)(lang)]);
            needle.finds(&[texts[0][0], texts[0][1], texts[1][0], texts[1][1], command.id])
        };
        self.found = self.commands.iter().filter(finds).copied().collect();
        self.cursor.set_len(self.found.len());
        self.cursor.select(0);
    }
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
        match msg {
            Msg::Action(Action::Submit) => {
                if let Some(command) = self.cursor.selected().and_then(|at| self.found.get(at)) {
                    cx.push(Effect::Perform(command.action));
                }
            }
            Msg::Action(Action::Back) => cx.push(Effect::Close),
            Msg::Action(action) => drop(self.cursor.moved(action)),
            Msg::Key(chord) => {
                self.field.key(chord);
                self.sift();
            }
            Msg::Paste(text) => {
                self.field.insert(&text);
                self.sift();
            }
            _ => {}
        }
        Flow::Used
    }

    fn draw(&self, area: Rect, buf: &mut Buffer, shared: &Shared) -> Option<Position> {
        let inside = float::draw(area, (72, ROWS + 1), words::palette_title(shared.lang), buf, shared);
        let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        for (at, row) in self.cursor.visible(usize::from(list.height)).enumerate() {
            let command = self.found[row];
            let selected = self.cursor.selected() == Some(row);
            let line = paint::row(list, at as u16);
            if selected {
                paint::text(buf, line.x, line.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
            }
            let style = shared.style(if selected { Role::Strong } else { Role::Text });
            let room = line.width.saturating_sub(14);
            paint::text(buf, line.x + 2, line.y, room, (command.about)(shared.lang), style);
            paint::right(buf, line, &keys_of(&shared.keymap, command.action), shared.style(Role::Key));
        }
        Some(self.field.draw(paint::row(inside, 0), buf, shared.style(Role::Strong)))
    }
}
