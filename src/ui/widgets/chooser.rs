//! Choosing one of several by typing a part of it: a line of text above a list of what it finds.

use ratatui::layout::{Position, Rect};

use crate::app::command::Action;
use crate::i18n::messages::screens as words;
use crate::i18n::search::Needle;
use crate::i18n::text::width;
use crate::ui::canvas::{Canvas, Hit};
use crate::ui::layer::Msg;
use crate::ui::shared::Shared;
use crate::ui::theme::Role;

use super::field::Field;
use super::list::Cursor;
use super::paint;

/// A line of text and what it finds among a number of things.
#[derive(Clone, Debug)]
pub struct Chooser {
    field: Field,
    found: Vec<usize>,
    cursor: Cursor,
}

/// What a message came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// Nothing yet.
    Open,
    /// This one.
    One(usize),
    /// None: it was left.
    Left,
}

impl Chooser {
    /// A chooser among so many things, so many of which are seen at once.
    pub fn new(things: usize, rows: u16) -> Self {
        let mut cursor = Cursor::default();
        cursor.set_height(usize::from(rows));
        cursor.set_len(things);
        Self { field: Field::default(), found: (0..things).collect(), cursor }
    }

    /// The thing that would be chosen now.
    pub fn pointed_at(&self) -> Option<usize> {
        self.cursor.selected().map(|at| self.found[at])
    }

    /// Points at a thing, while nothing is typed.
    pub fn point_at(&mut self, thing: usize) {
        self.cursor.select(thing);
    }

    /// Takes a message. `finds` says whether a thing, of so many, is found.
    pub fn update(&mut self, msg: &Msg, things: usize, finds: impl Fn(&Needle<'_>, usize) -> bool) -> Chosen {
        let before = self.field.text();
        match msg {
            Msg::Action(Action::Back) => return Chosen::Left,
            Msg::Action(Action::Submit) => {
                return self.pointed_at().map_or(Chosen::Open, Chosen::One);
            }
            Msg::Click(Hit::Row(row)) if !self.cursor.point(*row) => {
                return self.pointed_at().map_or(Chosen::Open, Chosen::One);
            }
            Msg::Wheel(turn) => drop(self.cursor.moved(turn.step())),
            Msg::Action(action) => drop(self.cursor.moved(*action)),
            Msg::Key(chord) => drop(self.field.key(*chord)),
            Msg::Paste(text) => self.field.insert(text),
            _ => {}
        }
        let text = self.field.text();
        if text != before {
            let needle = Needle::new(&text);
            self.found = (0..things).filter(|at| finds(&needle, *at)).collect();
            self.cursor.set_len(self.found.len());
            self.cursor.select(0);
        }
        Chosen::Open
    }

    /// Draws the line and the list; `thing` gives a thing's text and what stands at the right edge. Answers where the caret stands.
    pub fn draw<'t>(
        &self,
        area: Rect,
        buf: &mut Canvas<'_>,
        shared: &Shared,
        aside: Role,
        thing: impl Fn(usize) -> (&'t str, String),
    ) -> Position {
        let list = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        for (at, row) in self.cursor.visible(usize::from(list.height)).enumerate() {
            buf.hit(paint::row(list, at as u16), Hit::Row(row));
            let (text, right) = thing(self.found[row]);
            let selected = self.cursor.selected() == Some(row);
            let line = paint::row(list, at as u16);
            let room = line.width.saturating_sub(width(&right) as u16 + 4);
            if selected {
                paint::text(buf, line.x, line.y, 1, shared.glyphs.selected, shared.style(Role::Accent));
            }
            let style = shared.style(if selected { Role::Strong } else { Role::Text });
            paint::text(buf, line.x + 2, line.y, room, text, style);
            paint::right(buf, line, &right, shared.style(aside));
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
        self.field.draw(paint::row(area, 0), buf, shared.style(Role::Strong))
    }
}
