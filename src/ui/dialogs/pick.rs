//! One of several, found by typing a part of it, its pinyin or initials.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::command::{Action, Scope};
use crate::app::effect::{Ask, Choice, Effect, Reply};
use crate::i18n::messages::screens as words;
use crate::i18n::search::Needle;
use crate::i18n::text::width;
use crate::ui::layer::{Cover, Cx, Flow, Layer, Msg};
use crate::ui::shared::Shared;
use crate::ui::theme::Role;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::list::Cursor;
use crate::ui::widgets::{float, paint};

use super::prompt::question;

/// The choice.
pub struct Pick {
    ask: Ask,
    choices: Vec<Choice>,
    found: Vec<usize>,
    field: Field,
    cursor: Cursor,
}

/// Rows of the list at most.
const ROWS: u16 = 12;

impl Pick {
    /// A choice among these.
    pub fn new(ask: Ask, choices: Vec<Choice>) -> Self {
        let mut pick = Self { ask, found: Vec::new(), field: Field::default(), cursor: Cursor::default(), choices };
        pick.cursor.set_height(usize::from(ROWS));
        pick.sift();
        pick
    }

    fn sift(&mut self) {
        let text = self.field.text();
        let needle = Needle::new(&text);
        let finds = |choice: &Choice| needle.finds(&[&choice.text, &choice.found_by]);
        self.found = (0..self.choices.len()).filter(|at| finds(&self.choices[*at])).collect();
        self.cursor.set_len(self.found.len());
        self.cursor.select(0);
    }
}

impl Layer for Pick {
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
                if let Some(at) = self.cursor.selected() {
                    let answer = self.choices[self.found[at]].answer.clone();
                    cx.push(Effect::Reply(Reply::Picked(self.ask.clone(), answer)));
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
        let rows = ROWS.min(self.choices.len() as u16).max(1);
        let inside = float::draw(area, (68, rows + 1), question(shared.lang, &self.ask), buf, shared);
        let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
        for (at, row) in self.cursor.visible(usize::from(list.height)).enumerate() {
            let choice = &self.choices[self.found[row]];
            let selected = self.cursor.selected() == Some(row);
            let line = paint::row(list, at as u16);
            let aside = width(&choice.aside) as u16;
            let room = line.width.saturating_sub(aside + 4);
            if selected {
                paint::text(buf, line.x, line.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
            }
            let style = shared.style(if selected { Role::Strong } else { Role::Text });
            paint::text(buf, line.x + 2, line.y, room, &choice.text, style);
            paint::right(buf, line, &choice.aside, shared.style(Role::Dim));
        }
        if self.found.is_empty() {
            let line = paint::row(list, 0);
            paint::text(
                buf,
                line.x + 2,
                line.y,
                line.width,
                words::found_nothing(shared.lang),
                shared.style(Role::Dim),
            );
        }
        Some(self.field.draw(paint::row(inside, 0), buf, shared.style(Role::Strong)))
    }
}
