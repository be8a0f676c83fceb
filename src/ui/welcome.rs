//! The first question of an empty database: who are you? Its answer becomes the first rep.

use std::time::Duration;

use chrono::{DateTime, Utc};
use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::command::{Action, Scope};
use crate::app::event::Event;
use crate::app::keymap::Keymap;
use crate::i18n::Lang;
use crate::i18n::messages::{common, visit as words};
use crate::i18n::text::wrap;

use super::theme::{Role, Theme};
use super::widgets::field::Field;
use super::widgets::paint;

/// The question.
pub struct Welcome {
    lang: Lang,
    theme: Theme,
    keymap: Keymap,
    field: Field,
    dirty: bool,
    done: bool,
    answer: Option<String>,
}

impl Welcome {
    /// The question, with a name to begin with.
    pub fn new(lang: Lang, theme: Theme, keymap: Keymap, name: &str) -> Self {
        Self { lang, theme, keymap, field: Field::new(name), dirty: true, done: false, answer: None }
    }

    /// The name that was given; none if the question was left.
    pub fn answer(self) -> Option<String> {
        self.answer
    }

    /// Takes one event.
    pub fn handle(&mut self, _now: DateTime<Utc>, event: Event) {
        match event {
            Event::Key(chord) => match self.keymap.action(&[Scope::Dialog], chord).filter(|_| chord.text().is_none()) {
                Some(Action::Submit) => {
                    let name = self.field.text().trim().to_owned();
                    if !name.is_empty() {
                        (self.answer, self.done) = (Some(name), true);
                    }
                }
                Some(Action::Back) => self.done = true,
                _ => drop(self.field.key(chord)),
            },
            Event::Paste(text) => self.field.insert(&text),
            Event::Hangup => self.done = true,
            _ => {}
        }
        self.dirty = true;
    }

    /// Whether there is something to draw.
    pub fn dirty(&self) -> bool {
        self.dirty
    }

    /// Nothing here needs painting whole.
    pub fn repaint(&mut self) -> bool {
        false
    }

    /// A text for the clipboard of the terminal: there is none.
    pub fn copied(&mut self) -> Option<String> {
        None
    }

    /// Nothing here wants to be woken.
    pub fn wake_in(&self, _now: DateTime<Utc>) -> Option<Duration> {
        None
    }

    /// Whether it was answered or left.
    pub fn done(&self) -> bool {
        self.done
    }

    /// Draws the question.
    pub fn draw(&mut self, frame: &mut Frame<'_>) {
        self.dirty = false;
        let area = frame.area();
        let top = area.height / 3;
        let line = |at: u16| Rect {
            x: area.x + 4.min(area.width),
            width: area.width.saturating_sub(8),
            ..paint::row(area, at)
        };
        let buf = frame.buffer_mut();
        buf.set_style(area, self.theme.style(Role::Ground));
        let name = format!("{} {}", common::product(Lang::Zh), common::product(Lang::En));
        let (title, question, hint) = (line(top), line(top + 2), line(top + 5));
        paint::text(buf, title.x, title.y, title.width, &name, self.theme.style(Role::Accent));
        paint::text(
            buf,
            question.x,
            question.y,
            question.width,
            words::ask_name(self.lang),
            self.theme.style(Role::Text),
        );
        for (at, text) in wrap(words::ask_name_hint(self.lang), usize::from(hint.width), 3).iter().enumerate() {
            let line = line(top + 5 + at as u16);
            paint::text(buf, line.x, line.y, line.width, text, self.theme.style(Role::Dim));
        }
        let caret = self.field.draw(line(top + 3), buf, self.theme.style(Role::Strong));
        frame.set_cursor_position(caret);
    }
}
